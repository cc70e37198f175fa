import { describe, expect, test } from '@jest/globals';
import { desk, NOON, now } from './handle.test.data.ts';
import { correctClock } from './clock-correction.ts';
import { ClockBehind, NO_STREAM, StoreUnavailable } from './errors.ts';
import type { EventStore } from './event-store.ts';
import { memoryEventStore } from './memory-event-store.ts';

describe('time', () => {
  test('NOT-YET: what is recorded has already happened', async () => {
    const { store, count } = desk();
    const { refusal, receipt } = await count('a', 1, {}, { occurredAt: '2026-03-01T12:00:30.001Z' });
    expect(refusal).toMatchObject({ rule: 'NOT-YET', path: 'occurredAt' });
    expect(receipt).toBeUndefined();
    expect(await store.head()).toBe(0n);
    expect((await count('b', 1, {}, { occurredAt: NOON })).receipt?.revision).toBe(0);
  });

  test('P-13: half a minute ahead of the clock is now', async () => {
    const { store, count } = desk();
    await count('a', 1, {}, { occurredAt: '2026-03-01T12:00:30.000Z' });
    const [recorded] = await store.readStream('counter-one');
    expect([recorded?.occurredAt, recorded?.recordedAt]).toEqual([NOON, NOON]);
  });

  test('recordedAt never goes backward within a stream, even when the clock does', async () => {
    const times = [5_000, 4_999, 0, 7_000, 6_000].map((offset) => now() + offset);
    const { store, count } = desk(memoryEventStore(), { now: () => times.shift() ?? now() });
    for (const commandId of ['a', 'b', 'c', 'd', 'e']) await count(commandId, 1);
    const recorded = (await store.readStream('counter-one')).map(
      ({ recordedAt }) => Date.parse(recordedAt) - now(),
    );
    expect(recorded).toEqual([5_000, 5_000, 5_000, 7_000, 7_000]);
  });

  test('a clock far behind the log takes the time of its newest event, and is told once', async () => {
    const store = memoryEventStore();
    await desk(store).count('a', 1);
    let appends = 0;
    const append: EventStore['append'] = (...given) => {
      appends += 1;
      return store.append(...given);
    };
    const late = desk({ ...store, append }, { now: () => now() - 3_600_000 });
    for (const commandId of ['b', 'c'])
      expect((await late.count(commandId, 1, {}, { id: commandId })).receipt?.revision).toBe(0);
    const log = await store.readLog({ limit: 10 });
    expect(log.map(({ recordedAt }) => recordedAt)).toEqual([NOON, NOON, NOON]);
    expect(appends).toBe(3);
  });

  test('a clock far behind follows a cause that the store told it of in part', async () => {
    const store = memoryEventStore({ now });
    await desk(store).count('a', 1);
    const late = desk(store, { now: () => now() - 4_000 });
    await late.count('b', 1, {}, { id: 'late' });
    await desk(store, { now: () => now() + 1_900 }).count('c', 1);
    const causeRecordedAt = new Date(now() + 1_900).toISOString();
    await late.count('d', 1, {}, { id: 'effect', process: { causeRecordedAt } });
    const [effect] = await store.readStream('counter-effect');
    expect(effect?.recordedAt).toBe(causeRecordedAt);
  });

  test('a clock far behind follows a cause, though its stream brings it near the newest event', async () => {
    const store = memoryEventStore({ now });
    await desk(store).count('a', 1, {}, { id: 'effect' });
    await desk(store, { now: () => now() + 1_000 }).count('b', 1);
    const late = desk(store, { now: () => now() - 4_500 });
    const causeRecordedAt = new Date(now() + 1_000).toISOString();
    await late.count('c', 1, {}, { id: 'effect', process: { causeRecordedAt } });
    const [, effect] = await store.readStream('counter-effect');
    expect(effect?.recordedAt).toBe(causeRecordedAt);
  });

  test('a stream and a cause from a clock that was corrected hold nobody up', async () => {
    let clock = now() + 3_600_000;
    const store = memoryEventStore({ now: () => clock });
    const hourAhead = await desk(store, { now: () => clock }).count('ahead', 1);
    clock = now();
    await expect(desk(store).count('stopped', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    const actor = { id: 'operator-1', role: 'OPERATOR', agency: 'police' };
    await correctClock(store, { actor, reason: 'CLOCK_SET_WRONG', now });
    const process = {
      fence: { stream: 'process-test', revision: NO_STREAM },
      causeRecordedAt: '2026-03-01T13:00:00.000Z',
    };
    expect(hourAhead.receipt?.revision).toBe(0);
    // A process repeats the time that the wrong clock gave its cause; nobody else may.
    const at = '2026-03-01T13:00:00.000Z';
    expect((await desk(store).count('other', 1, {}, { occurredAt: at })).refusal?.rule).toBe('NOT-YET');
    await desk(store).count('after', 1, {}, { occurredAt: at, process });
    const [, after] = await store.readStream('counter-one');
    expect(after).toMatchObject({ recordedAt: NOON, occurredAt: NOON });
  });

  test('a store that says again and again that a clock is behind is given up after a while', async () => {
    const store = memoryEventStore();
    const stubborn: EventStore = {
      ...store,
      append: () => Promise.reject(new ClockBehind(NOON, NOON)),
    };
    const counting = desk(stubborn, { patience: 20, pause: () => Promise.resolve() }).count('a', 1);
    await expect(counting).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    await expect(counting).rejects.not.toBeInstanceOf(ClockBehind);
  });
});
