import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { verifyLog, type EventStore, type ReadOnlyLog, type Verified } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { readOnlyKeys } from './read-only-keys.ts';
import { readOnlyLog } from './read-only-log.ts';
import { LOG } from './migrations.ts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { openFile } from './sqlite-file.ts';
import { existingAccess, existingLog, sqliteFolder } from './sqlite-folder.ts';
import { sqliteKeyStore } from './sqlite-key-store.ts';
import { runStore } from './testing/run-store.ts';

let root: string;
let count = 0;
const freshFolder = (): string => {
  const folder = join(root, String((count += 1)));
  mkdirSync(folder);
  return folder;
};
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'wardbook-read-only-'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Every file of a folder, by its name: how long it is, when it was written, and its hash. */
const contentsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => {
      const file = join(folder, name);
      const { size, mtimeMs } = statSync(file);
      const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
      return [name, `${String(size)} ${String(mtimeMs)} ${digest}`];
    }),
  );

const add = async (store: EventStore, stream: string, events = 3): Promise<void> => {
  const texts = Array.from({ length: events }, (_, index) => `${stream} ${String(index)}`.padEnd(200, '.'));
  await store.append(stream, -1, notes({ stream }, ...texts));
};

/** A log of so many streams of three events, closed. */
const closedLog = async (streams: number): Promise<string> => {
  const file = join(freshFolder(), 'log.db');
  const store = sqliteEventStore(file);
  for (let number = 0; number < streams; number += 1) await add(store, `note-${String(number)}`);
  await store.close();
  return file;
};

const verified = async (opening: Promise<ReadOnlyLog>): Promise<Verified> => {
  const log = await opening;
  try {
    return await verifyLog(log);
  } finally {
    await log.close();
  }
};

describe('E-12: a log that an auditor reads', () => {
  test('is read whole and left as it was: closed, open, and left behind with its write-ahead log', async () => {
    const folder = freshFolder();
    const file = join(folder, 'log.db');
    const store = sqliteEventStore(file);
    await add(store, 'note-1');
    const open = contentsOf(folder);
    expect(Object.keys(open)).toEqual(['log.db', 'log.db-shm', 'log.db-wal']);
    expect(await verified(readOnlyLog(file))).toEqual({ events: 3, streams: 1, position: 3n });
    expect(contentsOf(folder)).toEqual(open);

    const killed = freshFolder();
    for (const name of ['log.db', 'log.db-wal']) copyFileSync(join(folder, name), join(killed, name));
    const left = contentsOf(killed);
    expect(await verified(readOnlyLog(join(killed, 'log.db')))).toMatchObject({ events: 3 });
    expect(contentsOf(killed)).toEqual(left);

    await store.close();
    const closed = contentsOf(folder);
    expect(Object.keys(closed)).toEqual(['log.db']);
    expect(await verified(readOnlyLog(file))).toMatchObject({ events: 3 });
    expect(contentsOf(folder)).toEqual(closed);
  });

  test('leaves nothing in the temporary folder, not even while it is read', async () => {
    const under = ['env', `TMPDIR=${freshFolder()}`];
    const { told, complaint } = await runStore(['audit', await closedLog(1)], { under });
    expect([told, complaint]).toEqual([{ events: 3, inTemporaryFolder: [] }, '']);
  });

  test('is read through a link, whose write-ahead log lies beside the file', async () => {
    const folder = freshFolder();
    const store = sqliteEventStore(join(folder, 'log.db'));
    await add(store, 'note-1');
    const link = join(freshFolder(), 'log.db');
    symlinkSync(join(folder, 'log.db'), link);
    expect(await verified(readOnlyLog(link))).toMatchObject({ events: 3 });
    await store.close();
  });

  test('may be of this layout version and of every older one, and is not brought to the newest', async () => {
    const newest = await closedLog(2);
    for (const version of LOG.steps.keys()) {
      const file = join(freshFolder(), 'log.db');
      const db = openFile(file, {
        ...LOG,
        steps: [LOG.steps[0], ...LOG.steps.slice(1, version + 1)],
      });
      db.exec(`ATTACH '${newest}' AS newest`);
      const columns =
        'position, stream, revision, recorded_at, occurred_at, id, type, schema_version, salt, hash, header, data';
      db.exec(`INSERT INTO main.event (${columns}) SELECT ${columns} FROM newest.event`);
      db.close();
      const before = contentsOf(join(file, '..'));
      expect(await verified(readOnlyLog(file))).toMatchObject({ events: 6 });
      expect(contentsOf(join(file, '..'))).toEqual(before);
    }
  });

  test('may not be of a newer layout version', async () => {
    const file = await closedLog(1);
    const [raised, known] = [new Database(file), String(LOG.steps.length)];
    raised.pragma('user_version = 99');
    raised.close();
    await expect(readOnlyLog(file)).rejects.toMatchObject({
      message: `The log has format version 99; this build knows ${known}.`,
    });
  });

  test('is as it was at one moment, although it was written to and emptied into its file while it was copied', async () => {
    const folder = freshFolder();
    const file = join(folder, 'log.db');
    const store = sqliteEventStore(file);
    await add(store, 'note-0');
    const checkpoints = new Database(file, { timeout: 0 });
    let writing = 0;
    /** After the file is copied, what it lacks goes into it, and the write-ahead log begins anew. */
    const overtaken = async (from: string, to: string): Promise<void> => {
      await copyFile(from, to);
      if (!from.endsWith('.db') || writing === 2) return;
      for (let more = 0; more < 20; more += 1)
        await add(store, `note-${String((writing += 1))}-${String(more)}`);
      writing -= 19;
      checkpoints.pragma('wal_checkpoint(RESTART)');
      await add(store, `note-after-${String(writing)}`);
    };
    const found = await verified(readOnlyLog(file, overtaken));
    expect(writing).toBe(2);
    expect(found.broken).toBeUndefined();
    expect(found.events).toBe(Number(await store.head()));
    checkpoints.close();
    await store.close();
  });

  test('is as it was at one moment, although what was new went into its file while it was copied', async () => {
    const file = join(freshFolder(), 'log.db');
    const store = sqliteEventStore(file);
    await add(store, 'note-0', 100);
    const checkpoints = new Database(file, { timeout: 0 });
    /** Who reads keeps the write-ahead log from beginning anew, and lets what it sees go into the file. */
    const held = (): Database.Database => {
      const reader = new Database(file, { readonly: true });
      reader.exec('BEGIN');
      reader.prepare('SELECT count(*) FROM event').get();
      return reader;
    };
    let reader = held();
    let copies = 0;
    const overtaken = async (from: string, to: string): Promise<void> => {
      await copyFile(from, to);
      await add(store, `note-${String((copies += 1))}`, 100);
      const next = held();
      reader.close();
      reader = next;
      checkpoints.pragma('wal_checkpoint(PASSIVE)');
      await add(store, `note-after-${String(copies)}`, 100);
    };
    const found = await verified(readOnlyLog(file, overtaken));
    expect(copies).toBe(2);
    expect(found).toMatchObject({ events: 300, streams: 3 });
    for (const part of [reader, checkpoints, store]) await part.close();
  });

  test('is copied by SQLite when it is written to faster than it is copied', async () => {
    const folder = freshFolder();
    const file = join(folder, 'log.db');
    const store = sqliteEventStore(file);
    await add(store, 'note-0', 500);
    const checkpoints = new Database(file, { timeout: 0 });
    let copies = 0;
    const overtaken = async (from: string, to: string): Promise<void> => {
      await copyFile(from, to);
      if (!from.endsWith('.db')) return;
      checkpoints.pragma('wal_checkpoint(RESTART)');
      await add(store, `note-after-${String((copies += 1))}`);
    };
    const log = await readOnlyLog(file, overtaken);
    expect(copies).toBe(3);
    await add(store, 'note-later');
    expect(await verifyLog(log)).toEqual({ events: 509, streams: 4, position: 509n });
    await log.close();
    checkpoints.close();
    await store.close();
  });

  test('is read while others write, each time with all that was acknowledged before', async () => {
    const file = join(freshFolder(), 'log.db');
    const store = sqliteEventStore(file);
    const checkpoints = new Database(file, { timeout: 0 });
    let [written, stopped] = [0, false];
    const writing = (async () => {
      for (; !stopped; written += 1) {
        await add(store, `note-${String(written)}`);
        if (written % 7 === 0) checkpoints.pragma('wal_checkpoint(RESTART)');
      }
    })();
    for (let round = 0; round < 8; round += 1) {
      const acknowledged = written;
      const { events, broken } = await verified(readOnlyLog(file));
      expect(broken).toBeUndefined();
      expect(events).toBeGreaterThanOrEqual(3 * acknowledged);
      expect(events % 3).toBe(0);
    }
    stopped = true;
    await writing;
    expect(written).toBeGreaterThan(8);
    checkpoints.close();
    await store.close();
  });

  test('is never said to fit with a page of it destroyed, or cut off anywhere', async () => {
    const file = await closedLog(60);
    const whole = readFileSync(file);
    const pages = whole.length / 4_096;
    expect(pages).toBeGreaterThan(20);
    const spoilt = join(freshFolder(), 'log.db');
    const outcomeOf = async (bytes: Buffer): Promise<string> => {
      writeFileSync(spoilt, bytes);
      try {
        const { broken } = await verified(existingLog(join(spoilt, '..')));
        return broken ? 'broken' : 'fits';
      } catch (error) {
        expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false });
        return (error as Error).message;
      }
    };
    const found = /^(broken|log\.db is damaged \([^\n]+\)\.|log\.db is not a SQLite file\.)$/;
    expect(await outcomeOf(whole)).toBe('fits');
    for (let page = 0; page < pages; page += 1) {
      const zeroed = Buffer.from(whole).fill(0, page * 4_096, (page + 1) * 4_096);
      expect(await outcomeOf(zeroed)).toMatch(found);
      if (page > 0) expect(await outcomeOf(whole.subarray(0, page * 4_096))).toMatch(found);
      expect(await outcomeOf(whole.subarray(0, page * 4_096 + 700))).toMatch(found);
    }
  });

  test('is not taken for whole when an index has lost an event', async () => {
    const file = await closedLog(5);
    const db = new Database(file);
    // Of events by their streams there is now the index of a table without rows: each stream looks empty.
    db.exec(
      'CREATE TABLE hollow (stream TEXT NOT NULL, revision INTEGER NOT NULL, UNIQUE (stream, revision))',
    );
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    const rootOf = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck();
    const names = ['sqlite_autoindex_event_1', 'sqlite_autoindex_hollow_1'];
    const roots = names.map((name) => rootOf.get(name));
    for (const [index, name] of names.entries())
      db.prepare('UPDATE sqlite_schema SET rootpage = ? WHERE name = ?').run(roots[1 - index], name);
    db.close();
    await expect(readOnlyLog(file)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message: expect.stringMatching(/^log.db is damaged \([^\n]+sqlite_autoindex_/),
    });
  });
});

describe('E-12: a file that is no log', () => {
  const put = (bytes: string | Buffer): string => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'log.db'), bytes);
    return folder;
  };
  const foreign = (work: (db: Database.Database) => void): string => {
    const folder = freshFolder();
    const db = new Database(join(folder, 'log.db'));
    work(db);
    db.close();
    return folder;
  };
  test.each<[string, () => string | Promise<string>, string]>([
    ['empty', () => put(''), 'log.db is empty: it is not the log of a Wardbook.'],
    ['a text', () => put('# A text\n'.repeat(1_000)), 'log.db is not a SQLite file.'],
    ['a short text', () => put('text'), 'log.db is not a SQLite file.'],
    [
      'an empty database',
      () => foreign((db) => db.exec('VACUUM')),
      'log.db is empty: it is not the log of a Wardbook.',
    ],
    [
      'a database of somebody else',
      () => foreign((db) => db.exec('CREATE TABLE event (id INTEGER)')),
      'log.db is not the log of a Wardbook.',
    ],
    [
      'a database that says it is one, and has no events',
      () =>
        foreign((db) => {
          db.exec('CREATE TABLE something (id INTEGER)');
          db.pragma(`application_id = ${String(LOG.applicationId)}`);
          db.pragma('user_version = 1');
        }),
      'The file cannot be used (SQLITE_ERROR).',
    ],
    [
      'the keys of a Wardbook',
      async () => {
        const folder = freshFolder();
        await sqliteKeyStore(join(folder, 'log.db')).close();
        return folder;
      },
      'log.db is not the log of a Wardbook.',
    ],
    [
      'a folder',
      () => {
        const folder = freshFolder();
        mkdirSync(join(folder, 'log.db'));
        return folder;
      },
      'log.db is not a file.',
    ],
  ])('%s, is told in a sentence and left as it is', async (_name, make, message) => {
    const folder = await make();
    const contents = () =>
      statSync(join(folder, 'log.db')).isFile() ? contentsOf(folder) : readdirSync(folder);
    const before = contents();
    await expect(existingLog(folder)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message,
    });
    expect(contents()).toEqual(before);
  });

  test('is not made one by whoever would write accesses to it', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'access.db'), '');
    await expect(existingAccess(folder)).rejects.toMatchObject({
      message: 'access.db is empty: it is not the log of a Wardbook.',
    });
    expect(statSync(join(folder, 'access.db')).size).toBe(0);
  });
});

describe('E-12: keys that are only read', () => {
  const wrapped = Buffer.from('a wrapped key');
  const refused = { code: 'STORE_UNAVAILABLE' };

  test('are found, neither added nor destroyed, and nothing of their folder changes', async () => {
    const folder = freshFolder();
    const { store, rows, keys, access } = sqliteFolder(folder);
    await keys.add('person-1', 'diary-1', wrapped);
    const open = readFileSync(join(folder, 'keys.db'));
    const whileOpen = await readOnlyKeys(join(folder, 'keys.db'));
    expect((await whileOpen.find('person-1', 'diary-1'))?.wrapped).toEqual(wrapped);
    await expect(whileOpen.destroy('person-1', 'diary-1')).rejects.toMatchObject(refused);
    await whileOpen.close();
    expect(readFileSync(join(folder, 'keys.db'))).toEqual(open);
    for (const part of [store, rows, keys, access]) await part.close();

    const before = contentsOf(folder);
    const found = await readOnlyKeys(join(folder, 'keys.db'));
    expect((await found.find('person-1', 'diary-1'))?.wrapped).toEqual(wrapped);
    expect(await found.find('person-2', 'diary-2')).toBeUndefined();
    await expect(found.add('person-2', 'diary-2', wrapped)).rejects.toMatchObject(refused);
    await expect(found.destroy('person-1', 'diary-1')).rejects.toMatchObject(refused);
    await found.close();
    expect(contentsOf(folder)).toEqual(before);
  });

  test('are told in a sentence from a file that holds none', async () => {
    const file = join(freshFolder(), 'keys.db');
    const text = 'text'.repeat(1_000);
    writeFileSync(file, text);
    const message = 'keys.db is not a SQLite file.';
    await expect(readOnlyKeys(file)).rejects.toMatchObject({ ...refused, message });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('are none in an empty file, which stays empty', async () => {
    const file = join(freshFolder(), 'keys.db');
    writeFileSync(file, '');
    const keys = await readOnlyKeys(file);
    expect([await keys.find('person-1', 'diary-1'), await keys.sample()]).toEqual([undefined, undefined]);
    await expect(keys.add('person-1', 'diary-1', wrapped)).rejects.toMatchObject(refused);
    await keys.close();
    expect(statSync(file).size).toBe(0);
  });
});
