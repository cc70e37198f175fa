import {
  type AnyView,
  type ColumnOf,
  type ColumnValue,
  type RowOf,
  type RowPlace,
  type RowQuery,
} from '@wardbook/event-sourcing';
import type { Read, Shown } from './read.ts';

/** Rows in an order, and which of them are for whoever asks; left out, all of them. */
interface Walked<V extends AnyView> extends Omit<RowQuery<ColumnOf<V>>, 'limit' | 'after' | 'before'> {
  readonly isFor?: ((row: Shown<RowOf<V>>) => boolean | Promise<boolean>) | undefined;
}

/** Which part of the order is walked through, from which end, and how many rows of it are enough. */
export interface Walk {
  readonly from?: RowPlace | undefined;
  readonly to?: RowPlace | undefined;
  readonly isBackward: boolean;
  readonly least: number;
}

// Where most rows are for others, one row at a time would be many reads.
const PART = 20;

/** The first rows of a part of the order, as many as are enough, and perhaps some more. */
export const walking =
  <V extends AnyView>(read: Read, view: V, { isFor, ...query }: Walked<V>) =>
  async ({ from, to, isBackward, least }: Walk): Promise<readonly Shown<RowOf<V>>[]> => {
    const found: Shown<RowOf<V>>[] = [];
    const limit = isFor ? Math.max(least, PART) : least;
    const descending = isBackward !== (query.descending ?? false);
    const before = isBackward ? from : to;
    let after = isBackward ? to : from;
    for (let isMore = true; isMore;) {
      const part = { ...query, descending, ...(after && { after }), ...(before && { before }), limit };
      const rows = await read.list(view, part);
      for (const row of rows) if (!isFor || (await isFor(row))) found.push(row);
      const last = rows.at(-1);
      isMore = last !== undefined && rows.length === limit && found.length < least;
      after = last && placeIn(view, query.orderBy, last);
    }
    return found;
  };

/** Where a row stands in an order. */
export const placeIn = <V extends AnyView>(
  view: V,
  orderBy: ColumnOf<V> | undefined,
  row: Shown<RowOf<V>>,
): RowPlace => ({
  value: orderBy === undefined ? null : (columnsIn(view)[orderBy]?.(row) ?? null),
  key: row.key,
});

const columnsIn = ({ columns }: AnyView) => columns as Readonly<Record<string, (row: object) => ColumnValue>>;
