import Database from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';

/**
 * Opens a file, or an image of one in memory, with the driver.
 * Throws `StoreUnavailable` on a Node that is too old, and what the driver throws.
 */
export const connect = (file: string | Buffer, options: Database.Options): Database.Database => {
  refuseOldNode(process.versions.node);
  return new Database(file, options);
};

// The driver is built for the interface that came with it, and takes an older process down with it.
const OLDEST = [22, 13] as const;

const refuseOldNode = (version: string): void => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    throw new StoreUnavailable(`SQLite needs Node ${OLDEST.join('.')} or later; this is ${version}.`, false);
};
