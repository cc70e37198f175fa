import Database from 'better-sqlite3';
import { join } from 'node:path';
import { advice, advised, mayAdvise, metadata, NO_ADVICE, type AdviceFields } from './advice.ts';
import { EVENTS_PER_STREAM, REPLAYED, STREAMS } from './sizes.ts';
import type { Candidate, Work } from './work.ts';

/** The limit: one table, one unique index, one conditional prepared statement; no chain, no checks, nothing sealed. */
const open = (folder: string) => {
  const db = new Database(join(folder, 'raw.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -65536');
  db.exec(`
    CREATE TABLE IF NOT EXISTS event (
      position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,
      id TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL
    );
    CREATE UNIQUE INDEX IF NOT EXISTS event_by_stream ON event (stream, version);
  `);
  const insert = db.prepare<[string, number, string, string, string, string, number, string, number]>(`
    INSERT OR IGNORE INTO event (stream, version, id, type, data, metadata)
    SELECT ?, ?, ?, ?, ?, ? WHERE ? = 0 OR EXISTS (SELECT 1 FROM event WHERE stream = ? AND version = ?)
  `);
  return {
    db,
    write: ({ stream, expected, fields }: Append): boolean => {
      const [data, beside] = [JSON.stringify(fields), JSON.stringify(metadata())];
      const id = crypto.randomUUID();
      return (
        insert.run(stream, expected + 1, id, 'AdviceGiven', data, beside, expected, stream, expected)
          .changes === 1
      );
    },
  };
};

interface Append {
  readonly stream: string;
  /** 1-based version of the stream's newest event; 0 for none. */
  readonly expected: number;
  readonly fields: AdviceFields;
}

/** Everything that arrives in one turn of the event loop shares a transaction; a conflict is its own caller's. */
const grouped = (folder: string) => {
  const { db, write } = open(folder);
  let waiting: { readonly append: Append; readonly settle: (written: boolean) => void }[] = [];
  const writeAll = db.transaction((group: typeof waiting) => group.map(({ append }) => write(append)));
  const commit = (): void => {
    const group = waiting;
    waiting = [];
    const written = writeAll.immediate(group);
    group.forEach(({ settle }, index) => settle(written[index] ?? false));
  };
  const append = (one: Append): Promise<boolean> =>
    new Promise((settle) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ append: one, settle });
    });
  return { db, append };
};

/** Each caller appends to a stream of its own. */
export const rawSqliteGrouped: Candidate = async (folder) => {
  const { db, append } = grouped(folder);
  return advising(db, append);
};

/** One transaction for each event. */
export const rawSqliteSingle: Candidate = async (folder) => {
  const { db, write } = open(folder);
  return advising(db, async (one) => write(one));
};

/** Load the stream, fold, decide, append. */
export const rawSqliteCycle: Candidate = async (folder) => {
  const { db, write } = open(folder);
  db.transaction(() => {
    for (let expected = 0; expected < EVENTS_PER_STREAM; expected += 1)
      for (let stream = 0; stream < STREAMS; stream += 1)
        write({ stream: `adviceCase-${String(stream)}`, expected, fields: advice(expected) });
  }).immediate();
  db.close();
  const { db: reopened, append } = grouped(folder);
  const load = reopened
    .prepare<[string], string>('SELECT data FROM event WHERE stream = ? ORDER BY version')
    .pluck();
  let turn = 0;
  const cycle = async (): Promise<void> => {
    const stream = `adviceCase-${String((turn += 1) % STREAMS)}`;
    let state = NO_ADVICE;
    for (const data of load.iterate(stream)) state = advised(state, JSON.parse(data) as AdviceFields);
    if (!mayAdvise(state)) return;
    if (!(await append({ stream, expected: state.times, fields: advice(turn) })))
      throw new Error('A conflict.');
  };
  return { ...advising(reopened, append), turn: cycle };
};

/** The whole log through a fold: with what stands beside the fields, or the fields alone. */
export const rawSqliteReplay =
  (columns: 'data and metadata' | 'data'): Candidate =>
  async (folder) => {
    const { db, write } = open(folder);
    if (stored(db) === 0)
      db.transaction(() => {
        for (let expected = 0; expected < 100; expected += 1)
          for (let stream = 0; stream < REPLAYED / 100; stream += 1)
            write({ stream: `adviceCase-${String(stream)}`, expected, fields: advice(expected) });
      }).immediate();
    const whole = db.prepare<[], { readonly data: string; readonly metadata: string }>(
      'SELECT data, metadata FROM event ORDER BY position',
    );
    const data = db.prepare<[], string>('SELECT data FROM event ORDER BY position').pluck();
    const replay = async (): Promise<void> => {
      let state = NO_ADVICE;
      let besides = 0;
      if (columns === 'data') {
        for (const row of data.iterate()) state = advised(state, JSON.parse(row) as AdviceFields);
      } else {
        for (const row of whole.iterate()) {
          const { agency } = JSON.parse(row.metadata) as ReturnType<typeof metadata>;
          besides += agency.length;
          state = advised(state, JSON.parse(row.data) as AdviceFields);
        }
        if (besides !== 3 * REPLAYED) throw new Error('Metadata was lost.');
      }
      if (state.times !== REPLAYED) throw new Error(`${String(state.times)} events came through the fold.`);
    };
    return { ...advising(db, async (one) => write(one)), turn: replay };
  };

const advising = (db: Database.Database, append: (one: Append) => Promise<boolean>): Work => {
  const versions = new Map<number, number>();
  return {
    turn: async (caller) => {
      const expected = versions.get(caller) ?? 0;
      if (!(await append({ stream: `adviceCase-${String(caller)}`, expected, fields: advice(expected) })))
        throw new Error('A conflict.');
      versions.set(caller, expected + 1);
    },
    stored: async () => stored(db),
    refusesStale: async () => {
      const again = (expected: number) => append({ stream: 'adviceCase-0', expected, fields: advice(0) });
      return !(await again(0)) && !(await again(1));
    },
    close: async () => {
      db.close();
    },
  };
};

const stored = (db: Database.Database): number =>
  db.prepare<[], number>('SELECT count(*) FROM event').pluck().get() ?? 0;
