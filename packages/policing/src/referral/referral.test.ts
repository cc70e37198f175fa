import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import {
  agencyRegistered,
  capabilityOffered,
  capabilityWithdrawn,
  sharingAgreed,
  sharingEnded,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import { bySystem, type By } from '../by.ts';
import {
  ADMIN,
  INSPECTOR,
  IN_2012,
  KILBURN,
  OFFICER,
  PCSO,
  posted,
  sendersOf,
  SNT,
  staffedKilburn,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { roles } from '../role/role.ts';
import { postFilled, postVacated, roleDefined, roleLapsed, type RolesEvent } from '../role/role.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished, wardEstablished, type WardEvent } from '../ward/ward.events.ts';
import { referral } from './referral.ts';
import {
  disclosedTo,
  isLiveReferral,
  isOverdueReferral,
  ownerOf,
  referralHistory,
  type ReferralState,
} from './referral.state.ts';
import {
  informationRequested,
  informationSupplied,
  referralAccepted,
  referralCompleted,
  referralDeclined,
  referralEscalated,
  referralNotRaised,
  referralOverdue,
  referralProgressed,
  referralRaised,
  referralRedirected,
  referralWithdrawn,
  type Party,
  type ReferralEvent,
} from './referral.events.ts';

const given = scenario(referral, 'locks');

const MARCH_1 = '2013-03-01T09:00:00.000Z';
const MARCH_4 = '2013-03-04T09:00:00.000Z';
const MARCH_5 = '2013-03-05T09:00:00.000Z';
const MARCH_6 = '2013-03-06T09:00:00.000Z';
const DUE = '2013-03-15T17:00:00.000Z';
const HIGHGATE = 'E05000138';

const who = (id: string, role: By['role'], of = 'police'): By => ({ id, role, agency: of });
const CLERK = who('clerk-1', 'PARTNER', 'council');
const HOUSING_CLERK = who('clerk-2', 'PARTNER', 'housing');
const CPO_HOLDER = who('cpo-1', 'SPECIALIST');
const NORTH_ADVISOR = who('cpa-north', 'SPECIALIST');
const SOUTH_ADVISOR = who('cpa-south', 'SPECIALIST');

const COUNCIL = { agency: 'council' } as const;
const HOUSING = { agency: 'housing' } as const;
const POLICE = { agency: 'police' } as const;
const CPO = { force: 'police', role: 'CPO' } as const;
const CPA = { force: 'police', role: 'CPA', area: 'north' } as const;
const KILBURN_TEAM = { force: 'police', ward: KILBURN } as const;

const registered = (name: string, agreement: string) =>
  at<AgencyEvent>(
    IN_2012,
    agencyRegistered({ kind: 'COUNCIL', name }),
    capabilityOffered({ capability: 'PROPERTY', label: 'Lock fitting' }),
    sharingAgreed({
      agreement,
      fields: ['RECIPIENT_NAME', 'RECIPIENT_CONTACT', 'REQUESTED_HELP'],
      legalBasis: 'CDA1998_S115',
      from: '2012-09-03',
      until: '2014-09-02',
    }),
  );
const council = registered('Elmbridge Vale Council', 'isa-1');
const knownCouncil = fact(agency, 'council', council);
const knownHousing = fact(agency, 'housing', registered('Larch Homes', 'isa-2'));

const define = (
  code: string,
  location: 'LPA' | 'HQ',
  ...topics: readonly ('PROPERTY' | 'VICTIM_SUPPORT')[]
) => roleDefined({ code, label: `Role ${code}`, aliases: [], location, topics: [...topics] });
const staffed = at<RolesEvent>(
  IN_2012,
  define('CPO', 'HQ', 'PROPERTY', 'VICTIM_SUPPORT'),
  define('CPA', 'LPA', 'PROPERTY'),
  postFilled({ role: 'CPO', area: 'borough', member: CPO_HOLDER.id }),
  postFilled({ role: 'CPA', area: 'north', member: NORTH_ADVISOR.id }),
  postFilled({ role: 'CPA', area: 'south', member: SOUTH_ADVISOR.id }),
);
const knownRoles = fact(roles, 'police', staffed);
const gone = (instant: string, role: 'CPO' | 'CPA', successor?: string) =>
  at<RolesEvent>(
    instant,
    postVacated({
      role,
      area: role === 'CPO' ? 'borough' : 'north',
      member: role === 'CPO' ? CPO_HOLDER.id : NORTH_ADVISOR.id,
      reason: 'RETIRED',
      disestablished: true,
    }),
    roleLapsed({ role, ...(successor !== undefined && { successor }) }),
  );
const knownKilburn = fact(ward, KILBURN, staffedKilburn);
const knownPcso = fact(member, PCSO.id, posted('PCSO', SNT, 'PCSO'));

const terms = {
  kind: 'PARTNER_SERVICE',
  case: 'case-1',
  subject: 'juniper',
  from: POLICE,
  to: COUNCIL,
  topic: 'PROPERTY',
  reason: 'PRACTICAL_HELP',
  requestedHelp: 'Please fit new locks.',
  legalBasis: 'CDA1998_S115',
  agreement: 'isa-1',
  fields: ['RECIPIENT_CONTACT', 'RECIPIENT_NAME'],
  dueAt: DUE,
  ward: KILBURN,
} as const;
const { legalBasis: _basis, agreement: _agreement, ...withoutBasis } = terms;
const toAdvisor = {
  ...withoutBasis,
  kind: 'SPECIALIST_ADVICE',
  reason: 'MORE_DETAILED_ADVICE',
  to: CPA,
} as const;

const toCouncil = { type: 'RaiseReferral', occurredAt: MARCH_1, by: OFFICER, ...terms } as const;
const toCpa = { type: 'RaiseReferral', occurredAt: MARCH_1, by: OFFICER, ...toAdvisor } as const;
const fromCouncil = {
  type: 'RaiseReferral',
  occurredAt: MARCH_1,
  by: CLERK,
  kind: 'TO_POLICE',
  from: COUNCIL,
  to: CPO,
  topic: 'PROPERTY',
  reason: 'CRIME_CONCERN',
  legalBasis: 'CDA1998_S115',
  fields: [],
  dueAt: DUE,
  ward: KILBURN,
} as const;

const raisedTo = (to: Party, over: object = {}) =>
  at<ReferralEvent>(
    MARCH_1,
    referralRaised({
      ...('agency' in to ? terms : toAdvisor),
      fields: [...terms.fields],
      chain: [],
      ...over,
      to,
    }),
  );
const raised = raisedTo(COUNCIL);
const accepted = at<ReferralEvent>(MARCH_4, referralAccepted({ owner: COUNCIL, acceptedBy: CLERK.id }));
const declined = at<ReferralEvent>(MARCH_4, referralDeclined({ owner: COUNCIL, reason: 'NO_CAPACITY' }));
const asked = at<ReferralEvent>(MARCH_4, informationRequested({ question: 'Which doors?' }));
const withdrawn = at<ReferralEvent>(MARCH_4, referralWithdrawn({ owner: COUNCIL, reason: 'OTHER' }));

const accept = { type: 'AcceptReferral', occurredAt: MARCH_5, by: CLERK } as const;
const decline = { type: 'DeclineReferral', occurredAt: MARCH_5, by: CLERK, reason: 'NO_CAPACITY' } as const;
const redirect = {
  type: 'RedirectReferral',
  occurredAt: MARCH_5,
  by: OFFICER,
  to: HOUSING,
  agreement: 'isa-2',
} as const;
const ask = { type: 'RequestInformation', occurredAt: MARCH_5, by: CLERK, question: 'Which doors?' } as const;
const supply = {
  type: 'SupplyInformation',
  occurredAt: MARCH_5,
  by: OFFICER,
  answer: 'Front and back.',
} as const;
const progress = {
  type: 'ProgressReferral',
  occurredAt: MARCH_5,
  by: CLERK,
  note: 'Fitter booked.',
} as const;
const complete = {
  type: 'CompleteReferral',
  occurredAt: MARCH_5,
  by: CLERK,
  outcome: 'HELPED',
  helpGiven: 'Two locks fitted.',
} as const;
const withdraw = {
  type: 'WithdrawReferral',
  occurredAt: MARCH_5,
  by: OFFICER,
  reason: 'NO_LONGER_NEEDED',
} as const;
const escalate = { type: 'EscalateToLastResort', occurredAt: MARCH_5, by: OFFICER } as const;
const handOver = { type: 'HandOverReferral', occurredAt: MARCH_5, by: SYSTEM } as const;
const notice = { type: 'NoticeReferralOverdue', occurredAt: '2013-03-16T00:00:00.000Z', by: SYSTEM } as const;

const stateAfter = (...history: readonly (readonly Dated<ReferralEvent>[])[]): ReferralState =>
  fact(referralHistory, 'locks', ...history).state;

describe('who sends what', () => {
  const senders = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
  test.each([
    { command: toCpa, roles: [...senders, 'SYSTEM'] },
    { command: accept, roles: senders },
    { command: decline, roles: senders },
    { command: redirect, roles: senders },
    { command: ask, roles: senders },
    { command: supply, roles: senders },
    { command: progress, roles: senders },
    { command: complete, roles: senders },
    { command: withdraw, roles: senders },
    { command: escalate, roles: senders },
    { command: handOver, roles: ['SYSTEM'] },
    { command: notice, roles: ['SYSTEM'] },
  ])('R-AUTH-2: $command.type is for $roles', ({ command, roles: expected }) => {
    expect(sendersOf(given(), command)).toEqual(expected);
  });
});

describe('raising a referral', () => {
  test('asks a partner for a service', () =>
    given()
      .knowing(knownCouncil)
      .when(toCouncil)
      .emits(referralRaised({ ...terms, fields: [...terms.fields], chain: [] })));
  test('asks a specialist for more detailed advice [T3-32]', () =>
    given()
      .knowing(knownRoles)
      .when(toCpa)
      .emits(referralRaised({ ...toAdvisor, fields: [...terms.fields], chain: [] })));
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
      .emits(referralRaised({ ...consultation, fields: [], chain: [] }));
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
      .emits(referralRaised({ ...visit, fields: [...terms.fields], chain: [] }));
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
      .emits(referralRaised({ ...terms, fields: [...terms.fields], chain: [] })));
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
      .emits(referralRaised({ ...toAdvisor, fields: [...terms.fields], chain: [] })));
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
    const command = { ...aboutNothing, fields: [], ...about, id: 'referral-1' };
    expect(referral.subject?.(referralHistory.initial, command)).toBe(expected);
    const { type: _type, id, occurredAt: _at, by: _by, ...said } = command;
    const state = stateAfter(at<ReferralEvent>(MARCH_1, referralRaised({ ...said, chain: [] })));
    expect(referral.subject?.(state, { ...accept, id })).toBe(expected);
    expect(referral.subject?.(state, { ...toCouncil, id })).toBe(expected);
  });
  test('a field said twice is disclosed once', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, fields: ['RECIPIENT_NAME', 'RECIPIENT_CONTACT', 'RECIPIENT_NAME'] })
      .emits(referralRaised({ ...terms, fields: [...terms.fields], chain: [] })));
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
  test('no more is told than was asked for', () =>
    given(raised).knowing(knownCouncil).when(supply).isRefusedBy('R-REF-2'));
});

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
    given(raised, withdrawn).knowing(knownHousing).when(command).isRefusedBy('R-LIFE-1'),
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
        referralRedirected({ owner: POLICE, to: HOUSING, legalBasis: 'CDA1998_S115', agreement: 'isa-2' }),
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
      .emits(referralRedirected({ owner: POLICE, to: CPO, legalBasis: 'CDA1998_S115' }));
  });
  test('even before there is an answer', () =>
    given(raised)
      .knowing(knownHousing)
      .when(redirect)
      .emits(
        referralRedirected({ owner: COUNCIL, to: HOUSING, legalBasis: 'CDA1998_S115', agreement: 'isa-2' }),
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

describe('R-REF-8: whoever is asked can help', () => {
  test('with what the agency says that it does [T2-11]', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, topic: 'LIGHTING' })
      .isRefusedBy('R-REF-8'));
  test('and still does [T2-11]', () =>
    given()
      .knowing(fact(agency, 'council', council, at(MARCH_1, capabilityWithdrawn({ capability: 'PROPERTY' }))))
      .when(toCouncil)
      .isRefusedBy('R-REF-8'));
  test('with what the role is there for', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, topic: 'VICTIM_SUPPORT' })
      .isRefusedBy('R-REF-8'));
  test('the team of a ward helps with everything', () =>
    given()
      .knowing(knownKilburn)
      .when({ ...toCpa, topic: 'LIGHTING', to: KILBURN_TEAM })
      .emits(
        referralRaised({
          ...toAdvisor,
          topic: 'LIGHTING',
          to: KILBURN_TEAM,
          fields: [...terms.fields],
          chain: [],
        }),
      ));
});

describe('R-ROLE-1: whoever is asked is there', () => {
  test('not a department without a name [T3-33]', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, to: { force: 'police', role: 'OTHER' } })
      .isRefusedBy('R-ROLE-1'));
  test('not a role without a holder in that area [T3-32]', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, to: { ...CPA, area: 'east' } })
      .isRefusedBy('R-ROLE-1'));
  test('not a role that has lapsed', () =>
    given()
      .knowing(fact(roles, 'police', staffed, gone(MARCH_1, 'CPO', 'SNT')))
      .when({ ...toCpa, to: CPO })
      .isRefusedBy('R-ROLE-1'));
  test('not a ward without a team', () => {
    const empty = at<WardEvent>(
      IN_2012,
      wardEstablished({ name: 'Highgate', borough: 'E09000007', validFrom: '2002-05-02' }),
    );
    given()
      .knowing(fact(ward, HIGHGATE, empty))
      .when({ ...toCpa, to: { force: 'police', ward: HIGHGATE } })
      .isRefusedBy('R-ROLE-1');
  });
  test('R-WARD-5: not a ward that is no more', () =>
    given()
      .knowing(fact(ward, KILBURN, staffedKilburn, at(MARCH_1, wardAbolished({ successors: [HIGHGATE] }))))
      .when({ ...toCpa, to: KILBURN_TEAM })
      .isRefusedBy('R-WARD-5'));
});

describe('R-REF-9: when a role has ended', () => {
  const lapsed = (...more: readonly (readonly Dated<RolesEvent>[])[]) =>
    fact(roles, 'police', staffed, ...more);
  test('its successor has what it had [T0-22]', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(handOver)
      .emits(referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' } })));
  test('in the same area, where there is one', () =>
    given(raisedTo(CPA))
      .knowing(
        lapsed(
          at<RolesEvent>(
            IN_2012,
            define('LIAISON', 'LPA', 'PROPERTY'),
            postFilled({ role: 'LIAISON', area: 'north', member: 'rue' }),
          ),
          gone(MARCH_4, 'CPA', 'LIAISON'),
        ),
      )
      .knowingNothingElse()
      .when(handOver)
      .emits(referralRedirected({ owner: CPA, to: { force: 'police', role: 'LIAISON', area: 'north' } })));
  test('the Safer Neighbourhoods team of the ward, when its duties pass to the teams [T0-22]', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'SNT')), knownKilburn)
      .when(handOver)
      .emits(referralRedirected({ owner: CPO, to: KILBURN_TEAM })));
  test('a successor of the successor, when that has lapsed too', () =>
    given(raisedTo(CPA))
      .knowing(lapsed(gone(MARCH_1, 'CPO', 'SNT'), gone(MARCH_4, 'CPA', 'CPO')), knownKilburn)
      .when(handOver)
      .emits(referralRedirected({ owner: CPA, to: KILBURN_TEAM })));
  test('the last resort, when there is no successor', () =>
    given(raisedTo(CPA))
      .knowing(lapsed(gone(MARCH_4, 'CPA')))
      .knowingNothingElse()
      .when(handOver)
      .emits(referralEscalated({ owner: CPA, to: CPO })));
  test('the sender, when there is nobody at all', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'SNT')))
      .knowingNothingElse()
      .when(handOver)
      .emits(referralDeclined({ owner: CPO, reason: 'ROLE_ENDED' })));
  test('two roles that name each other lead nowhere', () =>
    given(raisedTo(CPA))
      .knowing(lapsed(gone(MARCH_4, 'CPA', 'CPO'), gone(MARCH_4, 'CPO', 'CPA')), knownKilburn)
      .when(handOver)
      .emits(referralEscalated({ owner: CPA, to: KILBURN_TEAM })));
  test('also what had been accepted', () =>
    given(raisedTo(CPO), at(MARCH_4, referralAccepted({ owner: CPO, acceptedBy: CPO_HOLDER.id })))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(handOver)
      .emits(referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' } })));
  test('on the same legal basis', () =>
    given(raisedTo(CPO, { kind: 'TO_POLICE', from: COUNCIL, legalBasis: 'CONSENT' }))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(handOver)
      .emits(
        referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' }, legalBasis: 'CONSENT' }),
      ));
  test('once', () =>
    given(
      raisedTo(CPO),
      at(MARCH_4, referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' } })),
    )
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .when(handOver)
      .emitsNothing());
  test('a vacancy is no end: what it had waits for whoever fills it', () =>
    given(raisedTo(CPO))
      .knowing(
        lapsed(
          at<RolesEvent>(
            MARCH_4,
            postVacated({
              role: 'CPO',
              area: 'borough',
              member: CPO_HOLDER.id,
              reason: 'RETIRED',
              disestablished: false,
            }),
          ),
        ),
      )
      .when(handOver)
      .emitsNothing());
  test('what it had declined stays with the sender', () =>
    given(raisedTo(CPO), at(MARCH_4, referralDeclined({ owner: CPO, reason: 'NO_CAPACITY' })))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .when(handOver)
      .emitsNothing());
  test('R-LIFE-1: what was never raised is not handed over', () =>
    given().when(handOver).isRefusedBy('R-LIFE-1'));
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
  test('or is put on record as not raised, and why', () => {
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

test.each([ADMIN, INSPECTOR])(
  'R-REF-4: an inspector of the sender moves it on, an administrator does not: $role',
  (by) => {
    const { decision } = given(raised).when({ ...withdraw, by });
    expect('rule' in decision ? decision.rule : 'accepted').toBe(
      by.role === 'ADMIN' ? 'R-AUTH-2' : 'accepted',
    );
  },
);
