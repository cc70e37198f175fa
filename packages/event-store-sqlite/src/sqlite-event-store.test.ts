import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  correctClock,
  NO_STREAM,
  positionKnownAt,
  StoreUnavailable,
  verifyLog,
  WrongExpectedRevision,
  ZERO_HASH,
  type EventStore,
} from '@wardbook/event-sourcing';
import {
  differential,
  eventStoreContract,
  notes,
  placesContract,
} from '@wardbook/event-sourcing/store-contracts';
import { logWriter } from './log-writer.ts';
import { LOG, ROWS } from './migrations.ts';
import { openFile } from './sqlite-file.ts';
import { sqliteEventStore } from './sqlite-event-store.ts';

let folder: string;
let files = 0;
const newestFile = (): string => join(folder, `${String(files)}.db`);
const freshFile = (): string => {
  files += 1;
  return newestFile();
};
const create = (store: EventStore, stream: string, ...texts: readonly string[]) =>
  store.append(stream, NO_STREAM, notes({ stream }, ...texts));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-log-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

eventStoreContract('sqlite', () => sqliteEventStore(':memory:'));
eventStoreContract('sqlite file', () => sqliteEventStore(freshFile()), {
  another: () => sqliteEventStore(newestFile()),
  trusting: () => sqliteEventStore(newestFile(), { aheadBy: Infinity }),
  hold: async (stream, events) => {
    const db = openFile(newestFile(), LOG);
    db.pragma('busy_timeout = 5000');
    db.exec('BEGIN IMMEDIATE');
    const [outcome] = logWriter(db)([{ stream, expected: events[0]!.revision - 1, events, guards: [] }]);
    if (outcome && 'error' in outcome) throw outcome.error;
    const end = (how: string) => async (): Promise<void> => {
      db.exec(how);
      db.close();
    };
    return { commit: end('COMMIT'), rollback: end('ROLLBACK') };
  },
});

placesContract('sqlite', () => sqliteEventStore(':memory:'));
placesContract('sqlite file', () => sqliteEventStore(freshFile()), {
  another: () => sqliteEventStore(newestFile()),
});

differential('sqlite', () => sqliteEventStore(':memory:'));
differential('sqlite file', () => sqliteEventStore(freshFile()), {
  another: () => sqliteEventStore(newestFile()),
  seed: 101,
});

describe('the file', () => {
  test('keeps everything when it is closed and opened again', async () => {
    const file = freshFile();
    const first = sqliteEventStore(file);
    await create(first, 'note-1', 'a', 'b');
    await first.close();
    const second = sqliteEventStore(file);
    const [last] = await second.readStream('note-1', { backward: true, limit: 1 });
    await second.append('note-1', 1, notes({ stream: 'note-1', revision: 1, previousHash: last!.hash }, 'c'));
    expect(await verifyLog(second)).toEqual({ events: 3, streams: 1, position: 3n });
    await second.close();
  });

  test('refuses to change, remove or replace an event, whoever asks', async () => {
    const file = freshFile();
    const store = sqliteEventStore(file);
    await create(store, 'note-1', 'a');
    await store.close();
    const db = new Database(file);
    expect(() => db.exec("UPDATE event SET data = '{}'")).toThrow('An event is never changed.');
    expect(() => db.exec('DELETE FROM event')).toThrow('An event is never removed.');
    const columns =
      'stream, revision, recorded_at, occurred_at, id, type, schema_version, salt, hash, header';
    const replace = `REPLACE INTO event (${columns}, data) SELECT ${columns}, '{}' FROM event`;
    expect(() => db.exec(replace)).toThrow('An event is never replaced.');
    const atSamePosition = `REPLACE INTO event (position, data, ${columns}) SELECT 1, '{}', 'x-' || ${columns} FROM event`;
    expect(() => db.exec(atSamePosition)).toThrow('An event is never replaced.');
    db.close();
  });

  test('is written with synchronous = FULL, in WAL, and waits for no lock', () => {
    const db = openFile(freshFile(), LOG);
    const setting = (name: string): unknown => db.pragma(name, { simple: true });
    expect([setting('synchronous'), setting('journal_mode'), setting('busy_timeout')]).toEqual([2, 'wal', 0]);
    db.close();
  });

  test('of a newer format version is refused', async () => {
    const file = freshFile();
    await sqliteEventStore(file).close();
    const db = new Database(file);
    db.pragma('user_version = 3');
    db.close();
    expect(() => sqliteEventStore(file)).toThrow('The log has format version 3; this build knows 2.');
    expect(() => sqliteEventStore(file)).toThrow(StoreUnavailable);
  });

  test('of an older layout is brought to this one by whoever opens it first, with all that is in it', async () => {
    const file = freshFile();
    const old = openFile(file, { ...LOG, steps: [LOG.steps[0]] });
    const [event] = notes({ stream: 'note-1' }, 'a');
    old
      .prepare(
        `INSERT INTO event (stream, revision, recorded_at, occurred_at, id, type, schema_version, salt, hash, header, data)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[event!.stream, event!.revision, event!.recordedAt, event!.occurredAt, event!.id, event!.type],
        ...[event!.schemaVersion, event!.salt, Buffer.from(event!.hash, 'hex'), event!.header, event!.data],
      );
    expect(old.pragma('user_version', { simple: true })).toBe(1);
    const stores = [sqliteEventStore(file), sqliteEventStore(file)];
    // Whoever has it open goes on with what it knows of it.
    expect(old.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
    old.close();
    const place = { process: 'chaser', position: 1n, parked: [] };
    await stores[0]!.places.save(place, NO_STREAM);
    expect(await stores[1]!.places.find('chaser')).toEqual(place);
    expect(await verifyLog(stores[1]!)).toEqual({ events: 1, streams: 1, position: 1n });
    await Promise.all(stores.map((store) => store.close()));
    const found = new Database(file);
    expect(found.pragma('user_version', { simple: true })).toBe(2);
    found.close();
  });

  test('is not written to by opening it again', async () => {
    const file = freshFile();
    await sqliteEventStore(file).close();
    const before = readFileSync(file);
    await sqliteEventStore(file).close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('of another kind is refused, and left as it was', () => {
    const [rows, foreign] = [freshFile(), freshFile()];
    openFile(rows, ROWS).close();
    expect(() => sqliteEventStore(rows)).toThrow('The file is not the log of a Wardbook.');
    new Database(foreign).exec('CREATE TABLE something (a)').close();
    const before = readFileSync(foreign);
    expect(() => sqliteEventStore(foreign)).toThrow('The file is not the log of a Wardbook.');
    expect(readFileSync(foreign).equals(before)).toBe(true);
  });
});

describe('the clock', () => {
  const at = (milliseconds: number): string => new Date(NOON + milliseconds).toISOString();
  const NOON = Date.parse('2026-03-01T12:00:00.000Z');
  const HOUR = 3_600_000;
  let names = 0;
  const add = (store: EventStore, recordedAt: string) => {
    const stream = `timed-${String((names += 1))}`;
    return store.append(stream, NO_STREAM, notes({ stream, recordedAt }, 'a'));
  };
  /** Opens the file anew, as after a restart, with the machine's clock somewhere else. */
  const openedAt = async <T>(
    file: string,
    now: number,
    work: (store: EventStore) => Promise<T>,
  ): Promise<T> => {
    const store = sqliteEventStore(file, { now: () => NOON + now });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };

  test('E-07: of a machine that was wrong and went back stops writing, and time heals it', async () => {
    const file = freshFile();
    await openedAt(file, 0, (store) => add(store, at(0)));
    await openedAt(file, HOUR, (store) => add(store, at(HOUR)));
    for (const now of [1_000, HOUR - 5_001])
      await openedAt(file, now, async (store) => {
        expect(await store.clock?.()).toEqual({ now: NOON + now, greatest: at(HOUR) });
        await expect(add(store, at(now))).rejects.toMatchObject({
          code: 'STORE_UNAVAILABLE',
          retryable: true,
        });
      });
    await openedAt(file, HOUR - 5_000, (store) => add(store, at(HOUR)));
  });

  test('is the machine\u2019s, and SQLite reads it itself', async () => {
    const store = sqliteEventStore(freshFile());
    const before = Date.now();
    const { now = 0 } = (await store.clock?.()) ?? {};
    expect(now).toBeGreaterThanOrEqual(before - 1);
    expect(now).toBeLessThanOrEqual(Date.now() + 1);
    await store.close();
  });

  test('does not walk backward when the file is opened again and again by slow machines', async () => {
    const file = freshFile();
    await openedAt(file, 0, (store) => add(store, at(0)));
    for (let round = 1; round <= 40; round += 1) await openedAt(file, 0, (store) => add(store, at(-1_900)));
    await openedAt(file, 0, async (store) => {
      expect((await store.clock?.())?.greatest).toBe(at(0));
      await expect(add(store, at(-2_001))).rejects.toMatchObject({ greatest: at(0) });
    });
  });

  test('goes on from a correction after a restart, whoever wrote it', async () => {
    const file = freshFile();
    const actor = { id: 'operator-1', role: 'OPERATOR', agency: 'police' };
    await openedAt(file, HOUR, (store) => add(store, at(HOUR)));
    await openedAt(file, 0, async (running) => {
      await expect(add(running, at(0))).rejects.toThrow('ahead of the store');
      await openedAt(file, 0, (operator) =>
        correctClock(operator, { actor, reason: 'TEST', now: () => NOON }),
      );
      await add(running, at(1_000));
      expect((await running.clock?.())?.greatest).toBe(at(1_000));
    });
    await openedAt(file, 2_000, async (store) => {
      expect((await store.clock?.())?.greatest).toBe(at(1_000));
      await expect(add(store, at(-1_001))).rejects.toMatchObject({ greatest: at(1_000) });
      await add(store, at(2_000));
      const known = await Promise.all(
        [-1, 0, 999, 1_000, 2_000].map((when) => positionKnownAt(store, at(when))),
      );
      expect(known).toEqual([0n, 2n, 2n, 3n, 4n]);
    });
  });
});

describe('appends at the same time', () => {
  test('share a commit, and a conflict rejects its own caller alone', async () => {
    const store = sqliteEventStore(freshFile());
    const outcomes = await Promise.allSettled([
      create(store, 'note-1', 'a'),
      create(store, 'note-1', 'too late'),
      create(store, 'note-2', 'b', 'c'),
      store.append('note-3', NO_STREAM, [{ ...notes({ stream: 'note-3' }, 'x')[0]!, hash: 'short' }]),
      create(store, 'note-4', 'd'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await verifyLog(store)).toEqual({ events: 4, streams: 3, position: 4n });
    await store.close();
  });

  test('through two stores on one file: one winner per revision', async () => {
    const file = freshFile();
    const stores = [sqliteEventStore(file), sqliteEventStore(file)];
    const write = async (store: EventStore): Promise<void> => {
      for (let wins = 0; wins < 20;) {
        const [last] = await store.readStream('note-1', { backward: true, limit: 1 });
        const { revision, hash } = last ?? { revision: NO_STREAM, hash: ZERO_HASH };
        const next = notes({ stream: 'note-1', revision, previousHash: hash }, 'again');
        try {
          await store.append('note-1', revision, next);
          wins += 1;
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision)) throw error;
        }
      }
    };
    await Promise.all(stores.flatMap((store) => [write(store), write(store)]));
    expect(await verifyLog(stores[0]!)).toEqual({ events: 80, streams: 1, position: 80n });
    await Promise.all(stores.map((store) => store.close()));
  });

  test('that are queued when the store closes are finished, later ones refused', async () => {
    const file = freshFile();
    const store = sqliteEventStore(file);
    const queued = create(store, 'note-1', 'a');
    await store.close();
    expect(await queued).toEqual({ revision: 0, position: 1n });
    await expect(create(store, 'note-2', 'b')).rejects.toMatchObject({ retryable: false });
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('wait for a lock that somebody holds without stopping the event loop', async () => {
    const file = freshFile();
    const store = sqliteEventStore(file);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    let appended = false;
    const append = create(store, 'note-1', 'a').then(() => (appended = true));
    let longest = 0;
    for (let turns = 0, before = performance.now(); turns < 20; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }
    expect(longest).toBeLessThan(150);
    expect(appended).toBe(false);
    expect(await store.head()).toBe(0n);
    other.exec('COMMIT');
    await append;
    expect(await store.head()).toBe(1n);
    other.close();
    await store.close();
  });
});

describe('waiting', () => {
  test('ends when another store on the same file appends', async () => {
    const file = freshFile();
    const [reader, writer] = [sqliteEventStore(file), sqliteEventStore(file)];
    const started = performance.now();
    const woken = reader.waitFor(0n, 20_000);
    await create(writer, 'note-1', 'a');
    await woken;
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await reader.head()).toBe(1n);
    await Promise.all([reader.close(), writer.close()]);
  });

  test('ends when the store closes', async () => {
    const store = sqliteEventStore(freshFile());
    const woken = store.waitFor(0n, 20_000);
    await store.close();
    await woken;
  });
});
