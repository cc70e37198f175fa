import { expect } from '@jest/globals';
import type { AnyView, StoredRow } from '../../view.ts';
import { card, CARDS, keysOf, opened, type Card, type RowsChecks, type RowsLab } from './rows-lab.ts';

const filled = async (lab: RowsLab, changed: readonly StoredRow[] = CARDS): Promise<AnyView> => {
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
      const order = { orderBy: 'kept', descending };
      const whole = await rows.list(view, { ...order, limit: 10 });
      const paged: StoredRow[] = [];
      while (paged.length <= whole.length) {
        const last = paged.at(-1);
        const value = last && ((last.row as Card).kept < 0 ? null : (last.row as Card).kept);
        const after = last && value !== undefined ? { after: { key: last.key, value } } : {};
        const page = await rows.list(view, { ...order, ...after, limit: 1 });
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(keysOf(whole)).toHaveLength(6);
      expect(keysOf(paged)).toEqual(keysOf(whole));
    }
  },

  'counts up to a limit': async (lab) => {
    const view = await filled(lab);
    expect(await lab.rows.count(view, { where: { ward: ['Kilburn'] }, limit: 100 })).toBe(3);
    expect(await lab.rows.count(view, { limit: 2 })).toBe(2);
  },
};
