import type { Database } from 'better-sqlite3';
import type { AnyView, ColumnValue } from '@wardbook/event-sourcing';

/** The fixed columns of every view's table, before the view's own. */
const FIXED = ['key', 'position', 'body'] as const;

/** What tells one table from another. */
export type Place = Pick<AnyView, 'name' | 'version'>;

/** A view's own table: `name@version`. Throws `TypeError` for a name that is not kebab-case. */
export const tableNameOf = ({ name, version }: Place): string => {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new TypeError(`${name} is no name for a view.`);
  return `${name}@${String(version)}`;
};

/** What the view may be asked by. Throws `TypeError` for a name that is not a plain word. */
export const columnNamesOf = (view: AnyView): readonly string[] => {
  const names = Object.keys(view.columns);
  for (const name of names)
    if (!/^[A-Za-z]\w*$/.test(name)) throw new TypeError(`${name} is no name for a column.`);
  return names;
};

/** A view's column as the table has it: apart from the fixed ones, whatever the view calls it. */
export const columnOf = (name: string): string => `by_${name}`;

/** Makes an empty table, in place of one with the same name. */
export const createTable = (db: Database, place: Place, names: readonly string[]): void => {
  dropTable(db, place);
  const table = tableNameOf(place);
  const columns = names.map(columnOf);
  // ANY keeps numbers and text as they come; its order is nulls, numbers, then text by code point.
  const own = columns.map((column) => `, "${column}" ANY`).join('');
  db.exec(
    `CREATE TABLE "${table}" (key TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL${own}) STRICT`,
  );
  for (const column of columns) db.exec(`CREATE INDEX "${table} ${column}" ON "${table}" ("${column}", key)`);
};

export const dropTable = (db: Database, place: Place): void => {
  db.exec(`DROP TABLE IF EXISTS "${tableNameOf(place)}"`);
};

export const emptyTable = (db: Database, place: Place): void => {
  db.exec(`DELETE FROM "${tableNameOf(place)}"`);
};

/** The statement that writes one row, new or known. */
export const upsertInto = (table: string, names: readonly string[]): string => {
  const columns = [...FIXED, ...names.map(columnOf)];
  const renewed = columns.slice(1).map((column) => `"${column}" = excluded."${column}"`);
  return `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
    VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (key) DO UPDATE SET ${renewed.join(', ')}`;
};

/** What one row binds. */
export type Cell = ColumnValue | bigint;
