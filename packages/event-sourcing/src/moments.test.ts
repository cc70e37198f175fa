import fc from 'fast-check';
import { counter } from './store-contracts/counter.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { CLOCK_CORRECTIONS } from './clock.ts';
import { correctClock } from './clock-correction.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { historyAt, positionKnownAt } from './moments.ts';

const START = Date.parse('2013-03-01T00:00:00.000Z');
const by = { id: 'a', role: 'OFFICER', agency: 'police' };
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

interface Step {
  readonly stream: string;
  /** Milliseconds since the step before; the clock may be up to 2 s behind. */
  readonly elapsed: number;
  /** How long before it was written down it had happened. */
  readonly late: number;
}

const told = async (steps: readonly Step[]): Promise<EventStore> => {
  const store = memoryEventStore();
  let clock = START;
  let highest = START;
  const handle = handler(store, { now: () => clock });
  for (const [index, { stream, elapsed, late }] of steps.entries()) {
    clock = Math.max(clock + elapsed, highest - 2_000);
    highest = Math.max(highest, clock);
    const occurredAt = iso(clock - late);
    const sender = { by, occurredAt, clientId: 'client', correlationId: 'c', fingerprint: index };
    const command = { type: 'Count', amount: 1 } as const;
    await handle(counter, stream, command, { ...sender, commandId: String(index) });
  }
  return store;
};

const steps = fc.array(
  fc.record({
    stream: fc.constantFrom('a', 'b', 'c'),
    elapsed: fc.integer({ min: -2_000, max: 5_000 }),
    late: fc.integer({ min: 0, max: 20_000 }),
  }),
  { maxLength: 40 },
);

const whole = (store: EventStore): Promise<readonly RecordedEvent[]> => store.readLog({ limit: 10_000 });

test('knownAt is the longest prefix of the log with nothing recorded after the instant', () =>
  fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: -5_000, max: 120_000 }), async (history, offset) => {
      const [store, instant] = [await told(history), iso(START + offset)];
      const log = await whole(store);
      const later = log.findIndex(({ recordedAt }) => recordedAt > instant);
      const prefix = later === -1 ? log : log.slice(0, later);
      expect(await positionKnownAt(store, instant)).toBe(prefix.at(-1)?.position ?? 0n);
      const [a, b] = ['counter-a', 'counter-b'];
      expect(await historyAt(store, [a, b], { knownAt: instant })).toEqual(
        prefix.filter(({ stream }) => stream === a || stream === b),
      );
    }),
  ));

/** What the definition says of every event, one by one (docs/format.md 4). */
const countedAt = (log: readonly RecordedEvent[]): readonly string[] =>
  log.map(({ recordedAt }, index) =>
    log
      .slice(index)
      .flatMap((event) => (event.stream === CLOCK_CORRECTIONS ? [event.recordedAt] : []))
      .reduce((least, corrected) => (corrected < least ? corrected : least), recordedAt),
  );

/** Commands by clocks that may be wrong; wherever a log has run ahead of the true clock, an operator corrects it. */
const toldAndCorrected = async (
  history: readonly (Step & { readonly wrongBy: number })[],
): Promise<EventStore> => {
  let [clock, trueClock] = [START, START];
  const store = memoryEventStore({ now: () => clock });
  const handle = handler(store, { now: () => clock });
  for (const [index, { stream, elapsed, late, wrongBy }] of history.entries()) {
    trueClock += Math.max(elapsed, 0);
    const { greatest = '' } = (await store.clock?.()) ?? {};
    clock = trueClock;
    if (greatest > iso(trueClock + 5_000)) {
      const actor = { id: 'operator-1', role: 'OPERATOR', agency: 'police' };
      await correctClock(store, { actor, reason: 'TEST', now: () => clock });
    }
    clock = trueClock + wrongBy;
    const occurredAt = iso(clock - late);
    const sender = { by, occurredAt, clientId: 'client', correlationId: 'c', fingerprint: index };
    const command = { type: 'Count', amount: 1 } as const;
    await handle(counter, stream, command, { ...sender, commandId: String(index) });
  }
  return store;
};

const HOUR = 3_600_000;
const wrongSteps = fc.array(
  fc.record({
    stream: fc.constantFrom('a', 'b', 'c'),
    elapsed: fc.integer({ min: 0, max: 3_000 }),
    late: fc.constant(0),
    wrongBy: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { arbitrary: fc.constantFrom(4_000, HOUR, 24 * HOUR), weight: 1 },
    ),
  }),
  { maxLength: 30 },
);

test('knownAt is exact across corrections of the clock: before, between and after them', () =>
  fc.assert(
    fc.asyncProperty(wrongSteps, async (history) => {
      const store = await toldAndCorrected(history);
      const log = await whole(store);
      const counted = countedAt(log);
      const instants = log.flatMap(({ recordedAt }) =>
        [-1, 0].map((off) => iso(Date.parse(recordedAt) + off)),
      );
      for (const instant of instants) {
        const later = counted.findIndex((time) => time > instant);
        const prefix = later === -1 ? log : log.slice(0, later);
        expect(await positionKnownAt(store, instant)).toBe(prefix.at(-1)?.position ?? 0n);
      }
    }),
  ));

test('what was known at a moment that has passed is not changed by a later correction', async () => {
  let clock = START;
  const store = memoryEventStore({ now: () => clock });
  const handle = handler(store, { now: () => clock });
  const count = (stream: string, commandId: string) =>
    handle(
      counter,
      stream,
      { type: 'Count', amount: 1 },
      { by, occurredAt: iso(START), clientId: 'client', commandId, correlationId: 'c', fingerprint: 1 },
    );
  await count('a', 'right');
  clock = START + HOUR;
  await count('a', 'wrong');
  clock = START + 10_000;
  const past = [START - 1, START, START + 5_000, START + 9_999].map(iso);
  const before = await Promise.all(past.map((instant) => positionKnownAt(store, instant)));
  const actor = { id: 'operator-1', role: 'OPERATOR', agency: 'police' };
  await correctClock(store, { actor, reason: 'TEST', now: () => clock });
  await count('b', 'right again');
  expect(await Promise.all(past.map((instant) => positionKnownAt(store, instant)))).toEqual(before);
  expect(before).toEqual([0n, 1n, 1n, 1n]);
  // From the correction on, all that it stands behind is known, and so is what followed at the same time.
  expect(await positionKnownAt(store, iso(START + 10_000))).toBe(4n);
});

test('a correction where nothing is ahead writes nothing', async () => {
  const store = memoryEventStore({ now: () => START });
  const actor = { id: 'operator-1', role: 'OPERATOR', agency: 'police' };
  const correcting = { actor, reason: 'TEST', now: () => START };
  expect(await correctClock(store, correcting)).toBeUndefined();
  await handler(store, { now: () => START })(
    counter,
    'a',
    { type: 'Count', amount: 1 },
    {
      by: actor,
      occurredAt: iso(START),
      clientId: 'client',
      commandId: 'one',
      correlationId: 'c',
      fingerprint: 1,
    },
  );
  expect(await correctClock(store, correcting)).toBeUndefined();
  expect(await store.head()).toBe(1n);
  await expect(
    correctClock(store, { ...correcting, reason: 'because Ann said so', now: () => START - 1 }),
  ).rejects.toMatchObject({
    code: 'EVENT_INVALID',
  });
});

test('knownAt finds its place in a log of many pages', async () => {
  const store = await told(Array.from({ length: 1_700 }, () => ({ stream: 'a', elapsed: 1_000, late: 0 })));
  const log = await whole(store);
  for (const index of [0, 1, 499, 500, 501, 1_234, 1_699]) {
    const event = log[index];
    expect(await positionKnownAt(store, event?.recordedAt ?? '')).toBe(event?.position);
  }
}, 60_000);

test('knownAt finds its place in a log of many pages between two corrections', async () => {
  const step = { stream: 'a', elapsed: 1_000, late: 0, wrongBy: 0 };
  const many = Array.from({ length: 700 }, () => step);
  const wrong = { ...step, wrongBy: HOUR };
  const store = await toldAndCorrected([...many, wrong, ...many, wrong, ...many]);
  const log = await whole(store);
  const counted = countedAt(log);
  for (const index of [0, 500, 699, 700, 701, 702, 1_200, 1_401, 1_402, 1_403, 2_101]) {
    const instant = counted[index] ?? '';
    const later = counted.findIndex((time) => time > instant);
    expect(await positionKnownAt(store, instant)).toBe(BigInt(later === -1 ? log.length : later));
  }
}, 60_000);

test('asAt is what had occurred, whenever it was written down', async () => {
  const store = await told([
    { stream: 'a', elapsed: 10_000, late: 0 },
    { stream: 'a', elapsed: 10_000, late: 15_000 },
  ]);
  const shown = await historyAt(store, ['counter-a'], { asAt: iso(START + 6_000) });
  expect(shown.map(({ revision }) => revision)).toEqual([1]);
});

test('exactly is the first events of the first stream, and of others what stood before the last of them', async () => {
  const store = await told(['a', 'b', 'a', 'b', 'a'].map((stream) => ({ stream, elapsed: 1_000, late: 0 })));
  const shown = await historyAt(store, ['counter-a', 'counter-b'], { exactly: 1 });
  expect(shown.map(({ position }) => position)).toEqual([1n, 2n, 3n]);
  expect(await historyAt(store, ['counter-none'], { exactly: 0 })).toEqual([]);
});
