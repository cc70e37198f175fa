import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { PATIENCE, pause } from './patience.ts';
import { faultOf, isBusy, isFinal } from './faults.ts';

export type Outcome<Result> = { readonly result: Result } | { readonly error: Error };

export interface GroupCommit<Job, Result> {
  /** Settles once the group that the job travels in is committed, or has failed. */
  add(job: Job): Promise<Result>;
  /** Takes no more jobs after a fault that only opening the file anew can judge. */
  heed(error: unknown): void;
  /** Takes no more jobs, and resolves when those queued are settled. */
  close(): Promise<void>;
}

export interface GroupOptions {
  readonly patience?: number;
  /** Awaited before each group. */
  readonly room?: () => Promise<void>;
  /** Hears why jobs were refused by no fault of their own; `final` when none is taken any more. */
  readonly onFault?: (fault: StoreUnavailable, final: boolean) => void;
}

// One fsync is shared by so many; more gain little and keep the event loop waiting.
const LARGEST_GROUP = 256;

/** Whoever arrives in one turn of the event loop, or while others wait for the lock, shares one commit. */
export const groupCommit = <Job, Result>(
  commit: (jobs: readonly Job[]) => readonly Outcome<Result>[],
  { patience = PATIENCE, room = () => Promise.resolve(), onFault = () => undefined }: GroupOptions = {},
): GroupCommit<Job, Result> => {
  const queue: Waiting<Job, Result>[] = [];
  let stopped: StoreUnavailable | undefined;
  let running: Promise<void> | undefined;

  const refuse = (waiting: readonly Waiting<Job, Result>[], error: Error): void => {
    for (const { reject } of waiting) reject(error);
  };
  const heed = (error: unknown): void => {
    const fault = faultOf(error);
    if (!fault) return;
    const final = isFinal(error);
    onFault(fault, final);
    if (!final) return;
    stopped = fault;
    refuse(queue.splice(0), fault);
  };
  const fail = (group: readonly Waiting<Job, Result>[], error: unknown): void => {
    if (group.length === 0) return;
    refuse(group, faultOf(error) ?? (error as Error));
    heed(error);
  };
  /** Answers false when somebody else holds the lock. */
  const commitNext = (): boolean => {
    const group = queue.slice(0, LARGEST_GROUP);
    let outcomes: readonly Outcome<Result>[] = [];
    try {
      outcomes = commit(group.map(({ job }) => job));
    } catch (error) {
      if (isBusy(error)) {
        const latest = performance.now() - patience;
        // In order of arrival, so those who waited too long are at the front.
        fail(queue.splice(0, queue.filter(({ since }) => since < latest).length), error);
        return false;
      }
      fail(queue.splice(0, group.length), error);
      return true;
    }
    queue.splice(0, group.length);
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome && 'result' in outcome) resolve(outcome.result);
      else reject(outcome?.error ?? new TypeError('A job was left without an outcome.'));
    }
    return true;
  };
  const run = async (): Promise<void> => {
    await nextTurn();
    for (let tries = 0; queue.length > 0;) {
      await room();
      tries = commitNext() ? 0 : tries + 1;
      await (tries === 0 ? nextTurn() : pause(tries));
    }
    running = undefined;
  };

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        if (stopped) {
          reject(stopped);
          return;
        }
        queue.push({ job, since: performance.now(), resolve, reject });
        running ??= run();
      }),
    heed,
    close: async () => {
      stopped ??= new StoreUnavailable('The store is closed.', false);
      await running;
    },
  };
};

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}
