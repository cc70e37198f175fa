import { describe, test } from '@jest/globals';
import { fact } from '@wardbook/event-sourcing/testing';
import { CHAIR, FEBRUARY_MEETING, KILBURN, panel, proposed, schoolVisits } from '../kilburn.test.data.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import {
  close,
  given,
  inApril,
  MARCH,
  opened,
  schools,
  visit,
  visited,
  withdraw,
  withdrawn,
} from './promise.test.data.ts';
import { promisePeriodBroken } from './promise.events.ts';

describe('withdrawing', () => {
  const april = '2013-04-15T10:00:00.000Z';
  const withdrawnInApril = [...schools, ...inApril(withdrawn)];

  test('R-PROM-6: a promise is withdrawn with a reason, after the month in which that happens [T4-34]', () =>
    given(schools).when(withdraw).emits(withdrawn));
  test('R-PROM-6: the month is that of London [T4-34]', () =>
    given(schools)
      .when({ ...withdraw, occurredAt: '2013-03-31T23:00:00.000Z' })
      .emits(withdrawn));
  test('R-PROM-6: withdrawn already, nothing happens', () =>
    given(withdrawnInApril).when(withdraw).emitsNothing());
  test('R-PROM-6: the last month is still owed [T4-34]', () =>
    given(withdrawnInApril)
      .when({ ...visit, occurredAt: april })
      .emits(opened('2013-04'), visited('2013-04', april)));
  test('R-PROM-6: and is still closed [T4-34]', () =>
    given(withdrawnInApril)
      .when({ ...close, period: '2013-04', occurredAt: '2013-05-01T09:00:00.000Z' })
      .emits(
        opened('2013-04'),
        promisePeriodBroken({ period: '2013-04', missedTargets: ['school-ash', 'school-beech'] }),
      ));
  test.each([
    { ...visit, occurredAt: '2013-05-01T09:00:00.000Z' },
    { ...close, period: '2013-05', occurredAt: '2013-06-01T09:00:00.000Z' } as const,
  ])('R-PROM-1: after it, no $type', (command) =>
    given(withdrawnInApril).when(command).isRefusedBy('R-PROM-1'),
  );
  test('R-PROM-6: not over months that are on record already [T4-34]', () =>
    given(schools, inApril(opened('2013-04')))
      .when({ ...withdraw, occurredAt: MARCH })
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: the month that is on record may be the last', () =>
    given(schools, inApril(opened('2013-04')))
      .when(withdraw)
      .emits(withdrawn));
  test('R-PROM-6: not behind the back of the community', () =>
    given(schools)
      .when({ ...withdraw, agreedWith: 'january' })
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: nor where there is no panel', () =>
    given(schools)
      .knowing(fact(wardPanel, KILBURN, panel))
      .when(withdraw)
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: at the meeting itself', () =>
    given(proposed(schoolVisits))
      .when({ ...withdraw, occurredAt: FEBRUARY_MEETING })
      .emits({ ...withdrawn, lastPeriod: '2013-02' }));
  test('R-PROM-6: nor before the meeting', () =>
    given(proposed(schoolVisits))
      .when({ ...withdraw, occurredAt: '2013-02-20T18:59:59.999Z' })
      .isRefusedBy('R-PROM-6'));
  test('R-LIFE-1: what nobody proposed is not withdrawn', () =>
    given().when(withdraw).isRefusedBy('R-LIFE-1'));
  test('R-AUTH-2: the panel does not withdraw it', () =>
    given(schools)
      .when({ ...withdraw, by: CHAIR })
      .isRefusedBy('R-AUTH-2'));
});
