import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { existingKeys, existingLog, postgresBesideLog, postgresDatabase } from './postgres-database.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await postgresServer();
});
afterAll(() => server.stop());

/** What somebody else is answered: the values of the first column. */
const asked = async (address: string, statement: string): Promise<readonly unknown[]> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows.flatMap((row): unknown[] => Object.values(row));
};

const schemasOf = (address: string) =>
  asked(address, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'wardbook%' ORDER BY nspname");

const othersIn = async (address: string): Promise<number> =>
  (
    await asked(
      address,
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    )
  ).length;

/** A connection that was ended may be listed for a moment longer. */
const untilAlone = async (address: string): Promise<void> => {
  while ((await othersIn(address)) > 0);
};

describe('a database', () => {
  test('has four schemas, each opened by many at once', async () => {
    const address = await server.freshDatabase();
    const all = await Promise.all([1, 2, 3].map(() => postgresDatabase(address)));
    expect(await schemasOf(address)).toEqual([
      'wardbook',
      'wardbook_access',
      'wardbook_keys',
      'wardbook_rows',
    ]);
    for (const { store, rows, keys, access } of all)
      await Promise.all([store, rows, keys, access].map((part) => part.close()));
    await untilAlone(address);
  });

  test('has three of them where the log is elsewhere', async () => {
    const address = await server.freshDatabase();
    const { rows, keys, access } = await postgresBesideLog(address);
    expect(await schemasOf(address)).toEqual(['wardbook_access', 'wardbook_keys', 'wardbook_rows']);
    await Promise.all([rows, keys, access].map((part) => part.close()));
  });

  test('of which one part does not open keeps no connection to the others', async () => {
    const address = await server.freshDatabase();
    await asked(address, 'CREATE SCHEMA wardbook_access CREATE TABLE something (else_ integer)');
    await expect(postgresDatabase(address)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(postgresBesideLog(address)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await untilAlone(address);
  });
});

describe('what an auditor opens', () => {
  test('is there', async () => {
    const address = await server.freshDatabase();
    const { store, rows, keys, access } = await postgresDatabase(address);
    await keys.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
    const opened = [await existingLog(address), await existingLog(address, 'access')];
    for (const log of opened) expect(await log.head()).toBe(0n);
    const found = await existingKeys(address);
    expect((await found.find('person-1', 'adviceCase-1'))?.wrapped).toEqual(Buffer.from('wrapped'));
    for (const part of [...opened, found, store, rows, keys, access]) await part.close();
  });

  test('is never made', async () => {
    const address = await server.freshDatabase();
    const rows = await postgresRows(address);
    await rows.close();
    for (const opening of [existingLog(address), existingLog(address, 'access'), existingKeys(address)])
      await expect(opening).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false });
    expect(await schemasOf(address)).toEqual(['wardbook_rows']);
  });

  test('is StoreUnavailable where there is no such database, and says no word of the address', async () => {
    const address = new URL(await server.freshDatabase());
    address.pathname = '/elsewhere';
    const failure: unknown = await existingLog(address.href).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false });
    expect(String(failure)).not.toMatch(/elsewhere|postgres:/);
  });
});
