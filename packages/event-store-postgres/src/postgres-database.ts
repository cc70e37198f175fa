import type { EventStore, ReadOnlyLog, Rows } from '@wardbook/event-sourcing';
import type { KeyStore } from '@wardbook/personal-data';
import { refuseMissing } from './migrations.ts';
import { postgresEventStore, type LogOptions } from './postgres-event-store.ts';
import { postgresKeyStore } from './postgres-key-store.ts';
import { postgresRows } from './postgres-rows.ts';
import { readOnlyLog } from './read-only-log.ts';

/** What is kept beside a log, wherever the log is. The keys have a backup rule of their own. */
export interface PostgresBesideLog {
  readonly rows: Rows;
  readonly keys: KeyStore;
  /** The access log: a second log of the same format. */
  readonly access: EventStore;
}

/** Everything in one database: four schemas. */
export interface PostgresDatabase extends PostgresBesideLog {
  readonly store: EventStore;
}

const SCHEMAS = { store: 'wardbook', keys: 'wardbook_keys', access: 'wardbook_access' } as const;

/**
 * Opens the four schemas, and makes what is missing; keys that are missing beside a log with events not before one is
 * kept. Throws `StoreUnavailable`.
 * @example
 * const database = await postgresDatabase('postgres://localhost/street');
 * const engine = await startEngine(street, { ...database, views: [lampBoard] });
 * await engine.stop();
 * for (const part of Object.values(database)) await part.close();
 */
export const postgresDatabase = (address: string, clock: ClockOptions = {}): Promise<PostgresDatabase> =>
  opened(async (open) => {
    const store = await open(postgresEventStore(address, { ...clock, schema: SCHEMAS.store }));
    return { store, ...(await besideLog(address, open, { log: store, clock })) };
  });

/**
 * Opens three of the four schemas as `postgresDatabase` does, for a log that is elsewhere. Throws `StoreUnavailable`.
 * @example
 * const store = await kurrentdbEventStore('kurrentdb://localhost:2113?tls=false');
 * const { rows, keys, access } = await postgresBesideLog('postgres://localhost/street', store);
 */
export const postgresBesideLog = (
  address: string,
  log?: Pick<EventStore, 'head'>,
  clock: ClockOptions = {},
): Promise<PostgresBesideLog> => opened((open) => besideLog(address, open, { ...(log && { log }), clock }));

/**
 * One log of a database that somebody else fills, for an auditor. Throws `StoreUnavailable` where there is none.
 * @example
 * const { broken } = await verifyLog(await existingLog('postgres://localhost/street'));
 */
export const existingLog = (address: string, which: 'store' | 'access' = 'store'): Promise<ReadOnlyLog> =>
  readOnlyLog(address, SCHEMAS[which]);

/**
 * The keys of such a database, to be read alone.
 * @example
 * const keys = await existingKeys('postgres://localhost/street');
 */
export const existingKeys = async (address: string): Promise<KeyStore> => {
  await refuseMissing(address, { schema: SCHEMAS.keys, kind: 'keys' });
  return postgresKeyStore(address, { layOut: false, readOnly: true });
};

/**
 * The log of such a database, for an operator: it is written to, and never made.
 * @example
 * await correctClock(await existingStore('postgres://localhost/street'), { actor: by, reason: 'TICKET-1' });
 */
export const existingStore = (address: string): Promise<EventStore> => toWrite(address, SCHEMAS.store);

/**
 * The access log of such a database, for whoever opens personal data: it is written to, and never made.
 * @example
 * const record = accessLog(await existingAccess('postgres://localhost/street'), Date.now);
 */
export const existingAccess = (address: string): Promise<EventStore> => toWrite(address, SCHEMAS.access);

const toWrite = async (address: string, schema: string): Promise<EventStore> => {
  await refuseMissing(address, { schema, kind: 'log' });
  return postgresEventStore(address, { schema });
};

type ClockOptions = Pick<LogOptions, 'aheadBy'>;

type Open = <T extends { close(): Promise<void> }>(opening: Promise<T>) => Promise<T>;

const besideLog = async (
  address: string,
  open: Open,
  { log, clock }: { readonly log?: Pick<EventStore, 'head'>; readonly clock: ClockOptions },
): Promise<PostgresBesideLog> => ({
  rows: await open(postgresRows(address)),
  keys: await open(postgresKeyStore(address, { layOut: !log || (await log.head()) === 0n })),
  access: await open(postgresEventStore(address, { ...clock, schema: SCHEMAS.access })),
});

/** All parts or none: where one does not open, those that did are closed. */
const opened = async <T>(work: (open: Open) => Promise<T>): Promise<T> => {
  const parts: { close(): Promise<void> }[] = [];
  try {
    return await work(async (opening) => {
      const part = await opening;
      parts.push(part);
      return part;
    });
  } catch (error) {
    await Promise.all(parts.map((part) => part.close()));
    throw error;
  }
};
