import { constants } from 'node:fs';
import { chmod, copyFile, mkdtemp, open, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { connect } from './connection.ts';
import { openReader } from './sqlite-file.ts';

/** Copies one file over another that may be there already. Throws the system's error. */
export type CopyOne = (from: string, to: string) => Promise<void>;

/**
 * Opens a copy of a file and its write-ahead log as both were at one moment, whoever writes meanwhile. SQLite cannot
 * read such a file in place without writing beside it, and not at all where nothing may be written. The copy is gone
 * from its folder before it is read; closing the connection gives back its room.
 * Throws `StoreUnavailable`, and what the system and the driver throw.
 */
export const privateCopy = async (path: string, copyOne: CopyOne = cloned): Promise<Database> => {
  if (!(await stat(path)).isFile()) throw new StoreUnavailable(`${basename(path)} is not a file.`, false);
  const folder = await mkdtemp(join(tmpdir(), 'wardbook-audit-')).catch(() => {
    throw new StoreUnavailable(`There is no temporary folder for a copy of ${basename(path)}.`, false);
  });
  try {
    const copy = join(folder, 'copy.db');
    // The write-ahead log lies beside the file itself, not beside a link to it.
    await copyWhole(await realpath(path), copy, copyOne);
    return opened(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const cloned: CopyOne = async (from, to) => {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  // A copy has the rights of its origin, which may be that nobody writes.
  await chmod(to, 0o600);
};

const TRIES = 3;

const copyWhole = async (file: string, copy: string, copyOne: CopyOne): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await generationOf(file);
    // The file first: what is moved into it meanwhile still stands in the write-ahead log that is copied after it.
    for (const part of ['', '-wal', '-journal']) {
      await rm(`${copy}${part}`, { force: true });
      await copyOne(`${file}${part}`, `${copy}${part}`).catch(unlessMissing);
    }
    if ((await generationOf(file)) === before) return;
  }
  if ((await beginningOf(`${file}-wal`)) === '')
    throw new StoreUnavailable(`${basename(file)} is being replaced while it is read.`, true);
  await backUp(file, copy);
};

/**
 * Another text after the write-ahead log was begun anew, because then what was in it is in the file alone. Where there
 * is none, after any change of the file. A write-ahead log never begins twice with the same 32 bytes.
 */
const generationOf = async (file: string): Promise<string> => {
  const beginning = await beginningOf(`${file}-wal`);
  if (beginning !== '') return beginning;
  const parts = await Promise.all(
    ['', '-journal'].map((part) => stat(`${file}${part}`, { bigint: true }).catch(unlessMissing)),
  );
  return parts
    .map((found) => `${String(found?.size)} ${String(found?.mtimeNs)} ${String(found?.ino)}`)
    .join();
};

const WAL_HEADER = 32;

const beginningOf = async (file: string): Promise<string> => {
  const handle = await open(file).catch(unlessMissing);
  try {
    const read = await handle?.read(Buffer.alloc(WAL_HEADER), 0, WAL_HEADER, 0);
    return read?.buffer.subarray(0, read.bytesRead).toString('hex') ?? '';
  } finally {
    await handle?.close();
  }
};

/** Somebody writes faster than files are copied. They have locks, which SQLite honours; so it is asked for the copy. */
const backUp = async (file: string, copy: string): Promise<void> => {
  for (const part of ['', '-wal', '-journal']) await rm(`${copy}${part}`, { force: true });
  const db = openReader(file);
  try {
    // Inside a transaction, so that it does not begin anew with every commit of others.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await db.backup(copy);
  } finally {
    db.close();
  }
};

const opened = (copy: string): Database => {
  const db = connect(copy, { fileMustExist: true });
  try {
    // Nobody else has it: so it is read without a file of shared memory, and goes on when its name is gone.
    db.pragma('locking_mode = EXCLUSIVE');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    db.pragma('query_only = ON');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const unlessMissing = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
};
