import type { ClientBase } from 'pg';
import type { AnyView } from '@wardbook/event-sourcing';

/** What tells one table from another. */
export type Place = Pick<AnyView, 'name' | 'version'>;

/**
 * A view's own table: `name@version`. Throws `TypeError` for a name that is not kebab-case, or so long that
 * PostgreSQL would cut it and take two tables for one.
 */
export const tableNameOf = ({ name, version }: Place): string => {
  const table = `${name}@${String(version)}`;
  if (!/^[a-z][a-z0-9-]*$/.test(name) || table.length > LONGEST_NAME)
    throw new TypeError(`${name} is no name for a view.`);
  return table;
};

/** What the view may be asked by. Throws `TypeError` for a name that is not a plain word, or too long as above. */
export const columnNamesOf = (view: AnyView): readonly string[] => {
  const names = Object.keys(view.columns);
  for (const name of names)
    if (!/^[A-Za-z]\w*$/.test(name) || columnOf(name).length > LONGEST_NAME)
      throw new TypeError(`${name} is no name for a column.`);
  return names;
};

/** A view's column as the table has it: apart from the fixed ones, whatever the view calls it. */
export const columnOf = (name: string): string => `by_${name}`;

/** Makes an empty table, in place of one with the same name. */
export const createTable = async (
  client: ClientBase,
  place: Place,
  names: readonly string[],
): Promise<void> => {
  await dropTable(client, place);
  const table = quoted(place);
  const own = names.map((name) => `, "${columnOf(name)}" bytea NOT NULL`).join('');
  // No index is named here: PostgreSQL finds names that are short enough.
  const indexes = names.map((name) => `CREATE INDEX ON ${table} ("${columnOf(name)}", key);`);
  await client.query(
    `CREATE TABLE ${table} (key text COLLATE "C" PRIMARY KEY, position bigint NOT NULL, body text NOT NULL${own});
    ${indexes.join('\n')}`,
  );
};

export const dropTable = async (client: ClientBase, place: Place): Promise<void> => {
  await client.query(`DROP TABLE IF EXISTS ${quoted(place)}`);
};

export const emptyTable = async (client: ClientBase, place: Place): Promise<void> => {
  await client.query(`TRUNCATE ${quoted(place)}`);
};

/** The statement that writes any number of rows, new or known, each column bound as one list. */
export const upsertInto = (place: Place, names: readonly string[]): string => {
  const columns = ['key', 'position', 'body', ...names.map(columnOf)].map((column) => `"${column}"`);
  const types = ['text', 'bigint', 'text', ...names.map(() => 'bytea')];
  const lists = types.map((type, index) => `$${String(index + 1)}::${type}[]`);
  const renewed = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${quoted(place)} (${columns.join(', ')})
    SELECT * FROM unnest(${lists.join(', ')})
    ON CONFLICT (key) DO UPDATE SET ${renewed.join(', ')}`;
};

/** The rows of these keys. */
export const selectFrom = (place: Place): string =>
  `SELECT key, position, body FROM ${quoted(place)} WHERE key = ANY($1)`;

/** Without the rows of these keys. */
export const deleteFrom = (place: Place): string => `DELETE FROM ${quoted(place)} WHERE key = ANY($1)`;

const LONGEST_NAME = 63;

const quoted = (place: Place): string => `"${tableNameOf(place)}"`;
