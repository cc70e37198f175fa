import type { EventStore } from '../../event-store.ts';
import { memoryEventStore } from '../../memory-event-store.ts';
import { flawedStore, type Flaw, type FlawedStore } from './flawed-store.test.data.ts';
import type { ContractExtras } from './lab.ts';

/** A wrong store, and the beginnings of the sentences that it must be caught by. */
export interface Wrong {
  readonly open: () => EventStore;
  readonly extras?: (store: EventStore) => ContractExtras;
  readonly caughtBy: readonly string[];
}

export const flawed = (flaw: Flaw, ...caughtBy: readonly string[]): [string, Wrong] => [
  `that ${flaw}`,
  {
    open: () => flawedStore(flaw),
    extras: (store) => ({ trusting: () => (store as FlawedStore).trusting() }),
    caughtBy,
  },
];

/** A right store but for some of its methods. */
export const but = (
  description: string,
  change: (store: EventStore) => Partial<EventStore>,
  ...caughtBy: readonly string[]
): [string, Wrong] => [
  `that ${description}`,
  {
    open: () => {
      const store = memoryEventStore();
      return { ...store, ...change(store) };
    },
    caughtBy,
  },
];
