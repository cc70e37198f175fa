import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { keyStoreContract } from '@wardbook/personal-data/testing';
import { postgresKeyStore } from './postgres-key-store.ts';
import { postgresServer } from './testing/postgres-server.ts';

const server = await postgresServer();
afterAll(() => server.stop());

keyStoreContract('postgres', async () => postgresKeyStore(await server.freshDatabase()));

const connected = async (address: string): Promise<Client> => {
  const client = new Client({ connectionString: address });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

describe('who may do what', () => {
  let address: string;

  beforeAll(async () => {
    address = await server.freshDatabase();
    const keys = await postgresKeyStore(address);
    await keys.destroy('person-1', 'adviceCase-1');
    await keys.add('person-2', 'adviceCase-1', Buffer.from('wrapped'));
    await keys.close();
  });

  test.each([
    ['a destroyed key', "UPDATE key SET wrapped = '\\x00' WHERE subject = 'person-1'"],
    ['a live key', "UPDATE key SET wrapped = '\\x00' WHERE subject = 'person-2'"],
    [
      'a live key',
      "INSERT INTO key VALUES ('person-2', 'adviceCase-1', '\\x00') ON CONFLICT (subject, record) DO UPDATE SET wrapped = excluded.wrapped",
    ],
    ['the key of another', "UPDATE key SET subject = 'person-3', wrapped = NULL WHERE subject = 'person-1'"],
    ['any key away', 'DELETE FROM key'],
    ['all keys away', 'TRUNCATE key'],
    ['keys away unseen', 'SET session_replication_role = replica; DELETE FROM key'],
  ])('the owner puts no other key in the place of %s: %s', async (_, statement) => {
    const owner = await connected(address);
    await owner.query('SET search_path = wardbook_keys');
    await expect(owner.query(statement)).rejects.toThrow(/key is (destroyed|only ever destroyed)/);
    await owner.end();
  });
});

const schemasIn = async (address: string): Promise<readonly unknown[]> => {
  const client = await connected(address);
  const { rows } = await client.query<{ nspname: string }>(
    "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'wardbook%'",
  );
  await client.end();
  return rows.map(({ nspname }) => nspname);
};

test('S-06: a schema that is missing is not made until something is kept', async () => {
  const address = await server.freshDatabase();
  const keys = await postgresKeyStore(address, { layOut: false });
  const other = await postgresKeyStore(address, { layOut: false });
  expect(await keys.find('person-1', 'adviceCase-1')).toBeUndefined();
  expect(await keys.sample()).toBeUndefined();
  expect(await keys.binding()).toBeUndefined();
  expect(await schemasIn(address)).toEqual([]);
  // What another process keeps meanwhile is found.
  await other.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
  expect((await keys.find('person-1', 'adviceCase-1'))?.wrapped).toEqual(Buffer.from('wrapped'));
  expect(await schemasIn(address)).toEqual(['wardbook_keys']);
  await Promise.all([keys.close(), other.close()]);
});

test('a schema from before there were bindings is read as it is, and bound', async () => {
  const address = await server.freshDatabase();
  const before = await postgresKeyStore(address);
  await before.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
  await before.close();
  const owner = await connected(address);
  await owner.query(
    'DROP TABLE wardbook_keys.binding; DELETE FROM wardbook_keys.wardbook_migration WHERE version = 2',
  );
  const versions = 'SELECT max(version) AS version FROM wardbook_keys.wardbook_migration';
  const keys = await postgresKeyStore(address, { layOut: false });
  expect(await keys.binding()).toBeUndefined();
  expect(await keys.sample()).toMatchObject({ subject: 'person-1', record: 'adviceCase-1' });
  expect((await owner.query(versions)).rows).toEqual([{ version: 1 }]);
  const binding = { log: 'a'.repeat(64), check: Buffer.of(7), upTo: 3n };
  expect(await keys.bind(binding)).toEqual(binding);
  expect(await keys.binding()).toEqual(binding);
  await owner.end();
  await keys.close();
});

test('one of two who add at once wins, and both are told whose key is kept', async () => {
  const address = await server.freshDatabase();
  const both = [await postgresKeyStore(address), await postgresKeyStore(address)];
  for (let round = 0; round < 20; round += 1) {
    const added = await Promise.all(
      both.map((keys, index) => keys.add(`person-${String(round)}`, 'adviceCase-1', Buffer.of(index))),
    );
    expect(added[0]!.wrapped).toEqual(added[1]!.wrapped);
  }
  await Promise.all(both.map((keys) => keys.close()));
});

test('serves again after its connections were cut, and is StoreUnavailable once it is closed', async () => {
  const address = await server.freshDatabase();
  const keys = await postgresKeyStore(address);
  const wrapped = Buffer.from('wrapped');
  await keys.add('person-1', 'adviceCase-1', wrapped);
  const other = await connected(address);
  await other.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  expect((await keys.find('person-1', 'adviceCase-1'))?.wrapped).toEqual(wrapped);
  await keys.destroy('person-1', 'adviceCase-1');
  await other.end();
  await keys.close();
  await expect(keys.find('person-1', 'adviceCase-1')).rejects.toBeInstanceOf(StoreUnavailable);
});
