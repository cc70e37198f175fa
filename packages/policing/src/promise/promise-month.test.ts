import type { Told } from '@wardbook/event-sourcing';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decode,
  definitionOf,
  entriesOf,
  evolveRecorded,
  valueIn,
  type RecordedEvent,
} from '@wardbook/event-sourcing';
import { fact, type Dated } from '@wardbook/event-sourcing/testing';
import { engine } from '../engine.test.data.ts';
import { CHAIR, INSPECTOR, OFFICER, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { atPanel, type Step } from '../steps.test.data.ts';
import { monthEnd } from '../london.ts';
import { promise, type PromiseCommand } from './promise.ts';
import {
  fulfilmentCorrected,
  promiseFulfilmentRecorded,
  promisePeriodBroken,
  promisePeriodOpened,
  type PromiseEvent,
} from './promise.events.ts';
import { monthHistory, monthIn, periodStatus } from './promise-month.ts';
import { closedMonth, eventsOf, promiseHistory, type PromiseState } from './promise.state.ts';

/** The year in Kilburn up to the day on which the promise is in force: its first whole month is March 2013. */
const untilInForce = yearInKilburn.slice(
  0,
  1 + yearInKilburn.findIndex(({ command }) => command.type === 'AgreePromiseByCommunity'),
);

const NOW = '2013-12-01T00:00:00.000Z';
const MONTHS = ['2013-03', '2013-04', '2013-05'] as const;
const of = (command: Told<PromiseCommand>): Step => ({ decider: promise, id: 'visits', command });
const visit = (fulfilment: string, day: string, target = 'school-ash'): Step =>
  of({
    type: 'RecordFulfilment',
    occurredAt: `${day}T12:00:00.000Z`,
    by: OFFICER,
    fulfilment,
    target,
    member: OFFICER.id,
    evidence: 'pocket-book/77',
  });
const correct = (fulfilment: string, target?: string): Step =>
  of({
    type: 'CorrectFulfilment',
    occurredAt: NOW,
    by: SUPERVISOR,
    fulfilment,
    reason: 'WRONG_TIME',
    ...(target !== undefined && { target }),
  });
const close = (period: string): Step =>
  of({ type: 'ClosePeriod', occurredAt: monthEnd(period), by: INSPECTOR, period });
const explain = (period: string, explanation: string): Step =>
  of({ type: 'ExplainBreach', occurredAt: NOW, by: INSPECTOR, period, explanation });
const withdraw = (month: string): Step =>
  of({
    type: 'WithdrawPromise',
    occurredAt: `${month}-25T12:00:00.000Z`,
    by: INSPECTOR,
    reason: 'The schools asked for another way of working.',
    agreedWith: 'march',
  });
const review = (period: string): Step => of({ type: 'ReviewPeriod', occurredAt: NOW, by: SYSTEM, period });
/** What a withdrawal needs. */
const beforehand: readonly Step[] = [
  of({
    type: 'ProposeWithdrawal',
    occurredAt: '2013-03-01T12:00:00.000Z',
    by: INSPECTOR,
    reason: 'The schools asked for another way of working.',
  }),
  atPanel({
    type: 'RecordPanelMeeting',
    occurredAt: '2013-03-01T12:00:00.000Z',
    by: CHAIR,
    meeting: 'march',
    votersPresent: 7,
    minutes: 'minutes/2013-03',
  }),
];

/** Kilburn with its promise in force, and whoever sends what. */
const promised = async () => {
  const { send, store } = engine({ now: NOW });
  for (const step of [...untilInForce, ...beforehand]) expect((await send(step)).refusal).toBeUndefined();
  return { send, store, recorded: () => store.readStream('promise-visits') };
};

const stateOf = (recorded: readonly RecordedEvent[]): PromiseState =>
  recorded.reduce((state, event) => evolveRecorded(promiseHistory, state, event), promiseHistory.initial);

describe('S-01: the months of a promise', () => {
  test('are the same as one plain fold of all of its history, and so is what is loaded of a closed one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { send, recorded } = await promised();
        for (const one of steps) await send(stepOf(one));
        for (const month of MONTHS)
          if (closedMonth(stateOf(await recorded()), month)) await send(review(month));
        const history = await recorded();
        const state = stateOf(history);
        for (const [period, month] of plainly(history)) {
          const { result, missedTargets, explained, fulfilments, ...opened } = month;
          const whole = { ...opened, notPossible: [], fulfilments: Object.fromEntries(fulfilments) };
          const closed = closedMonth(state, period);
          expect([period, valueIn(state.open, period) === undefined]).toEqual([period, result !== undefined]);
          if (result === undefined) expect(valueIn(state.open, period)).toMatchObject(whole);
          else expect(closed).toMatchObject({ result, missedTargets });
          if (!closed) continue;
          expect(closed.explained?.at(-1)?.revision).toBe(explained);
          expect(monthIn(loaded(history, eventsOf(state, period)), period)).toEqual(whole);
          // R-PROM-7: what it ended as is always what its evidence comes to.
          const { missing } = periodStatus(whole);
          expect(closed).toMatchObject({
            result: missing.length === 0 ? 'KEPT' : 'BROKEN',
            missedTargets: missing,
          });
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('keep their rules: one visit counts once, an id is unique within a month, words are not said twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { send, recorded } = await promised();
        for (const one of steps) await send(stepOf(one));
        const history = await recorded();
        const events = history.map(eventOf);
        const known = new Set<string>();
        for (const [index, event] of events.entries()) {
          if (event.type !== 'PromiseFulfilmentRecorded') continue;
          const { period, fulfilment, member, from, targets } = event;
          expect(known.has(`${period} ${fulfilment}`)).toBe(false);
          known.add(`${period} ${fulfilment}`);
          const before = plainly(history.slice(0, index)).get(period)?.fulfilments.values() ?? [];
          const same = [...before].filter((one) => one.members.includes(member) && one.from === from);
          expect(same.flatMap((one) => one.targets.filter((target) => targets.includes(target)))).toEqual([]);
        }
        for (const month of MONTHS) {
          const words = events.flatMap((event) =>
            event.type === 'BreachExplained' && event.period === month ? [event.explanation] : [],
          );
          expect(words.filter((word, index) => word === words[index - 1])).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('S-01: however long a promise has been kept', () => {
  /** Twenty visits a month, one of them corrected; every month is closed but the last. */
  const kept = (months: number): readonly Dated<PromiseEvent>[] =>
    Array.from({ length: months }, (_, index) => {
      const period = new Date(Date.UTC(2013, 2 + index, 1)).toISOString().slice(0, 7);
      const visits = Array.from({ length: 20 }, (__, number) =>
        promiseFulfilmentRecorded({
          fulfilment: `visit-${String(index * 20 + number).padStart(5, '0')}`,
          period,
          targets: ['school-ash'],
          member: OFFICER.id,
          evidence: 'pocket-book/77',
          from: `${period}-${String(number + 1).padStart(2, '0')}T12:00:00.000Z`,
          to: `${period}-${String(number + 1).padStart(2, '0')}T12:00:00.000Z`,
        }),
      );
      const last = visits[19]!.fulfilment;
      return [
        promisePeriodOpened({ period, targets: ['school-ash', 'school-beech'], minimumPerTarget: 1 }),
        ...visits,
        fulfilmentCorrected({ fulfilment: last, reason: 'NOT_PROVEN', targets: [] }),
        ...(index + 1 < months ? [promisePeriodBroken({ period, missedTargets: ['school-beech'] })] : []),
      ].map((event): Dated<PromiseEvent> => ({ at: NOW, event }));
    }).flat();
  const after = (months: number): PromiseState => fact(promiseHistory, 'visits', kept(months)).state;

  test('its open part is as large as in its first year', () => {
    const size = (months: number): number =>
      JSON.stringify({ ...after(months), closed: undefined }).replaceAll(/\d+/g, '0').length;
    expect(size(200)).toBe(size(10));
  });

  test('an event changes its open part and at most one year of the closed', () => {
    const before = after(200);
    const one = (event: PromiseEvent): PromiseState =>
      (promiseHistory.evolve[event.type] as (...all: readonly unknown[]) => PromiseState)(before, event, {
        revision: 5_000,
      });
    const last = { period: '2029-10', targets: ['school-ash'], member: OFFICER.id, evidence: 'b', to: NOW };
    const open = one(promiseFulfilmentRecorded({ ...last, fulfilment: 'visit-5000', from: NOW }));
    expect(open.closed).toBe(before.closed);
    const late = one(
      promiseFulfilmentRecorded({ ...last, fulfilment: 'visit-5000', from: NOW, period: '2014-05' }),
    );
    expect(late.open).toBe(before.open);
    for (const [year, months] of entriesOf(late.closed)) {
      expect([year, months === valueIn(before.closed, year)]).toEqual([year, year !== '2014']);
      expect(entriesOf(months).length).toBeLessThanOrEqual(12);
    }
    const changed = entriesOf(valueIn(late.closed, '2014')!).filter(
      ([period, month]) => month !== valueIn(valueIn(before.closed, '2014')!, period),
    );
    expect(changed.map(([period]) => period)).toEqual(['2014-05']);
    expect(one(promisePeriodBroken({ period: '2029-10', missedTargets: [] })).open).toEqual({});
  });
});

describe('S-01: what a command about a closed month reads', () => {
  /** March and April closed as broken, May open. */
  const threeMonths = async () => {
    const { send, store, recorded } = await promised();
    for (const one of [
      visit('visit-1', '2013-03-11'),
      visit('visit-2', '2013-04-11'),
      close('2013-03'),
      close('2013-04'),
      visit('visit-3', '2013-05-11'),
    ])
      await send(one);
    const read = jest.spyOn(store, 'readStream');
    /** Which stretches of its own stream a command reads beside what is new; and what it records. */
    const reads = async (one: Step) => {
      read.mockClear();
      const { receipt } = await send(one);
      const stretches = read.mock.calls.flatMap(([stream, range]) =>
        stream === 'promise-visits' && range?.to !== undefined ? [range] : [],
      );
      const events = (await recorded()).slice(-(receipt?.eventIds.length ?? 0));
      return { stretches, events: receipt?.eventIds.length === 0 ? [] : events.map(({ type }) => type) };
    };
    const all = await recorded();
    return { march: all.length - 8, end: all.length - 1, reads };
  };
  const LATE = ['PromiseFulfilmentRecorded'];
  const RESTATED = 'PromisePeriodRestated';

  test('late evidence reads the events of its month, a command about an open month nothing', async () => {
    const { march, end, reads } = await threeMonths();
    expect(await reads(visit('visit-4', '2013-05-12'))).toMatchObject({ stretches: [] });
    expect(await reads(visit('visit-5', '2013-03-12', 'school-beech'))).toEqual({
      stretches: [{ from: march, to: march + 1 }],
      events: [...LATE, RESTATED],
    });
    expect(await reads(visit('visit-6', '2013-03-13'))).toEqual({
      stretches: [
        { from: march, to: march + 1 },
        { from: end + 2, to: end + 2 },
      ],
      events: LATE,
    });
  });

  test('a review of it reads the same, and finds it restated', async () => {
    const { march, end, reads } = await threeMonths();
    await reads(visit('visit-5', '2013-03-12', 'school-beech'));
    const stretches = [
      { from: march, to: march + 1 },
      { from: end + 1, to: end + 1 },
    ];
    expect(await reads(review('2013-03'))).toEqual({ stretches, events: [] });
  });

  test('an explanation reads the one before it', async () => {
    const { end, reads } = await threeMonths();
    const one = { from: end + 1, to: end + 1 };
    expect(await reads(explain('2013-03', 'Snow.'))).toEqual({ stretches: [], events: ['BreachExplained'] });
    expect(await reads(explain('2013-04', 'Snow.'))).toEqual({ stretches: [], events: ['BreachExplained'] });
    expect(await reads(explain('2013-03', 'Snow.'))).toEqual({ stretches: [one], events: [] });
    expect(await reads(explain('2013-03', 'Ice.'))).toEqual({
      stretches: [one],
      events: ['BreachExplained'],
    });
  });

  test('closing it again reads nothing', async () => {
    const { reads } = await threeMonths();
    expect(await reads(close('2013-03'))).toEqual({ stretches: [], events: [] });
  });

  test('a correction in an open month reads nothing; outside it reads the stream once', async () => {
    const { end, reads } = await threeMonths();
    expect(await reads(correct('visit-3', 'school-beech'))).toMatchObject({ stretches: [] });
    expect(await reads(correct('visit-1', 'school-beech'))).toEqual({
      stretches: [{ to: end + 1 }],
      events: ['FulfilmentCorrected', RESTATED],
    });
  });

  test('after such a correction, so does late evidence for the months that were closed before it', async () => {
    const { end, reads } = await threeMonths();
    await reads(correct('visit-1', 'school-beech'));
    expect(await reads(visit('visit-4', '2013-03-12'))).toEqual({
      stretches: [{ to: end + 2 }],
      events: [...LATE, RESTATED],
    });
    await reads(close('2013-05'));
    expect(await reads(visit('visit-5', '2013-05-12', 'school-beech'))).toEqual({
      stretches: [{ from: end - 1, to: end }],
      events: [...LATE, RESTATED],
    });
  });
});

const step = fc.record({
  what: fc.constantFrom(
    ...(['visit', 'visit', 'visit', 'correct', 'correct', 'close', 'close', 'explain', 'withdraw'] as const),
  ),
  month: fc.constantFrom(...MONTHS),
  id: fc.constantFrom('constructor', '7'),
  day: fc.integer({ min: 10, max: 12 }),
  target: fc.constantFrom('school-ash', 'school-beech', undefined),
});

const stepOf = ({
  what,
  month,
  id,
  day,
  target,
}: typeof step extends fc.Arbitrary<infer T> ? T : never): Step => {
  if (what === 'visit') return visit(id, `${month}-${String(day)}`, target);
  if (what === 'correct') return correct(id, target);
  if (what === 'close') return close(month);
  if (what === 'explain') return explain(month, target ?? 'Snow.');
  return withdraw('2013-05');
};

interface PlainMonth {
  targets: readonly string[];
  minimumPerTarget: number;
  readonly fulfilments: Map<
    string,
    {
      targets: readonly string[];
      readonly toldAs: readonly string[];
      readonly members: readonly string[];
      readonly from: string;
      readonly to: string;
    }
  >;
  closesAt?: string;
  result?: 'KEPT' | 'BROKEN';
  missedTargets: readonly string[];
  /** 0-based revision of its last explanation. */
  explained?: number;
}

/** The months as one fold of the whole history gives them, with nothing but maps. */
const plainly = (history: readonly RecordedEvent[]): ReadonlyMap<string, PlainMonth> => {
  const months = new Map<string, PlainMonth>();
  const last = new Map<string, PlainMonth>();
  const monthOf = (period: string): PlainMonth => {
    const month = months.get(period) ?? {
      targets: [],
      minimumPerTarget: 1,
      fulfilments: new Map(),
      missedTargets: [],
    };
    months.set(period, month);
    return month;
  };
  for (const recorded of history) {
    const event = eventOf(recorded);
    if (event.type === 'PromisePeriodOpened') {
      const { targets, minimumPerTarget, closesAt } = event;
      Object.assign(monthOf(event.period), { targets, minimumPerTarget, closesAt });
    } else if (event.type === 'PromiseFulfilmentRecorded') {
      const { fulfilment, period, targets, member, from, to } = event;
      monthOf(period).fulfilments.set(fulfilment, { targets, toldAs: targets, members: [member], from, to });
      last.set(fulfilment, monthOf(period));
    } else if (event.type === 'FulfilmentCorrected') {
      last.get(event.fulfilment)!.fulfilments.get(event.fulfilment)!.targets = event.targets;
    } else if (event.type === 'PromisePeriodKept') {
      Object.assign(monthOf(event.period), { result: 'KEPT', missedTargets: [] });
    } else if (event.type === 'PromisePeriodBroken') {
      Object.assign(monthOf(event.period), { result: 'BROKEN', missedTargets: event.missedTargets });
    } else if (event.type === 'PromisePeriodRestated') {
      const { result, missedTargets } = event;
      Object.assign(monthOf(event.period), { result, missedTargets });
    } else if (event.type === 'BreachExplained') {
      monthOf(event.period).explained = recorded.revision;
    }
  }
  return months;
};

const loaded = (history: readonly RecordedEvent[], wanted: 'all' | readonly number[]) =>
  history
    .filter(({ revision }) => wanted === 'all' || wanted.includes(revision))
    .reduce((state, event) => evolveRecorded(monthHistory, state, event), monthHistory.initial);

const eventOf = (recorded: RecordedEvent): PromiseEvent =>
  decode(definitionOf(promiseHistory, recorded.type), recorded) as PromiseEvent;
