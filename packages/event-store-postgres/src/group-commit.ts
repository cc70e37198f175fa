import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { faultOf, isAway } from './faults.ts';
import { PATIENCE, pause } from './serving.ts';

export type Outcome<Result> = { readonly result: Result } | { readonly error: Error };

export interface GroupCommit<Job, Result> {
  /** Settles once the group that the job travels in is committed, or has failed. */
  add(job: Job): Promise<Result>;
  /** Takes no more jobs, and resolves when those queued are settled. */
  close(): Promise<void>;
}

/**
 * Whoever arrives while a group is under way shares the next one, as far as `choose` lets them travel together.
 * A group whose connection is cut is committed again, so a commit must be one that may be repeated.
 */
export const groupCommit = <Job extends object, Result>(
  choose: (queued: Iterable<Job>) => readonly Job[],
  commit: (jobs: readonly Job[]) => Promise<readonly Outcome<Result>[]>,
  patience = PATIENCE,
): GroupCommit<Job, Result> => {
  const queue = new Map<Job, Waiting<Result>>();
  const suspects = new WeakSet<Job>();
  let closed = false;
  let running: Promise<void> | undefined;

  const settle = (job: Job, outcome: Outcome<Result>): void => {
    const waiting = queue.get(job);
    queue.delete(job);
    if ('result' in outcome) waiting?.resolve(outcome.result);
    else waiting?.reject(outcome.error);
  };
  const failImpatient = (error: Error): void => {
    const latest = performance.now() - patience;
    for (const [job, { since }] of [...queue]) if (since < latest) settle(job, { error });
  };
  /** Answers false when the database is away. */
  const failGroup = (group: readonly Job[], error: unknown): boolean => {
    const fault = faultOf(error);
    if (isAway(error)) {
      failImpatient(fault ?? (error as Error));
      return false;
    }
    // It may be the fault of one of them: each is tried alone, so that the others do not pay for it.
    if (group.length > 1 && fault?.retryable !== true) for (const job of group) suspects.add(job);
    else for (const job of group) settle(job, { error: fault ?? (error as Error) });
    return true;
  };
  const nextGroup = (): readonly Job[] => {
    const [suspect] = queue.keys().filter((job) => suspects.has(job));
    return suspect ? [suspect] : choose(queue.keys());
  };
  const commitNext = async (): Promise<boolean> => {
    const group = nextGroup();
    try {
      const outcomes = await commit(group);
      for (const [index, job] of group.entries())
        settle(job, outcomes[index] ?? { error: new TypeError('A job was left without an outcome.') });
      return true;
    } catch (error) {
      return failGroup(group, error);
    }
  };
  const run = async (): Promise<void> => {
    await nextTurn();
    for (let tries = 0; queue.size > 0;) {
      tries = (await commitNext()) ? 0 : tries + 1;
      await (tries === 0 ? nextTurn() : pause(tries));
    }
    running = undefined;
  };

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new StoreUnavailable('The store is closed.', false));
          return;
        }
        queue.set(job, { since: performance.now(), resolve, reject });
        running ??= run();
      }),
    close: async () => {
      closed = true;
      await running;
    },
  };
};

interface Waiting<Result> {
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}
