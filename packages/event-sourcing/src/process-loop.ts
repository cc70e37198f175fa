import { WrongExpectedRevision } from './errors.ts';
import type { Position } from './event-store.ts';
import type { Handle } from './handle.ts';
import { processStreamOf } from './places.ts';
import { processRunner } from './process-runner.ts';
import type { AnyProcess, RefusedOutgoing } from './process.ts';
import type { Following } from './view-follower.ts';

interface LoopParts extends Following {
  readonly handle: Handle;
  readonly onRefused: (refused: RefusedOutgoing) => void;
  readonly runner: string;
  readonly beginsAt: Position;
  /** Milliseconds. */
  readonly lease: number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

// Deadlines are days and months; a second is soon enough.
const TICK_IN_MILLISECONDS = 1_000;

/** One engine's part in running a process: it waits for the lease, runs the process while it has it, and ticks by time. */
export const processLoop = (process: AnyProcess, parts: LoopParts) => {
  const { store, rows, now, pause, runner: holder, lease } = parts;
  const name = process.name;
  const share = Math.ceil(lease / 3);
  let renewedAt = 0;
  let tickedAt = 0;
  let running = false;
  /** Deadlines wait until the rows are not older than they were when the process was taken over. */
  let ticksFrom = 0n;

  const hold = async (): Promise<boolean> => {
    if (running && now() - renewedAt < share) return true;
    const held = await rows.lease(name, holder, lease);
    if (held) renewedAt = now();
    return held;
  };
  const handle: Handle = async (...given) => {
    // The log itself refuses a runner that lost its place; the lease only keeps two from taking turns.
    await hold();
    return parts.handle(...given);
  };
  const runner = processRunner(process, { ...parts, handle });

  const takeOver = async (): Promise<boolean> => {
    if (!(await hold())) {
      await pause(Math.min(share, TICK_IN_MILLISECONDS));
      return false;
    }
    await runner.takeOver();
    ticksFrom = await store.head();
    running = true;
    return true;
  };
  const step = async (): Promise<Position | undefined> => {
    if (!running && !(await takeOver())) return undefined;
    if (!(await hold())) {
      running = false;
      return undefined;
    }
    const position = await runner.step(Math.min(share, TICK_IN_MILLISECONDS));
    if (now() - tickedAt >= TICK_IN_MILLISECONDS && position >= ticksFrom) {
      tickedAt = now();
      await runner.tick(tickedAt);
    }
    return position;
  };

  return {
    /** Undefined while another engine runs the process. */
    step: async (): Promise<Position | undefined> => {
      try {
        return await step();
      } catch (error) {
        if (!isLost(error, name)) throw error;
        running = false;
        return undefined;
      }
    },
    /** Lets another engine take the process over at once. */
    release: async (): Promise<void> => {
      if (running) await rows.lease(name, holder, 0);
    },
  };
};

const isLost = (error: unknown, name: string): boolean =>
  error instanceof WrongExpectedRevision && error.stream === processStreamOf(name);
