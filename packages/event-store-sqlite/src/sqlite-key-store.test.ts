import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { keyStoreContract } from '@wardbook/personal-data/testing';
import { sqliteKeyStore } from './sqlite-key-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardbook-keys-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

keyStoreContract('sqlite', () => sqliteKeyStore(join(folder, 'keys.db')));

test('no byte of a destroyed key is left in any file', async () => {
  const own = mkdtempSync(join(folder, 'destroyed-'));
  const keys = sqliteKeyStore(join(own, 'keys.db'));
  const wrapped = Buffer.from('a-wrapped-key-that-must-not-be-found-again-anywhere');
  await keys.add('person-1', 'adviceCase-1', wrapped);
  const inFiles = (): boolean =>
    readdirSync(own).some((file) => readFileSync(join(own, file)).includes(wrapped));
  expect(inFiles()).toBe(true);
  await keys.destroy('person-1', 'adviceCase-1');
  expect(inFiles()).toBe(false);
  await keys.close();
});

test('a key is not said to be destroyed while a reader keeps its bytes in the write-ahead log', async () => {
  const own = mkdtempSync(join(folder, 'read-'));
  const file = join(own, 'keys.db');
  const keys = sqliteKeyStore(file);
  const wrapped = Buffer.from('a-wrapped-key-that-a-reader-keeps-in-the-write-ahead-log');
  await keys.add('person-1', 'adviceCase-1', wrapped);
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM key').get();
  let destroyed = false;
  const destroying = keys.destroy('person-1', 'adviceCase-1').then(() => {
    destroyed = true;
  });
  await sleep(100);
  expect(destroyed).toBe(false);
  reader.exec('COMMIT');
  await destroying;
  for (const name of readdirSync(own)) expect(readFileSync(join(own, name)).includes(wrapped)).toBe(false);
  reader.close();
  await keys.close();
});

test('waits for a lock that another process holds', async () => {
  const file = join(mkdtempSync(join(folder, 'locked-')), 'keys.db');
  const keys = sqliteKeyStore(file);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const adding = keys.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
  await sleep(100);
  other.exec('COMMIT');
  expect(Buffer.from((await adding).wrapped!).toString()).toBe('wrapped');
  other.close();
  await keys.close();
});

test.each([
  ['a destroyed key', "INSERT OR REPLACE INTO key VALUES ('person-1', 'adviceCase-1', x'00')"],
  ['a destroyed key', "UPDATE key SET wrapped = x'00' WHERE subject = 'person-1'"],
  ['a live key', "INSERT OR REPLACE INTO key VALUES ('person-2', 'adviceCase-1', x'00')"],
  ['a live key', "UPDATE key SET wrapped = x'00' WHERE subject = 'person-2'"],
  ['any key away', 'DELETE FROM key'],
])('the file lets nobody put another key in the place of %s: %s', async (_name, statement) => {
  const file = join(mkdtempSync(join(folder, 'replaced-')), 'keys.db');
  const keys = sqliteKeyStore(file);
  await keys.destroy('person-1', 'adviceCase-1');
  await keys.add('person-2', 'adviceCase-1', Buffer.from('wrapped'));
  const other = new Database(file);
  expect(() => other.exec(statement)).toThrow(/key/);
  other.close();
  await keys.close();
});

test('is StoreUnavailable once it is closed', async () => {
  const keys = sqliteKeyStore(':memory:');
  await keys.close();
  await expect(keys.find('person-1', 'adviceCase-1')).rejects.toBeInstanceOf(StoreUnavailable);
});
