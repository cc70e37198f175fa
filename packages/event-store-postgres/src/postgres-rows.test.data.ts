import type { AnyView, ColumnValue, StoredRow } from '@wardbook/event-sourcing';

export interface Card {
  readonly key: ColumnValue;
  readonly dueAt: ColumnValue;
  readonly order: ColumnValue;
}

// `key` and `order` are names that a careless table or statement would stumble over.
export const board = (version = 1, columns: object = {}): AnyView => ({
  name: 'promise-board',
  version,
  initial: {},
  of: [],
  evolve: {},
  columns: {
    key: (card: Card) => card.key,
    dueAt: (card: Card) => card.dueAt,
    order: (card: Card) => card.order,
    ...columns,
  },
});

export const cards = Array.from({ length: 60 }, (_, index): StoredRow => ({
  key: `card-${String(index).padStart(2, '0')}`,
  position: BigInt(index + 1),
  row: {
    key: index % 2 === 0 ? 'even' : 'odd',
    dueAt: index % 5 === 0 ? null : `2026-01-${String(10 + (index % 7))}`,
    order: index % 4 === 0 ? null : (index % 6) - 2.5,
  } satisfies Card,
}));

/** The same numbers for the same seed. */
export const randomly = (seed: number) => {
  let state = seed;
  const upTo = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return { upTo, oneOf: <T>(values: readonly T[]): T => values[upTo(values.length)] as T };
};
