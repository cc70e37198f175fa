import type { ProcessPlaces } from './places.ts';
import type { Position } from './position.ts';
import type { SealedPart } from './sealed-part.ts';

export type { Position };

/** What `evolve` may know about an event beside its fields. Times are UTC with milliseconds. */
export interface Moment {
  readonly stream: string;
  /** 0-based; the API's `version` is one more. */
  readonly revision: number;
  readonly id: string;
  /** When it happened. */
  readonly occurredAt: string;
  /** When it was written down; never before `occurredAt`. */
  readonly recordedAt: string;
}

/** One event as docs/format.md 1 stores it, with the columns that stores index. */
export interface NewEvent extends Moment {
  readonly type: string;
  readonly schemaVersion: number;
  /** Canonical JSON; its exact text is what is hashed. */
  readonly header: string;
  /** Canonical JSON of the event's fields; its exact text is what is hashed. */
  readonly data: string;
  /** 16 random bytes that hide short data behind its digest. */
  readonly salt: Uint8Array;
  /** Lower-case hex of SHA-256(0x00, header). */
  readonly hash: string;
  /** Lower-case hex; 64 zeros at revision 0. */
  readonly previousHash: string;
  /** Kept beside the event, not with it: `readSealed` gives it back. */
  readonly sealed: readonly SealedPart[];
}

/** An event that is on record, and where. */
export interface RecordedEvent extends Omit<NewEvent, 'previousHash' | 'sealed'> {
  readonly position: Position;
}

/** A recorded event as a fold needs it: without what only a proof needs. */
export type RecordedFields = Omit<RecordedEvent, 'header' | 'salt' | 'hash'>;

/** A fact that a hard rule rests on: the append is refused when the stream is no longer at this revision. */
export interface Guard {
  readonly stream: string;
  /** 0-based; -1 for a stream that must not exist. */
  readonly revision: number;
}

/** What must still hold when the events are written; checked in the same transaction. */
export interface AppendConditions {
  readonly guards?: readonly Guard[];
  /** Data subjects that the events are about: the append is refused once one is erased. */
  readonly subjects?: readonly string[];
}

/** How far an append brought the stream and the log. */
export interface Appended {
  /** Revision and position of the last event of the append. */
  readonly revision: number;
  readonly position: Position;
}

/** Which events of a stream are wanted; all of them without it. */
export interface StreamRange {
  /** First revision wanted, 0-based, inclusive. Default 0. */
  readonly from?: number;
  /** Last revision wanted, inclusive. Default the newest. */
  readonly to?: number;
  /** At most so many events. Default all. */
  readonly limit?: number;
  /** Newest first. */
  readonly backward?: boolean;
}

/** Which events of a log are wanted. */
export interface LogRange {
  /** Events strictly after this position. Default 0: from the start. */
  readonly after?: Position;
  readonly limit: number;
  /** Only streams of this category: the text before the first `-`. */
  readonly category?: string;
}

/** What a store knows of time. */
export interface StoreClock {
  /** The store's own clock, UTC milliseconds; undefined where it has none, and then no writer is ahead of it. */
  readonly now: number | undefined;
  /** The greatest time of recording since the last correction, UTC; undefined in an empty log. */
  readonly greatest: string | undefined;
}

/** The port. One contract (`event-sourcing/store-contracts`) holds every store to it. */
export interface EventStore {
  readonly name: string;
  /** What this store, as it is set up, cannot promise: one sentence each, for whoever starts it. */
  readonly notices?: readonly string[];
  /**
   * Appends all events or none, durable before it answers. What is on record already, event for event with the
   * same hash, is not written again and answered as it was the first time: an append may be repeated.
   * `expected` is the 0-based revision of the stream's newest event, or `NO_STREAM`.
   * Throws `WrongExpectedRevision` (also for a guard that moved), `SubjectErased` (a subject named in `conditions` or
   * in a sealed part), `ChainBroken`, `ClockBehind`, `StoreUnavailable` (also where a clock is ahead of the store's).
   */
  append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    conditions?: AppendConditions,
  ): Promise<Appended>;
  /** Oldest first unless `backward`; empty for a stream that does not exist. */
  readStream(stream: string, range?: StreamRange): Promise<readonly RecordedEvent[]>;
  /** In position order. A page shorter than `limit` means: nothing more now. */
  readLog(range: LogRange): Promise<readonly RecordedEvent[]>;
  /** As `readLog`, for a fold; a store that is no faster for it leaves it out. */
  readFields?(range: LogRange): Promise<readonly RecordedFields[]>;
  /** The sealed parts of one event; empty when it has none. Only their ciphertext can ever be erased. Throws `ChainBroken`. */
  readSealed(stream: string, revision: number): Promise<readonly SealedPart[]>;
  /** Position of the newest event, 0 when there is none. */
  head(): Promise<Position>;
  /** Where processes stand: kept with the log. */
  readonly places: ProcessPlaces;
  /** Resolves once there may be events after `position`, or after so many milliseconds. */
  waitFor(position: Position, milliseconds: number): Promise<void>;
  /** What `append` judges times of recording by. */
  clock?(): Promise<StoreClock>;
  /**
   * Why nothing can be appended now, as far as this process knows: one sentence, without values. Undefined while
   * appending works, and again once it does: the store asks every second, unless only an append can tell.
   */
  trouble?(): string | undefined;
  close(): Promise<void>;
}

/** The reading half of a store. */
export type LogReader = Pick<EventStore, 'readStream' | 'readLog' | 'readSealed' | 'head'>;

/** A log that somebody else writes: what an auditor opens. */
export type ReadOnlyLog = LogReader &
  Pick<EventStore, 'close'> & { readonly places: Pick<ProcessPlaces, 'list'> };

/** As `readLog`, for a fold. */
export const readFields = (store: EventStore, range: LogRange): Promise<readonly RecordedFields[]> =>
  store.readFields?.(range) ?? store.readLog(range);
