import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows, type Rows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { CHAIR, INSPECTOR, OFFICER } from '../kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { atPanel, type Step } from '../steps.test.data.ts';
import { monthEnd } from '../london.ts';
import { promise, type PromiseCommand } from './promise.ts';
import { promisePeriods } from './promise-periods.process.ts';

/** The year in Kilburn up to the day on which the promise is in force: its first whole month is March 2013. */
const untilInForce = yearInKilburn.slice(
  0,
  1 + yearInKilburn.findIndex(({ command }) => command.type === 'AgreePromiseByCommunity'),
);

const A_WEEK_AFTER_MARCH = '2013-04-07T23:00:00.000Z';
const of = (command: Told<PromiseCommand>): Step => ({ decider: promise, id: 'visits', command });
const visit = (at: string, school: 'ash' | 'beech'): Step =>
  of({
    type: 'RecordFulfilment',
    occurredAt: at,
    by: OFFICER,
    fulfilment: `${school}-${at.slice(0, 10)}`,
    target: `school-${school}`,
    member: OFFICER.id,
    evidence: 'pocket-book/77',
  });
const closedByInspector = (period: string, at: string): Step =>
  of({ type: 'ClosePeriod', occurredAt: at, by: INSPECTOR, period });
/** Proposed, agreed to by the panel, and withdrawn, all at once. */
const withdrawn = (at: string): readonly Step[] => [
  of({ type: 'ProposeWithdrawal', occurredAt: at, by: INSPECTOR, reason: 'The schools asked for it.' }),
  atPanel({
    type: 'RecordPanelMeeting',
    occurredAt: at,
    by: CHAIR,
    meeting: 'withdrawing',
    votersPresent: 7,
    minutes: 'minutes/withdrawing',
  }),
  of({
    type: 'WithdrawPromise',
    occurredAt: at,
    by: INSPECTOR,
    reason: 'The schools asked for it.',
    agreedWith: 'withdrawing',
  }),
];

describe('the months of a promise', () => {
  let { clock, send, run, eventsOf } = engine();
  let rows: Rows = memoryRows();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const runAt = (now: string, memory = rows) => {
    clock.now = now;
    return run(promisePeriods, memory);
  };
  /** How months ended: `2013-03 broken`. */
  const ended = async (): Promise<readonly string[]> =>
    (await eventsOf('promise-visits')).flatMap((event) => {
      const { type, period } = event as { type: string; period?: string };
      const [, how] = /^PromisePeriod(Kept|Broken|Restated)$/.exec(type) ?? [];
      return how === undefined || period === undefined ? [] : [`${period} ${how.toLowerCase()}`];
    });

  beforeEach(async () => {
    ({ clock, send, run, eventsOf } = engine({ now: '2013-02-20T12:00:00.000Z' }));
    rows = memoryRows();
    await sendAll(...untilInForce);
  });

  test('R-PROM-7: a month is not closed until a week after it was over in London', async () => {
    await runAt('2013-04-07T22:59:59.999Z');
    expect(await ended()).toEqual([]);
  });

  test('R-PROM-7: it is closed as soon as the week is over, as of its end', async () => {
    await runAt(A_WEEK_AFTER_MARCH);
    expect(await ended()).toEqual(['2013-03 broken']);
    expect((await eventsOf('promise-visits')).at(-1)).toEqual({
      type: 'PromisePeriodBroken',
      occurredAt: monthEnd('2013-03'),
      period: '2013-03',
      missedTargets: ['school-ash', 'school-beech'],
    });
  });

  test('R-PROM-7: a month whose visits were recorded within the week is kept', async () => {
    clock.now = '2013-04-03T09:00:00.000Z';
    await sendAll(visit('2013-03-10T12:00:00.000Z', 'ash'), visit('2013-03-11T12:00:00.000Z', 'beech'));
    await runAt(A_WEEK_AFTER_MARCH);
    expect(await ended()).toEqual(['2013-03 kept']);
  });

  test('R-PROM-7: it is closed once, however often the process runs', async () => {
    await runAt(A_WEEK_AFTER_MARCH);
    await runAt('2013-04-08T09:00:00.000Z');
    await runAt('2013-05-07T22:59:59.999Z');
    expect(await ended()).toEqual(['2013-03 broken']);
  });

  test('R-PROM-7: months late, every month is closed, in order, up to the last that is due', async () => {
    await runAt('2013-12-08T00:00:00.000Z');
    const months = ['03', '04', '05', '06', '07', '08', '09', '10', '11'];
    expect(await ended()).toEqual(months.map((month) => `2013-${month} broken`));
  });

  test('R-PROM-7: a process that lost its memory closes nothing twice', async () => {
    await runAt('2013-06-08T09:00:00.000Z');
    await runAt('2013-06-08T09:00:00.000Z', memoryRows());
    expect(await ended()).toEqual(['2013-03 broken', '2013-04 broken', '2013-05 broken']);
  });

  test('R-PROM-7: what was done in a month counts in it, however late it is closed', async () => {
    clock.now = '2013-06-08T09:00:00.000Z';
    await sendAll(visit('2013-04-10T12:00:00.000Z', 'ash'), visit('2013-04-11T12:00:00.000Z', 'beech'));
    await runAt('2013-06-08T09:00:00.000Z');
    expect(await ended()).toEqual(['2013-03 broken', '2013-04 kept', '2013-05 broken']);
  });

  test('R-PROM-7: late evidence restates a month and does not hold up the next', async () => {
    await runAt(A_WEEK_AFTER_MARCH);
    await sendAll(visit('2013-03-10T12:00:00.000Z', 'ash'), visit('2013-03-11T12:00:00.000Z', 'beech'));
    await runAt('2013-05-08T09:00:00.000Z');
    expect(await ended()).toEqual([
      '2013-03 broken',
      '2013-03 restated',
      '2013-03 restated',
      '2013-04 broken',
    ]);
    expect(
      (await eventsOf('promise-visits')).findLast(({ type }) => type === 'PromisePeriodRestated'),
    ).toMatchObject({ occurredAt: '2013-03-31T23:00:00.000Z', result: 'KEPT', missedTargets: [] });
  });

  test('R-PROM-7: a promise put on record months late leaves a week to record its visits', async () => {
    ({ clock, send, run, eventsOf } = engine({ now: '2013-06-20T09:00:00.000Z' }));
    await sendAll(...untilInForce);
    await runAt('2013-06-27T08:59:59.999Z');
    expect(await ended()).toEqual([]);
    await runAt('2013-06-27T09:00:00.000Z');
    expect(await ended()).toEqual(['2013-03 broken', '2013-04 broken', '2013-05 broken']);
  });

  test('R-PROM-7: a month that an inspector closed at once is closed, and the next comes in its turn', async () => {
    clock.now = '2013-04-01T09:00:00.000Z';
    await sendAll(closedByInspector('2013-03', '2013-04-01T09:00:00.000Z'));
    await runAt('2013-05-08T09:00:00.000Z');
    expect(await ended()).toEqual(['2013-03 broken', '2013-04 broken']);
  });

  test('R-PROM-7: a month closed before its turn lets none be forgotten', async () => {
    clock.now = '2013-05-02T09:00:00.000Z';
    await sendAll(closedByInspector('2013-04', '2013-05-02T09:00:00.000Z'));
    await runAt('2013-06-08T09:00:00.000Z');
    expect(await ended()).toEqual(['2013-04 broken', '2013-03 broken', '2013-05 broken']);
  });

  test('R-PROM-6: after a withdrawal its last month is closed, and none after it [T4-34]', async () => {
    clock.now = '2013-04-15T12:00:00.000Z';
    await sendAll(...withdrawn('2013-04-15T12:00:00.000Z'));
    await runAt('2013-09-01T09:00:00.000Z');
    expect(await ended()).toEqual(['2013-03 broken', '2013-04 broken']);
  });

  test('R-PROM-1: a promise withdrawn before its first whole month has no months', async () => {
    clock.now = '2013-02-25T12:00:00.000Z';
    await sendAll(...withdrawn('2013-02-25T12:00:00.000Z'));
    await runAt('2013-09-01T09:00:00.000Z');
    expect(await ended()).toEqual([]);
  });

  test('R-PROM-1: a promise that never came into force has no months', async () => {
    ({ clock, send, run, eventsOf } = engine({ now: '2013-02-20T12:00:00.000Z' }));
    await sendAll(...untilInForce.slice(0, -1));
    await runAt('2013-09-01T09:00:00.000Z');
    expect(await ended()).toEqual([]);
  });

  test('S-01: what the process keeps of a promise is as much after 200 months as after 10, in whatever order they ended', () => {
    const { initial } = promisePeriods;
    type Fold = (row: object, event: object, moment: object) => typeof initial;
    const evolve = promisePeriods.evolve as Record<'PromiseInForce' | 'PromisePeriodKept', Fold>;
    const moment = { stream: 'promise-visits', revision: 0, id: 'event' };
    const at = { occurredAt: A_WEEK_AFTER_MARCH, recordedAt: A_WEEK_AFTER_MARCH };
    const month = (index: number): string => new Date(Date.UTC(2013, 2 + index, 1)).toISOString().slice(0, 7);
    const sizeAfter = (months: number): number => {
      let deadline = evolve.PromiseInForce(
        initial,
        { type: 'PromiseInForce', from: A_WEEK_AFTER_MARCH, firstPeriod: month(0) },
        { ...moment, ...at },
      );
      // Every other month is closed before the one that it follows.
      for (let index = 0; index < months; index += 1) {
        const period = month(index % 2 === 0 ? index + 1 : index - 1);
        deadline = evolve.PromisePeriodKept(
          deadline,
          { type: 'PromisePeriodKept', period },
          { ...moment, ...at },
        );
      }
      return JSON.stringify(deadline).length;
    };
    expect(sizeAfter(200)).toBe(sizeAfter(10));
  });
});
