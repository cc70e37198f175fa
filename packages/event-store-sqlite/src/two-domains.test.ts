import { afterAll, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { twoDomainsContract } from '@wardbook/event-sourcing/store-contracts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { sqliteRows } from './sqlite-rows.ts';

let folder: string;
let homes = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-two-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

twoDomainsContract('sqlite', () => {
  homes += 1;
  const fileOf = (what: string): string => join(folder, `${what}-${String(homes)}.db`);
  return { store: sqliteEventStore(fileOf('log')), rows: sqliteRows(fileOf('rows')) };
});
