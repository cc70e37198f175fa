import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import { sharingEnded, type AgencyEvent } from '../agency/agency.events.ts';
import { KILBURN } from '../kilburn.test.data.ts';
import {
  accept,
  CPO,
  council,
  COUNCIL,
  fromCouncil,
  given,
  HOUSING,
  knownCouncil,
  knownRoles,
  MARCH_1,
  MARCH_4,
  MARCH_5,
  MARCH_6,
  POLICE,
  raised,
  stateAfter,
  supply,
  terms,
  toAdvisor,
  toCouncil,
  toCpa,
  byOfficer,
} from './referral.test.data.ts';
import { referral } from './referral.ts';
import { disclosedTo, referralHistory } from './referral.state.ts';
import {
  informationSupplied,
  referralDeclined,
  referralEscalated,
  referralRaised,
  referralRedirected,
  type ReferralEvent,
} from './referral.events.ts';

describe('R-REF-1: what leaves the force', () => {
  const council2 = (...more: readonly Dated<AgencyEvent>[]) => fact(agency, 'council', council, more);
  test('needs an agreement with that agency [T1-16]', () => {
    const { agreement: _, ...without } = toCouncil;
    given().knowing(knownCouncil).when(without).isRefusedBy('R-REF-1');
  });
  test('and not one with another [T1-16]', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, agreement: 'isa-2' })
      .isRefusedBy('R-REF-1'));
  test('and not one that had ended', () =>
    given()
      .knowing(council2(...at<AgencyEvent>(MARCH_1, sharingEnded({ agreement: 'isa-1' }))))
      .when(toCouncil)
      .isRefusedBy('R-REF-1'));
  test('one that ended the day after was in force', () =>
    given()
      .knowing(council2(...at<AgencyEvent>(MARCH_4, sharingEnded({ agreement: 'isa-1' }))))
      .when(toCouncil)
      .emits(referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer })));
  test('needs a legal basis [T2-12]', () => {
    const { legalBasis: _, ...without } = toCouncil;
    given().knowing(knownCouncil).when(without).isRefusedBy('R-REF-1');
  });
  test('and the one on which the agreement rests', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, legalBasis: 'CONSENT' })
      .isRefusedBy('R-REF-1'));
  test('and an agreement that covers every field [T4-20]', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, fields: ['RECIPIENT_NAME', 'CIRCUMSTANCES'] })
      .isRefusedBy('R-REF-1'));
  test('a partner that tells the police something needs a legal basis too', () => {
    const { legalBasis: _, ...without } = fromCouncil;
    given().knowing(knownRoles).when(without).isRefusedBy('R-REF-1');
  });
  test('what stays in the force needs neither', () =>
    given()
      .knowing(knownRoles)
      .when(toCpa)
      .emits(referralRaised({ ...toAdvisor, fields: [...terms.fields], ...byOfficer })));
});

describe('R-REF-2: the least that is needed', () => {
  const { subject: _subject, ...aboutNobody } = toCpa;
  const { case: _case, ward: _ward, ...aboutNothing } = aboutNobody;
  test('a referral about nobody names nobody', () =>
    given().knowing(knownRoles).when(aboutNobody).isRefusedBy('R-REF-2'));
  test('a referral is about something', () =>
    given()
      .knowing(knownRoles)
      .when({ ...aboutNothing, fields: [] })
      .isRefusedBy('R-REF-2'));
  test.each([
    [{ subject: 'juniper', case: 'c', problem: 'p', ward: KILBURN }, 'juniper'],
    [{ case: 'c', problem: 'p', ward: KILBURN }, 'case.c'],
    [{ problem: 'p', ward: KILBURN }, 'problem.p'],
    [{ ward: KILBURN }, `ward.${KILBURN}`],
  ])('its words belong to the record of %j', (about, expected) => {
    const command = { ...aboutNothing, fields: [], ...about, id: 'referral-1', owner: 'police' };
    expect(referral.subject?.(referralHistory.initial, command)).toBe(expected);
    const { type: _type, id, owner: _owner, occurredAt: _at, by: _by, ...said } = command;
    const state = stateAfter(at<ReferralEvent>(MARCH_1, referralRaised({ ...said, chain: [] })));
    expect(referral.subject?.(state, { ...accept, id, owner: 'police' })).toBe(expected);
    expect(referral.subject?.(state, { ...toCouncil, id, owner: 'police' })).toBe(expected);
  });
  test('a field said twice is disclosed once', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, fields: ['RECIPIENT_NAME', 'RECIPIENT_CONTACT', 'RECIPIENT_NAME'] })
      .emits(referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer })));
  test('what was disclosed stays disclosed, whoever is asked next', () => {
    const state = stateAfter(
      raised,
      at<ReferralEvent>(MARCH_4, referralDeclined({ owner: COUNCIL, reason: 'NO_CAPACITY' })),
      at<ReferralEvent>(MARCH_5, referralRedirected({ owner: POLICE, to: HOUSING })),
      at<ReferralEvent>(MARCH_6, informationSupplied({ answer: 'x', fields: ['REQUESTED_HELP'] })),
    );
    expect(disclosedTo(state, 'council', MARCH_6)).toEqual(['RECIPIENT_CONTACT', 'RECIPIENT_NAME']);
    expect(disclosedTo(state, 'housing', MARCH_4)).toEqual([]);
    expect(disclosedTo(state, 'housing', MARCH_5)).toEqual(['RECIPIENT_CONTACT', 'RECIPIENT_NAME']);
    expect(disclosedTo(state, 'housing', MARCH_6)).toEqual([
      'RECIPIENT_CONTACT',
      'RECIPIENT_NAME',
      'REQUESTED_HELP',
    ]);
    expect(disclosedTo(state, 'fire', MARCH_6)).toEqual([]);
  });
  test('whoever is asked in their place knows what they had been told, also where that is recorded later', () => {
    const escalated = at<ReferralEvent>(MARCH_6, referralEscalated({ owner: COUNCIL, to: CPO }));
    const told = at<ReferralEvent>(MARCH_5, informationSupplied({ answer: 'x', fields: ['REQUESTED_HELP'] }));
    for (const state of [stateAfter(raised, told, escalated), stateAfter(raised, escalated, told)])
      expect(disclosedTo(state, 'police', MARCH_6)).toEqual([
        'RECIPIENT_CONTACT',
        'RECIPIENT_NAME',
        'REQUESTED_HELP',
      ]);
  });
  test('no more is told than was asked for', () =>
    given(raised).knowing(knownCouncil).when(supply).isRefusedBy('R-REF-2'));
});
