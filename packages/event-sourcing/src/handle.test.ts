import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  stateOf,
  guarded,
  type AnyDecider,
  type Command,
  type Decider,
  type Fold,
  type Unsent,
} from './decider.ts';
import { eventIdOf, headerOf, ZERO_HASH } from './envelope.ts';
import { correctClock } from './clock-correction.ts';
import {
  ClockBehind,
  IdempotencyKeyReused,
  NO_STREAM,
  StoreUnavailable,
  WrongExpectedRevision,
} from './errors.ts';
import { event, type EventOf } from './event.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { handler, type Handle } from './handle.ts';
import type { Handled, Sender } from './sender.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { onRecord, refuse, warn } from './refusal.ts';
import { counter, type CounterCommand } from './store-contracts/counter.ts';
import { verifyLog } from './verify.ts';

const AT = '2026-03-01T11:00:00.000Z';
const NOON = '2026-03-01T12:00:00.000Z';
const now = (): number => Date.parse(NOON);

test('K-03: an answer that is no decision is told in one sentence', async () => {
  for (const answer of [Promise.resolve([]), null, 'no', { type: 'Counted', by: 1 }, {}, true]) {
    const decider: typeof counter = {
      ...counter,
      decide: { ...counter.decide, Count: () => answer as never },
    };
    const store = memoryEventStore();
    const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
    const sender = { by, clientId: 'c', commandId: 'a', correlationId: 'c', fingerprint: null };
    await expect(handler(store)(decider, 'one', { type: 'Count', amount: 1 }, sender)).rejects.toThrow(
      new TypeError('counter answers something else to Count: events, [] or a refusal are answers.'),
    );
    expect(await store.head()).toBe(0n);
  }
});

describe('a command', () => {
  test('gets a receipt for its events', async () => {
    const { store, count } = desk();
    expect(await count('a', 5)).toEqual({
      receipt: {
        stream: 'counter-one',
        revision: 0,
        position: 1n,
        eventIds: [eventIdOf('client-1', 'a', 'counter-one', 0)],
        warnings: [],
        replayed: false,
      },
    });
    const { receipt } = await count('b', 1, { type: 'CountTogether', times: 3 });
    expect(receipt).toMatchObject({ revision: 3, position: 4n });
    expect(receipt?.eventIds).toEqual(
      [0, 1, 2].map((index) => eventIdOf('client-1', 'b', 'counter-one', index)),
    );
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([5, 1, 1, 1]);
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('puts its sender into every header', async () => {
    const { store, count } = desk();
    await count(
      'a',
      1,
      { type: 'CountTogether', times: 2 },
      { causationId: 'cause-1', onBehalfOf: 'member-2' },
    );
    const [first, second] = (await store.readStream('counter-one')).map(headerOf);
    expect(first).toMatchObject({
      occurredAt: AT,
      recordedAt: NOON,
      actor: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      onBehalfOf: 'member-2',
      commandId: 'a',
      correlationId: 'correlation-1',
      causationId: 'cause-1',
      previousHash: ZERO_HASH,
    });
    expect(second?.commandDigest).toBe(first?.commandDigest);
    expect(first).not.toHaveProperty('basis');
    expect(first).not.toHaveProperty('clientId');
  });

  test('that changes nothing appends nothing', async () => {
    const { store, count } = desk();
    const nothing = { stream: 'counter-one', eventIds: [], warnings: [], replayed: false };
    expect(await count('a', 0)).toEqual({ receipt: { ...nothing, revision: -1, position: 0n } });
    await count('b', 1);
    expect(await count('c', 0)).toEqual({ receipt: { ...nothing, revision: 0, position: 1n } });
    expect(await store.head()).toBe(1n);
  });

  test('that a rule refuses appends nothing and has no receipt', async () => {
    const { store, count } = desk();
    expect(await count('a', -1)).toEqual({
      refusal: { refused: true, rule: 'R-COUNT-1', reason: 'A counter only rises.', path: 'amount' },
    });
    expect(await store.head()).toBe(0n);
  });

  test('that a rule refuses on record appends the record, and says both', async () => {
    const { store, count } = desk();
    const { refusal, receipt } = await count('a', 1_000_001);
    expect(refusal).toMatchObject({ rule: 'R-COUNT-2', reason: 'The counter is full.' });
    expect(receipt).toMatchObject({ revision: 0, position: 1n, warnings: [], replayed: false });
    expect((await store.readStream('counter-one')).map(({ type }) => type)).toEqual(['CountRefused']);
  });

  test('may be warned about', async () => {
    const { count } = desk();
    expect((await count('a', 101)).receipt?.warnings).toEqual([
      { rule: 'R-COUNT-3', reason: 'That is a large step.' },
    ]);
  });

  test('that nobody knows is an accident, and holds up nobody after it', async () => {
    const { count } = desk();
    await expect(count('a', 1, { type: 'Unheard' as never })).rejects.toBeInstanceOf(TypeError);
    expect((await count('b', 1)).receipt?.revision).toBe(0);
  });
});

describe('time', () => {
  test('NOT-YET: what is recorded has already happened', async () => {
    const { store, count } = desk();
    const { refusal, receipt } = await count('a', 1, {}, { occurredAt: '2026-03-01T12:00:00.001Z' });
    expect(refusal).toMatchObject({ rule: 'NOT-YET', path: 'occurredAt' });
    expect(receipt).toBeUndefined();
    expect(await store.head()).toBe(0n);
    expect((await count('b', 1, {}, { occurredAt: NOON })).receipt?.revision).toBe(0);
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

describe('a command that comes again', () => {
  test('gets its first receipt, and nothing is appended', async () => {
    const { store, count } = desk();
    const first = await count('a', 3, { type: 'CountTogether', times: 2 });
    const again = await count('a', 3, { type: 'CountTogether', times: 2 });
    expect(again).toEqual({ receipt: { ...first.receipt, replayed: true } });
    expect(await store.head()).toBe(2n);
  });

  test('is known after other commands, at another time, from a new process, with a stale expectation', async () => {
    const { store, count } = desk();
    const first = await count('a', 3, {}, { expectedRevision: NO_STREAM });
    await count('b', 4);
    await count('c', 5);
    const restarted = desk(store, { now: () => now() + 60_000 });
    for (const { count: resend } of [{ count }, restarted])
      expect(
        await resend('a', 3, {}, { occurredAt: '2026-03-01T12:00:30.000Z', expectedRevision: NO_STREAM }),
      ).toEqual({ receipt: { ...first.receipt, replayed: true } });
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([3, 4, 5]);
  });

  test('is refused when it has other content, and told when the first was recorded', async () => {
    const { store, count, send } = desk();
    await count('a', 3);
    const failure = await count('a', 4).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IdempotencyKeyReused);
    expect(failure).toMatchObject({ commandId: 'a', firstRecordedAt: NOON });
    await send(gate, 'a', { type: 'MoveGate' });
    await expect(send(gate, 'a', SHUT)).rejects.toBeInstanceOf(IdempotencyKeyReused);
    expect(await store.head()).toBe(2n);
  });

  test('from another client is another command', async () => {
    const { store, count } = desk();
    await count('a', 3);
    const { receipt } = await count('a', 4, {}, { clientId: 'client-2' });
    expect(receipt).toMatchObject({ revision: 1, replayed: false });
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([3, 4]);
  });

  test('to another stream is another command', async () => {
    const { count } = desk();
    await count('a', 3);
    expect((await count('a', 3, {}, { id: 'two' })).receipt).toMatchObject({
      stream: 'counter-two',
      replayed: false,
    });
  });

  test('repeats its recorded refusal', async () => {
    const { store, count } = desk();
    const first = await count('a', 1_000_001);
    const again = await count('a', 1_000_001);
    expect(again.refusal).toMatchObject({ rule: 'R-COUNT-2', reason: 'The counter is full.' });
    expect(again.receipt).toEqual({ ...first.receipt, replayed: true });
    expect(await store.head()).toBe(1n);
  });

  test('repeats its recorded refusal whichever of the recorded events says it', async () => {
    const { send } = desk();
    const enter = { type: 'Force' } as const;
    const first = await send(door, 'a', enter);
    expect(first.refusal?.rule).toBe('R-DOOR-3');
    expect(await send(door, 'a', enter)).toMatchObject({
      refusal: { rule: 'R-DOOR-3' },
      receipt: { ...first.receipt, replayed: true },
    });
  });

  test('whose recorded refusal could not be repeated is an accident at once', async () => {
    const { store, send } = desk();
    await expect(send(door, 'a', { type: 'Mutter' })).rejects.toBeInstanceOf(TypeError);
    expect(await store.head()).toBe(0n);
  });

  test('repeats its warnings from the state of then', async () => {
    const { count } = desk();
    const first = await count('a', 101);
    await count('b', 1_000_000 - 101);
    expect((await count('a', 101)).receipt).toEqual({ ...first.receipt, replayed: true });
    expect(first.receipt?.warnings).toHaveLength(1);
  });

  test('repeats its warnings from the facts of then', async () => {
    const { send } = desk();
    await send(gate, 'g1', { type: 'MoveGate' }, { id: 'main' });
    const enter = { type: 'Enter' } as const;
    const first = await send(door, 'a', enter);
    expect(first.receipt?.warnings.map(({ rule }) => rule)).toEqual(['R-DOOR-2']);
    await send(gate, 'g2', { type: 'MoveGate' }, { id: 'main' });
    expect((await send(door, 'b', enter)).receipt?.warnings).toEqual([]);
    expect((await send(door, 'a', enter)).receipt).toEqual({ ...first.receipt, replayed: true });
    expect((await send(door, 'b', enter)).receipt?.warnings).toEqual([]);
  });

  test('repeats its warnings as of the time when it first came', async () => {
    const { send } = desk();
    await send(door, 'a', { type: 'Enter' });
    expect((await send(door, 'a', { type: 'Enter' }, { occurredAt: NOON })).receipt).toMatchObject({
      replayed: true,
      warnings: [],
    });
    expect((await send(door, 'b', { type: 'Enter' }, { occurredAt: NOON })).receipt?.warnings).toHaveLength(
      1,
    );
  });

  test('1,000 times at once is one event', async () => {
    const { store, count } = desk();
    const all = await Promise.all(Array.from({ length: 1_000 }, () => count('a', 3)));
    expect(await store.head()).toBe(1n);
    expect(all.filter(({ receipt }) => receipt?.replayed === false)).toHaveLength(1);
    expect(new Set(all.map(({ receipt }) => receipt?.eventIds.join()))).toEqual(
      new Set([eventIdOf('client-1', 'a', 'counter-one', 0)]),
    );
  });

  test('to two processes at once is one event', async () => {
    const store = memoryEventStore();
    const desks = [desk(store), desk(store)];
    const all = await Promise.all(Array.from({ length: 40 }, (_, index) => desks[index % 2]!.count('a', 3)));
    expect(await store.head()).toBe(1n);
    expect(all.filter(({ receipt }) => receipt?.replayed === false)).toHaveLength(1);
  });
});

describe('writers who meet', () => {
  test('64 callers on one stream are all served', async () => {
    const { store, count } = desk();
    const all = await Promise.all(Array.from({ length: 64 }, (_, index) => count(`c${String(index)}`, 1)));
    const revisions = all.map(({ receipt }) => receipt?.revision);
    expect(revisions).toEqual(Array.from({ length: 64 }, (_, index) => index));
    expect(await store.head()).toBe(64n);
  });

  test('a caller who fails does not hold up those behind', async () => {
    const { count } = desk();
    const all = await Promise.allSettled([
      count('a', 1),
      count('b', 1, {}, { expectedRevision: 7 }),
      count('c', 1),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('two processes on one stream lose no update, whoever has to send again', async () => {
    const store = memoryEventStore();
    const desks = [desk(store), desk(store)];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index): Promise<void> => {
        for (;;)
          try {
            await desks[index % 2]!.count(`c${String(index)}`, index + 1);
            return;
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
          }
      }),
    );
    const amounts = amountsOf(await store.readStream('counter-one'));
    expect([...amounts].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('a conflict is decided again on what the other wrote', async () => {
    const { store, appends, count } = racing(1, (other) => other.count('foreign', 999_999));
    const { refusal } = await count('a', 5);
    expect(refusal?.rule).toBe('R-COUNT-2');
    expect(appends()).toBe(2);
    expect((await store.readStream('counter-one')).map(({ type }) => type)).toEqual([
      'Counted',
      'CountRefused',
    ]);
  });

  test('S-10: conflicts are waited out, however many, and a sender that named no revision sees none', async () => {
    let others = 0;
    const { appends, count } = racing(40, (other) => other.count(`foreign-${String((others += 1))}`, 1));
    expect(await count('a', 5)).toMatchObject({ receipt: { revision: 40 } });
    expect(appends()).toBe(41);
  });

  test('S-10: conflicts without an end are told as a store that is busy', async () => {
    let others = 0;
    const { count } = racing(Infinity, (other) => other.count(`foreign-${String((others += 1))}`, 1), {
      patience: 100,
      pause: () => Promise.resolve(),
    });
    const outcome = await count('a', 5).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  test('an expected revision that is not the actual one is reported with both, and not tried', async () => {
    const { store, appends, count } = racing(0, () => Promise.resolve());
    await count('a', 1);
    await count('b', 1);
    for (const expectedRevision of [NO_STREAM, 0, 2]) {
      const failure = await count('c', 1, {}, { expectedRevision }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(WrongExpectedRevision);
      expect(failure).toMatchObject({ stream: 'counter-one', expected: expectedRevision, actual: 1 });
    }
    expect(appends()).toBe(2);
    expect((await count('d', 1, {}, { expectedRevision: 1 })).receipt?.revision).toBe(2);
    expect(await store.head()).toBe(3n);
  });

  test('an expected revision that stops being right before the append is not tried again', async () => {
    const { appends, reads, count } = racing(1, (other) => other.count('foreign', 1));
    const failure = await count('a', 1, {}, { expectedRevision: NO_STREAM }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'WRONG_EXPECTED_REVISION', expected: NO_STREAM, actual: 0 });
    expect([reads(), appends()]).toEqual([1, 1]);
  });

  test('an accident of the store is not tried again', async () => {
    let appends = 0;
    const broken: EventStore = {
      ...memoryEventStore(),
      append: () => {
        appends += 1;
        return Promise.reject(new StoreUnavailable('The disk is full.', false));
      },
    };
    await expect(desk(broken).count('a', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(appends).toBe(1);
  });
});

describe('facts', () => {
  test('are listed as the basis: revision and hash, -1 and zeros for what was not there', async () => {
    const { store, count } = desk();
    await count('a', 0, { type: 'CountLike', other: 'two' });
    await count('b', 7, {}, { id: 'two' });
    await count('c', 8, {}, { id: 'two' });
    await count('d', 0, { type: 'CountLike', other: 'two' });
    const last = (await store.readStream('counter-two')).at(-1);
    expect((await store.readStream('counter-one')).map((one) => headerOf(one).basis)).toEqual([
      [{ stream: 'counter-two', revision: -1, hash: ZERO_HASH }],
      [{ stream: 'counter-two', revision: 1, hash: last?.hash }],
    ]);
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([0, 15]);
  });

  test('that are guarded and move before the append make it decide again', async () => {
    const { store, appends, send } = racing(1, (other) => other.send(gate, 'shut', SHUT, { id: 'main' }));
    const { refusal, receipt } = await send(door, 'a', { type: 'Enter' });
    expect(refusal?.rule).toBe('R-DOOR-1');
    expect(receipt).toBeUndefined();
    expect(appends()).toBe(1);
    expect(await store.readStream('door-one')).toEqual([]);
  });

  test('that moved and still allow it are the basis as they were at last', async () => {
    const { store, appends, send } = racing(1, (other) =>
      other.send(gate, 'moved', { type: 'MoveGate' }, { id: 'main' }),
    );
    const expectation = { expectedRevision: NO_STREAM };
    const { receipt } = await send(door, 'a', { type: 'Enter' }, expectation);
    expect(receipt).toMatchObject({ revision: 0, warnings: [{ rule: 'R-DOOR-2' }] });
    expect(appends()).toBe(2);
    const [moved] = await store.readStream('gate-main');
    expect(headerOf((await store.readStream('door-one'))[0]!).basis).toEqual([
      { stream: 'gate-main', revision: 0, hash: moved?.hash },
    ]);
  });

  test('S-10: that move again and again are waited out', async () => {
    let moves = 0;
    const { appends, send } = racing(9, (other) =>
      other.send(gate, `moved-${String((moves += 1))}`, { type: 'MoveGate' }, { id: 'main' }),
    );
    expect(await send(door, 'a', { type: 'Enter' })).toMatchObject({
      receipt: { revision: 0 },
    });
    expect(appends()).toBe(10);
  });

  test('that are not guarded may move', async () => {
    const { store, appends, count } = racing(1, (other) => other.count('foreign', 9, {}, { id: 'two' }));
    const { receipt } = await count('a', 0, { type: 'CountLike', other: 'two' });
    expect(receipt?.revision).toBe(0);
    expect(appends()).toBe(1);
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([0]);
  });
});

describe('the cache of states', () => {
  test('changes nothing: cached, evicted and uncached handlers decide alike after foreign appends', async () => {
    const anyStep = fc.record({ desk: fc.nat(2), stream: fc.nat(2), by: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const store = memoryEventStore();
        const desks = [2_000, 1, 0].map((cachedStreams) => desk(store, { cachedStreams }));
        const sums = [0, 0, 0];
        for (const [index, step] of steps.entries()) {
          const command = { type: 'Add', amount: step.by } as const;
          await desks[step.desk]!.send(tally, `c${String(index)}`, command, { id: String(step.stream) });
          const [newest] = await store.readStream(`tally-${String(step.stream)}`, {
            backward: true,
            limit: 1,
          });
          expect(JSON.parse(newest!.data)).toEqual({ before: sums[step.stream], by: step.by });
          sums[step.stream]! += step.by;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('keeps two readings of one stream apart', async () => {
    const { store, count, send } = desk();
    for (const [commandId, by] of [
      ['a', 10],
      ['b', 20],
    ] as const) {
      await count(commandId, by);
      await send(tally, commandId, { type: 'AddCountsOf', counter: 'one' });
    }
    await count('c', 0, { type: 'CountLike', other: 'one' }, { id: 'two' });
    expect(
      (await store.readStream('tally-one')).map(({ data }) => (JSON.parse(data) as { by: number }).by),
    ).toEqual([1, 2]);
    expect(amountsOf(await store.readStream('counter-two'))).toEqual([30]);
  });
});

// A gate that moves and may be shut; a door that may be entered while the gate is not shut.
const gateMoved = event('GateMoved', {});
const gateShut = event('GateShut', {});
type GateEvent = EventOf<typeof gateMoved> | EventOf<typeof gateShut>;
type GateCommand = Command & { readonly type: 'MoveGate' | 'ShutGate' };
interface GateState {
  readonly moves: number;
  readonly shut: boolean;
}
const gate: Decider<GateCommand, GateEvent, GateState> = {
  name: 'gate',
  initial: { moves: 0, shut: false },
  events: [gateMoved, gateShut],
  evolve: {
    GateMoved: (state) => ({ ...state, moves: state.moves + 1 }),
    GateShut: (state) => ({ ...state, shut: true }),
  },
  facts: {},
  decide: { MoveGate: () => [gateMoved({})], ShutGate: () => [gateShut({})] },
};
const SHUT = { type: 'ShutGate' } as const;

const entered = event('Entered', {});
const noticed = event('Noticed', {});
const forceRefused = event('ForceRefused', {}, { refusal: () => refuse('R-DOOR-3', 'No force.') });
type DoorEvent = EventOf<typeof entered> | EventOf<typeof noticed> | EventOf<typeof forceRefused>;
type DoorCommand =
  | (Command & { readonly type: 'Enter' })
  | (Command & { readonly type: 'Force' })
  | (Command & { readonly type: 'Mutter' });
const door: Decider<DoorCommand, DoorEvent, null, { readonly Enter: { readonly gate: GateState } }> = {
  name: 'door',
  initial: null,
  events: [entered, noticed, forceRefused],
  evolve: { Entered: () => null, Noticed: () => null, ForceRefused: () => null },
  facts: { Enter: () => ({ gate: guarded(stateOf(gate, 'main')) }) },
  decide: {
    Enter: ({ occurredAt: at }, _, { gate: { moves, shut } }) => {
      if (shut) return refuse('R-DOOR-1', 'The gate is shut.');
      if (at > AT) return warn([entered({})], { rule: 'R-DOOR-5', reason: 'That is late.' });
      const ajar = { rule: 'R-DOOR-2', reason: 'The gate is ajar.' };
      return moves % 2 === 1 ? warn([entered({})], ajar) : [entered({})];
    },
    Force: () => onRecord(refuse('R-DOOR-3', 'No force.'), noticed({}), forceRefused({})),
    Mutter: () => onRecord(refuse('R-DOOR-4', 'Nobody will remember why.'), noticed({})),
  },
};

// An adder that writes down what it believed its sum to be.
const added = event('Added', { before: z.int(), by: z.int() });
type TallyCommand =
  | (Command & { readonly type: 'Add'; readonly amount: number })
  | (Command & { readonly type: 'AddCountsOf'; readonly counter: string });
const eventsCounted: Fold<EventOf<typeof added>, number> = {
  name: 'counter',
  initial: 0,
  events: counter.events,
  evolve: { Counted: (times: number) => times + 1 } as never,
};
const tally: Decider<TallyCommand, EventOf<typeof added>, number, { AddCountsOf: { times: number } }> = {
  name: 'tally',
  initial: 0,
  events: [added],
  evolve: { Added: (sum, { by }) => sum + by },
  facts: { AddCountsOf: ({ counter: id }) => ({ times: stateOf(eventsCounted, id) }) },
  decide: {
    Add: ({ amount }, before) => [added({ before, by: amount })],
    AddCountsOf: (_, before, { times }) => [added({ before, by: times })],
  },
};

/** To which stream, and what differs from the usual sender. */
type How = Partial<Sender> & { readonly id?: string };

interface Desk {
  readonly store: EventStore;
  readonly send: (
    decider: AnyDecider,
    commandId: string,
    command: Unsent<GateCommand | DoorCommand | TallyCommand | CounterCommand>,
    how?: How,
  ) => Promise<Handled>;
  readonly count: (
    commandId: string,
    amount: number,
    command?: Partial<Unsent<CounterCommand>>,
    how?: How,
  ) => Promise<Handled>;
}

/** One process: a handler with its own queues and its own cache. */
const desk = (store = memoryEventStore(), options: Parameters<typeof handler>[1] = {}): Desk => {
  const handle: Handle = handler(store, { now, ...options });
  const send: Desk['send'] = (decider, commandId, command, { id = 'one', ...sender } = {}) =>
    handle(decider, id, command, {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: AT,
      clientId: 'client-1',
      commandId,
      correlationId: 'correlation-1',
      fingerprint: { ...command },
      ...sender,
    });
  return {
    store,
    send,
    count: (commandId, amount, command = {}, how = {}) =>
      send(counter, commandId, { type: 'Count', amount, ...command } as Unsent<CounterCommand>, how),
  };
};

/** A process that finds, before each of its first appends, that another process has written. */
const racing = (
  conflicts: number,
  interfere: (other: Desk) => Promise<unknown>,
  options: Parameters<typeof handler>[1] = {},
) => {
  const store = memoryEventStore();
  const other = desk(store);
  let appends = 0;
  const append: EventStore['append'] = async (...given) => {
    appends += 1;
    if (appends <= conflicts) await interfere(other);
    return store.append(...given);
  };
  let reads = 0;
  const readStream: EventStore['readStream'] = (...given) => {
    reads += 1;
    return store.readStream(...given);
  };
  return {
    ...desk({ ...store, append, readStream }, options),
    store,
    appends: () => appends,
    reads: () => reads,
  };
};

const amountsOf = (events: readonly RecordedEvent[]): readonly number[] =>
  events.map(({ data }) => (JSON.parse(data) as { by: number }).by);
