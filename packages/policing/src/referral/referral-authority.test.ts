import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy } from '@wardbook/event-sourcing/testing';
import { adviceCase } from '../advice-case/advice-case.ts';
import { agency } from '../agency/agency.ts';
import {
  agencyRegistered,
  capabilityOffered,
  sharingAgreed,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import { bySystem } from '../by.ts';
import { IN_2012, INSPECTOR, OFFICER, PCSO, posted, SNT, SUPERVISOR } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { referral } from './referral.ts';
import { disclosedTo, fieldsAt, lostBy } from './referral.state.ts';
import {
  byOfficer,
  COUNCIL,
  CPO,
  declined,
  escalate,
  fromCouncil,
  given,
  HOUSING,
  knownCouncil,
  knownHousing,
  knownRoles,
  MARCH_1,
  MARCH_4,
  MARCH_5,
  MARCH_6,
  POLICE,
  raisedTo,
  redirect,
  stateAfter,
  supply,
  terms,
  toAdvisor,
  toCouncil,
  toCpa,
  withdraw,
} from './referral.test.data.ts';
import {
  informationRequested,
  informationSupplied,
  referralDeclined,
  referralRaised,
  referralRedirected,
  referralWithdrawn,
  type ReferralEvent,
} from './referral.events.ts';

describe('D-12: who moves a referral', () => {
  const ofTeam = raisedTo(COUNCIL, { raisedBy: OFFICER.id, fromTeam: SNT });
  const member2 = (team: string) => fact(member, PCSO.id, posted('PCSO', team, 'PCSO'));
  const said = referralWithdrawn({ owner: COUNCIL, reason: 'NO_LONGER_NEEDED' });

  test('R-AUTH-4, D-12: any PCSO of another team withdraws it: R-AUTH-4', () =>
    given(ofTeam)
      .knowing(member2('elsewhere'))
      .when({ ...withdraw, by: PCSO })
      .isRefusedBy('R-AUTH-4'));
  test.each([redirect, supply, escalate])('D-12: nor $type', (command) =>
    given(ofTeam, declined)
      .knowing(member2('elsewhere'))
      .knowingNothingElse()
      .when({ ...command, by: PCSO })
      .isRefusedBy('R-AUTH-4'),
  );
  test('D-12: a member of the team does', () =>
    given(ofTeam)
      .knowing(member2(SNT))
      .when({ ...withdraw, by: PCSO })
      .emits(said));
  test('D-12: whoever raised it does, wherever they are by now', () =>
    given(ofTeam).when(withdraw).emits(said));
  test.each([INSPECTOR, SUPERVISOR])('D-12: $role does', (by) =>
    given(ofTeam)
      .knowing(fact(member, by.id))
      .when({ ...withdraw, by })
      .emits(said),
  );
  test('D-12: of an older one that does not say whose it is, everybody of the agency does, as before', () =>
    given(raisedTo(COUNCIL))
      .knowing(member2('elsewhere'))
      .when({ ...withdraw, by: PCSO })
      .emits(said));
  test('D-12: it says whose it is from now on', () =>
    given()
      .knowing(knownRoles, member2(SNT))
      .when({ ...toCpa, by: PCSO })
      .emits(
        referralRaised({
          ...toAdvisor,
          fields: [...terms.fields],
          chain: [],
          raisedBy: PCSO.id,
          fromTeam: SNT,
        }),
      ));
  test('D-12: of a case, the team that referred it', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, by: bySystem('case-referral'), raisedBy: OFFICER.id, fromTeam: SNT })
      .emits(
        referralRaised({
          ...terms,
          fields: [...terms.fields],
          chain: [],
          raisedBy: OFFICER.id,
          fromTeam: SNT,
        }),
      ));
  test('D-12: nobody says that it is another team’s or another person’s', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, raisedBy: 'somebody-else', fromTeam: 'elsewhere' })
      .emits(referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer })));
});

describe('D-22: a referral of a case is the case’s own request', () => {
  test('R-REF-7, D-22: RaiseReferral naming a case that has not referred it: R-REF-7', () =>
    given()
      .knowing(knownCouncil, fact(adviceCase, 'case-9'))
      .when({ ...toCouncil, case: 'case-9' })
      .isRefusedBy('R-REF-7', 'case'));
  test('D-22: what the case has referred is raised', () =>
    given()
      .knowing(knownCouncil)
      .when(toCouncil)
      .emits(referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer })));
});

describe('G-02: a parent is one’s own, or asked of oneself', () => {
  const back = { ...fromCouncil, parent: 'parent' } as const;
  test('R-LIFE-1, G-02: another agency’s referral looks as if it did not exist', () =>
    given()
      .knowing(
        knownRoles,
        ownedBy(
          'other-police',
          fact(referral, 'parent', raisedTo(HOUSING, { from: { agency: 'other-police' } })),
        ),
      )
      .when(back)
      .isRefusedBy('R-LIFE-1', 'parent'));
  test('R-LIFE-1, G-02: as one that never was', () =>
    given().knowing(knownRoles, fact(referral, 'parent')).when(back).isRefusedBy('R-LIFE-1', 'parent'));
  test('G-02: one that was asked of the agency is passed on', () => {
    const { type: _type, occurredAt: _at, by: _by, ...said } = back;
    given()
      .knowing(knownRoles, ownedBy('police', fact(referral, 'parent', raisedTo(COUNCIL))))
      .when(back)
      .emits(
        referralRaised({
          ...said,
          fields: [],
          chain: [{ from: POLICE, to: COUNCIL, reason: 'PRACTICAL_HELP' }],
        }),
      );
  });
});

describe('D-18: whoever is asked next sees what they need', () => {
  const raised = raisedTo(COUNCIL);
  test('D-18: a redirect narrows what is disclosed', () =>
    given(raised)
      .knowing(knownHousing)
      .when({ ...redirect, fields: ['RECIPIENT_NAME'] })
      .emits(
        referralRedirected({
          owner: COUNCIL,
          to: HOUSING,
          fields: ['RECIPIENT_NAME'],
          legalBasis: 'CDA1998_S115',
          agreement: 'isa-2',
        }),
      ));
  test('R-REF-1, D-18: R-REF-1: and no agreement is stretched', () =>
    given(raised)
      .knowing(knownHousing)
      .when({ ...redirect, fields: ['CIRCUMSTANCES'] })
      .isRefusedBy('R-REF-1', 'fields'));
  test('R-REF-2, D-18: R-REF-2: nor is anybody named where it is about nobody', () =>
    given(raisedTo(COUNCIL, { subject: undefined, fields: [] }))
      .knowing(knownHousing)
      .when(redirect)
      .isRefusedBy('R-REF-2', 'fields'));
  const narrowed = at<ReferralEvent>(
    MARCH_4,
    referralRedirected({ owner: COUNCIL, to: HOUSING, fields: ['RECIPIENT_NAME'] }),
  );
  test('D-18: the next one sees that much, and so does whoever takes over from them', () => {
    const state = stateAfter(raised, narrowed);
    expect(disclosedTo(state, 'housing', MARCH_4)).toEqual(['RECIPIENT_NAME']);
    expect(fieldsAt(state, MARCH_4)).toEqual(['RECIPIENT_NAME']);
  });
  test('D-18: an older redirect disclosed all that had been', () =>
    expect(
      disclosedTo(
        stateAfter(raised, at<ReferralEvent>(MARCH_4, referralRedirected({ owner: COUNCIL, to: HOUSING }))),
        'housing',
        MARCH_4,
      ),
    ).toEqual(['RECIPIENT_CONTACT', 'RECIPIENT_NAME']));
  test('D-18: an agency has lost it from when somebody else was asked, it said no, or it was taken back', () => {
    const declinedAt4 = at<ReferralEvent>(MARCH_4, referralDeclined({ owner: COUNCIL, reason: 'OTHER' }));
    const takenBack = at<ReferralEvent>(MARCH_5, referralWithdrawn({ owner: COUNCIL, reason: 'OTHER' }));
    const back = at<ReferralEvent>(MARCH_5, referralRedirected({ owner: HOUSING, to: COUNCIL }));
    expect(lostBy(stateAfter(raised, narrowed), 'council', MARCH_6)).toBe(MARCH_4);
    expect(lostBy(stateAfter(raised, narrowed), 'council', MARCH_1)).toBeUndefined();
    expect(lostBy(stateAfter(raised, narrowed), 'housing', MARCH_6)).toBeUndefined();
    expect(lostBy(stateAfter(raised, declinedAt4), 'council', MARCH_6)).toBe(MARCH_4);
    expect(lostBy(stateAfter(raised, takenBack), 'council', MARCH_6)).toBe(MARCH_5);
    expect(lostBy(stateAfter(raised, narrowed, back), 'council', MARCH_6)).toBeUndefined();
  });
});

describe('D-19: on what a disclosure rests', () => {
  const ofForce = (force: string) =>
    fact(
      agency,
      'council',
      at<AgencyEvent>(
        IN_2012,
        agencyRegistered({ kind: 'COUNCIL', name: 'Elmbridge Vale Council' }),
        capabilityOffered({ capability: 'PROPERTY', label: 'Lock fitting' }),
        sharingAgreed({
          agreement: 'isa-1',
          force,
          fields: ['RECIPIENT_NAME', 'RECIPIENT_CONTACT'],
          legalBasis: 'CDA1998_S115',
          from: '2012-09-03',
          until: '2014-09-02',
        }),
      ),
    );
  test('R-REF-1, D-19: another force’s agreement is none', () =>
    given().knowing(ofForce('other-police')).when(toCouncil).isRefusedBy('R-REF-1', 'agreement'));
  test('D-19: one’s own is', () =>
    given()
      .knowing(ofForce('police'))
      .when(toCouncil)
      .emits(referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer })));

  const { agreement: _agreement, ...withoutAgreement } = {
    ...toCouncil,
    legalBasis: 'VITAL_INTERESTS',
  } as const;
  const { agreement: _isa, legalBasis: _basis, ...asked } = terms;
  const inDanger = { ...asked, legalBasis: 'VITAL_INTERESTS', fields: [...terms.fields] } as const;
  test('D-19: where a life is in danger nobody waits for an agreement, and the log says so', () =>
    given()
      .knowing(knownCouncil)
      .when(withoutAgreement)
      .emits(referralRaised({ ...inDanger, fields: [...terms.fields], ...byOfficer, emergency: true })));
  test('R-REF-1, D-19: an agreement that is named must be in force all the same', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...withoutAgreement, agreement: 'isa-9' })
      .isRefusedBy('R-REF-1', 'agreement'));
  test('D-19: so it is on a redirect', () => {
    const { agreement: _, ...without } = redirect;
    given(raisedTo(COUNCIL))
      .knowing(knownHousing)
      .when({ ...without, legalBasis: 'VITAL_INTERESTS', fields: ['RECIPIENT_NAME'] })
      .emits(
        referralRedirected({
          owner: COUNCIL,
          to: HOUSING,
          fields: ['RECIPIENT_NAME'],
          legalBasis: 'VITAL_INTERESTS',
          emergency: true,
        }),
      );
  });
  test('D-19: and when more is told', () =>
    given(
      raisedTo(COUNCIL, { legalBasis: 'VITAL_INTERESTS', agreement: undefined }),
      at<ReferralEvent>(MARCH_4, informationRequested({ question: 'Where?' })),
    )
      .knowing(knownCouncil)
      .when({ ...supply, fields: ['CIRCUMSTANCES'] })
      .emits(informationSupplied({ answer: 'Front and back.', fields: ['CIRCUMSTANCES'], emergency: true })));
  test('D-19: what stays in the force is no disclosure', () =>
    given(raisedTo(COUNCIL))
      .knowing(knownRoles)
      .when({ ...redirect, to: CPO, legalBasis: 'VITAL_INTERESTS', agreement: undefined } as never)
      .emits(
        referralRedirected({
          owner: COUNCIL,
          to: CPO,
          fields: [...terms.fields],
          legalBasis: 'VITAL_INTERESTS',
        }),
      ));
});

test('R-TIME-2: what was asked and told later stays possible', () => {
  given(raisedTo(COUNCIL), at<ReferralEvent>(MARCH_5, informationRequested({ question: 'Where?' })))
    .when({
      type: 'DeclineReferral',
      occurredAt: MARCH_4,
      by: { id: 'clerk-1', role: 'PARTNER', agency: 'council' },
      reason: 'OTHER',
    })
    .isRefusedBy('R-TIME-2', 'occurredAt');
});
