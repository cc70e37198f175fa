import DataLoader from 'dataloader';
import {
  foldAll,
  foldOne,
  historyAt,
  type AnyView,
  type ColumnOf,
  type LogReader,
  type PointInHistory,
  type Position,
  type RecordedEvent,
  type RowOf,
  type RowQuery,
  type Rows,
  type StoredRow,
} from '@wardbook/event-sourcing';
import { readable } from './refused-request.ts';

/** A row as resolvers see it. */
export type Shown<Row> = Row & { readonly key: string; readonly position: Position };

/** The read side of one request: rows are loaded in batches, and each row, each list and each history only once. */
export interface Read {
  find<V extends AnyView>(view: V, key: string): Promise<Shown<RowOf<V>> | undefined>;
  list<V extends AnyView>(view: V, query: RowQuery<ColumnOf<V>>): Promise<readonly Shown<RowOf<V>>[]>;
  count<V extends AnyView>(view: V, query: RowQuery<ColumnOf<V>>): Promise<number>;
  /** The row as it was at a point in the history of these streams; its own stream comes first. */
  at<V extends AnyView>(
    view: V,
    key: string,
    streams: readonly string[],
    point: PointInHistory,
  ): Promise<Shown<RowOf<V>> | undefined>;
  /** Every row of the view as it was then, by key. */
  allAt<V extends AnyView>(
    view: V,
    streams: readonly string[],
    point: PointInHistory,
  ): Promise<ReadonlyMap<string, Shown<RowOf<V>>>>;
  /** What was read so far is read anew. */
  forget(): void;
}

/** Of so many rows at once: others wait for their turn meanwhile. */
const LARGEST_BATCH = 200;

interface Reading {
  readonly store: LogReader;
  readonly rows: Pick<Rows, 'find' | 'list' | 'count'>;
}

export const reader = ({ store, rows }: Reading): Read => {
  type Loader<V extends AnyView> = DataLoader<string, StoredRow<RowOf<V>> | undefined>;
  const loaders = new Map<string, Loader<AnyView>>();
  const loaderOf = <V extends AnyView>(view: V): Loader<V> => {
    const known = loaders.get(view.name);
    if (known) return known;
    const loader: Loader<V> = new DataLoader(
      async (keys) => {
        const found = new Map((await rows.find(view, keys)).map((stored) => [stored.key, stored]));
        return keys.map((key) => found.get(key));
      },
      { maxBatchSize: LARGEST_BATCH },
    );
    loaders.set(view.name, loader);
    return loader;
  };
  const lists = new Map<string, Promise<readonly StoredRow[]>>();
  const listed = <V extends AnyView>(view: V, query: RowQuery<ColumnOf<V>>) => {
    const name = JSON.stringify([view.name, query]);
    const list = (lists.get(name) as ReturnType<typeof rows.list<V>> | undefined) ?? rows.list(view, query);
    lists.set(name, list);
    return list;
  };
  const histories = new Map<string, Promise<readonly RecordedEvent[]>>();
  const historyOf = (
    streams: readonly string[],
    point: PointInHistory,
  ): Promise<readonly RecordedEvent[]> => {
    const name = JSON.stringify([streams, point]);
    const history = histories.get(name) ?? historyAt(store, streams, point);
    histories.set(name, history);
    return history;
  };
  return {
    find: async (view, key) => {
      const stored = await loaderOf(view).load(key);
      return stored && shown(stored);
    },
    list: async (view, query) => (await listed(view, query)).map(shown),
    count: (view, query) => rows.count(view, query),
    at: async (view, key, streams, point) => {
      const history = await historyOf(streams, point);
      const stored = readable(() => foldOne(view, key, history));
      return stored && shown(stored);
    },
    allAt: async (view, streams, point) => {
      const history = await historyOf(streams, point);
      const folded = readable(() => foldAll(view, history));
      return new Map([...folded].map(([key, stored]) => [key, shown(stored)]));
    },
    forget: () => {
      loaders.clear();
      lists.clear();
      histories.clear();
    },
  };
};

/** By what was read: rows that stores remember are made so once. */
const known = new WeakMap<StoredRow, object>();

const shown = <Row extends object>(stored: StoredRow<Row>): Shown<Row> => {
  const { row, key, position } = stored;
  const made = known.get(stored) ?? Object.freeze({ ...row, key, position });
  known.set(stored, made);
  return made as Shown<Row>;
};
