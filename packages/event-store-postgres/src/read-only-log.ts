import type { ReadOnlyLog } from '@wardbook/event-sourcing';
import { READ_ONLY } from './connection.ts';
import { connectionPool } from './connection-pool.ts';
import { logReader, PLANNING } from './log-reader.ts';
import { refuseMissing } from './migrations.ts';
import { placesIn } from './process-places.ts';

/**
 * The log in a schema that somebody else lays out and fills, for an auditor: its sessions are read-only, and the login
 * needs no right but to read `event` and `sealed`. A standby serves as well.
 * Throws `StoreUnavailable` where there is no such log, or one of a newer version.
 */
export const readOnlyLog = async (address: string, schema: string): Promise<ReadOnlyLog> => {
  await refuseMissing(address, { schema, kind: 'log' });
  const readers = connectionPool(address, { schema, settings: { ...PLANNING, ...READ_ONLY } });
  return { ...logReader(readers), places: { list: () => placesIn(readers) }, close: () => readers.end() };
};
