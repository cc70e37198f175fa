import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  IN_2012,
  INPT,
  INSPECTOR,
  KILBURN,
  OFFICER,
  PCSO,
  SUPERVISOR,
  inForce,
  posted,
  proposed,
  schoolVisits,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { memberTransferred } from '../member/member.events.ts';
import { ward } from '../ward/ward.ts';
import { promiseTargetRegistered, promiseTargetRetired } from '../ward/ward.events.ts';
import {
  agreedByTeam,
  ashVisited,
  broken,
  close,
  corrected,
  ends,
  FEBRUARY,
  given,
  inMarch,
  kept,
  MARCH,
  opened,
  opens,
  schools,
  visit,
  visited,
} from './promise.test.data.ts';
import type { PromiseTerms } from './promise.events.ts';

describe('visiting', () => {
  test('R-PROM-4: a visit counts in its month, which opens with every target of the kind [T4-15]', () =>
    given(schools).when(visit).emits(visited('2013-03', MARCH), opens('2013-03')));
  test('R-PROM-4: a second visit opens nothing again', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2', target: 'school-beech' })
      .emits(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' })));

  test.each([
    ['31 March 23:30 BST is March', '2013-03-31T22:30:00.000Z', '2013-03'],
    ['1 April 00:10 BST is April', '2013-03-31T23:10:00.000Z', '2013-04'],
    ['the last instant of 31 March is March', '2013-03-31T22:59:59.999Z', '2013-03'],
    ['the first instant of 1 April is April', '2013-03-31T23:00:00.000Z', '2013-04'],
    ['1 October 00:00 BST is October', '2013-09-30T23:00:00.000Z', '2013-10'],
    ['31 October 23:59 GMT is October', '2013-10-31T23:59:59.999Z', '2013-10'],
    ['1 November 00:00 GMT is November', '2013-11-01T00:00:00.000Z', '2013-11'],
    ['31 October is October though the clocks change on it', '2021-10-31T23:59:59.999Z', '2021-10'],
  ])('R-PROM-4: %s (%s) [T4-17]', (_, when, period) =>
    given(schools)
      .when({ ...visit, occurredAt: when })
      .emits(visited(period, when), opens(period)),
  );

  const oak = promiseTargetRegistered({
    target: 'school-oak',
    kind: 'SECONDARY_SCHOOL',
    label: 'Oak School',
  });
  const withOak = fact(ward, KILBURN, staffedKilburn, at('2013-03-10T12:00:00.000Z', oak));
  const allThree = ['school-ash', 'school-beech', 'school-oak'];
  test('R-PROM-3: a school registered in mid-month is not owed in that month', () =>
    given(schools).knowing(withOak).when(visit).emits(visited('2013-03', MARCH), opens('2013-03')));
  test('R-PROM-3: nor does a visit to it count', () =>
    given(schools)
      .knowing(withOak)
      .when({ ...visit, target: 'school-oak' })
      .isRefusedBy('R-PROM-3'));
  test('R-PROM-3: it is owed from the next month', () =>
    given(schools)
      .knowing(withOak)
      .when({ ...visit, occurredAt: '2013-04-02T12:00:00.000Z', target: 'school-oak' })
      .emits(
        visited('2013-04', '2013-04-02T12:00:00.000Z', { target: 'school-oak' }),
        opens('2013-04', allThree),
      ));
  test('R-PROM-3: a school registered as the month began is owed in it', () =>
    given(schools)
      .knowing(fact(ward, KILBURN, staffedKilburn, at('2013-03-01T00:00:00.000Z', oak)))
      .when(visit)
      .emits(visited('2013-03', MARCH), opens('2013-03', allThree)));
  test('R-PROM-3: a school that retires in mid-month is still owed in that month', () =>
    given(schools)
      .knowing(
        fact(
          ward,
          KILBURN,
          staffedKilburn,
          at('2013-03-10T12:00:00.000Z', promiseTargetRetired({ target: 'school-beech', reason: 'Shut.' })),
        ),
      )
      .when(visit)
      .emits(visited('2013-03', MARCH), opens('2013-03')));
  test('R-PROM-3: what the month began with stays, whatever is registered since', () =>
    given(schools, ashVisited)
      .knowing(fact(ward, KILBURN, staffedKilburn, at(IN_2012, oak)))
      .when({ ...visit, fulfilment: 'visit-2', target: 'school-oak' })
      .isRefusedBy('R-PROM-3'));
  test('R-PROM-3: a place of worship is no secondary school', () =>
    given(schools)
      .when({ ...visit, target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3'));

  test('R-PROM-4: the same visit counts once, under whichever id', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2' })
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-4: a visit has no length that could make it another visit', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2', from: '2013-03-11T11:30:00.000Z' })
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-4: the same visit under the same id is not recorded again', () =>
    given(schools, ashVisited).when(visit).isRefusedBy('R-PROM-4'));
  test('R-LIFE-2: an id names one fulfilment', () =>
    given(schools, ashVisited)
      .when({ ...visit, occurredAt: '2013-03-12T12:00:00.000Z', target: 'school-beech' })
      .isRefusedBy('R-LIFE-2'));
  test('R-PROM-4: another visit to the same school is recorded too [T4-16]', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2', occurredAt: '2013-03-12T12:00:00.000Z' })
      .emits(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' })));
  test('R-PROM-4: what was corrected away may be recorded anew', () =>
    given(schools, ashVisited, inMarch(corrected('NOT_PROVEN')))
      .when({ ...visit, fulfilment: 'visit-2' })
      .emits(visited('2013-03', MARCH, { fulfilment: 'visit-2' })));

  test('R-PROM-4: a member of the Safer Neighbourhoods team keeps the promise of the INPT', () =>
    given(schools)
      .when({ ...visit, by: PCSO, member: PCSO.id })
      .emits(visited('2013-03', MARCH, { by: PCSO.id }), opens('2013-03')));
  test('R-PROM-4: a member of another team does not', () =>
    given(schools)
      .knowing(fact(member, OFFICER.id, posted('CONSTABLE', 'inpt-east')))
      .when(visit)
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-4: nor somebody nobody knows', () =>
    given(schools).knowing(fact(member, OFFICER.id)).when(visit).isRefusedBy('R-PROM-4'));
  const transferred = fact(
    member,
    OFFICER.id,
    posted('CONSTABLE'),
    at('2013-03-11T12:00:00.001Z', memberTransferred({ from: INPT, team: 'inpt-east' })),
  );
  test('R-PROM-4: who transferred later was still a member then', () =>
    given(schools).knowing(transferred).when(visit).emits(visited('2013-03', MARCH), opens('2013-03')));
  test('R-PROM-4: who had transferred was not', () =>
    given(schools)
      .knowing(transferred)
      .when({ ...visit, occurredAt: '2013-03-11T12:00:00.001Z' })
      .isRefusedBy('R-PROM-4'));
  test.each([OFFICER, PCSO])('R-AUTH-2: $role records nobody else’s work', (by) =>
    given(schools)
      .when({ ...visit, by: { ...by, id: 'officer-2' } })
      .isRefusedBy('R-AUTH-2'),
  );
  test.each([SUPERVISOR, INSPECTOR])('R-AUTH-2: $role records the work of others', (by) =>
    given(schools)
      .when({ ...visit, by })
      .emits(visited('2013-03', MARCH), opens('2013-03')),
  );

  test('R-PROM-1: nothing counts before the first whole month', () =>
    given(schools)
      .when({ ...visit, occurredAt: '2013-02-28T23:59:59.999Z' })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nothing counts for a promise that only one side agreed to', () =>
    given(proposed(schoolVisits), at(FEBRUARY, agreedByTeam)).when(visit).isRefusedBy('R-PROM-1'));
  test('R-LIFE-1: nothing counts for what nobody proposed', () =>
    given().when(visit).isRefusedBy('R-LIFE-1'));
});

describe('counting', () => {
  const briefings: PromiseTerms = {
    ward: KILBURN,
    team: INPT,
    kind: 'OTHER_MEASURABLE',
    statement: 'We hold two street briefings a month.',
    measure: 'Street briefings',
    minimumPerPeriod: 2,
  };
  const held = (when: string, fulfilment: string) =>
    visited('2013-03', when, { fulfilment, target: 'measure' });

  test('R-PROM-4: what is counted has one target, whatever is named', () =>
    given(inForce(briefings))
      .when({ ...visit, target: 'market-square' })
      .emits(held(MARCH, 'visit-1'), opens('2013-03', ['measure'], 2)));
  test('R-PROM-2: one of two is not enough', () =>
    given(inForce(briefings), inMarch(opened('2013-03', ['measure'], 2), held(MARCH, 'visit-1')))
      .when(close)
      .emits(ends(broken('measure'))));
  test('R-PROM-2: two of two is', () =>
    given(
      inForce(briefings),
      inMarch(
        opened('2013-03', ['measure'], 2),
        held(MARCH, 'visit-1'),
        held('2013-03-12T12:00:00.000Z', 'visit-2'),
      ),
    )
      .when(close)
      .emits(ends(kept)));
});
