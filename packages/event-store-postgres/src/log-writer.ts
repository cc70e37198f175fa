import {
  AHEAD_BY,
  ChainBroken,
  clockFault,
  conflictOf,
  latestOf,
  WrongExpectedRevision,
  ZERO_HASH,
  type Appended,
  type NewEvent,
} from '@wardbook/event-sourcing';
import type { ClientBase } from 'pg';
import type { Append } from './append.ts';
import { bigintArray, bytesArray, integerArray, textArray } from './binary-array.ts';
import type { Outcome } from './group-commit.ts';

/**
 * Writes appends that do not touch each other in one transaction: an outcome for each, and all are on disk.
 * `aheadBy` is what the session was told (`CLOCK_AHEAD`).
 */
export const logWriter =
  (
    connection: Pick<ClientBase, 'query'>,
    aheadBy = AHEAD_BY,
  ): ((group: readonly Append[]) => Promise<readonly Outcome<Appended>[]>) =>
  async (group) => {
    const { rows } = await connection.query<Written>({
      name: 'append',
      text: APPEND,
      values: argumentsOf(group),
    });
    const { base, refusals } = rows[0] ?? NOTHING;
    const refused = new Map(refusals?.map((refusal) => [refusal.append - 1, refusal]));
    const guards = group.flatMap((append) => append.guards);
    let position = base;
    return group.map((append, index) => {
      const refusal = refused.get(index);
      if (refusal) {
        const guard = refusal.guard === null ? undefined : guards[refusal.guard - 1];
        return refusal.recorded === null
          ? {
              error: guard
                ? conflictOf(append.stream, guard, refusal.actual)
                : errorOf(append, refusal, aheadBy),
            }
          : { result: { revision: last(append), position: BigInt(refusal.recorded) } };
      }
      position += BigInt(append.events.length);
      return { result: { revision: last(append), position } };
    });
  };

/** What the function append() of migrations/log-003.sql answers. */
interface Written {
  readonly base: bigint;
  readonly refusals: readonly Refusal[] | null;
}

interface Refusal {
  /** From 1, as arrays are numbered there; `guard` too. */
  readonly append: number;
  /** The first guard that moved. */
  readonly guard: number | null;
  /** The revision of the guard's stream, or else of the append's own. */
  readonly actual: number;
  /** Whether its time of recording is refused. */
  readonly mistimed: boolean;
  /** Where the log's clock was, and the server's: UTC milliseconds. */
  readonly clock: number | null;
  readonly server: number;
  /** The position of its last event, if all of it is on record already. */
  readonly recorded: string | null;
}

const NOTHING: Written = { base: 0n, refusals: null };

const last = ({ expected, events }: Append): number => expected + events.length;

const errorOf = (append: Append, { mistimed, clock, server, actual }: Refusal, aheadBy: number): Error => {
  const greatest = clock === null ? undefined : new Date(clock).toISOString();
  const fault = clockFault(append, { greatest, now: server, aheadBy });
  if (mistimed && fault) return fault;
  const { stream, expected } = append;
  return actual === expected
    ? new ChainBroken(stream, expected + 1, 'does not continue the stored chain.')
    : new WrongExpectedRevision(stream, expected, actual);
};

const argumentsOf = (group: readonly Append[]): Buffer[] => {
  const guards = group.flatMap((append, index) =>
    append.guards.map((guard) => ({ ...guard, append: index + 1 })),
  );
  const appends = group.flatMap(({ events }, index) => events.map(() => index + 1));
  const events = group.flatMap((append) => append.events);
  const parts = events.flatMap(({ sealed }, index) =>
    sealed.map((sealedPart, part) => ({ ...sealedPart, part, event: index + 1 })),
  );
  return [
    textArray(group.map(({ stream }) => stream)),
    integerArray(group.map(({ expected }) => expected)),
    bytesArray(group.map(({ events: [first] }) => previousOf(first))),
    bigintArray(group.map((append) => millisecondsOf(latestOf(append.events)))),
    integerArray(guards.map(({ append }) => append)),
    textArray(guards.map(({ stream }) => stream)),
    integerArray(guards.map(({ revision }) => revision)),
    integerArray(appends),
    textArray(events.map(({ stream }) => stream)),
    integerArray(events.map(({ revision }) => revision)),
    textArray(events.map(({ id }) => id)),
    textArray(events.map(({ type }) => type)),
    integerArray(events.map(({ schemaVersion }) => schemaVersion)),
    textArray(events.map(({ occurredAt }) => occurredAt)),
    textArray(events.map(({ recordedAt }) => recordedAt)),
    bytesArray(events.map(({ salt }) => salt)),
    bytesArray(events.map(({ hash }) => Buffer.from(hash, 'hex'))),
    textArray(events.map(({ header }) => header)),
    textArray(events.map(({ data }) => data)),
    integerArray(parts.map(({ event }) => event)),
    integerArray(parts.map(({ part }) => part)),
    textArray(parts.map(({ subject }) => subject)),
    textArray(parts.map(({ commitments }) => JSON.stringify(commitments))),
    bytesArray(parts.map(({ ciphertextDigest }) => Buffer.from(ciphertextDigest, 'hex'))),
    bytesArray(parts.map(({ ciphertext }) => ciphertext ?? null)),
  ];
};

const APPEND = `SELECT base, refusals FROM append(${Array.from({ length: 25 }, (_, index) => `$${index + 1}`).join()})`;

const millisecondsOf = (instant: string | undefined): number | null =>
  instant === undefined ? null : Date.parse(instant);

/** Zeros name no event, but only a first event may do so. */
const previousOf = (first: NewEvent | undefined): Uint8Array | null =>
  !first || (first.revision === 0 && first.previousHash === ZERO_HASH)
    ? null
    : Buffer.from(first.previousHash, 'hex');
