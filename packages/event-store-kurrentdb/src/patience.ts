import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '@wardbook/event-sourcing';

/** The answer, or `StoreUnavailable` when it did not come in time. Whatever comes later is dropped. */
export const inTime = async <Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable('KurrentDB did not answer in time.', true)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

const SHORTEST_PAUSE = 20;
const LONGEST_PAUSE = 500;

/** How long to wait before the next try: longer each time, and never together with everybody else. */
export const backOff = (tries: number): number =>
  Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** tries) * (0.5 + Math.random());

/** Repeats a call that may be repeated, as long as it fails for a reason that may pass and there is time. */
export const patiently = async <Answer>(
  milliseconds: number,
  attempt: () => Promise<Answer>,
): Promise<Answer> => {
  const end = performance.now() + milliseconds;
  for (let tries = 0; ; tries += 1)
    try {
      return await attempt();
    } catch (error) {
      const wait = backOff(tries);
      if (!(error instanceof StoreUnavailable && error.retryable) || performance.now() + wait > end)
        throw error;
      await pause(wait);
    }
};

/**
 * Runs at most so many at once; the others wait for their turn in the order of their arrival, and are refused after
 * so many milliseconds.
 */
export const slots = (
  count: number,
  milliseconds: number,
  refusal: () => Error,
): (<Answer>(work: () => Promise<Answer>) => Promise<Answer>) => {
  const waiting = new Set<() => void>();
  let free = count;
  const turn = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        waiting.delete(enter);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(enter);
        reject(refusal());
      }, milliseconds);
      waiting.add(enter);
    });
  return async (work) => {
    if (free > 0) free -= 1;
    else await turn();
    try {
      return await work();
    } finally {
      // Whoever waits takes over the slot, so nobody who comes later can slip in between.
      const [next] = waiting;
      if (next) next();
      else free += 1;
    }
  };
};
