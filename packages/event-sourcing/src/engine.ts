import { setTimeout as pause } from 'node:timers/promises';
import { StaleRead, StoreUnavailable } from './errors.ts';
import type { EventStore, Position } from './event-store.ts';
import { handler, type Handle } from './handle.ts';
import { processRunner, type AnyProcess, type RefusedOutgoing } from './process.ts';
import type { Sealer } from './sealing.ts';
import { follow, type AnyView, type Rows } from './view.ts';

/** Everything that runs beside the requests: views that follow the log, and processes that act on it. */
export interface Engine {
  readonly handle: Handle;
  /** Resolves once every view has reached the position. Throws `StaleRead` after so many milliseconds. */
  caughtUp(position: Position, milliseconds: number): Promise<void>;
  /** The same for every process as well: what they send in answer to events up to there has been sent. */
  settled(position: Position, milliseconds: number): Promise<void>;
  /** Why the engine is not keeping up now: the message of the last failure, until the next success. */
  trouble(): string | undefined;
  /** Finishes what is under way. The store and the rows stay open: they are their owner's to close. */
  stop(): Promise<void>;
}

interface EngineParts {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly views: readonly AnyView[];
  readonly processes: readonly AnyProcess[];
  /** UTC milliseconds. */
  readonly now?: () => number;
  readonly onRefused?: (refused: RefusedOutgoing) => void;
  readonly sealer?: Sealer;
}

// Deadlines are days and months; a second is soon enough, and a quiet log costs one read a second.
const IDLE_IN_MILLISECONDS = 1_000;
const BACK_OFF_IN_MILLISECONDS = 250;

/** Throws `StoreUnavailable` where the read models know of events that the log does not have. */
export const startEngine = async ({
  store,
  rows,
  views,
  processes,
  ...options
}: EngineParts): Promise<Engine> => {
  const { now = Date.now, onRefused, sealer } = options;
  const handle = handler(store, { now, ...(sealer && { sealer }) });
  await rows.open([...views, ...processes]);
  await refuseAhead(store, rows, [...views, ...processes]);
  const waiting = new Set<() => void>();
  const troubles = new Map<string, string>();
  const reached = new Map<string, Position>();
  let stopped = false;

  const keepUp = async (name: string, turn: () => Promise<Position>): Promise<void> => {
    while (!stopped)
      try {
        const position = await turn();
        troubles.delete(name);
        reached.set(name, position);
        for (const check of waiting) check();
        if (position >= (await store.head())) await store.waitFor(position, IDLE_IN_MILLISECONDS);
      } catch (error) {
        troubles.set(name, error instanceof Error ? error.message : String(error));
        await pause(BACK_OFF_IN_MILLISECONDS);
      }
  };

  const loops = [
    keepUp(FOLLOWING_VIEWS, () => follow(store, rows, views)),
    ...processes.map((process) => {
      const runner = processRunner(process, { store, rows, handle }, onRefused);
      return keepUp(process.name, async () => {
        const position = await runner.follow();
        if (position >= (await store.head())) await runner.tick(now());
        return position;
      });
    }),
  ];

  const wait = (names: readonly string[], position: Position, milliseconds: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const slowest = (): Position =>
        names.map((name) => reached.get(name) ?? 0n).reduce((a, b) => (a < b ? a : b));
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(check);
        settle();
      };
      const check = (): void => {
        if (slowest() >= position) done(resolve);
      };
      const timer = setTimeout(() => {
        done(() => {
          reject(new StaleRead(position, slowest()));
        });
      }, milliseconds);
      waiting.add(check);
      check();
    });

  return {
    handle,
    trouble: () => [...troubles.entries()].map(([name, message]) => `${name}: ${message}`)[0],
    caughtUp: (position, milliseconds) => wait([FOLLOWING_VIEWS], position, milliseconds),
    settled: (position, milliseconds) =>
      wait([FOLLOWING_VIEWS, ...processes.map(({ name }) => name)], position, milliseconds),
    stop: async () => {
      stopped = true;
      await Promise.all(loops);
    },
  };
};

const FOLLOWING_VIEWS = 'views';

/** After a restore of the log alone, what is recorded next would stand at positions that count as read. */
const refuseAhead = async (store: EventStore, rows: Rows, views: readonly AnyView[]): Promise<void> => {
  const head = await store.head();
  for (const view of views) {
    const reached = await rows.checkpoint(view);
    if (reached > head)
      throw new StoreUnavailable(
        `The read models stand at position ${String(reached)}, the log ends at ${String(head)}: another log, or an older copy. Remove the read models to have them rebuilt.`,
        false,
      );
  }
};
