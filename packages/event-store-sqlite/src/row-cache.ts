import type { Database } from 'better-sqlite3';
import type { Position, StoredRow } from '@wardbook/event-sourcing';

/** Rows that were read before, as long as nobody can have written them anew. */
export interface RowCache {
  /** The row of this key as it stands at that position, if it is remembered. */
  get(table: string, key: string, position: Position): StoredRow | undefined;
  /** Remembers a row that was just read; answers it, frozen: all who read it share it. */
  keep(table: string, read: ReadRow): StoredRow;
  /** One row is written. */
  forget(table: string, key: string): void;
  /** Every row may be another one. */
  forgetAll(): void;
  /** Forgets every row where another connection has written; to be called before anything is asked for. */
  look(): void;
}

/** A row as it stands in the file. */
export interface ReadRow {
  readonly key: string;
  readonly position: Position;
  readonly body: string;
}

/** Characters of bodies, in each of two halves: what was not asked for while one half filled makes room. */
const HALF = 16 * 1_024 * 1_024;

/**
 * The position alone does not say that a row is the same: one that was folded anew after a strike, or after its log was
 * another one, may stand where the other stood. So whatever this connection writes is forgotten at once, and after a commit
 * of another connection everything is.
 */
export const rowCache = (db: Database, half: number = HALF): RowCache => {
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  let seen = version.get();
  let [young, old] = [new Map<string, Kept>(), new Map<string, Kept>()];
  let filled = 0;
  const add = (name: string, kept: Kept): void => {
    filled += kept.size;
    if (filled > half) {
      old = young;
      young = new Map();
      filled = kept.size;
    }
    young.set(name, kept);
  };
  const forgetAll = (): void => {
    young.clear();
    old.clear();
    filled = 0;
  };
  return {
    get: (table, key, position) => {
      const name = nameOf(table, key);
      const known = young.get(name);
      const kept = known ?? old.get(name);
      if (kept?.stored.position !== position) return undefined;
      if (!known) {
        old.delete(name);
        add(name, kept);
      }
      return kept.stored;
    },
    keep: (table, { key, position, body }) => {
      const stored = { key, position, row: frozen(JSON.parse(body) as object) };
      if (body.length <= half) add(nameOf(table, key), { stored, size: body.length });
      return stored;
    },
    forget: (table, key) => {
      const name = nameOf(table, key);
      young.delete(name);
      old.delete(name);
    },
    forgetAll,
    look: () => {
      const now = version.get();
      if (now === seen) return;
      forgetAll();
      seen = now;
    },
  };
};

interface Kept {
  readonly stored: StoredRow;
  readonly size: number;
}

const nameOf = (table: string, key: string): string => `${table} ${key}`;

const frozen = <Value extends object>(value: Value): Value => {
  for (const inside of Object.values(value) as readonly unknown[])
    if (typeof inside === 'object' && inside !== null) frozen(inside);
  return Object.freeze(value);
};
