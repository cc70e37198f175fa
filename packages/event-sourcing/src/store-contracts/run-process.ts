import type { EventStore } from '../event-store.ts';
import { logFeed } from '../feed.ts';
import type { Handle } from '../handle.ts';
import type { ParkedKey } from '../places.ts';
import { processRunner, type ProcessRunner } from '../process-runner.ts';
import type { AnyProcess, RefusedOutgoing } from '../process.ts';
import { turns } from '../turns.ts';
import type { Rows } from '../rows.ts';

/** What a test's runner runs on. */
export interface RunParts {
  readonly store: EventStore;
  /** The process is open in them. */
  readonly rows: Rows;
  readonly handle: Handle;
  /** UTC milliseconds. */
  readonly now?: () => number;
  readonly runner?: string;
  /** Who holds the lease of the process in the rows, where somebody does. */
  readonly holder?: string;
  readonly onRefused?: (refused: RefusedOutgoing) => void;
  readonly onParked?: (parked: ParkedKey) => void;
}

let runners = 0;

/** A runner of one process that does nothing by itself: a test takes each step. */
export const runnerOf = (process: AnyProcess, parts: RunParts): ProcessRunner => {
  const { store, rows, handle, now = Date.now, runner = `runner-${String((runners += 1))}` } = parts;
  return processRunner(process, {
    store,
    rows,
    feed: logFeed(store),
    save: (change) => rows.save([change]),
    turn: turns(),
    now,
    elapsed: () => 0,
    handle,
    agency: 'system',
    runner,
    beginsAt: 0n,
    ...(parts.holder !== undefined && { holder: parts.holder }),
    onRefused: parts.onRefused ?? (() => undefined),
    onParked: (_, parked) => parts.onParked?.(parked),
  });
};

/** Lets a runner that has its place act on all there is. */
export const runToEnd = async (runner: ProcessRunner, store: EventStore): Promise<void> => {
  while (runner.reached() < (await store.head())) await runner.step(0);
};
