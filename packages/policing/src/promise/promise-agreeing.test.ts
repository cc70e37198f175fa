import { describe, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  FEBRUARY_MEETING,
  INPT,
  INSPECTOR,
  KILBURN,
  fridayPatrols,
  inpt,
  panelThatMet,
  proposed,
  schoolVisits,
} from '../kilburn.test.data.ts';
import { team } from '../team/team.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import { panelAgreedPromise } from '../ward-panel/ward-panel.events.ts';
import {
  agreedByCommunity,
  agreedByTeam,
  communityAgrees,
  FEBRUARY,
  given,
  teamAgrees,
  withdrawn,
} from './promise.test.data.ts';
import { promiseAmended, promiseInForce, type PromiseEvent } from './promise.events.ts';

describe('agreeing', () => {
  const panelAgreed = fact(
    wardPanel,
    KILBURN,
    panelThatMet,
    at(FEBRUARY_MEETING, panelAgreedPromise({ meeting: 'february', promise: 'visits' })),
  );
  const afterTeam = [...proposed(schoolVisits), ...at<PromiseEvent>(FEBRUARY, agreedByTeam)];
  const afterCommunity = [
    ...proposed(schoolVisits),
    ...at<PromiseEvent>(FEBRUARY_MEETING, agreedByCommunity),
  ];
  const fromMarch = happened(
    FEBRUARY_MEETING,
    promiseInForce({ from: FEBRUARY_MEETING, firstPeriod: '2013-03' }),
  );

  test('R-PROM-1: when only the team agrees, nothing is in force [T4-13]', () =>
    given(proposed(schoolVisits)).when(teamAgrees).emits(agreedByTeam));
  test('R-PROM-1: when only the community agrees, nothing is in force [T4-13]', () =>
    given(proposed(schoolVisits)).knowing(panelAgreed).when(communityAgrees).emits(agreedByCommunity));
  test('R-PROM-1: when the community agrees too, it is in force, and counts from the first whole month [T4-13]', () =>
    given(afterTeam).knowing(panelAgreed).when(communityAgrees).emits(agreedByCommunity, fromMarch));
  test('R-PROM-1: so it is when the team agrees last [T4-13]', () =>
    given(afterCommunity)
      .when({ ...teamAgrees, occurredAt: '2013-02-25T10:00:00.000Z' })
      .emits(agreedByTeam, promiseInForce({ from: '2013-02-25T10:00:00.000Z', firstPeriod: '2013-03' })));
  test('R-PROM-1: an agreement that is recorded late does not put it in force earlier than the other', () =>
    given(afterCommunity).when(teamAgrees).emits(agreedByTeam, fromMarch));
  test.each([
    ['the first instant of March', '2013-03-01T00:00:00.000Z', '2013-03'],
    ['a millisecond later', '2013-03-01T00:00:00.001Z', '2013-04'],
    ['the last hour of 31 March by the clock of London', '2013-03-31T22:59:59.999Z', '2013-04'],
    ['the first instant of April by the clock of London', '2013-03-31T23:00:00.000Z', '2013-04'],
    ['the last minute of the year', '2013-12-31T23:59:00.000Z', '2014-01'],
  ])('R-PROM-1: agreed at %s (%s), it counts from %s', (_, from, firstPeriod) =>
    given(afterCommunity)
      .when({ ...teamAgrees, occurredAt: from })
      .emits(agreedByTeam, promiseInForce({ from, firstPeriod })),
  );

  test('R-PROM-1: the team has agreed already, and nothing happens', () =>
    given(afterTeam).when(teamAgrees).emitsNothing());
  test('R-PROM-1: the community has agreed already, and nothing happens', () =>
    given(afterCommunity).knowing(panelAgreed).when(communityAgrees).emitsNothing());

  test('R-PROM-1: only the lead agrees for the team', () =>
    given(proposed(schoolVisits))
      .when({ ...teamAgrees, by: { ...INSPECTOR, id: 'inspector-2' } })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nobody agrees for a team without a lead', () =>
    given(proposed(schoolVisits))
      .knowing(fact(team, INPT, inpt))
      .when(teamAgrees)
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: the community does not agree without a panel [T1-09]', () =>
    given(proposed(schoolVisits))
      .knowing(fact(wardPanel, KILBURN))
      .when(communityAgrees)
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nor without a meeting that agreed [T1-09]', () =>
    given(proposed(schoolVisits)).when(communityAgrees).isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nor at another meeting [T1-09]', () =>
    given(proposed(schoolVisits))
      .knowing(panelAgreed)
      .when({ ...communityAgrees, meeting: 'january' })
      .isRefusedBy('R-PROM-1'));
  test.each([teamAgrees, communityAgrees])('R-LIFE-1: nothing proposed, no $type', (command) =>
    given().knowing(panelAgreed).when(command).isRefusedBy('R-LIFE-1'),
  );
  test.each([teamAgrees, communityAgrees])(
    'R-PROM-1: the terms were amended after the agreement, so no $type',
    (command) =>
      given(proposed(schoolVisits), at('2013-02-20T19:00:00.001Z', promiseAmended(fridayPatrols)))
        .knowing(panelAgreed)
        .when(command)
        .isRefusedBy('R-PROM-1'),
  );
  test('R-PROM-1: the team agrees to the terms from the very moment they are amended', () =>
    given(proposed(schoolVisits), at(FEBRUARY, promiseAmended(fridayPatrols)))
      .when(teamAgrees)
      .emits(agreedByTeam));
  test.each([teamAgrees, communityAgrees])('R-PROM-6: once withdrawn, no $type', (command) =>
    given(proposed(schoolVisits), at('2013-02-13T10:00:00.000Z', withdrawn))
      .knowing(panelAgreed)
      .when(command)
      .isRefusedBy('R-PROM-6'),
  );
});
