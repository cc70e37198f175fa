import DataLoader from 'dataloader';
import {
  foldAll,
  foldOne,
  historyAt,
  type AnyView,
  type EventStore,
  type PointInHistory,
  type Position,
  type RecordedEvent,
  type RowQuery,
  type Rows,
  type StoredRow,
  type View,
} from '@wardbook/event-sourcing';

/** A row as resolvers see it. */
export type Shown<Row> = Row & { readonly key: string; readonly position: Position };

/** The read side of one request: rows are loaded in batches, and each row and each history only once. */
export interface Read {
  find<Row extends object>(view: View<never, Row>, key: string): Promise<Shown<Row> | undefined>;
  list<Row extends object>(view: View<never, Row>, query: RowQuery): Promise<readonly Shown<Row>[]>;
  count<Row extends object>(view: View<never, Row>, query: RowQuery): Promise<number>;
  /** The row as it was at a point in the history of these streams; its own stream comes first. */
  at<Row extends object>(
    view: View<never, Row>,
    key: string,
    streams: readonly string[],
    point: PointInHistory,
  ): Promise<Shown<Row> | undefined>;
  /** Every row of the view as it was then, by key. */
  allAt<Row extends object>(
    view: View<never, Row>,
    streams: readonly string[],
    point: PointInHistory,
  ): Promise<ReadonlyMap<string, Shown<Row>>>;
}

export const reader = ({ store, rows }: { readonly store: EventStore; readonly rows: Rows }): Read => {
  const loaders = new Map<string, DataLoader<string, StoredRow | undefined>>();
  const loaderOf = (view: AnyView): DataLoader<string, StoredRow | undefined> => {
    const known = loaders.get(view.name);
    if (known) return known;
    const loader = new DataLoader<string, StoredRow | undefined>(async (keys) => {
      const found = new Map((await rows.find(view, keys)).map((stored) => [stored.key, stored]));
      return keys.map((key) => found.get(key));
    });
    loaders.set(view.name, loader);
    return loader;
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
    find: async (view, key) => shown(view, await loaderOf(view).load(key)),
    list: async (view, query) =>
      (await rows.list(view, query)).flatMap((stored) => shown(view, stored) ?? []),
    count: (view, query) => rows.count(view, query),
    at: async (view, key, streams, point) => shown(view, foldOne(view, key, await historyOf(streams, point))),
    allAt: async (view, streams, point) => {
      const folded = foldAll(view, await historyOf(streams, point));
      return new Map([...folded].map(([key, stored]) => [key, asShown(view, stored)]));
    },
  };
};

const shown = <Row extends object>(
  view: View<never, Row>,
  stored: StoredRow | undefined,
): Shown<Row> | undefined => stored && asShown(view, stored);

/** The row is what this view's own `evolve` made. */
const asShown = <Row extends object>(_: View<never, Row>, { row, key, position }: StoredRow): Shown<Row> =>
  ({ ...row, key, position }) as Shown<Row>;
