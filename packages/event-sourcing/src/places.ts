import type { Position } from './position.ts';

/** A key whose events somebody could not digest: set aside so that all others go on. */
export interface ParkedKey {
  readonly key: string;
  /** What came after this position still waits for the key. */
  readonly after: Position;
  /** The event that could not be digested; of a deadline, the last event that made its row. */
  readonly event: string;
  /** Why: the code of an error, or its class; never a message. */
  readonly reason: string;
  /** Streams whose news may mend it: they are tried again then. */
  readonly streams: readonly string[];
  /** UTC. */
  readonly since: string;
}

/** How far a process has come, and what it had to set aside. */
export interface ProcessPlace {
  readonly process: string;
  /** It has reacted to every event up to here, but for its parked keys. */
  readonly position: Position;
  readonly parked: readonly ParkedKey[];
}

/**
 * Where processes stand. It is kept with the log, because it outlives read models: a process is never rebuilt.
 * Every change is refused with `WrongExpectedRevision` once the stream `process-<name>` is no longer at `fence`.
 */
export interface ProcessPlaces {
  /** Undefined for a process that never stood anywhere. */
  find(process: string): Promise<ProcessPlace | undefined>;
  list(): Promise<readonly ProcessPlace[]>;
  /** Durable before it answers with the revision at which the fence stands then. */
  save(place: ProcessPlace, fence: number): Promise<number>;
}

/** The stream of who runs a process: the 0-based revision of its newest event is the fence of the runner. */
export const processStreamOf = (process: string): string => `process-${process}`;

/** Keys that are set aside, as text. */
export const encodeParked = (parked: readonly ParkedKey[]): string =>
  JSON.stringify(parked.map((one) => ({ ...one, after: String(one.after) })));

/** Reads back what `encodeParked` wrote. */
export const decodeParked = (text: string): readonly ParkedKey[] =>
  (JSON.parse(text) as readonly (ParkedKey & { readonly after: string })[]).map((one) => ({
    ...one,
    after: BigInt(one.after),
  }));

/** The category of streams that say who runs a process. */
export const isProcessStream = (stream: string): boolean => stream.startsWith(processStreamOf(''));
