import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { CHAIR, KILBURN, panel, panelThatMet } from '../kilburn.test.data.ts';
import { panelMeetingHeld } from '../ward-panel/ward-panel.events.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import {
  close,
  ends,
  given,
  inApril,
  inMarch,
  MARCH_MEETING,
  opened,
  opens,
  proposeWithdrawal,
  schools,
  visit,
  visited,
  withdraw,
  withdrawalProposed,
  withdrawn,
} from './promise.test.data.ts';
import { promisePeriodBroken } from './promise.events.ts';

const held = (meeting: string, quorate: boolean) =>
  panelMeetingHeld({ meeting, votersPresent: quorate ? 7 : 4, quorate, minutes: `minutes/${meeting}` });

describe('withdrawing', () => {
  const april = '2013-04-15T10:00:00.000Z';
  const proposedInMarch = [...schools, ...inMarch(withdrawalProposed)];
  const withdrawnInApril = [...proposedInMarch, ...inApril(withdrawn)];

  test('R-PROM-6: a promise is withdrawn with a reason, after the month in which that happens [T4-34]', () =>
    given(proposedInMarch).when(withdraw).emits(withdrawn));
  test('R-PROM-6: the month is that of London [T4-34]', () =>
    given(proposedInMarch)
      .when({ ...withdraw, occurredAt: '2013-03-31T23:00:00.000Z' })
      .emits(withdrawn));
  test('R-PROM-6: withdrawn already, nothing happens', () =>
    given(withdrawnInApril).when(withdraw).emitsNothing());
  test('R-PROM-6: the last month is still owed [T4-34]', () =>
    given(withdrawnInApril)
      .when({ ...visit, occurredAt: april })
      .emits(visited('2013-04', april), opens('2013-04')));
  test('R-PROM-6: and is still closed [T4-34]', () =>
    given(withdrawnInApril)
      .when({ ...close, period: '2013-04', occurredAt: '2013-05-01T09:00:00.000Z' })
      .emits(
        opens('2013-04'),
        ends(promisePeriodBroken({ period: '2013-04', missedTargets: ['school-ash', 'school-beech'] })),
      ));
  test.each([
    { ...visit, occurredAt: '2013-05-01T09:00:00.000Z' },
    { ...close, period: '2013-05', occurredAt: '2013-06-01T09:00:00.000Z' } as const,
  ])('R-PROM-1: after it, no $type', (command) =>
    given(withdrawnInApril).when(command).isRefusedBy('R-PROM-1'),
  );
  test('R-PROM-6: not over months that are on record already [T4-34]', () =>
    given(proposedInMarch, inApril(opened('2013-04')))
      .when({ ...withdraw, occurredAt: '2013-03-31T12:00:00.000Z' })
      .isRefusedBy('R-PROM-6', 'occurredAt'));
  test('R-PROM-6: the month that is on record may be the last', () =>
    given(proposedInMarch, inApril(opened('2013-04')))
      .when(withdraw)
      .emits(withdrawn));
  test('R-PROM-6, D-05: nor back over a month in which the panel has met already', () =>
    given(proposedInMarch)
      .knowing(
        fact(
          wardPanel,
          KILBURN,
          panelThatMet,
          at(MARCH_MEETING, held('march', true)),
          at('2013-04-24T19:00:00.000Z', held('april', true)),
        ),
      )
      .when({ ...withdraw, occurredAt: '2013-03-31T12:00:00.000Z' })
      .isRefusedBy('R-PROM-6', 'occurredAt'));
  test('R-PROM-6: not behind the back of the community', () =>
    given(proposedInMarch)
      .when({ ...withdraw, agreedWith: 'january' })
      .isRefusedBy('R-PROM-6', 'agreedWith'));
  test('R-PROM-6: nor where there is no panel', () =>
    given(proposedInMarch)
      .knowing(fact(wardPanel, KILBURN, panel))
      .when(withdraw)
      .isRefusedBy('R-PROM-6', 'agreedWith'));
  test('R-PROM-6: at the meeting itself', () =>
    given(proposedInMarch)
      .when({ ...withdraw, occurredAt: MARCH_MEETING })
      .emits({ ...withdrawn, lastPeriod: '2013-03' }));
  test('R-PROM-6: nor before the meeting', () =>
    given(proposedInMarch)
      .when({ ...withdraw, occurredAt: '2013-03-20T18:59:59.999Z' })
      .isRefusedBy('R-PROM-6', 'agreedWith'));
  test('R-PROM-6, D-05: not before anybody proposed it', () =>
    given(schools).when(withdraw).isRefusedBy('R-PROM-6', 'id'));
  test('R-PROM-6, D-05: not with a meeting that was held before it was proposed', () =>
    given(proposedInMarch)
      .when({ ...withdraw, agreedWith: 'february' })
      .isRefusedBy('R-PROM-6', 'agreedWith'));
  test('R-PROM-6, D-05: nor with one that was not quorate', () =>
    given(proposedInMarch)
      .knowing(fact(wardPanel, KILBURN, panelThatMet, at(MARCH_MEETING, held('march', false))))
      .when(withdraw)
      .isRefusedBy('R-PROM-6', 'agreedWith'));
  test('R-LIFE-2: withdrawn on record, it was not withdrawn earlier', () =>
    given(withdrawnInApril)
      .when({ ...withdraw, occurredAt: MARCH_MEETING })
      .isRefusedBy('R-LIFE-2', 'occurredAt'));

  test('R-PROM-6: a withdrawal is proposed with a reason', () =>
    given(schools).when(proposeWithdrawal).emits(withdrawalProposed));
  test('R-PROM-6: proposed already, nothing happens', () =>
    given(proposedInMarch).when(proposeWithdrawal).emitsNothing());
  test('R-PROM-6: that it was proposed earlier may be recorded late', () =>
    given(proposedInMarch)
      .when({ ...proposeWithdrawal, occurredAt: '2013-03-01T10:00:00.000Z' })
      .emits(withdrawalProposed));
  test('R-PROM-6: what was withdrawn is not proposed to be', () =>
    given(withdrawnInApril)
      .when({ ...proposeWithdrawal, occurredAt: april })
      .isRefusedBy('R-PROM-6', 'id'));
  test('R-LIFE-1: nor what nobody promised', () =>
    given().when(proposeWithdrawal).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: what nobody proposed is not withdrawn', () =>
    given().when(withdraw).isRefusedBy('R-LIFE-1'));
  test('R-AUTH-2: the panel does not withdraw it', () =>
    given(schools)
      .when({ ...withdraw, by: CHAIR })
      .isRefusedBy('R-AUTH-2'));
});
