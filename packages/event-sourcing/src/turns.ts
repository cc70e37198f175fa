/** Waits for a turn of the event loop of one's own: between two of them timers, sockets and signals are served. */
export type Turn = () => Promise<void>;

/** Whoever has much to do asks for a turn before each part of it; turns are given one by one, in order of asking. */
export const turns = (defer: (next: () => void) => unknown = (next) => setImmediate(next)): Turn => {
  const waiting: (() => void)[] = [];
  const giveNext = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) defer(giveNext);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) defer(giveNext);
    });
};

const MILLISECONDS_A_PART = 15;
const SMALLEST_PART = 16;
const LARGEST_PART = 1_000;

/** How much to do in one turn: as much as the last parts show to fit into some milliseconds. */
export const partSize = (milliseconds = MILLISECONDS_A_PART) => {
  let size = 4 * SMALLEST_PART;
  return {
    next: (): number => size,
    took: (count: number, elapsed: number): void => {
      const fitting = Math.round((count * milliseconds) / Math.max(elapsed, 0.1));
      // Never more than twice as much at once: a cheap part says little about the next.
      size = Math.max(SMALLEST_PART, Math.min(LARGEST_PART, 2 * size, fitting));
    },
  };
};
