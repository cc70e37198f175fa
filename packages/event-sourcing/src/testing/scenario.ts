import assert from 'node:assert/strict';
import type { Actor } from '../actor.ts';
import { datedFrom } from '../dated.ts';
import {
  ANY_ID,
  isIdOf,
  streamOf,
  streamOfFact,
  type AnyDecider,
  type AnyFold,
  type Command,
  type CommandOf,
  type EventIn,
  type StreamFact,
  type PathOf,
  type StateOf,
  type Told,
} from '../decider.ts';
import { definitionOf, subjectOf } from '../deciding.ts';
import { encode, type AnyEventDefinition } from '../event.ts';
import { isInstant } from '../instant.ts';
import type { Message } from '../message.ts';
import { refuseNoCommand } from '../misstated.ts';
import { accepted, isRefusal, type Decision } from '../refusal.ts';
import { separate } from '../separate.ts';
import { eventsOf, stateAfter, tell, type Dated, type History, type Story } from './story.ts';

/** Bare events happened long ago. */
export type Given<Event extends Message> = Event | Dated<Event> | readonly Dated<Event>[];

/**
 * These events happened at this instant (UTC).
 * @example
 * given(at('2026-03-01T09:00:00.000Z', lampInstalled({ watts: 40 })), lampFailed({ fault: 'BULB' }));
 */
export const at = <Event extends Message>(
  instant: string,
  ...events: readonly Event[]
): readonly Dated<Event>[] => events.map((event) => ({ at: instant, event }));

/** Another stream's history, and its state as the decision under test will see it. */
export interface KnownFact<State = unknown> extends History {
  readonly stream: string;
  readonly state: State;
}

/**
 * What is known of another record; without events, that there is none.
 * @example
 * given()
 *   .knowing(fact(crew, 'night', crewFormed({})))
 *   .when({ type: 'RepairLamp', occurredAt, by })
 *   .isRefusedBy('LAMP-3');
 */
export const fact = <F extends AnyFold>(
  fold: F,
  id: string,
  ...events: readonly Given<EventIn<F>>[]
): KnownFact<StateOf<F>> => {
  const history: History = { fold, id, events: datedOf(fold, events) };
  assert.ok(
    events.length === 0 || isIdOf(fold, id),
    `no ${fold.name} is called '${id}': nothing can have happened to it`,
  );
  return { ...history, stream: streamOf(fold, id), state: stateAfter(history) };
};

/**
 * A fact about another agency's record.
 * @example
 * given().knowing(ownedBy('fire-brigade', fact(crew, 'night', crewFormed({}))));
 */
export const ownedBy = <State>(owner: string, known: KnownFact<State>): KnownFact<State> => ({
  ...known,
  owner,
});

/** An event that is undefined, unknown to its fold or not as its schema says fails the test: nothing like it is ever stored. */
const datedOf = (fold: AnyFold, events: readonly Given<Message>[]): readonly Dated[] =>
  events.flat().map((given: Message | Dated | undefined) => {
    assert.ok(given !== undefined, `an event of ${fold.name} is undefined: is its import misspelt?`);
    const dated = 'event' in given && 'at' in given ? given : { at: LONG_AGO, event: given };
    assert.ok(dated.event, `an event of ${fold.name} is undefined: is its import misspelt?`);
    asStored(fold, dated.event);
    assert.ok(isInstant(dated.at), `${dated.event.type} happened at no instant (UTC with milliseconds)`);
    return dated;
  });

/** A test, as far as it is said: what is known beside the record's own history, and then what is sent. */
export interface Scenario<D extends AnyDecider> {
  /** Facts about other streams; of several about one stream, the first counts. */
  knowing(...facts: readonly KnownFact[]): Scenario<D>;
  /** The record is this agency's; left out, it belongs to whoever sends the command. */
  ownedBy(agency: string): Scenario<D>;
  /**
   * Says that no other record exists: whatever the decision looks at beside those that are named has no events.
   * @example
   * given().knowingNothingElse().when({ type: 'RepairLamp', occurredAt, by }).isRefusedBy('LAMP-3');
   */
  knowingNothingElse(): Scenario<D>;
  /** The record's id comes from the scenario. */
  when(command: Told<CommandOf<D>>): Answer<EventIn<D>, PathOf<CommandOf<D>>>;
}

/** What the decider answered. Named so that nobody awaits it by mistake: no `then`. */
export interface Answer<Event extends Message, Path extends string = string> {
  /** Bare events happened when the command says; others as `happened(at, event)` has it. */
  emits(...events: readonly (Event | Dated<Event>)[]): void;
  emitsNothing(): void;
  /** Names the rule, and the field of the command that it objects to: `terms.ward`; `id` is the record itself. */
  isRefusedBy(rule: string, path?: Path): void;
  warnsOf(rule: string, ...events: readonly (Event | Dated<Event>)[]): void;
  readonly decision: Decision<Event>;
}

/**
 * `given(history).knowing(facts).when(command).emits(events)`: a test is a sentence. It runs under any test runner:
 * what is not so is thrown, as an `AssertionError` of the platform. A fact that the decision looks at and that no line
 * names fails the test; `fact(ward, 'E05000140')` says that there is no such ward, `knowingNothingElse()` that there is
 * nothing more.
 * @example
 * const given = scenario(lamp, 'high-street-1');
 * given(lampInstalled({ watts: 40 }))
 *   .when({ type: 'ReportFault', fault: 'BULB', occurredAt, by })
 *   .emits(lampFailed({ fault: 'BULB' }));
 */
export const scenario =
  <D extends AnyDecider>(decider: D, id = 'one') =>
  (...history: readonly Given<EventIn<D>>[]): Scenario<D> =>
    begin(decider, { fold: decider, id, events: datedOf(decider, history) }, []);

const begin = <D extends AnyDecider>(
  decider: D,
  own: History,
  others: readonly History[],
  isAll = false,
): Scenario<D> => ({
  knowing: (...facts) => begin(decider, own, firstOfEach([...others, ...facts]), isAll),
  knowingNothingElse: () => begin(decider, own, others, true),
  ownedBy: (owner) => begin(decider, { ...own, owner }, others, isAll),
  when: (command) => {
    refuseNoCommand(decider, command);
    if (!isIdOf(decider, own.id))
      return answerOf({ fold: decider, occurredAt: '' }, (decider.ids ?? ANY_ID).otherwise);
    const told = command as Omit<Command, 'id' | 'owner'>;
    // From JavaScript it may be nobody's.
    const { agency = '' } = (told.by as Partial<Actor> | undefined) ?? {};
    const asked: Command = { ...told, id: own.id, owner: own.owner ?? decider.ownerOfId?.(own.id) ?? agency };
    assert.ok(
      !others.some(isOf(streamOf(decider, own.id))),
      `${streamOf(decider, own.id)} is the record itself: its events are its history, and no fact`,
    );
    const story: Story = { histories: [...others, own], steps: [{ decider, id: own.id, command: asked }] };
    tell(story);
    const { decisions } = eventsOf(story, isAll ? undefined : unnamed(story.histories));
    assert.ok(isInstant(asked.occurredAt), `${asked.type} happens at no instant (UTC with milliseconds)`);
    return answerOf(
      {
        fold: decider,
        occurredAt: asked.occurredAt,
        hasSubject: () => subjectOf(decider, stateAfter(own), asked) !== undefined,
      },
      decisions[0] as Decision<EventIn<D>>,
    );
  },
});

/** What stands for a record that no line names: looking at it fails the test. */
const unnamed = (known: readonly History[]): ((asked: StreamFact<unknown>) => unknown) => {
  const named = new Set(known.map(({ fold, id }) => streamOf(fold, id)));
  return (asked) => {
    const stream = streamOfFact(asked);
    if (stream === undefined || named.has(stream)) return undefined;
    const { fold, id } = asked;
    const fail = (): never =>
      assert.fail(
        `the decision rests on ${stream}, which no line names: knowing(fact(${fold.name}, '${String(id)}', …))`,
      );
    const { initial } = fold;
    if (typeof initial !== 'object' || initial === null) return fail();
    return new Proxy(initial, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail });
  };
};

/** Of several histories of one stream, the first is known. */
const firstOfEach = (histories: readonly History[]): readonly History[] =>
  histories.filter(({ fold, id }, index) => index === histories.findIndex(isOf(streamOf(fold, id))));

const isOf =
  (stream: string) =>
  ({ fold, id }: History): boolean =>
    streamOf(fold, id) === stream;

/** Who answered, and whether it said whose personal data there would be. */
interface Answering {
  readonly fold: AnyFold;
  /** Of the command. */
  readonly occurredAt: string;
  readonly hasSubject?: () => boolean;
}

const answerOf = <Event extends Message>(by: Answering, decision: Decision<Event>): Answer<Event> => {
  const same = (expected: readonly (Event | Dated<Event>)[]): void => {
    assert.deepEqual(dated(events(), allWritten), dated(expected, allStored));
  };
  const dated = (
    all: readonly (Event | Dated<Event>)[],
    stored: (by: Answering, events: readonly Message[]) => readonly object[],
  ): readonly object[] => {
    const each = datedFrom(all, by.occurredAt);
    const events = stored(
      by,
      each.map(({ event }) => event),
    );
    return each.map(({ at: moment }, index) => ({ at: moment, ...events[index] }));
  };
  const warnsOfNothing = (): void => {
    const [warning] = isRefusal(decision) ? [] : accepted(decision).warnings;
    assert.ok(warning === undefined, `it warns of ${String(warning?.rule)}: warnsOf says so`);
  };
  const events = (): readonly (Event | Dated<Event>)[] => {
    if (isRefusal(decision))
      throw new assert.AssertionError({ message: `refused by ${decision.rule}: ${decision.reason}` });
    return accepted(decision).events;
  };
  return {
    decision,
    emits: (...expected) => {
      same(expected);
      warnsOfNothing();
    },
    emitsNothing: () => {
      same([]);
      warnsOfNothing();
    },
    isRefusedBy: (rule, path) => {
      assert.ok(isRefusal(decision), `accepted: ${JSON.stringify(decision)}`);
      assert.equal(decision.rule, rule);
      if (path !== undefined) assert.equal(decision.path, path);
      const recorded = decision.recorded ?? [];
      allWritten(by, recorded);
      assert.ok(
        recorded.length === 0 || recorded.some(({ type }) => definitionOf(by.fold, type)?.refusal),
        `no event on record says how ${rule} reads: { refusal: … } of its definition does`,
      );
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

/** What `handle` would append: not what is only read, nor personal values that are nobody's. */
const allWritten = (by: Answering, events: readonly Message[]): readonly object[] => {
  const all = allStored(by, events);
  for (const event of events) {
    const definition = definitionOf(by.fold, event.type);
    assert.ok(
      definition?.type === event.type && !definition.retired,
      `${event.type} is read, and never written again`,
    );
    assert.ok(
      !holdsPersonal(definition, event) || by.hasSubject?.(),
      `${event.type} holds personal values, and \`subject\` of ${by.fold.name} does not say whose`,
    );
  }
  return all;
};

const holdsPersonal = (definition: AnyEventDefinition, event: Message): boolean =>
  separate(definition, event, { stream: 'any-one', revision: 0 }, true).values.length > 0;

const allStored = ({ fold }: Pick<Answering, 'fold'>, events: readonly Message[]): readonly object[] =>
  events.map((event) => asStored(fold, event));

/** As the store would keep it: an event that does not fit its schema fails the test. */
const asStored = (fold: AnyFold, event: Message): object => {
  const definition = definitionOf(fold, event.type);
  assert.ok(definition, `${fold.name} does not define ${event.type}`);
  return { type: event.type, ...(JSON.parse(encode(definition, event)) as object) };
};

const LONG_AGO = '2000-01-01T00:00:00.000Z';
