import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import type { EventStore, NewEvent, Position, RecordedEvent } from '../../event-store.ts';
import { placesOf } from './notes.ts';

/** An append that another transaction has made and keeps open. */
export interface Held {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** What an adapter can offer beside its store, so that more of the contract is played. */
export interface ContractExtras {
  /** One more store on the log that the newest store of `open` has, as another process would have. */
  readonly another?: () => EventStore | Promise<EventStore>;
  /** Appends to that log in a transaction that stays open. Others may have to wait for its end. */
  readonly hold?: (stream: string, events: readonly NewEvent[]) => Promise<Held>;
  /** One more store on that log, which takes whatever time an event says that it was recorded at. */
  readonly trusting?: () => EventStore | Promise<EventStore>;
}

/** Where a check works: on a log that may hold other events already, and that others may write to meanwhile. */
export interface Lab {
  readonly store: EventStore;
  /** A second store on the same log; where the adapter offers none, the same store. */
  readonly other: EventStore;
  /** Opens one more store, which the check closes. */
  readonly open: () => Promise<EventStore>;
  readonly hold: (stream: string, events: readonly NewEvent[]) => Promise<Held>;
  readonly trusting: () => Promise<EventStore>;
  /** In every name that a check makes, so that two runs on one log never meet. */
  readonly run: string;
  /** How long news may be on its way, in milliseconds. */
  readonly patience: number;
  /** Where the log ended when the run began. */
  readonly start: Position;
  /** The name of a stream that nobody has written to. */
  readonly fresh: (category?: string) => string;
  readonly close: () => Promise<void>;
}

/** One promise of the port: its sentence, and how to find a store that breaks it. */
export type Checks = Readonly<Record<string, (lab: Lab) => Promise<void>>>;

export const openLab = async (
  open: () => EventStore | Promise<EventStore>,
  { another, hold, trusting }: ContractExtras = {},
): Promise<Lab> => {
  const run = randomBytes(4).toString('hex');
  let streams = 0;
  const store = await open();
  const other = another ? await another() : store;
  return {
    store,
    other,
    open: async () => (another ?? open)(),
    hold: hold ?? (() => Promise.reject(new TypeError('This adapter holds no append open.'))),
    trusting: async () => {
      if (!trusting) throw new TypeError('This adapter has no store that trusts every clock.');
      return trusting();
    },
    run,
    patience: 5_000,
    start: await store.head(),
    fresh: (category = 'note') => `${category}-${run}.${String((streams += 1))}`,
    close: async () => {
      if (other !== store) await other.close();
      await store.close();
    },
  };
};

// Generous: a store that needs so long is not slow, it hangs.
const PATIENCE_IN_MILLISECONDS = 10_000;

/** The answer, or a failure that says what did not come. */
export const within = async <Answer>(
  what: string,
  answer: Promise<Answer>,
  milliseconds = PATIENCE_IN_MILLISECONDS,
): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited in vain: ${what}.`)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

export interface Following {
  readonly after: Position;
  readonly limit: number;
  readonly category?: string;
  /** The stream whose first event ends the following. */
  readonly end: string;
}

/** What a follower sees of this run: page after page, waiting whenever a page was not full, until the end is seen. */
export const followed = async (
  { run }: Lab,
  store: EventStore,
  { after, limit, category, end }: Following,
): Promise<readonly RecordedEvent[]> => {
  const seen: RecordedEvent[] = [];
  const deadline = Date.now() + 2 * PATIENCE_IN_MILLISECONDS;
  for (let reached = after; Date.now() < deadline;) {
    const page = await store.readLog({ after: reached, limit, ...(category !== undefined && { category }) });
    seen.push(...page.filter(({ stream }) => stream.includes(run)));
    reached = page.at(-1)?.position ?? reached;
    if (page.some(({ stream }) => stream === end)) return seen.filter(({ stream }) => stream !== end);
    if (page.length < limit) await store.waitFor(reached, 500);
  }
  throw new Error(`The follower never saw ${end}.`);
};

/** All of this run after a position, read in one go. */
export const logAfter = async ({ run, store }: Lab, after: Position): Promise<readonly RecordedEvent[]> => {
  const page = await store.readLog({ after, limit: 100_000 });
  return page.filter(({ stream }) => stream.includes(run));
};

/** These events and no others, each once, positions growing, every stream in its own order. */
export const expectEachOnce = (
  seen: readonly RecordedEvent[],
  written: readonly { readonly stream: string; readonly revision: number }[],
): void => {
  expectGrowing(seen.map(({ position }) => position));
  expect([...placesOf(seen)].sort()).toEqual([...placesOf(written)].sort());
  for (const stream of new Set(seen.map((event) => event.stream)))
    expectGrowing(seen.filter((event) => event.stream === stream).map(({ revision }) => revision));
};

export const expectGrowing = (numbers: readonly (bigint | number)[]): void => {
  const back = numbers.findIndex((number, index) => index > 0 && number <= (numbers[index - 1] ?? number));
  expect({ back, at: numbers.slice(Math.max(0, back - 1), back + 1) }).toEqual({ back: -1, at: [] });
};

export interface Settled<Answer> {
  readonly won: readonly Answer[];
  readonly lost: readonly unknown[];
}

/** What came of attempts that were under way at the same time. */
export const settled = async <Answer>(attempts: readonly Promise<Answer>[]): Promise<Settled<Answer>> => {
  const outcomes = await Promise.allSettled(attempts);
  return {
    won: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    lost: outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : [])),
  };
};
