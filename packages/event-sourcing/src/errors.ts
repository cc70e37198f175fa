/**
 * The closed set of errors. A refusal is not among them: it is a value.
 * Messages name streams, types and numbers, never a value that somebody typed.
 */
export type ErrorCode =
  | 'WRONG_EXPECTED_REVISION'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'EVENT_INVALID'
  | 'UNKNOWN_EVENT_VERSION'
  | 'SUBJECT_ERASED'
  | 'LEGAL_HOLD'
  | 'STALE_READ'
  | 'STORE_UNAVAILABLE'
  | 'CHAIN_BROKEN';

abstract class EventSourcingError extends Error {
  abstract readonly code: ErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** Revision -1 stands for a stream that does not exist. */
export const NO_STREAM = -1;

/** Somebody else wrote first, or a guard moved. `expected` and `actual` are 0-based revisions, -1 for no stream. */
export class WrongExpectedRevision extends EventSourcingError {
  readonly code = 'WRONG_EXPECTED_REVISION';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
  constructor(stream: string, expected: number, actual: number) {
    super(`${stream} is at revision ${String(actual)}, not at ${String(expected)}.`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** One command id came twice, with different content or from somebody else. */
export class IdempotencyKeyReused extends EventSourcingError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly commandId: string;
  /** When the first command with this id was recorded (UTC); undefined where somebody else sent it. */
  readonly firstRecordedAt: string | undefined;
  constructor(commandId: string, firstRecordedAt?: string) {
    super(`Command id ${commandId} was used before with other content, or by somebody else.`);
    this.commandId = commandId;
    this.firstRecordedAt = firstRecordedAt;
  }
}

/** An event does not fit its own schema. `paths` names the fields, never their values. */
export class EventInvalid extends EventSourcingError {
  readonly code = 'EVENT_INVALID';
  readonly type: string;
  readonly paths: readonly string[];
  constructor(type: string, paths: readonly string[]) {
    super(`${type} is not valid at ${paths.join(', ')}.`);
    this.type = type;
    this.paths = paths;
  }
}

/** The log holds an event that this build does not know: written by a newer one, or by another product. */
export class UnknownEventVersion extends EventSourcingError {
  readonly code = 'UNKNOWN_EVENT_VERSION';
  constructor(type: string, version: number) {
    super(`This build does not know version ${String(version)} of ${type}.`);
  }
}

/** The person whose record this is has been erased: nothing more is sealed for them. */
export class SubjectErased extends EventSourcingError {
  readonly code = 'SUBJECT_ERASED';
  readonly stream: string;
  constructor(stream: string) {
    super(`The subject of ${stream} has been erased.`);
    this.stream = stream;
  }
}

/** A read asked for more than the read models had reached in time. */
export class StaleRead extends EventSourcingError {
  readonly code = 'STALE_READ';
  constructor(asked: bigint, reached: bigint) {
    super(`The read models stand at position ${String(reached)}, before ${String(asked)}.`);
  }
}

/** The store cannot serve now. With `retryable`, the same call may succeed later. */
export class StoreUnavailable extends EventSourcingError {
  readonly code = 'STORE_UNAVAILABLE';
  readonly retryable: boolean;
  constructor(reason: string, retryable: boolean) {
    super(reason);
    this.retryable = retryable;
  }
}

/**
 * The append says that it was recorded before what is on record already; recorded at `greatest` (UTC) it may be
 * written. `handle` does that by itself.
 */
export class ClockBehind extends StoreUnavailable {
  readonly greatest: string;
  constructor(recordedAt: string, greatest: string) {
    const behind = Date.parse(greatest) - Date.parse(recordedAt);
    super(`The clock is ${String(behind)} ms behind the log.`, true);
    this.greatest = greatest;
  }
}

/** What is stored does not fit together: `revision` (0-based) is the first event of the stream that does not. */
export class ChainBroken extends EventSourcingError {
  readonly code = 'CHAIN_BROKEN';
  readonly stream: string;
  readonly revision: number;
  constructor(stream: string, revision: number, finding: string) {
    super(`${stream}, revision ${String(revision)}: ${finding}`);
    this.stream = stream;
    this.revision = revision;
  }
}
