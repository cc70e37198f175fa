import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { App } from '../app.ts';
import { stateOf, type Command, type Decider } from '../decider.ts';
import { defineDomain, type Domain } from '../domain.ts';
import { startEngine, type Engine } from '../engine.ts';
import { createdId, headerOf } from '../envelope.ts';
import { event, type EventOf } from '../event.ts';
import type { EventStore } from '../event-store.ts';
import { defineProcess, send } from '../process.ts';
import { refuse } from '../refusal.ts';
import { verifyLog } from '../verify.ts';
import { defineView } from '../view.ts';
import type { Rows } from '../rows.ts';
import { counter } from './counter.ts';

const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
const AT = '2026-03-01T11:00:00.000Z';
const DUE = Date.parse('2026-03-02T11:00:00.000Z');

// What a lamp knows of its own stream it writes down, so that a test sees under which name.
const lit = event('LampLit', { watts: z.int() });
type LampCommand = Command &
  (
    | { readonly type: 'Light'; readonly watts: number }
    | { readonly type: 'LightAsCounted'; readonly counter: string }
  );
interface LampFacts {
  readonly LightAsCounted: { readonly counted: number };
}
const lamp: Decider<LampCommand, EventOf<typeof lit>, readonly string[], LampFacts> = {
  name: 'lamp',
  ids: { pattern: /^[a-z-]+$/, otherwise: refuse('R-LAMP-1', 'A lamp is called in small letters.', 'id') },
  initial: [],
  events: [lit],
  facts: { LightAsCounted: ({ counter: id }) => ({ counted: stateOf(counter, id) }) },
  decide: {
    Light: ({ watts }) => [lit({ watts })],
    LightAsCounted: (_, __, { counted }) => [lit({ watts: counted })],
  },
  evolve: { LampLit: (seen, { watts }, { stream }) => [...seen, `${stream} ${String(watts)}`] },
};

interface Seen {
  readonly seen: readonly string[];
  readonly version: number;
}
const NOTHING: Seen = { seen: [], version: 0 };
const diary = defineView({
  name: 'diary',
  version: 1,
  of: [counter, lamp],
  versionOf: lamp,
  initial: NOTHING,
  evolve: {
    Counted: (row, { by: amount }, { stream }) => ({
      ...row,
      seen: [...row.seen, `${stream} ${String(amount)}`],
    }),
    LampLit: (row, { watts }, { stream }) => ({ ...row, seen: [...row.seen, `${stream} ${String(watts)}`] }),
  },
  columns: { length: ({ seen }) => seen.length },
});

interface Lighting {
  readonly sum: number;
  readonly dueAt: string | null;
}
const DARK: Lighting = { sum: 0, dueAt: null };
/** Lights a lamp as often as its counter counts, and one more the day after. */
const lighter = defineProcess({
  name: 'lighter',
  version: 1,
  of: [counter],
  initial: DARK,
  evolve: {
    Counted: ({ sum }, { by: amount }) => ({ sum: sum + amount, dueAt: new Date(DUE).toISOString() }),
  },
  columns: { dueAt: ({ dueAt }) => dueAt },
  react: {
    Counted: (_, { by: watts }, { stream, occurredAt }) => [
      send(lamp, stream === 'counter-one' ? 'one' : 'elsewhere', { type: 'Light', watts }, occurredAt),
    ],
  },
  whenDue: ({ sum, dueAt }) => [send(lamp, 'due', { type: 'Light', watts: sum }, dueAt ?? AT)],
});

const kinds = { counter, lamp };
type Street = Domain<typeof kinds>;
const city: Street = defineDomain(kinds, { processes: [lighter], agency: 'city' });
const met: Street = defineDomain(kinds, { processes: [lighter], agency: 'met', prefix: 'met' });

/** A log and rows that nobody has used yet. */
interface Home {
  readonly store: EventStore;
  readonly rows: Rows;
}

/**
 * Two domains whose kinds, events, views and processes are called alike, in one log: the one under a prefix.
 * @example
 * twoDomainsContract('memory', () => ({ store: memoryEventStore(), rows: memoryRows() }));
 */
export const twoDomainsContract = (name: string, open: () => Home | Promise<Home>): void => {
  const inBoth = async (
    play: (both: readonly Engine<typeof kinds>[], home: Home) => Promise<void>,
  ): Promise<void> => {
    const home = await open();
    const parts = { ...home, views: [diary], now: () => clock.now };
    const clock = { now: DUE - 1 };
    const both: Engine<typeof kinds>[] = [];
    for (const domain of [city, met]) both.push(await startEngine(domain, parts));
    try {
      for (const [index, { app }] of both.entries())
        await app.counter('one').send({ type: 'Count', amount: 1 + 19 * index }, { by, occurredAt: AT });
      clock.now = DUE;
      for (const engine of both) await engine.tick();
      for (const { app } of both)
        await app.lamp('fact').send({ type: 'LightAsCounted', counter: 'one' }, { by, occurredAt: AT });
      for (const engine of both) await engine.settled(await home.store.head(), 10_000);
      await play(both, home);
    } finally {
      for (const engine of both) await engine.stop();
      await home.rows.close();
      await home.store.close();
    }
  };
  const seenBy = async ({ rows }: Pick<Engine, 'rows'>): Promise<readonly (readonly string[])[]> =>
    (await rows.list(diary, { limit: 10 })).map(({ key, row }) => [
      `${key} ${String(row.version)}`,
      ...row.seen,
    ]);

  describe(`K-01: two domains in one ${name} log`, () => {
    test('keep their streams apart', () =>
      inBoth(async (_, { store }) => {
        const log = await store.readLog({ limit: 100 });
        const streams = log.map(({ stream }) => stream).filter((stream) => !stream.startsWith('process-'));
        expect([...new Set(streams)].sort()).toEqual([
          'counter-one',
          'lamp-due',
          'lamp-fact',
          'lamp-one',
          'metCounter-one',
          'metLamp-due',
          'metLamp-fact',
          'metLamp-one',
        ]);
        expect((await verifyLog(store)).broken).toBeUndefined();
      }));

    test('see their own records, under their own names: in states, facts and rows', () =>
      inBoth(async ([ofCity, ofMet], { store, rows }) => {
        const statesOf = (app: App<typeof kinds>) =>
          Promise.all(['one', 'due', 'fact'].map(async (id) => (await app.lamp(id).state()).state));
        expect(await statesOf(ofCity!.app)).toEqual([['lamp-one 1'], ['lamp-due 1'], ['lamp-fact 1']]);
        expect(await statesOf(ofMet!.app)).toEqual([['lamp-one 20'], ['lamp-due 20'], ['lamp-fact 20']]);
        const [lighted] = await store.readStream('metLamp-fact');
        expect(headerOf(lighted!).basis).toMatchObject([{ stream: 'metCounter-one', revision: 0 }]);
        expect(await seenBy(ofCity!)).toEqual([
          ['due 1', 'lamp-due 1'],
          ['fact 1', 'lamp-fact 1'],
          ['one 1', 'counter-one 1', 'lamp-one 1'],
        ]);
        expect(await seenBy(ofMet!)).toEqual([
          ['due 1', 'lamp-due 20'],
          ['fact 1', 'lamp-fact 20'],
          ['one 1', 'counter-one 20', 'lamp-one 20'],
        ]);
        expect(await seenBy({ rows })).toEqual(await seenBy(ofCity!));
        const stored = await rows.find({ ...diary, name: 'met-diary' }, ['one']);
        expect(stored).toEqual(await ofMet!.rows.find(diary, ['one']));
        expect(await ofMet!.rows.count(diary, { where: { length: [2] }, limit: 10 })).toBe(1);
      }));

    test('have their processes to themselves, with places of their own', () =>
      inBoth(async (_, { store }) => {
        const places = await store.places.list();
        expect(places.map(({ process }) => process).sort()).toEqual(['lighter', 'met-lighter']);
        const actorsOf = async (stream: string) =>
          (await store.readStream(stream)).map((recorded) => headerOf(recorded).actor);
        const [ofCity, ofMet] = ['lighter', 'met-lighter'].map((process) => `process.${process}`);
        // An event causes something for the agency whose record it is; a deadline, before there is any, for the domain's.
        for (const [id, agencies] of [
          ['one', ['police', 'police']],
          ['due', ['city', 'met']],
        ] as const) {
          const [forCity, forMet] = agencies;
          expect(await actorsOf(`lamp-${id}`)).toEqual([{ id: ofCity, role: 'SYSTEM', agency: forCity }]);
          expect(await actorsOf(`metLamp-${id}`)).toEqual([{ id: ofMet, role: 'SYSTEM', agency: forMet }]);
        }
      }));

    test('take the same command of the same client for two, and create the same ids', () =>
      inBoth(async (both) => {
        const id = createdId('client', 'create-1', counter.name);
        const sender = { by, clientId: 'client', commandId: 'create-1' };
        const answers = [];
        for (const { app } of both)
          answers.push(await app.counter(id).send({ type: 'Count', amount: 1 }, sender));
        expect(answers.map(({ receipt }) => [receipt?.stream, receipt?.replayed])).toEqual([
          [`counter-${id}`, false],
          [`metCounter-${id}`, false],
        ]);
        const [, again] = both;
        const repeated = await again!.app.counter(id).send({ type: 'Count', amount: 1 }, sender);
        expect(repeated.receipt).toEqual({ ...answers[1]?.receipt, replayed: true });
      }));

    test('refuse what is no id of a kind in the one as in the other', () =>
      inBoth(async (both, { store }) => {
        const head = await store.head();
        for (const { app } of both)
          expect(await app.lamp('ONE').send({ type: 'Light', watts: 1 }, { by })).toEqual({
            refusal: lamp.ids?.otherwise,
          });
        expect(await store.head()).toBe(head);
      }));
  });
};
