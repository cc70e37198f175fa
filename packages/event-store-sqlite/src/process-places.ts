import type { Database } from 'better-sqlite3';
import { decodeParked, encodeParked, type ProcessPlace } from '@wardbook/event-sourcing';

/** Writes where a process stands. In a transaction that also looks at its fence. */
export const placeKeeper = (db: Database): ((place: ProcessPlace) => void) => {
  const keep = db.prepare<[string, bigint, string]>(
    `INSERT INTO place (process, position, parked) VALUES (?, ?, ?)
     ON CONFLICT (process) DO UPDATE SET position = excluded.position, parked = excluded.parked`,
  );
  return ({ process, position, parked }) => {
    keep.run(process, position, encodeParked(parked));
  };
};

export interface PlaceReader {
  find(process: string): ProcessPlace | undefined;
  list(): readonly ProcessPlace[];
}

export const placeReader = (db: Database): PlaceReader => {
  const one = db
    .prepare<[string], Stored>('SELECT process, position, parked FROM place WHERE process = ?')
    .safeIntegers();
  const all = db
    .prepare<[], Stored>('SELECT process, position, parked FROM place ORDER BY process')
    .safeIntegers();
  return {
    find: (process) => {
      const stored = one.get(process);
      return stored && read(stored);
    },
    list: () => all.all().map(read),
  };
};

interface Stored {
  readonly process: string;
  readonly position: bigint;
  readonly parked: string;
}

const read = ({ process, position, parked }: Stored): ProcessPlace => ({
  process,
  position,
  parked: decodeParked(parked),
});
