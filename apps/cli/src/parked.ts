import { parkedByProcesses, type ReadOnlyLog } from '@wardbook/event-sourcing';

/** What processes had to park, as a table that an operator can read: the oldest first. */
export const parkedLines = async (log: Pick<ReadOnlyLog, 'places'>): Promise<readonly string[]> => {
  const parked = [...(await parkedByProcesses(log))].sort((a, b) => (a.since < b.since ? -1 : 1));
  if (parked.length === 0) return ['No process of this log has parked anything.'];
  const table = [
    ['since', 'process', 'key', 'reason', 'tried again when one of these moves'],
    ...parked.map(({ since, follower, key, reason, streams }) => [
      since.slice(0, 16).replace('T', ' '),
      follower,
      key,
      reason,
      streams.join(', '),
    ]),
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};
