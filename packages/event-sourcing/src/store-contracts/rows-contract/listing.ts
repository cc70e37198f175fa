import { expect } from '@jest/globals';
import type { AnyView } from '../../view.ts';
import type { RowQuery, StoredRow } from '../../rows.ts';
import {
  card,
  CARDS,
  keysOf,
  opened,
  type Board,
  type Card,
  type RowsChecks,
  type RowsLab,
} from './rows-lab.ts';

const filled = async (lab: RowsLab, changed: readonly StoredRow[] = CARDS): Promise<Board> => {
  const view = await opened(lab);
  await lab.rows.save([{ view, from: 0n, to: 1n, changed }]);
  return view;
};

export const listing: RowsChecks = {
  'lists by filter and order, null first, ties by key': async (lab) => {
    const { rows } = lab;
    const view = await filled(lab);
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
    expect(keysOf(await rows.list(view, { orderBy: 'ward', limit: 10 }))).toEqual(['b', 'a', 'c', 'd']);
    expect(keysOf(await rows.list(view, { where: { kept: [null, 1] }, limit: 10 }))).toEqual(['b', 'd']);
    expect(keysOf(await rows.list(view, { atMost: { kept: 2 }, limit: 10 }))).toEqual(['a', 'b']);
    expect(keysOf(await rows.list(view, { where: { ward: [] }, limit: 10 }))).toEqual([]);
  },

  'compares text by code point': async (lab) => {
    const changed = ['\u{1F693}', '\uFF5E', 'z', 'é'].map((key) => card(key, 'Kilburn', 1));
    const view = await filled(lab, changed);
    expect(keysOf(await lab.rows.list(view, { limit: 10 }))).toEqual(['z', 'é', '\uFF5E', '\u{1F693}']);
  },

  'pages through an order without a gap or a repeat': async (lab) => {
    const { rows } = lab;
    const view = await filled(lab, [...CARDS, card('e', 'Kilburn', 2), card('f', 'Kilburn', -1)]);
    for (const descending of [false, true]) {
      const order = { orderBy: 'kept', descending } as const;
      const whole = await rows.list(view, { ...order, limit: 10 });
      const paged: StoredRow<Card>[] = [];
      while (paged.length <= whole.length) {
        const last = paged.at(-1);
        const value = last && (last.row.kept < 0 ? null : last.row.kept);
        const after = last && value !== undefined ? { after: { key: last.key, value } } : {};
        const page = await rows.list(view, { ...order, ...after, limit: 1 });
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(keysOf(whole)).toHaveLength(6);
      expect(keysOf(paged)).toEqual(keysOf(whole));
    }
  },

  'has the rows between two places, either way, with an order and without': async (lab) => {
    const { rows } = lab;
    const view = await filled(lab, [...CARDS, card('e', 'Kilburn', 2), card('f', 'Kilburn', -1)]);
    const placeOf = ({ key, row }: StoredRow<Card>) => ({ key, value: row.kept < 0 ? null : row.kept });
    for (const descending of [false, true])
      for (const order of [{ descending }, { descending, orderBy: 'kept' }] as const) {
        const whole = await rows.list(view, { ...order, limit: 10 });
        for (const [to, last] of whole.entries()) {
          const before = placeOf(last);
          const upTo = await rows.list(view, { ...order, before, limit: 10 });
          expect(keysOf(upTo)).toEqual(keysOf(whole.slice(0, to)));
          for (const [from, first] of whole.entries()) {
            const between = await rows.list(view, { ...order, after: placeOf(first), before, limit: 10 });
            expect(keysOf(between)).toEqual(keysOf(whole.slice(from + 1, Math.max(to, from + 1))));
          }
        }
      }
  },

  'a place is one where no row stands any more': async (lab) => {
    const { rows } = lab;
    const view = await filled(lab);
    const place = { key: 'aa', value: 2 };
    const order = { orderBy: 'kept', limit: 10 } as const;
    expect(keysOf(await rows.list(view, { ...order, before: place }))).toEqual(['d', 'b', 'a']);
    expect(keysOf(await rows.list(view, { ...order, after: place }))).toEqual(['c']);
  },

  'refuses a column that the view does not have, wherever a query names it, in one sentence': async (lab) => {
    const { rows } = lab;
    const view: AnyView = await filled(lab);
    const named: readonly Partial<RowQuery>[] = [
      { where: { wart: ['Kilburn'] } },
      { where: { wart: [] } },
      { atMost: { wart: 1 } },
      { orderBy: 'wart' },
    ];
    for (const query of named)
      for (const ask of ['list', 'count'] as const)
        await expect(rows[ask](view, { ...query, limit: 1 })).rejects.toThrow(
          new TypeError(`The view ${view.name} has no column wart. Did you mean ward?`),
        );
    // Names that objects inherit are no columns, and neither are a table's own.
    for (const column of ['constructor', '__proto__', 'position'])
      await expect(rows.list(view, { orderBy: column, limit: 1 })).rejects.toThrow(
        new TypeError(`The view ${view.name} has no column ${column}.`),
      );
  },

  'counts up to a limit': async (lab) => {
    const view = await filled(lab);
    expect(await lab.rows.count(view, { where: { ward: ['Kilburn'] }, limit: 100 })).toBe(3);
    expect(await lab.rows.count(view, { limit: 2 })).toBe(2);
    const place = { key: 'b', value: null };
    expect(await lab.rows.count(view, { after: place, before: place, limit: 100 })).toBe(4);
  },
};
