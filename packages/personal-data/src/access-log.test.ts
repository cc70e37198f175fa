import { describe, expect, test } from '@jest/globals';
import {
  EventInvalid,
  headerOf,
  memoryEventStore,
  StoreUnavailable,
  verifyLog,
  type EventStore,
} from '@wardbook/event-sourcing';
import {
  accessLog,
  accessLogRead,
  CATEGORIES,
  personalDataDenied,
  personalDataRead,
  type AccessEvent,
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

const opened = () => {
  const store = memoryEventStore();
  return { store, record: accessLog(store, () => NOON, 'start-1') };
};
