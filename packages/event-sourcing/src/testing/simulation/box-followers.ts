import type { AnyProcess, Process } from '../../process.ts';
import type { AnyView, View } from '../../view.ts';
import type { EventOf } from '../../event.ts';
import { idOf } from '../../decider.ts';
import {
  entered,
  ledger,
  polished,
  put,
  shadow,
  shadowed,
  takenIn,
  tally,
  type taken,
  type Build,
  type ShadowEvent,
} from './boxes.ts';

/** The amounts that the older build's followers cannot take, each another one. */
export const POISON = { tallier: 13, boxes: 14, shelves: 15, shelver: 16 } as const;

const swallow = (build: Build, amount: number, poison: number): void => {
  if (build === 1 && amount === poison) throw new RangeError('That is more than this build can take.');
};

type Moved = EventOf<typeof put> | EventOf<typeof taken>;
interface Sum {
  readonly sum: number;
  readonly count: number;
}
const NOTHING: Sum = { sum: 0, count: 0 };
const plus = ({ sum, count }: Sum, amount: number): Sum => ({ sum: sum + amount, count: count + 1 });

const tallier = (build: Build, version: number): Process<Moved, Sum> => ({
  name: 'tallier',
  version,
  initial: NOTHING,
  events: [put, takenIn(build)],
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
      const enter = (part: number) => {
        const command = { type: 'Enter', at, amount: part, sum };
        return { decider: tally, id: idOf(stream), command };
      };
      return amount > LARGE ? [enter(amount - LARGE), enter(LARGE)] : [enter(amount)];
    },
    Taken: ({ sum }, { amount }, { stream, occurredAt: at }) => {
      const command = { type: 'Enter', at, amount: -amount, sum };
      return [{ decider: tally, id: idOf(stream), command }];
    },
  },
});

const LARGE = 80;

const echo: Process<EventOf<typeof entered>, Sum> = {
  name: 'echo',
  version: 1,
  initial: NOTHING,
  events: [entered],
  columns: {},
  evolve: { Entered: (row, { amount }) => plus(row, amount) },
  react: {
    Entered: ({ count }, { amount }, { stream, occurredAt: at }) => {
      const command = { type: 'Shadow', at, amount, nth: count };
      return [{ decider: shadow, id: idOf(stream), command }];
    },
  },
};

const shelver = (build: Build): Process<EventOf<typeof put>, Sum> => ({
  name: 'shelver',
  version: 1,
  initial: NOTHING,
  events: [put],
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
      { decider: ledger, id: shelf, command: { type: 'Book', occurredAt: at, amount, sum } },
    ],
  },
});

type Boxed = Moved | EventOf<typeof polished>;

const boxes = (build: Build, version: number): View<Boxed, Sum & { readonly polished: number }> => ({
  name: 'boxes',
  version,
  initial: { ...NOTHING, polished: 0 },
  events: [put, takenIn(build), polished],
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

const shelves = (build: Build): View<Moved, Sum> => ({
  name: 'shelves',
  version: 1,
  initial: NOTHING,
  events: [put, takenIn(build)],
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

const wall: View<EventOf<typeof entered> | ShadowEvent, { readonly lines: number; readonly sum: number }> = {
  name: 'wall',
  version: 1,
  initial: { lines: 0, sum: 0 },
  events: [entered, shadowed],
  columns: {},
  keys: { Entered: () => 'all', Shadowed: () => 'all' },
  evolve: {
    Entered: ({ lines, sum }, { amount }) => ({ lines: lines + 1, sum: sum + amount }),
    Shadowed: ({ lines, sum }) => ({ lines: lines + 1, sum }),
  },
};

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
