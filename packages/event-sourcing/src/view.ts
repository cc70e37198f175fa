import { categoryOf, definitionOf, idOf } from './decider.ts';
import { decode, type AnyEventDefinition } from './event.ts';
import type { Message } from './message.ts';
import {
  readFields,
  type EventStore,
  type Moment,
  type Position,
  type RecordedFields,
} from './event-store.ts';

/** A read model: rows by key, each the fold of the events about it. Rebuilt from the log whenever `version` rises. */
export interface View<Event extends Message, Row extends object> {
  /** What a person looks at, in kebab case: `promise-board`. */
  readonly name: string;
  readonly version: number;
  readonly initial: Row;
  readonly events: readonly AnyEventDefinition[];
  /** Which row an event is about, where that is not the id of its own stream; undefined for none. */
  readonly keys?: {
    readonly [T in Event['type']]?: (
      event: Extract<Event, { type: T }>,
      moment: Moment,
    ) => string | undefined;
  };
  /** One step per event; total, whatever came before. */
  readonly evolve: {
    readonly [T in Event['type']]: (row: Row, event: Extract<Event, { type: T }>, moment: Moment) => Row;
  };
  /** What rows may be filtered and sorted by. */
  readonly columns: Readonly<Record<string, (row: Row) => string | number | null>>;
}

/** A row that says how many events its own stream has had: what a client expects when it sends a command. */
export interface Versioned {
  readonly version: number;
}

/** The same steps, counting the events of the row's own stream; those of other streams leave the version alone. */
export const versioned = <Event extends Message, Row extends Versioned>(
  category: string,
  evolveRows: View<Event, Row>['evolve'],
): View<Event, Row>['evolve'] =>
  Object.fromEntries(
    Object.entries<(row: Row, event: never, moment: Moment) => Row>(evolveRows).map(([type, step]) => [
      type,
      (row: Row, event: never, moment: Moment): Row => ({
        ...step(row, event, moment),
        version: categoryOf(moment.stream) === category ? moment.revision + 1 : row.version,
      }),
    ]),
  ) as View<Event, Row>['evolve'];

/** A view whose rows are no longer typed: as rows and runners see it. */
export interface AnyView {
  readonly name: string;
  readonly version: number;
  readonly initial: object;
  readonly events: readonly AnyEventDefinition[];
  readonly keys?: object;
  readonly evolve: object;
  readonly columns: object;
}

/** A row and the position of the last event that made it so. */
export interface StoredRow {
  readonly key: string;
  readonly position: Position;
  readonly row: object;
}

/** What one page of events did to one view. */
export interface RowChanges {
  readonly view: AnyView;
  /** The checkpoint that this change starts from; another one there means another writer was faster. */
  readonly from: Position;
  readonly to: Position;
  readonly changed: readonly StoredRow[];
}

export type ColumnValue = string | number | null;

export interface RowQuery {
  /** Rows whose column has one of the values, for every column named. */
  readonly where?: Readonly<Record<string, readonly ColumnValue[]>>;
  /** Rows whose number or text in the column is at most this. */
  readonly atMost?: Readonly<Record<string, string | number>>;
  /** A column of the view; ties, and no column at all, go by key. */
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** Rows after this one in the order asked for. */
  readonly after?: { readonly value: ColumnValue; readonly key: string };
  readonly limit: number;
}

/** Where read models live. They can always be rebuilt; only their checkpoints must move with them. */
export interface Rows {
  /** Makes room for these views; a view whose version changed starts empty. */
  open(views: readonly AnyView[]): Promise<void>;
  checkpoint(view: AnyView): Promise<Position>;
  find(view: AnyView, keys: readonly string[]): Promise<readonly StoredRow[]>;
  list(view: AnyView, query: RowQuery): Promise<readonly StoredRow[]>;
  /** How many rows a query has, counted up to `limit`. */
  count(view: AnyView, query: RowQuery): Promise<number>;
  /** All changes or none. Answers false, changing nothing, when a checkpoint was not where the change starts. */
  save(changes: readonly RowChanges[]): Promise<boolean>;
  close(): Promise<void>;
}

/** The key of the row that an event changes; undefined when the view does not know the event. */
export const keyOf = (view: AnyView, event: Message, moment: Moment): string | undefined => {
  if (!Object.hasOwn(view.evolve, event.type)) return undefined;
  const key = ((view.keys ?? {}) as Record<string, (event: Message, moment: Moment) => string | undefined>)[
    event.type
  ];
  return key ? key(event, moment) : idOf(moment.stream);
};

export const evolveRow = (view: AnyView, row: object, event: Message, moment: Moment): object =>
  (view.evolve as Record<string, (row: object, event: Message, moment: Moment) => object>)[event.type]?.(
    row,
    event,
    moment,
  ) ?? row;

export const columnsOf = (view: AnyView, row: object): Readonly<Record<string, ColumnValue>> =>
  Object.fromEntries(
    Object.entries(view.columns as Record<string, (row: object) => ColumnValue>).map(([name, value]) => [
      name,
      value(row),
    ]),
  );

/** The event, read back, when the view knows it. */
export const seenBy = (view: AnyView, recorded: RecordedFields): Message | undefined => {
  const definition = definitionOf(view, recorded.type);
  return definition && decode(definition, recorded);
};

/** Folds a page of events into rows: each key is read once and written once. */
const fold = async (
  rows: Pick<Rows, 'find'>,
  view: AnyView,
  page: readonly RecordedFields[],
): Promise<StoredRow[]> => {
  const seen = page.flatMap((recorded) => {
    const event = seenBy(view, recorded);
    const key = event && keyOf(view, event, recorded);
    return event && key !== undefined ? [{ event, key, recorded }] : [];
  });
  const keys = [...new Set(seen.map(({ key }) => key))];
  const current = new Map((await rows.find(view, keys)).map((stored) => [stored.key, stored]));
  for (const { event, key, recorded } of seen)
    current.set(key, {
      key,
      position: recorded.position,
      row: evolveRow(view, current.get(key)?.row ?? view.initial, event, recorded),
    });
  return keys.flatMap((key) => current.get(key) ?? []);
};

/** What a view's row would be had only these events happened; undefined when none is about it. */
export const foldOne = (
  view: AnyView,
  key: string,
  events: readonly RecordedFields[],
): StoredRow | undefined =>
  events.reduce<StoredRow | undefined>((stored, recorded) => {
    const event = seenBy(view, recorded);
    if (!event || keyOf(view, event, recorded) !== key) return stored;
    return {
      key,
      position: recorded.position,
      row: evolveRow(view, stored?.row ?? view.initial, event, recorded),
    };
  }, undefined);

const PAGE = 1_000;

/** Brings views up to date with the log by at most one page. Answers the position that all of them have reached. */
export const follow = async (store: EventStore, rows: Rows, views: readonly AnyView[]): Promise<Position> => {
  if (views.length === 0) return store.head();
  const checkpoints = await Promise.all(views.map((view) => rows.checkpoint(view)));
  const after = checkpoints.reduce((a, b) => (a < b ? a : b), checkpoints[0] ?? 0n);
  const page = await readFields(store, { after, limit: PAGE });
  const to = page.at(-1)?.position;
  if (to === undefined) return after;
  const changes = await Promise.all(
    views.map(async (view, index): Promise<RowChanges> => {
      const from = checkpoints[index] ?? 0n;
      const news = page.filter(({ position }) => position > from);
      return { view, from, to: to > from ? to : from, changed: await fold(rows, view, news) };
    }),
  );
  // Not saved: another follower was faster, but perhaps not as far.
  return (await rows.save(changes)) ? to : after;
};

/** Follows the log until there is nothing more. */
export const catchUp = async (
  store: EventStore,
  rows: Rows,
  views: readonly AnyView[],
): Promise<Position> => {
  for (;;) {
    const head = await store.head();
    const reached = await follow(store, rows, views);
    if (reached >= head) return reached;
  }
};
