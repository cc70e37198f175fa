import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@wardbook/event-sourcing';
import { at, fact, ownedBy } from '@wardbook/event-sourcing/testing';
import { bySystem } from '../by.ts';
import { KILBURN, kilburn, OFFICER } from '../kilburn.test.data.ts';
import { subject } from '../subject/subject.ts';
import { wardAbolished, type WardEvent } from '../ward/ward.events.ts';
import { ward } from '../ward/ward.ts';
import {
  CLERK,
  COUNCIL,
  CPO,
  DUE,
  fromCouncil,
  about,
  given,
  HOUSING,
  knownCouncil,
  juniper,
  KILBURN_TEAM,
  knownHousing,
  knownKilburn,
  knownRoles,
  MARCH_1,
  POLICE,
  raised,
  raisedTo,
  redirect,
  terms,
  toAdvisor,
  toCouncil,
  toCpa,
  byOfficer,
} from './referral.test.data.ts';
import { referral } from './referral.ts';
import { referralNotRaised, referralRaised } from './referral.events.ts';

describe('raising a referral', () => {
  test('asks a partner for a service', () =>
    given()
      .knowing(knownCouncil)
      .when(toCouncil)
      .emits(referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer })));
  test('asks a specialist for more detailed advice [T3-32]', () =>
    given()
      .knowing(knownRoles)
      .when(toCpa)
      .emits(referralRaised({ ...toAdvisor, fields: [...terms.fields], ...byOfficer })));
  test('asks an internal specialist about a long-term problem, without a case and without a person [T0-16]', () => {
    const consultation = {
      kind: 'INTERNAL_CONSULTATION',
      problem: 'dark-paths',
      from: POLICE,
      to: CPO,
      topic: 'PROPERTY',
      reason: 'LONG_TERM_PROBLEM',
      requestedHelp: 'Why there?',
      dueAt: DUE,
    } as const;
    given()
      .knowing(knownRoles)
      .when({ type: 'RaiseReferral', occurredAt: MARCH_1, by: OFFICER, ...consultation, fields: [] })
      .emits(referralRaised({ ...consultation, fields: [], ...byOfficer }));
  });
  test('asks the CPO to visit a victim of crime [T0-17]', () => {
    const visit = {
      ...toAdvisor,
      kind: 'VICTIM_VISIT',
      reason: 'VICTIM_CARE',
      topic: 'VICTIM_SUPPORT',
      to: CPO,
    } as const;
    given()
      .knowing(knownRoles)
      .when({ type: 'RaiseReferral', occurredAt: MARCH_1, by: OFFICER, ...visit })
      .emits(referralRaised({ ...visit, fields: [...terms.fields], ...byOfficer }));
  });
  test('a partner asks the police [T2-08]', () => {
    const { type: _type, occurredAt: _at, by: _by, ...concern } = fromCouncil;
    given()
      .knowing(knownRoles)
      .when(fromCouncil)
      .emits(referralRaised({ ...concern, fields: [], chain: [] }));
  });
  test('R-LIFE-2: is raised once', () =>
    given(raised).knowing(knownCouncil).when(toCouncil).isRefusedBy('R-LIFE-2'));
  test('R-AUTH-2: nobody raises one for another agency', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, from: HOUSING })
      .isRefusedBy('R-AUTH-2'));
  test('R-AUTH-2: a partner asks no other partner', () =>
    given()
      .knowing(knownHousing)
      .when({ ...toCouncil, by: CLERK, from: COUNCIL, to: HOUSING })
      .isRefusedBy('R-AUTH-2'));
  test.each([
    { ...toCouncil, kind: 'SPECIALIST_ADVICE' },
    { ...toCpa, kind: 'PARTNER_SERVICE' },
    { ...toCpa, kind: 'TO_POLICE' },
    { ...fromCouncil, kind: 'SPECIALIST_ADVICE' },
  ] as const)('R-REF-8: $kind does not go from $from to $to', (command) =>
    given().knowing(knownCouncil, knownRoles).when(command).isRefusedBy('R-REF-8'),
  );
  test('R-REF-4: not when it was due before', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, dueAt: MARCH_1 })
      .isRefusedBy('R-REF-4'));
  test('R-LIFE-1: not of an agency that nobody registered', () =>
    given().knowingNothingElse().when(toCouncil).isRefusedBy('R-LIFE-1'));
});

describe('what a referral is about', () => {
  const abolished = fact(
    ward,
    KILBURN,
    kilburn,
    at<WardEvent>('2013-02-28T00:00:00.000Z', wardAbolished({ successors: [] })),
  );
  const ofOthers = ownedBy('other-police', knownKilburn);

  test('R-LIFE-1: is a person on record', () =>
    about(knownCouncil, knownKilburn, fact(subject, 'juniper'))
      .when(toCouncil)
      .isRefusedBy('R-LIFE-1', 'subject'));
  test('R-LIFE-1: of the agency that asks', () =>
    about(knownCouncil, knownKilburn, ownedBy('other-police', juniper))
      .when(toCouncil)
      .isRefusedBy('R-LIFE-1', 'subject'));
  test('R-LIFE-1: or the person whom the referral that it passes on was about', () => {
    const parent = fact(referral, 'bolts', raisedTo(COUNCIL));
    const { type: _type, occurredAt: _at, by: _by, ...concern } = fromCouncil;
    const passedOn = { subject: 'juniper', parent: 'bolts' };
    about(knownRoles, knownKilburn, ownedBy('police', juniper), ownedBy('police', parent))
      .when({ ...fromCouncil, ...passedOn })
      .emits(
        referralRaised({
          ...concern,
          ...passedOn,
          fields: [],
          chain: [{ from: POLICE, to: COUNCIL, reason: 'PRACTICAL_HELP' }],
        }),
      );
  });
  test('R-LIFE-1: is a ward on record', () =>
    about(knownCouncil, juniper, fact(ward, KILBURN)).when(toCouncil).isRefusedBy('R-LIFE-1', 'ward'));
  test('R-WARD-5: that is not abolished', () =>
    about(knownCouncil, juniper, abolished).when(toCouncil).isRefusedBy('R-WARD-5', 'ward'));
  test('R-LIFE-1: of the force that asks', () =>
    about(knownCouncil, juniper, ofOthers).when(toCouncil).isRefusedBy('R-LIFE-1', 'ward'));
  test('R-LIFE-1: or of the force that a partner asks', () =>
    about(knownRoles, ofOthers).when(fromCouncil).isRefusedBy('R-LIFE-1', 'ward'));
  test('R-LIFE-1: no team of another force’s ward is asked', () =>
    given(raised)
      .knowing(ofOthers)
      .when({ ...redirect, to: KILBURN_TEAM, fields: [] })
      .isRefusedBy('R-LIFE-1', 'to.ward'));
  test('P-01: what a case asks for was judged when the case asked', () =>
    about(knownCouncil, fact(subject, 'juniper'), abolished)
      .when({ ...toCouncil, by: bySystem('case-referral') })
      .emits(referralRaised({ ...terms, fields: [...terms.fields], chain: [] })));
});

describe('R-REF-7: what a case refers', () => {
  const forCase = { ...toCouncil, by: bySystem('case-referral') } as const;
  test('is raised', () =>
    given()
      .knowing(knownCouncil)
      .when(forCase)
      .emits(referralRaised({ ...terms, fields: [...terms.fields], chain: [] })));
  const notRaised = referralNotRaised({
    case: 'case-1',
    rule: 'R-REF-1',
    reason: 'No such agreement with that agency was in force at that time. Choose another.',
  });
  test('R-REF-1: or is put on record as not raised, and why', () => {
    const answer = given()
      .knowing(knownCouncil)
      .when({ ...forCase, agreement: 'isa-2' });
    answer.isRefusedBy('R-REF-1');
    expect(answer.decision).toMatchObject({ recorded: [notRaised] });
    const again = referralNotRaised.refusal?.(notRaised as never) ?? {};
    expect(isRefusal(again)).toBe(true);
    expect(again).toEqual({ refused: true, rule: 'R-REF-1', reason: notRaised.reason });
  });
  test('R-LIFE-2: and is not raised after that', () =>
    given(at(MARCH_1, notRaised)).knowing(knownCouncil).when(toCouncil).isRefusedBy('R-LIFE-2'));
  test('nor is that put on record again', () =>
    expect(
      given(at(MARCH_1, notRaised))
        .knowing(knownCouncil)
        .when({ ...forCase, agreement: 'isa-2' }).decision,
    ).not.toHaveProperty('recorded'));
  test('what was raised for the case before is not said to be not raised', () =>
    expect(given(raised).knowing(knownCouncil).when(forCase).decision).not.toHaveProperty('recorded'));
  test('what was raised for another case is', () =>
    expect(
      given(raised)
        .knowing(knownCouncil)
        .when({ ...forCase, case: 'case-2' }).decision,
    ).toMatchObject({ rule: 'R-LIFE-2', recorded: [{ case: 'case-2', rule: 'R-LIFE-2' }] }));
  test('nothing is put on record for a person: they are told', () =>
    expect(
      given()
        .knowing(knownCouncil)
        .when({ ...toCouncil, agreement: 'isa-2' }).decision,
    ).not.toHaveProperty('recorded'));
});
