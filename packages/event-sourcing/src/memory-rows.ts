import {
  columnsOf,
  type AnyView,
  type ColumnValue,
  type RowQuery,
  type Rows,
  type StoredRow,
} from './view.ts';
import type { Position } from './event-store.ts';

interface Table {
  readonly version: number;
  checkpoint: Position;
  readonly rows: Map<string, StoredRow>;
}

/** Rows in their plainest form. */
export const memoryRows = (): Rows => {
  const tables = new Map<string, Table>();
  const tableOf = ({ name }: AnyView): Table => {
    const table = tables.get(name);
    if (!table) throw new TypeError(`The view ${name} was not opened.`);
    return table;
  };
  const matching = (view: AnyView, query: RowQuery): Listed[] =>
    [...tableOf(view).rows.values()]
      .map((stored): Listed => ({ stored, columns: columnsOf(view, stored.row) }))
      .filter(({ columns }) => matches(columns, query))
      .sort((a, b) => compare(placeOf(a, query), placeOf(b, query)) * (query.descending ? -1 : 1));

  return {
    open: async (views) => {
      for (const { name, version } of views)
        if (tables.get(name)?.version !== version)
          tables.set(name, { version, checkpoint: 0n, rows: new Map() });
    },
    checkpoint: async (view) => tableOf(view).checkpoint,
    find: async (view, keys) => keys.flatMap((key) => tableOf(view).rows.get(key) ?? []),
    list: async (view, query) => {
      const { after, limit, descending } = query;
      return matching(view, query)
        .filter((listed) => !after || compare(placeOf(listed, query), after) * (descending ? -1 : 1) > 0)
        .slice(0, limit)
        .map(({ stored }) => stored);
    },
    count: async (view, query) => Math.min(matching(view, query).length, query.limit),
    save: async (changes) => {
      if (changes.some(({ view, from }) => tableOf(view).checkpoint !== from)) return false;
      for (const { view, to, changed } of changes) {
        const table = tableOf(view);
        table.checkpoint = to;
        for (const stored of changed) table.rows.set(stored.key, stored);
      }
      return true;
    },
    close: () => Promise.resolve(),
  };
};

interface Listed {
  readonly stored: StoredRow;
  readonly columns: Readonly<Record<string, ColumnValue>>;
}

interface Place {
  readonly value: ColumnValue;
  readonly key: string;
}

const placeOf = ({ stored, columns }: Listed, { orderBy }: RowQuery): Place => ({
  value: orderBy === undefined ? null : (columns[orderBy] ?? null),
  key: stored.key,
});

const matches = (columns: Listed['columns'], { where = {}, atMost = {} }: RowQuery): boolean =>
  Object.entries(where).every(([name, values]) => values.includes(columns[name] ?? null)) &&
  Object.entries(atMost).every(([name, most]) => {
    const value = columns[name] ?? null;
    return value !== null && compareValues(value, most) <= 0;
  });

/** Null sorts first, then numbers, as in SQLite; then text by its UTF-8 bytes, as databases compare it. */
const compare = (a: Place, b: Place): number =>
  compareValues(a.value, b.value) || compareValues(a.key, b.key);

const compareValues = (a: ColumnValue, b: ColumnValue): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
};
