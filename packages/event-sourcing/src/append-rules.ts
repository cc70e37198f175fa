import { ChainBroken, StoreUnavailable } from './errors.ts';
import type { NewEvent } from './event-store.ts';

/** Throws `ChainBroken` for events that are not, one after the other, what follows `expected` in the stream. */
export const refuseIncoherent = (stream: string, expected: number, events: readonly NewEvent[]): void => {
  for (const [index, event] of events.entries()) {
    const follows = index === 0 || event.previousHash === events[index - 1]?.hash;
    if (event.stream !== stream || event.revision !== expected + 1 + index || !follows)
      throw new ChainBroken(stream, event.revision, 'does not follow what it is appended to.');
  }
};

const TOLERANCE_IN_MILLISECONDS = 2_000;

/** `knownAt` needs a log whose clock goes forward: a process whose clock is far behind may not append. */
export const refuseBackwardClock = (greatest: string | undefined, recordedAt: string | undefined): void => {
  if (greatest === undefined || recordedAt === undefined) return;
  const behind = Date.parse(greatest) - Date.parse(recordedAt);
  if (behind > TOLERANCE_IN_MILLISECONDS)
    throw new StoreUnavailable(`The clock is ${String(behind)} ms behind the log.`, true);
};
