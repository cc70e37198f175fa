import Database from 'better-sqlite3';
import { join } from 'node:path';
import { sqliteEventStore } from '@wardbook/event-store-sqlite';
import { fillWithPromises, LOG, type Length } from './promise-log.ts';
import { removeFile } from './promise-views.ts';
import { evolve, TABLES, type Row, type StoredEvent, type Table } from './raw-rows.ts';
import type { Candidate } from './work.ts';

const BATCH = 1_000;

/** The limit: reads the same log, keeps the rows of a batch in memory, writes each once, one transaction for each batch. */
export const rawViews =
  (length: Length): Candidate =>
  async (folder) => {
    const store = sqliteEventStore(join(folder, LOG));
    if ((await store.head()) === 0n) await fillWithPromises(store, length);
    await store.close();
    const log = new Database(join(folder, LOG), { readonly: true });
    const head = log.prepare<[], number>('SELECT max(position) FROM event').pluck();
    return {
      turn: async () => {
        rebuildRaw(log, join(folder, 'raw-rows.db'));
        removeFile(folder, 'raw-rows.db');
      },
      stored: async () => head.get() ?? 0,
      close: async () => {
        log.close();
      },
    };
  };

/** Reads the whole log into a file of rows: the tables, columns and indexes of the gateway's views. */
export const rebuildRaw = (log: Database.Database, file: string): void => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE TABLE checkpoint (id INTEGER PRIMARY KEY, position INTEGER NOT NULL)');
  const page = log.prepare<[number, number], StoredEvent>(
    `SELECT position, stream, revision, type, occurred_at AS occurredAt, recorded_at AS recordedAt, data
     FROM event WHERE position > +? ORDER BY position LIMIT +?`,
  );
  const tables = TABLES.map((table) => tableIn(db, table));
  const checkpoint = db.prepare<[number]>('INSERT OR REPLACE INTO checkpoint VALUES (1, ?)');
  const write = db.transaction((position: number) => {
    for (const { flush } of tables) flush();
    checkpoint.run(position);
  });
  const [board, months, corrections] = tables.map(({ row }) => row);
  if (!board || !months || !corrections) throw new Error('A table is missing.');
  for (let after = 0; ;) {
    const events = page.all(after, BATCH);
    for (const event of events) evolve(event, { board, months, corrections });
    after = events.at(-1)?.position ?? after;
    if (events.length > 0) write.immediate(after);
    if (events.length < BATCH) break;
  }
  db.close();
};

/** The rows of the batch by key: each is read when it is first needed, and written once. */
const tableIn = (db: Database.Database, { name, columns, initial }: Table) => {
  db.exec(
    `CREATE TABLE "${name}" (key TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL
     ${columns.map((column) => `, "by_${column}" ANY`).join('')}) STRICT`,
  );
  for (const column of columns)
    db.exec(`CREATE INDEX "${name} by_${column}" ON "${name}" ("by_${column}", key)`);
  const find = db.prepare<[string], string>(`SELECT body FROM "${name}" WHERE key = ?`).pluck();
  const places = ['?', '?', '?', ...columns.map(() => '?')].join(', ');
  const save = db.prepare(
    `INSERT INTO "${name}" VALUES (${places}) ON CONFLICT (key) DO UPDATE SET position = excluded.position,
     body = excluded.body${columns.map((column) => `, "by_${column}" = excluded."by_${column}"`).join('')}`,
  );
  const batch = new Map<string, { position: number; row: Row }>();
  return {
    row: (key: string, position: number): Row => {
      let found = batch.get(key);
      if (!found) {
        const body = find.get(key);
        found = { position, row: body === undefined ? initial() : (JSON.parse(body) as Row) };
        batch.set(key, found);
      }
      found.position = position;
      return found.row;
    },
    flush: (): void => {
      for (const [key, { position, row }] of batch)
        save.run(key, position, JSON.stringify(row), ...columns.map((column) => row[column] ?? null));
      batch.clear();
    },
  };
};
