import fc from 'fast-check';
import { counter, type CounterCommand } from './testing/index.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { historyAt, positionKnownAt } from './moments.ts';

const START = Date.parse('2013-03-01T00:00:00.000Z');
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
    const command: CounterCommand = { type: 'Count', by: 1, at: iso(clock - late) };
    await handle(counter, stream, command, {
      actor: { id: 'a', role: 'OFFICER', agency: 'police' },
      clientId: 'client',
      commandId: String(index),
      correlationId: 'c',
      content: index,
    });
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

test('knownAt finds its place in a log of many pages', async () => {
  const store = await told(Array.from({ length: 1_700 }, () => ({ stream: 'a', elapsed: 1_000, late: 0 })));
  const log = await whole(store);
  for (const index of [0, 1, 499, 500, 501, 1_234, 1_699]) {
    const event = log[index];
    expect(await positionKnownAt(store, event?.recordedAt ?? '')).toBe(event?.position);
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
