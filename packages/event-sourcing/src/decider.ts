import { decode, type AnyEventDefinition } from './event.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { Decision } from './refusal.ts';
import type { Moment, RecordedFields } from './event-store.ts';

/** A wish, with the moment it happened (`at`, UTC): a decider has no clock. */
export interface Command extends Message {
  readonly at: string;
}

/** What a stream's events come to. Pure; also the shape in which other deciders see this stream as a fact. */
export interface Fold<Event extends Message, State> {
  /** Names the streams: `promise` owns `promise-<id>`. */
  readonly name: string;
  readonly initial: State;
  readonly events: readonly AnyEventDefinition[];
  readonly evolve: Evolve<Event, State>;
}

/** One step per event. Never refuses, whatever is missing before it: what happened, happened. */
export type Evolve<Event extends Message, State> = {
  readonly [T in Event['type']]: (state: State, event: Extract<Event, { type: T }>, moment: Moment) => State;
};

/** What one stream may become: commands in, events out, state between. No clock, no ids, no I/O. */
export interface Decider<
  C extends Command,
  Event extends Message,
  State,
  Facts extends FactsOf<C> = object,
> extends Fold<Event, State> {
  readonly decide: Decide<C, Event, State, Facts>;
  /**
   * Whose record this is: personal fields are sealed for that data subject (an opaque id). The same answer for every
   * command of a stream; undefined, or left out, where a stream holds no personal data.
   */
  readonly subject?: (state: State, command: C) => string | undefined;
  /** For the commands that need them: which other streams the decision rests on. */
  readonly facts: FactRequests<C, State, Facts>;
}

/** Per command type, the states of other streams: by name, or by ids that only the record knows. */
export type FactsOf<C extends Command> = {
  readonly [T in C['type']]?: Readonly<Record<string, unknown>> | Keyed<unknown>;
};

/** One answer per command; the compiler refuses a missing or an unknown one. */
export type Decide<C extends Command, Event extends Message, State, Facts> = {
  readonly [T in C['type']]: (
    command: Extract<C, { type: T }>,
    state: State,
    facts: T extends keyof Facts ? Facts[T] : object,
  ) => Decision<Event>;
};

export type FactRequests<C extends Command, State, Facts> = {
  readonly [T in keyof Facts]: (
    command: Extract<C, { type: T }>,
    state: State,
  ) => { readonly [Name in keyof Facts[T]]: Fact<Facts[T][Name]> };
};

/** One other stream, folded. A guarded fact may not move before the append: else the command is decided again. */
export interface Fact<State> {
  readonly fold: Pick<Fold<never, State>, 'name' | 'initial' | 'events'> & { readonly evolve: object };
  readonly id: string;
  readonly guarded: boolean;
  /** Not another stream: these 0-based revisions of the record's own, or all of them. The `id` says nothing then. */
  readonly own?: 'all' | readonly number[];
}

export const about = <Event extends Message, State>(fold: Fold<Event, State>, id: string): Fact<State> => ({
  fold,
  id,
  guarded: false,
});

/**
 * Events of the record itself that its state does not keep, read and folded for this command: a state stays small, and
 * what it keeps of a closed matter is a result and the revisions of its events.
 */
export const ownEvents = <Event extends Message, State>(
  fold: Fold<Event, State>,
  own: 'all' | readonly number[],
): Fact<State> => ({ fold, id: '', guarded: false, own });

/** A fact that a rule rests on which must never break. */
export const guarded = <State>(fact: Fact<State>): Fact<State> => ({ ...fact, guarded: true });

export const streamOf = (fold: { readonly name: string }, id: string): string => `${fold.name}-${id}`;

/** The text after the first `-`: `E05000140` of `ward-E05000140`. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The text before the first `-`, as KurrentDB's category projection has it. */
export const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/** A command with its type no longer known: as a runner of all deciders sees it. */
export interface AnyDecider {
  readonly name: string;
  readonly initial: unknown;
  readonly events: readonly AnyEventDefinition[];
  readonly evolve: object;
  readonly decide: object;
  readonly facts: object;
  readonly subject?: unknown;
}

type AnyFold = Pick<AnyDecider, 'events' | 'evolve'>;

/** One recorded event later. Throws `UnknownEventVersion`. */
export const evolveRecorded = <State>(fold: AnyFold, state: State, recorded: RecordedFields): State =>
  evolve(fold, state, decode(definitionOf(fold, recorded.type), recorded), recorded);

/** One event later. */
export const evolve = <State>(fold: AnyFold, state: State, event: Message, moment: Moment): State => {
  type Step = (state: State, event: Message, moment: Moment) => State;
  const step = valueIn(fold.evolve as Keyed<Step>, event.type);
  return step ? step(state, event, moment) : state;
};

/** What a decider answers to a command. */
export const decide = (
  decider: AnyDecider,
  command: Command,
  state: unknown,
  facts: object,
): Decision<Message> => {
  type Answer = (command: Command, state: unknown, facts: object) => Decision<Message>;
  const answer = valueIn(decider.decide as Keyed<Answer>, command.type);
  if (!answer) throw new TypeError(`${decider.name} knows no command ${command.type}.`);
  return answer(command, state, facts);
};

/** Whose record a command is about, when it is about a person. */
export const subjectOf = (decider: AnyDecider, state: unknown, command: Command): string | undefined =>
  (decider.subject as ((state: unknown, command: Command) => string | undefined) | undefined)?.(
    state,
    command,
  );

/** Which facts a command asks for, by name. */
export const factsFor = (
  decider: AnyDecider,
  command: Command,
  state: unknown,
): Readonly<Record<string, Fact<unknown>>> => {
  type Ask = (command: Command, state: unknown) => Readonly<Record<string, Fact<unknown>>>;
  return valueIn(decider.facts as Keyed<Ask>, command.type)?.(command, state) ?? {};
};

const catalogues = new WeakMap<readonly AnyEventDefinition[], ReadonlyMap<string, AnyEventDefinition>>();

export const definitionOf = (
  { events }: { readonly events: readonly AnyEventDefinition[] },
  type: string,
): AnyEventDefinition | undefined => {
  let catalogue = catalogues.get(events);
  if (!catalogue) {
    catalogue = new Map(events.map((definition) => [definition.type, definition]));
    catalogues.set(events, catalogue);
  }
  return catalogue.get(type);
};
