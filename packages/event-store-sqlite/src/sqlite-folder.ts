import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable, type EventStore, type Rows } from '@wardbook/event-sourcing';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { sqliteRows } from './sqlite-rows.ts';

/** The embedded default: the log in `log.db` and the read models in `rows.db` of one folder, made when missing. */
export const sqliteFolder = (folder: string): { readonly store: EventStore; readonly rows: Rows } => {
  mkdirSync(folder, { recursive: true });
  return { store: sqliteEventStore(join(folder, LOG_FILE)), rows: sqliteRows(join(folder, ROWS_FILE)) };
};

/** The log of a folder that somebody else fills. Throws `StoreUnavailable` where there is none. */
export const existingLog = (folder: string): EventStore => {
  const file = join(folder, LOG_FILE);
  if (!existsSync(file)) throw new StoreUnavailable(`There is no ${LOG_FILE} in ${folder}.`, false);
  return sqliteEventStore(file);
};

const LOG_FILE = 'log.db';
const ROWS_FILE = 'rows.db';
