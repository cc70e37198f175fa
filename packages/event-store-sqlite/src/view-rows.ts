import type { Database, Statement } from 'better-sqlite3';
import {
  columnsOf,
  refuseUnknownColumns,
  type AnyView,
  type RowQuery,
  type StoredRow,
} from '@wardbook/event-sourcing';
import { countSql, countValues, listSql, listValues, shapeOf } from './row-query.ts';
import { columnNamesOf, tableNameOf, upsertInto, type Cell } from './view-table.ts';

/** The rows of one view. */
export interface ViewRows {
  write(stored: StoredRow): void;
  remove(key: string): void;
  find(keys: readonly string[]): StoredRow[];
  list(query: RowQuery): StoredRow[];
  count(query: RowQuery): number;
}

// Shapes come from the code that asks, so they are few; the bound only guards against one that asks at random.
const MOST_SHAPES = 256;

export const viewRows = (db: Database, view: AnyView): ViewRows => {
  const table = tableNameOf(view);
  const names = columnNamesOf(view);
  const upsert = db.prepare<Cell[]>(upsertInto(table, names));
  const removal = db.prepare<[string]>(`DELETE FROM "${table}" WHERE key = ?`);
  const one = db
    .prepare<[string], Stored>(`SELECT key, position, body FROM "${table}" WHERE key = ?`)
    .safeIntegers();
  const lists = new Map<string, Statement<Cell[], Stored>>();
  const counts = new Map<string, Statement<Cell[], number>>();

  return {
    write: ({ key, position, row }) => {
      const columns = columnsOf(view, row);
      upsert.run(key, position, JSON.stringify(row), ...names.map((name) => columns[name] ?? null));
    },
    remove: (key) => void removal.run(key),
    find: (keys) => keys.flatMap((key) => one.get(key) ?? []).map(read),
    list: (query) => {
      const prepare = () => db.prepare<Cell[], Stored>(listSql(table, query)).safeIntegers();
      return cached(lists, shapeWithin(view, query), prepare)
        .all(...listValues(query))
        .map(read);
    },
    count: (query) => {
      const prepare = () => db.prepare<Cell[], number>(countSql(table, query)).pluck();
      return cached(counts, shapeWithin(view, query), prepare).get(...countValues(query)) ?? 0;
    },
  };
};

/** The shape of a query that names nothing but the view's columns. Throws `TypeError` for any other. */
const shapeWithin = (view: AnyView, query: RowQuery): string => {
  refuseUnknownColumns(view, query);
  return shapeOf(query);
};

const cached = <T>(known: Map<string, T>, shape: string, make: () => T): T => {
  const found = known.get(shape);
  if (found) return found;
  if (known.size >= MOST_SHAPES) known.clear();
  const made = make();
  known.set(shape, made);
  return made;
};

interface Stored {
  readonly key: string;
  readonly position: bigint;
  readonly body: string;
}

const read = ({ key, position, body }: Stored): StoredRow => ({
  key,
  position,
  row: JSON.parse(body) as object,
});
