import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  memoryRows,
  NO_STREAM,
  StoreUnavailable,
  type AnyView,
  type RowQuery,
  type StoredRow,
} from '@wardbook/event-sourcing';
import { rowsContract } from '@wardbook/event-sourcing/store-contracts';
import { ROWS } from './migrations.ts';
import { rowCache } from './row-cache.ts';
import { openFile } from './sqlite-file.ts';
import { sqliteFolder } from './sqlite-folder.ts';
import { sqliteRows } from './sqlite-rows.ts';
import { viewRows } from './view-rows.ts';
import { columnNamesOf, createTable } from './view-table.ts';

let folder: string;
let files = 0;
const newestFile = (): string => join(folder, `${String(files)}.db`);
const freshFile = (): string => {
  files += 1;
  return newestFile();
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-rows-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let passed = 0;
const now = (): number => Date.now() + passed;
const age = (milliseconds: number): void => {
  passed += milliseconds;
};
rowsContract('sqlite', () => sqliteRows(':memory:', { now }), { age });
rowsContract('sqlite file', () => sqliteRows(freshFile(), { now }), {
  another: () => sqliteRows(newestFile(), { now }),
  age,
});

interface Card {
  readonly key: string;
  readonly dueAt: string | null;
  readonly order: number | null;
}

// `key` and `order` are names that a careless table or statement would stumble over.
const board = (version = 1, columns: object = {}): AnyView => ({
  name: 'promise-board',
  version,
  initial: {},
  of: [],
  evolve: {},
  columns: {
    key: (card: Card) => card.key,
    dueAt: (card: Card) => card.dueAt,
    order: (card: Card) => card.order,
    ...columns,
  },
});

const cards = Array.from({ length: 60 }, (_, index): StoredRow => ({
  key: `card-${String(index).padStart(2, '0')}`,
  position: BigInt(index + 1),
  row: {
    key: index % 2 === 0 ? 'even' : 'odd',
    dueAt: index % 5 === 0 ? null : `2026-01-${String(10 + (index % 7))}`,
    order: index % 4 === 0 ? null : (index % 6) - 2.5,
  } satisfies Card,
}));

test('answers every query as the plain rows do', async () => {
  const view = board();
  const [plain, rows] = [memoryRows(), sqliteRows(':memory:')];
  for (const each of [plain, rows]) {
    await each.open([view]);
    await each.save([{ view, from: 0n, to: 60n, changed: cards }]);
  }
  const filters: NonNullable<RowQuery['where']>[] = [
    {},
    { key: ['odd'] },
    { order: [null, 0.5, -1.5], key: ['even', 'odd'] },
    { dueAt: [null] },
    { dueAt: [] },
    { dueAt: ["x' OR 1=1 --"] },
  ];
  const bounds: NonNullable<RowQuery['atMost']>[] = [{}, { order: 0.5, dueAt: '2026-01-14' }];
  const places = cards.slice(0, 8).map(({ key, row }) => ({ key, row: row as Card }));
  for (const where of filters)
    for (const atMost of bounds)
      for (const orderBy of [undefined, 'key', 'dueAt', 'order'] as const)
        for (const descending of [false, true])
          for (const place of [undefined, ...places]) {
            const query: RowQuery = {
              where,
              atMost,
              descending,
              limit: 7,
              ...(orderBy && { orderBy }),
              ...(place && { after: { key: place.key, value: orderBy ? place.row[orderBy] : null } }),
            };
            expect(await rows.list(view, query)).toEqual(await plain.list(view, query));
            expect(await rows.count(view, query)).toBe(await plain.count(view, query));
          }
  await rows.close();
});

test('text goes by code point', async () => {
  const view = board();
  const rows = sqliteRows(':memory:');
  await rows.open([view]);
  const texts = ['B', 'a', 'Z', 'é', '\u{1F693}', '\uFF5E'];
  const changed = texts.map((dueAt): StoredRow => ({
    key: dueAt,
    position: 1n,
    row: { key: '', dueAt, order: 0 },
  }));
  await rows.save([{ view, from: 0n, to: 1n, changed }]);
  const listed = await rows.list(view, { orderBy: 'dueAt', limit: 10 });
  expect(listed.map(({ key }) => key)).toEqual(['B', 'Z', 'a', 'é', '\uFF5E', '\u{1F693}']);
  await rows.close();
});

test('a column that the view has not is refused, and so is a view that was not opened', async () => {
  const rows = sqliteRows(':memory:');
  const query = { where: { 'key" OR 1 --': [1] }, limit: 1 };
  await expect(rows.list(board(), query)).rejects.toThrow('was not opened');
  await rows.open([board()]);
  await expect(rows.list(board(), query)).rejects.toThrow('The view promise-board has no column');
  await expect(rows.list(board(), { orderBy: 'body', limit: 1 })).rejects.toThrow('has no column body');
  await expect(rows.count(board(), { atMost: { position: 1 }, limit: 1 })).rejects.toThrow(TypeError);
  await rows.close();
});

describe('the file of read models', () => {
  const largest = 2n ** 63n - 1n;

  test('keeps rows and checkpoints, and drops only what was made for other columns or is used no longer', async () => {
    const file = freshFile();
    let clock = Date.now();
    const opened = async (view: AnyView) => {
      const rows = sqliteRows(file, { now: () => clock });
      await rows.open([view]);
      const { position: at } = await rows.checkpoint(view);
      const found = { at, rows: await rows.count(view, { limit: 100 }) };
      await rows.save([{ view, from: 0n, to: largest, changed: cards }]);
      await rows.close();
      return found;
    };
    const kept = { at: largest, rows: 60 };
    const empty = { at: 0n, rows: 0 };
    expect(await opened(board(1))).toEqual(empty);
    expect(await opened(board(1))).toEqual(kept);
    expect(await opened(board(2))).toEqual(empty);
    // Version 1 stays beside version 2 for a change of mind, and so does version 2.
    expect(await opened(board(1))).toEqual(kept);
    expect(await opened(board(2))).toEqual(kept);
    expect(await opened(board(2, { extra: () => 1 }))).toEqual(empty);
    clock += 61 * 60 * 1_000;
    expect(await opened(board(2, { extra: () => 1 }))).toEqual(kept);
    expect(await opened(board(1))).toEqual(empty);
  });

  test('of an older layout keeps its rows and where they stand: processes begin there', async () => {
    const file = freshFile();
    const view = board();
    const old = openFile(file, { ...ROWS, steps: [ROWS.steps[0]] });
    createTable(old, view, columnNamesOf(view));
    old
      .prepare('INSERT INTO checkpoint VALUES (?, ?, ?, ?)')
      .run(view.name, view.version, JSON.stringify(columnNamesOf(view)), largest);
    viewRows(old, view, rowCache(old)).write(cards[0]!);
    old.close();
    const rows = sqliteRows(file);
    // What was there counts as used until now, so another version does not drive it out.
    await rows.open([board(2)]);
    await rows.open([view]);
    expect(await rows.checkpoint(view)).toEqual({ position: largest });
    expect(await rows.find(view, [cards[0]!.key])).toEqual([cards[0]]);
    expect(await rows.lease('chaser', 'a', 1_000)).toBe(true);
    await rows.close();
  });

  test('says so when the rows of a view were dropped while it was not looked at', async () => {
    const file = freshFile();
    let clock = Date.now();
    const [sleeping, other] = [sqliteRows(file), sqliteRows(file, { now: () => clock })];
    await sleeping.open([board()]);
    clock += 2 * 60 * 60 * 1_000;
    await other.open([board(2)]);
    const save = () => sleeping.save([{ view: board(), from: 0n, to: 1n, changed: [] }]);
    await expect(save()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    await expect(sleeping.checkpoint(board())).rejects.toBeInstanceOf(StoreUnavailable);
    await sleeping.open([board()]);
    expect(await save()).toBe(true);
    await Promise.all([sleeping.close(), other.close()]);
  });

  test('may be deleted: where processes stand is with the log', async () => {
    const parts = sqliteFolder(join(folder, 'whole'));
    const place = { process: 'chaser', position: 3n, parked: [] };
    await parts.store.places.save(place, NO_STREAM);
    await parts.rows.open([board()]);
    for (const part of Object.values(parts) as readonly { close(): Promise<void> }[]) await part.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, 'whole', `rows.db${end}`), { force: true });
    const again = sqliteFolder(join(folder, 'whole'));
    expect(await again.store.places.list()).toEqual([place]);
    for (const part of Object.values(again) as readonly { close(): Promise<void> }[]) await part.close();
  });

  test('is saved to by one of two at a time', async () => {
    const file = freshFile();
    const view = board();
    const both = [sqliteRows(file), sqliteRows(file)];
    for (const rows of both) await rows.open([view]);
    const saved = await Promise.all(
      both.map((rows) => rows.save([{ view, from: 0n, to: 60n, changed: cards }])),
    );
    expect(saved.sort()).toEqual([false, true]);
    await Promise.all(both.map((rows) => rows.close()));
  });

  test('is answered from, and saved to later, while somebody else writes', async () => {
    const file = freshFile();
    const view = board();
    const rows = sqliteRows(file);
    await rows.open([view]);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const saving = rows.save([{ view, from: 0n, to: 60n, changed: cards }]);
    expect(await rows.count(view, { limit: 100 })).toBe(0);
    other.exec('COMMIT');
    expect(await saving).toBe(true);
    other.close();
    await rows.close();
  });
});
