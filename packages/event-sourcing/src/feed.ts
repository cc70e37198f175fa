import { readFields, type EventStore, type Position, type RecordedFields } from './event-store.ts';

/** Events in log order, and how far they reach: up to `to` there are no others. */
interface Page {
  readonly events: readonly RecordedFields[];
  readonly to: Position;
}

/** One reader of the log for all who follow it: those who are in step share each page, and each look for news. */
export interface Feed {
  /** What comes after the position. Empty when nothing came within so many milliseconds, or before `wake`. */
  next(after: Position, milliseconds: number): Promise<Page>;
  /** The hash of the event at a position. */
  hashAt(position: Position): Promise<string | undefined>;
  /** How far anybody has read. */
  reached(): Position;
  /** Lets go of all who wait now. */
  wake(): void;
  /** Lets go of all who wait, now and later. */
  stop(): void;
}

const PAGE = 1_000;
// Whoever is further behind reads for themselves.
const PAGES_KEPT = 8;
const HASHES_KEPT = 64;

export const logFeed = (store: Pick<EventStore, 'readLog' | 'readFields' | 'waitFor'>): Feed => {
  const pages = new Map<Position, Promise<Page>>();
  const hashes = new Map<Position, Promise<string | undefined>>();
  const news = new Map<Position, Promise<void>>();
  let letGo = Promise.withResolvers<undefined>();
  let isStopped = false;
  let reached = 0n;

  const read = async (after: Position): Promise<Page> => {
    const events = await readFields(store as EventStore, { after, limit: PAGE });
    const to = events.at(-1)?.position ?? after;
    if (to > reached) reached = to;
    // Nothing yet: whoever asks next has to look again.
    if (events.length === 0) pages.delete(after);
    return { events, to };
  };
  const pageAfter = (after: Position): Promise<Page> => kept(pages, after, PAGES_KEPT, () => read(after));
  const newsAfter = (after: Position, milliseconds: number): Promise<void> => {
    const known = news.get(after);
    if (known) return known;
    const waiting = store.waitFor(after, milliseconds).finally(() => news.delete(after));
    news.set(after, waiting);
    return waiting;
  };

  return {
    next: async (after, milliseconds) => {
      // Whoever is woken while they read does not wait afterwards.
      const woken = letGo.promise;
      // Where somebody waits for news already, there was none when they looked.
      const page = news.has(after) ? undefined : await pageAfter(after);
      if (page && page.events.length > 0) return page;
      // Others may wait longer for the same news.
      if (milliseconds > 0) await Promise.race([newsAfter(after, milliseconds), woken]);
      return pageAfter(after);
    },
    hashAt: (position) =>
      position === 0n
        ? Promise.resolve(undefined)
        : kept(hashes, position, HASHES_KEPT, () => hashAt(store, position)),
    reached: () => reached,
    wake: () => {
      letGo.resolve(undefined);
      if (!isStopped) letGo = Promise.withResolvers<undefined>();
    },
    stop: () => {
      isStopped = true;
      letGo.resolve(undefined);
    },
  };
};

/** The hash of the event at a position; undefined where none is. */
export const hashAt = async (
  store: Pick<EventStore, 'readLog'>,
  position: Position,
): Promise<string | undefined> => {
  const [event] = await store.readLog({ after: position - 1n, limit: 1 });
  return event?.position === position ? event.hash : undefined;
};

const kept = <Value>(
  known: Map<Position, Promise<Value>>,
  position: Position,
  most: number,
  make: () => Promise<Value>,
): Promise<Value> => {
  const found = known.get(position);
  if (found) return found;
  const made = make().catch((error: unknown) => {
    known.delete(position);
    throw error;
  });
  known.set(position, made);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return made;
};
