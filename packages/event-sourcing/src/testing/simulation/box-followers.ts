import { idOf } from '../../decider.ts';
import { carry, defineProcess, type AnyProcess } from '../../process.ts';
import { defineView, type AnyView } from '../../view.ts';
import { box, ledger, shadow, tally, type Build } from './boxes.ts';

/** The amounts that the older build's followers cannot take, each another one. */
export const POISON = { tallier: 13, boxes: 14, shelves: 15, shelver: 16 } as const;

const swallow = (build: Build, amount: number, poison: number): void => {
  if (build === 1 && amount === poison) throw new RangeError('That is more than this build can take.');
};

interface Sum {
  readonly sum: number;
  readonly count: number;
}
const NOTHING: Sum = { sum: 0, count: 0 };
const plus = ({ sum, count }: Sum, amount: number): Sum => ({ sum: sum + amount, count: count + 1 });

const tallier = (build: Build, version: number) =>
  defineProcess({
    name: 'tallier',
    version,
    initial: NOTHING,
    of: [box(build)],
    columns: {},
    evolve: {
      Put: (row, { amount }) => {
        swallow(build, amount, POISON.tallier);
        return plus(row, amount);
      },
      Taken: (row, { amount }) => plus(row, -amount),
    },
    react: {
      Put: ({ sum }, { amount }, { stream, occurredAt: at }) => {
        const enter = (part: number) => carry(tally, idOf(stream), { type: 'Enter', amount: part, sum }, at);
        return amount > LARGE ? [enter(amount - LARGE), enter(LARGE)] : [enter(amount)];
      },
      Taken: ({ sum }, { amount }, { stream, occurredAt: at }) => [
        carry(tally, idOf(stream), { type: 'Enter', amount: -amount, sum }, at),
      ],
    },
  });

const LARGE = 80;

const echo = defineProcess({
  name: 'echo',
  version: 1,
  initial: NOTHING,
  of: [tally],
  columns: {},
  evolve: { Entered: (row, { amount }) => plus(row, amount) },
  react: {
    Entered: ({ count }, { amount }, { stream, occurredAt: at }) => [
      carry(shadow, idOf(stream), { type: 'Shadow', amount, nth: count }, at),
    ],
  },
});

const shelver = (build: Build) =>
  defineProcess({
    name: 'shelver',
    version: 1,
    initial: NOTHING,
    of: [box(build)],
    columns: {},
    keys: { Put: ({ shelf }) => shelf },
    evolve: {
      Put: (row, { amount }) => {
        swallow(build, amount, POISON.shelver);
        return plus(row, amount);
      },
    },
    react: {
      Put: ({ sum }, { amount, shelf }, { occurredAt: at }) => [
        carry(ledger, shelf, { type: 'Book', amount, sum }, at),
      ],
    },
  });

const boxes = (build: Build, version: number) =>
  defineView({
    name: 'boxes',
    version,
    initial: { ...NOTHING, polished: 0 },
    of: [box(build)],
    columns: { sum: ({ sum }) => sum },
    evolve: {
      Put: (row, { amount }) => {
        swallow(build, amount, POISON.boxes);
        return { ...row, ...plus(row, amount) };
      },
      Taken: (row, { amount }) => ({ ...row, ...plus(row, -amount) }),
      Polished: (row) => ({ ...row, polished: row.polished + 1 }),
    },
  });

const shelves = (build: Build) =>
  defineView({
    name: 'shelves',
    version: 1,
    initial: NOTHING,
    of: [box(build)],
    columns: { sum: ({ sum }) => sum },
    keys: { Put: ({ shelf }) => shelf, Taken: ({ shelf }) => shelf },
    evolve: {
      Put: (row, { amount }) => {
        swallow(build, amount, POISON.shelves);
        return plus(row, amount);
      },
      Taken: (row, { amount }) => plus(row, -amount),
    },
  });

const wall = defineView({
  name: 'wall',
  version: 1,
  initial: { lines: 0, sum: 0 },
  of: [tally, shadow],
  columns: {},
  keys: { Entered: () => 'all', Shadowed: () => 'all' },
  evolve: {
    Entered: ({ lines, sum }, { amount }) => ({ lines: lines + 1, sum: sum + amount }),
    Shadowed: ({ lines, sum }) => ({ lines: lines + 1, sum }),
  },
});

export const boxProcesses = (build: Build, version: number): readonly AnyProcess[] => [
  tallier(build, version),
  echo,
  shelver(build),
];

export const boxViews = (build: Build, version: number): readonly AnyView[] => [
  boxes(build, version),
  shelves(build),
  wall,
];
