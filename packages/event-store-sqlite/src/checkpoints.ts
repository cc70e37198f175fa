import type { Database } from 'better-sqlite3';
import type { AnyView, Position } from '@wardbook/event-sourcing';
import { columnNamesOf, createTable, dropTable } from './view-table.ts';

/** Up to where in the log each view has come, and which table is whose. */
export interface Checkpoints {
  /** Makes a table for each view that has none of this version, and drops those of older versions. */
  open(views: readonly AnyView[]): void;
  of(view: AnyView): Position;
  move(view: AnyView, to: Position): void;
}

export const checkpoints = (db: Database): Checkpoints => {
  const position = db
    .prepare<[string, number], bigint>('SELECT position FROM checkpoint WHERE view = ? AND version = ?')
    .pluck()
    .safeIntegers();
  const move = db.prepare<[bigint, string, number]>(
    'UPDATE checkpoint SET position = ? WHERE view = ? AND version = ?',
  );
  const columns = db
    .prepare<[string, number], string>('SELECT columns FROM checkpoint WHERE view = ? AND version = ?')
    .pluck();
  const older = db
    .prepare<[string, number], number>('SELECT version FROM checkpoint WHERE view = ? AND version < ?')
    .pluck();
  const forget = db.prepare<[string, number]>('DELETE FROM checkpoint WHERE view = ? AND version < ?');
  const begin = db.prepare<[string, number, string]>('INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, 0)');

  const open = (view: AnyView): void => {
    const { name, version } = view;
    for (const outdated of older.all(name, version)) dropTable(db, { name, version: outdated });
    forget.run(name, version);
    const names = columnNamesOf(view);
    // A view that changed its columns and not its version would ask for columns that its table has not.
    if (columns.get(name, version) === JSON.stringify(names)) return;
    createTable(db, view, names);
    begin.run(name, version, JSON.stringify(names));
  };
  const openAll = db.transaction((views: readonly AnyView[]) => views.forEach(open));

  return {
    open: (views) => openAll.immediate(views),
    of: ({ name, version }) => position.get(name, version) ?? 0n,
    move: ({ name, version }, to) => {
      move.run(to, name, version);
    },
  };
};
