import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact, type Dated, type KnownFact } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import {
  agencyEnded,
  agencyRegistered,
  capabilityOffered,
  sharingAgreed,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import { borough } from '../borough/borough.ts';
import {
  sectorCreated,
  sectorInspectorAppointed,
  wardAssignedToSector,
  type BoroughEvent,
} from '../borough/borough.events.ts';
import { CAMDEN, IN_2012, KILBURN, OFFICER, police } from '../kilburn.test.data.ts';
import { roles } from '../role/role.ts';
import { postFilled, postVacated, roleDefined, roleLapsed, type RolesEvent } from '../role/role.events.ts';
import { ward } from '../ward/ward.ts';
import { wardEstablished, type WardEvent } from '../ward/ward.events.ts';
import {
  COUNCIL,
  council,
  CPA,
  CPO,
  CPO_HOLDER,
  declined,
  DUE,
  escalate,
  given,
  gone,
  HOUSING,
  KILBURN_TEAM,
  knownCouncil,
  knownHousing,
  knownKilburn,
  knownRoles,
  MARCH_1,
  MARCH_4,
  MARCH_5,
  MARCH_6,
  notice,
  NORTH_ADVISOR,
  POLICE,
  raised,
  raisedTo,
  redirect,
  review,
  staffed,
  stateAfter,
  toCouncil,
  toCpa,
} from './referral.test.data.ts';
import { isOverdueReferral, standingOf } from './referral.state.ts';
import {
  referralAccepted,
  referralCompleted,
  referralDeclined,
  referralEscalated,
  referralHandedBack,
  referralOverdue,
  referralWithdrawn,
  referralRedirected,
  type ReferralEvent,
} from './referral.events.ts';

const INSPECTED = at<BoroughEvent>(
  IN_2012,
  sectorCreated({ sector: 'sector-1', label: 'Sector 1' }),
  wardAssignedToSector({ ward: KILBURN, sector: 'sector-1' }),
  sectorInspectorAppointed({ sector: 'sector-1', member: 'inspector-9', rank: 'INSPECTOR' }),
);
const knownBorough = fact(borough, CAMDEN, INSPECTED);
const wardWithoutTeam = fact(
  ward,
  KILBURN,
  at<WardEvent>(IN_2012, wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2002-05-02' })),
);
const SECTOR_1 = { force: 'police', role: 'SECTOR_INSPECTOR', area: 'sector-1' } as const;
const inForce = (...more: readonly (readonly Dated<RolesEvent>[])[]) =>
  fact(roles, 'police', staffed, ...more);
const vacated = (role: 'CPO' | 'CPA', when: string) =>
  at<RolesEvent>(
    when,
    postVacated({
      role,
      area: role === 'CPO' ? 'borough' : 'north',
      member: role === 'CPO' ? CPO_HOLDER.id : NORTH_ADVISOR.id,
      reason: 'RETIRED',
      disestablished: false,
    }),
  );

describe('D-09: Secured by Design and Park Mark are the SALO’s alone', () => {
  const salo = at<RolesEvent>(
    IN_2012,
    roleDefined({
      code: 'SALO',
      label: 'Senior Architectural Liaison Officer',
      aliases: [],
      location: 'HQ',
      topics: ['SECURED_BY_DESIGN', 'PARK_MARK'],
    }),
    postFilled({ role: 'SALO', area: 'HQ', member: 'salo-1' }),
  );
  const SALO = { force: 'police', role: 'SALO' } as const;
  const ofScheme = (to: Parameters<typeof raisedTo>[0]) =>
    raisedTo(to, { topic: 'SECURED_BY_DESIGN', reason: 'SCHEME_ADVICE' });

  test('R-ROLE-2, D-09: not a council’s, whatever it offers', () =>
    given()
      .knowing(
        fact(
          agency,
          'council',
          council,
          at<AgencyEvent>(IN_2012, capabilityOffered({ capability: 'SECURED_BY_DESIGN', label: 'Awards' })),
        ),
      )
      .when({ ...toCouncil, topic: 'SECURED_BY_DESIGN' })
      .isRefusedBy('R-ROLE-2', 'to'));
  test.each([KILBURN_TEAM, CPO])('D-09: nor that of %j', (to) =>
    given()
      .knowing(knownRoles, knownKilburn)
      .when({ ...toCpa, topic: 'PARK_MARK', to })
      .isRefusedBy('R-ROLE-2', 'to'),
  );
  test('R-ROLE-2, D-09: nor on a redirect', () =>
    given(ofScheme(SALO))
      .knowing(knownKilburn)
      .when({ ...redirect, to: KILBURN_TEAM })
      .isRefusedBy('R-ROLE-2', 'to'));
  test('R-REF-4, D-09: nobody is the last resort for them', () =>
    given(ofScheme(SALO), at(MARCH_4, referralDeclined({ owner: SALO, reason: 'NO_CAPACITY' })))
      .knowing(inForce(salo), knownKilburn, knownBorough)
      .when(escalate)
      .isRefusedBy('R-REF-4', 'id'));
  test('D-09: the SALO lapses to the CPA: it waits with the sender, and is seen to', () =>
    given(ofScheme(SALO))
      .knowing(
        inForce(
          salo,
          at<RolesEvent>(
            MARCH_4,
            postVacated({
              role: 'SALO',
              area: 'HQ',
              member: 'salo-1',
              reason: 'RETIRED',
              disestablished: true,
            }),
            roleLapsed({ role: 'SALO', successor: 'CPA' }),
          ),
        ),
        knownKilburn,
        knownBorough,
      )
      .when(review)
      .emits(happened(MARCH_4, referralDeclined({ owner: SALO, reason: 'ROLE_ENDED', handedOver: true }))));
});

describe('D-14: the last resort, in turn', () => {
  const OVERDUE = '2013-03-16T09:00:00.000Z';
  const late = (...facts: readonly KnownFact[]) =>
    given(raisedTo(CPO))
      .knowing(...facts)
      .knowingNothingElse();
  test('D-14: the CPO is overdue: the next in the chain is asked', () =>
    late(knownRoles, knownKilburn, knownBorough)
      .when({ ...escalate, occurredAt: OVERDUE })
      .emits(referralEscalated({ owner: CPO, to: KILBURN_TEAM })));
  test('R-REF-4, D-14: nothing is accepted that does nothing: nobody is left', () =>
    late(knownRoles)
      .when({ ...escalate, occurredAt: OVERDUE })
      .isRefusedBy('R-REF-4', 'id'));
  test('R-REF-4, D-14: nor while the CPO has time', () =>
    late(knownRoles, knownKilburn).when(escalate).isRefusedBy('R-REF-4', 'id'));
  test('D-14: whoever was asked today has today', () => {
    const today = at<ReferralEvent>(OVERDUE, referralEscalated({ owner: CPO, to: KILBURN_TEAM }));
    const asked = given(raisedTo(CPO), today).knowing(knownRoles, knownKilburn, knownBorough);
    asked.when({ ...escalate, occurredAt: '2013-03-16T10:00:00.000Z' }).emitsNothing();
    asked
      .when({ ...escalate, occurredAt: '2013-03-17T10:00:00.000Z' })
      .emits(referralEscalated({ owner: KILBURN_TEAM, to: SECTOR_1 }));
  });
});

describe('D-15: no request comes round again', () => {
  test('D-15: declined by the CPO, redirected to the CPA, the CPA lapses: not back to the CPO', () =>
    given(
      raisedTo(CPO),
      at<ReferralEvent>(MARCH_1, referralDeclined({ owner: CPO, reason: 'NO_CAPACITY' })),
      at<ReferralEvent>(MARCH_4, referralRedirected({ owner: POLICE, to: CPA })),
    )
      .knowing(inForce(gone(MARCH_5, 'CPA')), knownKilburn)
      .knowingNothingElse()
      .when({ ...review, occurredAt: MARCH_6 })
      .emits(happened(MARCH_5, referralEscalated({ owner: CPA, to: KILBURN_TEAM, handedOver: true }))));
  test('R-REF-6, D-15: the same holder asked again without the area is the same', () =>
    given(raisedTo(CPA), at(MARCH_4, referralDeclined({ owner: CPA, reason: 'NO_CAPACITY' })))
      .knowing(knownRoles)
      .when({ ...redirect, to: { force: 'police', role: 'CPA' } })
      .isRefusedBy('R-REF-6', 'to'));
  test('D-15: the holder in another area is another', () =>
    given(raisedTo(CPA), at(MARCH_4, referralDeclined({ owner: CPA, reason: 'NO_CAPACITY' })))
      .knowing(knownRoles)
      .when({ ...redirect, to: { ...CPA, area: 'south' }, fields: [], legalBasis: 'CONSENT' })
      .emits(
        referralRedirected({
          owner: POLICE,
          to: { ...CPA, area: 'south' },
          fields: [],
          legalBasis: 'CONSENT',
          agreement: 'isa-2',
        }),
      ));
});

describe('D-16: the inspector of the sector comes last', () => {
  test('D-16: where the ward has no team, its sector’s inspector has what a lapsed role had', () =>
    given(raisedTo(CPO))
      .knowing(inForce(gone(MARCH_4, 'CPO', 'SNT')), knownBorough, wardWithoutTeam)
      .when(review)
      .emits(happened(MARCH_4, referralEscalated({ owner: CPO, to: SECTOR_1, handedOver: true }))));
  test('D-16: the inspector answers', () =>
    given(raisedTo(SECTOR_1))
      .knowing(wardWithoutTeam, knownBorough)
      .when({ type: 'AcceptReferral', occurredAt: MARCH_4, by: police('inspector-9', 'INSPECTOR') })
      .emits(referralAccepted({ owner: SECTOR_1, acceptedBy: 'inspector-9' })));
  test('R-REF-5, D-16: another inspector does not', () =>
    given(raisedTo(SECTOR_1))
      .knowing(wardWithoutTeam, knownBorough)
      .when({ type: 'AcceptReferral', occurredAt: MARCH_4, by: police('inspector-8', 'INSPECTOR') })
      .isRefusedBy('R-REF-5'));
  test('D-16: may be asked outright', () =>
    given(raised, declined)
      .knowing(wardWithoutTeam, knownBorough)
      .when({ ...redirect, to: SECTOR_1 })
      .emits(
        referralRedirected({
          owner: POLICE,
          to: SECTOR_1,
          fields: ['RECIPIENT_CONTACT', 'RECIPIENT_NAME'],
          legalBasis: 'CDA1998_S115',
          agreement: 'isa-2',
        }),
      ));
  test.each([
    { ...SECTOR_1, area: 'sector-9' },
    { force: 'police', role: 'SECTOR_INSPECTOR' },
  ])('D-16: R-ROLE-1: not of a sector without one: %j', (to) =>
    given(raised, declined)
      .knowing(wardWithoutTeam, knownBorough)
      .when({ ...redirect, to })
      .isRefusedBy('R-ROLE-1', 'to.role'),
  );
});

describe('D-03: facts that come late', () => {
  const moved = at<ReferralEvent>(
    MARCH_4,
    referralEscalated({ owner: CPO, to: KILBURN_TEAM, handedOver: true }),
  );
  const refilled = at<RolesEvent>(MARCH_1, postFilled({ role: 'CPO', area: 'borough', member: 'cpo-2' }));
  test('D-03: what was handed over goes back when there was somebody after all', () =>
    given(raisedTo(CPO), moved)
      .knowing(inForce(refilled, vacated('CPO', MARCH_4)), knownKilburn, knownBorough)
      .when(review)
      .emits(happened(MARCH_4, referralHandedBack({ owner: KILBURN_TEAM, to: CPO }))));
  test('D-03: and is as it was', () => {
    const accepted = at<ReferralEvent>(MARCH_1, referralAccepted({ owner: CPO, acceptedBy: CPO_HOLDER.id }));
    const back = at<ReferralEvent>(MARCH_4, referralHandedBack({ owner: KILBURN_TEAM, to: CPO }));
    const { disclosures: _now, ...state } = stateAfter(raisedTo(CPO), accepted, moved, back);
    const { disclosures: _before, ...before } = stateAfter(raisedTo(CPO), accepted);
    expect(state).toEqual(before);
  });
  test('D-03: not when somebody has decided about it since', () =>
    given(
      raisedTo(CPO),
      moved,
      at<ReferralEvent>(MARCH_5, referralAccepted({ owner: KILBURN_TEAM, acceptedBy: OFFICER.id })),
    )
      .knowing(inForce(refilled, vacated('CPO', MARCH_4)), knownKilburn, knownBorough)
      .when({ ...review, occurredAt: MARCH_6 })
      .emitsNothing());
  test('D-03: what was decided before it was handed over is recorded late all the same', () => {
    const completed = referralAccepted({ owner: CPO, acceptedBy: CPO_HOLDER.id });
    given(raisedTo(CPO), at(MARCH_5, ...moved.map(({ event }) => event)))
      .knowing(knownRoles)
      .when({ type: 'AcceptReferral', occurredAt: MARCH_4, by: CPO_HOLDER })
      .emits(completed);
    const state = stateAfter(
      raisedTo(CPO),
      at(MARCH_5, ...moved.map(({ event }) => event)),
      at(MARCH_4, completed),
    );
    expect(standingOf(state, MARCH_6)).toBe('ACCEPTED');
  });
  test('R-LIFE-2: what follows from later facts is not said of an earlier moment', () =>
    given(raisedTo(CPO))
      .knowing(inForce(vacated('CPO', MARCH_5)), knownKilburn, knownBorough)
      .when({ ...review, occurredAt: MARCH_4 })
      .emitsNothing());
  test('R-LIFE-2: nor is what was said of a later moment taken back', () =>
    given(raisedTo(CPO), at(MARCH_5, ...moved.map(({ event }) => event)))
      .knowing(inForce(vacated('CPO', MARCH_5)), knownKilburn, knownBorough)
      .when({ ...review, occurredAt: MARCH_4 })
      .emitsNothing());
  test('D-03: it goes elsewhere when the facts say so', () =>
    given(raisedTo(CPO), moved)
      .knowing(inForce(gone(MARCH_4, 'CPO', 'CPA')), knownKilburn, knownBorough)
      .when(review)
      .emits(
        happened(MARCH_4, referralHandedBack({ owner: KILBURN_TEAM, to: CPO })),
        happened(
          MARCH_4,
          referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' }, handedOver: true }),
        ),
      ));
});

describe('R-REF-9: when an agency has ended', () => {
  const ended = (successor?: string) =>
    fact(
      agency,
      'council',
      council,
      at<AgencyEvent>(MARCH_4, agencyEnded({ ...(successor !== undefined && { successor }) })),
    );
  const waits = happened(
    MARCH_4,
    referralDeclined({ owner: COUNCIL, reason: 'AGENCY_ENDED', handedOver: true }),
  );
  test('its successor has what it had, under its own agreement', () =>
    given(raised)
      .knowing(ended('housing'), knownHousing)
      .knowingNothingElse()
      .when(review)
      .emits(
        happened(
          MARCH_4,
          referralRedirected({
            owner: COUNCIL,
            to: HOUSING,
            fields: ['RECIPIENT_CONTACT', 'RECIPIENT_NAME'],
            legalBasis: 'CDA1998_S115',
            agreement: 'isa-2',
            handedOver: true,
          }),
        ),
      ));
  test('without a successor it waits with the sender', () =>
    given(raised).knowing(ended()).knowingNothingElse().when(review).emits(waits));
  const other = (...events: readonly AgencyEvent[]) =>
    fact(
      agency,
      'housing',
      at<AgencyEvent>(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Larch Homes' }), ...events),
    );
  const shared = (fields: readonly ('RECIPIENT_NAME' | 'RECIPIENT_CONTACT')[]) =>
    sharingAgreed({
      agreement: 'isa-2',
      fields: [...fields],
      legalBasis: 'CDA1998_S115',
      from: '2012-09-03',
      until: '2014-09-02',
    });
  const able = capabilityOffered({ capability: 'PROPERTY', label: 'Locks' });
  test.each([
    ['cannot help', [shared(['RECIPIENT_NAME', 'RECIPIENT_CONTACT'])]],
    ['may not be told as much', [able, shared(['RECIPIENT_NAME'])]],
    ['has no agreement', [able]],
  ] as const)('with a successor that %s, too', (_, events) =>
    given(raised)
      .knowing(ended('housing'), other(...events))
      .knowingNothingElse()
      .when(review)
      .emits(waits),
  );
  test('R-LIFE-1: nothing new is asked of it', () =>
    given()
      .knowing(ended('housing'))
      .when({ ...toCouncil, occurredAt: MARCH_5 })
      .isRefusedBy('R-LIFE-1', 'to.agency'));
  test('R-REF-1: nor is it told anything', () =>
    given(raised).knowing(knownCouncil).knowingNothingElse().when(review).emitsNothing());
});

describe('R-REF-4: overdue has a date of its own', () => {
  const overdue = referralOverdue({ owner: COUNCIL, dueAt: DUE });
  test('D-03: it is overdue from the first instant after the day on which it was due, whenever that is noticed', () =>
    given(raised)
      .when({ ...notice, occurredAt: '2013-03-20T12:00:00.000Z' })
      .emits(happened('2013-03-16T00:00:00.000Z', overdue)));
  test('what ended on its last day is not, however late that is recorded', () => {
    const onTime = '2013-03-15T20:00:00.000Z';
    const accepted = at<ReferralEvent>(MARCH_4, referralAccepted({ owner: COUNCIL, acceptedBy: 'clerk-1' }));
    const done = at<ReferralEvent>(
      onTime,
      referralCompleted({ owner: COUNCIL, outcome: 'HELPED', helpGiven: 'Locks.' }),
    );
    const noticed = at<ReferralEvent>('2013-03-16T00:00:00.000Z', overdue);
    const states = [stateAfter(raised, accepted, done), stateAfter(raised, accepted, noticed, done)];
    const { overdueOnRecord, ...otherwise } = states[1] ?? {};
    expect([overdueOnRecord, otherwise]).toEqual([2, states[0]]);
    for (const state of states) expect(isOverdueReferral(state, '2013-03-20T00:00:00.000Z')).toBe(false);
    given(raised, accepted, done)
      .when({ ...notice, occurredAt: '2013-03-20T12:00:00.000Z' })
      .emitsNothing();
  });
  const days = { ended: '2013-03-18T09:00:00.000Z', noticed: '2013-03-20T12:00:00.000Z' };
  const withdrawnLater = at<ReferralEvent>(
    days.ended,
    referralWithdrawn({ owner: COUNCIL, reason: 'OTHER' }),
  );
  test('R-REF-4: what ended only after its last day was, whenever that is noticed', () =>
    given(raised, withdrawnLater)
      .when({ ...notice, occurredAt: days.noticed })
      .emits(happened('2013-03-16T00:00:00.000Z', overdue)));
  test('R-LIFE-2: and that is put on record once, ended or not', () =>
    given(raised, at<ReferralEvent>('2013-03-16T00:00:00.000Z', overdue), withdrawnLater)
      .when({ ...notice, occurredAt: days.noticed })
      .emitsNothing());
});
