import assert from 'node:assert/strict';
import { definitionOf, streamOf, type AnyDecider, type Command, type Fold } from '../decider.ts';
import { encode } from '../event.ts';
import type { Message } from '../message.ts';
import { accepted, isRefusal, type Decision } from '../refusal.ts';
import { eventsOf, stateAfter, tell, type Dated, type History, type Story } from './story.ts';

/** Bare events happened long ago. */
type Given<Event extends Message> = Event | Dated<Event>;

/** These events happened at this instant (UTC). */
export const at = <Event extends Message>(
  instant: string,
  ...events: readonly Event[]
): readonly Dated<Event>[] => events.map((event) => ({ at: instant, event }));

/** Another stream's history, and its state as the decision under test will see it. */
export interface KnownFact extends History {
  readonly stream: string;
  readonly state: unknown;
}

export const fact = <Event extends Message, State>(
  fold: Fold<Event, State>,
  id: string,
  ...events: readonly (Given<Event> | readonly Dated<Event>[])[]
): KnownFact => known({ fold, id, events: datedOf(events) });

const known = (history: History): KnownFact => ({
  ...history,
  stream: streamOf(history.fold, history.id),
  state: stateAfter(history),
});

const datedOf = <Event extends Message>(
  events: readonly (Given<Event> | readonly Dated<Event>[])[],
): readonly Dated<Message>[] =>
  (events.flat() as readonly Given<Event>[]).map((given) =>
    'event' in given && 'at' in given ? given : { at: LONG_AGO, event: given },
  );

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
    begin<C, Event>(decider, { fold: decider, id, events: datedOf(history) }, []);

const begin = <C extends Command, Event extends Message>(
  decider: AnyDecider,
  own: History,
  others: readonly History[],
): Scenario<C, Event> => ({
  knowing: (...facts) => begin(decider, own, firstOfEach([...others, ...facts])),
  when: (command) => {
    const story: Story = { histories: [...others, own], steps: [{ decider, id: own.id, command }] };
    tell(story);
    return answerOf(decider, eventsOf(story).decisions[0] as Decision<Event>);
  },
});

/** Of several histories of one stream, the first is known. */
const firstOfEach = (histories: readonly History[]): readonly History[] =>
  histories.filter(({ fold, id }, index) => index === histories.findIndex(isOf(streamOf(fold, id))));

const isOf =
  (stream: string) =>
  ({ fold, id }: History): boolean =>
    streamOf(fold, id) === stream;

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
