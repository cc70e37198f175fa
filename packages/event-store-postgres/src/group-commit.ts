import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { faultOf, isPassing } from './faults.ts';
import { isLate, limitsOf, PATIENCE, pause, type Limits } from './patience.ts';

export type Outcome<Result> = { readonly result: Result } | { readonly error: Error };

export interface GroupCommit<Job, Result> {
  /** Settles once the group that the job travels in is committed, or has failed. */
  add(job: Job): Promise<Result>;
  /** Takes no more jobs, and resolves when those queued are settled. */
  close(): Promise<void>;
}

export interface GroupOptions {
  readonly patience?: number;
  /** Hears why jobs were refused that may be none of their own doing. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Whoever arrives while a group is under way shares the next one, as far as `choose` lets them travel together.
 * A group whose connection is cut, or that met somebody's lock, is committed again, so a commit must be one that may be repeated.
 */
export const groupCommit = <Job extends object, Result>(
  choose: (queued: Iterable<Job>) => readonly Job[],
  commit: (jobs: readonly Job[], limits: Limits) => Promise<readonly Outcome<Result>[]>,
  { patience = PATIENCE, onFault = () => undefined }: GroupOptions = {},
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
  const fail = (jobs: readonly Job[], fault: unknown): void => {
    if (jobs.length > 0) onFault(fault);
    for (const job of jobs) settle(job, { error: faultOf(fault) ?? (fault as Error) });
  };
  const impatient = (error: unknown): readonly Job[] =>
    [...queue].flatMap(([job, { since }]) => (isLate(error, since + patience) ? [job] : []));
  /** Answers false when the same group may be committed in a moment. */
  const failGroup = (group: readonly Job[], error: unknown): boolean => {
    const passing = isPassing(error);
    if (passing) fail(impatient(error), error);
    // It may be the fault of one of them: each is tried alone, so that the others do not pay for it.
    else if (group.length > 1 && faultOf(error)?.retryable !== true)
      for (const job of group) suspects.add(job);
    else fail(group, error);
    return !passing;
  };
  /** Those who wait longest are at the front. */
  const limits = (tries: number): Limits => {
    const [oldest] = queue.values();
    return limitsOf(tries, (oldest?.since ?? 0) + patience);
  };
  const nextGroup = (): readonly Job[] => {
    const [suspect] = queue.keys().filter((job) => suspects.has(job));
    return suspect ? [suspect] : choose(queue.keys());
  };
  const commitNext = async (tries: number): Promise<boolean> => {
    const group = nextGroup();
    try {
      const outcomes = await commit(group, limits(tries));
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
      tries = (await commitNext(tries + 1)) ? 0 : tries + 1;
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
