import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { KeyStore } from '@wardbook/personal-data';
import { connect } from './connection.ts';
import { refuseOther, telling } from './read-only-file.ts';
import { KEYS } from './migrations.ts';
import { openFile, openReader } from './sqlite-file.ts';
import { keyStoreOf } from './sqlite-key-store.ts';

/**
 * Keys that are found and neither added nor destroyed: `add` and `destroy` throw `StoreUnavailable`. They are never
 * copied to a disk, because a copy brings back who is erased: a file that nobody has open is read into memory, and one
 * with a write-ahead log in place.
 */
export const readOnlyKeys = async (path: string): Promise<KeyStore> => {
  const file = basename(path);
  const db = await telling(file, () => opened(path));
  return telling(file, () => {
    refuseOther(db, file, KEYS);
    return keyStoreOf(path, db);
  }).catch((error: unknown) => {
    db.close();
    throw error;
  });
};

const opened = async (path: string): Promise<Database> => {
  const bytes = (await hasLog(path)) ? undefined : await readFile(path);
  // Somebody may have begun to write meanwhile.
  if (!bytes || (await hasLog(path))) return openReader(path);
  if (bytes.length === 0) return nothing();
  // An image in memory has no write-ahead log beside it: its header must not ask for one.
  bytes.subarray(18, 20).fill(1);
  return connect(bytes, { readonly: true });
};

/** An empty file holds no key. What that means, whoever compares the keys with their log says better. */
const nothing = (): Database => {
  const db = openFile(':memory:', KEYS);
  db.pragma('query_only = ON');
  return db;
};

const hasLog = async (path: string): Promise<boolean> =>
  (await stat(`${path}-wal`).catch(() => undefined))?.isFile() ?? false;
