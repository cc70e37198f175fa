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
const pretendNode = (node: string): void => {
  Object.defineProperty(process, 'versions', { value: { ...versions, node }, configurable: true });
};
afterEach(() => pretendNode(versions.node));

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
    pretendNode('20.20.2');
    await expect(async () => open()).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message: 'SQLite needs Node 22.13 or later; this is 20.20.2.',
    });
  });

  test.each(['18.20.8', '21.99.0', '22.0.0', '22.12.0'])('which %s is', (version) => {
    pretendNode(version);
    expect(() => sqliteEventStore(':memory:')).toThrow('SQLite needs Node 22.13 or later');
  });

  test.each(['22.13.0', '22.20.1', '23.0.0', '24.0.0', '100.1.0'])('which %s is not', async (version) => {
    pretendNode(version);
    await sqliteEventStore(':memory:').close();
  });
});
