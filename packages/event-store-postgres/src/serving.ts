import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf, isAway } from './faults.ts';

/** How long a database that is away is waited for, in milliseconds. */
export const PATIENCE = 5_000;

const LONGEST_PAUSE = 250;

/**
 * Tries until the database serves. What was under way when a connection was cut is tried again,
 * so an attempt must be one that may be repeated. Throws `StoreUnavailable`, or what is not the database's doing.
 */
export const whenServing = async <T>(attempt: () => Promise<T>, patience = PATIENCE): Promise<T> => {
  const deadline = performance.now() + patience;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isAway(error) || performance.now() > deadline) throw faultOf(error) ?? error;
    }
    await pause(tries);
  }
};

/** Longer with every try; by chance, so that those who wait do not all come back at once. */
export const pause = (tries: number): Promise<void> =>
  sleep(Math.random() * Math.min(LONGEST_PAUSE, 5 * 2 ** tries));
