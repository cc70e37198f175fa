import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  effective,
  evolveRecorded,
  memoryRows,
  valueIn,
  type RecordedEvent,
  type Rows,
  type Told,
} from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { ADMIN, CHAIR, INSPECTOR, KILBURN, OFFICER, RECORDS, SUPERVISOR } from '../kilburn.test.data.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import { atPanel, inWard, struck, type Step } from '../steps.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { promise, type PromiseCommand } from './promise.ts';
import { promiseAgreement } from './promise-agreement.process.ts';
import { promisePeriods } from './promise-periods.process.ts';
import { closedMonth, covers, promiseHistory, type PromiseState } from './promise.state.ts';
import { promiseWards } from './promise-wards.process.ts';

/** The year in Kilburn up to the day on which the promise is in force: its first whole month is March 2013. */
const untilInForce = yearInKilburn.slice(
  0,
  1 + yearInKilburn.findIndex(({ command }) => command.type === 'AgreePromiseByCommunity'),
);
const PROCESSES = [promiseAgreement, promisePeriods, promiseWards];

const of = (command: Told<PromiseCommand>): Step => ({ decider: promise, id: 'visits', command });
const visit = (day: string, school: 'ash' | 'beech' | 'oak'): Step =>
  of({
    type: 'RecordFulfilment',
    occurredAt: `${day}T12:00:00.000Z`,
    by: OFFICER,
    fulfilment: `${school}-${day}`,
    target: `school-${school}`,
    member: OFFICER.id,
    evidence: 'pocket-book/77',
  });
const correct = (fulfilment: string, day: string): Step =>
  of({
    type: 'CorrectFulfilment',
    occurredAt: `${day}T12:00:00.000Z`,
    by: SUPERVISOR,
    fulfilment,
    reason: 'NOT_PROVEN',
  });
const abolish = (occurredAt: string): Step =>
  inWard({ type: 'AbolishWard', occurredAt, by: ADMIN, successors: [] });
const oakRegistered = (occurredAt: string): Step =>
  inWard({
    type: 'RegisterPromiseTarget',
    occurredAt,
    by: ADMIN,
    target: 'school-oak',
    kind: 'SECONDARY_SCHOOL',
    label: 'Oak School',
  });
const met = (meeting: string, occurredAt: string): Step =>
  atPanel({
    type: 'RecordPanelMeeting',
    occurredAt,
    by: CHAIR,
    meeting,
    votersPresent: 7,
    minutes: `minutes/${meeting}`,
  });

describe('a promise, looked at by its processes', () => {
  let { clock, send, run, store } = engine();
  let rows: readonly Rows[] = [];
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const runAt = async (now: string): Promise<void> => {
    clock.now = now;
    for (const [index, process] of PROCESSES.entries()) await run(process, rows[index]);
  };
  const recorded = (): Promise<readonly RecordedEvent[]> => store.readStream('promise-visits');
  /** What the promise has come to, by what had happened, or was known, by then. */
  const stateWhere = async (isSo: (event: RecordedEvent) => boolean): Promise<PromiseState> =>
    effective(await recorded())
      .filter(isSo)
      .reduce((state, event) => evolveRecorded(promiseHistory, state, event), promiseHistory.initial);
  const stateNow = () => stateWhere(() => true);
  const resultOf = async (month: string) => closedMonth(await stateNow(), month)?.result;

  beforeEach(async () => {
    ({ clock, send, run, store } = engine({ now: '2013-02-20T12:00:00.000Z' }));
    rows = PROCESSES.map(() => memoryRows());
    await sendAll(...untilInForce);
  });

  test('D-30: a month is there from its first instant, with what is owed in it', async () => {
    await runAt('2013-02-28T23:59:59.999Z');
    expect((await stateNow()).open).toEqual({});
    await runAt('2013-03-01T00:00:00.000Z');
    expect(valueIn((await stateNow()).open, '2013-03')).toMatchObject({
      targets: ['school-ash', 'school-beech'],
      closesAt: '2013-04-07T23:00:00.000Z',
    });
    expect((await recorded()).at(-1)?.occurredAt).toBe('2013-03-01T00:00:00.000Z');
  });

  test('R-STRIKE-1: a visit that was recorded for the wrong school is struck: the month is broken, and kept again by another', async () => {
    await runAt('2013-03-07T12:00:00.000Z');
    await sendAll(visit('2013-03-05', 'ash'), visit('2013-03-06', 'beech'));
    await runAt('2013-04-10T12:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('KEPT');
    const wrong = (await recorded()).find(({ data }) => data.includes('beech-2013-03-06'));
    await sendAll(struck(promise, 'visits', wrong?.revision ?? -1, OFFICER));
    await runAt('2013-04-11T12:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('BROKEN');
    await sendAll(visit('2013-03-20', 'beech'));
    await runAt('2013-04-12T12:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('KEPT');
    const told = (await recorded()).map(({ type }) => type).filter((type) => /Period|Error/.test(type));
    expect(told.slice(told.indexOf('PromisePeriodKept'))).toEqual([
      'PromisePeriodKept',
      'RecordedInError',
      'PromisePeriodRestated',
      'PromisePeriodRestated',
    ]);
  });

  test('R-PROM-7: a closed month is corrected also where words of the promise are asked to be taken out', async () => {
    await runAt('2013-03-07T12:00:00.000Z');
    await sendAll(visit('2013-03-05', 'ash'), visit('2013-03-06', 'beech'));
    for (const day of ['10', '11']) await runAt(`2013-04-${day}T12:00:00.000Z`);
    expect(await resultOf('2013-03')).toBe('KEPT');
    const asking = { type: 'RedactText', request: 'words', revision: 0, reason: 'NAMES_A_PERSON' } as const;
    await sendAll(
      of({ ...asking, occurredAt: clock.now, by: RECORDS }),
      correct('ash-2013-03-05', '2013-04-11'),
    );
    expect(await resultOf('2013-03')).toBe('BROKEN');
  });

  test('R-STRIKE-1: a panel agreement that is struck takes the promise out of force', async () => {
    // All but that the community agreed: a process tells the promise.
    ({ clock, send, run, store } = engine({ now: '2013-02-20T12:00:00.000Z' }));
    await sendAll(...untilInForce.slice(0, -1));
    await runAt('2013-03-02T12:00:00.000Z');
    expect((await stateNow()).firstPeriod).toBe('2013-03');
    const panel = await store.readStream(`panel-${KILBURN}`);
    const agreed = panel.find(({ type }) => type === 'PanelAgreedPromise');
    await sendAll(struck(wardPanel, KILBURN, agreed?.revision ?? -1, CHAIR));
    await runAt('2013-03-03T12:00:00.000Z');
    const { communityAgreedAt, firstPeriod, open } = await stateNow();
    expect([communityAgreedAt, firstPeriod, open]).toEqual([undefined, undefined, {}]);
  });

  test('D-05: a month that has begun is not withdrawn from, however it is dated', async () => {
    await runAt('2013-03-12T12:00:00.000Z');
    await sendAll(
      of({ type: 'ProposeWithdrawal', occurredAt: clock.now, by: INSPECTOR, reason: 'Asked for.' }),
    );
    await runAt('2013-03-20T12:00:00.000Z');
    await sendAll(met('withdrawing', clock.now));
    await runAt('2013-05-06T12:00:00.000Z');
    const withdraw = (occurredAt: string): Step =>
      of({
        type: 'WithdrawPromise',
        occurredAt,
        by: INSPECTOR,
        reason: 'Asked for.',
        agreedWith: 'withdrawing',
      });
    expect((await send(withdraw('2013-03-31T12:00:00.000Z'))).refusal).toMatchObject({
      rule: 'R-PROM-6',
      path: 'occurredAt',
    });
    await sendAll(withdraw(clock.now));
    await runAt('2013-07-20T12:00:00.000Z');
    expect(await Promise.all(['2013-03', '2013-04', '2013-05', '2013-06'].map(resultOf))).toEqual([
      'BROKEN',
      'BROKEN',
      'BROKEN',
      undefined,
    ]);
  });

  test('D-29: as at 11 March the month is open with its targets, whatever came later', async () => {
    await sendAll();
    await runAt('2013-04-10T12:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('BROKEN');
    clock.now = '2013-04-20T12:00:00.000Z';
    await sendAll(visit('2013-03-10', 'ash'), visit('2013-03-09', 'beech'));
    await runAt('2013-04-20T13:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('KEPT');

    const asAt = await stateWhere(({ occurredAt }) => occurredAt <= '2013-03-11T12:00:00.000Z');
    expect(closedMonth(asAt, '2013-03')).toBeUndefined();
    expect(valueIn(asAt.open, '2013-03')).toMatchObject({ targets: ['school-ash', 'school-beech'] });
    const knownAt = await stateWhere(({ recordedAt }) => recordedAt <= '2013-04-19T12:00:00.000Z');
    expect(closedMonth(knownAt, '2013-03')?.result).toBe('BROKEN');
    const restated = (await recorded()).find(({ type }) => type === 'PromisePeriodRestated');
    expect(restated).toMatchObject({
      occurredAt: '2013-03-31T23:00:00.000Z',
      recordedAt: '2013-04-20T12:00:00.000Z',
    });
  });

  test('D-17: of a ward that is abolished, the month in which that happens is no longer owed', async () => {
    await runAt('2013-05-15T12:00:00.000Z');
    await sendAll(abolish('2013-05-14T12:00:00.000Z'));
    await runAt('2013-09-01T12:00:00.000Z');
    const state = await stateNow();
    expect([state.endedAfter, state.open]).toEqual(['2013-04', {}]);
    expect(await Promise.all(['2013-04', '2013-05', '2013-06'].map(resultOf))).toEqual([
      'BROKEN',
      'NOT_OWED',
      undefined,
    ]);
    const ended = (await recorded()).filter(({ type }) => /Ended|NotOwed/.test(type));
    expect(ended.map(({ occurredAt }) => occurredAt)).toEqual(Array(2).fill('2013-05-14T12:00:00.000Z'));
  });

  test('D-17: so it is where nobody had looked at that month before', async () => {
    clock.now = '2013-05-14T12:00:00.000Z';
    await sendAll(abolish('2013-05-14T12:00:00.000Z'));
    await runAt('2013-09-01T12:00:00.000Z');
    expect((await stateNow()).open).toEqual({});
    expect(await Promise.all(['2013-04', '2013-05', '2013-06'].map(resultOf))).toEqual([
      'BROKEN',
      'NOT_OWED',
      undefined,
    ]);
  });

  test('D-17: that is found out late, months that were broken since are restated as not owed', async () => {
    await runAt('2013-09-10T12:00:00.000Z');
    expect(await resultOf('2013-07')).toBe('BROKEN');
    await sendAll(abolish('2013-06-30T12:00:00.000Z'));
    await runAt('2013-12-10T12:00:00.000Z');
    const results = await Promise.all(
      ['2013-05', '2013-06', '2013-07', '2013-08', '2013-09', '2013-10'].map(resultOf),
    );
    expect(results).toEqual(['BROKEN', 'NOT_OWED', 'NOT_OWED', 'NOT_OWED', 'NOT_OWED', undefined]);
  });

  test('R-PROM-3: a school that turns out to have been there since February was owed since March', async () => {
    await runAt('2013-03-05T12:00:00.000Z');
    await sendAll(visit('2013-03-04', 'ash'), visit('2013-03-04', 'beech'));
    await runAt('2013-04-10T12:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('KEPT');
    await sendAll(oakRegistered('2013-02-25T12:00:00.000Z'));
    await runAt('2013-04-10T13:00:00.000Z');
    const state = await stateNow();
    expect(closedMonth(state, '2013-03')).toMatchObject({ result: 'BROKEN', missedTargets: ['school-oak'] });
    expect(valueIn(state.open, '2013-04')?.targets).toContain('school-oak');
    await sendAll(visit('2013-03-06', 'oak'));
    await runAt('2013-04-10T14:00:00.000Z');
    expect(await resultOf('2013-03')).toBe('KEPT');
  });

  test('the same facts in any order, with processes run anywhere in between, end in the same months', async () => {
    const facts = [
      visit('2013-03-10', 'ash'),
      visit('2013-03-11', 'beech'),
      visit('2013-04-10', 'ash'),
      visit('2013-05-02', 'beech'),
      oakRegistered('2013-04-15T12:00:00.000Z'),
      abolish('2013-07-10T12:00:00.000Z'),
    ];
    const outcomes = new Set<string>();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...facts.keys()], { minLength: facts.length }),
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: facts.length, maxLength: facts.length }),
        async (order, days) => {
          ({ clock, send, run, store } = engine({ now: '2013-07-11T12:00:00.000Z' }));
          rows = PROCESSES.map(() => memoryRows());
          await sendAll(...untilInForce);
          for (const [index, fact] of order.entries()) {
            await sendAll(facts[fact]!);
            accepted += 1;
            const later = Date.parse(clock.now) + days[index]! * 86_400_000;
            if (days[index]! > 5) await runAt(new Date(later).toISOString());
          }
          await runAt('2014-06-01T12:00:00.000Z');
          const state = await stateNow();
          const months = ['2013-03', '2013-04', '2013-05', '2013-06', '2013-07', '2013-08'];
          const results = months.map((month) => {
            const { result, missedTargets = [] } = closedMonth(state, month) ?? {};
            return covers(state, month) ? [month, result, ...[...missedTargets].sort()] : [month];
          });
          outcomes.add(JSON.stringify(results));
        },
      ),
      { numRuns: 40 },
    );
    expect(accepted).toBe(40 * facts.length);
    expect([...outcomes].map((one) => JSON.parse(one) as unknown)).toEqual([
      [
        ['2013-03', 'KEPT'],
        ['2013-04', 'BROKEN', 'school-beech'],
        ['2013-05', 'BROKEN', 'school-ash', 'school-oak'],
        ['2013-06', 'BROKEN', 'school-ash', 'school-beech', 'school-oak'],
        ['2013-07'],
        ['2013-08'],
      ],
    ]);
  }, 120_000);

  test('R-PROM-7: a correction counts at the end of its month, and says when it was recorded', async () => {
    await runAt('2013-03-20T12:00:00.000Z');
    await sendAll(visit('2013-03-10', 'ash'), visit('2013-03-11', 'beech'));
    await runAt('2013-04-10T12:00:00.000Z');
    await sendAll(correct('ash-2013-03-10', '2013-03-25'));
    await runAt('2013-04-10T13:00:00.000Z');
    expect(closedMonth(await stateNow(), '2013-03')).toMatchObject({
      result: 'BROKEN',
      missedTargets: ['school-ash'],
    });
    expect((await recorded()).at(-1)).toMatchObject({
      type: 'PromisePeriodRestated',
      occurredAt: '2013-03-31T23:00:00.000Z',
      recordedAt: '2013-04-10T12:00:00.000Z',
    });
  });

  test(`R-WARD-5: what a panel of ${KILBURN} agreed to after its ward was abolished puts nothing in force`, async () => {
    ({ clock, send, run, store } = engine({ now: '2013-02-20T12:00:00.000Z' }));
    rows = PROCESSES.map(() => memoryRows());
    await sendAll(...untilInForce.slice(0, -1));
    await sendAll(abolish('2013-02-20T11:00:00.000Z'));
    await runAt('2013-06-01T12:00:00.000Z');
    const state = await stateNow();
    expect([state.firstPeriod, state.open, state.endedAfter]).toEqual([undefined, {}, '2013-01']);
  });

  test('R-TIME-2: what was agreed to since was not withdrawn before', async () => {
    await sendAll(
      of({
        type: 'ProposeWithdrawal',
        occurredAt: '2013-02-12T12:00:00.000Z',
        by: INSPECTOR,
        reason: 'Why.',
      }),
      met('early', '2013-02-12T13:00:00.000Z'),
    );
    const withdraw = of({
      type: 'WithdrawPromise',
      occurredAt: '2013-02-12T14:00:00.000Z',
      by: INSPECTOR,
      reason: 'Why.',
      agreedWith: 'early',
    });
    expect((await send(withdraw)).refusal).toMatchObject({
      rule: 'R-TIME-2',
      path: 'occurredAt',
      reason:
        'On 2013-02-13 the team agreed to the promise, and with this it could not have been. Withdraw it as of a later day.',
    });
  });

  test('R-TIME-2: a quorum does not make a meeting that was held another one', async () => {
    const quorum = (size: number): Step =>
      atPanel({ type: 'SetPanelQuorum', occurredAt: '2013-02-01T12:00:00.000Z', by: ADMIN, quorum: size });
    expect((await send(quorum(8))).refusal).toMatchObject({ rule: 'R-TIME-2', path: 'occurredAt' });
    await sendAll(quorum(7));
  });
});
