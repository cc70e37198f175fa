import type { Position } from '@wardbook/event-sourcing';
import type { LogReader } from './log-reader.ts';

const POLL_IN_MILLISECONDS = 50;

/** Those who wait for news: told at once of what this process appends, and soon of what others do. */
export interface HeadWatch {
  waitFor(position: Position, milliseconds: number): Promise<void>;
  /** Events up to here are on disk. */
  announce(head: Position): void;
  /** Lets go of everybody. */
  close(): void;
}

export const headWatch = (reader: LogReader): HeadWatch => {
  const waiting = new Map<() => void, Position>();
  let poll: NodeJS.Timeout | undefined;
  let seen: number | undefined;

  const announce = (head: Position): void => {
    for (const [wake, position] of [...waiting]) if (head > position) wake();
  };
  const letGo = (): void => {
    for (const wake of [...waiting.keys()]) wake();
  };
  const look = (): void => {
    try {
      const version = reader.dataVersion();
      if (version === seen) return;
      announce(reader.head());
      seen = version;
    } catch {
      // Who waits will read next, and so learns of the fault where it can be answered.
      letGo();
    }
  };
  const watch = (): void => {
    // One timer for everybody; it does not keep the process alive.
    if (waiting.size > 0) poll ??= setInterval(look, POLL_IN_MILLISECONDS).unref();
    else {
      clearInterval(poll);
      poll = undefined;
    }
  };

  return {
    waitFor: (position, milliseconds) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          watch();
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        waiting.set(wake, position);
        watch();
        seen = undefined;
        look();
      }),
    announce,
    close: letGo,
  };
};
