import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { NO_STREAM, StoreUnavailable, verifyLog, type EventStore } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { addTo, asOwner, COLUMNS, create, dense, follow } from './log.test.data.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { ownPostgresServer, type OwnPostgresServer } from './testing/postgres-server.ts';

let server: OwnPostgresServer;
let address: string;
let store: EventStore;

beforeEach(async () => {
  server = await ownPostgresServer();
  address = await server.freshDatabase();
  store = await postgresEventStore(address);
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

/** Writers that append until they are told to end; what is refused because of an outage is sent again. */
const load = (writers: number) => {
  const acknowledged = new Set<string>();
  let ended = false;
  let failed: unknown;
  const write = async (writer: number): Promise<void> => {
    for (let count = 0; !isEnded(); count += 1) {
      const stream = `note-${String(writer)}.${String(count)}`;
      const events = notes({ stream }, 'a', 'b');
      while (!acknowledged.has(stream) && !isEnded())
        try {
          await store.append(stream, NO_STREAM, events);
          acknowledged.add(stream);
        } catch (error) {
          if (!(error instanceof StoreUnavailable && error.retryable)) failed ??= error;
        }
    }
  };
  const isEnded = (): boolean => ended || failed !== undefined;
  const running = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return {
    acknowledged,
    end: async (): Promise<void> => {
      ended = true;
      await running;
      expect(failed).toBeUndefined();
    },
  };
};

/** Nothing lost, nothing doubled, nothing between. */
const expectWhole = async (acknowledged: ReadonlySet<string>): Promise<void> => {
  const log = await store.readLog({ limit: 1_000_000 });
  expect(log.map(({ position }) => position)).toEqual(dense(log.length));
  const places = new Set(log.map(({ stream, revision }) => `${stream}/${String(revision)}`));
  expect(places.size).toBe(log.length);
  for (const { stream } of log)
    for (const revision of [0, 1]) expect(places).toContain(`${stream}/${String(revision)}`);
  expect([...acknowledged].filter((stream) => !places.has(`${stream}/1`))).toEqual([]);
  expect((await verifyLog(store)).broken).toBeUndefined();
};

const startAgain = async (): Promise<void> => {
  // Backends of a killed server need a moment to notice.
  for (let tries = 0; ; tries += 1)
    try {
      await server.start();
      return;
    } catch (error) {
      if (tries > 20) throw error;
      await pause(200);
    }
};

describe('an outage', () => {
  test('of single connections, again and again under load, loses and doubles nothing', async () => {
    const writing = load(16);
    await asOwner(address, async (owner) => {
      for (let count = 0; count < 30; count += 1) {
        await pause(Math.random() * 60);
        await owner.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        );
      }
    });
    await writing.end();
    expect(writing.acknowledged.size).toBeGreaterThan(0);
    await expectWhole(writing.acknowledged);
  });

  test('by kill -9 under load loses nothing that was confirmed, and ends by itself', async () => {
    const writing = load(16);
    for (let round = 0; round < 2; round += 1) {
      await pause(400);
      await server.kill();
      await pause(100);
      await startAgain();
      const back = performance.now();
      const before = writing.acknowledged.size;
      while (writing.acknowledged.size === before) await pause(10);
      expect(performance.now() - back).toBeLessThan(5_000);
    }
    await writing.end();
    await expectWhole(writing.acknowledged);
  });

  test('by a restart leaves followers and waiters following, and calls waiting for it', async () => {
    let end = 1_000_000n;
    const following = follow(store, 10, () => end);
    await create(store, 'note-1', 'a');
    await server.shutDown();
    let woken = false;
    const waiting = store.waitFor(1n, 50_000).then(() => (woken = true));
    const calls = [create(store, 'note-2', 'a'), store.head(), store.readStream('note-1')] as const;
    await pause(300);
    expect(woken).toBe(false);
    await server.start();
    const [appended, , read] = await Promise.all(calls);
    expect(appended).toEqual({ revision: 0, position: 2n });
    expect(read).toHaveLength(1);
    await waiting;
    await create(store, 'note-3', 'a');
    end = 3n;
    expect(await following).toEqual(dense(3));
  });

  test('ends for news of other processes too', async () => {
    const other = await postgresEventStore(address);
    await server.shutDown();
    await server.start();
    const head = await store.head();
    const waiting = store.waitFor(head, 50_000);
    await create(other, 'note-1', 'a');
    await waiting;
    expect(await store.head()).toBe(1n);
    await other.close();
  });

  test('that lasts is told after some seconds, by every call, and not for ever', async () => {
    await server.shutDown();
    const started = performance.now();
    const calls = await Promise.allSettled([
      create(store, 'note-1', 'a'),
      store.head(),
      store.readLog({ limit: 1 }),
      store.readStream('note-1'),
      store.readSealed('note-1', 0),
      postgresEventStore(address),
    ]);
    expect(performance.now() - started).toBeLessThan(15_000);
    for (const call of calls)
      expect(call).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', retryable: true } });
    await server.start();
    expect(await addTo(store, 'note-1', 'a')).toEqual({ revision: 0, position: 1n });
  });

  test('does not keep a store from closing', async () => {
    await server.shutDown();
    const waiting = store.waitFor(0n, 50_000);
    const append = create(store, 'note-1', 'a');
    await Promise.all([store.close(), expect(append).rejects.toMatchObject({ retryable: true })]);
    await waiting;
    await store.waitFor(0n, 50_000);
  });
});

test('a log that is copied into another server goes on there', async () => {
  for (let count = 0; count < 5; count += 1) await addTo(store, 'note-1', String(count));
  const next = await ownPostgresServer();
  const copy = await next.freshDatabase();
  const copied = await postgresEventStore(copy);
  const { rows } = await asOwner(address, (owner) =>
    owner.query<Record<string, unknown>>(`SELECT ${COLUMNS} FROM event ORDER BY position`),
  );
  await asOwner(copy, async (owner) => {
    const places = COLUMNS.split(',').map((_, index) => `$${String(index + 1)}`);
    for (const row of rows)
      await owner.query(`INSERT INTO event (${COLUMNS}) VALUES (${places.join()})`, Object.values(row));
  });
  expect(await addTo(copied, 'note-1', 'there')).toEqual({ revision: 5, position: 6n });
  expect(await verifyLog(copied)).toEqual({ events: 6, streams: 1, position: 6n });
  await copied.close();
  await next.stop();
});
