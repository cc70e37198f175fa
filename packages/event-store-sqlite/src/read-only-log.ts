import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { ReadOnlyLog } from '@wardbook/event-sourcing';
import { logReader } from './log-reader.ts';
import { placeReader } from './process-places.ts';
import { privateCopy, type CopyOne } from './private-copy.ts';
import { refuseDamaged, refuseOther, telling } from './read-only-file.ts';
import { LOG } from './migrations.ts';

/**
 * A log as it is now, for an auditor: whole, of every layout version up to the newest that this build knows, and
 * without a byte being written to its folder, whoever else writes there. What is recorded later is not seen.
 * Throws `StoreUnavailable` for a file that is empty, damaged, of another kind or of a newer version.
 */
export const readOnlyLog = async (path: string, copyOne?: CopyOne): Promise<ReadOnlyLog> => {
  const file = basename(path);
  const db = await telling(file, () => privateCopy(path, copyOne));
  const reader = await telling(file, () => {
    refuseOther(db, file, LOG);
    refuseDamaged(db, file);
    return logReader(db);
  }).catch((error: unknown) => {
    db.close();
    throw error;
  });

  return {
    readStream: (stream, range = {}) => telling(file, () => reader.stream(stream, range)),
    readLog: (range) => telling(file, () => reader.log(range)),
    readSealed: (stream, revision) => telling(file, () => reader.sealed(stream, revision)),
    head: () => telling(file, () => reader.head()),
    places: { list: () => telling(file, () => (hasPlaces(db) ? placeReader(db).list() : [])) },
    close: async () => {
      db.close();
    },
  };
};

/** The first layout has none: its processes kept their places beside the rows. */
const hasPlaces = (db: Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'place'").get() !== undefined;
