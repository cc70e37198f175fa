import { afterAll, expect, test } from '@jest/globals';
import { bindKeys, keyEncryptionInMemory, keyring, sealerWith } from '@wardbook/personal-data';
import { diaryWriter } from '@wardbook/personal-data/testing';
import { Client } from 'pg';
import { existingKeys, postgresBesideLog, postgresDatabase } from './postgres-database.ts';
import { postgresKeyStore } from './postgres-key-store.ts';
import { postgresServer } from './testing/postgres-server.ts';

const server = await postgresServer();
afterAll(() => server.stop());

const MISSING = 'The keys of this log are missing: it holds sealed values, and no key is kept.';
const OLDER = 'The keys are older than the log: the key of something on record is not among them.';

const key = keyEncryptionInMemory();
const encryption = () => key;

/** A database with two diaries under bound keys, which were then put `away`. */
const house = async () => {
  const address = await server.freshDatabase();
  const { store, rows, keys, access } = await postgresDatabase(address);
  const write = diaryWriter(store, sealerWith(await bindKeys({ log: store, keys, encryption }), store));
  for (const id of ['1', '2']) await write(id, { note: 'Ada Canary', commandId: `write-${id}` });
  await bindKeys({ log: store, keys, encryption });
  await Promise.all([store, rows, keys, access].map((part) => part.close()));
  const owner = new Client({ connectionString: address });
  await owner.connect();
  await owner.query('ALTER SCHEMA wardbook_keys RENAME TO away');
  return { address, owner };
};

test('S-06: a schema of keys that is missing beside a log with events is not made, and can be put back', async () => {
  const { address, owner } = await house();
  const database = await postgresDatabase(address);
  const beside = await postgresBesideLog(address, database.store);
  for (const { keys } of [database, beside])
    await expect(bindKeys({ log: database.store, keys, encryption })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message: MISSING,
    });
  const { rows } = await owner.query("SELECT FROM pg_namespace WHERE nspname = 'wardbook_keys'");
  expect(rows).toEqual([]);
  await owner.query('ALTER SCHEMA away RENAME TO wardbook_keys');
  await bindKeys({ log: database.store, keys: database.keys, encryption });
  for (const { rows: views, keys, access } of [database, beside])
    await Promise.all([views, keys, access].map((part) => part.close()));
  await database.store.close();
  await owner.end();
});

test('E-06: keys that are older than the log are told as such, at the start and by every command that needs a lost one', async () => {
  const { address, owner } = await house();
  const older = await postgresKeyStore(address);
  await owner.query("INSERT INTO wardbook_keys.key SELECT * FROM away.key WHERE record = 'diary-1'");
  await owner.query('INSERT INTO wardbook_keys.binding SELECT one, log, wrapped, 1 FROM away.binding');
  const database = await postgresDatabase(address);
  const { store, keys } = database;
  const refused = { code: 'STORE_UNAVAILABLE', retryable: false, message: OLDER };
  await expect(bindKeys({ log: store, keys, encryption })).rejects.toMatchObject(refused);
  const write = diaryWriter(store, sealerWith(keyring(keys, key), store));
  for (const commandId of ['write-2', 'correction'])
    await expect(write('2', { note: 'Ada Canary', commandId })).rejects.toMatchObject(refused);
  const repeated = await write('1', { note: 'Ada Canary', commandId: 'write-1' });
  expect(repeated.receipt?.replayed).toBe(true);
  const { rows } = await owner.query('SELECT record FROM wardbook_keys.key');
  expect(rows).toEqual([{ record: 'diary-1' }]);
  await Promise.all([older, keys, database.rows, database.access, store].map((part) => part.close()));
  await owner.end();
});

test('an auditor is shown the keys of an older version as they are', async () => {
  const { address, owner } = await house();
  await owner.query('ALTER SCHEMA away RENAME TO wardbook_keys');
  await owner.query('DROP TABLE wardbook_keys.binding');
  await owner.query('DELETE FROM wardbook_keys.wardbook_migration WHERE version = 2');
  const keys = await existingKeys(address);
  expect(await keys.binding()).toBeUndefined();
  expect((await keys.find('person-1', 'diary-1'))?.wrapped).toBeDefined();
  const { rows } = await owner.query(
    "SELECT FROM information_schema.tables WHERE table_schema = 'wardbook_keys' AND table_name = 'binding'",
  );
  expect(rows).toEqual([]);
  await keys.close();
  await owner.end();
});
