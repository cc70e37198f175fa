/** When the people of a ward asked for something, and when it was last spoken of. UTC. */
interface Spoken {
  readonly recordedAt: string;
  readonly refreshedAt: string | null;
}

/**
 * Whether what the people of a ward asked for was last spoken of more than so many months before `at` (UTC): how many,
 * the establishment policy that serves then says (`priorityStaleMonths`).
 * @example
 * isPriorityStale({ recordedAt: '2013-01-15T12:00:00.000Z', refreshedAt: null }, { months: 3, at: '2013-05-01T12:00:00.000Z' }); // true
 */
export const isPriorityStale = (
  { recordedAt, refreshedAt }: Spoken,
  { months, at }: { readonly months: number; readonly at: string },
): boolean => {
  const staleFrom = new Date(refreshedAt ?? recordedAt);
  staleFrom.setUTCMonth(staleFrom.getUTCMonth() + months);
  return staleFrom.toISOString() < at;
};
