import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { catchUp } from './catch-up.ts';
import type { Command, Decider } from './decider.ts';
import { defineDomain } from './domain.ts';
import { startEngine } from './engine.ts';
import { event, publicText, type EventOf } from './event.ts';
import type { EventStore } from './event-store.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { defineProcess, send } from './process.ts';
import { counter } from './store-contracts/counter.ts';
import { foldOne } from './fold-one.ts';
import { defineView } from './view.ts';

const AT = '2026-03-01T11:00:00.000Z';
const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };

// Another kind whose event is called like one of the counter's, and says something else.
const counted = event('Counted', { ballots: publicText(80), by: z.int() });
type CountBallots = Command & { readonly type: 'CountBallots'; readonly ballots: string };
const teller: Decider<CountBallots, EventOf<typeof counted>, string> = {
  name: 'teller',
  initial: '',
  events: [counted],
  facts: {},
  decide: { CountBallots: ({ ballots }) => [counted({ ballots, by: 1_000 })] },
  evolve: { Counted: (_, { ballots }) => ballots },
};

const sums = defineView({
  name: 'sums',
  version: 1,
  of: [counter],
  initial: { sum: 0 },
  evolve: { Counted: (row, { by: amount }) => ({ sum: row.sum + amount }) },
  columns: {},
});
const ballots = defineView({
  name: 'ballots',
  version: 1,
  of: [teller],
  initial: { said: '' },
  evolve: { Counted: (_, { ballots: said }) => ({ said }) },
  columns: {},
});
const both = defineView({
  name: 'both',
  version: 1,
  of: [counter, teller],
  initial: { sum: 0 },
  evolve: { Counted: (row, { by: amount }) => ({ sum: row.sum + amount }) },
  columns: {},
});
/** Counts once more, in a counter of its own, whatever a counter counts. */
const echo = defineProcess({
  name: 'echo',
  version: 1,
  of: [counter],
  initial: { heard: 0 },
  keys: { Counted: (_, { stream }) => (stream === 'counter-echo' ? undefined : 'all') },
  evolve: { Counted: ({ heard }) => ({ heard: heard + 1 }) },
  columns: {},
  react: {
    Counted: (_, { by: amount }, { occurredAt }) => [
      send(counter, 'echo', { type: 'Count', amount }, occurredAt),
    ],
  },
});
const views = [sums, ballots, both];

test('K-01: two folds of one kind, each of which knows a part of its events, are both read', () => {
  const { CountRefused, Counted } = counter.evolve;
  const [counts, refusals] = [
    { ...counter, events: counter.events.slice(0, 1), evolve: { Counted } },
    { ...counter, events: counter.events.slice(1), evolve: { CountRefused } },
  ];
  const of = [counts, refusals] as const;
  const evolve = {
    Counted: ({ heard }: { readonly heard: number }) => ({ heard: heard + 1 }),
    CountRefused: ({ heard }: { readonly heard: number }) => ({ heard: heard + 10 }),
  };
  const view = defineView({ name: 'heard', version: 1, of, initial: { heard: 0 }, evolve, columns: {} });
  const recorded = { stream: 'counter-one', id: 'a', schemaVersion: 1, header: '', hash: '', position: 1n };
  const moment = { ...recorded, occurredAt: AT, recordedAt: AT, revision: 0 };
  const events = [
    { ...moment, type: 'Counted', data: '{"by":1}' },
    { ...moment, type: 'CountRefused', data: '{"rule":"R-COUNT-2"}' },
  ];
  expect(foldOne(view, 'one', events)?.row).toEqual({ heard: 11 });
});

interface Misnamed {
  readonly name?: string;
  readonly columns?: Readonly<Record<string, () => number>>;
}
const misnamed: readonly (readonly [Misnamed, string])[] = [
  [{ name: 'Sums' }, 'A view is named in kebab case, in 50 characters at most: Sums'],
  [{ name: 'a"b' }, 'A view is named in kebab case, in 50 characters at most: a"b'],
  [{ name: 'a'.repeat(51) }, `A view is named in kebab case, in 50 characters at most: ${'a'.repeat(51)}`],
  [
    { columns: { 'a b': () => 1 } },
    'A column of sums is named in one plain word of 60 characters at most: a b',
  ],
  [{ columns: { sum: () => 1, Sum: () => 1 } }, 'Two columns of sums are told apart by capitals alone: Sum'],
];
test.each(misnamed)('K-06: what a store could not name is refused for all of them: %j', (more, why) => {
  const definition = {
    name: 'sums',
    version: 1,
    of: [counter] as const,
    initial: { sum: 0 },
    evolve: { Counted: (row: { readonly sum: number }) => row },
    columns: {},
  };
  expect(() => defineView({ ...definition, ...more })).toThrow(new TypeError(why));
  expect(() => defineProcess({ ...definition, react: {}, ...more })).toThrow(new TypeError(why));
});

test('K-06: two views of one name would write into one another’s rows: they are refused', async () => {
  const parts = {
    store: memoryEventStore(),
    rows: memoryRows(),
    views: [sums, { ...ballots, name: 'sums' }],
  };
  await expect(startEngine(defineDomain({ counter, teller }), parts)).rejects.toThrow(
    new TypeError('Two views or processes are called sums.'),
  );
});

describe('K-01: two kinds in one log, with an event of one name', () => {
  test('are never mixed up: a view and a process see those of their own kinds, and no others', async () => {
    const [store, rows] = [memoryEventStore(), memoryRows()];
    const domain = defineDomain({ counter, teller }, { processes: [echo] });
    const engine = await startEngine(domain, { store, rows, views });
    const { app } = engine;
    await app.counter('one').send({ type: 'Count', amount: 3 }, { by });
    await app.teller('one').send({ type: 'CountBallots', ballots: 'a heap' }, { by });
    await app.counter('one').send({ type: 'Count', amount: 4 }, { by });
    await engine.settled(await store.head(), 5_000);
    await engine.caughtUp(await store.head(), 5_000);
    const rowOf = async (view: (typeof views)[number], key: string): Promise<unknown> =>
      (await rows.find(view, [key]))[0]?.row;
    expect(await rowOf(sums, 'one')).toEqual({ sum: 7 });
    expect(await rowOf(ballots, 'one')).toEqual({ said: 'a heap' });
    // A view that names both folds both, each read back as its own kind has it.
    expect(await rowOf(both, 'one')).toEqual({ sum: 1_007 });
    expect((await app.counter('echo').state()).state).toBe(7);
    expect((await rows.find(echo, ['all']))[0]?.row).toEqual({ heard: 2 });
    expect(await app.teller('one').state()).toEqual({ state: 'a heap', revision: 0 });
    expect(await engine.parked()).toEqual([]);
    await engine.stop();
  });
});

describe('K-08: what a view does not fold', () => {
  /** As a newer build would have recorded it: of a version that this one does not know. */
  const newer = (store: EventStore, isNewer: (stream: string, type: string) => boolean): EventStore => ({
    ...store,
    readLog: async (range) =>
      (await store.readLog(range)).map((recorded) =>
        isNewer(recorded.stream, recorded.type) ? { ...recorded, schemaVersion: 2 } : recorded,
      ),
  });
  const written = async () => {
    const store = memoryEventStore();
    const engine = await startEngine(defineDomain({ counter, teller }), { store, rows: memoryRows() });
    await engine.app.counter('one').send({ type: 'Count', amount: 3 }, { by });
    await engine.app.teller('one').send({ type: 'CountBallots', ballots: 'a heap' }, { by });
    await engine.app.counter('one').send({ type: 'Count', amount: 2_000_000 }, { by });
    await engine.stop();
    return store;
  };
  test.each<[string, (stream: string, type: string) => boolean]>([
    ['of another kind, also under a name that it folds', (stream) => stream === 'teller-one'],
    ['of its own kind, under another name', (_, type) => type === 'CountRefused'],
  ])('is skipped whatever its version, and parks nothing: an event %s', async (_, isNewer) => {
    const [store, rows] = [newer(await written(), isNewer), memoryRows()];
    await rows.open([sums]);
    expect(await catchUp(store, rows, [sums])).toBe(3n);
    expect(await rows.parked(sums)).toEqual([]);
    expect((await rows.find(sums, ['one']))[0]?.row).toEqual({ sum: 3 });
  });

  test('is told from what it folds: that parks its key alone', async () => {
    const [store, rows] = [newer(await written(), (stream) => stream === 'teller-one'), memoryRows()];
    await rows.open([ballots, sums]);
    await catchUp(store, rows, [ballots, sums]);
    expect(await rows.parked(ballots)).toMatchObject([{ key: 'one', reason: 'UNKNOWN_EVENT_VERSION' }]);
    expect(await rows.parked(sums)).toEqual([]);
  });

  test('is skipped by a process, too', async () => {
    const store = newer(await written(), (stream) => stream === 'teller-one');
    const engine = await startEngine(defineDomain({ counter, teller }, { processes: [echo] }), {
      store,
      rows: memoryRows(),
      processesBegin: 'AT_FIRST_EVENT',
    });
    await engine.settled(await store.head(), 5_000);
    expect(await engine.parked()).toEqual([]);
    expect((await engine.app.counter('echo').state()).state).toBe(3);
    await engine.stop();
  });
});
