import { normalisedNumber } from '@wardbook/policing';

/** The number without its space names the stream, however it was typed: `A0609`. */
export const policyKeyOf = (number: string): string => normalisedNumber(number).replace(' ', '');
