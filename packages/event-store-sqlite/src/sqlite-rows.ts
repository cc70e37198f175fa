import type { AnyView, RowChanges, Rows } from '@wardbook/event-sourcing';
import { whenFree } from './patience.ts';
import { checkpoints } from './checkpoints.ts';
import { leases } from './leases.ts';
import { parkedKeys } from './parked-keys.ts';
import { ROWS } from './migrations.ts';
import { openFile } from './sqlite-file.ts';
import { rowCache } from './row-cache.ts';
import { tableNameOf } from './view-table.ts';
import { viewRows, type ViewRows } from './view-rows.ts';
import { roomInLog } from './write-ahead-log.ts';

export interface SqliteRowsOptions {
  /** UTC milliseconds. Default: the machine's clock, which all who share the file have. */
  readonly now?: () => number;
}

/**
 * Read models in one SQLite file, or in `:memory:`: a table per view and version.
 * Throws `StoreUnavailable` for a file of another kind or of a newer format version.
 * @example
 * const rows = sqliteRows('rows.db');
 */
export const sqliteRows = (file: string, { now = Date.now }: SqliteRowsOptions = {}): Rows => {
  const db = openFile(file, ROWS);
  const room = roomInLog(db);
  const standing = checkpoints(db);
  const parkedIn = parkedKeys(db);
  const lease = leases(db);
  const isHeldBy = ({ name }: AnyView, holder: string | undefined): boolean =>
    holder === undefined || lease.isHeldBy(name, holder);
  const cache = rowCache(db);
  const tables = new Map<string, ViewRows>();
  const tableOf = (view: AnyView): ViewRows => {
    const table = tables.get(tableNameOf(view));
    if (!table) throw new TypeError(`The view ${view.name} was not opened.`);
    return table;
  };
  const saveAll = db.transaction((changes: readonly RowChanges[]): boolean => {
    if (changes.some(({ view, from }) => standing.of(view).position !== from)) return false;
    if (changes.some(({ view, aside = [] }) => aside.some((key) => !parkedIn.has(view, key)))) return false;
    if (changes.some(({ view, holder }) => !isHeldBy(view, holder))) return false;
    for (const { view, to, hash, changed, removed = [], parked = [], released = [] } of changes) {
      standing.move(view, to, hash);
      for (const stored of changed) tableOf(view).write(stored);
      for (const key of removed) tableOf(view).remove(key);
      parkedIn.set(view, parked);
      parkedIn.release(view, released);
    }
    return true;
  });
  const resetHeld = db.transaction((view: AnyView, holder: string | undefined): boolean => {
    if (!isHeldBy(view, holder)) return false;
    standing.reset(view);
    cache.forgetAll();
    return true;
  });

  return {
    open: async (views) => {
      await whenFree(() => standing.open(views, now()));
      // A table may have been made anew.
      cache.forgetAll();
      for (const view of views) tables.set(tableNameOf(view), viewRows(db, view, cache));
    },
    checkpoint: async (view) => {
      tableOf(view);
      return whenFree(() => standing.of(view));
    },
    find: async (view, keys) => whenFree(() => tableOf(view).find(keys)),
    list: async (view, query) => whenFree(() => tableOf(view).list(query)),
    count: async (view, query) => whenFree(() => tableOf(view).count(query)),
    parked: async (view) => {
      tableOf(view);
      return whenFree(() => parkedIn.of(view));
    },
    save: async (changes) => {
      for (const { view } of changes) tableOf(view);
      await room();
      return whenFree(() => saveAll.immediate(changes));
    },
    reset: async (view, holder) => {
      tableOf(view);
      return whenFree(() => resetHeld.immediate(view, holder));
    },
    lease: async (name, holder, milliseconds) =>
      whenFree(() => lease.take(name, holder, milliseconds, now())),
    close: async () => {
      db.close();
    },
  };
};
