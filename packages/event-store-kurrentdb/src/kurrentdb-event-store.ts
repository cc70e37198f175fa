import {
  AHEAD_BY,
  clockFault,
  guardsOf,
  placesInStreams,
  refuseIncoherent,
  StoreUnavailable,
  troubleOf,
  type EventStore,
} from '@wardbook/event-sourcing';
import { clientAddress } from './address.ts';
import { afterChecks, canCheck, withChecks } from './client-appends.ts';
import { clientReads } from './client-reads.ts';
import { connect } from './connection.ts';
import { meetsEverybody } from './faults.ts';
import { logReach } from './log-reach.ts';
import { logReader } from './log-reader.ts';
import { logWriter } from './log-writer.ts';
import { headWatch, type HeadWatch } from './head-watch.ts';
import { patiently, slots } from './patience.ts';
import { serverClock } from './log-clock.ts';
import { streamHeads } from './stream-heads.ts';

/** How patient a log in KurrentDB is, and which clocks it goes by. */
export interface KurrentdbOptions {
  /** How long a call is repeated while KurrentDB is away, in milliseconds. Default 5000. */
  readonly patience?: number;
  /** How long one try may take, in milliseconds; a read, from one event to the next. Default 3000, reads 10000. */
  readonly deadline?: number;
  /** How far ahead of the server's clock a writer may be, in milliseconds. */
  readonly aheadBy?: number;
  /** The machine's clock, UTC milliseconds: it stands in for the server's until that is known. */
  readonly now?: () => number;
}

/** A log in KurrentDB; what its server cannot promise is in `notices`. */
export interface KurrentdbEventStore extends EventStore {
  readonly notices: readonly string[];
}

/**
 * The log in KurrentDB: `kurrentdb://host:2113?tls=false`, `kurrentdb+discover://user:password@host`.
 * Other products may use the same server: a stream is ours whose first event has our metadata.
 * From 26.1 on, guards are checked in the append itself; what an older server cannot do is said in `notices`.
 * Clocks are compared as far as this process knows the log and the server's clock, by its live subscription: best
 * effort, where the other stores compare them in the append.
 * Throws `StoreUnavailable`, also for an address that the client would misread.
 * @example
 * const store = await kurrentdbEventStore('kurrentdb://localhost:2113?tls=false');
 * for (const notice of store.notices) console.warn(notice);
 */
export const kurrentdbEventStore = async (
  address: string,
  { patience = 5_000, deadline, aheadBy = AHEAD_BY, now }: KurrentdbOptions = {},
): Promise<KurrentdbEventStore> => {
  const connection = connect(clientAddress(address));
  const reach = logReach();
  const clock = serverClock(now);
  const reads = clientReads(connection, deadline ?? 10_000);
  const reader = logReader(reads, reach);
  const opened = async (): Promise<readonly [checksInAppend: boolean, news: HeadWatch]> => {
    const able = await patiently(patience, () => canCheck(connection, deadline ?? 3_000));
    const newest = await patiently(patience, reader.newest);
    return [able, headWatch({ connection, reach, newest, look: reader.newest, seen: clock.seen })];
  };
  const [checksInAppend, news] = await opened().catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const heads = streamHeads();
  const tries = { connection, reads, deadline: deadline ?? 3_000 };
  const tryAppend = checksInAppend ? withChecks(tries) : afterChecks(tries);
  const write = logWriter({ reads, tryAppend, heads, news, clock, aheadBy, patience });
  const trouble = troubleOf(async () => {
    // Reading is all that can be asked for without writing: the next append knows more.
    await reader.newest();
    const due = { stream: '', events: [{ recordedAt: new Date().toISOString() }] };
    const fault = clockFault(due, { greatest: news.greatest(), now: clock.now(), aheadBy });
    if (fault) throw fault;
  });
  const inTurn = slots(
    checksInAppend ? AT_ONCE : AT_ONCE_IN_ONE_STREAM,
    patience,
    () => new StoreUnavailable(trouble.now() ?? BUSY, true),
  );
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  const store: Omit<KurrentdbEventStore, 'places'> = {
    name: 'kurrentdb',
    notices: [CLOCK_SEEN_LATE, ...(checksInAppend ? [] : [CHECKED_BEFORE, ONE_GATEWAY])],
    append: async (stream, expected, events, conditions = {}) => {
      if (closed) throw new StoreUnavailable('The store is closed.', false);
      refuseIncoherent(stream, expected, events);
      const guards = guardsOf(events, conditions);
      const writing = inTurn(() => write({ stream, expected, events, guards }));
      underWay.add(writing);
      try {
        const appended = await writing;
        if (events.length > 0) trouble.passed();
        return appended;
      } catch (error) {
        if (meetsEverybody(error)) trouble.failed(error);
        throw error;
      } finally {
        underWay.delete(writing);
      }
    },
    readStream: async (stream, range = {}) => {
      const events = await patiently(patience, () => reader.stream(stream, range));
      const last = range.backward ? events[0] : events.at(-1);
      // Whoever reads a stream is about to append to it, and its link is compared with this.
      if (last) heads.remember(stream, last.revision, last.hash);
      return events;
    },
    readLog: (range) => patiently(patience, () => reader.log(range)),
    readSealed: (stream, revision) => patiently(patience, () => reader.sealed(stream, revision)),
    head: async () => {
      const newest = await patiently(patience, reader.newest);
      news.announce(newest);
      return newest.position;
    },
    clock: async () => ({ now: clock.now(), greatest: news.greatest() }),
    waitFor: (position, milliseconds) => news.waitFor(position, milliseconds),
    trouble: () => trouble.now(),
    close: async () => {
      closed = true;
      trouble.close();
      await Promise.allSettled(underWay);
      await news.close();
      await connection.close();
    },
  };
  // Nothing is here but streams.
  return { ...store, places: placesInStreams(store) };
};

// Appends of this process that KurrentDB sees at once; more wait their turn here.
const AT_ONCE = 64;

// The client keeps its older appends in one shared stream. From 16 messages on it makes them wait for room there, and
// when the connection ends meanwhile it rejects promises that nobody holds: the process would end.
const AT_ONCE_IN_ONE_STREAM = 8;

const BUSY = 'KurrentDB is busy: as many appends of this process are under way as may be.';

const CHECKED_BEFORE = 'Guards are checked before an append, not in it: this server is older than 26.1.';

const ONE_GATEWAY =
  'Processes are run by one gateway only: whoever lost its place is not refused in the append, because this server is older than 26.1.';

const CLOCK_SEEN_LATE =
  "The server's clock is known from what was appended only: the first event of a machine whose clock is ahead is not refused.";
