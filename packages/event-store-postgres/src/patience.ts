import { setTimeout as sleep } from 'node:timers/promises';
import { faultOf, isPassing, isSilence } from './faults.ts';

/** How long a database that is away is waited for, in milliseconds. */
export const PATIENCE = 5_000;

/** For how long a server that was asked may say nothing before another connection is tried, in milliseconds. */
export const SILENCE = 1_500;

const LONGEST_PAUSE = 250;

/** How long one attempt may take. */
export interface Limits {
  /** Until then it may wait for a connection that is free, by `performance.now()`. */
  readonly until: number;
  /** For how long the server may say nothing, in milliseconds. */
  readonly silence: number;
}

/** The first attempt may meet a connection that is dead; those after it, on new ones, rather a server that is slow. */
export const limitsOf = (tries: number, until: number): Limits => ({
  until,
  silence: tries === 1 ? SILENCE : Math.max(SILENCE, until - performance.now()),
});

/** Whether another attempt would end after the patience: one that meets silence again takes its time. */
export const isLate = (error: unknown, until: number): boolean =>
  performance.now() > (isSilence(error) ? until - SILENCE : until);

/**
 * Tries until the database serves, and whoever holds a lock lets go. What was under way when a connection was cut is tried again,
 * so an attempt must be one that may be repeated. Throws `StoreUnavailable`, or what is not the database's doing.
 */
export const whenServing = async <T>(
  attempt: (limits: Limits) => Promise<T>,
  patience = PATIENCE,
): Promise<T> => {
  const until = performance.now() + patience;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(limitsOf(tries, until));
    } catch (error) {
      if (!isPassing(error) || isLate(error, until)) throw faultOf(error) ?? error;
    }
    await pause(tries);
  }
};

/** Longer with every try; by chance, so that those who wait do not all come back at once. */
export const pause = (tries: number): Promise<void> =>
  sleep(Math.random() * Math.min(LONGEST_PAUSE, 5 * 2 ** tries));
