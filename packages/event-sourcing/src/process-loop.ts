import { NO_STREAM, WrongExpectedRevision } from './errors.ts';
import { readFields, type EventStore, type Position } from './event-store.ts';
import type { Handle } from './handle.ts';
import { lookAt } from './parking.ts';
import { processStreamOf } from './places.ts';
import { processRunner } from './process-runner.ts';
import type { AnyProcess, RefusedOutgoing } from './process.ts';
import type { Following } from './view-follower.ts';
import { typesOf } from './view.ts';

interface LoopParts extends Following {
  readonly handle: Handle;
  readonly agency: string;
  readonly onRefused: (refused: RefusedOutgoing) => void;
  readonly runner: string;
  readonly beginsAt: Position;
  /** Milliseconds. */
  readonly lease: number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Whether somebody waits to hear how far the process has come, wherever it runs. */
  readonly isAwaited: () => boolean;
}

interface Asked {
  readonly upTo: Position;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

// Deadlines are days and months; a second is soon enough.
const TICK_IN_MILLISECONDS = 1_000;

/** One engine's part in running a process: it waits for the lease, runs the process while it has it, and ticks by time. */
export const processLoop = (process: AnyProcess, parts: LoopParts) => {
  const { store, rows, now, elapsed, pause, runner: holder, lease } = parts;
  const name = process.name;
  const share = Math.ceil(lease / 3);
  let renewedAt = -Infinity;
  let tickedAt = -Infinity;
  let running = false;
  /** Another engine has it, as far as this one knows. */
  let isElsewhere = false;
  let hasEnded = false;
  /** Deadlines wait until the rows are not older than they were when the process was taken over. */
  let ticksFrom = 0n;
  /** Who asked for a look at the deadlines that knows all events up to some position. */
  const asked = new Set<Asked>();
  const answer = (some: Iterable<Asked>, settle: (one: Asked) => void = ({ resolve }) => resolve()): void => {
    for (const one of [...some]) {
      asked.delete(one);
      settle(one);
    }
  };

  const hold = async (): Promise<boolean> => {
    if (running && elapsed() - renewedAt < share) return true;
    const held = await rows.lease(name, holder, lease);
    if (held) renewedAt = elapsed();
    return held;
  };
  // Somebody else may have had it meanwhile, and written rows: only taking over again tells.
  const hasLapsed = (): boolean => elapsed() - renewedAt >= lease;
  const handle: Handle = async (...given) => {
    // The log itself refuses a runner that lost its place; the lease only keeps two from taking turns.
    if (hasLapsed()) throw new WrongExpectedRevision(processStreamOf(name), NO_STREAM, NO_STREAM);
    await hold();
    return parts.handle(...given);
  };
  const runner = processRunner(process, { ...parts, handle, holder });

  const stepElsewhere = async (): Promise<Position | undefined> => {
    const awaited = parts.isAwaited();
    await pause(awaited ? LOOK_IN_MILLISECONDS : Math.min(share, TICK_IN_MILLISECONDS));
    return awaited ? reachedElsewhere(store, process) : undefined;
  };
  const step = async (): Promise<Position | undefined> => {
    if (hasLapsed()) running = false;
    if (!(await hold())) {
      running = false;
      isElsewhere = true;
      answer(asked);
      return stepElsewhere();
    }
    isElsewhere = false;
    if (!running) {
      await runner.takeOver();
      ticksFrom = await store.head();
      running = true;
    }
    const position = await runner.step(asked.size > 0 ? 0 : Math.min(share, TICK_IN_MILLISECONDS));
    const served = [...asked].filter(({ upTo }) => position >= upTo);
    const isTime = elapsed() - tickedAt >= TICK_IN_MILLISECONDS;
    if ((isTime || served.length > 0) && position >= ticksFrom) {
      tickedAt = elapsed();
      await runner.tick(now());
      answer(served);
    } else if (asked.size > 0) {
      // What it has to know first is not to be read yet.
      await pause(LOOK_IN_MILLISECONDS);
    }
    return position;
  };

  return {
    /** How far the process has come; undefined while another engine runs it and nobody asks. */
    step: async (): Promise<Position | undefined> => {
      try {
        return await step();
      } catch (error) {
        if (!isLost(error, name)) {
          answer(asked, ({ reject }) => reject(error));
          throw error;
        }
        running = false;
        return undefined;
      }
    },
    /**
     * Looks at the deadlines as soon as all events up to a position are known. Resolves at once where another engine
     * runs the process. Throws whatever keeps this one from going on.
     */
    tick: (upTo: Position): Promise<void> =>
      new Promise((resolve, reject) => {
        if (isElsewhere || hasEnded) resolve();
        else asked.add({ upTo, resolve, reject });
      }),
    /** Lets another engine take the process over at once. */
    release: async (): Promise<void> => {
      hasEnded = true;
      answer(asked);
      if (running) await rows.lease(name, holder, 0);
    },
  };
};

/** How often a process that runs elsewhere is looked at while somebody waits for it. */
const LOOK_IN_MILLISECONDS = 50;

const PAGE = 500;

/** Up to where nothing is left for whoever runs the process. Its place moves only now and then where nothing concerns it. */
const reachedElsewhere = async (store: EventStore, process: AnyProcess): Promise<Position> => {
  const types = typesOf(process);
  let { position } = (await store.places.find(process.name)) ?? { position: 0n };
  for (;;) {
    const page = await readFields(store, { after: position, limit: PAGE });
    for (const recorded of page) {
      if (types.has(recorded.type) && lookAt(process, recorded)) return position;
      ({ position } = recorded);
    }
    if (page.length < PAGE) return position;
  }
};

const isLost = (error: unknown, name: string): boolean =>
  error instanceof WrongExpectedRevision && error.stream === processStreamOf(name);
