import { hash } from 'node:crypto';
import type { ClientBase } from 'pg';
import {
  columnsOf,
  refuseUnknownColumns,
  type AnyView,
  type RowQuery,
  type StoredRow,
} from '@wardbook/event-sourcing';
import { bytesArray, textArray } from './binary-array.ts';
import type { Pool } from './connection-pool.ts';
import { keyOfText, orderedBytes, textOfKey } from './row-query-order.ts';
import { countSql, countValues, listSql, listValues, shapeOf } from './row-query.ts';
import { columnNamesOf, deleteFrom, selectFrom, tableNameOf, upsertInto } from './view-table.ts';

/** The rows of one view. */
export interface ViewRows {
  /** On the connection whose transaction also moves the checkpoint. */
  write(client: ClientBase, changed: readonly StoredRow[]): Promise<void>;
  remove(client: ClientBase, keys: readonly string[]): Promise<void>;
  find(keys: readonly string[]): Promise<readonly StoredRow[]>;
  list(query: RowQuery): Promise<readonly StoredRow[]>;
  count(query: RowQuery): Promise<number>;
}

export const viewRows = (pool: Pool, view: AnyView): ViewRows => {
  const table = tableNameOf(view);
  const names = columnNamesOf(view);
  const upsert = prepared(upsertInto(view, names));
  const byKey = prepared(selectFrom(view));
  const removal = prepared(deleteFrom(view));
  const lists = new Map<string, Statement>();
  const counts = new Map<string, Statement>();

  return {
    write: async (client, changed) => {
      // One statement may not touch a row twice.
      const latest = [...new Map(changed.map((stored) => [textOfKey(stored.key), stored]))];
      if (latest.length === 0) return;
      const columns = latest.map(([, { row }]) => columnsOf(view, row));
      const values = [
        textArray(latest.map(([key]) => key)),
        latest.map(([, { position }]) => position),
        textArray(latest.map(([, { row }]) => JSON.stringify(row))),
        ...names.map((name) => bytesArray(columns.map((each) => orderedBytes(each[name] ?? null)))),
      ];
      await client.query({ ...upsert, values });
    },
    remove: async (client, keys) => {
      if (keys.length > 0) await client.query({ ...removal, values: [textArray(keys.map(textOfKey))] });
    },
    find: async (keys) => {
      if (keys.length === 0) return [];
      const { rows } = await pool.query<Stored>({ ...byKey, values: [textArray(keys.map(textOfKey))] });
      const found = new Map(rows.map((stored) => [stored.key, read(stored)]));
      return keys.flatMap((key) => found.get(textOfKey(key)) ?? []);
    },
    list: async (query) => {
      const statement = cached(lists, shapeWithin(view, query), () => listSql(table, query));
      const { rows } = await pool.query<Stored>({ ...statement, values: listValues(query) });
      return rows.map(read);
    },
    count: async (query) => {
      const statement = cached(counts, shapeWithin(view, query), () => countSql(table, query));
      const { rows } = await pool.query<Counted>({ ...statement, values: countValues(query) });
      return Number(rows[0]?.count ?? 0n);
    },
  };
};

/** The shape of a query that names nothing but the view's columns. Throws `TypeError` for any other. */
const shapeWithin = (view: AnyView, query: RowQuery): string => {
  refuseUnknownColumns(view, query);
  return shapeOf(query);
};

interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** Parsed once for each connection. A name of its own text: no two statements ever share one. */
const prepared = (text: string): Statement => ({ name: hash('sha256', text).slice(0, 32), text });

// Shapes come from the code that asks, so they are few; the bound only guards against one that asks at random.
const MOST_SHAPES = 256;

const cached = (known: Map<string, Statement>, shape: string, sqlOf: () => string): Statement => {
  const found = known.get(shape);
  if (found) return found;
  // The server keeps what has a name for as long as the connection lasts.
  if (known.size >= MOST_SHAPES) return { text: sqlOf() };
  const made = prepared(sqlOf());
  known.set(shape, made);
  return made;
};

interface Stored {
  readonly key: string;
  readonly position: bigint;
  readonly body: string;
}

interface Counted {
  readonly count: bigint;
}

const read = ({ key, position, body }: Stored): StoredRow => ({
  key: keyOfText(key),
  position,
  row: JSON.parse(body) as object,
});
