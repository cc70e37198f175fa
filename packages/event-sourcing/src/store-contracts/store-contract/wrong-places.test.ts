import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable, WrongExpectedRevision } from '../../errors.ts';
import type { EventStore } from '../../event-store.ts';
import { memoryEventStore } from '../../memory-event-store.ts';
import { processStreamOf, type ParkedKey, type ProcessPlace, type ProcessPlaces } from '../../places.ts';
import { placesContract } from '../places-contract.ts';
import { openLab, type Checks, type ContractExtras } from './lab.ts';
import { placing, reopening } from './placing.ts';

const checks: Checks = { ...placing, ...reopening };

interface Wrong {
  readonly open: () => EventStore;
  readonly extras?: (store: EventStore) => ContractExtras;
  readonly caughtBy: readonly string[];
}

type Change = (places: ProcessPlaces, store: EventStore) => Partial<ProcessPlaces>;

const changed = (store: EventStore, change: Change): EventStore => ({
  ...store,
  places: { ...store.places, ...change(store.places, store) },
});

/** Right but for where it keeps places. */
const but = (description: string, change: Change, ...caughtBy: readonly string[]): [string, Wrong] => [
  `that ${description}`,
  { open: () => changed(memoryEventStore(), change), caughtBy },
];

/** Two stores on one log, the second of which is wrong. */
const otherBut = (description: string, change: Change, ...caughtBy: readonly string[]): [string, Wrong] => [
  `whose second ${description}`,
  {
    open: memoryEventStore,
    extras: (store) => ({
      another: () => {
        const another = changed(store, change);
        return { ...another, close: () => Promise.resolve() };
      },
    }),
    caughtBy,
  },
];

const fenceOf = async (store: EventStore, process: string): Promise<number> =>
  (await store.readStream(processStreamOf(process))).length - 1;

/** Keeps the place, whatever the fence says. */
const force = async (store: EventStore, places: ProcessPlaces, place: ProcessPlace): Promise<number> =>
  places.save(place, await fenceOf(store, place.process));

const refusal = (process: string, fence: number, actual: number): WrongExpectedRevision =>
  new WrongExpectedRevision(processStreamOf(process), fence, actual);

const withParked =
  (change: (parked: readonly ParkedKey[]) => readonly ParkedKey[]): Change =>
  (places) => ({ save: (place, fence) => places.save({ ...place, parked: change(place.parked) }, fence) });

/** Saves of one turn stand or fall together. */
const together: Change = (places) => {
  let waiting: Promise<PromiseSettledResult<number>[]> | undefined;
  let batch: (() => Promise<number>)[] = [];
  return {
    save: async (place, fence) => {
      const index = batch.push(() => places.save(place, fence)) - 1;
      waiting ??= pause(1).then(() => {
        const attempts = batch;
        [batch, waiting] = [[], undefined];
        return Promise.allSettled(attempts.map((attempt) => attempt()));
      });
      const outcomes = await waiting;
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return outcomes[index]?.status === 'fulfilled' ? fence : -1;
    },
  };
};

const WRONG: Readonly<Record<string, Wrong>> = Object.fromEntries([
  but(
    'ignores the fence',
    (places, store) => ({ save: (place) => force(store, places, place) }),
    'no place is kept before',
    'whoever lost a process',
    'a place that is kept while',
  ),
  but(
    'looks at the fence, then writes',
    (places, store) => ({
      save: async (place, fence) => {
        const actual = await fenceOf(store, place.process);
        if (actual !== fence) throw refusal(place.process, fence, actual);
        await pause(2);
        return force(store, places, place);
      },
    }),
    'a place that is kept while',
  ),
  but(
    'writes, then looks at the fence',
    (places, store) => ({
      save: async (place, fence) => {
        const actual = await force(store, places, place);
        if (actual !== fence) throw refusal(place.process, fence, actual);
        return fence;
      },
    }),
    'no place is kept before',
    'whoever lost a process',
  ),
  but(
    'accepts a fence that is ahead',
    (places, store) => ({
      save: async (place, fence) => places.save(place, Math.min(fence, await fenceOf(store, place.process))),
    }),
    'no place is kept before',
    'whoever lost a process',
    'places that are kept at the same time',
  ),
  but(
    'forgets keys that are set aside',
    withParked(() => []),
    'keys that are set aside',
    'the newest place',
  ),
  but(
    'keeps keys in an object',
    withParked((parked) => {
      const keys: Record<string, ParkedKey> = {};
      for (const one of parked) keys[one.key] = one;
      return Object.values(keys);
    }),
    'keys that are set aside',
  ),
  but(
    'keeps the positions of keys as numbers',
    withParked((parked) => parked.map((one) => ({ ...one, after: BigInt(Number(one.after)) }))),
    'keys that are set aside',
  ),
  but(
    'adds to the keys that were set aside before',
    (places) => ({
      save: async (place, fence) => {
        const before = (await places.find(place.process))?.parked ?? [];
        const still = before.filter(({ key }) => !place.parked.some((one) => one.key === key));
        return places.save({ ...place, parked: [...still, ...place.parked] }, fence);
      },
    }),
    'the newest place counts',
  ),
  but(
    'keeps positions as numbers',
    (places) => ({
      save: (place, fence) => places.save({ ...place, position: BigInt(Number(place.position)) }, fence),
    }),
    'a place is found as it was kept',
  ),
  but(
    'keeps the first place',
    (places) => ({
      save: async (place, fence) => ((await places.find(place.process)) ? fence : places.save(place, fence)),
    }),
    'the newest place counts',
    'each process has',
  ),
  but(
    'stands at the beginning where it never stood',
    (places) => ({
      find: async (process) => (await places.find(process)) ?? { process, position: 0n, parked: [] },
    }),
    'a process that never stood',
  ),
  but(
    'has one place for all',
    (places) => {
      let newest: ProcessPlace | undefined;
      return {
        save: async (place, fence) => {
          newest = place;
          return places.save(place, fence);
        },
        find: async (process) => newest && { ...newest, process },
      };
    },
    'each process has',
  ),
  but(
    'has one fence for all',
    (places, store) => ({
      save: async (place, fence) => {
        const takeovers = await store.readLog({ limit: 1_000, category: 'process' });
        if (takeovers.at(-1)?.stream !== processStreamOf(place.process))
          throw refusal(place.process, fence, fence + 1);
        return places.save(place, fence);
      },
    }),
    'each process has',
  ),
  but('lists nothing', () => ({ list: async () => [] }), 'the newest place counts', 'each process has'),
  but(
    'lists what it ever kept',
    (places) => {
      const kept: ProcessPlace[] = [];
      return {
        save: async (place, fence) => {
          kept.push(place);
          return places.save(place, fence);
        },
        list: async () => kept,
      };
    },
    'the newest place counts',
  ),
  but(
    'answers a fence that stands nowhere',
    (places) => ({ save: async (place, fence) => (await places.save(place, fence)) + 1 }),
    'the fence stands where',
  ),
  but('lets all fail with one', together, 'places that are kept at the same time'),
  but(
    'keeps places after it was closed',
    (places) => ({
      save: (place, fence) =>
        places.save(place, fence).catch((error: unknown) => {
          if (error instanceof StoreUnavailable) return fence;
          throw error;
        }),
    }),
    'a store that is closed',
  ),
  otherBut(
    'knows its own places alone',
    (places) => {
      const own = new Set<string>();
      return {
        save: async (place, fence) => {
          own.add(place.process);
          return places.save(place, fence);
        },
        find: async (process) => (own.has(process) ? places.find(process) : undefined),
      };
    },
    'a place is found as it was kept',
    'a place that was kept is there',
  ),
]);

const caught = new Set<string>();

describe.each(Object.entries(WRONG))('a store %s', (_, { open, extras, caughtBy }) => {
  test.each(caughtBy)('is caught where the contract says: %s', async (beginning) => {
    const [title, ...more] = Object.keys(checks).filter((sentence) => sentence.startsWith(beginning));
    expect({ beginning, more }).toEqual({ beginning, more: [] });
    const store = open();
    const lab = await openLab(() => store, extras?.(store));
    await expect(checks[title!]?.(lab)).rejects.toThrow();
    await lab.close().catch(() => undefined);
    caught.add(title!);
  });
});

test('every sentence of the contract has caught a wrong store', () => {
  expect(Object.keys(checks).filter((title) => !caught.has(title))).toEqual([]);
});

describe('a store without a flaw passes', () => {
  const stores = [memoryEventStore()];
  placesContract('flawless', () => stores[0]!, {
    another: () => {
      let closed = false;
      const own: Change = (places) => ({
        save: async (place, fence) => {
          if (closed) throw new StoreUnavailable('The store is closed.', false);
          return places.save(place, fence);
        },
      });
      const close = async (): Promise<void> => {
        closed = true;
      };
      return { ...changed(stores[0]!, own), close };
    },
  });
});
