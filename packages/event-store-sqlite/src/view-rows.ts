import type { Database, Statement } from 'better-sqlite3';
import {
  columnsOf,
  refuseUnknownColumns,
  type AnyView,
  type RowQuery,
  type StoredRow,
} from '@wardbook/event-sourcing';
import type { ReadRow, RowCache } from './row-cache.ts';
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

export const viewRows = (db: Database, view: AnyView, cache: RowCache): ViewRows => {
  const table = tableNameOf(view);
  const names = columnNamesOf(view);
  const upsert = db.prepare<Cell[]>(upsertInto(table, names));
  const removal = db.prepare<[string]>(`DELETE FROM "${table}" WHERE key = ?`);
  const placeOf = db
    .prepare<[string], Place>(`SELECT key, position FROM "${table}" WHERE key = ?`)
    .safeIntegers();
  const one = db
    .prepare<[string], ReadRow>(`SELECT key, position, body FROM "${table}" WHERE key = ?`)
    .safeIntegers();
  const lists = new Map<string, Statement<Cell[], Place>>();
  const counts = new Map<string, Statement<Cell[], number>>();
  const readOf = (key: string): readonly StoredRow[] => {
    const read = one.get(key);
    return read ? [cache.keep(table, read)] : [];
  };
  /** A body is read and parsed where it is not remembered: it is most of what a row costs. */
  const rowsAt = (places: readonly Place[]): StoredRow[] =>
    places.flatMap(({ key, position }) => cache.get(table, key, position) ?? readOf(key));
  // What is looked for and what is then read are of one moment.
  const within = db.transaction((places: () => readonly Place[]): StoredRow[] => {
    cache.look();
    return rowsAt(places());
  });

  return {
    write: ({ key, position, row }) => {
      const columns = columnsOf(view, row);
      cache.forget(table, key);
      upsert.run(key, position, JSON.stringify(row), ...names.map((name) => columns[name] ?? null));
    },
    remove: (key) => {
      cache.forget(table, key);
      removal.run(key);
    },
    find: (keys) => within(() => keys.flatMap((key) => placeOf.get(key) ?? [])),
    list: (query) => {
      const prepare = () => db.prepare<Cell[], Place>(listSql(table, query)).safeIntegers();
      const statement = cached(lists, shapeWithin(view, query), prepare);
      return within(() => statement.all(...listValues(query)));
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

type Place = Pick<StoredRow, 'key' | 'position'>;
