import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { existingAccess, existingKeys, existingLog, existingStore, sqliteFolder } from './sqlite-folder.ts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { sqliteKeyStore } from './sqlite-key-store.ts';
import { sqliteRows } from './sqlite-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-driver-'));
  const { store, rows, keys, access } = sqliteFolder(folder);
  await keys.add('subject', 'record', Uint8Array.of(1));
  for (const open of [store, rows, keys, access]) await open.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const { versions } = process;
const pretendNode = (node: string, napi: string): void => {
  Object.defineProperty(process, 'versions', { value: { ...versions, node, napi }, configurable: true });
};
afterEach(() => pretendNode(versions.node, versions['napi'] ?? ''));

const DOORS: Readonly<Record<string, () => unknown>> = {
  sqliteFolder: () => sqliteFolder(folder),
  sqliteEventStore: () => sqliteEventStore(':memory:'),
  sqliteRows: () => sqliteRows(':memory:'),
  sqliteKeyStore: () => sqliteKeyStore(':memory:'),
  existingLog: () => existingLog(folder),
  existingStore: () => existingStore(folder),
  existingAccess: () => existingAccess(folder),
  existingKeys: () => existingKeys(folder),
};

describe('K-14: an old Node gets one sentence, where the driver would end the process,', () => {
  test.each(Object.entries(DOORS))('from %s', async (_, open) => {
    pretendNode('20.20.2', '9');
    await expect(async () => open()).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message: 'SQLite needs Node 22.14, 23.6 or later; this is 20.20.2.',
    });
  });

  // 22.13 and 23.5 were seen to end: they have the Node-API of their time.
  test.each(['18.20.8', '21.7.3', '22.13.1', '23.5.0'])('which %s is', (version) => {
    pretendNode(version, '9');
    expect(() => sqliteEventStore(':memory:')).toThrow(`22.14, 23.6 or later; this is ${version}.`);
  });

  test.each([
    ['22.14.0', '10'],
    ['23.6.0', '10'],
    ['24.21.0', '10'],
    ['100.1.0', '12'],
  ])('which %s is not', async (version, napi) => {
    pretendNode(version, napi);
    await sqliteEventStore(':memory:').close();
  });
});
