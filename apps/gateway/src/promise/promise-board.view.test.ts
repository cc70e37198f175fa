import { describe, expect, test } from '@jest/globals';
import { words } from '@wardbook/event-sourcing/testing';
import type { PromiseEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { promiseBoard } from './promise-board.view.ts';

describe('the board of promises', () => {
  test('is filtered by ward, team, kind and standing, and sorted by when it was proposed', () => {
    expect(columnsAfter(promiseBoard, 'visits', [proposed])).toEqual({
      ward: 'E05000140',
      team: 'inpt',
      kind: 'PERIODIC_VISIT',
      standing: 'PROPOSED',
      proposedAt: '2013-02-11T12:00:00.000Z',
    });
    expect(columnsAfter(promiseBoard, 'visits', [proposed, inForce])).toMatchObject({ standing: 'IN_FORCE' });
  });

  test('what was amended says nothing of what it said before', () => {
    const row = rowAfter(promiseBoard, 'visits', [proposed, amended]);
    expect(row).toMatchObject({ kind: 'OTHER_MEASURABLE', measure: 'Street briefings' });
    expect(row.targetKind).toBeUndefined();
  });

  test('what is done in a month counts towards the version, and changes nothing else', () => {
    const { version: before, ...card } = rowAfter(promiseBoard, 'visits', [proposed, inForce]);
    const march = [opened, visited('visit-1', 'school-ash'), corrected, broken, restated];
    expect(rowAfter(promiseBoard, 'visits', [proposed, inForce, ...march])).toEqual({
      ...card,
      version: before + march.length,
    });
  });

  test('shows something whatever has happened before', () => {
    const march = [
      opened,
      visited('visit-1', 'school-ash'),
      corrected,
      broken,
      explained,
      restated,
      kept,
      excused,
      notOwed,
    ];
    const told = [proposed, amended, byTeam, byCommunity, inForce, ...march, ...over];
    expect(failuresOf(promiseBoard, 'visits', told)).toEqual([]);
  });

  test('D-25: says what was amended last, in whichever order it was recorded', () => {
    const [stream, , event] = amended;
    const earlier = [stream, '2013-02-11T18:00:00.000Z', { ...event, measure: 'Market stalls' }] as const;
    expect(rowAfter(promiseBoard, 'visits', [proposed, amended, earlier])).toMatchObject({
      measure: 'Street briefings',
    });
    expect(rowAfter(promiseBoard, 'visits', [proposed, earlier, amended])).toMatchObject({
      measure: 'Street briefings',
    });
  });

  test('D-17: ends with its ward, and does not come into force after that', () => {
    const ended = { standing: 'ENDED', lastPeriod: '2013-04' };
    expect(rowAfter(promiseBoard, 'visits', [proposed, inForce, wardAbolished])).toMatchObject(ended);
    expect(rowAfter(promiseBoard, 'visits', [proposed, wardAbolished, inForce])).toMatchObject(ended);
  });

  test('what was withdrawn stays withdrawn, and covers no month more when its ward is abolished', () => {
    expect(rowAfter(promiseBoard, 'visits', [proposed, inForce, ...over])).toMatchObject({
      standing: 'WITHDRAWN',
      withdrawalProposedAt: '2013-05-20T12:00:00.000Z',
      lastPeriod: '2013-04',
    });
  });
});

const of = (day: string, event: PromiseEvent): Happened<PromiseEvent> => [
  'promise-visits',
  `${day}T12:00:00.000Z`,
  event,
];
const terms = { ward: 'E05000140', team: 'inpt', minimumPerPeriod: 1 };
const proposed = of('2013-02-11', {
  type: 'PromiseProposed',
  ...terms,
  kind: 'PERIODIC_VISIT',
  statement: words('We visit every secondary school every month.'),
  targetKind: 'SECONDARY_SCHOOL',
});
const amended = of('2013-02-12', {
  type: 'PromiseAmended',
  ...terms,
  kind: 'OTHER_MEASURABLE',
  statement: words('We brief the street every month.'),
  measure: words('Street briefings'),
});
const byTeam = of('2013-02-13', { type: 'PromiseAgreedByTeam', lead: 'inspector-1' });
const byCommunity = of('2013-02-20', { type: 'PromiseAgreedByCommunity', meeting: 'february' });
const inForce = of('2013-02-20', {
  type: 'PromiseInForce',
  from: '2013-02-20T12:00:00.000Z',
  firstPeriod: '2013-03',
});
const opened = of('2013-03-01', {
  type: 'PromisePeriodOpened',
  period: '2013-03',
  targets: ['school-ash', 'school-beech'],
  minimumPerTarget: 1,
});
const visited = (fulfilment: string, target: string) =>
  of('2013-03-11', {
    type: 'PromiseFulfilmentRecorded',
    fulfilment,
    period: '2013-03',
    targets: [target],
    member: 'officer-1',
    evidence: 'pocket-book/77',
    from: '2013-03-11T12:00:00.000Z',
    to: '2013-03-11T12:00:00.000Z',
  });
const corrected = of('2013-03-12', {
  type: 'FulfilmentCorrected',
  fulfilment: 'visit-1',
  reason: 'RECORDED_IN_ERROR',
  targets: [],
});
const kept = of('2013-04-01', { type: 'PromisePeriodKept', period: '2013-03' });
const broken = of('2013-04-01', {
  type: 'PromisePeriodBroken',
  period: '2013-03',
  missedTargets: ['school-ash', 'school-beech'],
});
const restated = of('2013-04-03', {
  type: 'PromisePeriodRestated',
  period: '2013-03',
  result: 'KEPT',
  missedTargets: [],
});
const explained = of('2013-04-02', {
  type: 'BreachExplained',
  period: '2013-03',
  explanation: words('Ash School was shut by a flood.'),
});
const withdrawn = of('2013-06-03', {
  type: 'PromiseWithdrawn',
  reason: words('The schools asked for another way of working.'),
  agreedWith: 'february',
  lastPeriod: '2013-06',
});
const withdrawalProposed = of('2013-05-20', {
  type: 'PromiseWithdrawalProposed',
  reason: words('The schools asked for another way of working.'),
});
const wardAbolished = of('2013-05-14', { type: 'PromiseEnded', lastPeriod: '2013-04' });
const over = [withdrawalProposed, withdrawn, wardAbolished];
const excused = of('2013-03-10', {
  type: 'TargetNotPossible',
  period: '2013-03',
  target: 'school-beech',
  reason: words('It is closed for the holidays.'),
});
const notOwed = of('2013-05-14', { type: 'PromisePeriodNotOwed', period: '2013-03' });
