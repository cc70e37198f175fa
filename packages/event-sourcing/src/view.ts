import { categoryOf, definitionOf, idOf } from './decider.ts';
import { decode, type AnyEventDefinition } from './event.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { Moment, Position, RecordedFields } from './event-store.ts';
import type { ParkedKey } from './places.ts';

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

/** How far a view has come. */
export interface Checkpoint {
  readonly position: Position;
  /** Of the event there: another log has another one. Undefined at the beginning, and where nobody knew it. */
  readonly hash?: string;
}

/** What some events did to one view. */
export interface RowChanges {
  readonly view: AnyView;
  /** The checkpoint that this change starts from; another one there means another writer was faster. */
  readonly from: Position;
  readonly to: Position;
  /** Of the event at `to`. Without it the one that is known is kept if the checkpoint stays, and forgotten if it moves. */
  readonly hash?: string;
  readonly changed: readonly StoredRow[];
  /** Keys that are set aside from now on; they replace what was said of them before. */
  readonly parked?: readonly ParkedKey[];
  /** Keys that are set aside no longer. */
  readonly released?: readonly string[];
  /** Keys that the writer left out, knowing them set aside: none of them may have been released since. */
  readonly aside?: readonly string[];
  /** Who must hold the lease that is named like the view: nobody writes any more once another one has taken it. */
  readonly holder?: string;
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
  /**
   * Makes room for these views, and says that they are in use. A view of another version starts empty beside the rows
   * of the older one, which stay until nobody has used them for an hour.
   */
  open(views: readonly AnyView[]): Promise<void>;
  checkpoint(view: AnyView): Promise<Checkpoint>;
  find(view: AnyView, keys: readonly string[]): Promise<readonly StoredRow[]>;
  list(view: AnyView, query: RowQuery): Promise<readonly StoredRow[]>;
  /** How many rows a query has, counted up to `limit`. */
  count(view: AnyView, query: RowQuery): Promise<number>;
  /** Keys that the view could not fold any further. */
  parked(view: AnyView): Promise<readonly ParkedKey[]>;
  /**
   * All changes or none. Answers false, changing nothing, when a checkpoint was not where the change starts, a key
   * that it left out is set aside no longer, or another one holds the lease.
   */
  save(changes: readonly RowChanges[]): Promise<boolean>;
  /** Empties a view: it stands before the first event again. False where its `holder` does not hold the view's lease. */
  reset(view: AnyView, holder?: string): Promise<boolean>;
  /**
   * Takes the lease of this name, or renews it, for so many milliseconds by the clock of these rows; 0 gives it back.
   * False while another holder has it.
   */
  lease(name: string, holder: string, milliseconds: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The key of the row that an event changes; undefined when the view does not know the event. */
export const keyOf = (view: AnyView, event: Message, moment: Moment): string | undefined => {
  if (!Object.hasOwn(view.evolve, event.type)) return undefined;
  type KeyOf = (event: Message, moment: Moment) => string | undefined;
  const key = valueIn((view.keys ?? {}) as Keyed<KeyOf>, event.type);
  return key ? key(event, moment) : idOf(moment.stream);
};

export const evolveRow = (view: AnyView, row: object, event: Message, moment: Moment): object => {
  type Step = (row: object, event: Message, moment: Moment) => object;
  return valueIn(view.evolve as Keyed<Step>, event.type)?.(row, event, moment) ?? row;
};

export const columnsOf = (view: AnyView, row: object): Readonly<Record<string, ColumnValue>> =>
  Object.fromEntries(
    Object.entries(view.columns as Record<string, (row: object) => ColumnValue>).map(([name, value]) => [
      name,
      value(row),
    ]),
  );

/** The types of events that a view has a step for; the others cost it nothing, whatever their version. */
export const typesOf = (view: Pick<AnyView, 'evolve'>): ReadonlySet<string> => {
  let types = typesByEvolve.get(view.evolve);
  if (!types) {
    types = new Set(Object.keys(view.evolve));
    typesByEvolve.set(view.evolve, types);
  }
  return types;
};

const typesByEvolve = new WeakMap<object, ReadonlySet<string>>();

/** The event, read back, when the view has a step for it. Throws `UnknownEventVersion`, `EventInvalid`. */
export const seenBy = (view: AnyView, recorded: RecordedFields): Message | undefined => {
  if (!typesOf(view).has(recorded.type)) return undefined;
  const definition = definitionOf(view, recorded.type);
  return definition && decode(definition, recorded);
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
