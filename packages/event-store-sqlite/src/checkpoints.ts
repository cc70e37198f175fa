import type { Database } from 'better-sqlite3';
import { StoreUnavailable, type AnyView, type Checkpoint, type Position } from '@wardbook/event-sourcing';
import { columnNamesOf, createTable, dropTable, emptyTable } from './view-table.ts';

/** Up to where in the log each view has come, and which table is whose. */
export interface Checkpoints {
  /**
   * Makes a table for each view that has none of this version, and drops those of other versions that nobody has used
   * for an hour. `now`: UTC milliseconds.
   */
  open(views: readonly AnyView[], now: number): void;
  /** Throws `StoreUnavailable` for a view whose table was dropped meanwhile. */
  of(view: AnyView): Checkpoint;
  move(view: AnyView, to: Position, hash?: string): void;
  /** Back to before the first event, without rows. */
  reset(view: AnyView): void;
}

const UNUSED_IN_MILLISECONDS = 60 * 60 * 1_000;

export const checkpoints = (db: Database): Checkpoints => {
  const standing = db
    .prepare<[string, number], Standing>(
      'SELECT position, hash FROM checkpoint WHERE view = ? AND version = ?',
    )
    .safeIntegers();
  // Who does not say the hash knows no other event there than the one that was known.
  const move = db.prepare<Moved>(
    `UPDATE checkpoint SET position = :to,
       hash = CASE WHEN :hash IS NULL AND position = :to THEN hash ELSE :hash END
     WHERE view = :view AND version = :version`,
  );
  const columns = db
    .prepare<[string, number], string>('SELECT columns FROM checkpoint WHERE view = ? AND version = ?')
    .pluck();
  const use = db.prepare<[number, string, number]>(
    'UPDATE checkpoint SET used_at = ? WHERE view = ? AND version = ?',
  );
  const unused = db
    .prepare<[string, number, number], number>(
      'SELECT version FROM checkpoint WHERE view = ? AND version <> ? AND used_at < ?',
    )
    .pluck();
  const forget = db.prepare<[string, number]>('DELETE FROM checkpoint WHERE view = ? AND version = ?');
  const release = db.prepare<[string, number]>('DELETE FROM parked WHERE view = ? AND version = ?');
  const begin = db.prepare<[string, number, string, number]>(
    'INSERT OR REPLACE INTO checkpoint (view, version, columns, position, used_at) VALUES (?, ?, ?, 0, ?)',
  );

  const open = (view: AnyView, now: number): void => {
    const { name, version } = view;
    for (const other of unused.all(name, version, now - UNUSED_IN_MILLISECONDS)) {
      dropTable(db, { name, version: other });
      release.run(name, other);
      forget.run(name, other);
    }
    const names = columnNamesOf(view);
    // A view that changed its columns and not its version would ask for columns that its table has not.
    if (columns.get(name, version) === JSON.stringify(names)) {
      use.run(now, name, version);
      return;
    }
    createTable(db, view, names);
    release.run(name, version);
    begin.run(name, version, JSON.stringify(names), now);
  };
  const openAll = db.transaction((views: readonly AnyView[], now: number) => {
    // What is opened together is in use, also where it is one view in two versions.
    for (const { name, version } of views) use.run(now, name, version);
    for (const view of views) open(view, now);
  });
  const reset = db.transaction((view: AnyView) => {
    emptyTable(db, view);
    release.run(view.name, view.version);
    move.run({ view: view.name, version: view.version, to: 0n, hash: null });
  });

  return {
    open: (views, now) => openAll.immediate(views, now),
    of: ({ name, version }) => {
      const found = standing.get(name, version);
      if (!found) throw new StoreUnavailable(`The rows of ${name} are gone: open them again.`, true);
      return { position: found.position, ...(found.hash !== null && { hash: found.hash }) };
    },
    move: ({ name, version }, to, hash) => {
      move.run({ view: name, version, to, hash: hash ?? null });
    },
    reset: (view) => reset.immediate(view),
  };
};

interface Standing {
  readonly position: bigint;
  readonly hash: string | null;
}

interface Moved {
  readonly view: string;
  readonly version: number;
  readonly to: bigint;
  readonly hash: string | null;
}
