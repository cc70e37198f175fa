import type { Told } from '@wardbook/event-sourcing';
import { adviceCase, type AdviceCaseCommand } from '../advice-case/advice-case.ts';
import { agency, type AgencyCommand } from '../agency/agency.ts';
import type { By } from '../by.ts';
import { ADMIN, KILBURN, OFFICER, SNT } from '../kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { ofMember, ofSubject, type Step } from '../steps.test.data.ts';
import { roles, type RolesCommand } from '../role/role.ts';
import { referral, type ReferralCommand } from './referral.ts';

// A case in Kilburn that refers, a council and a specialist who may be asked. All of them invented.

export const on = (day: string): string => `2013-${day}T12:00:00.000Z`;
export const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
export const HOLDER: By = { id: 'cpa-1', role: 'SPECIALIST', agency: 'police' };

const ofCouncil = (command: Told<AgencyCommand>): Step => ({ decider: agency, id: 'council', command });
const inForce = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
export const ofCase = (command: Told<AdviceCaseCommand>): Step => ({
  decider: adviceCase,
  id: 'case-1',
  command,
});
export const ofReferral = (command: Told<ReferralCommand>): Step => ({
  decider: referral,
  id: 'locks',
  command,
});

/** The case is open; the council and the holder of a role are there to be asked. */
export const caseOpen: readonly Step[] = [
  ...yearInKilburn
    .slice(0, 1 + yearInKilburn.findIndex(({ command }) => command.type === 'AssignWardToSnt'))
    .filter(({ decider }) => ['borough', 'ward', 'team', 'member', 'policy'].includes(decider.name)),
  ofCouncil({
    type: 'RegisterAgency',
    occurredAt: on('01-02'),
    by: ADMIN,
    kind: 'COUNCIL',
    name: 'Elmbridge Vale Council',
  }),
  ofCouncil({
    type: 'OfferCapability',
    occurredAt: on('01-02'),
    by: ADMIN,
    capability: 'PROPERTY',
    label: 'Lock fitting',
  }),
  ofCouncil({
    type: 'AgreeSharing',
    occurredAt: on('01-02'),
    by: ADMIN,
    agreement: 'isa-1',
    fields: ['RECIPIENT_NAME', 'REQUESTED_HELP'],
    legalBasis: 'CONSENT',
    from: '2013-01-02',
    until: '2014-01-01',
  }),
  inForce({
    type: 'DefineRole',
    occurredAt: on('01-02'),
    by: ADMIN,
    code: 'CPA',
    label: 'Crime Prevention Advisor',
    aliases: [],
    location: 'LPA',
    topics: ['PROPERTY', 'INTRUDER_ALARM', 'CCTV_LAWFULNESS', 'VICTIM_SUPPORT'],
  }),
  inForce({
    type: 'FillPost',
    occurredAt: on('01-02'),
    by: ADMIN,
    role: 'CPA',
    area: 'west',
    member: HOLDER.id,
  }),
  ofMember(OFFICER.id, {
    type: 'PostMember',
    occurredAt: on('01-02'),
    by: ADMIN,
    team: SNT,
    category: 'UNIFORMED',
    rank: 'CONSTABLE',
    source: 'RECRUIT',
    publicName: 'PC Maren Holloway',
  }),
  ofSubject('juniper', {
    type: 'RegisterSubject',
    occurredAt: on('01-02'),
    by: OFFICER,
    name: 'Juniper Marsh',
  }),
  ofCase({
    type: 'OpenCase',
    occurredAt: on('03-01'),
    by: OFFICER,
    recipientKind: 'INDIVIDUAL',
    recipient: 'juniper',
    capacity: 'VICTIM',
    origin: 'CRIME',
    linkedRef: 'crime/2013-77',
    ward: KILBURN,
    team: SNT,
    officerInCase: OFFICER.id,
    policy: 'A0609',
    topicHints: [],
    criteria: [],
    force: 'police',
  }),
];

export const refer: Extract<Told<AdviceCaseCommand>, { type: 'Refer' }> = {
  type: 'Refer',
  occurredAt: on('03-02'),
  by: OFFICER,
  referral: 'locks',
  topic: 'PROPERTY',
  requestedHelp: 'Please fit new locks.',
  fields: ['RECIPIENT_NAME', 'REQUESTED_HELP'],
  dueAt: on('03-16'),
};
/** Recorded since, of the day before. */
export const agreementEnded = ofCouncil({
  type: 'EndSharing',
  occurredAt: on('03-01'),
  by: ADMIN,
  agreement: 'isa-1',
});
export const postVacated = inForce({
  type: 'VacatePost',
  occurredAt: on('03-01'),
  by: ADMIN,
  role: 'CPA',
  area: 'west',
  member: HOLDER.id,
  reason: 'RETIRED',
  disestablished: false,
});
export const toCouncil: typeof refer = {
  ...refer,
  toAgency: 'council',
  legalBasis: 'CONSENT',
  agreement: 'isa-1',
};
