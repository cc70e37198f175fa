import { evolveRecorded, type Fact } from './decider.ts';
import { ZERO_HASH } from './envelope.ts';
import { NO_STREAM } from './errors.ts';
import type { EventStore, Position, RecordedEvent } from './event-store.ts';

/** What is known of a stream after its newest event. */
export interface Known {
  readonly state: unknown;
  readonly revision: number;
  readonly position: Position;
  readonly hash: string;
  readonly recordedAt: string;
  readonly revisionById: Map<string, number>;
}

/** Saves the fold, never the read: what came after the cached revision is always read. */
export const cachedLoad = (store: EventStore, cachedStreams: number) => {
  const cache = new Map<string, { readonly evolve: object; readonly known: Known }>();
  return async (fold: Fact<unknown>['fold'], stream: string): Promise<Known> => {
    const cached = cache.get(stream);
    const before = cached?.evolve === fold.evolve ? cached.known : unknown(fold.initial);
    const events = await store.readStream(stream, { from: before.revision + 1 });
    const known = events.length === 0 ? before : extend(fold, before, events);
    cache.delete(stream);
    cache.set(stream, { evolve: fold.evolve, known });
    const oldest = cache.keys().next();
    if (cache.size > cachedStreams && !oldest.done) cache.delete(oldest.value);
    return known;
  };
};

const unknown = (initial: unknown): Known => ({
  state: initial,
  revision: NO_STREAM,
  position: 0n,
  hash: ZERO_HASH,
  recordedAt: '1970-01-01T00:00:00.000Z',
  revisionById: new Map(),
});

const extend = (fold: Fact<unknown>['fold'], before: Known, events: readonly RecordedEvent[]): Known => {
  // Shared with older snapshots on purpose: to know of a later event is no harm, and a copy per command would be.
  const { revisionById } = before;
  let state = before.state;
  for (const event of events) {
    state = evolveRecorded(fold, state, event);
    revisionById.set(event.id, event.revision);
  }
  const { revision, position, hash, recordedAt } = events.at(-1) ?? { ...before };
  return { state, revision, position, hash, recordedAt, revisionById };
};
