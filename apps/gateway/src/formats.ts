export { BOROUGH_CODE, WARD_CODE } from '@wardbook/policing';

/** The forms of text that inputs accept; what is stored is checked again against the event's own schema. */
export const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/;
export const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:/#@-]{0,199}$/;
export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
export const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const TIME_OF_DAY = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
/** A letter and four digits, with or without a space between. */
export const POLICY_NUMBER = /^[A-Za-z] ?\d{4}$/;
/** SHA-256. */
export const HASH = /^[0-9a-f]{64}$/;
export const COMMAND_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,79}$/;
/** What a token may carry as its actor or its agency. */
export const ACTOR_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
