import { CLOCK_CORRECTIONS, EventInvalid, type Guard, type NewEvent } from '@wardbook/event-sourcing';

/** One call of the port's `append`. */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly NewEvent[];
  readonly guards: readonly Guard[];
}

const LARGEST_GROUP = 256;
// Characters and bytes: what is on its way at once must fit into everybody's memory several times.
const LARGEST_SIZE = 4_000_000;

/**
 * From the front of the queue, those that can be judged and written at once: no stream is written by two of them, nor
 * written by one and looked at by another. Who is passed over keeps others on the same streams behind. A correction of
 * the clock goes alone: it changes what the others are judged by.
 */
export const chosen = (queued: Iterable<Append>): readonly Append[] => {
  const [written, read] = [new Set<string>(), new Set<string>()];
  const group: Append[] = [];
  let size = 0;
  for (const append of queued) {
    if (append.stream === CLOCK_CORRECTIONS) return group.length > 0 ? group : [append];
    const own = append.events.length > 0 ? written : read;
    const meets =
      written.has(append.stream) ||
      (own === written && read.has(append.stream)) ||
      append.guards.some(({ stream }) => written.has(stream));
    own.add(append.stream);
    for (const { stream } of append.guards) read.add(stream);
    if (meets) continue;
    size += sizeOf(append);
    if (group.length > 0 && size > LARGEST_SIZE) break;
    group.push(append);
    if (group.length === LARGEST_GROUP) break;
  }
  return group;
};

const sizeOf = ({ events }: Append): number =>
  events
    .flatMap(({ header, data, sealed }) => [header, data, ...sealed.map(({ ciphertext = '' }) => ciphertext)])
    .reduce((sum, { length }) => sum + length, 0);

/** Throws `EventInvalid` for what PostgreSQL could not give back as it was: U+0000 in a text, or half a character. */
export const refuseUnstorable = ({ stream, events, guards }: Append): void => {
  const refuse = (type: string | undefined, field: string): never => {
    throw new EventInvalid(type ?? 'An append', [field]);
  };
  if (!isStorable(stream)) refuse(events[0]?.type, 'stream');
  if (!guards.every((guard) => isStorable(guard.stream))) refuse(events[0]?.type, 'guards');
  for (const event of events) {
    for (const field of TEXTS) if (!isStorable(event[field])) refuse(event.type, field);
    if (Number.isNaN(Date.parse(event.recordedAt))) refuse(event.type, 'recordedAt');
  }
};

/** Whether PostgreSQL can hold the text. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const TEXTS = ['id', 'type', 'occurredAt', 'recordedAt', 'header', 'data'] as const;
