import type { Position } from '@wardbook/event-sourcing';
import { listener } from './listener.ts';

const POLL_IN_MILLISECONDS = 50;
// Also while we listen: whoever appended may have stopped before telling us.
const SLOW_POLL_IN_MILLISECONDS = 500;

/** Those who wait for news: told at once of what this process appends, and soon of what others do. */
export interface HeadWatch {
  waitFor(position: Position, milliseconds: number): Promise<void>;
  /** This process has appended: events up to here are on disk. */
  announce(head: Position): void;
  /** Lets go of everybody. */
  close(): Promise<void>;
}

/** `headNow` may fail while the database is away: who waits then goes on waiting. */
export const headWatch = (address: string, channel: string, headNow: () => Promise<Position>): HeadWatch => {
  const waiting = new Map<() => void, Position>();
  let poll: NodeJS.Timeout | undefined;
  let looking = false;
  let lookAgain = false;
  let looked = 0;
  let closed = false;

  const wakeBehind = (head: Position): void => {
    for (const [wake, position] of [...waiting]) if (head > position) wake();
  };
  const look = async (): Promise<void> => {
    lookAgain = true;
    if (looking) return;
    looking = true;
    while (lookAgain && waiting.size > 0) {
      lookAgain = false;
      await headNow().then(wakeBehind, () => undefined);
      looked = performance.now();
    }
    looking = false;
  };
  const others = listener(address, channel, () => void look());
  const watch = (): void => {
    clearInterval(poll);
    // One timer for everybody; it does not keep the process alive.
    if (waiting.size > 0)
      poll = setInterval(() => {
        const pause = others.listening() ? SLOW_POLL_IN_MILLISECONDS : POLL_IN_MILLISECONDS;
        if (performance.now() - looked >= pause) void look();
      }, POLL_IN_MILLISECONDS).unref();
  };

  return {
    waitFor: (position, milliseconds) =>
      new Promise((resolve) => {
        if (closed) {
          resolve();
          return;
        }
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          if (waiting.size === 0) watch();
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        waiting.set(wake, position);
        if (waiting.size === 1) watch();
        void look();
      }),
    announce: (head) => {
      wakeBehind(head);
      others.tell();
    },
    close: async () => {
      closed = true;
      for (const wake of [...waiting.keys()]) wake();
      await others.close();
    },
  };
};
