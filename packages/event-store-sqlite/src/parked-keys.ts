import type { Database } from 'better-sqlite3';
import { decodeParked, encodeParked, type AnyView, type ParkedKey } from '@wardbook/event-sourcing';

/** Keys that views could not fold any further. */
export interface ParkedKeys {
  of(view: AnyView): readonly ParkedKey[];
  has(view: AnyView, key: string): boolean;
  set(view: AnyView, parked: readonly ParkedKey[]): void;
  release(view: AnyView, keys: readonly string[]): void;
}

export const parkedKeys = (db: Database): ParkedKeys => {
  const all = db
    .prepare<[string, number], string>('SELECT body FROM parked WHERE view = ? AND version = ? ORDER BY key')
    .pluck();
  const isThere = db
    .prepare<[string, number, string], number>(
      'SELECT 1 FROM parked WHERE view = ? AND version = ? AND key = ?',
    )
    .pluck();
  const set = db.prepare<[string, number, string, string]>(
    'INSERT OR REPLACE INTO parked (view, version, key, body) VALUES (?, ?, ?, ?)',
  );
  const release = db.prepare<[string, number, string]>(
    'DELETE FROM parked WHERE view = ? AND version = ? AND key = ?',
  );
  return {
    of: ({ name, version }) => all.all(name, version).flatMap(decodeParked),
    has: ({ name, version }, key) => isThere.get(name, version, key) === 1,
    set: ({ name, version }, parked) => {
      for (const one of parked) set.run(name, version, one.key, encodeParked([one]));
    },
    release: ({ name, version }, keys) => {
      for (const key of keys) release.run(name, version, key);
    },
  };
};
