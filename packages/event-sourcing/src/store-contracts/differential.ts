import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EventStore, Position } from '../event-store.ts';
import { memoryEventStore } from '../memory-event-store.ts';
import { openLab, type ContractExtras, type Lab } from './store-contract/lab.ts';
import { history, type Step } from './store-contract/random-history.ts';

interface DifferentialOptions extends Pick<ContractExtras, 'another'> {
  /** How many random histories are played. Default 15. */
  readonly histories?: number;
  /** The seed of the first; a failure names its own. Default 1. */
  readonly seed?: number;
}

/**
 * Plays random histories on the store and in memory: both must tell them alike.
 * @example
 * differential('SQLite', () => sqliteEventStore(':memory:'), { histories: 50 });
 */
export const differential = (
  name: string,
  open: () => EventStore | Promise<EventStore>,
  { another, histories = 15, seed = 1 }: DifferentialOptions = {},
): void => {
  describe(`the ${name} event store and the one in memory`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab(open, another ? { another } : {});
    });
    afterAll(() => lab.close());

    const seeds = Array.from({ length: histories }, (_, index) => seed + index);
    test.each(seeds)('tell one random history alike (seed %i)', (one) => playHistory(lab, one));
  });
};

/** Plays one random history, the same one for the same seed. */
export const playHistory = async ({ store, other, run, start }: Lab, seed: number): Promise<void> => {
  const memory = memoryEventStore({ now: Date.now });
  const ours = numberedLog([memory], 0n);
  const theirs = numberedLog([store, other], start);
  for await (const step of history(memory, `${run}s${String(seed)}z`, seed)) {
    const expected = await ours.told(step);
    const actual = await theirs.told(step);
    if (step.ambiguous && expected.error && actual.error) continue;
    expect({ seed, what: step.what, ...actual }).toEqual({ seed, what: step.what, ...expected });
  }
};

interface Told {
  readonly answer?: unknown;
  readonly error?: object;
}

/** A log of which only the order of positions counts; its stores take turns. */
const numberedLog = (stores: readonly EventStore[], start: Position) => {
  const positions: Position[] = [];
  let turn = 0;
  const numbered = (value: unknown): unknown => {
    if (typeof value === 'bigint') return `position ${String(positions.indexOf(value))}`;
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
    if (Array.isArray(value)) return value.map(numbered);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, numbered(one)]));
  };
  const learn = async (store: EventStore, { writes }: Step): Promise<void> => {
    for (const { stream, revision } of writes) {
      const [event] = await store.readStream(stream, { from: revision, to: revision });
      if (event && !positions.includes(event.position)) positions.push(event.position);
    }
  };
  return {
    told: async (step: Step): Promise<Told> => {
      const store = stores[(turn += 1) % stores.length]!;
      try {
        const answer = await step.play({ store, positionOf: (index) => positions[index] ?? start });
        await learn(store, step);
        return { answer: numbered(answer) };
      } catch (error) {
        // By its class and fields: the wording is each store's own, and what else its log holds may be later.
        return { error: { name: (error as Error).name, ...(error as object), greatest: undefined } };
      }
    },
  };
};
