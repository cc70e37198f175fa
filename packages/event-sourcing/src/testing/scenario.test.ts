import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { EventInvalid } from '../errors.ts';
import { event, personal, retired, type EventOf } from '../event.ts';
import { onRecord, refuse, type Decision } from '../refusal.ts';
import { counter, type CounterCommand, type CounterEvent } from '../store-contracts/counter.ts';
import { happened } from '../dated.ts';
import { at, fact, ownedBy, scenario } from './scenario.ts';
import {
  ofAnyAgency,
  ownEvents,
  stateOf,
  through,
  type Command,
  type Decider,
  type Fold,
  type Told,
} from '../decider.ts';

const AT = '2026-03-01T11:00:00.000Z';
const given = scenario(counter);
const counted = (amount: number): CounterEvent => ({ type: 'Counted', by: amount });
const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
const count = (amount: number): Told<CounterCommand> => ({ type: 'Count', occurredAt: AT, by, amount });
const countLike = (other: string): Told<CounterCommand> => ({ type: 'CountLike', occurredAt: AT, by, other });

// A decider that gets wrong what it can; its state is the moment of its last event.
type Careless = Command & { readonly type: 'Say'; readonly how: string };
const spokeEvent = event('Spoke', { word: z.string().regex(/^[a-z]$/) });
type Spoke = EventOf<typeof spokeEvent>;
const spoke = (word: string): Spoke => spokeEvent({ word });
const answers: Readonly<Record<string, Decision<Spoke, never>>> = {
  TWO: [spoke('a'), spoke('b')],
  LOUD: [spoke('TOO LOUD')],
  MORE: [{ ...spoke('a'), more: 1 } as Spoke],
  FOREIGN: [{ type: 'Foreign' } as never],
  REFUSED: onRecord(refuse('R-CARE-1', 'No.'), spoke('TOO LOUD')),
};
const words: Fold<Spoke, readonly string[]> = {
  name: 'careless',
  initial: [],
  events: [spokeEvent],
  evolve: { Spoke: (known, { word }, { revision }) => [...known, `${word} ${String(revision)}`] },
};
const careless: Decider<Careless, Spoke, string, { Say: { words: readonly string[] } }> = {
  name: 'careless',
  initial: 'nothing',
  events: [spokeEvent],
  evolve: {
    Spoke: (_, __, { stream, revision, occurredAt, recordedAt }) =>
      [stream, revision, occurredAt, recordedAt].join(' '),
  },
  facts: { Say: ({ how }) => ({ words: ownEvents(words, how === 'ALL' ? 'all' : [0, 2, 7]) }) },
  decide: {
    Say: ({ how }, state, { words: said }) =>
      answers[how] ?? refuse(how === 'WHEN' ? state : said.join(', '), 'That was when.'),
  },
};
const careful = scenario(careless, 'id');
const numbered = {
  ...counter,
  ids: { pattern: /^\d+$/, otherwise: refuse('R-NUMBER-1', 'A number.', 'id') },
};
const say = (how: string): Told<Careless> => ({ type: 'Say', occurredAt: AT, by, how });

describe('a scenario passes', () => {
  test('when the decider emits exactly these events', () => given().when(count(5)).emits(counted(5)));
  test('when it emits nothing, as expected', () => given().when(count(0)).emitsNothing());
  test('when the rule refuses, as expected', () => given().when(count(-1)).isRefusedBy('R-COUNT-1'));
  test('when the history makes the rule refuse', () =>
    given(counted(600_000), at(AT, counted(400_000)))
      .when(count(1))
      .isRefusedBy('R-COUNT-2'));
  test('when it warns, as expected', () => given().when(count(101)).warnsOf('R-COUNT-3', counted(101)));
  test('when a known fact decides', () =>
    given()
      .knowing(fact(counter, 'two', counted(3), counted(4)))
      .when(countLike('two'))
      .emits(counted(7)));
  test('when a fact is that there is no such record', () =>
    given()
      .knowing(fact(counter, 'three', counted(3)), fact(counter, 'two'))
      .when(countLike('two'))
      .emits(counted(0)));
  test('when a fact is the record itself', () => given(counted(5)).when(countLike('one')).emits(counted(5)));
  test('K-04: when the rule refuses that field', () =>
    given().when(count(-1)).isRefusedBy('R-COUNT-1', 'amount'));
  test('K-02: when the id is none of the kind’s, as expected', () => {
    scenario(counter, '-')().when(count(1)).isRefusedBy('ID-FORM', 'id');
    scenario(numbered, 'one')().when(count(1)).isRefusedBy('R-NUMBER-1', 'id');
    scenario(numbered, '12')().when(count(1)).emits(counted(1));
  });
  test('when events of the record itself decide, all of them or those at its revisions', () => {
    const history = ['a', 'b', 'c'].map(spoke);
    careful(...history)
      .when(say('ALL'))
      .isRefusedBy('a 0, b 1, c 2');
    careful(spoke('a'), at(AT, spoke('b')), spoke('c'))
      .when(say('SOME'))
      .isRefusedBy('a 0, c 2');
    careful().when(say('ALL')).isRefusedBy('');
  });
  test('with the moments that the history was given', () => {
    careful().when(say('WHEN')).isRefusedBy('nothing');
    careful(spoke('a'), at(AT, spoke('b')))
      .when(say('WHEN'))
      .isRefusedBy(`careless-id 1 ${AT} ${AT}`);
    careful(at(AT, spoke('a')), spoke('b'))
      .when(say('WHEN'))
      .isRefusedBy('careless-id 1 2000-01-01T00:00:00.000Z 2000-01-01T00:00:00.000Z');
  });
});

describe('whose a record is', () => {
  const owned: Decider<CounterCommand, CounterEvent, number, { Count: { two: number; three: number } }> = {
    ...counter,
    facts: {
      Count: () => ({
        two: stateOf(counter, 'two'),
        three: through(ofAnyAgency(stateOf(counter, 'two')), (two) =>
          ofAnyAgency(stateOf(counter, two > 0 ? 'three' : undefined)),
        ),
      }),
    },
    decide: {
      ...counter.decide,
      Count: (
        { amount }: { readonly amount: number },
        state: number,
        { two, three }: { readonly two: number; readonly three: number },
      ) =>
        state > 0
          ? refuse('R-COUNT-1', `${String(state)} ${String(two)} ${String(three)}`)
          : [happened('2026-02-01T00:00:00.000Z', counted(amount + two)), counted(three)],
    } as never,
    stands: { Counted: (_, state) => (state < 2 ? undefined : refuse('LATER', 'No.', 'occurredAt')) },
  };
  const ours = scenario(owned);
  const facts = [fact(counter, 'two', counted(3)), fact(counter, 'three', counted(4))] as const;

  test('is the sender’s own, unless it is said', () =>
    ours()
      .knowing(...facts)
      .when(count(5))
      .emits(happened('2026-02-01T00:00:00.000Z', counted(8)), counted(4)));
  test('another agency’s facts look as if they did not exist, but for those of anybody', () =>
    ours()
      .knowing(ownedBy('fire', facts[0]), facts[1])
      .when(count(5))
      .emits(happened('2026-02-01T00:00:00.000Z', counted(5)), counted(4)));
  test('another agency’s record does so, too; its id is taken', () =>
    ours(counted(1))
      .ownedBy('fire')
      .knowing(...facts)
      .when(count(5))
      .isRefusedBy('ID-TAKEN', 'id'));
  test('what is late is judged by what is on record for later', () =>
    ours(at('2026-04-01T00:00:00.000Z', counted(0)))
      .knowing(...facts)
      .when(count(5))
      .isRefusedBy('LATER', 'occurredAt'));
  test('a date of its own is not the command’s', () => {
    const answer = ours()
      .knowing(...facts)
      .when(count(5));
    expect(() => answer.emits(counted(8), counted(4))).toThrow('2026-02-01T00:00:00.000Z');
  });
});

describe('K-04: what the kit lets through, `handle` records', () => {
  const named = event('Named', { name: personal(z.string().max(20)) });
  const closed = retired(event('Closed', {}));
  const opened = event('Opened', {}, { formerly: ['Unlocked'] });
  type Do = Command & { readonly type: 'Do' };
  interface Seen {
    readonly seen: readonly string[];
  }
  const all = [named, closed, opened] as const;
  type Any = EventOf<(typeof all)[number]>;
  const doing = (decide: Decider<Do, Any, Seen>['decide']['Do'], more: object = {}) =>
    scenario<Decider<Do, Any, Seen>>({
      name: 'door',
      initial: { seen: [] },
      events: all,
      facts: {},
      decide: { Do: decide },
      evolve: { Named: (state) => state, Closed: (state) => state, Opened: (state) => state },
      ...more,
    });
  const now = { type: 'Do', occurredAt: AT, by } as const;
  const gone = { type: 'Closed' } as Any;
  const ann = named({ name: 'Ann' });
  const unwritten: readonly (readonly [string, () => void, string])[] = [
    [
      'a refusal on record that no event tells again',
      () =>
        doing(() => onRecord(refuse('R-1', 'No.'), opened({})))()
          .when(now)
          .isRefusedBy('R-1'),
      'no event on record says how R-1 reads: { refusal: … } of its definition does',
    ],
    [
      'a retired event',
      () =>
        doing(() => [gone])()
          .when(now)
          .emits(gone),
      'Closed is read, and never written again',
    ],
    [
      'an event under its former name',
      () =>
        doing(() => [{ type: 'Unlocked' } as never])()
          .when(now)
          .emits({ type: 'Unlocked' } as never),
      'Unlocked is read, and never written again',
    ],
    [
      'personal values that are nobody’s',
      () =>
        doing(() => [ann])()
          .when(now)
          .emits(ann),
      'Named holds personal values, and `subject` of door does not say whose',
    ],
    [
      'a warning that nobody expects',
      () => given().when(count(101)).emits(counted(101)),
      'it warns of R-COUNT-3: warnsOf says so',
    ],
    [
      'a command at no instant',
      () => doing(() => [])().when({ ...now, occurredAt: '2026-03-01' }),
      'Do happens at no instant (UTC with milliseconds)',
    ],
    [
      'an event at no instant',
      () => doing(() => [])(at('yesterday', opened({}))),
      'Opened happened at no instant (UTC with milliseconds)',
    ],
    [
      'a fact about what can be no record',
      () => fact(counter, 'a/b', counted(1)),
      "no counter is called 'a/b': nothing can have happened to it",
    ],
    [
      'a fact about the record itself',
      () =>
        given()
          .knowing(fact(counter, 'one', counted(1)))
          .when(countLike('one')),
      'counter-one is the record itself: its events are its history, and no fact',
    ],
  ];
  test.each(unwritten)('%s fails', (_name, run, why) => {
    expect(run).toThrow(expect.objectContaining({ code: 'ERR_ASSERTION', message: why }));
  });
  test('but retired events have happened, and somebody’s personal values are recorded', () => {
    const door = doing(() => [ann], { subject: () => 'subject-1' });
    door(gone).when(now).emits(ann);
  });
  test('and nobody changes a state or a command: they are kept and compared', () => {
    const push = (state: Seen): Seen => {
      (state.seen as string[]).push('x');
      return state;
    };
    expect(() => doing((_, state) => (push(state).seen.length > 0 ? [] : []))().when(now)).toThrow(TypeError);
    expect(() => doing(() => [], { evolve: { Opened: push } })(opened({})).when(now)).toThrow(TypeError);
    expect(() => doing((command) => (Object.assign(command, { id: 'x' }), []))().when(now)).toThrow(
      TypeError,
    );
  });
  test('and a promise of events is no answer', () => {
    expect(() => doing((() => Promise.resolve([])) as never)().when(now)).toThrow(
      'door answers something else to Do',
    );
  });
});

describe('a scenario fails', () => {
  const failing: readonly (readonly [string, () => void])[] = [
    ['when the events have other fields', () => given().when(count(5)).emits(counted(6))],
    ['when an event is missing', () => given().when(count(5)).emits(counted(5), counted(5))],
    ['when there is an event too many', () => given().when(count(5)).emits()],
    ['when nothing was expected', () => given().when(count(5)).emitsNothing()],
    ['when something was expected', () => given().when(count(0)).emits(counted(0))],
    [
      'when another type of event comes',
      () => given().when(count(5)).emits({ type: 'CountRefused', rule: 'R-5' }),
    ],
    ['when another rule refuses', () => given().when(count(-1)).isRefusedBy('R-COUNT-2')],
    ['when events were expected and a rule refuses', () => given().when(count(-1)).emits(counted(-1))],
    ['when nothing was expected and a rule refuses', () => given().when(count(-1)).emitsNothing()],
    ['when a refusal was expected and events come', () => given().when(count(5)).isRefusedBy('R-COUNT-1')],
    ['when a refusal was expected and nothing comes', () => given().when(count(0)).isRefusedBy('R-COUNT-1')],
    [
      'when a warning was expected and none comes',
      () => given().when(count(5)).warnsOf('R-COUNT-3', counted(5)),
    ],
    ['when another warning comes', () => given().when(count(101)).warnsOf('R-COUNT-4', counted(101))],
    [
      'when the events beside the warning differ',
      () => given().when(count(101)).warnsOf('R-COUNT-3', counted(1)),
    ],
    ['when a warning was expected and a rule refuses', () => given().when(count(-1)).warnsOf('R-COUNT-3')],
    ['K-04: when another field is meant', () => given().when(count(-1)).isRefusedBy('R-COUNT-1', 'id')],
    [
      'K-04: when more of a field is meant',
      () =>
        given()
          .when(count(-1))
          .isRefusedBy('R-COUNT-1', 'amount.0' as 'amount'),
    ],
    [
      'K-02: when something was expected of an id that is none',
      () => scenario(counter, '-')().when(count(1)).emits(counted(1)),
    ],
    ['when the order differs', () => careful().when(say('TWO')).emits(spoke('b'), spoke('a'))],
  ];
  test.each(failing)('%s', (_name, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'ERR_ASSERTION' }));
  });

  const wrongly: readonly (readonly [string, () => unknown, string])[] = [
    [
      'an event is undefined',
      () => given(undefined as never),
      'an event of counter is undefined: is its import misspelt?',
    ],
    [
      'an event at an instant is undefined',
      () => given(at(AT, undefined as never)),
      'an event of counter is undefined: is its import misspelt?',
    ],
    [
      'an event of a fact is undefined',
      () => fact(counter, 'two', undefined as never),
      'an event of counter is undefined: is its import misspelt?',
    ],
    ['an event is of another fold', () => given(spoke('a') as never), 'counter does not define Spoke'],
    [
      'an event of a fact is of another fold',
      () => fact(counter, 'two', at(AT, spoke('a') as never)),
      'counter does not define Spoke',
    ],
    [
      'the decision rests on a record that no line names',
      () =>
        given()
          .knowing(fact(counter, 'three', counted(3)))
          .when(countLike('two')),
      "the decision rests on counter-two, which no line names: knowing(fact(counter, 'two', …))",
    ],
  ];
  test.each(wrongly)('K-04: and says why, when %s', (_name, run, why) => {
    expect(run).toThrow(expect.objectContaining({ code: 'ERR_ASSERTION', message: why }));
  });
  test('K-04: when what had happened could not have been stored', () => {
    expect(() => careful(spoke('TOO LOUD'))).toThrow(EventInvalid);
    expect(() => careful(at(AT, { ...spoke('a'), more: 1 } as Spoke))).toThrow(EventInvalid);
    expect(() => fact(careless, 'id', spoke('TOO LOUD'))).toThrow(EventInvalid);
  });

  test('with the rule and its reason when a refusal was not expected', () => {
    expect(() => given().when(count(-1)).emits()).toThrow('refused by R-COUNT-1: A counter only rises.');
  });

  test('when an event does not fit its schema, though the test expects the same', () => {
    expect(() => careful().when(say('LOUD')).emits(spoke('TOO LOUD'))).toThrow(EventInvalid);
    expect(() =>
      careful()
        .when(say('MORE'))
        .emits({ ...spoke('a'), more: 1 } as Spoke),
    ).toThrow(EventInvalid);
  });
  test('when an event is not among the decider’s own', () => {
    const foreign = { type: 'Foreign' } as never;
    expect(() => careful().when(say('FOREIGN')).emits(foreign)).toThrow('careless does not define Foreign');
  });
  test('when an event that records a refusal does not fit its schema', () => {
    expect(() => careful().when(say('REFUSED')).isRefusedBy('R-CARE-1')).toThrow(EventInvalid);
  });
  test('when the command is not the decider’s', () => {
    expect(() => careful().when({ type: 'Unheard' } as never)).toThrow('careless knows no command Unheard');
  });
});
