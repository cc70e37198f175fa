import * as z from 'zod';
import { decode, eventsMarked, type EventOf } from './event.ts';
import type { RecordedFields } from './event-store.ts';
import type { Message } from './message.ts';

// Logs hold what the mechanism writes down marked so.
const event = eventsMarked({ classification: 'OFFICIAL' });

/**
 * Something is on record that was not so. It is struck through: it stays where it is, can still be read, and counts no
 * more. Event of the stream that holds it, whatever kind of record that is.
 */
export const recordedInError = event('RecordedInError', {
  /** What is struck begins at this 0-based revision of the stream, */
  from: z.int().min(0),
  /** and ends with this one: all that one command put there. */
  to: z.int().min(0),
  /** A code of the domain's; never free text. */
  reason: z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/),
});

/** What is known of an event, as far as it may be struck, or strike others. */
export type FieldsOnRecord = Pick<RecordedFields, 'stream' | 'revision' | 'type' | 'schemaVersion' | 'data'>;

/**
 * Whether an event strikes others.
 * @example
 * const strikes = (await store.readStream('lamp-high-street-1')).filter(isStrike);
 */
export const isStrike = ({ type }: { readonly type: string }): boolean => type === recordedInError.type;

/** What strikes an event, and why. */
export interface StruckEvent<Event> {
  readonly strike: Event;
  /** A code of the domain's; `CAUSE_STRUCK` where a process had answered with it an event that was struck. */
  readonly reason: string;
}

/**
 * For each of some events what strikes it, among these; undefined for one that stands.
 * @example
 * const history = await store.readStream('lamp-high-street-1');
 * const struck = strikesOf(history);
 * const wrong = history.filter((event) => struck(event));
 */
export const strikesOf = <Event extends FieldsOnRecord>(
  events: readonly Event[],
): ((event: Event) => StruckEvent<Event> | undefined) => {
  const known = new Map<string, StruckEvent<Event>>();
  const nameOf = (stream: string, revision: number): string => `${stream}/${String(revision)}`;
  for (const strike of events.filter(isStrike)) {
    const { from, to, reason } = strikeOf(strike);
    for (let revision = from; revision <= to; revision += 1)
      known.set(nameOf(strike.stream, revision), { strike, reason });
  }
  return ({ stream, revision }) => known.get(nameOf(stream, revision));
};

/**
 * What a strike says. Throws `UnknownEventVersion`.
 * @example
 * for (const strike of (await store.readStream('lamp-high-street-1')).filter(isStrike))
 *   console.log(strikeOf(strike).reason);
 */
export const strikeOf = (strike: FieldsOnRecord): EventOf<typeof recordedInError> =>
  decode(recordedInError, strike) as unknown as EventOf<typeof recordedInError>;

/** Which 0-based revisions of its own stream an event strikes. Throws `UnknownEventVersion`. */
export const struckBy = (strike: FieldsOnRecord): { readonly from: number; readonly to: number } => {
  const { from, to } = strikeOf(strike);
  return { from, to };
};

/** For each stream the 0-based revisions that are struck by some of these events. */
export const struckIn = (events: readonly FieldsOnRecord[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const struck = new Map<string, Set<number>>();
  for (const strike of events.filter(isStrike)) {
    const revisions = struck.get(strike.stream) ?? new Set();
    const { from, to } = struckBy(strike);
    for (let revision = from; revision <= to; revision += 1) revisions.add(revision);
    struck.set(strike.stream, revisions);
  }
  return struck;
};

/**
 * What stands of some events: those that others among them strike are left out. What strikes stays; no fold has a step
 * for it.
 * @example
 * const standing = effective(await store.readStream('lamp-high-street-1'));
 */
export const effective = <Event extends FieldsOnRecord>(events: readonly Event[]): readonly Event[] => {
  if (!events.some(isStrike)) return events;
  const struck = struckIn(events);
  return events.filter(({ stream, revision }) => !struck.get(stream)?.has(revision));
};

/** To any record: something in it was not so. All that one command put there is struck through at once. */
export interface StrikeThrough extends Message {
  readonly type: 'StrikeThrough';
  /** 0-based, of any event of that command. */
  readonly revision: number;
  /** A code of the domain's: capitals, digits and `_`. */
  readonly reason: string;
}

/** What a process says when an event was struck to which it had answered here. */
export interface StrikeConsequences extends Message {
  readonly type: 'StrikeConsequences';
  /** The id of the event that was struck. */
  readonly of: string;
  readonly reason: string;
}

/** Either of the two. */
export type Striking = StrikeThrough | StrikeConsequences;

/** Whether a command strikes something through: every record knows it, whatever its kind. */
export const isStriking = <C extends { readonly type: string }>(command: C): command is C & Striking =>
  command.type === 'StrikeThrough' || command.type === 'StrikeConsequences';
