import type { Database } from 'better-sqlite3';

/**
 * Reads that are asked for together share one look at the file: whoever looks alone locks it, which takes longer than
 * finding a row.
 */
export const sharedLook = (db: Database): (<T>(read: () => T) => Promise<T>) => {
  let waiting: Waiting[] = [];
  const readAll = db.transaction((reads: readonly Waiting[]) => {
    for (const { read } of reads) read();
  });
  const look = (): void => {
    const reads = waiting;
    waiting = [];
    try {
      if (reads.length === 1 || !db.open) for (const { read } of reads) read();
      else readAll(reads);
    } catch (error) {
      for (const { fail } of reads) fail(error as Error);
    }
  };
  return (read) =>
    new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        reject(error);
      };
      // After everybody who was woken by the same commit has asked, and before anything else happens.
      if (waiting.length === 0) process.nextTick(look);
      const settle = (): void => {
        try {
          resolve(read());
        } catch (error) {
          fail(error as Error);
        }
      };
      waiting.push({ read: settle, fail });
    });
};

interface Waiting {
  /** Settles its own caller, and never throws. */
  readonly read: () => void;
  readonly fail: (error: Error) => void;
}
