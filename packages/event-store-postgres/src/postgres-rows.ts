import type { AnyView, RowChanges, Rows } from '@wardbook/event-sourcing';
import type { ClientBase, Pool } from 'pg';
import { checkpointOf, moveCheckpoints, openViews, resetView } from './checkpoints.ts';
import { connectionPool } from './connection.ts';
import { takeLease } from './leases.ts';
import { migrate } from './migrations.ts';
import { moveParked, parkedOf } from './parked-keys.ts';
import { whenServing } from './serving.ts';
import { viewRows, type ViewRows } from './view-rows.ts';
import { tableNameOf } from './view-table.ts';

const SCHEMA = 'wardbook_rows';
const WRITER = 'wardbook_writer';

/**
 * Read models in the schema `wardbook_rows`: a table per view and version. Several processes may share them; of those
 * that save the same step one succeeds. What was saved last may be lost when the server crashes, checkpoint and rows
 * together: it is folded from the log again. Throws `StoreUnavailable`.
 */
export const postgresRows = async (address: string): Promise<Rows> => {
  await migrate(address, { schema: SCHEMA, kind: 'rows' });
  const pool = connectionPool(address, { schema: SCHEMA, role: WRITER });
  const tables = new Map<string, ViewRows>();
  const tableOf = (view: AnyView): ViewRows => {
    const table = tables.get(tableNameOf(view));
    if (!table) throw new TypeError(`The view ${view.name} was not opened.`);
    return table;
  };
  const saveAll = async (client: ClientBase, changes: readonly RowChanges[]): Promise<boolean> => {
    if (!(await moveCheckpoints(client, changes))) return false;
    for (const change of changes) {
      await tableOf(change.view).write(client, change.changed);
      await moveParked(client, change);
    }
    return true;
  };

  return {
    open: async (views) => {
      const made = views.map((view) => [tableNameOf(view), viewRows(pool, view)] as const);
      await whenServing(() => inTransaction(pool, (client) => openViews(client, views)));
      for (const [name, table] of made) tables.set(name, table);
    },
    checkpoint: async (view) => {
      tableOf(view);
      return whenServing(() => checkpointOf(pool, view));
    },
    find: async (view, keys) => whenServing(() => tableOf(view).find(keys)),
    list: async (view, query) => whenServing(() => tableOf(view).list(query)),
    count: async (view, query) => whenServing(() => tableOf(view).count(query)),
    parked: async (view) => {
      tableOf(view);
      return whenServing(() => parkedOf(pool, view));
    },
    save: async (changes) => {
      for (const { view } of changes) tableOf(view);
      // Where the answer to a save was lost, the next try finds the checkpoint moved and answers false: true enough.
      return whenServing(() => inTransaction(pool, (client) => saveAll(client, changes)));
    },
    reset: async (view) => {
      tableOf(view);
      await whenServing(() => inTransaction(pool, (client) => resetView(client, view)));
    },
    lease: (name, holder, milliseconds) => whenServing(() => takeLease(pool, name, holder, milliseconds)),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
};

// Read models can be rebuilt, so nobody waits for the disk.
const BEGIN = 'BEGIN; SET LOCAL synchronous_commit = off';

const inTransaction = async <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    await client.query(BEGIN);
    const answer = await work(client);
    await client.query('COMMIT');
    client.release();
    return answer;
  } catch (error) {
    // Closing it rolls back whatever state it is in.
    client.release(true);
    throw error;
  }
};
