import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf, isBusy } from './faults.ts';

/** How long a lock that somebody else holds is waited for, in milliseconds. */
export const PATIENCE = 5_000;

const LONGEST_PAUSE = 50;

/** Tries until the lock is free. SQLite's own busy timeout would stop the whole event loop meanwhile. */
export const whenFree = async <T>(attempt: () => T | Promise<T>): Promise<T> => {
  const deadline = performance.now() + PATIENCE;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw faultOf(error) ?? error;
    }
    await pause(tries);
  }
};

/** Longer with every try; by chance, so that two who wait do not meet again. */
export const pause = (tries: number): Promise<void> =>
  sleep(Math.random() * Math.min(LONGEST_PAUSE, 2 ** tries));
