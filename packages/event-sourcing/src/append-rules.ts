import { ChainBroken, NO_STREAM, SubjectErased, WrongExpectedRevision } from './errors.ts';
import { JITTER } from './clock.ts';
import { isTextSubject } from './sealed-text.ts';
import type { AppendConditions, Guard, NewEvent } from './event-store.ts';

/** The stream whose existence says that a data subject is erased: the fence that no append passes. */
export const erasureOf = (subject: string): string => `erasure-${subject}`;

/** Everything but the own stream that an append rests on, each stream once: its guards, and that nobody it is about is erased. */
export const guardsOf = (
  events: readonly NewEvent[],
  { guards = [], subjects = [] }: AppendConditions,
): readonly Guard[] => {
  const sealedFor = events.flatMap(({ sealed }) => sealed.map((part) => part.subject));
  // Words are nobody's.
  const about = new Set([...subjects, ...sealedFor.filter((subject) => !isTextSubject(subject))]);
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

const apart = (event: NewEvent, first: NewEvent | undefined): number =>
  Math.abs(Date.parse(event.recordedAt) - Date.parse(first?.recordedAt ?? ''));

/**
 * Throws `ChainBroken` for events that are not, one after the other, what follows `expected` in the stream, or that
 * were recorded at times far apart: stores judge the clock once for each append, by the latest.
 */
export const refuseIncoherent = (stream: string, expected: number, events: readonly NewEvent[]): void => {
  for (const [index, event] of events.entries()) {
    const follows = index === 0 || event.previousHash === events[index - 1]?.hash;
    if (event.stream !== stream || event.revision !== expected + 1 + index || !follows)
      throw new ChainBroken(stream, event.revision, 'does not follow what it is appended to.');
    if (event.recordedAt !== events[0]?.recordedAt && apart(event, events[0]) > JITTER)
      throw new ChainBroken(stream, event.revision, 'was not recorded together with the event before it.');
  }
};
