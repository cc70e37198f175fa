import {
  accepted,
  entriesOf,
  isRefusal,
  keyedFrom,
  valueIn,
  type AnyDecider,
  type AnyEventDefinition,
  type Command,
  type Dated,
  type Decider,
  type Decision,
  type Evolve,
  type FactsOf,
  type Fold,
  type Keyed,
  type Message,
  type Moment,
  type Refusal,
} from '@wardbook/event-sourcing/pure';
import type { PolicingCommand } from './by.ts';
import { contradicted } from './later.ts';

// What several kinds of records have in the same way is written once, and mixed into each of them: its events and what
// they come to into the history (`withPart`), its commands into the decider (`withCommands`).

/** Events that several kinds have, and what they come to: a field of its own in the state of each. */
export interface Part<Field extends string, Event extends Message, Own> {
  readonly field: Field;
  readonly initial: Own;
  readonly events: Fold<Event, Own>['events'];
  readonly evolve: Evolve<Event, Own>;
}

/** A state with the field of a part. */
export type With<State, Field extends string, Own> = State & { readonly [Name in Field]: Own };

/** Commands that several kinds have: they see of each record what `Seen` says, and one of them may end it. */
export interface Extension<
  C extends Command,
  Event extends Message,
  Seen,
  Facts extends FactsOf<C> = object,
> extends Pick<
  Decider<C, Event, Seen, Facts>,
  'decide' | 'facts' | 'others' | 'stands' | 'settled' | 'cameOf' | 'follows'
> {
  /** The part with the events that these commands make. */
  readonly part: { readonly events: Fold<Event, unknown>['events'] };
  /**
   * Since when a record is over, and what refuses to put anything more of its own on record, whenever it happened. What
   * Wardbook itself works out of a later time is nothing then: nobody could deal with a refusal. What another extension
   * adds to the decider afterwards stays possible.
   */
  readonly over?: (seen: Seen) => Over | undefined;
}

/** Since when a record is over (UTC), and what whoever would add to it is answered. */
interface Over {
  readonly since: string;
  readonly refusal: Refusal<'id'>;
}

/**
 * A history and a part that is mixed into it. Whoever looks at the record as a fact reads the events of both.
 * @example
 * const columns: Fold<EventOf<typeof lampFailed>, { readonly faults: number }> = {
 *   ...{ name: 'column', initial: { faults: 0 }, events: [lampFailed] },
 *   evolve: { LampFailed: ({ faults }) => ({ faults: faults + 1 }) },
 * };
 * withPart(columns, retentionPart).initial; // { faults: 0, retention: … }
 */
export const withPart = <Event extends Message, State, Field extends string, More extends Message, Own>(
  fold: Fold<Event, State>,
  part: Part<Field, More, Own>,
): Fold<Event | More, With<State, Field, Own>> => {
  const { field } = part;
  const attached = (state: State, own: Own) => ({ ...state, [field]: own }) as With<State, Field, Own>;
  const steps = stepsOf<With<State, Field, Own>>(fold.evolve).map(
    ([type, step]) =>
      [
        type,
        // A step of the record's own may begin its state anew.
        (state: With<State, Field, Own>, event: Message, moment: Moment) => {
          const next = step(state, event, moment);
          return next[field] === state[field] ? next : attached(next, state[field]);
        },
      ] as const,
  );
  const more = stepsOf<Own>(part.evolve).map(
    ([type, step]) =>
      [
        type,
        (state: With<State, Field, Own>, event: Message, moment: Moment) =>
          attached(state, step(state[field], event, moment)),
      ] as const,
  );
  return {
    ...(fold as object as Fold<Event | More, never>),
    initial: attached(fold.initial, part.initial),
    events: [...fold.events, ...part.events],
    evolve: keyedFrom([...steps, ...more]) as object as Evolve<Event | More, With<State, Field, Own>>,
  };
};

type Step<State> = (state: State, event: Message, moment: Moment) => State;

const stepsOf = <State>(table: object): readonly (readonly [string, Step<State>])[] =>
  entriesOf(table as Keyed<Step<State>>);

/** What a decider becomes that has the commands of an extension as well. */
export type Extended<C extends Command, Event extends Message, State, Facts> =
  Facts extends FactsOf<C> ? Decider<C, Event, State, Facts> : never;

/**
 * A decider and commands that are mixed into it; its history has their events already (`withPart`). `seen` is what they
 * see of a record: their own part, and what the record answers them.
 * @example
 * type Column = Keeping<{ readonly placedAt?: string }>;
 * declare const ownColumn: Decider<PolicingCommand & { readonly type: 'PlaceColumn' }, RetentionEvent, Column>;
 * const column = withCommands(ownColumn, retention, ({ placedAt, retention: kept }): Kept => ({
 *   ...{ retention: kept, begunAt: placedAt },
 *   record: 'SUBJECT',
 *   isLive: () => false,
 *   last: () => undefined,
 * }));
 */
export const withCommands = <
  C extends Command,
  Event extends Message,
  State,
  Facts extends FactsOf<C>,
  MoreC extends Command,
  More extends Message,
  Seen,
  MoreFacts extends FactsOf<MoreC>,
>(
  own: Decider<C, Event, State, Facts>,
  extension: Extension<MoreC, More, Seen, MoreFacts>,
  seen: (state: State) => Seen,
): Extended<C | MoreC, Event | More, State, Facts & MoreFacts> => {
  const over = (state: State) => extension.over?.(seen(state));
  const seeing =
    (one: Given<Seen>): Given<State> =>
    (first, state, third) =>
      one(first, seen(state), third);
  return {
    ...own,
    decide: { ...changed(own.decide, whileNot(over)), ...changed(extension.decide, seeing) },
    facts: { ...own.facts, ...changed(extension.facts, seeing) },
    others: { ...own.others, ...changed(extension.others ?? {}, seeing) },
    stands: {
      ...(extension.over ? standing(own, extension, over) : own.stands),
      ...changed(extension.stands ?? {}, seeing),
    },
    settled: [...(own.settled ?? []), ...(extension.settled ?? [])],
    cameOf: { ...own.cameOf, ...extension.cameOf },
    follows: [...(own.follows ?? []), ...(extension.follows ?? [])],
  } as unknown as Extended<C | MoreC, Event | More, State, Facts & MoreFacts>;
};

/** Of all tables: the state is what their functions are given second. */
type Given<State> = (first: unknown, state: State, third: unknown) => unknown;

/** The functions of a table, each made into another. */
const changed = <From, To>(table: object, change: (one: Given<From>) => Given<To>): object =>
  keyedFrom(entriesOf(table as Keyed<Given<From>>).map(([name, one]) => [name, change(one)]));

/** What would have been refused anyway is refused for its own reason; a record that is over takes nothing more. */
const whileNot =
  <State>(over: (state: State) => Over | undefined) =>
  (one: Given<State>): Given<State> =>
  (sent, state, facts) => {
    const command = sent as PolicingCommand;
    const decision = one(command, state, facts) as Decision<Message>;
    const ended = over(state);
    if (ended === undefined) return decision;
    const recorded = isRefusal(decision) ? (decision.recorded ?? []) : accepted(decision).events;
    if (recorded.length === 0) return decision;
    return command.by.role === 'SYSTEM' && !isRefusal(decision)
      ? accepted(decision).events.filter((event) => happenedAt(event, command) < ended.since)
      : ended.refusal;
  };

const happenedAt = (event: Message | Dated, { occurredAt }: PolicingCommand): string =>
  'type' in event ? occurredAt : event.at;

/** R-TIME-2: what is on record of a record keeps it from having been over before. */
const standing = (
  { events, stands = {} }: Pick<AnyDecider, 'events' | 'stands'>,
  { part }: { readonly part: { readonly events: readonly AnyEventDefinition[] } },
  over: (state: never) => unknown,
): object =>
  keyedFrom(
    events
      .filter((definition) => !part.events.includes(definition))
      .map(({ type }) => [
        type,
        (event: Message, state: never, moment: Moment) =>
          valueIn(stands as Keyed<Given<never>>, type)?.(event, state, moment) ??
          (over(state) === undefined
            ? undefined
            : contradicted('something was recorded of this', moment.occurredAt, 'Choose a later time.')),
      ]),
  );
