import {
  ChainBroken,
  categoryOf,
  CLOCK_CORRECTIONS,
  type LogRange,
  type Position,
  type RecordedEvent,
  type SealedPart,
  type StreamRange,
} from '@wardbook/event-sourcing';
import type { ClientReads, Cursor } from './client-reads.ts';
import type { LogReach } from './log-reach.ts';
import { quietStretches } from './quiet-stretches.ts';
import { recentSeals } from './recent-seals.ts';
import { sealedParts } from './sealed-text.ts';
import { metadataOf, positionOf, recordedAtOf, toRecorded, type ClientEvent } from './stored-event.ts';
import { streamOwners } from './stream-owners.ts';

/** Where the log ends, and the greatest time of recording among its last events, since a correction among them. */
export interface Newest {
  readonly position: Position;
  readonly recordedAt: string | undefined;
  /** Where that correction stands. */
  readonly correctedAt?: Position | undefined;
}

export interface LogReader {
  stream(stream: string, range: StreamRange): Promise<readonly RecordedEvent[]>;
  log(range: LogRange): Promise<readonly RecordedEvent[]>;
  sealed(stream: string, revision: number): Promise<readonly SealedPart[]>;
  readonly newest: () => Promise<Newest>;
}

export const logReader = (reads: ClientReads, reach: LogReach): LogReader => {
  const owners = streamOwners(reads);
  const quiet = quietStretches();
  const seals = recentSeals();

  const log = async ({ after = 0n, limit, category }: LogRange): Promise<readonly RecordedEvent[]> => {
    if (limit < 1 || category?.startsWith('$')) return [];
    // Category '' is not a beginning that names could share.
    const prefix = category === undefined || category === '' ? undefined : `${category}-`;
    const end = reach.end();
    const found: RecordedEvent[] = [];
    // One more, because every page begins with the event at the position that is behind us.
    let count = limit + 1;
    let passed = after;
    for (let from = quiet.startAfter(category, after); ;) {
      const page = await reads.log({ from, count, backward: false, prefix });
      for (const event of page) {
        if (!isAfter(event, passed) || !isOf(event, category) || !(await owners.isOurs(event))) continue;
        found.push(toRecorded(seals.remember(event)));
        // What stands behind may be broken, and is not asked for.
        if (found.length === limit) return found;
      }
      from = page.at(-1)?.position;
      if (page.length < count || !from) {
        quiet.learn(category, found.at(-1)?.position ?? after, end);
        return found;
      }
      passed = from.commit;
      count = grown(count);
    }
  };

  const readSealed = async (stream: string, revision: number): Promise<string | undefined> => {
    const [event] = await reads.stream(stream, { from: revision, count: 1, backward: false });
    return event && Number(event.revision) === revision ? (metadataOf(event)?.sealed ?? '') : undefined;
  };

  const newest = async (): Promise<Newest> => {
    let count = LAST_EVENTS;
    for (let from: Cursor | undefined; ;) {
      const page = await reads.log({ from, count, backward: true });
      const ours: ClientEvent[] = [];
      for (const event of page) if (await owners.isOurs(event)) ours.push(event);
      const [last] = ours;
      if (last) {
        const correction = ours.findIndex(({ streamId }) => streamId === CLOCK_CORRECTIONS);
        const counting = correction === -1 ? ours : ours.slice(0, correction + 1);
        const times = counting.flatMap((event) => recordedAtOf(event) ?? []);
        return {
          position: last.position?.commit ?? 0n,
          recordedAt: times.sort().at(-1),
          correctedAt: ours[correction]?.position?.commit,
        };
      }
      // Backward, the server begins before the position.
      from = page.at(-1)?.position;
      if (page.length < count || !from) return { position: 0n, recordedAt: undefined };
      count = grown(count);
    }
  };

  return {
    stream: async (stream, range) => {
      const { from = 0, to = Infinity, limit = Infinity, backward = false } = range;
      const count = Math.min(limit, backward ? Infinity : to - from + 1);
      if (count < 1 || to < from) return [];
      const page = await reads.stream(stream, {
        backward,
        ...(backward ? to < Infinity && { from: to } : { from }),
        ...(count < Infinity && { count }),
      });
      const events = page.map(toRecorded).filter(({ revision }) => revision >= from);
      refuseGaps(stream, events, { from, limit, backward });
      return events;
    },
    log,
    sealed: async (stream, revision) => {
      const text = seals.of(stream, revision) ?? (await readSealed(stream, revision));
      return sealedParts(text ?? '[]') ?? broken(stream, revision, 'its sealed parts cannot be read.');
    },
    newest,
  };
};

// Other products may have written much in between: each page reaches further than the one before.
const grown = (count: number): number => Math.max(count, Math.min(2 * count, 1_024));

// Enough to find the greatest time of recording, although a clock that is a little behind wrote last.
const LAST_EVENTS = 32;

const isAfter = (event: ClientEvent, after: Position): boolean =>
  // Events without one clear position are looked at, so that they are found to be broken.
  (positionOf(event) ?? after + 1n) > after;

const isOf = ({ streamId }: ClientEvent, category: string | undefined): boolean =>
  category === undefined || categoryOf(streamId) === category;

/** A stream that KurrentDB has cut at its beginning ($maxCount, $tb, deletion) would be folded from its middle. */
const refuseGaps = (
  stream: string,
  events: readonly RecordedEvent[],
  { from, limit, backward }: { readonly from: number; readonly limit: number; readonly backward: boolean },
): void => {
  const revisions = events.map(({ revision }) => revision);
  const rising = backward ? revisions.toReversed() : revisions;
  // Backward, and with a limit, nobody asked for the events before.
  const first = backward && events.length >= limit ? rising[0] : from;
  if (first === undefined) return;
  const gap = rising.findIndex((revision, index) => revision !== first + index);
  if (gap >= 0) broken(stream, first + gap, 'is no longer in KurrentDB.');
};

const broken = (stream: string, revision: number, finding: string): never => {
  throw new ChainBroken(stream, revision, finding);
};
