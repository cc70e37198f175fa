import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '../../event-store.ts';
import { memoryEventStore } from '../../memory-event-store.ts';
import { but, type Wrong } from './wrong-stores.test.data.ts';
import { flawedStore, type FlawedStore } from './flawed-store.test.data.ts';
import type { ContractExtras } from './lab.ts';

/** Two stores on one log, the second of which is wrong. */
const otherBut = (
  description: string,
  change: (store: EventStore) => Partial<EventStore>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `whose second ${description}`,
  {
    open: memoryEventStore,
    extras: (store) => ({ another: () => ({ ...store, ...change(store), close: () => Promise.resolve() }) }),
    caughtBy,
  },
];

/** A store that does something wrong with an append that is held open. */
const held = (
  description: string,
  hold: (store: FlawedStore) => NonNullable<ContractExtras['hold']>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `that ${description}`,
  {
    open: () => flawedStore(),
    extras: (store) => ({ hold: hold(store as FlawedStore) }),
    caughtBy,
  },
];

/** The newest event of a stream is not there until another one is, as on a replica; no clock says how long that takes. */
const replica = (store: EventStore): Partial<EventStore> => ({
  readStream: async (...call) => (await store.readStream(...call)).slice(0, -1),
});

export const WRONG_NEIGHBOURS: readonly (readonly [string, Wrong])[] = [
  but(
    'never wakes anybody',
    () => ({ waitFor: (_, milliseconds) => pause(milliseconds, undefined, { ref: false }) }),
    'wakes who waits',
  ),
  but('lets go at once of who waits', () => ({ waitFor: () => Promise.resolve() }), 'lets go at once'),
  but('shows its own appends late', replica, 'what was answered is there', '64 callers'),
  otherBut(
    'is not woken by the first',
    () => ({ waitFor: (_, milliseconds) => pause(milliseconds, undefined, { ref: false }) }),
    'wakes who waits',
  ),
  otherBut(
    'reads a copy that lags behind',
    (store) => ({
      readStream: async (...call) =>
        pause(5).then(async () => (await store.readStream(...call)).slice(0, -1)),
    }),
    'what was answered is there',
    'a reader never sees half',
  ),
  held(
    'shows a late append at the position that it was given early',
    (store) => async (_, events) => {
      const { show } = store.hold(events);
      return { commit: async () => show(), rollback: () => Promise.resolve() };
    },
    'an append that commits late',
  ),
  held(
    'keeps the first event of what is rolled back',
    (store) => async (_, events) => ({
      commit: () => Promise.resolve(),
      rollback: async () => store.hold(events.slice(0, 1)).show(),
    }),
    'an append that is rolled back',
  ),
  held(
    'shows what is not committed',
    (store) => async (_, events) => {
      store.hold(events).show();
      return { commit: () => Promise.resolve(), rollback: () => Promise.resolve() };
    },
    'an append that is held open',
  ),
  held(
    'lets two transactions create one stream',
    (store) => async (_, events) => ({
      commit: async () => store.hold(events).show(),
      rollback: () => Promise.resolve(),
    }),
    'who wants a stream that a held append',
  ),
];
