import { columnsOf, type AnyView, type ColumnValue } from './view.ts';
import {
  refuseUnknownColumns,
  type Checkpoint,
  type RowPlace,
  type RowQuery,
  type Rows,
  type StoredRow,
} from './rows.ts';
import type { ParkedKey } from './places.ts';

interface Lease {
  readonly holder: string;
  readonly takenAt: number;
  readonly until: number;
}

interface Table {
  checkpoint: Checkpoint;
  usedAt: number;
  readonly rows: Map<string, StoredRow>;
  readonly parked: Map<string, ParkedKey>;
}

const UNUSED_IN_MILLISECONDS = 60 * 60 * 1_000;
const BEGINNING: Checkpoint = { position: 0n };

/**
 * Rows in their plainest form. `now`: UTC milliseconds.
 * @example
 * const engine = await startEngine(street, { store: memoryEventStore(), rows: memoryRows() });
 */
export const memoryRows = ({ now = Date.now }: { readonly now?: () => number } = {}): Rows => {
  const tables = new Map<string, Table>();
  const leases = new Map<string, Lease>();
  const nameOf = ({ name, version }: AnyView): string => `${name}@${String(version)}`;
  const tableOf = (view: AnyView): Table => {
    const table = tables.get(nameOf(view));
    if (!table) throw new TypeError(`The view ${view.name} was not opened.`);
    return table;
  };
  const isHeldBy = ({ name }: AnyView, holder: string | undefined): boolean =>
    holder === undefined || leases.get(name)?.holder === holder;
  const matching = (view: AnyView, query: RowQuery): Listed[] => {
    refuseUnknownColumns(view, query);
    return [...tableOf(view).rows.values()]
      .map((stored): Listed => ({ stored, columns: columnsOf(view, stored.row) }))
      .filter(({ columns }) => matches(columns, query))
      .sort((a, b) => compare(placeOf(a, query), placeOf(b, query)) * (query.descending ? -1 : 1));
  };

  return {
    open: async (views) => {
      for (const view of views) {
        const table = tables.get(nameOf(view));
        if (table) table.usedAt = now();
        else
          tables.set(nameOf(view), {
            checkpoint: BEGINNING,
            usedAt: now(),
            rows: new Map(),
            parked: new Map(),
          });
      }
      for (const view of views)
        for (const [name, { usedAt }] of tables)
          if (name.startsWith(`${view.name}@`) && now() - usedAt > UNUSED_IN_MILLISECONDS)
            tables.delete(name);
    },
    checkpoint: async (view) => tableOf(view).checkpoint,
    find: async (view, keys) => keys.flatMap((key) => tableOf(view).rows.get(key) ?? []),
    list: async (view, query) => {
      const { after, before, limit, descending } = query;
      const sign = descending ? -1 : 1;
      return matching(view, query)
        .filter((listed) => !after || compareIn(query, listed, after) * sign > 0)
        .filter((listed) => !before || compareIn(query, listed, before) * sign < 0)
        .slice(0, limit)
        .map(({ stored }) => stored);
    },
    count: async (view, query) => Math.min(matching(view, query).length, query.limit),
    parked: async (view) => [...tableOf(view).parked.values()],
    save: async (changes) => {
      if (changes.some(({ view, from }) => tableOf(view).checkpoint.position !== from)) return false;
      if (changes.some(({ view, aside = [] }) => aside.some((key) => !tableOf(view).parked.has(key))))
        return false;
      if (changes.some(({ view, holder }) => !isHeldBy(view, holder))) return false;
      for (const { view, to, hash, changed, removed = [], parked = [], released = [] } of changes) {
        const table = tableOf(view);
        // Who does not say the hash knows no other event there than the one that was known.
        const known = hash ?? (to === table.checkpoint.position ? table.checkpoint.hash : undefined);
        table.checkpoint = { position: to, ...(known !== undefined && { hash: known }) };
        for (const stored of changed) table.rows.set(stored.key, stored);
        for (const key of removed) table.rows.delete(key);
        for (const one of parked) table.parked.set(one.key, one);
        for (const key of released) table.parked.delete(key);
      }
      return true;
    },
    reset: async (view, holder) => {
      if (!isHeldBy(view, holder)) return false;
      const table = tableOf(view);
      table.checkpoint = BEGINNING;
      table.rows.clear();
      table.parked.clear();
      return true;
    },
    lease: async (name, holder, milliseconds) => {
      const held = leases.get(name);
      const takenAt = now();
      // One that was taken in the future is free: the clock was put back, and nobody is to wait until it is right.
      const stands = held && held.takenAt <= takenAt && takenAt < held.until;
      if (stands && held.holder !== holder) return false;
      leases.set(name, { holder, takenAt, until: takenAt + milliseconds });
      return true;
    },
    close: () => Promise.resolve(),
  };
};

interface Listed {
  readonly stored: StoredRow;
  readonly columns: Readonly<Record<string, ColumnValue>>;
}

const placeOf = ({ stored, columns }: Listed, { orderBy }: RowQuery): RowPlace => ({
  value: orderBy === undefined ? null : (columns[orderBy] ?? null),
  key: stored.key,
});

const matches = (columns: Listed['columns'], { where = {}, atMost = {} }: RowQuery): boolean =>
  Object.entries(where).every(([name, values]) => values?.includes(columns[name] ?? null)) &&
  Object.entries(atMost).every(([name, most]) => {
    const value = columns[name] ?? null;
    return value !== null && most !== undefined && compareValues(value, most) <= 0;
  });

/** Without an order the key alone is the place. */
const compareIn = (query: RowQuery, listed: Listed, { value, key }: RowPlace): number =>
  compare(placeOf(listed, query), { value: query.orderBy === undefined ? null : value, key });

/** Null sorts first, then numbers, as in SQLite; then text by its UTF-8 bytes, as databases compare it. */
const compare = (a: RowPlace, b: RowPlace): number =>
  compareValues(a.value, b.value) || compareValues(a.key, b.key);

const compareValues = (a: ColumnValue, b: ColumnValue): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
};
