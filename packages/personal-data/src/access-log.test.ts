import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  EventInvalid,
  headerOf,
  memoryEventStore,
  StoreUnavailable,
  verifyLog,
  type Appended,
  type EventStore,
} from '@wardbook/event-sourcing';
import {
  accessLog,
  accessLogRead,
  CATEGORIES,
  personalDataCombined,
  personalDataDenied,
  personalDataRead,
  type AccessEvent,
  type RecordAccess,
} from './access-log.ts';
import { READER } from './testing/index.ts';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');
const shown = (fields: readonly string[] = ['diary-1/0/0']) =>
  personalDataRead({
    category: 'CONSULTATION',
    purpose: 'ADVICE',
    subjects: ['person-1'],
    fields: [...fields],
  });

describe('the access log', () => {
  test('is a log like any other, which verifies', async () => {
    const { store, record } = opened();
    await record(READER, 'correlation-1', shown());
    await record(READER, 'correlation-2', accessLogRead({ purpose: 'AUDIT', count: 1 }));
    await record(
      READER,
      'denials',
      personalDataDenied({ purpose: 'ADVICE', count: 3, minute: '2026-03-01T12:00:00.000Z' }),
    );
    expect(await verifyLog(store)).toEqual({ events: 3, streams: 1, position: 3n });
    const [first] = await store.readStream('access-start-1');
    expect(headerOf(first!)).toMatchObject({
      type: 'PersonalDataRead',
      actor: READER,
      correlationId: 'correlation-1',
      recordedAt: '2026-03-01T12:00:00.000Z',
    });
    expect(JSON.parse(first!.data)).toEqual({
      category: 'CONSULTATION',
      fields: ['diary-1/0/0'],
      purpose: 'ADVICE',
      subjects: ['person-1'],
    });
  });

  test('names the person for whom a system asked, and of a person nothing more', async () => {
    const { store, record } = opened();
    await record({ ...READER, id: 'client.desk', onBehalfOf: 'clerk-1' }, 'correlation-1', shown());
    await record(READER, 'correlation-2', shown());
    const [first, second] = (await store.readStream('access-start-1')).map(headerOf);
    expect(first).toMatchObject({ actor: { ...READER, id: 'client.desk' }, onBehalfOf: 'clerk-1' });
    expect(second).not.toHaveProperty('onBehalfOf');
    await expect(verifyLog(store)).resolves.toMatchObject({ events: 2 });
  });

  test('of a machine whose clock is slow goes on at the time of the newest entry, and is told that once', async () => {
    const { store, record } = opened();
    await record(READER, 'correlation-1', shown());
    let appends = 0;
    const append: EventStore['append'] = (...given) => {
      appends += 1;
      return store.append(...given);
    };
    const slow = accessLog({ ...store, append }, () => NOON - 3_600_000, 'start-2');
    for (const correlationId of ['slow-1', 'slow-2']) await slow(READER, correlationId, shown());
    const entries = await store.readStream('access-start-2');
    expect(entries.map(({ recordedAt }) => recordedAt)).toEqual(Array(2).fill('2026-03-01T12:00:00.000Z'));
    expect(appends).toBe(3);
  });

  test('names its altered entry', async () => {
    const { store, record } = opened();
    for (const field of ['diary-1/0/0', 'diary-1/1/0', 'diary-1/2/0'])
      await record(READER, 'correlation-1', shown([field]));
    const altered: EventStore = {
      ...store,
      readLog: async (range) =>
        (await store.readLog(range)).map((entry) =>
          entry.revision === 1 ? { ...entry, data: entry.data.replace('diary-1/1/0', 'diary-1/9/0') } : entry,
        ),
    };
    expect((await verifyLog(altered)).broken).toMatchObject({ stream: 'access-start-1', revision: 1 });
  });

  test('keeps one stream for each start', async () => {
    const { store, record } = opened();
    const again = accessLog(store, () => NOON, 'start-2');
    const unnamed = accessLog(store, () => NOON);
    for (const write of [record, again, unnamed, record]) await write(READER, 'correlation-1', shown());
    const streams = (await store.readLog({ limit: 10 })).map(({ stream }) => stream);
    expect(streams[0]).toBe('access-start-1');
    expect(streams[1]).toBe('access-start-2');
    expect(streams[2]).toMatch(/^access-[0-9a-f-]{36}$/);
    expect(streams[3]).toBe('access-start-1');
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('writes every entry of many at once, equal ones too', async () => {
    const { store, record } = opened();
    await Promise.all(Array.from({ length: 100 }, () => record(READER, 'correlation-1', shown())));
    expect(await store.head()).toBe(100n);
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test.each(CATEGORIES)('knows the category %s', async (category) => {
    const { store, record } = opened();
    await record(READER, 'correlation-1', { ...shown(), category });
    expect(await store.head()).toBe(1n);
  });

  test.each<[string, AccessEvent]>([
    ['no code for a purpose', { ...shown(), purpose: 'to see Ada Canary' }],
    ['a name for a subject', { ...shown(), subjects: ['Ada Canary'] }],
    ['a value for a reference', shown(['Ada Canary'])],
    ['a name for a recipient', { ...shown(), recipient: 'Ada Canary' }],
    ['a field too many', { ...shown(), value: 'Ada Canary' } as never],
    [
      'a combination of one',
      personalDataCombined({ category: 'COMBINATION', purpose: 'SUBJECT', subjects: ['person-1'] }),
    ],
    [
      'a denial of nothing',
      personalDataDenied({ purpose: 'ADVICE', count: 0, minute: '2026-03-01T12:00:00.000Z' }),
    ],
  ])('takes no %s, and says so without it', async (_name, made) => {
    const { store, record } = opened();
    const failure = await record(READER, 'correlation-1', made).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EventInvalid);
    expect(String(failure)).not.toContain('Canary');
    expect(await store.head()).toBe(0n);
  });

  test('says so when it cannot write', async () => {
    const { store } = opened();
    const failing = accessLog(
      { ...store, append: () => Promise.reject(new StoreUnavailable('The disk is full.', true)) },
      () => NOON,
    );
    await expect(failing(READER, 'correlation-1', shown())).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('never says it has written when the clock was set back and it has not', async () => {
    const { store } = opened();
    const times = [NOON + 1_000, NOON];
    const record = accessLog(store, () => times.shift() ?? NOON);
    const outcome = await record(READER, 'correlation-1', shown()).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(StoreUnavailable);
    expect(outcome).toMatchObject({ retryable: true });
    expect(await store.head()).toBe(0n);
    await record(READER, 'correlation-1', shown());
    expect(await store.head()).toBe(1n);
  });
});

describe('many who read at once', () => {
  const fields = (number: number) => [`diary-${String(number)}/0/0`];
  /** A log of which every append is counted, and meets what the test says it does. */
  const counted = (meet: (append: () => Promise<Appended>, number: number) => Promise<Appended>) => {
    const store = memoryEventStore();
    const sizes: number[] = [];
    const wrapped: EventStore = {
      ...store,
      append: async (...asked) => {
        sizes.push(asked[2].length);
        await nextTurn();
        return meet(() => store.append(...asked), sizes.length);
      },
    };
    return { store, sizes, record: accessLog(wrapped, () => NOON, 'start-1') };
  };
  const everybody = (record: RecordAccess, readers: number, turns = 1) =>
    Promise.allSettled(
      Array.from({ length: readers }, async (_, reader) => {
        for (let turn = 0; turn < turns; turn += 1)
          await record(
            { ...READER, id: `member-${String(reader)}` },
            `correlation-${String(reader)}-${String(turn)}`,
            shown(fields(reader)),
          );
      }),
    );
  const rejected = (settled: readonly PromiseSettledResult<void>[]) =>
    settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));

  test('E-13: share one append, each with an entry of their own, in the order in which they came', async () => {
    const { store, sizes, record } = counted((append) => append());
    expect(rejected(await everybody(record, 64))).toEqual([]);
    expect(sizes).toEqual([64]);
    const entries = await store.readStream('access-start-1');
    const headers = entries.map((entry) => headerOf(entry));
    expect(headers.map(({ actor }) => actor.id)).toEqual(
      Array.from({ length: 64 }, (_, reader) => `member-${String(reader)}`),
    );
    for (const [reader, { correlationId }] of headers.entries()) {
      expect(correlationId).toBe(`correlation-${String(reader)}-0`);
      expect(JSON.parse(entries[reader]!.data)).toMatchObject({ fields: fields(reader) });
    }
    expect(new Set(headers.map(({ commandId }) => commandId)).size).toBe(64);
    expect(await verifyLog(store)).toEqual({ events: 64, streams: 1, position: 64n });
  });

  test('E-13: need few appends for many entries, and none is answered before its append', async () => {
    let written = 0;
    const { store, sizes, record } = counted(async (append) => {
      const appended = await append();
      await nextTurn();
      written = appended.revision + 1;
      return appended;
    });
    let answered = 0;
    const watched: RecordAccess = async (...entry) => {
      await record(...entry);
      answered += 1;
      expect(answered).toBeLessThanOrEqual(written);
    };
    expect(rejected(await everybody(watched, 64, 50))).toEqual([]);
    expect(answered).toBe(3_200);
    expect(sizes.length).toBeLessThan(200);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256);
    expect(await verifyLog(store)).toEqual({ events: 3_200, streams: 1, position: 3_200n });
  });

  test('E-13: keep nothing of what was written but where the stream ends, which is read once', async () => {
    const store = memoryEventStore();
    let events = 0;
    const reads: unknown[] = [];
    const record = accessLog(
      {
        ...store,
        readStream: async (stream, range) => {
          reads.push(range);
          return store.readStream(stream, range);
        },
        append: async (stream, expected, appended) => {
          events += appended.length;
          return store.append(stream, expected, appended);
        },
      },
      () => NOON,
    );
    for (let round = 0; round < 100; round += 1) expect(rejected(await everybody(record, 200))).toEqual([]);
    expect(events).toBe(20_000);
    expect(reads).toEqual([{ backward: true, limit: 1 }]);
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('E-13: are all refused when their append fails, and only they: the next are written', async () => {
    const full = new StoreUnavailable('The disk is full.', true);
    const { store, record, sizes } = counted((append, number) =>
      number === 2 ? Promise.reject(full) : append(),
    );
    expect(rejected(await everybody(record, 3))).toEqual([]);
    expect(rejected(await everybody(record, 5))).toEqual(Array(5).fill(full));
    expect(rejected(await everybody(record, 4))).toEqual([]);
    expect(sizes).toEqual([3, 5, 4]);
    expect(await verifyLog(store)).toEqual({ events: 7, streams: 1, position: 7n });
  });

  test('E-13: are refused when nobody knows whether they were written, and the next follow what was', async () => {
    const cut = new StoreUnavailable('The database cannot be reached.', true);
    const { store, record } = counted(async (append, number) => {
      const appended = await append();
      if (number === 1) throw cut;
      return appended;
    });
    expect(rejected(await everybody(record, 3))).toEqual(Array(3).fill(cut));
    expect(rejected(await everybody(record, 2))).toEqual([]);
    expect(await verifyLog(store)).toEqual({ events: 5, streams: 1, position: 5n });
  });

  test('E-13: go on after an append that came late and got between', async () => {
    const late: (() => Promise<Appended>)[] = [];
    const { store, record } = counted(async (append, number) => {
      if (number === 1) {
        late.push(append);
        throw new StoreUnavailable('The database cannot be reached.', true);
      }
      if (number === 2) await late[0]?.();
      return append();
    });
    expect(rejected(await everybody(record, 2))).toMatchObject([{ retryable: true }, { retryable: true }]);
    expect(rejected(await everybody(record, 1))).toMatchObject([
      { code: 'STORE_UNAVAILABLE', retryable: true },
    ]);
    expect(rejected(await everybody(record, 1))).toEqual([]);
    expect(await verifyLog(store)).toEqual({ events: 3, streams: 1, position: 3n });
  });

  test('E-13: are refused alone for what is no entry', async () => {
    const { store, record, sizes } = counted((append) => append());
    const settled = await Promise.allSettled([
      record(READER, 'correlation-1', shown()),
      record(READER, 'correlation-2', { ...shown(), purpose: 'to see Ada Canary' }),
      record(READER, 'correlation-3', shown()),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(rejected(settled)[0]).toBeInstanceOf(EventInvalid);
    expect(sizes).toEqual([2]);
    expect(await verifyLog(store)).toEqual({ events: 2, streams: 1, position: 2n });
  });

  test('E-13: are never recorded before the entry that they follow', async () => {
    const store = memoryEventStore();
    let time = NOON;
    const record = accessLog(store, () => time, 'start-1');
    for (const moment of [NOON, NOON + 1_500, NOON + 500]) {
      time = moment;
      await record(READER, 'correlation-1', shown());
    }
    const entries = await store.readStream('access-start-1');
    expect(entries.map(({ occurredAt, recordedAt }) => [occurredAt, recordedAt].map(Date.parse))).toEqual([
      [NOON, NOON],
      [NOON + 1_500, NOON + 1_500],
      [NOON + 500, NOON + 1_500],
    ]);
  });
});

const opened = () => {
  const store = memoryEventStore();
  return { store, record: accessLog(store, () => NOON, 'start-1') };
};
