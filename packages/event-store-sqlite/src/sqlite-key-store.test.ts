import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { keyStoreContract } from '@wardbook/personal-data/testing';
import { KEYS } from './migrations.ts';
import { sqliteKeyStore } from './sqlite-key-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardbook-keys-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

keyStoreContract('sqlite', () => sqliteKeyStore(join(mkdtempSync(join(folder, 'contract-')), 'keys.db')));

test('G-11: the mark moves when another connection destroys a key, and what is closed has none that stands', async () => {
  const file = join(mkdtempSync(join(folder, 'marked-')), 'keys.db');
  const [keys, other] = [sqliteKeyStore(file), sqliteKeyStore(file)];
  await keys.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
  const before = keys.mark?.();
  expect(keys.mark?.()).toBe(before);
  await other.destroy('person-1', 'adviceCase-1');
  expect(keys.mark?.()).not.toBe(before);
  const last = keys.mark?.();
  await Promise.all([keys.close(), other.close()]);
  expect(keys.mark?.()).not.toBe(last);
});

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

test.each(['missing', 'empty'])('S-06: a %s file is left as it is until something is kept', async (how) => {
  const file = join(mkdtempSync(join(folder, 'asked-')), 'keys.db');
  if (how === 'empty') writeFileSync(file, '');
  const keys = sqliteKeyStore(file, { layOut: false });
  expect(await keys.find('person-1', 'adviceCase-1')).toBeUndefined();
  expect(await keys.sample()).toBeUndefined();
  expect(await keys.binding()).toBeUndefined();
  expect(existsSync(file) && statSync(file).size > 0).toBe(false);
  // What another process keeps meanwhile is found.
  const other = sqliteKeyStore(file, { layOut: false });
  await other.add('person-1', 'adviceCase-1', Buffer.from('wrapped'));
  expect(Buffer.from((await keys.find('person-1', 'adviceCase-1'))!.wrapped!).toString()).toBe('wrapped');
  await Promise.all([keys.close(), other.close()]);
});

test('a file from before there were bindings is read as it is, and bound', async () => {
  const file = join(mkdtempSync(join(folder, 'unbound-')), 'keys.db');
  const before = new Database(file);
  before.exec(KEYS.steps[0]);
  before.exec("INSERT INTO key VALUES ('person-1', 'adviceCase-1', x'01')");
  before.pragma(`application_id = ${String(KEYS.applicationId)}`);
  before.pragma('user_version = 1');
  before.close();
  const keys = sqliteKeyStore(file);
  expect(await keys.binding()).toBeUndefined();
  expect(await keys.sample()).toMatchObject({ subject: 'person-1', record: 'adviceCase-1' });
  const binding = { log: 'a'.repeat(64), check: Buffer.of(7), upTo: 3n };
  expect(await keys.bind(binding)).toEqual(binding);
  await keys.close();
  const again = sqliteKeyStore(file);
  expect(await again.binding()).toEqual(binding);
  await again.close();
});

test('is StoreUnavailable once it is closed', async () => {
  const keys = sqliteKeyStore(':memory:');
  await keys.close();
  await expect(keys.find('person-1', 'adviceCase-1')).rejects.toBeInstanceOf(StoreUnavailable);
});
