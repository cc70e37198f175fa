import { idOf } from './decider.ts';
import { StoreUnavailable, WrongExpectedRevision } from './errors.ts';
import type { RecordedFields } from './event-store.ts';
import type { ParkedKey } from './places.ts';
import { keyOf, seenBy, type AnyView } from './view.ts';
import type { Message } from './message.ts';

/** Whether the same attempt may succeed later, with nothing changed but time. */
export const isPassing = (error: unknown): boolean =>
  (error instanceof StoreUnavailable && error.retryable) || error instanceof WrongExpectedRevision;

/** Why a key was set aside, in one word: never a message, which may repeat what somebody typed. */
const reasonOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,59}$/.test(code)) return code;
  return typeof name === 'string' && /^[A-Za-z]\w{0,59}$/.test(name) ? name : 'Error';
};

/** An event as one view sees it. */
export interface Seen {
  readonly key: string;
  /** Absent where it cannot be read; then `error` says why. */
  readonly event?: Message;
  readonly error?: unknown;
}

/** Which key of a view an event is about; undefined for none. What cannot be read counts for the id of its stream. */
export const lookAt = (view: AnyView, recorded: RecordedFields): Seen | undefined => {
  try {
    const event = seenBy(view, recorded);
    const key = event && keyOf(view, event, recorded);
    return event && key !== undefined ? { key, event } : undefined;
  } catch (error) {
    return { key: idOf(recorded.stream), error };
  }
};

/** A key set aside at an event. */
export const parkedAt = (
  key: string,
  { position, id, stream }: Pick<RecordedFields, 'position' | 'id' | 'stream'>,
  error: unknown,
  { since, streams = [] }: { readonly since: string; readonly streams?: Iterable<string> },
): ParkedKey => ({
  key,
  after: position - 1n,
  event: id,
  reason: reasonOf(error),
  streams: [...new Set([stream, ...streams])].sort(),
  since,
});
