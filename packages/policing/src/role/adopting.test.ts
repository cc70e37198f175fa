import { describe, expect, test } from '@jest/globals';
import type { Fact } from '@wardbook/event-sourcing';
import { at, fact, ownedBy, scenario } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  advicePolicy,
  establishmentPolicy,
  IN_2012,
  JANUARY,
  sendersOf,
} from '../kilburn.test.data.ts';
import { policyVersionPublished, type PolicyTerms } from '../policy/policy.events.ts';
import { policyHistory, type PolicyState } from '../policy/policy.state.ts';
import { policyAdopted, type RolesEvent } from './role.events.ts';
import { roles } from './role.ts';
import { rolesHistory, servingPolicy } from './role.state.ts';
import { establishmentOf, visitOf } from './serving-policy.ts';

const given = scenario(roles, 'police');
const MARCH = '2013-03-04T09:00:00.000Z';
const FEBRUARY = '2013-02-04T09:00:00.000Z';

const adopt = {
  type: 'AdoptPolicy',
  occurredAt: JANUARY,
  by: ADMIN,
  kind: 'ESTABLISHMENT',
  number: 'E 0117',
} as const;
const adopted = policyAdopted({ kind: 'ESTABLISHMENT', policy: 'E0117' });
const another = policyAdopted({ kind: 'ESTABLISHMENT', policy: 'E0118' });
const known = (terms: PolicyTerms, id = 'E0117') =>
  fact(policyHistory, id, at(IN_2012, policyVersionPublished({ ...terms, nextReviewDue: '2013-09-03' })));

describe('adopting a policy', () => {
  test('R-LIFE-1: not the policy of another force', () =>
    given()
      .knowing(ownedBy('other-police', known(establishmentPolicy)))
      .when(adopt)
      .isRefusedBy('R-LIFE-1', 'number'));
  test('R-AUTH-2: AdoptPolicy is for ADMIN alone', () => {
    expect(sendersOf(given(), adopt)).toEqual(['ADMIN']);
  });
  test('D-33: a force says which policy serves', () =>
    given().knowing(known(establishmentPolicy)).when(adopt).emits(adopted));
  test('D-33: however its number is typed', () =>
    given()
      .knowing(known(establishmentPolicy))
      .when({ ...adopt, number: 'e0117' })
      .emits(adopted));
  test('D-33: adopted at that time already, nothing happens', () =>
    given(at(JANUARY, adopted)).knowing(known(establishmentPolicy)).when(adopt).emitsNothing());
  test('D-33: again at another time is a fact of its own', () =>
    given(at(JANUARY, adopted))
      .knowing(known(establishmentPolicy))
      .when({ ...adopt, occurredAt: MARCH })
      .emits(adopted));
  test('R-POL-7: not what is no number', () =>
    given()
      .knowingNothingElse()
      .when({ ...adopt, number: '0117' })
      .isRefusedBy('R-POL-7', 'number'));
  test('R-LIFE-1: not a policy that nobody published', () =>
    given().knowingNothingElse().when(adopt).isRefusedBy('R-LIFE-1', 'number'));
  test('R-LIFE-1: not before a version of it is in force', () =>
    given()
      .knowing(known(establishmentPolicy))
      .when({ ...adopt, occurredAt: '2012-09-02T22:59:59.999Z' })
      .isRefusedBy('R-LIFE-1', 'number'));
  test('R-POL-9: not for what it is not about', () =>
    given()
      .knowing(known(advicePolicy, 'A0609'))
      .when({ ...adopt, number: 'A 0609' })
      .isRefusedBy('R-POL-9', 'kind'));
});

describe('the policy that serves', () => {
  test('D-33: at each instant the one that was adopted last, in whatever order it was recorded', () => {
    const told = [
      at<RolesEvent>(JANUARY, adopted),
      at<RolesEvent>(FEBRUARY, another),
      at<RolesEvent>(MARCH, adopted),
    ];
    const orders = [told, told.toReversed()];
    for (const order of orders) {
      const state = fact(rolesHistory, 'police', ...order).state;
      const serving = [IN_2012, JANUARY, FEBRUARY, MARCH].map((when) =>
        servingPolicy(state, 'ESTABLISHMENT', when),
      );
      expect(serving).toEqual([undefined, 'E0117', 'E0118', 'E0117']);
      expect(servingPolicy(state, 'VISIT', MARCH)).toBeUndefined();
    }
  });
});

describe('the fact of the policy that serves', () => {
  const { state } = fact(
    rolesHistory,
    'police',
    at(JANUARY, adopted, policyAdopted({ kind: 'VISIT', policy: 'V0201' })),
  );
  const chosen = (asked: Fact<PolicyState>): Fact<PolicyState> =>
    'first' in asked ? asked.next(state as never) : asked;

  test.each([establishmentOf, visitOf])('D-33: asks the roles of the force first: %p', (of) => {
    expect(of('police', JANUARY)).toMatchObject({ first: { fold: rolesHistory, id: 'police' } });
  });
  test('D-33: then the policy of that kind that served at the time', () => {
    expect(chosen(establishmentOf('police', JANUARY))).toMatchObject({ fold: policyHistory, id: 'E0117' });
    expect(chosen(visitOf('police', JANUARY))).toMatchObject({ fold: policyHistory, id: 'V0201' });
  });
  test('D-33: none where none served', () => {
    expect(chosen(establishmentOf('police', IN_2012))).toMatchObject({ id: undefined });
  });
});
