/** What the headline measure of neighbourhood policing counts as kept up to date. */
const MONTHS_UNTIL_STALE = 3;

/**
 * Whether what the people of a ward asked for was last spoken of more than three months before `at`; all of them UTC.
 * @example
 * isPriorityStale({ recordedAt: '2013-01-15T12:00:00.000Z', refreshedAt: null }, '2013-05-01T12:00:00.000Z'); // true
 */
export const isPriorityStale = (
  { recordedAt, refreshedAt }: { readonly recordedAt: string; readonly refreshedAt: string | null },
  at: string,
): boolean => {
  const staleFrom = new Date(refreshedAt ?? recordedAt);
  staleFrom.setUTCMonth(staleFrom.getUTCMonth() + MONTHS_UNTIL_STALE);
  return staleFrom.toISOString() < at;
};
