import { StoreUnavailable, type EventStore, type Rows } from '@wardbook/event-sourcing';
import type { KeyStore } from '@wardbook/personal-data';
import { singleConnection } from './connection.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresKeyStore } from './postgres-key-store.ts';
import { postgresRows } from './postgres-rows.ts';
import { whenServing } from './serving.ts';

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
 */
export const postgresDatabase = (address: string): Promise<PostgresDatabase> =>
  opened(async (open) => {
    const store = await open(postgresEventStore(address, { schema: SCHEMAS.store }));
    return { store, ...(await besideLog(address, open, store)) };
  });

/** Opens three of the four schemas as `postgresDatabase` does, for a log that is elsewhere. Throws `StoreUnavailable`. */
export const postgresBesideLog = (
  address: string,
  log?: Pick<EventStore, 'head'>,
): Promise<PostgresBesideLog> => opened((open) => besideLog(address, open, log));

/** One log of a database that somebody else fills. Throws `StoreUnavailable` where there is none. */
export const existingLog = async (
  address: string,
  which: 'store' | 'access' = 'store',
): Promise<EventStore> => {
  await refuseMissing(address, SCHEMAS[which]);
  return postgresEventStore(address, { schema: SCHEMAS[which] });
};

export const existingKeys = async (address: string): Promise<KeyStore> => {
  await refuseMissing(address, SCHEMAS.keys);
  return postgresKeyStore(address, { layOut: false });
};

type Open = <T extends { close(): Promise<void> }>(opening: Promise<T>) => Promise<T>;

const besideLog = async (
  address: string,
  open: Open,
  log?: Pick<EventStore, 'head'>,
): Promise<PostgresBesideLog> => ({
  rows: await open(postgresRows(address)),
  keys: await open(postgresKeyStore(address, { layOut: !log || (await log.head()) === 0n })),
  access: await open(postgresEventStore(address, { schema: SCHEMAS.access })),
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

const refuseMissing = (address: string, schema: string): Promise<void> =>
  whenServing(async () => {
    const client = singleConnection(address);
    try {
      await client.connect();
      const { rowCount } = await client.query(IS_THERE, [schema]);
      if (rowCount === 0) throw new StoreUnavailable(`There is no schema ${schema} in this database.`, false);
    } finally {
      await client.end().catch(() => undefined);
    }
  });

const IS_THERE = `
  SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = $1 AND relname = 'wardbook_migration'
`;
