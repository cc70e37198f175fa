import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { NO_STREAM, StoreUnavailable, type AnyView, type Rows } from '@wardbook/event-sourcing';
import { rowsContract } from '@wardbook/event-sourcing/store-contracts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresRows } from './postgres-rows.ts';
import { board, cards } from './postgres-rows.test.data.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await postgresServer();
});
afterAll(() => server.stop());

let newest: string;
const freshRows = async (): Promise<Rows> => {
  newest = await server.freshDatabase();
  return postgresRows(newest);
};

rowsContract('postgres', freshRows, {
  another: () => postgresRows(newest),
  age: async (milliseconds) => {
    const older = `- ${String(milliseconds)} * interval '1 millisecond'`;
    await asked(
      newest,
      `UPDATE wardbook_rows.checkpoint SET used_at = used_at ${older};
       UPDATE wardbook_rows.lease SET taken_at = taken_at ${older}, until = until ${older}`,
    );
  },
});

test('a column that the view has not is refused, and so is a view that was not opened', async () => {
  const rows = await freshRows();
  const query = { where: { 'key" OR 1 --': [1] }, limit: 1 };
  await expect(rows.list(board(), query)).rejects.toThrow('was not opened');
  await rows.open([board()]);
  await expect(rows.list(board(), query)).rejects.toThrow('The view promise-board has no column');
  await expect(rows.list(board(), { orderBy: 'body', limit: 1 })).rejects.toThrow('has no column body');
  await expect(rows.count(board(), { atMost: { position: 1 }, limit: 1 })).rejects.toThrow(TypeError);
  await rows.close();
});

test('a name that PostgreSQL would cut, or read as something else, is refused', async () => {
  const rows = await freshRows();
  for (const name of ['a'.repeat(62), 'x" (y); --', 'Board'])
    await expect(rows.open([{ ...board(), name }])).rejects.toThrow('is no name for a view');
  for (const name of ['a'.repeat(61), 'x" (y); --'])
    await expect(rows.open([board(1, { [name]: () => 1 })])).rejects.toThrow('is no name for a column');
  const longest = { ...board(1, { ['a'.repeat(60)]: () => 1 }), name: 'a'.repeat(61) };
  await rows.open([longest]);
  expect(await rows.count(longest, { where: { ['a'.repeat(60)]: [1] }, limit: 1 })).toBe(0);
  await rows.close();
});

describe('the schema of read models', () => {
  const largest = 2n ** 63n - 1n;

  test('keeps rows and checkpoints, and drops only what was made for other columns or is used no longer', async () => {
    const address = await server.freshDatabase();
    const opened = async (view: AnyView) => {
      const rows = await postgresRows(address);
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
    await asked(address, "UPDATE wardbook_rows.checkpoint SET used_at = used_at - interval '61 minutes'");
    expect(await opened(board(2, { extra: () => 1 }))).toEqual(kept);
    expect(await opened(board(1))).toEqual(empty);
  });

  test('of an older layout keeps its rows and where they stand: processes begin there', async () => {
    const address = await server.freshDatabase();
    const view = board();
    const fresh = await postgresRows(address);
    await fresh.open([view]);
    await fresh.save([{ view, from: 0n, to: largest, hash: 'h', changed: cards }]);
    await fresh.close();
    // What the first version of the layout was.
    await asked(
      address,
      `SET search_path = wardbook_rows;
       DROP TABLE parked, lease;
       ALTER TABLE checkpoint DROP COLUMN hash, DROP COLUMN used_at;
       DELETE FROM wardbook_migration WHERE version > 1`,
    );
    const both = await Promise.all([postgresRows(address), postgresRows(address)]);
    // What was there counts as used until now, so another version does not drive it out.
    await both[0].open([board(2)]);
    await both[1].open([view]);
    expect(await both[1].checkpoint(view)).toEqual({ position: largest });
    expect(await both[1].count(view, { limit: 100 })).toBe(60);
    expect(await both[0].lease('chaser', 'a', 10_000)).toBe(true);
    expect(await both[1].lease('chaser', 'b', 10_000)).toBe(false);
    await Promise.all(both.map((rows) => rows.close()));
  });

  test('may be dropped: where processes stand is with the log', async () => {
    const address = await server.freshDatabase();
    const place = { process: 'chaser', position: 3n, parked: [] };
    const [store, rows] = [await postgresEventStore(address), await postgresRows(address)];
    await store.places.save(place, NO_STREAM);
    await Promise.all([store.close(), rows.close()]);
    await asked(address, 'DROP SCHEMA wardbook_rows CASCADE');
    const [again, anew] = [await postgresEventStore(address), await postgresRows(address)];
    expect(await again.places.list()).toEqual([place]);
    await Promise.all([again.close(), anew.close()]);
  });

  test('says so when the rows of a view were dropped while it was not looked at', async () => {
    const address = await server.freshDatabase();
    const both = await Promise.all([postgresRows(address), postgresRows(address)]);
    await both[0].open([board()]);
    await asked(address, "UPDATE wardbook_rows.checkpoint SET used_at = used_at - interval '61 minutes'");
    await both[1].open([board(2)]);
    const save = () => both[0].save([{ view: board(), from: 0n, to: 1n, changed: [] }]);
    await expect(save()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    await expect(both[0].checkpoint(board())).rejects.toBeInstanceOf(StoreUnavailable);
    await both[0].open([board()]);
    expect(await save()).toBe(true);
    await Promise.all(both.map((rows) => rows.close()));
  });

  test('is opened by many at once', async () => {
    const address = await server.freshDatabase();
    const views = ['a-board', 'b-board', 'c-board'].map((name) => ({ ...board(), name }));
    const all = await Promise.all(Array.from({ length: 6 }, () => postgresRows(address)));
    await Promise.all(all.map((rows, index) => rows.open(index % 2 ? views : views.toReversed())));
    for (const rows of all) expect(await rows.checkpoint(views[0]!)).toEqual({ position: 0n });
    await Promise.all(all.map((rows) => rows.close()));
  });

  test('answers a page from an index, in either direction', async () => {
    const address = await server.freshDatabase();
    const rows = await postgresRows(address);
    await rows.open([board()]);
    await rows.close();
    for (const [beyond, direction, scan] of [
      ['>', 'ASC', 'Index Only Scan using'],
      ['<', 'DESC', 'Index Only Scan Backward using'],
    ]) {
      const plan = await asked(
        address,
        `SET enable_seqscan = off; SET enable_bitmapscan = off; SET search_path = wardbook_rows;
         EXPLAIN SELECT key FROM "promise-board@1" WHERE (by_order, key) ${beyond} ('\\x01', 'k')
         ORDER BY by_order ${direction}, key ${direction} LIMIT 20`,
      );
      expect(plan).toContain(scan);
      expect(plan).toContain(`Index Cond: (ROW(by_order, key) ${beyond}`);
      expect(plan).not.toContain('Sort');
    }
  });

  test('is saved to by one of two at a time', async () => {
    const address = await server.freshDatabase();
    const view = board();
    const both = [await postgresRows(address), await postgresRows(address)];
    for (const rows of both) await rows.open([view]);
    for (let round = 0n; round < 20n; round += 1n) {
      const step = { view, from: round, to: round + 1n, changed: cards };
      const saved = await Promise.all(both.map((rows) => rows.save([step])));
      expect(saved.sort()).toEqual([false, true]);
    }
    await Promise.all(both.map((rows) => rows.close()));
  });

  test('is saved to by those who name the same views in another order', async () => {
    const address = await server.freshDatabase();
    const views = ['a-board', 'b-board', 'c-board'].map((name) => ({ ...board(), name }));
    const both = [await postgresRows(address), await postgresRows(address)];
    for (const rows of both) await rows.open(views);
    for (let round = 0n; round < 20n; round += 1n) {
      const step = views.map((view) => ({ view, from: round, to: round + 1n, changed: cards }));
      const saved = await Promise.all(both.map((rows, index) => rows.save(index ? step : step.toReversed())));
      expect(saved.sort()).toEqual([false, true]);
    }
    await Promise.all(both.map((rows) => rows.close()));
  });

  test('is answered from, and saved to later, while somebody else saves', async () => {
    const address = await server.freshDatabase();
    const view = board();
    const rows = await postgresRows(address);
    await rows.open([view]);
    const other = new Client({ connectionString: address });
    await other.connect();
    await other.query('BEGIN; SELECT * FROM wardbook_rows.checkpoint FOR UPDATE');
    const saving = rows.save([{ view, from: 0n, to: 60n, changed: cards }]);
    expect(await rows.count(view, { limit: 100 })).toBe(0);
    await other.query('COMMIT');
    expect(await saving).toBe(true);
    await other.end();
    await rows.close();
  });

  test('is served again after every connection was cut', async () => {
    const address = await server.freshDatabase();
    const view = board();
    const rows = await postgresRows(address);
    await rows.open([view]);
    const cut = () =>
      asked(
        address,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    await cut();
    expect(await rows.save([{ view, from: 0n, to: 60n, changed: cards }])).toBe(true);
    await cut();
    expect(await rows.count(view, { limit: 100 })).toBe(60);
    await rows.close();
    await rows.close();
    await expect(rows.checkpoint(view)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('changes nothing when one of the rows cannot be written', async () => {
    const rows = await freshRows();
    const [view, other] = [board(), { ...board(), name: 'ward-board' }];
    await rows.open([view, other]);
    // A key longer than an entry of an index.
    const key = Array.from({ length: 9_000 }, (_, index) => String.fromCharCode(0x3_400 + index)).join('');
    const saving = rows.save([
      { view, from: 0n, to: 60n, changed: cards },
      { view: other, from: 0n, to: 60n, changed: [{ ...cards[0]!, key }] },
    ]);
    await expect(saving).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await rows.count(view, { limit: 100 })).toBe(0);
    expect(await rows.checkpoint(view)).toEqual({ position: 0n });
    await rows.close();
  });
});

/** What a statement answers to somebody else, as text. */
const asked = async (address: string, statement: string): Promise<string> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  const answers = await client.query(statement);
  await client.end();
  return JSON.stringify([answers].flat().map(({ rows }) => rows as unknown));
};
