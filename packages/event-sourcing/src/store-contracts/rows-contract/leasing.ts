import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { CARDS, opened, type RowsChecks } from './rows-lab.ts';

const HOUR = 60 * 60_000;

export const leasing: RowsChecks = {
  'a lease has one holder at a time, who may renew it': async ({ rows, other, fresh }) => {
    const [name, another] = [fresh('chaser'), fresh('chaser')];
    expect(await rows.lease(name, 'a', HOUR)).toBe(true);
    expect(await other.lease(name, 'b', HOUR)).toBe(false);
    expect(await other.lease(name, 'b', 1)).toBe(false);
    expect(await rows.lease(name, 'a', HOUR)).toBe(true);
    expect(await other.lease(name, 'b', HOUR)).toBe(false);
    expect(await other.lease(another, 'b', HOUR)).toBe(true);
    expect(await rows.lease(another, 'a', HOUR)).toBe(false);
  },

  'of many who ask for a lease at once one gets it': async ({ rows, other, fresh }) => {
    for (let round = 0; round < 5; round += 1) {
      const name = fresh('chaser');
      const holders = Array.from({ length: 8 }, (_, index) => String(index));
      const taken = await Promise.all(
        holders.map((holder, index) => (index % 2 ? other : rows).lease(name, holder, HOUR)),
      );
      expect(taken.filter((won) => won)).toEqual([true]);
      const again = await Promise.all(holders.map((holder) => rows.lease(name, holder, HOUR)));
      expect(again).toEqual(taken);
    }
  },

  'whoever lost the lease of a view writes nothing to it, and empties nothing': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    const change = { view, changed: CARDS };
    expect(await rows.save([{ ...change, from: 0n, to: 4n, holder: 'a' }])).toBe(false);
    await rows.lease(view.name, 'a', 0);
    // Nobody else took it since.
    expect(await rows.save([{ ...change, from: 0n, to: 4n, holder: 'a' }])).toBe(true);
    expect(await other.lease(view.name, 'b', HOUR)).toBe(true);
    expect(await rows.save([{ ...change, from: 4n, to: 5n, holder: 'a' }])).toBe(false);
    expect(await rows.reset(view, 'a')).toBe(false);
    expect(await rows.checkpoint(view)).toEqual({ position: 4n });
    expect(await rows.list(view, { limit: 10 })).toEqual(CARDS);
    expect(await rows.save([{ ...change, from: 4n, to: 5n, holder: 'b' }])).toBe(true);
    expect(await other.reset(view, 'b')).toBe(true);
    expect(await rows.list(view, { limit: 10 })).toEqual([]);
  },

  'a lease that its holder gives back is free at once': async ({ rows, other, fresh }) => {
    const name = fresh('chaser');
    await rows.lease(name, 'a', HOUR);
    expect(await other.lease(name, 'b', 0)).toBe(false);
    expect(await other.lease(name, 'b', HOUR)).toBe(false);
    expect(await rows.lease(name, 'a', 0)).toBe(true);
    expect(await other.lease(name, 'b', HOUR)).toBe(true);
    expect(await rows.lease(name, 'a', HOUR)).toBe(false);
  },

  'a lease that ran out is free, and is not given back by who had it': async ({
    rows,
    other,
    patience,
    fresh,
  }) => {
    const name = fresh('chaser');
    expect(await rows.lease(name, 'a', 30)).toBe(true);
    const deadline = Date.now() + patience;
    while (!(await other.lease(name, 'b', HOUR)) && Date.now() < deadline) await pause(5);
    expect(await other.lease(name, 'b', HOUR)).toBe(true);
    expect(await rows.lease(name, 'a', 0)).toBe(false);
    expect(await rows.lease(name, 'a', HOUR)).toBe(false);
  },

  'a holder may renew a lease that ran out, if nobody took it': async ({ rows, other, fresh }) => {
    const name = fresh('chaser');
    expect(await rows.lease(name, 'a', 1)).toBe(true);
    await pause(20);
    expect(await rows.lease(name, 'a', HOUR)).toBe(true);
    expect(await other.lease(name, 'b', HOUR)).toBe(false);
  },
};

/** What can be asked where time can be made to pass. */
export const agingLeases: RowsChecks = {
  'a lease lasts as long as was asked for, from when it was renewed': async ({ rows, other, age, fresh }) => {
    const name = fresh('chaser');
    await rows.lease(name, 'a', HOUR);
    await age(HOUR - 60_000);
    expect(await other.lease(name, 'b', HOUR)).toBe(false);
    expect(await rows.lease(name, 'a', HOUR)).toBe(true);
    await age(HOUR - 60_000);
    expect(await other.lease(name, 'b', HOUR)).toBe(false);
    await age(120_000);
    expect(await other.lease(name, 'b', HOUR)).toBe(true);
  },

  'a lease that was taken in the future is free: the clock was put back since': async ({
    rows,
    other,
    age,
    fresh,
  }) => {
    const name = fresh('chaser');
    await rows.lease(name, 'a', HOUR);
    await age(-24 * HOUR);
    expect(await other.lease(name, 'b', HOUR)).toBe(true);
    expect(await rows.lease(name, 'a', HOUR)).toBe(false);
    await age(24 * HOUR);
  },
};
