import { expect } from '@jest/globals';
import { card, CARDS, opened, parkedKey, type RowsChecks } from './rows-lab.ts';

const LARGE = 9_007_199_254_740_993n;

export const saving: RowsChecks = {
  'a new view stands before the first event': async (lab) => {
    const view = await opened(lab);
    expect(await lab.rows.checkpoint(view)).toEqual({ position: 0n });
    expect(await lab.rows.list(view, { limit: 10 })).toEqual([]);
    expect(await lab.rows.parked(view)).toEqual([]);
  },

  'rows and checkpoint move together, and only from where they were': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    expect(await rows.save([{ view, from: 0n, to: LARGE, changed: CARDS }])).toBe(true);
    expect(await rows.checkpoint(view)).toEqual({ position: LARGE });
    for (const each of [rows, other])
      for (const from of [0n, LARGE - 1n, LARGE + 1n])
        expect(await each.save([{ view, from, to: 5n, changed: [card('a', 'Belsize', 9)] }])).toBe(false);
    expect(await other.checkpoint(view)).toEqual({ position: LARGE });
    expect(await rows.find(view, ['c', 'missing', 'a'])).toEqual(
      expect.arrayContaining([card('a', 'Kilburn', 2), card('c', 'Kilburn', 3)]),
    );
  },

  'changes of several views are saved together or not at all': async (lab) => {
    const { rows } = lab;
    const [view, other] = [await opened(lab), await opened(lab, 'ward-board')];
    await rows.save([{ view, from: 0n, to: LARGE, changed: CARDS }]);
    const changed = [card('z', 'Belsize', 1)];
    const saved = await rows.save([
      { view: other, from: 0n, to: 1n, hash: 'h', changed, parked: [parkedKey('p')] },
      { view, from: LARGE + 1n, to: LARGE + 2n, changed },
    ]);
    expect(saved).toBe(false);
    expect(await rows.find(other, ['z'])).toEqual([]);
    expect(await rows.parked(other)).toEqual([]);
    expect(await rows.checkpoint(other)).toEqual({ position: 0n });
    expect(
      await rows.save([
        { view: other, from: 0n, to: 1n, changed },
        { view, from: LARGE, to: LARGE + 2n, changed },
      ]),
    ).toBe(true);
    expect([await rows.find(other, ['z']), await rows.find(view, ['z'])]).toEqual([changed, changed]);
  },

  'of several who save the same step one succeeds': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    for (let from = 0n; from < 5n; from += 1n) {
      const saved = await Promise.all(
        [rows, other, rows, other].map((each) => each.save([{ view, from, to: from + 1n, changed: CARDS }])),
      );
      expect(saved.filter((won) => won)).toEqual([true]);
    }
  },

  'a change may leave the checkpoint where it is': async (lab) => {
    const { rows } = lab;
    const view = await opened(lab);
    await rows.save([{ view, from: 0n, to: 4n, changed: CARDS }]);
    const changed = [card('a', 'Belsize', 9, 3n)];
    expect(await rows.save([{ view, from: 4n, to: 4n, changed }])).toBe(true);
    expect(await rows.find(view, ['a'])).toEqual(changed);
    expect(await rows.checkpoint(view)).toEqual({ position: 4n });
  },

  'rows are removed in the same step, and others stay': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    await rows.save([{ view, from: 0n, to: 4n, changed: CARDS }]);
    const changed = [card('e', 'Belsize', 4)];
    const removed = ['a', 'missing', "c'"];
    expect(await rows.save([{ view, from: 3n, to: 5n, changed, removed }])).toBe(false);
    expect(await other.find(view, ['a'])).toEqual([card('a', 'Kilburn', 2)]);
    expect(await rows.save([{ view, from: 4n, to: 5n, changed, removed }])).toBe(true);
    expect((await other.list(view, { limit: 10 })).map(({ key }) => key)).toEqual(['b', 'c', 'd', 'e']);
    expect(await rows.count(view, { where: { ward: ['Kilburn'] }, limit: 10 })).toBe(2);
    expect(await rows.find(view, ['a', 'e'])).toEqual(changed);
    // What comes again is there again.
    await rows.save([{ view, from: 5n, to: 6n, changed: [card('a', 'Kilburn', 2)], removed: [] }]);
    expect(await rows.find(view, ['a'])).toEqual([card('a', 'Kilburn', 2)]);
  },

  'a checkpoint remembers the hash of the event there, and of no other event': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    const save = (from: bigint, to: bigint, hash?: string) =>
      rows.save([{ view, from, to, changed: [], ...(hash !== undefined && { hash }) }]);
    expect(await save(0n, 4n, 'aa')).toBe(true);
    expect(await other.checkpoint(view)).toEqual({ position: 4n, hash: 'aa' });
    // Nobody moved it, so it is still that event's.
    expect(await save(4n, 4n)).toBe(true);
    expect(await rows.checkpoint(view)).toEqual({ position: 4n, hash: 'aa' });
    expect(await save(3n, 4n, 'bb')).toBe(false);
    expect(await rows.checkpoint(view)).toEqual({ position: 4n, hash: 'aa' });
    expect(await save(4n, 4n, 'bb')).toBe(true);
    expect(await rows.checkpoint(view)).toEqual({ position: 4n, hash: 'bb' });
    expect(await save(4n, 5n)).toBe(true);
    expect(await rows.checkpoint(view)).toEqual({ position: 5n });
    expect(await save(5n, 6n, 'cc')).toBe(true);
    expect(await rows.checkpoint(view)).toEqual({ position: 6n, hash: 'cc' });
  },

  'a view that is reset stands before the first event again, and no other view does': async (lab) => {
    const { rows, other } = lab;
    const [view, beside] = [await opened(lab), await opened(lab)];
    const change = { from: 0n, to: 4n, hash: 'aa', changed: CARDS, parked: [parkedKey('p')] };
    for (const each of [view, beside]) await rows.save([{ view: each, ...change }]);
    await rows.reset(view);
    for (const each of [rows, other]) {
      expect(await each.checkpoint(view)).toEqual({ position: 0n });
      expect(await each.list(view, { limit: 10 })).toEqual([]);
      expect(await each.parked(view)).toEqual([]);
      expect(await each.checkpoint(beside)).toEqual({ position: 4n, hash: 'aa' });
      expect(await each.list(beside, { limit: 10 })).toEqual(CARDS);
      expect(await each.parked(beside)).toEqual([parkedKey('p')]);
    }
    expect(await rows.save([{ view, from: 4n, to: 5n, changed: CARDS }])).toBe(false);
    expect(await rows.save([{ view, from: 0n, to: 1n, changed: CARDS.slice(0, 1) }])).toBe(true);
    expect(await rows.list(view, { limit: 10 })).toEqual(CARDS.slice(0, 1));
  },

  'keys are set aside and released with the change, or not at all': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    const change = { view, changed: [] };
    const [one, two] = [parkedKey('one'), parkedKey('two')];
    await rows.save([{ ...change, from: 0n, to: 4n, parked: [one, two] }]);
    expect(await other.parked(view)).toEqual([one, two]);
    const refused = { ...change, from: 3n, to: 5n, parked: [parkedKey('three')], released: ['one'] };
    expect(await rows.save([refused])).toBe(false);
    expect(await rows.parked(view)).toEqual([one, two]);
    const again = { ...parkedKey('two', 4n), reason: 'EVENT_INVALID', streams: [] };
    await rows.save([{ ...change, from: 4n, to: 4n, parked: [again], released: ['one', 'missing'] }]);
    expect(await rows.parked(view)).toEqual([again]);
    await rows.save([{ ...change, from: 4n, to: 6n }]);
    expect(await rows.parked(view)).toEqual([again]);
    await rows.save([{ ...change, from: 6n, to: 6n, released: ['two'] }]);
    expect(await rows.parked(view)).toEqual([]);
  },

  'a change that left out a key which was released meanwhile is not saved': async (lab) => {
    const { rows, other } = lab;
    const view = await opened(lab);
    const change = { view, changed: [] };
    const aside = ['one', 'two'];
    await rows.save([{ ...change, from: 0n, to: 4n, parked: aside.map((key) => parkedKey(key)) }]);
    expect(await other.save([{ ...change, from: 4n, to: 5n, aside }])).toBe(true);
    expect(await rows.save([{ ...change, from: 5n, to: 6n, released: ['two'], aside }])).toBe(true);
    expect(await other.save([{ view, from: 6n, to: 7n, changed: CARDS, aside }])).toBe(false);
    expect(await rows.checkpoint(view)).toEqual({ position: 6n });
    expect(await rows.list(view, { limit: 10 })).toEqual([]);
    expect(await other.save([{ view, from: 6n, to: 7n, changed: CARDS, aside: ['one'] }])).toBe(true);
  },

  'keys that are set aside come back as they were, whatever they are called, to their own view': async (
    lab,
  ) => {
    const { rows } = lab;
    const [view, beside] = [await opened(lab), await opened(lab)];
    const keys = ['', 'constructor', '__proto__', 'toString', '1', 'it\'s \\ "x"\n', 'a\0b', '\u{1F693}'];
    await rows.save([{ view, from: 0n, to: 4n, changed: [], parked: keys.map((key) => parkedKey(key)) }]);
    const found = await rows.parked(view);
    expect([...found].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))).toEqual(
      keys.map((key) => parkedKey(key)),
    );
    expect(await rows.parked(beside)).toEqual([]);
    await rows.save([{ view: beside, from: 0n, to: 1n, changed: [], released: keys }]);
    expect(await rows.parked(view)).toHaveLength(keys.length);
    await rows.save([{ view, from: 4n, to: 4n, changed: [], released: keys.slice(1) }]);
    expect(await rows.parked(view)).toEqual([parkedKey('')]);
  },
};
