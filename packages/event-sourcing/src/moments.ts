import { CLOCK_CORRECTIONS, JITTER } from './clock.ts';
import type { LogReader, Position, RecordedEvent } from './event-store.ts';
import { effective } from './striking.ts';

/**
 * A moment of a history. `asAt`: what had occurred by then, without what was struck through since. `knownAt`: what had been written down by then;
 * its answer never changes later. `exactly`: up to a 0-based revision of the first stream. Instants are UTC.
 */
export type PointInHistory =
  { readonly asAt: string } | { readonly knownAt: string } | { readonly exactly: number };

/**
 * The events of these streams at that point, in log order; all of them without one.
 * @example
 * const thatMorning = await historyAt(store, ['lamp-high-street-1'], { knownAt: '2026-03-01T09:00:00.000Z' });
 */
export const historyAt = async (
  store: LogReader,
  streams: readonly string[],
  point?: PointInHistory,
): Promise<readonly RecordedEvent[]> => {
  const read = await Promise.all(streams.map((stream) => store.readStream(stream)));
  const events = read.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
  if (!point) return events;
  if ('asAt' in point) return effective(events).filter(({ occurredAt }) => occurredAt <= point.asAt);
  const last =
    'knownAt' in point
      ? await positionKnownAt(store, point.knownAt)
      : read[0]?.findLast(({ revision }) => revision <= point.exactly)?.position;
  return events.filter(({ position }) => last !== undefined && position <= last);
};

// Once between appends and once within one: an event that old has only older ones before it.
const SAFELY_BEFORE_IN_MILLISECONDS = 2 * JITTER;
const PAGE = 500;

/**
 * The end of the longest prefix of the log in which nothing counts as recorded after the instant (docs/format.md 4).
 * @example
 * const position = await positionKnownAt(store, '2026-03-01T09:00:00.000Z');
 */
export const positionKnownAt = async (store: LogReader, instant: string): Promise<Position> => {
  const safe = new Date(Date.parse(instant) - SAFELY_BEFORE_IN_MILLISECONDS).toISOString();
  // All before a correction counts as recorded by then. Whatever stands behind a later one was recorded later.
  const corrections = await store.readStream(CLOCK_CORRECTIONS);
  const corrected = corrections.findLast(({ recordedAt }) => recordedAt <= instant)?.position ?? 0n;
  let reached = await lastSafely(store, safe, corrected);
  for (;;) {
    const page = await store.readLog({ after: reached, limit: PAGE });
    const later = page.findIndex(({ recordedAt }) => recordedAt > instant);
    const within = later === -1 ? page : page.slice(0, later);
    reached = within.at(-1)?.position ?? reached;
    if (later !== -1 || page.length < PAGE) return reached;
  }
};

/** Halves the log until a page is left: some position, from `low` on, all of whose events were recorded by the instant. */
const lastSafely = async (store: LogReader, safe: string, low: Position): Promise<Position> => {
  let high = await store.head();
  while (high - low > BigInt(PAGE)) {
    const middle = (low + high) / 2n;
    const [event] = await store.readLog({ after: middle, limit: 1 });
    if (event && event.recordedAt <= safe && event.position > low) low = event.position;
    else high = middle;
  }
  return low;
};
