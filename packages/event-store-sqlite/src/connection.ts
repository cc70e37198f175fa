import Database from 'better-sqlite3';
import { StoreUnavailable } from '@wardbook/event-sourcing';

/**
 * Opens a file, or an image of one in memory, with the driver.
 * Throws `StoreUnavailable` on a Node that is too old, and what the driver throws.
 */
export const connect = (file: string | Buffer, options: Database.Options): Database.Database => {
  refuseOldNode(process.versions);
  return new Database(file, options);
};

// The driver is built for this version of Node-API, and takes a process that has an older one down with it.
const OLDEST_NODE_API = 10;

const refuseOldNode = ({ node, napi }: NodeJS.ProcessVersions): void => {
  if (Number(napi) < OLDEST_NODE_API)
    throw new StoreUnavailable(`SQLite needs Node 22.14, 23.6 or later; this is ${node}.`, false);
};
