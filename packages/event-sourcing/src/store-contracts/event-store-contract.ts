import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { EventStore } from '../event-store.ts';
import { appending } from './store-contract/appending.ts';
import { clocks } from './store-contract/clocks.ts';
import { guarding } from './store-contract/guarding.ts';
import { handling } from './store-contract/handling.ts';
import { openLab, type Checks, type ContractExtras, type Lab } from './store-contract/lab.ts';
import { holding, ordering } from './store-contract/ordering.ts';
import { reading } from './store-contract/reading.ts';
import { sharing, verifying } from './store-contract/sharing.ts';

/** What every event store promises, one sentence each. */
export const storeChecks: Checks = {
  ...appending,
  ...guarding,
  ...reading,
  ...ordering,
  ...sharing,
  ...handling,
};

/** What a store can be asked beside that where an append can be held open. */
export const heldChecks: Checks = holding;

/** What a store can be asked beside that where it can be made to take a wrong time. */
export const clockChecks: Checks = clocks;

/**
 * Holds a store to all that the port promises. An adapter's own test is one call of this.
 * @example
 * eventStoreContract('memory', () => memoryEventStore());
 */
export const eventStoreContract = (
  name: string,
  open: () => EventStore | Promise<EventStore>,
  extras: ContractExtras = {},
): void => {
  const play = (title: string, checks: Checks): void => {
    describe(title, () => {
      let lab: Lab;
      beforeAll(async () => {
        lab = await openLab(open, extras);
      });
      afterAll(() => lab.close());

      for (const [sentence, check] of Object.entries(checks)) test(sentence, () => check(lab));
    });
  };
  play(`the ${name} event store`, { ...storeChecks, ...(extras.hold && heldChecks), ...verifying });
  if (extras.trusting) play(`the ${name} event store and clocks`, { ...clockChecks, ...verifying });
};
