import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  memoryRows,
  type ColumnValue,
  type RowQuery,
  type Rows,
  type StoredRow,
} from '@wardbook/event-sourcing';
import { postgresRows } from './postgres-rows.ts';
import { board, cards, randomly, type Card } from './postgres-rows.test.data.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await postgresServer();
});
afterAll(() => server.stop());

const freshRows = async (): Promise<Rows> => postgresRows(await server.freshDatabase());

describe('answers as the plain rows do', () => {
  const view = board();

  /** Both, with the same rows in them. */
  const both = async (changed: readonly StoredRow[]) => {
    const [plain, rows] = [memoryRows(), await freshRows()] as const;
    for (const each of [plain, rows]) {
      await each.open([view]);
      await each.save([{ view, from: 0n, to: 60n, changed }]);
    }
    const compare = async (query: RowQuery): Promise<void> => {
      expect(await rows.list(view, query)).toEqual(await plain.list(view, query));
      expect(await rows.count(view, query)).toBe(await plain.count(view, query));
    };
    return { rows, plain, compare };
  };

  test('every query', async () => {
    const { rows, compare } = await both(cards);
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
            for (const place of [undefined, ...places])
              await compare({
                where,
                atMost,
                descending,
                limit: 7,
                ...(orderBy && { orderBy }),
                ...(place && { after: { key: place.key, value: orderBy ? place.row[orderBy] : null } }),
              });
    await rows.close();
  });

  test.each([1, 2, 3, 4, 5, 6])('random rows and random queries, seed %i', async (seed) => {
    const { upTo, oneOf } = randomly(seed);
    // One kind in each column: between a number and a text the plain rows have no order.
    const values: Record<keyof Card, readonly ColumnValue[]> = {
      key: [null, '', 'a', 'a\0', 'a\0b', 'a\x01', 'ab', 'B', '\uFF5E', '\u{1F693}', '\\', '\"', ','],
      dueAt: [null, 'NULL', '2026-01-01', '2026-01-02', 'x'.repeat(3_000), `${'x'.repeat(900)}y`],
      order: [null, 0, 1, -1, 0.1, -0.1, 1e300, -1e300, 5e-324, -5e-324, 2 ** 53, 256],
    };
    const asked = { ...values, order: [...values.order, -0, Infinity, -Infinity] };
    const row = (): Card => ({
      key: oneOf(values.key),
      dueAt: oneOf(values.dueAt),
      order: oneOf(values.order),
    });
    const keyed = () => `${String(oneOf(values.key))}${String(upTo(30))}`;
    const stored = Array.from({ length: 80 }, (): StoredRow => ({ key: keyed(), position: 1n, row: row() }));
    const { rows, plain, compare } = await both(stored);
    const order = ['key', 'dueAt', 'order'] as const;
    for (let query = 0; query < 150; query += 1) {
      const [filtered, orderBy] = [oneOf(order), oneOf([...order, undefined])];
      // Not by `key`: the plain rows bound text by its UTF-16 units.
      const bounded = oneOf(['dueAt', 'order'] as const);
      const most = oneOf(asked[bounded]);
      const after = { key: keyed(), value: orderBy ? oneOf(asked[orderBy]) : null };
      await compare({
        ...(upTo(2) && {
          where: { [filtered]: Array.from({ length: upTo(4) }, () => oneOf(asked[filtered])) },
        }),
        ...(upTo(2) && most !== null && { atMost: { [bounded]: most } }),
        ...(upTo(2) && { after }),
        ...(orderBy && { orderBy }),
        descending: upTo(2) === 1,
        limit: 1 + upTo(90),
      });
    }
    const keys = [...stored.slice(0, 9).map(({ key }) => key), 'missing', ''];
    expect(await rows.find(view, keys)).toEqual(await plain.find(view, keys));
    await rows.close();
  });
});

test('of two values in one column a number stands before a text, and nothing stands before both', async () => {
  const rows = await freshRows();
  const view = board();
  await rows.open([view]);
  const values: ColumnValue[] = ['', 'a', '1', 2, -3, null, Number.NaN];
  const changed = values.map((order, index): StoredRow => ({
    key: String(index),
    position: 1n,
    row: { key: null, dueAt: null, order: order as string },
  }));
  await rows.save([{ view, from: 0n, to: 1n, changed }]);
  const keys = async (query: Partial<RowQuery>) =>
    (await rows.list(view, { orderBy: 'order', limit: 9, ...query })).map(({ key }) => key).join('');
  expect(await keys({})).toBe('5643021');
  expect(await keys({ descending: true })).toBe('1203465');
  expect(await keys({ atMost: { order: 2 } })).toBe('43');
  expect(await keys({ atMost: { order: '1' } })).toBe('4302');
  expect(await keys({ where: { order: [null, '1', -3] } })).toBe('5642');
  await rows.close();
});

test('gives back what rows hold, U+0000 and all, and takes the last of two with one key', async () => {
  const rows = await freshRows();
  const view = board();
  await rows.open([view]);
  const text = 'a\0b\x01c"\\{},NULL\n\u{1F693}\ud800';
  const stored = (key: string, value: string): StoredRow => ({
    key,
    position: 7n,
    row: { key: value, dueAt: null, order: 1 },
  });
  const changed = [stored('k\0', 'first'), stored('k', text), stored('k\0', text)];
  expect(await rows.save([{ view, from: 0n, to: 1n, changed }])).toBe(true);
  expect(await rows.find(view, ['k\0', 'k'])).toEqual([stored('k\0', text), stored('k', text)]);
  expect(await rows.count(view, { where: { key: [text] }, limit: 9 })).toBe(2);
  await rows.close();
});
