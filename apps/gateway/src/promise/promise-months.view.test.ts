import { words } from '@wardbook/event-sourcing/testing';
import { describe, expect, test } from '@jest/globals';
import { columnsAfter, failuresOf, rowAfter } from '../recorded.test.data.ts';
import { correctionsKey, promiseCorrections } from './promise-corrections.view.ts';
import { promiseMonths } from './promise-months.view.ts';
import { broken, corrected, notPossible, on, opened, visited } from './promise.test.data.ts';

const march = on('2013-03-01', opened('2013-03', 'school-ash', 'school-beech'));
const visit = on('2013-03-11', visited('visit-1', '2013-03-11', 'school-ash'));
const closed = on('2013-04-01', broken('2013-03', 'school-beech'));
const kept = on('2013-04-01', { type: 'PromisePeriodKept', period: '2013-03' });
const restated = on('2013-04-03', {
  type: 'PromisePeriodRestated',
  period: '2013-03',
  result: 'KEPT',
  missedTargets: [],
});
const explained = on('2013-04-02', {
  type: 'BreachExplained',
  period: '2013-03',
  explanation: words('Beech School was shut by a flood.'),
});
const excused = on('2013-03-10', notPossible('2013-03', 'school-beech'));
const notOwed = on('2013-05-14', { type: 'PromisePeriodNotOwed', period: '2013-03' });
const correction = on('2013-03-12', corrected('visit-1'));

describe('the months of promises', () => {
  test('are rows of their own: an event is about one of them', () => {
    const april = on('2013-04-01', opened('2013-04', 'school-ash'));
    const history = [march, visit, april];
    expect(rowAfter(promiseMonths, 'visits/2013-03', history)).toMatchObject({
      promise: 'visits',
      month: '2013-03',
      targets: ['school-ash', 'school-beech'],
      result: 'OPEN',
      firstResult: null,
      fulfilments: { 'visit-1': { targets: ['school-ash'], evidence: 'pocket-book/77' } },
    });
    expect(rowAfter(promiseMonths, 'visits/2013-04', history)).toMatchObject({
      month: '2013-04',
      targets: ['school-ash'],
      fulfilments: {},
    });
    expect(columnsAfter(promiseMonths, 'visits/2013-03', history)).toEqual({});
  });

  test('show the first result of a restated month beside the one that counts, and what was said of it', () => {
    expect(rowAfter(promiseMonths, 'visits/2013-03', [march, closed, explained, restated])).toMatchObject({
      result: 'KEPT',
      firstResult: 'BROKEN',
      explanation: 'Beech School was shut by a flood.',
    });
  });

  test('show what was not possible, and that nothing was owed', () => {
    const row = rowAfter(promiseMonths, 'visits/2013-03', [march, excused, notOwed]);
    expect(row).toMatchObject({
      notPossible: [{ target: 'school-beech', reason: 'It is closed for the holidays.' }],
      result: 'NOT_OWED',
      firstResult: 'NOT_OWED',
    });
  });

  test('show all who took part in what was done', () => {
    const together = { ...visited('visit-1', '2013-03-11', 'school-ash'), others: ['pcso-1'] };
    const row = rowAfter(promiseMonths, 'visits/2013-03', [march, on('2013-03-11', together)]);
    expect(row.fulfilments).toMatchObject({ 'visit-1': { members: ['officer-1', 'pcso-1'] } });
  });

  test('show something whatever has happened before', () => {
    const history = [march, excused, visit, closed, explained, restated, kept, notOwed];
    expect(failuresOf(promiseMonths, 'visits/2013-03', history)).toEqual([]);
  });
});

describe('the corrections of promises', () => {
  const key = correctionsKey('visits', 'visit-1');

  test('are of the fulfilment that was recorded last by that id, and leave those of other months alone', () => {
    const again = on('2013-04-02', visited('visit-1', '2013-04-02', 'school-ash'));
    expect(rowAfter(promiseCorrections, key, [visit, correction])).toEqual({
      month: '2013-03',
      corrected: { '2013-03': { targets: [], reason: 'RECORDED_IN_ERROR' } },
    });
    const later = on('2013-04-03', corrected('visit-1', 'school-beech'));
    expect(rowAfter(promiseCorrections, key, [visit, correction, again, later])).toEqual({
      month: '2013-04',
      corrected: {
        '2013-03': { targets: [], reason: 'RECORDED_IN_ERROR' },
        '2013-04': { targets: ['school-beech'], reason: 'WRONG_TARGET' },
      },
    });
  });

  test('show something whatever has happened before', () => {
    expect(rowAfter(promiseCorrections, key, [correction])).toEqual(promiseCorrections.initial);
    expect(failuresOf(promiseCorrections, key, [visit, correction])).toEqual([]);
  });
});
