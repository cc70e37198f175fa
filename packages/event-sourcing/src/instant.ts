// Instants are compared as text, so there is one form of them only.
const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether something is a moment in UTC with milliseconds that a calendar has: no 31 February. */
export const isInstant = (given: unknown): boolean =>
  typeof given === 'string' &&
  INSTANT.test(given) &&
  // Every month has as many days; asking the calendar costs more than all else.
  (given.slice(8, 10) <= '28' || new Date(given).toISOString() === given);
