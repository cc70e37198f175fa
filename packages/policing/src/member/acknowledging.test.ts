import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import {
  JANUARY,
  OFFICER,
  SPECIALIST,
  SUPERVISOR,
  advicePolicy,
  posted,
  sendersOf,
} from '../kilburn.test.data.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { member } from './member.ts';
import { acknowledged, memberHistory } from './member.state.ts';
import { memberLeft, policyAcknowledged } from './member.events.ts';

const given = scenario(member, 'maren');
const MARCH = '2013-03-04T09:00:00.000Z';
const constable = posted('CONSTABLE');
const left = memberLeft({ reason: 'RETIRED' });

describe('acknowledging a policy', () => {
  const acknowledge = {
    type: 'AcknowledgePolicy',
    occurredAt: MARCH,
    by: { ...OFFICER, id: 'maren' },
    policy: 'A0609',
    version: 1,
  } as const;
  const read = policyAcknowledged({ policy: 'A0609', version: 1 });
  const published = policyVersionPublished({ ...advicePolicy, nextReviewDue: '2013-03-03' });
  const knownPolicy = fact(policyHistory, 'A0609', at('2012-09-03T09:00:00.000Z', published));

  test('R-AUTH-2: AcknowledgePolicy is for those who advise, and those over them', () => {
    expect(sendersOf(given(), acknowledge)).toEqual([
      'OFFICER',
      'PCSO',
      'SPECIALIST',
      'SUPERVISOR',
      'INSPECTOR',
    ]);
  });
  test('R-POL-5: whoever advises acknowledges what they have read [T3-09]', () =>
    given(constable).knowing(knownPolicy).when(acknowledge).emits(read));
  test('R-POL-5: so does a specialist who is in no team [T3-09]', () =>
    given()
      .knowing(knownPolicy)
      .when({ ...acknowledge, by: { ...SPECIALIST, id: 'maren' } })
      .emits(read));
  test('R-POL-5: acknowledged already, nothing happens', () =>
    given(constable, at(JANUARY, read)).knowing(knownPolicy).when(acknowledge).emitsNothing());
  test('R-POL-5: acknowledged twice, the first time counts, whichever was recorded first', () => {
    const told = [at(MARCH, read), at(JANUARY, read)];
    const other = policyAcknowledged({ policy: 'A0609', version: 2 });
    const [one, same] = [told, [...told].reverse()].map(
      (history) => fact(memberHistory, 'maren', constable, at(MARCH, other), ...history).state,
    );
    expect(one).toEqual(same);
    expect(acknowledged(one!, 'A0609', 1, JANUARY)).toBe(true);
    expect(acknowledged(one!, 'A0609', 2, MARCH)).toBe(true);
  });
  test('R-POL-5: each version anew [T3-09]', () =>
    given(constable, at(JANUARY, policyAcknowledged({ policy: 'A0609', version: 2 })))
      .knowing(knownPolicy)
      .when(acknowledge)
      .emits(read));
  test('R-POL-5: nobody acknowledges for another', () =>
    given(constable)
      .knowing(knownPolicy)
      .when({ ...acknowledge, by: SUPERVISOR })
      .isRefusedBy('R-POL-5'));
  test('R-LIFE-1: nobody has read what was not published', () =>
    given(constable).knowingNothingElse().when(acknowledge).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor what was published later', () =>
    given(constable)
      .knowing(knownPolicy)
      .when({ ...acknowledge, occurredAt: '2012-09-02T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor another version', () =>
    given(constable)
      .knowing(knownPolicy)
      .when({ ...acknowledge, version: 2 })
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nobody acknowledges who has left', () =>
    given(constable, at(JANUARY, left)).knowing(knownPolicy).when(acknowledge).isRefusedBy('R-LIFE-1'));
  test('R-POL-5: it is known who had read which version by when [T3-09]', () => {
    const { state: history } = fact(memberHistory, 'maren', constable, at(MARCH, read));
    expect(acknowledged(history, 'A0609', 1, '2013-03-04T08:59:59.999Z')).toBe(false);
    expect(acknowledged(history, 'A0609', 1, MARCH)).toBe(true);
    expect(acknowledged(history, 'A0609', 2, MARCH)).toBe(false);
    expect(acknowledged(history, 'A0610', 1, MARCH)).toBe(false);
  });
});
