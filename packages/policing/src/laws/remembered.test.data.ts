import { memoryEventStore, type EventStore, type Handled, type NewEvent } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import type { Step } from '../steps.test.data.ts';

// The laws record the same things again and again, most of them upon the same past. What a command comes to is decided
// by what is read for it, and by nothing else: it is decided once for each past, and put on record the same each time.

export type Engine = ReturnType<typeof engine>;

/** What a command came to, and the hash of the newest event of each stream that was read for it. */
interface Outcome {
  readonly rests: ReadonlyMap<string, string>;
  readonly handled: Handled;
  readonly appended: readonly NewEvent[];
}

type HeadOf = (stream: string) => string;

/** How many logs are below, and their newest events: words that are sealed below are not opened above. */
interface Below {
  readonly depth: number;
  readonly headOf: HeadOf;
}

const NOTHING: Below = { depth: 0, headOf: () => '' };
const logs = new WeakMap<EventStore, Below>();

const MOST_KEPT = 8_000;
/** The older half goes when the newer one is full. */
let kept = new Map<string, Outcome[]>();
let keptBefore = kept;

const keptUnder = (key: string): Outcome[] => {
  const outcomes = kept.get(key) ?? keptBefore.get(key) ?? [];
  if (kept.size >= MOST_KEPT) {
    keptBefore = kept;
    kept = new Map();
  }
  kept.set(key, outcomes);
  return outcomes;
};

/** What a command has asked so far. */
interface Asked {
  readonly heads: Map<string, string>;
  appended: readonly NewEvent[];
  /** Whoever reads all of the log rests on all of it. */
  readAll: boolean;
}

const nothingAsked = (): Asked => ({ heads: new Map(), appended: [], readAll: false });

/** An engine that decides nothing twice upon the same past. */
const remembering = (store: EventStore, { depth, headOf }: Below): Engine => {
  const heads = new Map<string, string>();
  const newestOf: HeadOf = (stream) => heads.get(stream) ?? headOf(stream);
  let asked = nothingAsked();
  const watched: EventStore = {
    ...store,
    readStream: (stream, range) => {
      if (!asked.heads.has(stream)) asked.heads.set(stream, newestOf(stream));
      return store.readStream(stream, range);
    },
    readLog: (range) => {
      asked.readAll = true;
      return store.readLog(range);
    },
    append: async (stream, expected, events, conditions) => {
      const written = await store.append(stream, expected, events, conditions);
      heads.set(stream, events.at(-1)?.hash ?? newestOf(stream));
      asked.appended = events;
      return written;
    },
  };
  logs.set(watched, { depth, headOf: newestOf });
  const own = engine(undefined, watched);

  const send = async (step: Step, commandId?: string): Promise<Handled> => {
    if (commandId === undefined) return own.send(step);
    const stream = `${step.decider.name}-${step.id}`;
    const key = `${String(depth)} ${stream} ${newestOf(stream)} ${commandId} ${contentOf(step)}`;
    const outcomes = keptUnder(key);
    const same = outcomes.find(({ rests }) => [...rests].every(([name, hash]) => newestOf(name) === hash));
    if (same) return again(stream, same);
    asked = nothingAsked();
    const handled = await own.send(step, commandId);
    const { heads: rests, appended, readAll } = asked;
    if (!readAll) outcomes.push({ rests, handled, appended });
    return handled;
  };
  const again = async (stream: string, { handled, appended: events }: Outcome): Promise<Handled> => {
    const [first] = events;
    if (!first) return handled;
    const { position } = await watched.append(stream, first.revision - 1, events);
    return handled.receipt ? { ...handled, receipt: { ...handled.receipt, position } } : handled;
  };
  return { ...own, send };
};

const contents = new WeakMap<object, string>();

const contentOf = ({ command }: Step): string => {
  const content = contents.get(command) ?? JSON.stringify(command);
  contents.set(command, content);
  return content;
};

/** With nothing on record. */
export const fresh = (): Engine => remembering(memoryEventStore(), NOTHING);

/** On top of all that is on record already, and does not change any more, but for one record: that begins anew. */
export const upon = ({ store: all }: Engine, anew = ''): Engine => {
  const own = memoryEventStore();
  const begun = new Set([anew]);
  const store: EventStore = {
    ...own,
    readStream: (asked, range) => (begun.has(asked) ? own : all).readStream(asked, range),
    append: (asked, expected, events) => {
      begun.add(asked);
      // What it rests on does not move.
      return own.append(asked, expected, events);
    },
  };
  const below = logs.get(all);
  if (!below) return engine(undefined, store);
  const headOf: HeadOf = (stream) => (stream === anew ? '' : below.headOf(stream));
  return remembering(store, { depth: below.depth + 1, headOf });
};
