import type { ClientBase } from 'pg';
import { StoreUnavailable, type AnyView, type Checkpoint, type RowChanges } from '@wardbook/event-sourcing';
import type { Pool } from './connection-pool.ts';
import { isHeldBy } from './leases.ts';
import { areAside, releaseAll } from './parked-keys.ts';
import { columnNamesOf, createTable, dropTable, emptyTable } from './view-table.ts';

/**
 * Makes a table for each view that has none of this version, and drops those of other versions that nobody has used for
 * an hour. In a transaction.
 */
export const openViews = async (client: ClientBase, views: readonly AnyView[]): Promise<void> => {
  // Whoever saves locks rows of it before any view's table: so nobody saves meanwhile, and nobody waits in a circle.
  await client.query('LOCK TABLE checkpoint IN EXCLUSIVE MODE');
  // What is opened together is in use, also where it is one view in two versions.
  await client.query(USE, [views.map(({ name }) => name), views.map(({ version }) => version)]);
  for (const view of views) await openView(client, view);
};

/** Up to where in the log a view has come. Throws `StoreUnavailable` for a view whose table was dropped meanwhile. */
export const checkpointOf = async (pool: Pool, view: AnyView): Promise<Checkpoint> => {
  const values = [view.name, view.version];
  const { rows } = await pool.query<Standing>({ name: 'checkpoint', text: STANDING, values });
  const [standing] = rows;
  if (!standing) throw gone(view);
  return { position: standing.position, ...(standing.hash !== null && { hash: standing.hash }) };
};

/**
 * Moves all checkpoints, and keeps them from others to the end of the transaction; false when one was elsewhere, or a
 * key that a change left out is set aside no longer, or another one holds the lease.
 * Throws `StoreUnavailable` for a view whose table was dropped meanwhile.
 */
export const moveCheckpoints = async (
  client: ClientBase,
  changes: readonly RowChanges[],
): Promise<boolean> => {
  const views = [changes.map(({ view }) => view.name), changes.map(({ view }) => view.version)];
  const { rows } = await client.query<Held>({ name: 'hold-checkpoints', text: HOLD, values: views });
  const standing = new Map(rows.map(({ view, version, position }) => [`${view}@${version}`, position]));
  for (const { view, from } of changes) {
    const position = standing.get(`${view.name}@${String(view.version)}`);
    if (position === undefined) throw gone(view);
    if (position !== from) return false;
  }
  if (!(await areAside(client, changes))) return false;
  for (const { view, holder } of changes)
    if (holder !== undefined && !(await isHeldBy(client, view.name, holder))) return false;
  const values = [...views, changes.map(({ to }) => to), changes.map(({ hash }) => hash ?? null)];
  await client.query({ name: 'move-checkpoints', text: MOVE, values });
  return true;
};

/** Back to before the first event, without rows; false where another one holds the lease. In a transaction. */
export const resetView = async (
  client: ClientBase,
  view: AnyView,
  holder: string | undefined,
): Promise<boolean> => {
  if (holder !== undefined && !(await isHeldBy(client, view.name, holder))) return false;
  await client.query(RESET, [view.name, view.version]);
  await releaseAll(client, view);
  await emptyTable(client, view);
  return true;
};

const gone = ({ name }: AnyView): StoreUnavailable =>
  new StoreUnavailable(`The rows of ${name} are gone: open them again.`, true);

const openView = async (client: ClientBase, view: AnyView): Promise<void> => {
  const { name, version } = view;
  const { rows: unused } = await client.query<Known>(UNUSED, [name, version]);
  for (const { version: other } of unused) {
    await dropTable(client, { name, version: other });
    await releaseAll(client, { name, version: other });
    await client.query('DELETE FROM checkpoint WHERE view = $1 AND version = $2', [name, other]);
  }
  const { rows: known } = await client.query<Known>(COLUMNS, [name, version]);
  const columns = JSON.stringify(columnNamesOf(view));
  // A view that changed its columns and not its version would ask for columns that its table has not.
  if (known[0]?.columns === columns) return;
  await createTable(client, view, columnNamesOf(view));
  await releaseAll(client, view);
  await client.query(BEGIN_VIEW, [name, version, columns]);
};

interface Known {
  readonly version: number;
  readonly columns: string;
}

interface Standing {
  readonly position: bigint;
  readonly hash: string | null;
}

interface Held {
  readonly view: string;
  readonly version: number;
  readonly position: bigint;
}

const STANDING = 'SELECT position, hash FROM checkpoint WHERE view = $1 AND version = $2';

const COLUMNS = 'SELECT version, columns FROM checkpoint WHERE view = $1 AND version = $2';

const USE = `
  UPDATE checkpoint SET used_at = clock_timestamp()
  WHERE (view, version) IN (SELECT * FROM unnest($1::text[], $2::integer[]))
`;

const UNUSED = `
  SELECT version, columns FROM checkpoint
  WHERE view = $1 AND version <> $2 AND used_at < clock_timestamp() - interval '1 hour'
`;

// In one order for everybody: two who save at once wait for each other and not in a circle.
const HOLD = `
  SELECT view, version, position FROM checkpoint
  WHERE (view, version) IN (SELECT * FROM unnest($1::text[], $2::integer[]))
  ORDER BY view, version FOR UPDATE
`;

// Who does not say the hash knows no other event there than the one that was known.
const MOVE = `
  UPDATE checkpoint SET position = moved.position,
    hash = CASE WHEN moved.hash IS NULL AND checkpoint.position = moved.position
      THEN checkpoint.hash ELSE moved.hash END
  FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::text[]) AS moved (view, version, position, hash)
  WHERE checkpoint.view = moved.view AND checkpoint.version = moved.version
`;

const RESET = 'UPDATE checkpoint SET position = 0, hash = NULL WHERE view = $1 AND version = $2';

const BEGIN_VIEW = `
  INSERT INTO checkpoint (view, version, columns, position) VALUES ($1, $2, $3, 0)
  ON CONFLICT (view, version) DO UPDATE SET columns = excluded.columns, position = 0, hash = NULL
`;
