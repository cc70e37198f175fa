import type { Dated } from './dated.ts';
import type { Message } from './message.ts';

/**
 * The domain says no: which rule, and one sentence an officer would accept. Never holds personal data. `Path` is what
 * it may name: `Refusal<never>` names nothing, and fits everywhere.
 */
export interface Refusal<Path extends string = string> {
  readonly refused: true;
  /** Stable rule id, for example `R-PROM-1`. */
  readonly rule: string;
  readonly reason: string;
  /** The field of the command that the rule objects to, when there is one: `terms.ward`; `id` is the record itself. */
  readonly path?: Path;
  /** Events that put the refusal itself on record; they are appended, and the sender still gets the refusal. */
  readonly recorded?: readonly Message[];
}

/** Said beside an accepted decision: the rule would rather have seen it otherwise. */
export interface Warning {
  readonly rule: string;
  readonly reason: string;
}

/** A decision with something to say about it. */
export interface Warned<Event extends Message> {
  readonly events: readonly (Event | Dated<Event>)[];
  readonly warnings: readonly Warning[];
}

/**
 * What `decide` answers: events (none means: already so), the same with warnings, or a refusal. An event that happened
 * at another moment than its command says so: `happened(at, event)`.
 */
export type Decision<Event extends Message, Path extends string = string> =
  readonly (Event | Dated<Event>)[] | Warned<Event> | Refusal<Path>;

/**
 * Says no: the rule's id, one sentence, and the field of the command that is meant, dotted where it is within another.
 * @example
 * const tooBright = (watts: number) =>
 *   watts > 250 ? refuse('LAMP-1', 'A street lamp has 250 watts at most.', 'watts') : undefined;
 */
export const refuse = <Path extends string = never>(
  rule: string,
  reason: string,
  path?: Path,
): Refusal<Path> => ({
  refused: true,
  rule,
  reason,
  ...(path !== undefined && { path }),
});

/**
 * The same refusal, put on record by these events.
 * @example
 * onRecord(refuse('LAMP-5', 'Nobody repairs by night.'), lampFailed({ fault: 'BULB' }));
 */
export const onRecord = <Path extends string>(
  refusal: Refusal<Path>,
  ...recorded: readonly Message[]
): Refusal<Path> => ({
  ...refusal,
  recorded,
});

/**
 * Says yes, and what the rule would rather have seen.
 * @example
 * const bright = { rule: 'LAMP-6', reason: 'More than 200 watts are a nuisance.' };
 * warn([lampInstalled({ watts: 240 })], bright);
 */
export const warn = <Event extends Message>(
  events: readonly (Event | Dated<Event>)[],
  ...warnings: readonly Warning[]
): Warned<Event> => ({ events, warnings });

/**
 * Tells a no from whatever else may be answered.
 * @example
 * const decision = decide(lamp, { type: 'RepairLamp', id: 'one', occurredAt, by, owner: by.agency }, 'working', {});
 * if (isRefusal(decision)) decision.rule; // 'LAMP-4'
 */
export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;

/**
 * The events and warnings of a decision that is not a refusal.
 * @example
 * const { events, warnings } = accepted([lampRepaired({})]);
 */
export const accepted = <Event extends Message>(
  decision: readonly (Event | Dated<Event>)[] | Warned<Event>,
): Warned<Event> => ('events' in decision ? decision : { events: decision, warnings: [] });

/**
 * Nothing happens where what is asked for is so already: `[]`, and undefined where it is not, so that rules read as a
 * chain.
 * @example
 * const reportFault = (state: 'none' | 'working' | 'broken') =>
 *   noLamp(state) ?? alreadySo(state === 'broken') ?? [lampFailed({ fault: 'BULB' })];
 */
export const alreadySo = (so: boolean): readonly [] | undefined => (so ? NOTHING : undefined);

const NOTHING: readonly [] = [];
