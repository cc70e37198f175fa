import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { postgresKeyStore } from './postgres-key-store.ts';
import { ownPostgresServer } from './testing/postgres-server.ts';

// Its own, because its files are searched.
const server = await ownPostgresServer();
afterAll(() => server.stop());

const connected = async (address: string): Promise<Client> => {
  const client = new Client({ connectionString: address });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** A store with the keys of as many persons, each as its bytes are in the files. */
const filled = async (name: string, count: number) => {
  const address = await server.freshDatabase();
  const keys = await postgresKeyStore(address);
  const wrapped = Array.from({ length: count }, (_, index) =>
    Buffer.from(`${name}-wrapped-key-${String(index).padStart(3, '0')}-that-must-not-be-found`),
  );
  for (const [index, key] of wrapped.entries())
    await keys.add(`person-${String(index)}`, 'adviceCase-1', key);
  const other = await connected(address);
  await other.query('ANALYZE; CHECKPOINT');
  const close = async (): Promise<void> => {
    await other.end();
    await keys.close();
  };
  return { address, keys, wrapped, other, close };
};

/** For each of these, the files of the data folder that hold it; those of the write-ahead log only when asked for. */
const filesWithEach = (keys: readonly Buffer[], log = false): readonly (readonly string[])[] => {
  const found = keys.map((): string[] => []);
  for (const file of readdirSync(server.folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(server.folder, file);
    if (file.startsWith('pg_wal') !== log || !statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const bytes = readFileSync(path);
    for (const [index, key] of keys.entries()) if (bytes.includes(key)) found[index]!.push(file);
  }
  return found;
};

const filesWith = (key: Buffer, log = false): readonly string[] => filesWithEach([key], log)[0]!;

describe('a destroyed key', () => {
  test('is left in no data file, and neither was it anywhere but in its row', async () => {
    const { keys, wrapped, other, close } = await filled('one', 30);
    const { rows } = await other.query<{ file: string }>(
      "SELECT pg_relation_filepath('wardbook_keys.key') AS file",
    );
    expect(filesWithEach(wrapped)).toEqual(wrapped.map(() => [rows[0]!.file]));
    await Promise.all([0, 10, 29].map((index) => keys.destroy(`person-${String(index)}`, 'adviceCase-1')));
    await other.query('CHECKPOINT');
    expect(filesWithEach(wrapped).map(({ length }) => length)).toEqual(
      wrapped.map((_, index) => ([0, 10, 29].includes(index) ? 0 : 1)),
    );
    await close();
  });

  // What the docstring says must be said: this fails on the day when it need not be any longer.
  test('remains, wrapped, in the write-ahead log until the server has recycled it', async () => {
    const { keys, wrapped, close } = await filled('log', 1);
    await keys.destroy('person-0', 'adviceCase-1');
    expect(filesWith(wrapped[0]!, true)).not.toEqual([]);
    await close();
  });

  test.each([
    ['has read', 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class'],
    ['has written', 'CREATE TABLE elsewhere (); BEGIN; DROP TABLE elsewhere'],
  ])('is not said to be destroyed while a transaction that %s before may still see it', async (_, begin) => {
    const { keys, wrapped, other, close } = await filled('seen', 3);
    await other.query(begin);
    let destroyed = false;
    const destroying = keys.destroy('person-1', 'adviceCase-1').then(() => {
      destroyed = true;
    });
    await sleep(300);
    expect(destroyed).toBe(false);
    expect(await keys.find('person-1', 'adviceCase-1')).toEqual({});
    expect((await keys.find('person-2', 'adviceCase-1'))?.wrapped).toEqual(wrapped[2]);
    await other.query('COMMIT');
    await destroying;
    await other.query('CHECKPOINT');
    expect(filesWith(wrapped[1]!)).toEqual([]);
    await close();
  });

  test('is StoreUnavailable when such a transaction outlasts all patience, and is destroyed by the next try', async () => {
    const { keys, wrapped, other, close } = await filled('patience', 3);
    await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class');
    await expect(keys.destroy('person-1', 'adviceCase-1')).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: true,
    });
    await other.query('COMMIT');
    await keys.destroy('person-1', 'adviceCase-1');
    await other.query('CHECKPOINT');
    expect(filesWith(wrapped[1]!)).toEqual([]);
    await close();
  });
});
