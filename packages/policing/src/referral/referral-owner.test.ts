import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import { sharingEnded } from '../agency/agency.events.ts';
import { OFFICER, PCSO, posted, SNT } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { roles } from '../role/role.ts';
import {
  accept,
  accepted,
  ask,
  CLERK,
  complete,
  COUNCIL,
  council,
  CPA,
  CPO,
  CPO_HOLDER,
  decline,
  declined,
  escalate,
  given,
  gone,
  HOUSING,
  HOUSING_CLERK,
  KILBURN_TEAM,
  knownCouncil,
  knownHousing,
  knownKilburn,
  knownRoles,
  MARCH_1,
  MARCH_4,
  MARCH_5,
  MARCH_6,
  NORTH_ADVISOR,
  POLICE,
  progress,
  raised,
  raisedTo,
  redirect,
  SOUTH_ADVISOR,
  staffed,
  stateAfter,
  supply,
  terms,
  who,
  withdraw,
  withdrawn,
} from './referral.test.data.ts';
import { isLiveReferral, ownerOf } from './referral.state.ts';
import {
  informationRequested,
  informationSupplied,
  referralAccepted,
  referralCompleted,
  referralEscalated,
  referralProgressed,
  referralRaised,
  referralRedirected,
  type ReferralEvent,
} from './referral.events.ts';

const knownPcso = fact(member, PCSO.id, posted('PCSO', SNT, 'PCSO'));
const asked = at<ReferralEvent>(MARCH_4, informationRequested({ question: 'Which doors?' }));

describe('R-REF-3: one owner', () => {
  const owners = (...history: readonly (readonly Dated<ReferralEvent>[])[]) =>
    [MARCH_1, MARCH_4, MARCH_5, MARCH_6].map((instant) => ownerOf(stateAfter(raised, ...history), instant));
  test('whoever is asked', () => expect(owners(accepted)).toEqual([COUNCIL, COUNCIL, COUNCIL, COUNCIL]));
  test('the sender after a decline, and then whoever is asked instead', () =>
    expect(owners(declined, at(MARCH_5, referralRedirected({ owner: POLICE, to: HOUSING })))).toEqual([
      COUNCIL,
      POLICE,
      HOUSING,
      HOUSING,
    ]));
  test('the last resort once it is escalated', () =>
    expect(owners(declined, at(MARCH_6, referralEscalated({ owner: POLICE, to: CPO })))).toEqual([
      COUNCIL,
      POLICE,
      POLICE,
      CPO,
    ]));
  test('nobody once it has ended', () => {
    const end = at<ReferralEvent>(
      MARCH_5,
      referralCompleted({ owner: COUNCIL, outcome: 'HELPED', helpGiven: 'Locks.' }),
    );
    expect(owners(accepted, end)).toEqual([COUNCIL, COUNCIL, undefined, undefined]);
    expect(isLiveReferral(stateAfter(raised, accepted, end), MARCH_4)).toBe(true);
    expect(isLiveReferral(stateAfter(raised, accepted, end), MARCH_5)).toBe(false);
  });
  test('nobody before it is raised', () =>
    expect(ownerOf(stateAfter(raised), '2013-02-28T09:00:00.000Z')).toBeUndefined());
  test.each([accept, decline, complete])('$type is not told after it moved on', (command) => {
    const begun = command.type === 'CompleteReferral' ? accepted : [];
    given(raised, begun, at(MARCH_6, referralRedirected({ owner: COUNCIL, to: HOUSING })))
      .when(command)
      .isRefusedBy('R-REF-3');
  });
  test('nor is it moved on behind what came later', () =>
    given(raised, at(MARCH_6, referralAccepted({ owner: COUNCIL, acceptedBy: CLERK.id })))
      .knowing(knownHousing)
      .when(redirect)
      .isRefusedBy('R-REF-3'));
  test.each([accept, decline, ask, progress, complete])(
    'R-LIFE-1: after it was withdrawn, no $type',
    (command) => given(raised, withdrawn).when(command).isRefusedBy('R-LIFE-1'),
  );
  test.each([redirect, supply, escalate])('R-LIFE-1: nor $type', (command) =>
    given(raised, withdrawn).knowing(knownHousing).knowingNothingElse().when(command).isRefusedBy('R-LIFE-1'),
  );
});

describe('R-REF-5: only who is asked answers', () => {
  test('the agency', () =>
    given(raised)
      .when(accept)
      .emits(referralAccepted({ owner: COUNCIL, acceptedBy: CLERK.id })));
  test('once', () => given(raised, accepted).when(accept).emitsNothing());
  test.each([HOUSING_CLERK, OFFICER, who('x', 'INSPECTOR', 'council')])('not $id of $agency', (by) =>
    given(raised)
      .when({ ...accept, by })
      .isRefusedBy('R-REF-5'),
  );
  test('a holder of the role [T3-32]', () =>
    given(raisedTo(CPA))
      .knowing(knownRoles)
      .when({ ...accept, by: NORTH_ADVISOR })
      .emits(referralAccepted({ owner: CPA, acceptedBy: NORTH_ADVISOR.id })));
  test('not the holder in another area [T3-32]', () =>
    given(raisedTo(CPA))
      .knowing(knownRoles)
      .when({ ...accept, by: SOUTH_ADVISOR })
      .isRefusedBy('R-REF-5'));
  test('not who held the role before', () =>
    given(raisedTo(CPO))
      .knowing(fact(roles, 'police', staffed, gone(MARCH_4, 'CPO')))
      .when({ ...accept, by: CPO_HOLDER })
      .isRefusedBy('R-REF-5'));
  test('a member of the team of the ward [T0-22]', () =>
    given(raisedTo(KILBURN_TEAM))
      .knowing(knownKilburn, knownPcso)
      .when({ ...accept, by: PCSO })
      .emits(referralAccepted({ owner: KILBURN_TEAM, acceptedBy: PCSO.id })));
  test('not of another team', () =>
    given(raisedTo(KILBURN_TEAM))
      .knowing(knownKilburn, fact(member, PCSO.id, posted('PCSO', 'elsewhere', 'PCSO')))
      .when({ ...accept, by: PCSO })
      .isRefusedBy('R-REF-5'));
  test('R-LIFE-1: and nothing is answered that nobody asked', () =>
    given().when(accept).isRefusedBy('R-LIFE-1'));
});

describe('working on it', () => {
  test('R-REF-2: whoever is asked asks back', () =>
    given(raised)
      .when(ask)
      .emits(informationRequested({ question: 'Which doors?' })));
  test('R-REF-2: and is told', () =>
    given(raised, asked)
      .knowing(knownCouncil)
      .when(supply)
      .emits(informationSupplied({ answer: 'Front and back.', fields: [] })));
  test('R-REF-2: more than before, where that is needed', () =>
    given(raised, asked)
      .knowing(knownCouncil)
      .when({ ...supply, fields: ['REQUESTED_HELP'] })
      .emits(informationSupplied({ answer: 'Front and back.', fields: ['REQUESTED_HELP'] })));
  test('R-REF-1: but not what the agreement does not cover', () =>
    given(raised, asked)
      .knowing(knownCouncil)
      .when({ ...supply, fields: ['CIRCUMSTANCES'] })
      .isRefusedBy('R-REF-1'));
  test('R-REF-1: and nothing once the agreement has ended', () =>
    given(raised, asked)
      .knowing(fact(agency, 'council', council, at(MARCH_4, sharingEnded({ agreement: 'isa-1' }))))
      .when(supply)
      .isRefusedBy('R-REF-1'));
  test('R-REF-2: once for each question', () =>
    given(raised, asked, at(MARCH_4, informationSupplied({ answer: 'Front and back.', fields: [] })))
      .knowing(knownCouncil)
      .when(supply)
      .isRefusedBy('R-REF-2'));
  test('R-REF-2: and not whoever declined after all', () =>
    given(raised, asked, declined).knowing(knownCouncil).when(supply).isRefusedBy('R-REF-2'));
  test('R-REF-2: about nobody, nobody is named', () =>
    given(at(MARCH_1, referralRaised({ ...terms, subject: undefined, fields: [], chain: [] })), asked)
      .knowing(knownCouncil)
      .when({ ...supply, fields: ['RECIPIENT_NAME'] })
      .isRefusedBy('R-REF-2'));
  test('R-REF-3: whoever has accepted tells how it goes', () =>
    given(raised, accepted)
      .when(progress)
      .emits(referralProgressed({ note: 'Fitter booked.' })));
  test('R-TIME-2: it was not taken back before whoever had accepted said how it goes', () =>
    given(raised, accepted, at(MARCH_6, referralProgressed({ note: 'Fitter booked.' })))
      .when(withdraw)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: nor was a question answered twice', () =>
    given(raised, asked, at(MARCH_6, informationSupplied({ answer: 'Front and back.', fields: [] })))
      .knowing(knownCouncil)
      .when(supply)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-REF-3: not whoever has not', () => given(raised).when(progress).isRefusedBy('R-REF-3'));
  test('R-REF-3: and how it ended', () =>
    given(raised, accepted)
      .when(complete)
      .emits(referralCompleted({ owner: COUNCIL, outcome: 'HELPED', helpGiven: 'Two locks fitted.' })));
  test('R-REF-3: once', () =>
    given(
      raised,
      accepted,
      at(MARCH_4, referralCompleted({ owner: COUNCIL, outcome: 'HELPED', helpGiven: 'Two locks fitted.' })),
    )
      .when(complete)
      .emitsNothing());
  test('R-REF-3: not before accepting', () => given(raised).when(complete).isRefusedBy('R-REF-3'));
  test('R-LIFE-1: what has ended is not withdrawn', () =>
    given(
      raised,
      at(MARCH_4, referralCompleted({ owner: COUNCIL, outcome: 'HELPED', helpGiven: 'Two locks fitted.' })),
    )
      .when(withdraw)
      .isRefusedBy('R-LIFE-1'));
});
