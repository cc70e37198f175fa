import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catchUp } from '@wardbook/event-sourcing';
import { sqliteEventStore, sqliteRows } from '@wardbook/event-store-sqlite';
import { eventsOf, fillWithPromises } from './promise-log.ts';
import { PROMISE_VIEWS } from './promise-views.ts';
import { TABLES } from './raw-rows.ts';
import { rebuildRaw } from './raw-views.ts';

test('what the hand-written loop writes is what the views of the gateway write, column by column', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-bench-'));
  const file = (name: string): string => join(folder, name);
  const store = sqliteEventStore(file('log.db'));
  const length = { promises: 60, months: 2 };
  await fillWithPromises(store, length);
  expect(await store.head()).toBe(BigInt(eventsOf(length)));

  const rows = sqliteRows(file('rows.db'));
  await rows.open(PROMISE_VIEWS);
  await catchUp(store, rows, PROMISE_VIEWS);
  await rows.close();
  await store.close();
  const log = new Database(file('log.db'), { readonly: true });
  rebuildRaw(log, file('raw.db'));
  log.close();

  const contents = (name: string, table: string): readonly Readonly<Record<string, unknown>>[] => {
    const db = new Database(file(name), { readonly: true });
    const found = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY key`).all();
    db.close();
    return found.map((row) => ({ ...row, body: JSON.parse(String(row['body'])) as unknown }));
  };
  expect(TABLES.map(({ name }) => name)).toEqual(PROMISE_VIEWS.map(({ name }) => name));
  for (const { name, version } of PROMISE_VIEWS) {
    const expected = contents('rows.db', `${name}@${version}`);
    expect(expected.length).toBeGreaterThanOrEqual(60);
    expect(contents('raw.db', name)).toEqual(expected);
  }
  rmSync(folder, { recursive: true });
});
