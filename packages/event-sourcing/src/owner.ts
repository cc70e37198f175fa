import { idOf, type AnyFold } from './decider.ts';
import { definitionOf } from './deciding.ts';
import { headerOf } from './envelope.ts';
import { decode } from './event.ts';
import type { EventStore, RecordedFields } from './event-store.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';

/** The first event of a stream, with the header that says who recorded it. */
export type FirstEvent = RecordedFields & { readonly header: string };

/**
 * The agency whose record a stream is, by its first event: as its id says, or for which it was begun, where the
 * fold has either; else of whoever began it. Throws `UnknownEventVersion`.
 * @example
 * const [first] = await store.readStream('lamp-high-street-1', { limit: 1 });
 * const owner = first && ownerOf(lamp, first); // 'council'
 */
export const ownerOf = (fold: AnyFold, first: FirstEvent): string => {
  if (fold.ownerOfId) return fold.ownerOfId(idOf(first.stream));
  type BegunFor = Keyed<(event: Message) => string>;
  const begunFor = fold.begunFor && valueIn(fold.begunFor as BegunFor, first.type);
  return begunFor ? begunFor(decode(definitionOf(fold, first.type), first)) : headerOf(first).actor.agency;
};

const MOST_REMEMBERED = 10_000;

/** Reads whose a stream is, once: that never changes. Undefined for a stream that has not begun. */
export const ownerReader = (store: Pick<EventStore, 'readStream'>) => {
  const known = new Map<string, string>();
  return async (fold: AnyFold, stream: string): Promise<string | undefined> => {
    const remembered = known.get(stream);
    if (remembered !== undefined) return remembered;
    const [first] = await store.readStream(stream, { limit: 1 });
    if (!first) return undefined;
    const owner = ownerOf(fold, first);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(stream, owner);
    return owner;
  };
};
