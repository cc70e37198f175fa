import type { AnyView, RowChanges, Rows } from '@wardbook/event-sourcing';
import type { ClientBase } from 'pg';
import { checkpointOf, moveCheckpoints, openViews, resetView } from './checkpoints.ts';
import { connectionPool } from './connection-pool.ts';
import { takeLease } from './leases.ts';
import { migrate } from './migrations.ts';
import { moveParked, parkedOf } from './parked-keys.ts';
import { whenServing } from './patience.ts';
import { viewRows, type ViewRows } from './view-rows.ts';
import { tableNameOf } from './view-table.ts';

const SCHEMA = 'wardbook_rows';
const WRITER = 'wardbook_writer';

/**
 * Read models in the schema `wardbook_rows`: a table per view and version. Several processes may share them; of those
 * that save the same step one succeeds. What was saved last may be lost when the server crashes, checkpoint and rows
 * together: it is folded from the log again. Throws `StoreUnavailable`.
 * @example
 * const rows = await postgresRows('postgres://localhost/street');
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
      await tableOf(change.view).remove(client, change.removed ?? []);
      await moveParked(client, change);
    }
    return true;
  };
  const inTransaction = <T>(work: (client: ClientBase) => Promise<T>): Promise<T> =>
    whenServing((limits) => pool.session((client) => transaction(client, work), limits));

  return {
    open: async (views) => {
      const made = views.map((view) => [tableNameOf(view), viewRows(pool, view)] as const);
      await inTransaction((client) => openViews(client, views));
      for (const [name, table] of made) tables.set(name, table);
    },
    checkpoint: async (view) => {
      tableOf(view);
      return checkpointOf(pool, view);
    },
    find: async (view, keys) => tableOf(view).find(keys),
    list: async (view, query) => tableOf(view).list(query),
    count: async (view, query) => tableOf(view).count(query),
    parked: async (view) => {
      tableOf(view);
      return parkedOf(pool, view);
    },
    save: async (changes) => {
      for (const { view } of changes) tableOf(view);
      // Where the answer to a save was lost, the next try finds the checkpoint moved and answers false: true enough.
      return inTransaction((client) => saveAll(client, changes));
    },
    reset: async (view, holder) => {
      tableOf(view);
      return inTransaction((client) => resetView(client, view, holder));
    },
    lease: (name, holder, milliseconds) => takeLease(pool, name, holder, milliseconds),
    close: () => pool.end(),
  };
};

// Read models can be rebuilt, so nobody waits for the disk.
const BEGIN = 'BEGIN; SET LOCAL synchronous_commit = off';

const transaction = async <T>(client: ClientBase, work: (client: ClientBase) => Promise<T>): Promise<T> => {
  await client.query(BEGIN);
  const answer = await work(client);
  await client.query('COMMIT');
  return answer;
};
