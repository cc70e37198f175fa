import assert from 'node:assert/strict';
import {
  decide,
  definitionOf,
  evolve,
  factsFor,
  streamOf,
  type AnyDecider,
  type Command,
  type Fact,
  type Fold,
} from '../decider.ts';
import { encode } from '../event.ts';
import type { Message } from '../message.ts';
import type { Moment } from '../event-store.ts';
import { accepted, isRefusal, type Decision } from '../refusal.ts';

/** An event with the moment it happened; bare events happened long ago. */
export interface Dated<Event extends Message> {
  readonly at: string;
  readonly event: Event;
}

type Given<Event extends Message> = Event | Dated<Event>;

/** These events happened at this instant (UTC). */
export const at = <Event extends Message>(
  instant: string,
  ...events: readonly Event[]
): readonly Dated<Event>[] => events.map((event) => ({ at: instant, event }));

/** Another stream's history, as the decision under test will see it. */
export interface KnownFact {
  readonly stream: string;
  readonly state: unknown;
}

export const fact = <Event extends Message, State>(
  fold: Fold<Event, State>,
  id: string,
  ...events: readonly (Given<Event> | readonly Dated<Event>[])[]
): KnownFact => ({
  stream: streamOf(fold, id),
  state: stateAfter(fold, happened(streamOf(fold, id), events.flat() as readonly Given<Event>[])),
});

export interface Scenario<C extends Command, Event extends Message> {
  /** Facts about other streams; a stream that is not named has no events. */
  knowing(...facts: readonly KnownFact[]): Scenario<C, Event>;
  when(command: C): Answer<Event>;
}

/** What the decider answered. Named so that nobody awaits it by mistake: no `then`. */
export interface Answer<Event extends Message> {
  emits(...events: readonly Event[]): void;
  emitsNothing(): void;
  isRefusedBy(rule: string): void;
  warnsOf(rule: string, ...events: readonly Event[]): void;
  readonly decision: Decision<Event>;
}

/** `given(history).knowing(facts).when(command).emits(events)`: a test is a sentence. */
export const scenario =
  <C extends Command, Event extends Message>(decider: AnyDecider, id = 'one') =>
  (...history: readonly (Given<Event> | readonly Dated<Event>[])[]): Scenario<C, Event> =>
    begin<C, Event>(decider, happened(streamOf(decider, id), history.flat() as readonly Given<Event>[]), []);

const begin = <C extends Command, Event extends Message>(
  decider: AnyDecider,
  history: History,
  known: readonly KnownFact[],
): Scenario<C, Event> => ({
  knowing: (...facts) => begin(decider, history, [...known, ...facts]),
  when: (command) => {
    const state = stateAfter(decider, history);
    const facts = Object.fromEntries(
      Object.entries(factsFor(decider, command, state)).map(([name, asked]) => [
        name,
        lookUp(asked, history, known),
      ]),
    );
    return answerOf(decider, decide(decider, command, state, facts) as Decision<Event>);
  },
});

const lookUp = ({ fold, id, own }: Fact<unknown>, history: History, known: readonly KnownFact[]): unknown => {
  if (own === undefined)
    return known.find(({ stream }) => stream === streamOf(fold, id))?.state ?? fold.initial;
  return stateAfter(
    fold,
    own === 'all' ? history : history.filter(({ moment }) => own.includes(moment.revision)),
  );
};

const answerOf = <Event extends Message>(decider: AnyDecider, decision: Decision<Event>): Answer<Event> => {
  const same = (expected: readonly Event[]): void => {
    assert.deepEqual(asStored(decider, events()), asStored(decider, expected));
  };
  const events = (): readonly Event[] => {
    if (isRefusal(decision))
      throw new assert.AssertionError({ message: `refused by ${decision.rule}: ${decision.reason}` });
    return accepted(decision).events;
  };
  return {
    decision,
    emits: (...expected) => {
      same(expected);
    },
    emitsNothing: () => {
      same([]);
    },
    isRefusedBy: (rule) => {
      assert.ok(isRefusal(decision), `accepted: ${JSON.stringify(decision)}`);
      assert.equal(decision.rule, rule);
      asStored(decider, decision.recorded ?? []);
    },
    warnsOf: (rule, ...expected) => {
      same(expected);
      const warnings = isRefusal(decision) ? [] : accepted(decision).warnings;
      assert.deepEqual(
        warnings.map((warning) => warning.rule),
        [rule],
      );
    },
  };
};

/** As the store would keep them: an event that does not fit its schema fails the test. */
const asStored = (decider: AnyDecider, events: readonly Message[]): readonly object[] =>
  events.map((event) => {
    const definition = definitionOf(decider, event.type);
    assert.ok(definition, `${decider.name} does not define ${event.type}`);
    return { type: event.type, ...(JSON.parse(encode(definition, event)) as object) };
  });

const LONG_AGO = '2000-01-01T00:00:00.000Z';

type History = readonly { readonly event: Message; readonly moment: Moment }[];

/** These events as the stream would have them. */
const happened = <Event extends Message>(stream: string, given: readonly Given<Event>[]): History =>
  given.map((one, revision) => {
    const { at: occurredAt, event } = 'event' in one && 'at' in one ? one : { at: LONG_AGO, event: one };
    const id = `event-${String(revision)}`;
    return {
      event: event,
      moment: { stream, revision, id, occurredAt, recordedAt: occurredAt },
    };
  });

const stateAfter = (fold: Fact<unknown>['fold'], history: History): unknown =>
  history.reduce<unknown>((state, { event, moment }) => evolve(fold, state, event, moment), fold.initial);
