import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { faultOf } from './faults.ts';
import type { FileFormat } from './migrations.ts';

/** Throws `StoreUnavailable` for a file that is not of this kind, or of a version that this build does not know. */
export const refuseOther = (
  db: Database,
  file: string,
  { name: kind, applicationId, steps }: FileFormat,
): void => {
  if (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0)
    throw new StoreUnavailable(`${file} is empty: it is not the ${kind} of a Wardbook.`, false);
  const version = db.pragma('user_version', { simple: true }) as number;
  if (db.pragma('application_id', { simple: true }) !== applicationId || version < 1)
    throw new StoreUnavailable(`${file} is not the ${kind} of a Wardbook.`, false);
  if (version > steps.length)
    throw new StoreUnavailable(
      `The ${kind} has format version ${String(version)}; this build knows ${String(steps.length)}.`,
      false,
    );
};

/**
 * Throws `StoreUnavailable` unless the whole file is as SQLite writes it, with every index. One that lost an entry would
 * hide an event from whoever reads a stream.
 */
export const refuseDamaged = (db: Database, file: string): void => {
  const found = db.pragma('integrity_check(1)', { simple: true }) as string;
  if (found !== 'ok') throw damaged(file, found);
};

/** What the driver and the system say against the file is told in one sentence with its name. */
export const telling = async <T>(file: string, attempt: () => T | Promise<T>): Promise<T> => {
  try {
    return await attempt();
  } catch (error) {
    throw unreadable(file, error) ?? error;
  }
};

const unreadable = (file: string, error: unknown): StoreUnavailable | undefined => {
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB') return new StoreUnavailable(`${file} is not a SQLite file.`, false);
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file, code);
  if (NO_ROOM.test(code))
    return new StoreUnavailable(`There is no room for a temporary copy of ${file}.`, true);
  if (/^E[A-Z0-9]+$/.test(code)) return new StoreUnavailable(`${file} cannot be read (${code}).`, false);
  return faultOf(error);
};

// As the system says it, or SQLite while it copies.
const NO_ROOM = /^(ENOSPC|EDQUOT|SQLITE_FULL)$/;

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown } | undefined)?.code);

/** `finding` is SQLite's own, of tables, pages and rows by their numbers. */
const damaged = (file: string, finding: string): StoreUnavailable =>
  new StoreUnavailable(`${file} is damaged (${finding.replaceAll(/\s+/g, ' ')}).`, false);
