import { ChainBroken, NO_STREAM, StoreUnavailable, SubjectErased, WrongExpectedRevision } from './errors.ts';
import type { AppendConditions, Guard, NewEvent } from './event-store.ts';

/** The stream whose existence says that a data subject is erased: the fence that no append passes. */
export const erasureOf = (subject: string): string => `erasure-${subject}`;

/** Everything but the own stream that an append rests on, each stream once: its guards, and that nobody it is about is erased. */
export const guardsOf = (
  events: readonly NewEvent[],
  { guards = [], subjects = [] }: AppendConditions,
): readonly Guard[] => {
  const about = new Set([...subjects, ...events.flatMap(({ sealed }) => sealed.map((part) => part.subject))]);
  return [...guards, ...[...about].map((subject) => ({ stream: erasureOf(subject), revision: NO_STREAM }))];
};

/** What the caller is told when a stream that the append of `stream` rests on is at another revision. */
export const conflictOf = (
  stream: string,
  guard: Guard,
  actual: number,
): SubjectErased | WrongExpectedRevision =>
  guard.stream.startsWith(ERASURE) && guard.stream !== stream
    ? new SubjectErased(stream)
    : new WrongExpectedRevision(guard.stream, guard.revision, actual);

const ERASURE = erasureOf('');

/** Throws `ChainBroken` for events that are not, one after the other, what follows `expected` in the stream. */
export const refuseIncoherent = (stream: string, expected: number, events: readonly NewEvent[]): void => {
  for (const [index, event] of events.entries()) {
    const follows = index === 0 || event.previousHash === events[index - 1]?.hash;
    if (event.stream !== stream || event.revision !== expected + 1 + index || !follows)
      throw new ChainBroken(stream, event.revision, 'does not follow what it is appended to.');
  }
};

const TOLERANCE_IN_MILLISECONDS = 2_000;

/** `knownAt` needs a log whose clock goes forward: a process whose clock is far behind may not append. */
export const refuseBackwardClock = (greatest: string | undefined, recordedAt: string | undefined): void => {
  if (greatest === undefined || recordedAt === undefined) return;
  const behind = Date.parse(greatest) - Date.parse(recordedAt);
  if (behind > TOLERANCE_IN_MILLISECONDS)
    throw new StoreUnavailable(`The clock is ${String(behind)} ms behind the log.`, true);
};
