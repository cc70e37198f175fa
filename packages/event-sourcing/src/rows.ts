import { didYouMean, named } from './closest.ts';
import type { Position } from './event-store.ts';
import type { ParkedKey } from './places.ts';
import type { AnyView, ColumnOf, ColumnValue, RowOf } from './view.ts';

/** A row and the position of the last event that made it so. */
export interface StoredRow<Row extends object = object> {
  readonly key: string;
  readonly position: Position;
  readonly row: Row;
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
  /** Keys whose rows are there no more: all that had happened to them was struck through. */
  readonly removed?: readonly string[];
  /** Keys that are set aside from now on; they replace what was said of them before. */
  readonly parked?: readonly ParkedKey[];
  /** Keys that are set aside no longer. */
  readonly released?: readonly string[];
  /** Keys that the writer left out, knowing them set aside: none of them may have been released since. */
  readonly aside?: readonly string[];
  /** Who must hold the lease that is named like the view: nobody writes any more once another one has taken it. */
  readonly holder?: string;
}

/** Without columns there is nothing to name: the compiler takes anything for `{}`. */
type ByColumn<Column extends string, Value> = [Column] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [C in Column]?: Value };

/** Where a row stands in an order: its value in the column, and its key. */
export interface RowPlace {
  readonly value: ColumnValue;
  readonly key: string;
}

/** Which rows are wanted, in which order, and how many at most. */
export interface RowQuery<Column extends string = string> {
  /** Rows whose column has one of the values, for every column named. */
  readonly where?: ByColumn<Column, readonly ColumnValue[]>;
  /** Rows whose number or text in the column is at most this. */
  readonly atMost?: ByColumn<Column, string | number>;
  /** A column of the view; ties, and no column at all, go by key. */
  readonly orderBy?: Column;
  readonly descending?: boolean;
  /** Rows after this place in the order asked for; there need be none at it any more. */
  readonly after?: RowPlace;
  /** Rows before this place in the order asked for. */
  readonly before?: RowPlace;
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
  find<V extends AnyView>(view: V, keys: readonly string[]): Promise<readonly StoredRow<RowOf<V>>[]>;
  /** Throws `TypeError` for a column that the view does not have; so does `count`. */
  list<V extends AnyView>(view: V, query: RowQuery<ColumnOf<V>>): Promise<readonly StoredRow<RowOf<V>>[]>;
  /** How many rows a query has, counted up to `limit`, wherever a page of them begins or ends. */
  count<V extends AnyView>(view: V, query: RowQuery<ColumnOf<V>>): Promise<number>;
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

/** Throws `TypeError` for a column that the view does not have, whatever store its rows are in. */
export const refuseUnknownColumns = (
  { name, columns }: AnyView,
  { where = {}, atMost = {}, orderBy }: RowQuery,
): void => {
  for (const column of [
    ...Object.keys(where),
    ...Object.keys(atMost),
    ...(orderBy === undefined ? [] : [orderBy]),
  ])
    if (!Object.hasOwn(columns, column)) {
      throw new TypeError(
        `The view ${name} has no column ${named(column)}.${didYouMean(column, Object.keys(columns))}`,
      );
    }
};
