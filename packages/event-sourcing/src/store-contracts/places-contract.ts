import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { EventStore } from '../event-store.ts';
import { openLab, type Lab } from './store-contract/lab.ts';
import { placing, reopening } from './store-contract/placing.ts';

interface PlacesExtras {
  /** One more store on the log that the newest store of `open` has, as another process would have. */
  readonly another?: () => EventStore | Promise<EventStore>;
}

/**
 * Holds a store to what it promises of where processes stand.
 * @example
 * placesContract('memory', () => memoryEventStore());
 */
export const placesContract = (
  name: string,
  open: () => EventStore | Promise<EventStore>,
  extras: PlacesExtras = {},
): void => {
  describe(`the places in the ${name} event store`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab(open, extras);
    });
    afterAll(() => lab.close());

    const checks = { ...placing, ...(extras.another && reopening) };
    for (const [title, check] of Object.entries(checks)) test(title, () => check(lab));
  });
};
