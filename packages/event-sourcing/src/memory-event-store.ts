import { ChainBroken, StoreUnavailable, WrongExpectedRevision } from './errors.ts';
import { ZERO_HASH } from './envelope.ts';
import { categoryOf } from './decider.ts';
import { conflictOf, guardsOf, refuseIncoherent } from './append-rules.ts';
import { AHEAD_BY, clockFault, greatestAfter } from './clock.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { processStreamOf, type ProcessPlace } from './places.ts';
import type { SealedPart } from './sealing.ts';

export interface MemoryOptions {
  /** The store's own clock, UTC milliseconds. Without one no writer is ahead of it. */
  readonly now?: () => number;
  /** How far ahead of it a writer may be, in milliseconds. */
  readonly aheadBy?: number;
}

/**
 * The port in its plainest form: for tests, and as the specification that other stores are read against.
 * @example
 * const store = memoryEventStore({ now: () => Date.parse('2026-03-01T09:00:00.000Z') });
 */
export const memoryEventStore = ({ now, aheadBy = AHEAD_BY }: MemoryOptions = {}): EventStore => {
  const log: RecordedEvent[] = [];
  const streams = new Map<string, RecordedEvent[]>();
  const sealedParts = new Map<string, readonly SealedPart[]>();
  const places = new Map<string, ProcessPlace>();
  const waiting = new Set<() => void>();
  let greatest: string | undefined;
  let closed = false;
  const refuseClosed = (): void => {
    if (closed) throw new StoreUnavailable('The store is closed.', false);
  };
  const revisionOf = (stream: string): number => (streams.get(stream)?.length ?? 0) - 1;

  return {
    name: 'memory',
    append: async (stream, expected, events, conditions = {}) => {
      refuseClosed();
      refuseIncoherent(stream, expected, events);
      const own = streams.get(stream) ?? [];
      const before = own.slice(expected + 1, expected + 1 + events.length);
      const last = before.at(-1);
      if (
        last &&
        before.length === events.length &&
        before.every(({ hash }, index) => hash === events[index]?.hash)
      )
        return { revision: last.revision, position: last.position };
      if (own.length - 1 !== expected) throw new WrongExpectedRevision(stream, expected, own.length - 1);
      for (const guard of guardsOf(events, conditions))
        if (revisionOf(guard.stream) !== guard.revision)
          throw conflictOf(stream, guard, revisionOf(guard.stream));
      if (events[0] && events[0].previousHash !== (own.at(-1)?.hash ?? ZERO_HASH))
        throw new ChainBroken(stream, events[0].revision, 'does not continue the stored chain.');
      const fault = clockFault({ stream, events }, { greatest, now: now?.(), aheadBy });
      if (fault) throw fault;
      for (const { revision, sealed } of events) sealedParts.set(`${stream}/${String(revision)}`, sealed);
      const recorded = events.map(({ previousHash: _, sealed: __, ...event }, index): RecordedEvent => ({
        ...event,
        position: BigInt(log.length + 1 + index),
      }));
      log.push(...recorded);
      greatest = greatestAfter(greatest, { stream, events });
      streams.set(stream, [...own, ...recorded]);
      for (const wake of waiting) wake();
      return { revision: revisionOf(stream), position: BigInt(log.length) };
    },
    readStream: async (stream, { from = 0, to = Infinity, limit = Infinity, backward = false } = {}) => {
      refuseClosed();
      const wanted = (streams.get(stream) ?? []).filter(({ revision }) => revision >= from && revision <= to);
      return (backward ? wanted.reverse() : wanted).slice(0, limit);
    },
    readLog: async ({ after = 0n, limit, category }) => {
      refuseClosed();
      return log
        .slice(Number(after))
        .filter(({ stream }) => category === undefined || categoryOf(stream) === category)
        .slice(0, limit);
    },
    readSealed: async (stream, revision) => {
      refuseClosed();
      return sealedParts.get(`${stream}/${String(revision)}`) ?? [];
    },
    head: async () => {
      refuseClosed();
      return BigInt(log.length);
    },
    places: {
      find: async (process) => places.get(process),
      list: async () => [...places.values()],
      save: async (place, fence) => {
        refuseClosed();
        const stream = processStreamOf(place.process);
        if (revisionOf(stream) !== fence) throw new WrongExpectedRevision(stream, fence, revisionOf(stream));
        places.set(place.process, place);
        return fence;
      },
    },
    waitFor: (position, milliseconds) =>
      new Promise((resolve) => {
        if (closed || BigInt(log.length) > position) {
          resolve();
          return;
        }
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        // Nobody stays only to hear that there was no news.
        timer.unref();
        waiting.add(wake);
      }),
    clock: async () => {
      refuseClosed();
      return { greatest, now: now?.() };
    },
    close: async () => {
      closed = true;
      for (const wake of waiting) wake();
    },
  };
};
