import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
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
  DUE,
  escalate,
  fromCouncil,
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
  notice,
  POLICE,
  progress,
  raised,
  raisedTo,
  redirect,
  staffed,
  stateAfter,
  supply,
  terms,
  toAdvisor,
  toCouncil,
  toCpa,
  withdraw,
  withdrawn,
} from './referral.test.data.ts';
import { referral } from './referral.ts';
import { isOverdueReferral } from './referral.state.ts';
import {
  referralDeclined,
  referralEscalated,
  referralOverdue,
  referralRaised,
  referralRedirected,
  referralWithdrawn,
  type ReferralEvent,
} from './referral.events.ts';

describe('R-REF-4: after a decline', () => {
  const said = referralDeclined({ owner: COUNCIL, reason: 'NO_CAPACITY' });
  test('which says why', () =>
    given(raised)
      .when({ ...decline, note: 'No fitter until May.' })
      .emits(referralDeclined({ ...said, note: 'No fitter until May.' })));
  test('but need not say more', () => given(raised).when(decline).emits(said));
  test('and is said once', () => given(raised, declined).when(decline).emitsNothing());
  test('not without a reason', () => {
    const { reason: _, ...without } = decline;
    given(raised).when(without).isRefusedBy('R-REF-4');
  });
  test('also by who had accepted', () => given(raised, accepted).when(decline).emits(said));
  test.each([accept, ask, progress, complete])('whoever declined does not $type', (command) =>
    given(raised, declined).when(command).isRefusedBy('R-REF-4'),
  );
  test('the sender asks somebody else', () =>
    given(raised, declined)
      .knowing(knownHousing)
      .when(redirect)
      .emits(
        referralRedirected({
          owner: POLICE,
          to: HOUSING,
          fields: [...terms.fields],
          legalBasis: 'CDA1998_S115',
          agreement: 'isa-2',
        }),
      ));
  test('on another legal basis, if need be', () =>
    given(raised, declined)
      .knowing(knownHousing)
      .when({ ...redirect, legalBasis: 'CONSENT' })
      .isRefusedBy('R-REF-1'));
  test('or somebody in the force', () => {
    const { agreement: _, ...inside } = redirect;
    given(raised, declined)
      .knowing(knownRoles)
      .when({ ...inside, to: CPO })
      .emits(
        referralRedirected({ owner: POLICE, to: CPO, fields: [...terms.fields], legalBasis: 'CDA1998_S115' }),
      );
  });
  test('even before there is an answer', () =>
    given(raised)
      .knowing(knownHousing)
      .when(redirect)
      .emits(
        referralRedirected({
          owner: COUNCIL,
          to: HOUSING,
          fields: [...terms.fields],
          legalBasis: 'CDA1998_S115',
          agreement: 'isa-2',
        }),
      ));
  test('asking who is asked already is asking once', () =>
    given(raised)
      .knowing(knownCouncil)
      .when({ ...redirect, to: COUNCIL, agreement: 'isa-1' })
      .emitsNothing());
  test('R-REF-1: nobody is asked without an agreement of theirs', () => {
    const { agreement: _, ...without } = redirect;
    given(raised, declined).knowing(knownHousing).when(without).isRefusedBy('R-REF-1');
  });
  test('R-ROLE-1: nor a role that nobody holds', () =>
    given(raised, declined)
      .knowingNothingElse()
      .when({ ...redirect, to: CPO })
      .isRefusedBy('R-ROLE-1'));
  test('R-AUTH-2: a partner does not pass on to another what it asked of the police', () =>
    given(raisedTo(CPO, { kind: 'TO_POLICE', from: COUNCIL }))
      .knowing(knownHousing)
      .when({ ...redirect, by: CLERK })
      .isRefusedBy('R-AUTH-2'));
  test('the sender withdraws it', () =>
    given(raised, declined)
      .when(withdraw)
      .emits(referralWithdrawn({ owner: POLICE, reason: 'NO_LONGER_NEEDED' })));
  test('once', () => given(raised, withdrawn).when(withdraw).emitsNothing());
  test.each([redirect, supply, withdraw, escalate])('only the sender: no $type by others', (command) =>
    given(raised, declined)
      .knowing(knownHousing)
      .knowingNothingElse()
      .when({ ...command, by: HOUSING_CLERK })
      .isRefusedBy('R-REF-4'),
  );
});

describe('R-REF-4: the last resort', () => {
  const history = [raised, declined] as const;
  const twiceDeclined = [
    ...history,
    at<ReferralEvent>(MARCH_4, referralRedirected({ owner: POLICE, to: HOUSING })),
    at<ReferralEvent>(MARCH_4, referralDeclined({ owner: HOUSING, reason: 'NOT_ELIGIBLE' })),
  ] as const;
  test('is the CPO, when two have declined and there is nobody else to ask [T0-20]', () =>
    given(...twiceDeclined)
      .knowing(knownRoles, knownKilburn)
      .knowingNothingElse()
      .when(escalate)
      .emits(referralEscalated({ owner: POLICE, to: CPO })));
  test('also for a partner who asked the police in vain', () =>
    given(
      raisedTo(CPA, { kind: 'TO_POLICE', from: COUNCIL }),
      at(MARCH_4, referralDeclined({ owner: CPA, reason: 'NO_CAPACITY' })),
    )
      .knowing(knownRoles)
      .knowingNothingElse()
      .when({ ...escalate, by: CLERK })
      .emits(referralEscalated({ owner: COUNCIL, to: CPO })));
  test('is its successor where there is no CPO any more [T0-22]', () =>
    given(...history)
      .knowing(fact(roles, 'police', staffed, gone(MARCH_1, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(escalate)
      .emits(referralEscalated({ owner: POLICE, to: { force: 'police', role: 'CPA' } })));
  test('is the team of the ward where neither is left [T0-22]', () =>
    given(...history)
      .knowing(fact(roles, 'police', staffed, gone(MARCH_1, 'CPO', 'SNT')), knownKilburn)
      .knowingNothingElse()
      .when(escalate)
      .emits(referralEscalated({ owner: POLICE, to: KILBURN_TEAM })));
  test('is the team of the ward where the CPO has declined', () =>
    given(
      ...history,
      at<ReferralEvent>(
        MARCH_4,
        referralEscalated({ owner: POLICE, to: CPO }),
        referralDeclined({ owner: CPO, reason: 'NO_CAPACITY' }),
      ),
    )
      .knowing(knownRoles, knownKilburn)
      .knowingNothingElse()
      .when(escalate)
      .emits(referralEscalated({ owner: POLICE, to: KILBURN_TEAM })));
  test('is nobody where nobody is left: the sender still has it', () =>
    given(...history)
      .knowingNothingElse()
      .when(escalate)
      .isRefusedBy('R-REF-4'));
  test('is asked once', () =>
    given(...history, at(MARCH_4, referralEscalated({ owner: POLICE, to: CPO })))
      .knowing(knownRoles)
      .knowingNothingElse()
      .when(escalate)
      .emitsNothing());
  test('is the CPO where the team of the ward does nothing', () =>
    given(raisedTo(KILBURN_TEAM))
      .knowing(knownRoles, knownKilburn)
      .knowingNothingElse()
      .when({ ...escalate, occurredAt: '2013-03-16T09:00:00.000Z' })
      .emits(referralEscalated({ owner: KILBURN_TEAM, to: CPO })));
  test('is not asked while somebody else may still help', () =>
    given(raised).knowing(knownRoles).knowingNothingElse().when(escalate).isRefusedBy('R-REF-4'));
  test('but is when nobody has done so in time', () =>
    given(raised)
      .knowing(knownRoles)
      .knowingNothingElse()
      .when({ ...escalate, occurredAt: '2013-03-16T09:00:00.000Z' })
      .emits(referralEscalated({ owner: COUNCIL, to: CPO })));
});

describe('R-REF-4: overdue', () => {
  const overdue = referralOverdue({ owner: COUNCIL, dueAt: DUE });
  test('begins on the next London day', () => {
    given(raised).when(notice).emits(overdue);
    given(raised)
      .when({ ...notice, occurredAt: '2013-03-15T23:59:59.999Z' })
      .isRefusedBy('R-REF-4');
    expect(isOverdueReferral(stateAfter(raised), '2013-03-15T23:59:59.999Z')).toBe(false);
    expect(isOverdueReferral(stateAfter(raised), '2013-03-16T00:00:00.000Z')).toBe(true);
  });
  test('in summer time, too', () => {
    const summer = raisedTo(COUNCIL, { dueAt: '2013-06-14T22:30:00.000Z' });
    expect(isOverdueReferral(stateAfter(summer), '2013-06-14T22:59:59.999Z')).toBe(false);
    expect(isOverdueReferral(stateAfter(summer), '2013-06-14T23:00:00.000Z')).toBe(true);
  });
  test('is put on record once', () =>
    given(raised, at(notice.occurredAt, overdue)).when(notice).emitsNothing());
  test('names the sender where it was declined', () =>
    given(raised, declined)
      .when(notice)
      .emits({ ...overdue, owner: POLICE }));
  test('is nothing to a referral that has ended', () => given(raised, withdrawn).when(notice).emitsNothing());
  test('R-LIFE-1: nor to one that never was', () => given().when(notice).isRefusedBy('R-LIFE-1'));
});

describe('R-REF-6: no request comes round again', () => {
  const knowingAll = (parent: readonly Dated<ReferralEvent>[]) =>
    given().knowing(knownCouncil, knownRoles, knownHousing, fact(referral, 'parent', parent));
  const backTo = { ...fromCouncil, parent: 'parent', reason: 'PRACTICAL_HELP' } as const;
  test('not to the agency that asked it for the same reason', () =>
    knowingAll(raised).when(backTo).isRefusedBy('R-REF-6'));
  test('for another reason it may', () => {
    const {
      type: _type,
      occurredAt: _at,
      by: _by,
      ...said
    } = { ...backTo, reason: 'CRIME_CONCERN' } as const;
    knowingAll(raised)
      .when({ ...backTo, reason: 'CRIME_CONCERN' })
      .emits(
        referralRaised({
          ...said,
          fields: [],
          chain: [{ from: POLICE, to: COUNCIL, reason: 'PRACTICAL_HELP' }],
        }),
      );
  });
  test('not to a role that had it before', () =>
    knowingAll(raisedTo(CPO, { reason: 'MORE_DETAILED_ADVICE' }))
      .when({ ...toCpa, by: CPO_HOLDER, to: CPO, parent: 'parent' })
      .isRefusedBy('R-REF-6'));
  test('within a force it is passed on from role to role', () =>
    knowingAll(raisedTo(CPO))
      .when({ ...toCpa, by: CPO_HOLDER, parent: 'parent' })
      .emits(
        referralRaised({
          ...toAdvisor,
          parent: 'parent',
          fields: [...terms.fields],
          chain: [{ from: POLICE, to: CPO, reason: 'MORE_DETAILED_ADVICE' }],
          raisedBy: CPO_HOLDER.id,
        }),
      ));
  test('not to who has declined it', () =>
    given(raised, declined)
      .knowing(knownCouncil)
      .when({ ...redirect, to: COUNCIL, agreement: 'isa-1' })
      .isRefusedBy('R-REF-6'));
  test('not to the agency that asks', () =>
    given()
      .knowing(fact(agency, 'police', council))
      .when({ ...toCouncil, to: POLICE })
      .isRefusedBy('R-REF-6'));
  test('R-LIFE-1: what was never asked is not passed on', () =>
    knowingAll([])
      .when({ ...toCpa, parent: 'parent' })
      .isRefusedBy('R-LIFE-1'));
});
