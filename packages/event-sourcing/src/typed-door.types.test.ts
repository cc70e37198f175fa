// cspell:ignore amuont cuonted cuonter
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { App } from './app.ts';
import { defineDomain } from './domain.ts';
import { stateOf, type Command, type Decide, type Decider, type PathOf, type Told } from './decider.ts';
import { evolveRecorded } from './deciding.ts';
import { startEngine, type Engine } from './engine.ts';
import { event, type EventOf } from './event.ts';
import type { RecordedFields } from './event-store.ts';
import type { Handle } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { defineProcess, send } from './process.ts';
import { alreadySo, isRefusal, onRecord, refuse, type Refusal } from './refusal.ts';
import { counter, type CounterCommand, type CounterEvent } from './store-contracts/counter.ts';
import { fact, scenario, type Answer } from './testing/scenario.ts';
import { defineView } from './view.ts';

const AT = '2026-03-01T11:00:00.000Z';
const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
const owner = by.agency;
const sender = { by, clientId: 'client', commandId: 'a', correlationId: 'c', fingerprint: null };

// A lamp knows other events, other commands, and a state that is no number.
const lampLit = event('LampLit', { watts: z.int() });
type LightLamp = Command & { readonly type: 'LightLamp' | 'DimLamp'; readonly watts: number };
const lamp: Decider<LightLamp, EventOf<typeof lampLit>, boolean> = {
  name: 'lamp',
  initial: false,
  events: [lampLit],
  facts: {},
  decide: {
    LightLamp: ({ watts }) => [lampLit({ watts })],
    DimLamp: ({ watts }) => [lampLit({ watts: watts - 1 })],
  },
  evolve: { LampLit: () => true },
};

const lit = lampLit({ watts: 5 });

interface Sum {
  readonly sum: number;
  readonly dueAt: string | null;
}
interface Gate {
  readonly standing: 'OPEN' | 'SHUT';
}
const OPEN: Gate = { standing: 'OPEN' };
const EMPTY: Sum = { sum: 0, dueAt: null };
const sums = defineView({
  name: 'sums',
  version: 1,
  of: [counter, lamp],
  initial: EMPTY,
  evolve: {
    Counted: (row, { by: amount }) => ({ ...row, sum: row.sum + amount }),
    LampLit: (row, { watts }, { occurredAt }) => ({ sum: row.sum + watts, dueAt: occurredAt }),
  },
  columns: { sum: ({ sum }) => sum, dueAt: ({ dueAt }) => dueAt },
});
const bare = defineView({
  name: 'bare',
  version: 1,
  of: [counter],
  initial: EMPTY,
  evolve: { Counted: (row) => row },
  columns: {},
});
const reminder = defineProcess({
  name: 'reminder',
  version: 1,
  of: [counter],
  initial: EMPTY,
  evolve: { Counted: (row, _, { occurredAt }) => ({ ...row, dueAt: occurredAt }) },
  columns: { dueAt: ({ dueAt }) => dueAt },
  react: {
    Counted: (_, { by: watts }, { occurredAt }) => [
      send(lamp, 'one', { type: 'DimLamp', watts }, occurredAt),
    ],
  },
  whenDue: ({ dueAt }, key) =>
    dueAt === null ? [] : [send(counter, key, { type: 'Count', amount: 1 }, dueAt)],
});
const street = defineDomain({ counter, lamp }, { processes: [reminder] });
const begun = () => startEngine(street, { store: memoryEventStore(), rows: memoryRows(), views: [sums] });

interface Bulb {
  readonly watts: number;
  readonly tint?: { readonly colour: string };
}
type Repair = Command &
  (
    | {
        readonly type: 'Repair';
        readonly bulbs: readonly Bulb[];
        readonly where: { readonly pole: string } | { readonly bridge: string };
      }
    | { readonly type: 'Paint'; readonly colour?: string }
  );
type Rules = Partial<Decide<Repair, typeof lit, boolean, object>>;
const dark = (so: boolean) => (so ? refuse('R-1', 'It is dark.', 'bulbs') : undefined);
const faded = (so: boolean) => (so ? refuse('R-2', 'It has faded.', 'colour') : undefined);

declare const doors: App<(typeof street)['kinds']>;

/** Held by the compiler alone: `tsc --build` fails where one of these compiles. None is ever called. */
export const holes = {
  handle: (handle: Handle) => [
    // @ts-expect-error -- no such command
    handle(counter, 'one', { type: 'Nope' }, sender),
    // @ts-expect-error -- another decider's command
    handle(counter, 'one', { type: 'LightLamp', watts: 5 }, sender),
    // @ts-expect-error -- a misspelt field
    handle(counter, 'one', { type: 'Count', amuont: 1 }, sender),
    // @ts-expect-error -- a field too many
    handle(counter, 'one', { type: 'Count', amount: 1, times: 2 }, sender),
    // @ts-expect-error -- a field of another type
    handle(counter, 'one', { type: 'Count', amount: '1' }, sender),
    // @ts-expect-error -- a command does not repeat its id
    handle(counter, 'one', { type: 'Count', amount: 1, id: 'one' }, sender),
    // @ts-expect-error -- nor its moment
    handle(counter, 'one', { type: 'Count', amount: 1, occurredAt: AT }, sender),
    // @ts-expect-error -- nobody sends it
    handle(counter, 'one', { type: 'Count', amount: 1 }, { ...sender, by: undefined }),
    // @ts-expect-error -- somebody without an agency sends it
    handle(counter, 'one', { type: 'Count', amount: 1 }, { ...sender, by: { id: 'a', role: 'OFFICER' } }),
  ],
  unions: (handle: Handle, either: typeof counter | typeof lamp, kind: 'counter' | 'lamp'): unknown[] => [
    // @ts-expect-error -- neither knows such a command
    handle(either, 'one', { type: 'Nope' }, sender),
    // @ts-expect-error -- neither has such an event
    fact(either, 'one', { type: 'Nope' }),
    // @ts-expect-error -- neither has such an event
    scenario(either)({ type: 'Nope' }),
    // @ts-expect-error -- neither knows such a command
    send(either, 'one', { type: 'Nope' }, AT),
    // @ts-expect-error -- not every kind of this name knows it
    doors[kind]('one').send({ type: 'LightLamp', watts: 5 }, { by }),
  ],
  spread: (handle: Handle): unknown[] => {
    const count = { type: 'Count', amount: 1 } as const;
    return [
      // @ts-expect-error -- a field too many beside what is spread
      handle(counter, 'one', { ...count, amuont: 2 }, sender),
      // @ts-expect-error -- nor is an id slipped in
      handle(counter, 'one', { ...count, id: 'two' }, sender),
    ];
  },
  app: ({ app }: Pick<Engine<(typeof street)['kinds']>, 'app'>): unknown[] => [
    // @ts-expect-error -- no such kind of record
    app.cuonter,
    // @ts-expect-error -- a record has an id
    app.counter(),
    // @ts-expect-error -- no such command
    app.counter('one').send({ type: 'Nope' }, { by }),
    // @ts-expect-error -- another decider's command
    app.counter('one').send({ type: 'LightLamp', watts: 5 }, { by }),
    // @ts-expect-error -- a misspelt field
    app.counter('one').send({ type: 'Count', amuont: 1 }, { by }),
    // @ts-expect-error -- nobody sends it
    app.counter('one').send({ type: 'Count', amount: 1 }, {}),
    // @ts-expect-error -- nobody at all
    app.counter('one').send({ type: 'Count', amount: 1 }),
  ],
  folds: (recorded: RecordedFields) => [
    // @ts-expect-error -- the state of another fold
    evolveRecorded(counter, lamp.initial, recorded),
    // @ts-expect-error -- a state of another type
    evolveRecorded(counter, 'none', recorded),
    // @ts-expect-error -- a fact of another state
    ((known: { readonly state: string }) => known)(fact(counter, 'one')),
    // @ts-expect-error -- what is known of a lamp is no number
    stateOf<EventOf<typeof lampLit>, number>(lamp, 'one'),
  ],
  scenario: (count: Told<CounterCommand>) => [
    // @ts-expect-error -- one decider says all of it
    scenario<LightLamp, EventOf<typeof lampLit>>(counter),
    // @ts-expect-error -- another decider
    scenario<typeof lamp>(counter),
    // @ts-expect-error -- an event of another fold
    scenario(counter)(lit),
    // @ts-expect-error -- another decider's command
    scenario(lamp)().when(count),
    // @ts-expect-error -- no such command
    scenario(counter)().when({ type: 'Nope', occurredAt: AT, by }),
    // @ts-expect-error -- nobody sends it
    scenario(counter)().when({ type: 'Count', occurredAt: AT, amount: 1 }),
    // @ts-expect-error -- no moment
    scenario(counter)().when({ type: 'Count', by, amount: 1 }),
    // @ts-expect-error -- an event of another fold
    (answer: Answer<CounterEvent>) => answer.emits(lit),
    // @ts-expect-error -- an event of another fold
    fact(counter, 'one', lit),
  ],
  paths: (): Rules[] => [
    // @ts-expect-error -- no such field
    { Repair: () => refuse('R-1', 'No.', 'bulb') },
    // @ts-expect-error -- a field of another command
    { Paint: () => refuse('R-1', 'No.', 'bulbs') },
    // @ts-expect-error -- a field that is within another
    { Repair: () => refuse('R-1', 'No.', 'watts') },
    // @ts-expect-error -- a bulb has no such field
    { Repair: () => refuse('R-1', 'No.', 'bulbs.0.pole') },
    // @ts-expect-error -- the first what?
    { Repair: () => refuse('R-1', 'No.', 'bulbs.first') },
    // @ts-expect-error -- a colour has nothing within it
    { Paint: () => refuse('R-1', 'No.', 'colour.length') },
    // @ts-expect-error -- which command it is, is no field of it
    { Paint: () => refuse('R-1', 'No.', 'type') },
    // @ts-expect-error -- nor is who sends it
    { Paint: () => refuse('R-1', 'No.', 'by.id') },
    // @ts-expect-error -- on record or not
    { Paint: () => onRecord(refuse('R-1', 'No.', 'bulbs'), lit) },
    // @ts-expect-error -- whatever is said before or after it
    { Paint: (_, state) => alreadySo(state) ?? dark(state) ?? [lit] },
    // @ts-expect-error -- a rule of which nobody knows what it names
    { Paint: (): Refusal => refuse('R-1', 'No.') },
    // @ts-expect-error -- a rule that may name either
    { Paint: ({ id }) => refuse('R-1', 'No.', id === 'one' ? 'id' : 'bulbs') },
  ],
  tested: () =>
    // @ts-expect-error -- a test for a field that no command of the decider has
    scenario(lamp)().when({ type: 'DimLamp', occurredAt: AT, by, watts: 1 }).isRefusedBy('R-1', 'watt'),
  views: (): unknown[] => {
    const rest = { name: 'all', version: 1, initial: EMPTY } as const;
    const count = (sum: unknown): Sum => ({ ...EMPTY, sum: Number(sum) });
    const plain = { ...rest, columns: {} };
    const versioned = { ...plain, initial: { version: 0 } };
    const spoken = { ...plain, initial: OPEN };
    return [
      // @ts-expect-error -- no folds: it would stay empty for ever
      defineView({ ...rest, of: [], evolve: {}, columns: {} }),
      // @ts-expect-error -- a step for an event that no fold has
      defineView({ ...rest, of: [counter], evolve: { LampLit: (row: Sum) => row }, columns: {} }),
      // @ts-expect-error -- a misspelt step
      defineView({ ...rest, of: [counter], evolve: { Cuonted: (row: Sum) => row }, columns: {} }),
      // @ts-expect-error -- a key for an event that no fold has
      defineView({ ...rest, of: [counter], evolve: {}, keys: { LampLit: () => 'a' }, columns: {} }),
      // @ts-expect-error -- a step that loses what the row has
      defineView({ ...rest, of: [counter], evolve: { Counted: () => ({ sum: 1 }) }, columns: {} }),
      // @ts-expect-error -- a field that the event has not
      defineView({ ...plain, of: [counter], evolve: { Counted: (_, { watts }) => count(watts) } }),
      // @ts-expect-error -- a column of what the row has not
      defineView({ ...rest, of: [counter], evolve: {}, columns: { watts: ({ watts }) => Number(watts) } }),
      // @ts-expect-error -- a column that is neither text nor number
      defineView({ ...rest, of: [counter], evolve: {}, columns: { all: (row) => row } }),
      // @ts-expect-error -- a version of a fold that is not named
      defineView({ ...versioned, of: [counter], versionOf: lamp, evolve: { Counted: (row) => row } }),
      // @ts-expect-error -- a version that the row has not
      defineView({ ...plain, of: [counter], versionOf: counter, evolve: { Counted: (row) => row } }),
      // @ts-expect-error -- a step that answers another word than the row has
      defineView({ ...spoken, of: [counter], evolve: { Counted: () => ({ standing: 'AJAR' }) } }),
      // @ts-expect-error -- a list of events instead of folds
      defineView({ ...rest, events: counter.events, evolve: {}, columns: {} }),
    ];
  },
  either: ({ rows }: Pick<Engine, 'rows'>, one: typeof sums | typeof bare): unknown[] => [
    // @ts-expect-error -- a view without columns has none to ask for
    rows.list(bare, { where: { sum: [1] }, limit: 1 }),
    // @ts-expect-error -- nor has it a greatest
    rows.list(bare, { atMost: { sum: 1 }, limit: 1 }),
    // @ts-expect-error -- a column that only one of the two has
    rows.list(one, { where: { sum: [1] }, limit: 1 }),
    rows.list(bare, { where: {}, limit: 1 }),
  ],
  rows: async ({ rows }: Pick<Engine, 'rows'>): Promise<unknown[]> => {
    const [found] = await rows.find(sums, ['one']);
    return [
      // @ts-expect-error -- a field that the row has not
      String(found?.row.watts),
      // @ts-expect-error -- a row is only read
      found && (found.row.sum = 1),
      // @ts-expect-error -- an unknown column
      rows.list(sums, { where: { smu: [1] }, limit: 1 }),
      // @ts-expect-error -- an unknown column
      rows.list(sums, { atMost: { watts: 1 }, limit: 1 }),
      // @ts-expect-error -- an unknown column
      rows.list(sums, { orderBy: 'smu', limit: 1 }),
      // @ts-expect-error -- an unknown column
      rows.count(sums, { where: { watts: [1] }, limit: 1 }),
    ];
  },
  processes: (): unknown[] => {
    const rest = { name: 'all', version: 1, of: [counter], initial: EMPTY, evolve: {} } as const;
    return [
      // @ts-expect-error -- deadlines without the column that says when
      defineProcess({ ...rest, columns: {}, react: {}, whenDue: () => [] }),
      // @ts-expect-error -- another column
      defineProcess({ ...rest, columns: { due: () => 1 }, react: {}, whenDue: () => [] }),
      // @ts-expect-error -- a reaction to an event that no fold has
      defineProcess({ ...rest, columns: {}, react: { LampLit: () => [] } }),
      // @ts-expect-error -- an answer that is no command for a record
      defineProcess({ ...rest, columns: {}, react: { Counted: () => [{ type: 'Count', amount: 1 }] } }),
      // @ts-expect-error -- no such command
      send(counter, 'one', { type: 'Nope' }, AT),
      // @ts-expect-error -- another decider's command
      send(counter, 'one', { type: 'LightLamp', watts: 5 }, AT),
      // @ts-expect-error -- a process says when
      send(counter, 'one', { type: 'Count', amount: 1 }),
      // @ts-expect-error -- a process sends as itself
      send(counter, 'one', { type: 'Count', amount: 1, by }, AT),
    ];
  },
  versioned: () => [
    defineView({
      name: 'none',
      version: 1,
      of: [counter],
      // @ts-expect-error -- rows that have no version
      versionOf: counter,
      initial: { sum: 0 },
      evolve: {},
      columns: {},
    }),
  ],
};

describe('K-03, K-06: what is written rightly compiles, and runs', () => {
  test('a command by its decider, on the application and through the handler', async () => {
    const engine = await begun();
    const { app, handle, rows } = engine;
    const { receipt } = await app.counter('one').send({ type: 'Count', amount: 1 }, { by });
    expect(receipt).toMatchObject({ stream: 'counter-one', revision: 0 });
    await handle(counter, 'one', { type: 'CountTogether', amount: 2, times: 2 }, sender);
    // Two commands of one shape.
    await app.lamp('two').send({ type: 'LightLamp', watts: 5 }, { by });
    const { state, revision } = await app.counter('one').state();
    const sum: number = state;
    expect([sum, revision]).toEqual([5, 2]);
    const happened = await app.counter('one').events();
    expect(happened.map(({ type }) => type)).toEqual(Array(3).fill('Counted'));
    const amounts = happened.map((one) => (one.event.type === 'Counted' ? one.event.by : 0));
    expect(amounts).toEqual([1, 2, 2]);
    const { receipt: last } = await app.lamp('two').send({ type: 'DimLamp', watts: 5 }, { by });
    await engine.settled(last?.position ?? 0n, 5_000);
    await engine.caughtUp(last?.position ?? 0n, 5_000);
    const [found] = await rows.find(sums, ['two']);
    const watts: number | undefined = found?.row.sum;
    expect(watts).toBe(9);
    const listed = await rows.list(sums, { where: { sum: [5, 9] }, orderBy: 'sum', limit: 5 });
    expect(listed.map(({ key, row: { sum: one } }) => [key, one])).toContainEqual(['two', 9]);
    await engine.stop();
  });

  test('G-08: a refusal that names a field of its command', () => {
    const paths: readonly PathOf<Repair>[] = [
      'id',
      'occurredAt',
      'colour',
      'bulbs',
      'bulbs.0',
      'bulbs.12.tint.colour',
      'where.pole',
      'where.bridge',
    ];
    const rules: Rules = {
      Paint: (_, state) => alreadySo(state) ?? onRecord(faded(!state) ?? refuse('R-3', 'No.'), lit),
      Repair: ({ bulbs }) => dark(bulbs.length === 0) ?? refuse('R-4', 'It is out of reach.', 'where.pole'),
    };
    const where = { bridge: 'one' };
    const said = [
      rules.Paint?.({ type: 'Paint', id: 'one', occurredAt: AT, by, owner }, false, {}),
      rules.Repair?.({ type: 'Repair', id: 'one', occurredAt: AT, by, owner, bulbs: [], where }, false, {}),
    ];
    expect(said.map((one) => one && isRefusal(one) && one.path)).toEqual(['colour', 'bulbs']);
    expect(refuse('R-1', 'No.')).toEqual({ refused: true, rule: 'R-1', reason: 'No.' });
    expect(paths).toHaveLength(8);
  });

  test('a scenario, and a fact', () => {
    scenario(lamp)(lampLit({ watts: 5 }))
      .when({ type: 'DimLamp', occurredAt: AT, by, watts: 5 })
      .emits(lampLit({ watts: 4 }));
    const { state } = fact(lamp, 'one', lampLit({ watts: 5 }));
    const isLit: boolean = state;
    expect(isLit).toBe(true);
  });

  test('a view that counts the versions of its rows', () => {
    const initial = { version: 0, sum: 0 };
    const { name } = defineView({
      name: 'all',
      version: 1,
      of: [counter],
      versionOf: counter,
      initial,
      evolve: { Counted: (row, { by: amount }) => ({ ...row, sum: row.sum + amount }) },
      columns: {},
    });
    expect(name).toBe('all');
  });
});
