// Instants are compared as text, so there is one form of them only.
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether something is a moment in UTC with milliseconds that a calendar has: no 31 February. */
export const isInstant = (given: unknown): boolean => {
  if (typeof given !== 'string' || !INSTANT.test(given)) return false;
  const at = Date.parse(given);
  return !Number.isNaN(at) && new Date(at).toISOString() === given;
};
