import { NO_STREAM as MISSING } from '@kurrent/kurrentdb-client';
import { ChainBroken, NO_STREAM, StoreUnavailable, type Guard } from '@wardbook/event-sourcing';
import { checksOf, distinctChecks, refusalOf, refuseMoved, type Append } from './append.ts';
import type { ClientReads } from './client-reads.ts';
import type { Connection } from './connection.ts';
import { faultOf, isDeletedStream, isInvalid, isOthersFault, isTooLarge, isUnsupported } from './faults.ts';
import { inTime } from './patience.ts';
import { toClientEvent } from './stored-event.ts';

/** What the server says of an append; the position is missing after some repeats. */
export interface Written {
  readonly revision: number;
  readonly position: bigint | undefined;
}

/** One try to append. Throws what the port says, and `StoreUnavailable`, as errors of ours. */
export type TryAppend = (append: Append) => Promise<Written>;

interface Parts {
  readonly connection: Connection;
  readonly reads: ClientReads;
  readonly deadline: number;
}

/** Events and checks in one call, for servers from 26.1 on. */
export const withChecks =
  ({ connection, reads, deadline }: Parts): TryAppend =>
  async (append) => {
    const { stream, events } = append;
    const checks = distinctChecks(checksOf(append));
    if (!checks) {
      await refuseMoved(reads, stream, checksOf(append));
      throw new StoreUnavailable('What the append rests on moved while it was read.', true);
    }
    const records = events.map((event) => ({ streamName: stream, record: toClientEvent(event) }));
    const states = checks.map(({ stream: streamName, revision }) => ({
      type: 'stream_state' as const,
      streamName,
      expectedState: stateOf(revision),
    }));
    const used = connection.client();
    try {
      const { position, responses } = await inTime(used.appendRecords(records, states), deadline);
      const written = responses.find(({ streamName }) => streamName === stream);
      return { revision: Number(written?.revision), position: position < 0n ? undefined : position };
    } catch (error) {
      connection.reviewAfter(error, used);
      throw violated(stream, checks, error) ?? refused(append, error);
    }
  };

/** For older servers: the guards are read before the append, and may move until it is made. */
export const afterChecks =
  ({ connection, reads, deadline }: Parts): TryAppend =>
  async (append) => {
    const { stream, expected, events, guards } = append;
    await refuseMoved(reads, stream, guards.length > 0 ? checksOf(append) : []);
    const used = connection.client();
    try {
      const { nextExpectedRevision, position } = await inTime(
        used.appendToStream(stream, events.map(toClientEvent), { streamState: stateOf(expected) }),
        deadline,
      );
      return { revision: Number(nextExpectedRevision), position: position?.commit };
    } catch (error) {
      connection.reviewAfter(error, used);
      const actual = actualOf(error);
      if (actual === undefined) throw refused(append, error);
      throw refusalOf(stream, { stream, revision: expected }, actual);
    }
  };

/** Whether the server checks other streams in an append. Asks for an append of nothing, so nothing is written. */
export const canCheck = async (connection: Connection, deadline: number): Promise<boolean> => {
  const used = connection.client();
  try {
    await inTime(used.appendRecords([], []), deadline);
    return true;
  } catch (error) {
    if (isInvalid(error)) return true;
    if (isUnsupported(error)) return false;
    connection.reviewAfter(error, used);
    throw faultOf(error);
  }
};

const stateOf = (revision: number): bigint | typeof MISSING =>
  revision === NO_STREAM ? MISSING : BigInt(revision);

// Negative numbers stand for streams that are missing, or were deleted.
const revisionIn = (state: unknown): number =>
  typeof state === 'bigint' && state >= 0n ? Number(state) : NO_STREAM;

interface Violated {
  readonly type: string;
  readonly violations: readonly { readonly checkIndex: number; readonly actualState: unknown }[];
}

/** The first check that did not hold; undefined for another error. */
const violated = (stream: string, checks: readonly Guard[], error: unknown): Error | undefined => {
  const { type, violations = [] } = error as Partial<Violated>;
  if (type !== 'append-consistency-violation') return undefined;
  const [first] = violations.toSorted((a, b) => a.checkIndex - b.checkIndex);
  const check = first && checks[first.checkIndex];
  return check && refusalOf(stream, check, revisionIn(first.actualState));
};

/** Where the stream is instead; undefined for another error. */
const actualOf = (error: unknown): number | undefined => {
  const { type, actualState } = error as { readonly type?: unknown; readonly actualState?: unknown };
  return type === 'wrong-expected-version' ? revisionIn(actualState) : undefined;
};

const refused = (append: Append, error: unknown): Error => {
  const { stream, expected } = append;
  if (isDeletedStream(error))
    return new ChainBroken(stream, expected + 1, 'the stream was deleted in KurrentDB.');
  const size = sizeOf(append);
  if (isTooLarge(error) && !(isOthersFault(error) && size < SURELY_NOT_TOO_LARGE))
    return new StoreUnavailable(
      `An append of ${size} bytes to ${stream} is more than KurrentDB takes.`,
      false,
    );
  return isTooLarge(error)
    ? new StoreUnavailable('An append that was too large ended the connection.', true)
    : faultOf(error);
};

const SURELY_NOT_TOO_LARGE = 1_048_576;

const sizeOf = ({ events }: Append): number =>
  events.reduce(
    (bytes, { data, header, sealed }) =>
      bytes +
      Buffer.byteLength(data) +
      Buffer.byteLength(header) +
      sealed.reduce((sum, { ciphertext }) => sum + (ciphertext?.length ?? 0), 0),
    0,
  );
