import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnyView, Rows, StoredRow } from '../view.ts';

interface Card {
  readonly ward: string;
  readonly kept: number;
}

const board = (version = 1): AnyView => ({
  name: 'promise-board',
  version,
  initial: {},
  events: [],
  evolve: {},
  columns: { ward: ({ ward }: Card) => ward, kept: ({ kept }: Card) => (kept < 0 ? null : kept) },
});

const card = (key: string, ward: string, kept: number, position = 1n): StoredRow => ({
  key,
  position,
  row: { ward, kept },
});

/** What every home of read models promises. */
export const rowsContract = (name: string, open: () => Rows | Promise<Rows>): void => {
  describe(`the ${name} rows`, () => {
    let rows: Rows;
    const view = board();
    const keysOf = (stored: readonly StoredRow[]): readonly string[] => stored.map(({ key }) => key);

    beforeAll(async () => {
      rows = await open();
      await rows.open([view]);
    });
    afterAll(() => rows.close());

    test('a new view stands before the first event', async () => {
      expect(await rows.checkpoint(view)).toEqual({ position: 0n });
    });

    test('rows and checkpoint move together, and only from where they were', async () => {
      const changed = [
        card('a', 'Kilburn', 2),
        card('b', 'Highgate', 1),
        card('c', 'Kilburn', 3),
        card('d', 'Kilburn', -1),
      ];
      expect(await rows.save([{ view, from: 0n, to: 9_007_199_254_740_993n, changed }])).toBe(true);
      expect(await rows.checkpoint(view)).toEqual({ position: 9_007_199_254_740_993n });
      expect(await rows.save([{ view, from: 0n, to: 5n, changed: [card('a', 'Belsize', 9)] }])).toBe(false);
      expect(await rows.find(view, ['c', 'missing', 'a'])).toEqual(
        expect.arrayContaining([card('a', 'Kilburn', 2), card('c', 'Kilburn', 3)]),
      );
    });

    test('changes of several views are saved together or not at all', async () => {
      const other = { ...board(), name: 'ward-board' };
      await rows.open([view, other]);
      const { position: from } = await rows.checkpoint(view);
      const changed = [card('z', 'Belsize', 1)];
      const saved = await rows.save([
        { view: other, from: 0n, to: 1n, changed },
        { view, from: from + 1n, to: from + 2n, changed },
      ]);
      expect(saved).toBe(false);
      expect(await rows.find(other, ['z'])).toEqual([]);
      expect((await rows.checkpoint(other)).position).toBe(0n);
    });

    test('lists by filter and order, null first, ties by key', async () => {
      const kilburn = { where: { ward: ['Kilburn'] } };
      expect(keysOf(await rows.list(view, { ...kilburn, limit: 10 }))).toEqual(['a', 'c', 'd']);
      expect(keysOf(await rows.list(view, { ...kilburn, orderBy: 'kept', limit: 10 }))).toEqual([
        'd',
        'a',
        'c',
      ]);
      expect(keysOf(await rows.list(view, { orderBy: 'kept', descending: true, limit: 10 }))).toEqual([
        'c',
        'a',
        'b',
        'd',
      ]);
      expect(keysOf(await rows.list(view, { where: { kept: [null, 1] }, limit: 10 }))).toEqual(['b', 'd']);
      expect(keysOf(await rows.list(view, { atMost: { kept: 2 }, limit: 10 }))).toEqual(['a', 'b']);
      expect(keysOf(await rows.list(view, { where: { ward: [] }, limit: 10 }))).toEqual([]);
    });

    test('compares text by code point', async () => {
      const signs = { ...board(), name: 'sign-board' };
      await rows.open([view, signs]);
      const changed = ['\u{1F693}', '\uFF5E', 'z', 'é'].map((key) => card(key, 'Kilburn', 1));
      await rows.save([{ view: signs, from: 0n, to: 1n, changed }]);
      expect(keysOf(await rows.list(signs, { limit: 10 }))).toEqual(['z', 'é', '\uFF5E', '\u{1F693}']);
    });

    test('pages through an order without a gap or a repeat', async () => {
      for (const descending of [false, true]) {
        const order = { orderBy: 'kept', descending };
        const whole = await rows.list(view, { ...order, limit: 10 });
        const paged: StoredRow[] = [];
        for (;;) {
          const last = paged.at(-1);
          const value = last && ((last.row as Card).kept < 0 ? null : (last.row as Card).kept);
          const after = last && value !== undefined ? { after: { key: last.key, value } } : {};
          const page = await rows.list(view, { ...order, ...after, limit: 1 });
          if (page.length === 0) break;
          paged.push(...page);
        }
        expect(keysOf(paged)).toEqual(keysOf(whole));
      }
    });

    test('counts up to a limit', async () => {
      expect(await rows.count(view, { where: { ward: ['Kilburn'] }, limit: 100 })).toBe(3);
      expect(await rows.count(view, { limit: 2 })).toBe(2);
    });

    test('a view of another version starts empty', async () => {
      await rows.open([board(2)]);
      expect((await rows.checkpoint(board(2))).position).toBe(0n);
      expect(await rows.list(board(2), { limit: 10 })).toEqual([]);
    });
  });
};
