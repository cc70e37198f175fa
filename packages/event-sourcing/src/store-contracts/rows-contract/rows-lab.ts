import type { ParkedKey } from '../../places.ts';
import { defineView, type View } from '../../view.ts';
import type { Rows, StoredRow } from '../../rows.ts';
import { counter } from '../counter.ts';

/** What an adapter can offer beside its rows, so that more of the contract is played. */
export interface RowsExtras {
  /** One more opening of the place that the newest rows of `open` have, as another process would have. */
  readonly another?: () => Rows | Promise<Rows>;
  /** Makes everything in that place older by so many milliseconds. */
  readonly age?: (milliseconds: number) => void | Promise<void>;
}

export interface RowsLab {
  readonly rows: Rows;
  /** A second opening of the same place; where the adapter offers none, the same rows. */
  readonly other: Rows;
  readonly age: (milliseconds: number) => void | Promise<void>;
  /** How long the end of a short lease may be on its way, in milliseconds. */
  readonly patience: number;
  /** A name that nobody has used. */
  readonly fresh: (name?: string) => string;
  readonly close: () => Promise<void>;
}

/** One promise of the port: its sentence, and how to find rows that break it. */
export type RowsChecks = Readonly<Record<string, (lab: RowsLab) => Promise<void>>>;

export const openRowsLab = async (
  open: () => Rows | Promise<Rows>,
  { another, age }: RowsExtras = {},
): Promise<RowsLab> => {
  const rows = await open();
  const other = another ? await another() : rows;
  let names = 0;
  return {
    rows,
    other,
    age: age ?? (() => Promise.reject(new TypeError('This adapter does not age.'))),
    patience: 10_000,
    fresh: (name = 'promise-board') => `${name}-${String((names += 1))}`,
    close: async () => {
      if (other !== rows) await other.close();
      await rows.close();
    },
  };
};

export interface Card {
  readonly ward: string;
  readonly kept: number;
}

export type Board = View<Card, 'ward' | 'kept'>;

const BLANK: Card = { ward: '', kept: 0 };

/** What the contract writes is not folded from events: a board has steps because a view has some. */
export const boardOf = (name: string, version = 1): Board =>
  defineView({
    name,
    version,
    of: [counter],
    initial: BLANK,
    evolve: { Counted: (card) => card },
    columns: { ward: ({ ward }) => ward, kept: ({ kept }) => (kept < 0 ? null : kept) },
  });

/** An empty view that both openings have open. */
export const opened = async ({ rows, other, fresh }: RowsLab, name?: string): Promise<Board> => {
  const view = boardOf(fresh(name));
  for (const each of [rows, other]) await each.open([view]);
  return view;
};

export const card = (key: string, ward: string, kept: number, position = 1n): StoredRow<Card> => ({
  key,
  position,
  row: { ward, kept },
});

export const CARDS = [
  card('a', 'Kilburn', 2),
  card('b', 'Highgate', 1),
  card('c', 'Kilburn', 3),
  card('d', 'Kilburn', -1),
];

export const parkedKey = (key: string, after = 9_007_199_254_740_995n): ParkedKey => ({
  key,
  after,
  event: 'event-1',
  reason: 'UNKNOWN_EVENT_VERSION',
  streams: ['note-1'],
  since: '2026-01-01T00:00:00.000Z',
});

export const keysOf = (stored: readonly { readonly key: string }[]): readonly string[] =>
  stored.map(({ key }) => key);
