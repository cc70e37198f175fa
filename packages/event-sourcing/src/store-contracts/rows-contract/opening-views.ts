import { expect } from '@jest/globals';
import { boardOf, card, CARDS, opened, parkedKey, type RowsChecks, type RowsLab } from './rows-lab.ts';

const MINUTE = 60_000;

/** One view in two versions, the older with rows. */
const versions = async ({ rows, fresh }: RowsLab) => {
  const name = fresh();
  const [older, newer] = [boardOf(name, 1), boardOf(name, 2)];
  await rows.open([older]);
  const change = { from: 0n, to: 4n, hash: 'aa', changed: CARDS, parked: [parkedKey('p')] };
  await rows.save([{ view: older, ...change }]);
  return { older, newer };
};

export const openingViews: RowsChecks = {
  'a view that is opened again is as it was': async (lab) => {
    const { rows, other } = lab;
    const { older } = await versions(lab);
    for (const each of [rows, other]) {
      await each.open([older]);
      expect(await each.checkpoint(older)).toEqual({ position: 4n, hash: 'aa' });
      expect(await each.list(older, { limit: 10 })).toEqual(CARDS);
      expect(await each.parked(older)).toEqual([parkedKey('p')]);
    }
  },

  // E-11: in a rolling upgrade the new build does not take the table from the old one.
  'a view of another version starts empty beside the older one, which is read and written as before': async (
    lab,
  ) => {
    const { rows, other } = lab;
    const { older, newer } = await versions(lab);
    await other.open([newer]);
    expect(await other.checkpoint(newer)).toEqual({ position: 0n });
    expect(await other.list(newer, { limit: 10 })).toEqual([]);
    expect(await other.parked(newer)).toEqual([]);
    expect(await other.save([{ view: newer, from: 0n, to: 1n, changed: [card('n', 'Belsize', 1)] }])).toBe(
      true,
    );
    expect(await rows.checkpoint(older)).toEqual({ position: 4n, hash: 'aa' });
    expect(await rows.list(older, { limit: 10 })).toEqual(CARDS);
    expect(await rows.parked(older)).toEqual([parkedKey('p')]);
    const change = { changed: [card('o', 'Kilburn', 1)], released: ['p'] };
    expect(await rows.save([{ view: older, from: 4n, to: 5n, ...change }])).toBe(true);
    expect(await rows.count(older, { limit: 10 })).toBe(5);
    expect(await other.count(newer, { limit: 10 })).toBe(1);
  },

  'an older version that is opened after a newer one drives nobody out': async (lab) => {
    const { rows } = lab;
    const { older, newer } = await versions(lab);
    await rows.open([newer]);
    await rows.save([{ view: newer, from: 0n, to: 1n, changed: [card('n', 'Belsize', 1)] }]);
    await rows.open([older]);
    await rows.open([newer]);
    expect(await rows.count(older, { limit: 10 })).toBe(4);
    expect(await rows.count(newer, { limit: 10 })).toBe(1);
  },
};

/** What can be asked where time can be made to pass. */
export const agingViews: RowsChecks = {
  'rows of another version go once nobody has used them for an hour, and not before': async (lab) => {
    const { rows, age } = lab;
    const { older, newer } = await versions(lab);
    const beside = await opened(lab);
    await rows.save([{ view: beside, from: 0n, to: 3n, changed: CARDS }]);
    await rows.open([newer]);
    await rows.save([{ view: newer, from: 0n, to: 1n, changed: [card('n', 'Belsize', 1)] }]);
    await age(59 * MINUTE);
    await rows.open([newer]);
    expect(await rows.count(older, { limit: 10 })).toBe(4);
    await age(2 * MINUTE);
    await rows.open([newer]);
    await rows.open([older]);
    expect(await rows.checkpoint(older)).toEqual({ position: 0n });
    expect(await rows.count(older, { limit: 10 })).toBe(0);
    expect(await rows.parked(older)).toEqual([]);
    expect(await rows.count(newer, { limit: 10 })).toBe(1);
    expect(await rows.checkpoint(beside)).toEqual({ position: 3n });
  },

  'opening a view is using it': async (lab) => {
    const { rows, other, age } = lab;
    const { older, newer } = await versions(lab);
    await rows.open([newer]);
    await age(50 * MINUTE);
    await other.open([older]);
    await age(50 * MINUTE);
    await rows.open([newer]);
    expect(await other.count(older, { limit: 10 })).toBe(4);
    await age(61 * MINUTE);
    await rows.open([newer, older]);
    expect(await rows.count(older, { limit: 10 })).toBe(4);
  },
};
