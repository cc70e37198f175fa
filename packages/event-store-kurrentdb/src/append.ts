import {
  conflictOf,
  NO_STREAM,
  StoreUnavailable,
  WrongExpectedRevision,
  type Guard,
  type NewEvent,
} from '@wardbook/event-sourcing';
import type { ClientReads } from './client-reads.ts';

/** One call of the port's `append`. */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly NewEvent[];
  readonly guards: readonly Guard[];
}

/** What must hold for an append, its own stream first: this order decides which of several conflicts is told. */
export const checksOf = ({ stream, expected, guards }: Append): readonly Guard[] => [
  { stream, revision: expected },
  ...guards,
];

export const refusalOf = (stream: string, check: Guard, actual: number): Error =>
  check.stream === stream
    ? new WrongExpectedRevision(stream, check.revision, actual)
    : conflictOf(stream, check, actual);

/** Throws for the first check that does not hold. What is read may move before the append. */
export const refuseMoved = async (
  reads: ClientReads,
  stream: string,
  checks: readonly Guard[],
): Promise<void> => {
  const revisions = new Map<string, Promise<number>>();
  for (const check of checks) {
    const known = revisions.get(check.stream) ?? revisionOf(reads, check.stream);
    revisions.set(check.stream, known);
    const actual = await known;
    if (actual !== check.revision) throw refusalOf(stream, check, actual);
  }
};

export const revisionOf = async (reads: ClientReads, stream: string): Promise<number> => {
  const [last] = await reads.stream(stream, { count: 1, backward: true });
  return last ? Number(last.revision) : NO_STREAM;
};

/**
 * The checks as the server takes them: each stream once. Undefined where two of them contradict each other.
 * Throws `StoreUnavailable` for streams that differ only by case: the server takes them for one, and could
 * otherwise write to the wrong one.
 */
export const distinctChecks = (checks: readonly Guard[]): readonly Guard[] | undefined => {
  const byStream = new Map<string, Guard>();
  for (const check of checks) {
    const same = byStream.get(check.stream);
    if (same && same.revision !== check.revision) return undefined;
    byStream.set(check.stream, check);
  }
  const distinct = [...byStream.values()];
  if (new Set(distinct.map(({ stream }) => stream.toUpperCase())).size < distinct.length)
    throw new StoreUnavailable('KurrentDB cannot check two streams whose names differ only by case.', false);
  return distinct;
};
