import type { ClientBase, Pool } from 'pg';
import type { AnyView, Position, RowChanges } from '@wardbook/event-sourcing';
import { columnNamesOf, createTable, dropTable } from './view-table.ts';

/** Makes a table for each view that has none of this version, and drops those of older versions. In a transaction. */
export const openViews = async (client: ClientBase, views: readonly AnyView[]): Promise<void> => {
  // Whoever saves locks rows of it before any view's table: so nobody saves meanwhile, and nobody waits in a circle.
  await client.query('LOCK TABLE checkpoint IN EXCLUSIVE MODE');
  for (const view of views) await openView(client, view);
};

/** Up to where in the log a view has come. */
export const checkpointOf = async (pool: Pool, { name, version }: AnyView): Promise<Position> => {
  const { rows } = await pool.query<Standing>({
    name: 'checkpoint',
    text: POSITION,
    values: [name, version],
  });
  return rows[0]?.position ?? 0n;
};

/** Moves all checkpoints, and keeps them from others to the end of the transaction; false when one was elsewhere. */
export const moveCheckpoints = async (
  client: ClientBase,
  changes: readonly RowChanges[],
): Promise<boolean> => {
  const views = [changes.map(({ view }) => view.name), changes.map(({ view }) => view.version)];
  const { rows } = await client.query<Standing>({ name: 'hold-checkpoints', text: HOLD, values: views });
  const standing = new Map(rows.map(({ view, version, position }) => [`${view}@${version}`, position]));
  if (changes.some(({ view, from }) => standing.get(`${view.name}@${view.version}`) !== from)) return false;
  const values = [...views, changes.map(({ to }) => to)];
  await client.query({ name: 'move-checkpoints', text: MOVE, values });
  return true;
};

const openView = async (client: ClientBase, view: AnyView): Promise<void> => {
  const { name, version } = view;
  const { rows: known } = await client.query<Known>(
    'SELECT version, columns FROM checkpoint WHERE view = $1',
    [name],
  );
  for (const older of known.filter((each) => each.version < version))
    await dropTable(client, { name, version: older.version });
  await client.query('DELETE FROM checkpoint WHERE view = $1 AND version < $2', [name, version]);
  const columns = columnNamesOf(view);
  // A view that changed its columns and not its version would ask for columns that its table has not.
  const same = known.some((each) => each.version === version && each.columns === JSON.stringify(columns));
  if (same) return;
  await createTable(client, view, columns);
  await client.query(BEGIN_VIEW, [name, version, JSON.stringify(columns)]);
};

interface Known {
  readonly version: number;
  readonly columns: string;
}

interface Standing {
  readonly view: string;
  readonly version: number;
  readonly position: bigint;
}

const POSITION = 'SELECT position FROM checkpoint WHERE view = $1 AND version = $2';

// In one order for everybody: two who save at once wait for each other and not in a circle.
const HOLD = `
  SELECT view, version, position FROM checkpoint
  WHERE (view, version) IN (SELECT * FROM unnest($1::text[], $2::integer[]))
  ORDER BY view, version FOR UPDATE
`;

const MOVE = `
  UPDATE checkpoint SET position = moved.position
  FROM unnest($1::text[], $2::integer[], $3::bigint[]) AS moved (view, version, position)
  WHERE checkpoint.view = moved.view AND checkpoint.version = moved.version
`;

const BEGIN_VIEW = `
  INSERT INTO checkpoint (view, version, columns, position) VALUES ($1, $2, $3, 0)
  ON CONFLICT (view, version) DO UPDATE SET columns = excluded.columns, position = 0
`;
