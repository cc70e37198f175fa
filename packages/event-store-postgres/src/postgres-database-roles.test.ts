import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { postgresDatabase, type PostgresDatabase } from './postgres-database.ts';
import { postgresKeyStore } from './postgres-key-store.ts';
import { board, cards } from './postgres-rows.test.data.ts';
import { ownPostgresServer } from './testing/postgres-server.ts';

// Its own, because a role belongs to the whole server.
const server = await ownPostgresServer();
const address = await server.freshDatabase();
const login = new URL(address);
[login.username, login.password] = ['serving', 'serving'];
const [owner, member] = [address, login.href].map((connectionString) => new Client({ connectionString })) as [
  Client,
  Client,
];
let database: PostgresDatabase;

const closeAll = async ({ store, rows, keys, access }: PostgresDatabase): Promise<void> => {
  for (const part of [store, rows, keys, access]) await part.close();
};

beforeAll(async () => {
  await closeAll(await postgresDatabase(address));
  await owner.connect();
  await owner.query("CREATE ROLE serving LOGIN PASSWORD 'serving' IN ROLE wardbook_writer");
  await member.connect();
  database = await postgresDatabase(login.href);
});
afterAll(async () => {
  await closeAll(database);
  await Promise.all([member.end(), owner.end()]);
  await server.stop();
});

test('a member of wardbook_writer makes read models, writes them, and makes them anew', async () => {
  const { rows } = database;
  for (const version of [1, 2]) {
    const view = board(version);
    await rows.open([view]);
    expect(await rows.save([{ view, from: 0n, to: 60n, changed: cards }])).toBe(true);
    expect(await rows.count(view, { limit: 100 })).toBe(60);
  }
});

test('it adds keys and destroys them, though not while somebody else may still see them', async () => {
  const { keys } = database;
  await keys.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
  await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class');
  let destroyed = false;
  const destroying = keys.destroy('person-1', 'adviceCase-1').then(() => {
    destroyed = true;
  });
  await sleep(300);
  expect(destroyed).toBe(false);
  await owner.query('COMMIT');
  await destroying;
  expect(await keys.find('person-1', 'adviceCase-1')).toEqual({});
});

test.each([
  'DELETE FROM wardbook_keys.key',
  'TRUNCATE wardbook_keys.key',
  'DROP TABLE wardbook_keys.key',
  'ALTER TABLE wardbook_keys.key DISABLE TRIGGER ALL',
  "UPDATE wardbook_keys.key SET subject = 'person-9'",
])('it may not %s', async (statement) => {
  await expect(member.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('who may destroy and not write anew is told that the key is not gone from the files', async () => {
  await owner.query('REVOKE MAINTAIN ON wardbook_keys.key FROM wardbook_writer');
  const keys = await postgresKeyStore(login.href);
  await expect(keys.destroy('person-2', 'adviceCase-1')).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    retryable: false,
  });
  await keys.close();
});
