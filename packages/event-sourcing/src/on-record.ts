import type { Actor } from './actor.ts';
import type { AnyFold, StreamFact } from './decider.ts';
import type { AnyEventDefinition } from './event.ts';
import type { Moment } from './event-store.ts';
import { keyedFrom } from './keyed.ts';
import type { Message } from './message.ts';
import { holdsPersonal, holdsText } from './separate.ts';

/** An event of the record itself, as it is on record: also one that was struck through. */
export interface EventOnRecord {
  readonly type: string;
  /** Who recorded it; undefined where a test does not say. */
  readonly by: Actor | undefined;
  /** Words that everybody may read: sealed, or in clear, as older versions have them. */
  readonly words: 'NONE' | 'SEALED' | 'CLEAR';
  readonly isPersonal: boolean;
}

/** What a fold of events as they are on record is told beside their moment. */
interface RecordedMoment extends Moment {
  readonly by?: Actor;
  /** Left out: the version that is written today. */
  readonly schemaVersion?: number;
}

/**
 * One event of the record itself, as it is on record; undefined where there is none at that 0-based revision.
 * @example
 * const facts = { TakeOut: ({ revision }: { revision: number }) => ({ event: eventOnRecord(lamp, revision) }) };
 */
export const eventOnRecord = (
  { name, events }: Pick<AnyFold, 'name' | 'events'>,
  revision: number,
): StreamFact<EventOnRecord | undefined> => ({
  fold: foldOf(name, events),
  id: undefined,
  guarded: false,
  own: [revision],
  asRecorded: true,
});

type Recording = AnyFold & { readonly initial: EventOnRecord | undefined };

// State caches and catalogues go by identity.
const made = new WeakMap<readonly AnyEventDefinition[], Recording>();

const foldOf = (name: string, events: readonly AnyEventDefinition[]): Recording => {
  const known = made.get(events);
  if (known) return known;
  const steps = events.map(
    (definition) =>
      [
        definition.type,
        (_: unknown, event: Message, moment: RecordedMoment) => recorded(definition, event, moment),
      ] as const,
  );
  const fold = { name, initial: undefined, events, evolve: keyedFrom(steps) };
  made.set(events, fold);
  return fold;
};

const recorded = (
  definition: AnyEventDefinition,
  event: Message,
  { by, schemaVersion = definition.version }: RecordedMoment,
): EventOnRecord => {
  const { sealedTexts } = definition.earlier[schemaVersion - 1] ?? definition;
  const sealing = sealedTexts.length > 0 ? 'SEALED' : 'CLEAR';
  return {
    type: event.type,
    by,
    words: holdsText(definition, event) ? sealing : 'NONE',
    isPersonal: holdsPersonal(definition, event),
  };
};
