import type { Message } from './message.ts';

/** The domain says no: which rule, and one sentence an officer would accept. Never holds personal data. */
export interface Refusal {
  readonly refused: true;
  /** Stable rule id, for example `R-PROM-1`. */
  readonly rule: string;
  readonly reason: string;
  /** The field of the command that the rule objects to, when there is one. */
  readonly path?: readonly string[];
  /** Events that put the refusal itself on record; they are appended, and the sender still gets the refusal. */
  readonly recorded?: readonly Message[];
}

/** Said beside an accepted decision: the rule would rather have seen it otherwise. */
export interface Warning {
  readonly rule: string;
  readonly reason: string;
}

/** A decision with something to say about it. */
export interface Warned<Event> {
  readonly events: readonly Event[];
  readonly warnings: readonly Warning[];
}

/** What `decide` answers: events (none means: already so), the same with warnings, or a refusal. */
export type Decision<Event> = readonly Event[] | Warned<Event> | Refusal;

export const refuse = (rule: string, reason: string, ...path: readonly string[]): Refusal => ({
  refused: true,
  rule,
  reason,
  ...(path.length > 0 && { path }),
});

/** The same refusal, put on record by these events. */
export const onRecord = (refusal: Refusal, ...recorded: readonly Message[]): Refusal => ({
  ...refusal,
  recorded,
});

export const warn = <Event>(events: readonly Event[], ...warnings: readonly Warning[]): Warned<Event> => ({
  events,
  warnings,
});

export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;

/** The events and warnings of a decision that is not a refusal. */
export const accepted = <Event>(decision: readonly Event[] | Warned<Event>): Warned<Event> =>
  'events' in decision ? decision : { events: decision, warnings: [] };

/**
 * Nothing happens where what is asked for is so already: `[]`, and undefined where it is not, so that rules read as a
 * chain: `notOpen(state) ?? alreadySo(isKept(state)) ?? unproven(evidence) ?? [promiseKept()]`.
 */
export const alreadySo = (so: boolean): readonly [] | undefined => (so ? NOTHING : undefined);

const NOTHING: readonly [] = [];
