import { StoreUnavailable } from '@wardbook/event-sourcing';

/** What the client throws, whichever of its two connections it comes from; neither fills in all of it. */
interface ClientError {
  readonly type: string | undefined;
  readonly code: number | undefined;
  readonly message: string;
}

/**
 * What a caller is told when KurrentDB, and not the call, is at fault. Appends and subscriptions fail with gRPC's
 * errors, reads with those of a native bridge that have no code, and an append to a closed port with a bare `Error`.
 */
export const faultOf = (error: unknown): StoreUnavailable => {
  if (error instanceof StoreUnavailable) return error;
  const { type, code } = partsOf(error);
  const kind = isElsewhere(error) ? ELSEWHERE : (KINDS.get(type ?? '') ?? CODES[code ?? 0]);
  // What nobody has met yet may pass; the same call again does no harm.
  const [reason, retryable] = kind ?? UNKNOWN;
  return new StoreUnavailable(`${reason}.`, retryable);
};

/** Not the doing of one append: others fail for the same reason. */
export const meetsEverybody = (error: unknown): boolean =>
  error instanceof StoreUnavailable && (error.retryable || error.message === `${DENIED[0]}.`);

export const isMissingStream = (error: unknown): boolean => partsOf(error).type === 'stream-not-found';

export const isDeletedStream = (error: unknown): boolean =>
  ['stream-deleted', 'stream-tombstoned'].includes(partsOf(error).type ?? '');

export const isUnsupported = (error: unknown): boolean => partsOf(error).type === 'unsupported';

/** The server understood the call and did not like what was in it. */
export const isInvalid = (error: unknown): boolean => partsOf(error).code === INVALID_ARGUMENT;

/** More than the server takes; the older protocol says so in words alone, or by ending the connection. */
export const isTooLarge = (error: unknown): boolean => {
  const { type, code, message } = partsOf(error);
  return (
    TOO_LARGE.includes(type ?? '') ||
    code === RESOURCE_EXHAUSTED ||
    message.includes('MaximumAppendEventSizeExceeded') ||
    message.includes('Maximum Append Event Size')
  );
};

/** One connection that all appends share is ended by one of them that is too large. */
export const isOthersFault = (error: unknown): boolean => partsOf(error).code === RESOURCE_EXHAUSTED;

/**
 * The client must be made anew: it goes on asking a node that leads no more, or has kept the failure to learn
 * what the server can. From a server that is merely away it recovers by itself.
 */
export const isStale = (error: unknown): boolean => {
  const { type, code } = partsOf(error);
  return isElsewhere(error) || (type === undefined && code !== undefined && code !== UNAVAILABLE);
};

// The newer protocol says in words alone that another node leads, and the client does not understand them.
const isElsewhere = (error: unknown): boolean => {
  const { code, message } = partsOf(error);
  return code === FAILED_PRECONDITION && message.includes('not the leader');
};

const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;

const TOO_LARGE = [
  'maximum-append-size-exceeded',
  'append-record-size-exceeded',
  'transaction-max-size-exceeded',
];

type Kind = readonly [reason: string, retryable: boolean];
const AWAY: Kind = ['KurrentDB cannot be reached', true];
const SLOW: Kind = ['KurrentDB did not answer in time', true];
const ELSEWHERE: Kind = ['KurrentDB is choosing another leader', true];
const UNKNOWN: Kind = ['KurrentDB failed in an unknown way', true];
const DENIED: Kind = ['KurrentDB refuses these credentials', false];
const REFUSED: Kind = ['KurrentDB refused the call', false];
const OLD: Kind = ['This KurrentDB is too old for the call', false];

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['unavailable', AWAY],
  ['cancelled', AWAY],
  ['timeout', SLOW],
  ['deadline-exceeded', SLOW],
  ['not-leader', ELSEWHERE],
  ['access-denied', DENIED],
  ['unsupported', OLD],
]);

// By gRPC's numbers.
const CODES: Readonly<Record<number, Kind>> = {
  1: AWAY,
  3: REFUSED,
  4: SLOW,
  5: REFUSED,
  7: DENIED,
  9: REFUSED,
  11: REFUSED,
  12: OLD,
  14: AWAY,
  16: DENIED,
};

// By its fields and not by its class: each realm that loads the client has classes of its own.
const partsOf = (error: unknown): ClientError => {
  const { type, code, message } = (error ?? {}) as {
    readonly type?: unknown;
    readonly code?: unknown;
    readonly message?: unknown;
  };
  return {
    type: typeof type === 'string' ? type : undefined,
    code: typeof code === 'number' ? code : undefined,
    message: typeof message === 'string' ? message : '',
  };
};
