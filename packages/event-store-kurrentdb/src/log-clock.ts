import { performance } from 'node:perf_hooks';
import type { ClientEvent } from './stored-event.ts';

/**
 * The server's clock, as far as a client can see it: by the time that the server put on events, and by when this
 * process sent them. Before the first of its own has come back, the machine's clock stands in for it.
 */
export interface ServerClock {
  /** An event of this process is about to be sent, with this id. */
  sending(id: string): void;
  /** An event has come in, this process's or another's. */
  readonly seen: (event: Pick<ClientEvent, 'id' | 'created'>) => void;
  /** UTC milliseconds; once an own event has been seen, never before what the server's clock shows. */
  now(): number;
}

// Sent and not yet seen. Without a live subscription none of them ever is.
const REMEMBERED = 1_024;

export const serverClock = (machine: () => number = Date.now): ServerClock => {
  const sent = new Map<string, number>();
  // By how much the server's clock is more than ours that never goes back: at least, and at most.
  let least = -Infinity;
  let most: number | undefined;

  return {
    sending: (id) => {
      sent.set(id, performance.now());
      const [oldest] = sent.keys();
      if (sent.size > REMEMBERED && oldest !== undefined) sent.delete(oldest);
    },
    seen: ({ id, created }) => {
      const [since, at] = [sent.get(id), created.getTime()];
      const atLeast = at - performance.now();
      if (since === undefined) {
        least = Math.max(least, atLeast);
        return;
      }
      sent.delete(id);
      [least, most] = [atLeast, at - since];
    },
    now: () => {
      const passed = performance.now();
      return Math.round(Math.max(least + passed, most === undefined ? machine() : most + passed));
    },
  };
};
