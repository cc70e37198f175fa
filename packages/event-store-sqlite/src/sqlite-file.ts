import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { PATIENCE } from './patience.ts';
import { connect } from './connection.ts';
import { faultOf, isBusy } from './faults.ts';
import type { FileFormat } from './migrations.ts';
import { LONGEST_LOG } from './write-ahead-log.ts';

/**
 * Opens a file for writing, lays it out when it is new and brings an older one to this build's version. `onStatement` hears of each statement before it is run.
 * Throws `StoreUnavailable` for a file of another kind.
 */
export const openFile = (
  file: string,
  format: FileFormat,
  onStatement?: (sql: unknown) => void,
): Database => {
  const db = connect(file, { timeout: PATIENCE, ...(onStatement && { verbose: onStatement }) });
  try {
    // Looked at first, so that a file of another kind is left exactly as it is.
    versionOf(db, format);
    if (!db.memory) useWriteAheadLog(db);
    useSynchronous(db, format.synchronous);
    // What it grew beyond while somebody read without a break is given back to the disk.
    db.pragma(`journal_size_limit = ${String(LONGEST_LOG)}`);
    // Several processes may open it at once: whoever comes second finds nothing left to do.
    db.transaction(() => {
      const missing = format.steps.slice(versionOf(db, format));
      if (missing.length === 0) return;
      for (const step of missing) db.exec(step);
      db.pragma(`application_id = ${String(format.applicationId)}`);
      db.pragma(`user_version = ${String(format.steps.length)}`);
    }).immediate();
    // Opening may block, because nothing is served yet; from now on waiting is asynchronous.
    db.pragma('busy_timeout = 0');
    return db;
  } catch (error) {
    db.close();
    throw faultOf(error) ?? error;
  }
};

/** A second connection that only reads: it goes on when the writer had to stop. */
export const openReader = (file: string): Database => connect(file, { readonly: true, timeout: 0 });

/** The layout version of the file, 0 for a new one. Throws `StoreUnavailable` for one that is not this build's. */
const versionOf = (db: Database, { name, applicationId, steps }: FileFormat): number => {
  // One transaction, so that another process laying out the file is seen wholly or not at all.
  const found = db.transaction(() => ({
    applicationId: db.pragma('application_id', { simple: true }) as number,
    version: db.pragma('user_version', { simple: true }) as number,
    tables: db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0,
  }))();
  if (found.applicationId === 0 && found.version === 0 && found.tables === 0) return 0;
  if (found.applicationId !== applicationId)
    throw new StoreUnavailable(`The file is not the ${name} of a Wardbook.`, false);
  if (found.version > steps.length)
    throw new StoreUnavailable(
      `The ${name} has format version ${String(found.version)}; this build knows ${String(steps.length)}.`,
      false,
    );
  return found.version;
};

const useWriteAheadLog = (db: Database): void => {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      if (db.pragma('journal_mode = WAL', { simple: true }) === 'wal') return;
      throw new StoreUnavailable('The file system does not allow a write-ahead log.', false);
    } catch (error) {
      // Two processes that turn a new file into WAL at once do not wait for each other by themselves.
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
};

const LEVEL = { NORMAL: 1, FULL: 2 };

const useSynchronous = (db: Database, synchronous: FileFormat['synchronous']): void => {
  // The driver is compiled to NORMAL under WAL; and fsync on macOS leaves data in the drive's own cache.
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma(`fullfsync = ${synchronous === 'FULL' ? 'ON' : 'OFF'}`);
  if (db.pragma('synchronous', { simple: true }) !== LEVEL[synchronous])
    throw new StoreUnavailable(`SQLite does not use synchronous = ${synchronous}.`, false);
};
