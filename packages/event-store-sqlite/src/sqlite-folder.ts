import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable, type EventStore, type ReadOnlyLog, type Rows } from '@wardbook/event-sourcing';
import type { KeyStore } from '@wardbook/personal-data';
import type { ClockOptions } from './log-writer.ts';
import { readOnlyKeys } from './read-only-keys.ts';
import { readOnlyLog } from './read-only-log.ts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { sqliteKeyStore } from './sqlite-key-store.ts';
import { sqliteRows } from './sqlite-rows.ts';

/** What is kept beside a log, wherever the log is. `keys.db` has a backup rule of its own. */
export interface SqliteBesideLog {
  readonly rows: Rows;
  readonly keys: KeyStore;
  /** The access log: a second log of the same format. */
  readonly access: EventStore;
}

/** The embedded default: four files in one folder. */
export interface SqliteFolder extends SqliteBesideLog {
  readonly store: EventStore;
}

const FILES = { store: 'log.db', rows: 'rows.db', keys: 'keys.db', access: 'access.db' } as const;

/**
 * Opens the four files, and makes what is missing; the keys not before one is kept. Throws `StoreUnavailable`.
 * @example
 * const files = sqliteFolder('street-data');
 * const engine = await startEngine(street, { ...files, views: [lampBoard] });
 * await engine.stop();
 * for (const file of Object.values(files)) await file.close();
 */
export const sqliteFolder = (folder: string, clock: ClockOptions = {}): SqliteFolder => {
  mkdirSync(folder, { recursive: true });
  return { store: sqliteEventStore(join(folder, FILES.store), clock), ...sqliteBesideLog(folder, clock) };
};

/**
 * Opens three of the four files as `sqliteFolder` does, for a log that is elsewhere. Throws `StoreUnavailable`.
 * @example
 * const store = await kurrentdbEventStore('kurrentdb://localhost:2113?tls=false');
 * const { rows, keys, access } = sqliteBesideLog('street-data');
 */
export const sqliteBesideLog = (folder: string, clock: ClockOptions = {}): SqliteBesideLog => {
  mkdirSync(folder, { recursive: true });
  return {
    rows: sqliteRows(join(folder, FILES.rows)),
    keys: sqliteKeyStore(join(folder, FILES.keys), { layOut: false }),
    access: sqliteEventStore(join(folder, FILES.access), clock),
  };
};

/**
 * One log of a folder that somebody else fills, for an auditor. Throws `StoreUnavailable` where there is none.
 * @example
 * const { broken } = await verifyLog(await existingLog('street-data'));
 */
export const existingLog = async (
  folder: string,
  which: 'store' | 'access' = 'store',
): Promise<ReadOnlyLog> => readOnlyLog(existing(folder, which));

/**
 * The keys of such a folder, to be read alone.
 * @example
 * const keys = await existingKeys('street-data');
 */
export const existingKeys = async (folder: string): Promise<KeyStore> =>
  readOnlyKeys(existing(folder, 'keys'));

/**
 * The log of such a folder, for an operator: it is written to, and never made.
 * @example
 * await correctClock(await existingStore('street-data'), { actor: by, reason: 'TICKET-1' });
 */
export const existingStore = (folder: string): Promise<EventStore> => toWrite(folder, 'store');

/**
 * The access log of such a folder, for whoever opens personal data: it is written to, and never made.
 * @example
 * const record = accessLog(await existingAccess('street-data'), Date.now);
 */
export const existingAccess = (folder: string): Promise<EventStore> => toWrite(folder, 'access');

const toWrite = async (folder: string, which: 'store' | 'access'): Promise<EventStore> => {
  const file = existing(folder, which);
  // Looked at first as an auditor does, so that what is no log is left as it is.
  await (await readOnlyLog(file)).close();
  return sqliteEventStore(file);
};

const existing = (folder: string, which: keyof typeof FILES): string => {
  const file = join(folder, FILES[which]);
  if (!existsSync(file)) throw new StoreUnavailable(`There is no ${FILES[which]} in ${folder}.`, false);
  return file;
};
