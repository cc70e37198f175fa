import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { pause } from './patience.ts';

/** Above this size a write-ahead log is emptied before more is written, in bytes. */
export const LONGEST_LOG = 8_000_000;

// Once for every further `LONGEST_LOG`, if somebody reads for so long without a break.
const WAITED_FOR_MILLISECONDS = 1_000;

/**
 * Resolves when there is room in the file's write-ahead log: at once nearly always. SQLite begins it anew only at a
 * moment when nobody reads from it. Who reads page after page leaves such a moment, but hardly ever when a commit looks
 * for it; and once nothing is written for as long as two of their pages take, they read from the file itself.
 */
export const roomInLog = (db: Database): (() => Promise<void>) => {
  const file = `${db.name}-wal`;
  let longest = LONGEST_LOG;
  let emptying: Promise<void> | undefined;
  const size = (): number => (db.memory ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0));

  const empty = async (): Promise<void> => {
    const deadline = performance.now() + WAITED_FOR_MILLISECONDS;
    for (let tries = 1; db.open && performance.now() < deadline; tries += 1) {
      if (isEmptied(db)) {
        longest = LONGEST_LOG;
        return;
      }
      await pause(tries);
    }
    longest = size() + LONGEST_LOG;
  };
  return async () => {
    if (!emptying && size() < longest) return;
    emptying ??= empty().finally(() => {
      emptying = undefined;
    });
    await emptying;
  };
};

const isEmptied = (db: Database): boolean => {
  try {
    const [emptied] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return emptied?.busy === 0;
  } catch {
    // Nothing is lost by it: what is in the log counts, and whoever writes next learns of the fault.
    return false;
  }
};
