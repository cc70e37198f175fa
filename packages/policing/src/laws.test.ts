import { describe, expect, test } from '@jest/globals';
import { scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  accepted,
  decode,
  definitionOf,
  isRefusal,
  type AnyDecider,
  type Decision,
  type EventStore,
  type Message,
} from '@wardbook/event-sourcing';
import fc from 'fast-check';
import { engine } from './engine.test.data.ts';
import { redacting } from './redaction/redaction.ts';
import { retention } from './retention/retention.ts';
import { yearInKilburn } from './year-in-kilburn.test.data.ts';
import { policing } from './index.ts';

const DECIDERS: readonly AnyDecider[] = Object.values(policing.kinds);

/** Commands that mean something each time they are sent, and why. */
const REPEATABLE: Readonly<Record<string, string>> = {
  RefreshCommunityPriority: 'the community was asked again, and said the same again',
  RecordCircumstances: 'circumstances change; what they are is sealed, and never compared',
  RecordHelp: 'more help, for all that a rule can tell',
  CorrectPersonalDetails: 'what the record says is sealed, and never compared',
  CorrectPublishedDetails: 'what is published may be taken out, and is never compared',
  RequestInformation: 'another question, for all that a rule can tell',
  ProgressReferral: 'another note, for all that a rule can tell',
};

/** Events that the year lacks: what only a refusal puts on record, and what only late evidence brings. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  promise: ['PromisePeriodKept', 'PromisePeriodNotOwed'],
  referral: ['ReferralNotRaised', 'ReferralHandedBack'],
  adviceCase: ['AdviceRefused', 'ComplianceBreachCleared'],
  policy: ['PolicyReviewOverdueFoundWrong'],
  ward: ['WardCoverRestated'],
  member: ['CompetenceFoundWrong'],
  visit: ['VictimDutyOverdueFoundWrong'],
  report: [
    ...['ReportFeedFoundWrong', 'ReportAssessmentFoundWrong', 'ReportActionFoundWrong'],
    'ReportDutyOverdueFoundWrong',
  ],
};

const commandTypes = (decider: AnyDecider): readonly string[] => Object.keys(decider.decide);

/** All that was ever recorded about one concept in the year, in order. */
const historyOf = async (store: EventStore, decider: AnyDecider): Promise<readonly Dated[]> =>
  (await store.readLog({ after: 0n, limit: 1_000, category: decider.name })).map((recorded) => ({
    at: recorded.occurredAt,
    event: decode(definitionOf(decider, recorded.type), recorded),
  }));

const wholeYear = async (): Promise<EventStore> => {
  const { send, store } = engine();
  for (const step of yearInKilburn) await send(step);
  return store;
};

describe('a year in Kilburn', () => {
  test('sends every command of every decider', () => {
    const sent = new Set(yearInKilburn.map(({ command }) => command.type));
    expect(DECIDERS.flatMap(commandTypes).filter((type) => !sent.has(type))).toEqual([]);
  });

  test('R-LIFE-2: has every command accepted; and asking twice is asking once', async () => {
    const { send } = engine();
    for (const step of yearInKilburn) {
      const first = await send(step);
      const again = await send(step);
      const { type } = step.command;
      expect({ type, events: first.receipt?.eventIds.length ?? 0 }).not.toEqual({ type, events: 0 });
      expect({ type, repeats: (again.receipt?.eventIds.length ?? 0) > 0 }).toEqual({
        type,
        repeats: type in REPEATABLE,
      });
    }
  });

  test.each(DECIDERS.map(({ name }, index) => [name, index] as const))(
    'leaves an event of every kind in the streams of %s, but for what only processes and late evidence bring',
    async (_, index) => {
      const decider = DECIDERS[index]!;
      const happened = new Set((await historyOf(await wholeYear(), decider)).map(({ event }) => event.type));
      const missing = decider.events.map(({ type }) => type).filter((type) => !happened.has(type));
      expect(missing).toEqual(UNSEEN[decider.name] ?? []);
    },
  );
});

describe('every decider', () => {
  test('has names for its events that no other decider has for other events', () => {
    // What is mixed into several is one and the same definition in each.
    const definitions = new Set(DECIDERS.flatMap(({ events }) => events));
    const types = [...definitions].map(({ type }) => type);
    expect(types.toSorted()).toEqual([...new Set(types)].toSorted());
  });

  test('has names for its commands that no other decider has', () => {
    const [commands, again] = [new Set<string>(), new Set<string>()];
    for (const type of DECIDERS.flatMap(commandTypes)) (commands.has(type) ? again : commands).add(type);
    // But for those that are mixed into several.
    const mixedIn = [retention, redacting(policing.kinds.ward)].flatMap(({ decide }) => Object.keys(decide));
    expect([...again].toSorted()).toEqual(mixedIn.toSorted());
    expect(DECIDERS.map(({ name }) => name)).toEqual([...new Set(DECIDERS.map(({ name }) => name))]);
  });

  test('evolves by every event that it defines, and by no other', () => {
    for (const { events, evolve } of DECIDERS)
      expect(Object.keys(evolve).toSorted()).toEqual(events.map(({ type }) => type).toSorted());
  });

  test.each(DECIDERS.map(({ name }, index) => [name, index] as const))(
    '%s takes any events in any order, and answers every command after them without an accident',
    async (_, index) => {
      const decider = DECIDERS[index]!;
      const history = await historyOf(await wholeYear(), decider);
      const steps = yearInKilburn.filter((step) => step.decider === decider);
      const commands = steps.map(({ command }) => command);
      fc.assert(
        fc.property(
          fc.oneof(
            fc.subarray([...history]),
            fc.shuffledSubarray([...history]),
            fc.array(fc.constantFrom(...history), { maxLength: 20 }),
          ),
          fc.constantFrom(...commands),
          (some, command) => {
            const { decision } = scenario(decider, steps[0]?.id)(some).knowingNothingElse().when(command);
            expect(fits(decider, decision)).toBe(true);
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});

describe('every process', () => {
  test('has a name that no other process and no decider has', () => {
    const names = [...policing.processes, ...DECIDERS].map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});

/** A refusal with a rule, or events that fit their schemas. */
const fits = (decider: AnyDecider, decision: Decision<Message>): boolean =>
  isRefusal(decision)
    ? /^R-[A-Z]+-\d+$/.test(decision.rule)
    : accepted(decision).events.every((one) => {
        const { type, ...fields } = 'type' in one ? one : one.event;
        return definitionOf(decider, type)?.schema.safeParse(fields).success === true;
      });
