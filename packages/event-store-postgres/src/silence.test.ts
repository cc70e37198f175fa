import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_STREAM, type EventStore, type NewEvent, type Rows } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import type { KeyStore } from '@wardbook/personal-data';
import { connectionPool } from './connection-pool.ts';
import { listener } from './listener.ts';
import { addTo, asOwner, create } from './log.test.data.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresKeyStore } from './postgres-key-store.ts';
import { board, cards } from './postgres-rows.test.data.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';
import { relayTo, type Relay } from './testing/relay.ts';

// What docs/operations.md states, and some seconds for a busy machine.
const STATED = 5_000;
const IN_TIME = STATED + 3_000;

const view = board();
let server: PostgresServer;
let direct: string;
let relay: Relay;
let store: EventStore;
let rows: Rows;
let keys: KeyStore;
let second: readonly NewEvent[];

beforeAll(async () => {
  server = await postgresServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  direct = await server.freshDatabase();
  relay = await relayTo(direct);
  [store, rows, keys] = await Promise.all([
    postgresEventStore(relay.address),
    postgresRows(relay.address),
    postgresKeyStore(relay.address),
  ]);
  await rows.open([view]);
  await rows.save([{ view, from: 0n, to: 60n, changed: cards }]);
  await keys.add('person-1', 'case-1', Buffer.from('wrapped'));
  await create(store, 'note-1', 'a', 'b');
  second = notes({ stream: 'note-2' }, 'a');
  // All connections that there may be: each of them is to be swallowed.
  await Promise.all(
    Array.from({ length: 8 }, () => [
      store.head(),
      rows.count(view, { limit: 1 }),
      keys.find('person-1', 'case-1'),
    ]).flat(),
  );
});
afterEach(async () => {
  relay.swallow();
  await Promise.all([store.close(), rows.close(), keys.close()]);
  await relay.close();
});

/** What comes of it, if that is within the patience that is stated. */
const inTime = async <T>(call: Promise<T>): Promise<T> => {
  const late = new AbortController();
  try {
    return await Promise.race([
      call,
      pause(IN_TIME, undefined, { signal: late.signal }).then(() => {
        throw new Error('Nothing within the patience that is stated.');
      }),
    ]);
  } finally {
    late.abort();
  }
};

const untilTrue = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await pause(5);
};

const save = (from: bigint): Promise<boolean> =>
  rows.save([{ view, from, to: from + 1n, changed: cards.slice(0, 1) }]);

const CALLS: readonly (readonly [name: string, call: () => Promise<unknown>, answer: unknown])[] = [
  ['append', () => store.append('note-2', NO_STREAM, second), { revision: 0, position: 3n }],
  ['readStream', async () => (await store.readStream('note-1')).length, 2],
  ['readLog', async () => (await store.readLog({ limit: 10 })).length, 2],
  ['readSealed', () => store.readSealed('note-1', 0), []],
  ['head', () => store.head(), 2n],
  ['rows.find', async () => (await rows.find(view, ['card-07'])).length, 1],
  ['rows.list', async () => (await rows.list(view, { limit: 5 })).length, 5],
  ['rows.count', () => rows.count(view, { limit: 100 }), 60],
  ['rows.checkpoint', async () => (await rows.checkpoint(view)).position, 60n],
  ['rows.save', () => save(60n), true],
  ['keys.find', () => keys.find('person-1', 'case-1'), { wrapped: Buffer.from('wrapped') }],
  ['keys.add', () => keys.add('person-2', 'case-1', Buffer.from('k')), { wrapped: Buffer.from('k') }],
];

/** Everything at once, and then once more after the other. */
const everything = async (): Promise<void> => {
  await Promise.all(CALLS.map(([, call]) => call()));
  for (const [, call] of CALLS) await call();
};

describe('E-09: connections that were swallowed without a word', () => {
  test.each(CALLS)('do not keep %s from its answer, nor those after it', async (_, call, answer) => {
    relay.swallow();
    expect(await inTime(call())).toEqual(answer);
    await inTime(everything());
  });

  test('are found by whoever meets the first of them, and cost nobody else that wait', async () => {
    relay.swallow();
    await inTime(store.head());
    // The one that listens may be asking for itself just now.
    await inTime(untilTrue(() => relay.swallowed() <= 1));
  });

  test('after the server took an append, and before it answered: written once, and answered', async () => {
    relay.swallowAfter('append');
    expect(await inTime(create(store, 'note-2', 'a', 'b'))).toEqual({ revision: 1, position: 4n });
    expect(await store.readLog({ limit: 10 })).toHaveLength(4);
    expect(await inTime(addTo(store, 'note-2', 'c'))).toEqual({ revision: 2, position: 5n });
  });

  test('in the middle of a save: its locks are let go, and it is saved', async () => {
    relay.swallowAfter('move-checkpoints');
    expect(await inTime(save(60n))).toBe(true);
    expect(await inTime(save(61n))).toBe(true);
    expect((await rows.checkpoint(view)).position).toBe(62n);
  });

  test('are not waited for when the store closes, and none is left open', async () => {
    relay.swallow();
    await inTime(Promise.all([store.close(), rows.close(), keys.close()]));
    await inTime(untilTrue(() => relay.swallowed() === 0));
  });

  test('and later ones too: every call says so within the patience, and works once the network does', async () => {
    relay.swallow();
    relay.swallowAll(true);
    const calls = CALLS.map(([, call]) => call());
    const outcomes = await inTime(Promise.allSettled([...calls, postgresEventStore(relay.address)]));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', retryable: true } });
    relay.swallowAll(false);
    relay.swallow();
    await inTime(everything());
  });

  test('do not keep who listens from hearing what others tell', async () => {
    let heard = 0;
    const others = listener(relay.address, 'told', () => (heard += 1));
    while (!others.listening()) await pause(5);
    relay.swallow();
    const before = heard;
    await asOwner(direct, async (owner) => {
      const told = async (): Promise<void> => {
        // Once when it listens anew, and once for what was told.
        while (heard < before + 2) {
          await owner.query('NOTIFY told');
          await pause(50);
        }
      };
      await inTime(told());
    });
    relay.swallow();
    await inTime(others.close());
  });
});

describe('a connection that is slow and not dead', () => {
  const locked = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> =>
    asOwner(direct, async (owner) => {
      await owner.query('BEGIN; LOCK TABLE event IN ACCESS EXCLUSIVE MODE');
      const working = work();
      await pause(milliseconds);
      await owner.query('COMMIT');
      return working;
    });

  test('is given the rest of the patience: reads and appends that a lock holds up for seconds are served', async () => {
    const [read, appended] = await locked(3_000, () =>
      Promise.all([
        store.readStream('note-1'),
        store.append('note-2', NO_STREAM, notes({ stream: 'note-2' }, 'a')),
      ]),
    );
    expect(read).toHaveLength(2);
    expect(appended).toEqual({ revision: 0, position: 3n });
    expect(await store.readLog({ limit: 10 })).toHaveLength(3);
  });

  test('is not taken for dead because this process was busy', async () => {
    const pool = connectionPool(direct, { schema: 'wardbook', connections: 1 });
    // Answered while nobody here can listen.
    const text = 'SELECT pg_backend_pid() FROM pg_sleep(0.5)';
    const session = async (): Promise<unknown> => (await pool.query({ text })).rows;
    const before = await session();
    const after = session();
    // Busy after a turn's I/O, so that what is due by then comes before the next I/O.
    await nextTurn();
    await nextTurn();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500);
    expect(await after).toEqual(before);
    expect(await session()).toEqual(before);
    await pool.end();
  });
});
