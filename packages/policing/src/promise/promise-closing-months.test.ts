import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { INSPECTOR, KILBURN, inForce, proposed, schoolVisits, staffedKilburn } from '../kilburn.test.data.ts';
import { ward } from '../ward/ward.ts';
import { promiseTargetRegistered } from '../ward/ward.events.ts';
import {
  APRIL,
  ashVisited,
  beechVisited,
  broken,
  close,
  ends,
  given,
  type Given,
  inApril,
  inMarch,
  kept,
  MARCH,
  opened,
  opens,
  schools,
  visited,
} from './promise.test.data.ts';
import { periodStatus } from './promise-month.ts';
import { closedMonth, covers, promiseHistory, type PromiseState } from './promise.state.ts';

describe('closing a month', () => {
  test('R-PROM-7: a month in which every school was visited is kept [T4-15]', () =>
    given(schools, ashVisited, beechVisited).when(close).emits(ends(kept)));
  test('R-PROM-7: a month in which one was not is broken, and names it [T4-15]', () =>
    given(schools, ashVisited)
      .when(close)
      .emits(ends(broken('school-beech'))));
  test('R-PROM-7: a month in which nothing was done opens and is broken [T4-15]', () =>
    given(schools)
      .when(close)
      .emits(opens('2013-03'), ends(broken('school-ash', 'school-beech'))));
  test('R-PROM-4: a place visited twice counts once, and does not stand in for another [T4-16]', () =>
    given(
      schools,
      ashVisited,
      inMarch(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' })),
    )
      .when(close)
      .emits(ends(broken('school-beech'))));
  test('R-PROM-3: a place of worship visited twice is kept [T4-16]', () => {
    const chapel = { target: 'chapel-elm' };
    given(
      inForce({ ...schoolVisits, targetKind: 'PLACE_OF_WORSHIP' }),
      inMarch(
        opened('2013-03', ['chapel-elm']),
        visited('2013-03', MARCH, chapel),
        visited('2013-03', '2013-03-12T12:00:00.000Z', { ...chapel, fulfilment: 'visit-2' }),
      ),
    )
      .when(close)
      .emits(ends(kept));
  });
  test('R-PROM-2: twice a month is twice for each', () =>
    given(
      inForce({ ...schoolVisits, minimumPerPeriod: 2 }),
      inMarch(
        opened('2013-03', ['school-ash', 'school-beech'], 2),
        visited('2013-03', MARCH),
        visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' }),
        visited('2013-03', MARCH, { fulfilment: 'visit-3', target: 'school-beech' }),
      ),
    )
      .when(close)
      .emits(ends(broken('school-beech'))));
  test('R-PROM-7: fulfilments of another month do not count', () =>
    given(
      schools,
      ashVisited,
      inApril(
        opened('2013-04'),
        visited('2013-04', APRIL, { fulfilment: 'visit-2', target: 'school-beech' }),
      ),
    )
      .when(close)
      .emits(ends(broken('school-beech'))));
  test('R-PROM-7: the place added in mid-month does not break it [T4-15]', () =>
    given(schools, ashVisited, beechVisited)
      .knowing(
        fact(
          ward,
          KILBURN,
          staffedKilburn,
          at(
            MARCH,
            promiseTargetRegistered({ target: 'school-oak', kind: 'SECONDARY_SCHOOL', label: 'Oak School' }),
          ),
        ),
      )
      .when(close)
      .emits(ends(kept)));

  test.each([[kept], [broken('school-beech')]])('R-PROM-7: a month is closed once', (result) =>
    given(schools, ashVisited, inApril(result)).when(close).emitsNothing(),
  );
  test('R-PROM-7: not before it is over in London', () =>
    given(schools)
      .when({ ...close, occurredAt: '2013-03-31T22:59:59.999Z' })
      .isRefusedBy('R-PROM-7'));
  test('R-PROM-7: but as soon as it is', () =>
    given(schools, ashVisited, beechVisited)
      .when({ ...close, occurredAt: '2013-03-31T23:00:00.000Z' })
      .emits(ends(kept)));
  test('R-PROM-7: in winter not before midnight', () =>
    given(schools)
      .when({ ...close, period: '2013-11', occurredAt: '2013-11-30T23:59:59.999Z' })
      .isRefusedBy('R-PROM-7'));
  test('R-PROM-7: nor is the last month that can be written', () =>
    given(schools)
      .when({ ...close, period: '9999-12' })
      .isRefusedBy('R-PROM-7'));
  test('R-PROM-7: an inspector may close it as well', () =>
    given(schools, ashVisited, beechVisited)
      .when({ ...close, by: INSPECTOR })
      .emits(ends(kept)));
  test('R-PROM-1: no month before the first whole one is closed', () =>
    given(schools)
      .when({ ...close, period: '2013-02' })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: no month of a promise that is not in force is closed', () =>
    given(proposed(schoolVisits)).when(close).isRefusedBy('R-PROM-1'));
});

describe('how a month stands', () => {
  const stateAfter = (...history: readonly Given[]): PromiseState =>
    fact(promiseHistory, 'visits', ...history).state;

  const open = (state: PromiseState, month: string) => valueIn(state.open, month);

  test('R-PROM-3: what has been visited, and what is missing', () => {
    expect(periodStatus(open(stateAfter(schools, ashVisited), '2013-03')!)).toEqual({
      met: ['school-ash'],
      missing: ['school-beech'],
    });
  });
  test('R-PROM-7: once closed, how it ended', () => {
    const state = stateAfter(schools, ashVisited, inApril(broken('school-beech')));
    expect(open(state, '2013-03')).toBeUndefined();
    expect(closedMonth(state, '2013-03')).toMatchObject({
      result: 'BROKEN',
      missedTargets: ['school-beech'],
    });
  });
  test('R-PROM-7: nothing is known of a month that nobody opened', () => {
    const state = stateAfter(schools);
    expect(open(state, '2013-03')).toBeUndefined();
    expect(closedMonth(state, '2013-03')).toBeUndefined();
  });
  test.each([
    ['2013-02', false],
    ['2013-03', true],
    ['2013-04', true],
    ['2013-05', false],
  ])('R-PROM-1: from March to April, %s is covered: %s', (month, isCovered) => {
    expect(covers({ firstPeriod: '2013-03', lastPeriod: '2013-04' }, month)).toBe(isCovered);
  });
  test('R-PROM-1: a promise that is not in force covers nothing', () => {
    expect(covers({}, '2013-03')).toBe(false);
  });
});
