import { setTimeout as pause } from 'node:timers/promises';
import { AHEAD_BY, aheadOf, logIsAhead, machineOff } from './clock.ts';
import type { EventStore } from './event-store.ts';

/** Knows without any command whether clocks stop this process from writing. */
export interface ClockWatch {
  /** Why nothing can be written because of a clock, in one sentence; undefined while all is well. */
  trouble(): string | undefined;
  /** Resolves when nothing is asked any more. */
  stop(): Promise<void>;
}

interface Watching {
  /** The clock that this process records by, UTC milliseconds. */
  readonly now: () => number;
  /** As the store was told. */
  readonly aheadBy?: number;
  /** Milliseconds from one look to the next. */
  readonly every?: number;
}

/** Looks once before it answers, and then again and again. A store that cannot say what time it is has no trouble. */
export const clockWatch = async (
  store: Pick<EventStore, 'clock'>,
  { now, aheadBy = AHEAD_BY, every = 1_000 }: Watching,
): Promise<ClockWatch> => {
  const stopping = new AbortController();
  let trouble: string | undefined;

  const look = async (): Promise<void> => {
    // Read before the store's, so that a slow answer never makes this machine look ahead.
    const own = now();
    const clock = await store.clock?.();
    if (!clock) return;
    const ahead = clock.now === undefined ? 0 : own - clock.now;
    if (aheadOf(clock) > aheadBy) trouble = logIsAhead(aheadOf(clock));
    else trouble = ahead > aheadBy ? machineOff(ahead) : undefined;
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // A store that cannot be asked is in a trouble that it tells itself.
      await look().catch(() => undefined);
      await pause(every, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };

  await look().catch(() => undefined);
  const watching = watch();
  return {
    trouble: () => trouble,
    stop: () => {
      stopping.abort();
      return watching;
    },
  };
};
