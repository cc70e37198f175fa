import { at, fact, scenario, type Dated, type KnownFact } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import {
  agencyRegistered,
  capabilityOffered,
  sharingAgreed,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import type { By } from '../by.ts';
import { adviceCase } from '../advice-case/advice-case.ts';
import { caseReferred } from '../advice-case/advice-case.events.ts';
import { member } from '../member/member.ts';
import { IN_2012, KILBURN, OFFICER, SNT, staffedKilburn, SYSTEM } from '../kilburn.test.data.ts';
import { roles } from '../role/role.ts';
import { postFilled, postVacated, roleDefined, roleLapsed, type RolesEvent } from '../role/role.events.ts';
import { subjectRegistered, type SubjectEvent } from '../subject/subject.events.ts';
import { subject } from '../subject/subject.ts';
import { ward } from '../ward/ward.ts';
import { referral } from './referral.ts';
import { referralHistory, type ReferralState } from './referral.state.ts';
import {
  referralAccepted,
  referralDeclined,
  referralRaised,
  referralWithdrawn,
  type Party,
  type ReferralEvent,
} from './referral.events.ts';

const bare = scenario(referral, 'locks');
/** The case has asked for it, whoever raises it has no team, and what it is to be about is on record. */
export const given = (...history: readonly (ReferralEvent | readonly Dated<ReferralEvent>[])[]) =>
  bare(...history).knowing(
    caseThatRefers,
    fact(member, OFFICER.id),
    fact(member, CPO_HOLDER.id),
    juniper,
    ...(history.length === 0 ? [knownKilburn] : []),
  );
/** Nothing is known of what it would be about. */
export const about = (...known: readonly KnownFact[]) =>
  bare().knowing(caseThatRefers, fact(member, OFFICER.id), ...known);
export const juniper = fact(
  subject,
  'juniper',
  at<SubjectEvent>(IN_2012, subjectRegistered({ name: 'person/0/0' })),
);

export const MARCH_1 = '2013-03-01T09:00:00.000Z';
export const MARCH_4 = '2013-03-04T09:00:00.000Z';
export const MARCH_5 = '2013-03-05T09:00:00.000Z';
export const MARCH_6 = '2013-03-06T09:00:00.000Z';
export const DUE = '2013-03-15T17:00:00.000Z';

export const who = (id: string, role: By['role'], of = 'police'): By => ({ id, role, agency: of });
export const CLERK = who('clerk-1', 'PARTNER', 'council');
export const HOUSING_CLERK = who('clerk-2', 'PARTNER', 'housing');
export const CPO_HOLDER = who('cpo-1', 'SPECIALIST');
export const NORTH_ADVISOR = who('cpa-north', 'SPECIALIST');
export const SOUTH_ADVISOR = who('cpa-south', 'SPECIALIST');

export const COUNCIL = { agency: 'council' } as const;
export const HOUSING = { agency: 'housing' } as const;
export const POLICE = { agency: 'police' } as const;
export const CPO = { force: 'police', role: 'CPO' } as const;
export const CPA = { force: 'police', role: 'CPA', area: 'north' } as const;
export const KILBURN_TEAM = { force: 'police', ward: KILBURN } as const;

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
export const council = registered('Elmbridge Vale Council', 'isa-1');
export const knownCouncil = fact(agency, 'council', council);
export const knownHousing = fact(agency, 'housing', registered('Larch Homes', 'isa-2'));

export const define = (
  code: string,
  location: 'LPA' | 'HQ',
  ...topics: readonly ('PROPERTY' | 'VICTIM_SUPPORT')[]
) => roleDefined({ code, label: `Role ${code}`, aliases: [], location, topics: [...topics] });
export const staffed = at<RolesEvent>(
  IN_2012,
  define('CPO', 'HQ', 'PROPERTY', 'VICTIM_SUPPORT'),
  define('CPA', 'LPA', 'PROPERTY'),
  postFilled({ role: 'CPO', area: 'borough', member: CPO_HOLDER.id }),
  postFilled({ role: 'CPA', area: 'north', member: NORTH_ADVISOR.id }),
  postFilled({ role: 'CPA', area: 'south', member: SOUTH_ADVISOR.id }),
);
export const knownRoles = fact(roles, 'police', staffed);
export const gone = (instant: string, role: 'CPO' | 'CPA', successor?: string) =>
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
export const knownKilburn = fact(ward, KILBURN, staffedKilburn);

export const terms = {
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
export const toAdvisor = {
  ...withoutBasis,
  kind: 'SPECIALIST_ADVICE',
  reason: 'MORE_DETAILED_ADVICE',
  to: CPA,
} as const;

const caseThatRefers = fact(
  adviceCase,
  'case-1',
  at(
    MARCH_1,
    caseReferred({
      referral: 'locks',
      topic: 'PROPERTY',
      requestedHelp: 'Please fit new locks.',
      fields: [...terms.fields],
      dueAt: DUE,
      recipient: 'juniper',
      ward: KILBURN,
      force: 'police',
      fromTeam: SNT,
      referredBy: OFFICER.id,
    }),
  ),
);
/** What the event says beside what was asked. */
export const byOfficer = { chain: [], raisedBy: OFFICER.id };

export const toCouncil = { type: 'RaiseReferral', occurredAt: MARCH_1, by: OFFICER, ...terms } as const;
export const toCpa = { type: 'RaiseReferral', occurredAt: MARCH_1, by: OFFICER, ...toAdvisor } as const;
export const fromCouncil = {
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

export const raisedTo = (to: Party, over: object = {}) =>
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
export const raised = raisedTo(COUNCIL);
export const accepted = at<ReferralEvent>(
  MARCH_4,
  referralAccepted({ owner: COUNCIL, acceptedBy: CLERK.id }),
);
export const declined = at<ReferralEvent>(
  MARCH_4,
  referralDeclined({ owner: COUNCIL, reason: 'NO_CAPACITY' }),
);
export const withdrawn = at<ReferralEvent>(MARCH_4, referralWithdrawn({ owner: COUNCIL, reason: 'OTHER' }));

export const accept = { type: 'AcceptReferral', occurredAt: MARCH_5, by: CLERK } as const;
export const decline = {
  type: 'DeclineReferral',
  occurredAt: MARCH_5,
  by: CLERK,
  reason: 'NO_CAPACITY',
} as const;
export const redirect = {
  type: 'RedirectReferral',
  occurredAt: MARCH_5,
  by: OFFICER,
  to: HOUSING,
  fields: terms.fields,
  agreement: 'isa-2',
} as const;
export const ask = {
  type: 'RequestInformation',
  occurredAt: MARCH_5,
  by: CLERK,
  question: 'Which doors?',
} as const;
export const supply = {
  type: 'SupplyInformation',
  occurredAt: MARCH_5,
  by: OFFICER,
  answer: 'Front and back.',
} as const;
export const progress = {
  type: 'ProgressReferral',
  occurredAt: MARCH_5,
  by: CLERK,
  note: 'Fitter booked.',
} as const;
export const complete = {
  type: 'CompleteReferral',
  occurredAt: MARCH_5,
  by: CLERK,
  outcome: 'HELPED',
  helpGiven: 'Two locks fitted.',
} as const;
export const withdraw = {
  type: 'WithdrawReferral',
  occurredAt: MARCH_5,
  by: OFFICER,
  reason: 'NO_LONGER_NEEDED',
} as const;
export const escalate = { type: 'EscalateToLastResort', occurredAt: MARCH_5, by: OFFICER } as const;
export const review = { type: 'ReviewReferralOwner', occurredAt: MARCH_5, by: SYSTEM } as const;
export const notice = {
  type: 'NoticeReferralOverdue',
  occurredAt: '2013-03-16T00:00:00.000Z',
  by: SYSTEM,
} as const;

export const stateAfter = (...history: readonly (readonly Dated<ReferralEvent>[])[]): ReferralState =>
  fact(referralHistory, 'locks', ...history).state;
