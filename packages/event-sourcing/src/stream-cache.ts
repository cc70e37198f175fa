import type { AnyFold } from './decider.ts';
import { evolveRecorded } from './deciding.ts';
import { ZERO_HASH } from './envelope.ts';
import { NO_STREAM } from './errors.ts';
import type { EventStore, NewEvent, Position, RecordedEvent } from './event-store.ts';
import { withWords } from './opened-text.ts';
import { ownerOf } from './owner.ts';
import { isTextSubject, TEXT_REDACTED } from './sealed-text.ts';
import type { TextKeeper } from './sealing.ts';
import { effective, isStrike, struckIn } from './striking.ts';

/** What is known of a stream after its newest event. */
export interface Known {
  readonly state: unknown;
  readonly revision: number;
  readonly position: Position;
  readonly hash: string;
  readonly recordedAt: string;
  /** Whose record it is; undefined before it has begun. */
  readonly owner: string | undefined;
  /** When the latest of it happened, whenever that was recorded; undefined before it has begun. */
  readonly latest: string | undefined;
  readonly revisionById: Map<string, number>;
  /** The 0-based revisions that were struck through. */
  readonly struck: ReadonlySet<number>;
}

export interface StreamCache {
  readonly load: (fold: Fold, stream: string) => Promise<Known>;
  /** After an append to what was loaded: the next command need not read back what this one wrote. */
  readonly remember: (fold: Fold, stream: string, known: Known, appended: Written) => void;
}

/** The state after events that are about to be appended. Throws whatever `evolve` throws. */
export const stateAfter = (
  fold: Fold,
  state: unknown,
  events: readonly Omit<RecordedEvent, 'position'>[],
): unknown =>
  events.reduce((before, event) => evolveRecorded(fold, before, { ...event, position: 0n }), state);

type Fold = AnyFold & { readonly initial: unknown };

interface Written {
  readonly events: readonly NewEvent[];
  /** What they made of the state that was known before. */
  readonly state: unknown;
  /** Of the last of them. */
  readonly position: Position;
}

/** Saves the fold, never the read: what came after the cached revision is always read. */
export const streamCache = (store: EventStore, cachedStreams: number, texts?: TextKeeper): StreamCache => {
  const cache = new Map<string, { readonly evolve: object; readonly known: Known }>();
  const keep = (fold: Fold, stream: string, known: Known): void => {
    cache.delete(stream);
    cache.set(stream, { evolve: fold.evolve, known });
    const oldest = cache.keys().next();
    if (cache.size > cachedStreams && !oldest.done) cache.delete(oldest.value);
  };
  return {
    load: async (fold, stream) => {
      const cached = cache.get(stream);
      const before = cached?.evolve === fold.evolve ? cached.known : nothingKnown(fold.initial);
      const news = await store.readStream(stream, { from: before.revision + 1 });
      // The state that is kept holds what was struck, or words that are there no more.
      const begins = news.some((event) => isStrike(event) || (fold.comparesText && isTakingOut(event)));
      const events = begins && before.revision >= 0 ? await store.readStream(stream) : news;
      const opened = fold.comparesText ? await withWords(texts, events) : events;
      const known = extend(fold, begins ? nothingKnown(fold.initial) : before, opened);
      keep(fold, stream, known);
      return known;
    },
    remember: (fold, stream, known, { events, state, position }) => {
      const last = events.at(-1);
      if (!last || (fold.comparesText && events.some(holdsWords))) return;
      // Whoever comes next reads it all, and leaves out what was struck.
      if (events.some(isStrike)) {
        cache.delete(stream);
        return;
      }
      for (const { id, revision } of events) known.revisionById.set(id, revision);
      const { revisionById, struck } = known;
      const { revision, hash, recordedAt } = last;
      const owner = known.owner ?? ownerIn(fold, events);
      const latest = latestIn(known.latest, events);
      keep(fold, stream, {
        state,
        revision,
        position,
        hash,
        recordedAt,
        owner,
        latest,
        revisionById,
        struck,
      });
    },
  };
};

const isTakingOut = ({ type }: RecordedEvent): boolean => type === TEXT_REDACTED;

/** What they made of the state has references in it: the next command reads them with their words. */
const holdsWords = ({ type, sealed }: NewEvent): boolean =>
  type === TEXT_REDACTED || sealed.some(({ subject }) => isTextSubject(subject));

/** A stream that does not exist. */
export const nothingKnown = (initial: unknown): Known => ({
  state: initial,
  revision: NO_STREAM,
  position: 0n,
  hash: ZERO_HASH,
  recordedAt: '1970-01-01T00:00:00.000Z',
  owner: undefined,
  latest: undefined,
  revisionById: new Map(),
  struck: NONE,
});

const NONE: ReadonlySet<number> = new Set();

const extend = (fold: Fold, before: Known, events: readonly RecordedEvent[]): Known => {
  const last = events.at(-1);
  if (!last) return before;
  const { revision, position, hash, recordedAt } = last;
  // Shared with older snapshots on purpose: to know of a later event is no harm, and a copy per command would be.
  const { revisionById } = before;
  for (const event of events) revisionById.set(event.id, event.revision);
  const standing = effective(events);
  const state = standing.reduce((earlier, event) => evolveRecorded(fold, earlier, event), before.state);
  const owner = before.owner ?? ownerIn(fold, events);
  const latest = latestIn(before.latest, standing);
  const struck = struckIn(events).get(last.stream) ?? before.struck;
  return { state, revision, position, hash, recordedAt, owner, latest, revisionById, struck };
};

const ownerIn = (fold: Fold, events: readonly Omit<RecordedEvent, 'position'>[]): string | undefined => {
  const [first] = events;
  return first?.revision === 0 ? ownerOf(fold, { ...first, position: 0n }) : undefined;
};

const latestIn = (before: string | undefined, events: readonly { readonly occurredAt: string }[]) =>
  events.reduce(
    (latest, { occurredAt }) => (latest === undefined || occurredAt > latest ? occurredAt : latest),
    before,
  );
