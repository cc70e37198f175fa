import type { AnyDecider, Decision, Message, Told } from '@wardbook/event-sourcing';
import { isRefusal } from '@wardbook/event-sourcing';
import { adviceCase, type AdviceCaseCommand } from './advice-case/advice-case.ts';
import { agency, type AgencyCommand } from './agency/agency.ts';
import { attendance, type AttendanceCommand } from './attendance/attendance.ts';
import { borough, type BoroughCommand } from './borough/borough.ts';
import {
  boroughEstablished,
  sectorCreated,
  wardAssignedToSector,
  type BoroughEvent,
} from './borough/borough.events.ts';
import { bySystem, ROLES, type By, type PolicingCommand, type Role } from './by.ts';
import { member, type MemberCommand } from './member/member.ts';
import { memberPosted, type MemberCategory, type MemberEvent } from './member/member.events.ts';
import { A0609_ROLES, A0609_VERSION_4 } from './policy/a0609.ts';
import type { PolicyTerms } from './policy/policy.events.ts';
import { policy, type PolicyCommand } from './policy/policy.ts';
import { promise, type PromiseCommand } from './promise/promise.ts';
import {
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseInForce,
  promiseProposed,
  type PromiseEvent,
  type PromiseTerms,
} from './promise/promise.events.ts';
import type { Rank } from './rank.ts';
import { referral, type ReferralCommand } from './referral/referral.ts';
import { roles, type RolesCommand } from './role/role.ts';
import { subject, type SubjectCommand } from './subject/subject.ts';
import { team, type TeamCommand } from './team/team.ts';
import { teamFormed, teamLeadAppointed, type TeamEvent } from './team/team.events.ts';
import { ward, type WardCommand } from './ward/ward.ts';
import {
  communityPriorityRecorded,
  promiseTargetRegistered,
  wardAssignedToInpt,
  wardAssignedToSnt,
  wardEstablished,
  type WardEvent,
} from './ward/ward.events.ts';
import { wardPanel, type WardPanelCommand } from './ward-panel/ward-panel.ts';
import {
  panelMeetingHeld,
  wardPanelEstablished,
  type WardPanelEvent,
} from './ward-panel/ward-panel.events.ts';

// Kilburn as the tests know it. Real codes of ward and borough; everybody and everything else is invented.
// The name of this file keeps it out of the published package, as it keeps the tests out (package.json, `files`).

export const CAMDEN = 'E09000007';
export const KILBURN = 'E05000140';
export const INPT = 'inpt-west';
export const SNT = 'snt-kilburn';

const police = (id: string, role: Role): By => ({ id, role, agency: 'police' });
export const ADMIN = police('admin-1', 'ADMIN');
export const INSPECTOR = police('inspector-1', 'INSPECTOR');
export const SUPERVISOR = police('sergeant-1', 'SUPERVISOR');
export const OFFICER = police('officer-1', 'OFFICER');
export const PCSO = police('pcso-1', 'PCSO');
export const SPECIALIST = police('specialist-1', 'SPECIALIST');
export const RECORDS = police('records-1', 'RECORDS');
export const CHAIR: By = { id: 'chair-1', role: 'PANEL', agency: 'community' };
export const SYSTEM = bySystem('test');

/** An event and when it happened; `at(…)` of the test kit gives the same, but stays in tests. */
const on = <Event extends Message>(instant: string, ...events: readonly Event[]) =>
  events.map((event) => ({ at: instant, event }));

export const IN_2012 = '2012-09-03T09:00:00.000Z';
export const JANUARY = '2013-01-07T09:00:00.000Z';

export const camden = on<BoroughEvent>(
  IN_2012,
  boroughEstablished({ name: 'Camden' }),
  sectorCreated({ sector: 'west', label: 'West' }),
  wardAssignedToSector({ ward: KILBURN, sector: 'west' }),
);

export const kilburn = on<WardEvent>(
  IN_2012,
  wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2002-05-02' }),
);

/** Kilburn with its teams, two secondary schools, a place of worship, a patrol area and a priority. */
export const staffedKilburn = [
  ...kilburn,
  ...on<WardEvent>(
    IN_2012,
    wardAssignedToSnt({ team: SNT }),
    wardAssignedToInpt({ team: INPT }),
    promiseTargetRegistered({ target: 'school-ash', kind: 'SECONDARY_SCHOOL', label: 'Ash School' }),
    promiseTargetRegistered({ target: 'school-beech', kind: 'SECONDARY_SCHOOL', label: 'Beech School' }),
    promiseTargetRegistered({ target: 'chapel-elm', kind: 'PLACE_OF_WORSHIP', label: 'Elm Chapel' }),
    promiseTargetRegistered({ target: 'cedar', kind: 'PATROL_AREA', label: 'Cedar Row and the arcade' }),
    communityPriorityRecorded({ priority: 'dark-paths', source: 'PUBLIC', issue: 'Unlit paths at night' }),
  ),
];

export const inpt = on<TeamEvent>(IN_2012, teamFormed({ kind: 'INPT', name: 'West Camden INPT' }));
export const snt = on<TeamEvent>(IN_2012, teamFormed({ kind: 'SNT', name: 'Kilburn SNT' }));
export const ledInpt = [
  ...inpt,
  ...on<TeamEvent>(IN_2012, teamLeadAppointed({ member: INSPECTOR.id, rank: 'INSPECTOR' })),
];

export const posted = (rank: Rank, toTeam = INPT, category: MemberCategory = 'UNIFORMED', at = IN_2012) =>
  on<MemberEvent>(
    at,
    memberPosted({ team: toTeam, category, rank, source: 'RECRUIT', publicName: 'PC Maren Holloway' }),
  );

export const panel = on<WardPanelEvent>(IN_2012, wardPanelEstablished({ quorum: 5, chair: CHAIR.id }));
export const FEBRUARY_MEETING = '2013-02-20T19:00:00.000Z';
export const panelThatMet = [
  ...panel,
  ...on<WardPanelEvent>(
    FEBRUARY_MEETING,
    panelMeetingHeld({ meeting: 'february', votersPresent: 7, quorate: true, minutes: 'minutes/2013-02' }),
  ),
];

export const schoolVisits: PromiseTerms = {
  ward: KILBURN,
  team: INPT,
  kind: 'PERIODIC_VISIT',
  statement: 'We visit every secondary school every month.',
  targetKind: 'SECONDARY_SCHOOL',
  minimumPerPeriod: 1,
};

export const fridayPatrols: PromiseTerms = {
  ward: KILBURN,
  team: INPT,
  kind: 'PATROL_WINDOW',
  statement: 'We patrol Cedar Row on Friday nights.',
  area: 'cedar',
  windows: [{ weekday: 'FRIDAY', from: '20:00', to: '24:00' }],
  minimumPerPeriod: 1,
  priority: 'dark-paths',
};

export const proposed = (terms: PromiseTerms) =>
  on<PromiseEvent>('2013-02-11T10:00:00.000Z', promiseProposed(terms));

/** Both sides agreed in February 2013; the first whole month is March. */
export const inForce = (terms: PromiseTerms) => [
  ...proposed(terms),
  ...on<PromiseEvent>('2013-02-12T10:00:00.000Z', promiseAgreedByTeam({ lead: INSPECTOR.id })),
  ...on<PromiseEvent>(
    FEBRUARY_MEETING,
    promiseAgreedByCommunity({ meeting: 'february' }),
    promiseInForce({ from: FEBRUARY_MEETING, firstPeriod: '2013-03' }),
  ),
];

/** An advice policy as it may have stood in 2012; what A 0609 said then is not known. */
export const advicePolicy: PolicyTerms = {
  ...A0609_VERSION_4,
  version: 1,
  publishedOn: '2012-09-03',
  nextReviewMonths: 6,
};

interface Scene<C> {
  knowingNothingElse(): { readonly when: (command: C) => { readonly decision: Decision<Message> } };
}

/** Which roles a decider does not turn away as such (R-AUTH-2), asked where nothing has begun. */
export const sendersOf = <C extends Told<PolicingCommand>>(scene: Scene<C>, command: C): readonly Role[] =>
  ROLES.filter((role) => {
    const { decision } = scene.knowingNothingElse().when({ ...command, by: { ...command.by, role } });
    return !isRefusal(decision) || decision.rule !== 'R-AUTH-2';
  });

/** One command of a story, and to which stream it goes. */
export interface Step {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Told<PolicingCommand>;
}

const inBorough = (command: Told<BoroughCommand>): Step => ({ decider: borough, id: CAMDEN, command });
const inWard = (command: Told<WardCommand>): Step => ({ decider: ward, id: KILBURN, command });
const ofMember = (id: string, command: Told<MemberCommand>): Step => ({ decider: member, id, command });
const ofTeam = (id: string, command: Told<TeamCommand>): Step => ({ decider: team, id, command });
const atPanel = (command: Told<WardPanelCommand>): Step => ({ decider: wardPanel, id: KILBURN, command });
const ofPromise = (command: Told<PromiseCommand>): Step => ({ decider: promise, id: 'visits', command });

const inRegister = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
const ofCouncil = (command: Told<AgencyCommand>): Step => ({ decider: agency, id: 'council', command });
const ofPolicy = (command: Told<PolicyCommand>): Step => ({ decider: policy, id: 'A0609', command });
const ofSubject = (id: string, command: Told<SubjectCommand>): Step => ({ decider: subject, id, command });
const ofCase = (command: Told<AdviceCaseCommand>): Step => ({ decider: adviceCase, id: 'case-1', command });
const ofVisit = (command: Told<AttendanceCommand>): Step => ({ decider: attendance, id: 'visit-1', command });
const ofReferral = (id: string, command: Told<ReferralCommand>): Step => ({ decider: referral, id, command });

const day = (date: string, by: By) => ({ occurredAt: `${date}T12:00:00.000Z`, by });
const post = { type: 'PostMember', category: 'UNIFORMED', source: 'RECRUIT' } as const;
const target = { type: 'RegisterPromiseTarget', kind: 'SECONDARY_SCHOOL' } as const;

const ANOTHER_TEXT = 'b'.repeat(64);

/** The registers that advice and referrals rest on: a policy, the roles of the force, a partner. */
const registersOpen: readonly Step[] = [
  ofPolicy({ type: 'PublishPolicyVersion', ...day('2012-09-03', ADMIN), terms: advicePolicy }),
  ...A0609_ROLES.map((role) => inRegister({ type: 'DefineRole', ...day('2012-09-03', ADMIN), ...role })),
  inRegister({
    type: 'FillPost',
    ...day('2012-09-04', ADMIN),
    role: 'SALO',
    area: 'HQ',
    member: SPECIALIST.id,
  }),
  inRegister({ type: 'FillPost', ...day('2012-09-04', ADMIN), role: 'CPO', area: 'west', member: 'cpo-1' }),
  inRegister({
    type: 'AppointSchemeRepresentative',
    ...day('2012-09-05', ADMIN),
    scheme: 'SECURED_BY_DESIGN',
    member: SPECIALIST.id,
  }),
  ofCouncil({
    type: 'RegisterAgency',
    ...day('2012-09-05', ADMIN),
    kind: 'COUNCIL',
    name: 'Alderwick Council',
  }),
  ofCouncil({
    type: 'OfferCapability',
    ...day('2012-09-05', ADMIN),
    capability: 'STREET_LIGHTING',
    label: 'Street lighting repairs and improvements',
  }),
  ofCouncil({
    type: 'AgreeSharing',
    ...day('2012-09-06', ADMIN),
    agreement: 'sharing-2012',
    fields: ['PREMISES_ADDRESS', 'CIRCUMSTANCES', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
    legalBasis: 'CDA1998_S115',
    from: '2012-09-06',
    until: '2013-09-05',
  }),
  ofMember(OFFICER.id, {
    type: 'AcknowledgePolicy',
    ...day('2012-09-10', OFFICER),
    policy: 'A0609',
    version: 1,
  }),
];

const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
const CPO: By = police('cpo-1', 'SPECIALIST');
const person = { type: 'RegisterSubject', name: 'Juniper Marsh' } as const;
const consultation = {
  type: 'RaiseReferral',
  kind: 'INTERNAL_CONSULTATION',
  problem: 'dark-paths',
  from: { agency: 'police' },
  to: { force: 'police', role: 'CPO' },
  topic: 'PROPERTY',
  reason: 'LONG_TERM_PROBLEM',
  fields: [],
  dueAt: '2013-05-20T17:00:00.000Z',
  ward: KILBURN,
} as const;

/** A person with two records, and what was asked of the council and of the CPO. */
const referralsMade: readonly Step[] = [
  ofSubject('juniper', { ...person, ...day('2013-01-10', OFFICER), contact: 'juniper@example.org' }),
  ofSubject('june', { ...person, ...day('2013-01-11', OFFICER), name: 'June Marsh' }),
  ofSubject('juniper', {
    type: 'CorrectPersonalDetails',
    ...day('2013-01-12', RECORDS),
    address: '4 Cedar Row',
  }),
  ofSubject('juniper', {
    type: 'MergeSubjects',
    ...day('2013-01-13', RECORDS),
    other: 'june',
  }),
  ofCouncil({
    type: 'OfferCapability',
    ...day('2013-01-14', ADMIN),
    capability: 'LIGHTING',
    label: 'Lamps for dark corners',
  }),
  ofReferral('lamps', {
    type: 'RaiseReferral',
    ...day('2013-04-10', OFFICER),
    kind: 'PARTNER_SERVICE',
    subject: 'juniper',
    from: { agency: 'police' },
    to: { agency: 'council' },
    topic: 'LIGHTING',
    reason: 'PRACTICAL_HELP',
    requestedHelp: 'Please light the passage.',
    legalBasis: 'CDA1998_S115',
    agreement: 'sharing-2012',
    fields: ['REQUESTED_HELP', 'TOPIC', 'WARD'],
    dueAt: '2013-04-20T17:00:00.000Z',
    ward: KILBURN,
  }),
  ofReferral('lamps', {
    type: 'RequestInformation',
    ...day('2013-04-11', CLERK),
    question: 'Which passage?',
  }),
  ofReferral('lamps', {
    type: 'SupplyInformation',
    ...day('2013-04-12', OFFICER),
    answer: 'Beside the chapel.',
    fields: ['PREMISES_ADDRESS'],
  }),
  ofReferral('lamps', { type: 'AcceptReferral', ...day('2013-04-13', CLERK) }),
  ofReferral('lamps', { type: 'ProgressReferral', ...day('2013-04-14', CLERK), note: 'Surveyed.' }),
  ofReferral('lamps', { type: 'NoticeReferralOverdue', ...day('2013-04-21', SYSTEM) }),
  ofReferral('lamps', { type: 'DeclineReferral', ...day('2013-04-22', CLERK), reason: 'NO_CAPACITY' }),
  ofReferral('lamps', { type: 'EscalateToLastResort', ...day('2013-04-23', OFFICER) }),
  ofReferral('lamps', { type: 'AcceptReferral', ...day('2013-04-24', CPO) }),
  ofReferral('lamps', {
    type: 'CompleteReferral',
    ...day('2013-04-25', CPO),
    outcome: 'HELPED',
    helpGiven: 'The chapel lit it.',
  }),
  ofReferral('gates', { ...consultation, ...day('2013-05-01', OFFICER) }),
  ofReferral('gates', {
    type: 'RedirectReferral',
    ...day('2013-05-02', OFFICER),
    to: { force: 'police', ward: KILBURN },
  }),
  ofReferral('gates', {
    type: 'WithdrawReferral',
    ...day('2013-05-03', OFFICER),
    reason: 'NO_LONGER_NEEDED',
  }),
  ofReferral('paths', { ...consultation, ...day('2013-05-06', OFFICER) }),
];

/** What became of them. */
const registersChange: readonly Step[] = [
  ofPolicy({ type: 'NoticePolicyReviewOverdue', ...day('2013-03-05', SYSTEM) }),
  ofPolicy({
    type: 'ReviewPolicy',
    ...day('2013-03-20', INSPECTOR),
    outcome: 'CHANGED',
    contentHash: ANOTHER_TEXT,
    eia: 'eia/2013-03',
    onBehalfOf: 'HEAD_OF_LOCAL_POLICING_COMMAND',
  }),
  ofPolicy({
    type: 'PublishPolicyVersion',
    ...day('2013-03-21', ADMIN),
    terms: { ...advicePolicy, version: 2, publishedOn: '2013-03-21', contentHash: ANOTHER_TEXT },
  }),
  ofPolicy({ type: 'WithdrawPolicyVersion', ...day('2013-03-22', ADMIN), version: 1, successor: 2 }),
  inRegister({
    type: 'StandDownSchemeRepresentative',
    ...day('2013-07-01', ADMIN),
    scheme: 'SECURED_BY_DESIGN',
  }),
  inRegister({
    type: 'VacatePost',
    ...day('2013-07-31', ADMIN),
    role: 'CPO',
    area: 'west',
    member: 'cpo-1',
    reason: 'RETIRED',
    disestablished: true,
    successor: 'SNT',
  }),
  inRegister({ type: 'TransferDuties', ...day('2013-08-01', ADMIN), role: 'CPO', team: SNT }),
  ofCouncil({ type: 'WithdrawCapability', ...day('2013-08-02', ADMIN), capability: 'STREET_LIGHTING' }),
  ofCouncil({ type: 'EndSharing', ...day('2013-08-02', ADMIN), agreement: 'sharing-2012' }),
];

const considered = { considered: true, outcome: 'ARRANGED' } as const;
const said = { ...day('2013-01-22', PCSO), contact: 'visit-1', wordingVersion: 1 };

/** A visit after a burglary: planned, overdue, and home in the end; and the advice that was given at it. */
const adviceGivenAtHome: readonly Step[] = [
  ofCase({
    type: 'OpenCase',
    ...day('2013-01-20', PCSO),
    recipientKind: 'INDIVIDUAL',
    recipient: 'juniper',
    capacity: 'VICTIM',
    origin: 'CRIME',
    linkedRef: 'crime/2013-12',
    premises: { kind: 'HOME', address: '4 Cedar Row' },
    ward: KILBURN,
    team: SNT,
    officerInCase: PCSO.id,
    policy: 'A0609',
    topicHints: ['PROPERTY'],
    criteria: ['AGE_60_PLUS'],
    force: 'police',
  }),
  ofVisit({
    type: 'PlanAttendance',
    ...day('2013-01-21', PCSO),
    case: 'case-1',
    recipient: 'juniper',
    premisesKind: 'HOME',
    policePremises: false,
    considerations: {
      riskAssessment: considered,
      ppe: considered,
      conflictManagement: considered,
      otherTraining: considered,
    },
    crew: 'LONE',
    buddy: OFFICER.id,
    expectedArrival: '2013-01-22T12:00:00.000Z',
    expectedDeparture: '2013-01-22T13:00:00.000Z',
    address: '4 Cedar Row',
  }),
  ofVisit({ type: 'CallBeforeArrival', ...day('2013-01-22', PCSO) }),
  ofVisit({ type: 'RecordArrival', ...day('2013-01-22', PCSO) }),
  ofCase({
    type: 'StartContact',
    ...day('2013-01-22', PCSO),
    contact: 'visit-1',
    channel: 'VISIT',
    attendance: 'visit-1',
  }),
  ofCase({ type: 'RecordCircumstances', ...day('2013-01-22', PCSO), text: 'The back window was forced.' }),
  ofCase({
    type: 'GiveAdvice',
    ...day('2013-01-22', PCSO),
    contact: 'visit-1',
    item: 'item-1',
    measure: 'WINDOW_LOCKS',
    topic: 'PROPERTY',
    stance: 'FOR',
    certainty: 'NOT_CLAIMED',
    basis: advicePolicy.sources[0] ?? '',
    fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
    purposes: ['REDUCE_VICTIMISATION'],
    note: 'The lower sash first.',
  }),
  ofCase({ type: 'GiveDisclaimer', ...said, kind: 'BEST_OF_ABILITY' }),
  ofCase({ type: 'GiveDisclaimer', ...said, kind: 'NO_GUARANTEE' }),
  ofCase({
    type: 'GivePrivacyNotice',
    ...day('2013-01-22', PCSO),
    version: advicePolicy.privacyNotice ?? '',
  }),
  ofCase({ type: 'Signpost', ...day('2013-01-22', PCSO), channel: 'TRAINED_STAFF' }),
  ofCase({ type: 'RecordHelp', ...day('2013-01-22', PCSO), text: 'Boarded up the window.' }),
  ofCase({ type: 'CompleteContact', ...day('2013-01-22', PCSO), contact: 'visit-1' }),
  ofVisit({ type: 'NoticeAttendanceOverdue', ...day('2013-01-23', SYSTEM) }),
  ofVisit({ type: 'CallOnDeparture', ...day('2013-01-23', PCSO) }),
  ofVisit({
    type: 'ResolveOverdueAttendance',
    ...day('2013-01-23', SUPERVISOR),
    outcome: 'SAFE_CALL_LATE',
    note: 'Her phone was flat.',
  }),
  ofCase({ type: 'AssignCase', ...day('2013-01-23', SUPERVISOR), team: INPT, officerInCase: OFFICER.id }),
  ofCase({ type: 'ReviewNote', ...day('2013-01-23', SUPERVISOR), item: 'item-1' }),
  ofCase({
    type: 'IssueRecord',
    ...day('2013-01-24', OFFICER),
    fields: advicePolicy.requiredRecordFields,
    delivery: 'LEAFLET',
    copyGiven: true,
  }),
  ofCase({
    type: 'Refer',
    ...day('2013-01-24', OFFICER),
    referral: 'alarm',
    toRole: 'SALO',
    topic: 'INTRUDER_ALARM',
    requestedHelp: 'Which alarm would suit the house?',
    fields: ['REQUESTED_HELP', 'TOPIC'],
    dueAt: '2013-02-24T17:00:00.000Z',
  }),
  ofCase({
    type: 'RecordReferralOutcome',
    ...day('2013-01-25', SYSTEM),
    referral: 'alarm',
    outcome: 'COMPLETED',
  }),
  ofCase({
    type: 'RecordBreach',
    ...day('2013-01-26', SUPERVISOR),
    rule: 'R-CASE-11',
    contact: 'visit-1',
    authorisedBy: INSPECTOR.id,
  }),
  ofCase({ type: 'CloseCase', ...day('2013-01-27', OFFICER), outcome: 'ADVICE_GIVEN' }),
  ofCase({
    type: 'FollowUp',
    ...day('2013-02-27', OFFICER),
    followUp: 'february',
    implemented: ['item-1'],
    note: 'All windows have locks now.',
  }),
  ofCase({ type: 'RecordRevictimisation', ...day('2013-02-28', OFFICER), incident: 'crime/2013-40' }),
  ofCase({ type: 'ReopenCase', ...day('2013-02-28', SUPERVISOR) }),
];

/** A year in Kilburn in which every command of every decider is sent once or more, and is accepted each time. */
export const yearInKilburn: readonly Step[] = [
  ...registersOpen,
  inBorough({ type: 'EstablishBorough', ...day('2012-09-01', ADMIN), name: 'Camden' }),
  inBorough({ type: 'CreateSector', ...day('2012-09-01', ADMIN), sector: 'west', label: 'West' }),
  inBorough({ type: 'CreateSector', ...day('2012-09-01', ADMIN), sector: 'east', label: 'East' }),
  inWard({
    type: 'EstablishWard',
    ...day('2012-09-01', ADMIN),
    name: 'Kilburn',
    borough: CAMDEN,
    validFrom: '2002-05-02',
  }),
  inWard({ type: 'AddWardAlias', ...day('2012-09-01', ADMIN), scheme: 'police-uk', alias: 'kilburn-1' }),
  inWard({ type: 'NameSaferNeighbourhood', ...day('2012-09-01', ADMIN), name: 'Kilburn' }),
  inBorough({ type: 'AssignWardToSector', ...day('2012-09-02', ADMIN), ward: KILBURN, sector: 'west' }),
  ofTeam(INPT, { type: 'FormTeam', ...day('2012-09-03', ADMIN), kind: 'INPT', name: 'West Camden INPT' }),
  ofTeam(SNT, { type: 'FormTeam', ...day('2012-09-03', ADMIN), kind: 'SNT', name: 'Kilburn SNT' }),
  inWard({ type: 'AssignWardToInpt', ...day('2012-09-04', ADMIN), team: INPT }),
  inWard({ type: 'AssignWardToSnt', ...day('2012-09-04', ADMIN), team: SNT }),
  inWard({ ...target, ...day('2012-09-05', ADMIN), target: 'school-ash', label: 'Ash School' }),
  inWard({ ...target, ...day('2012-09-05', ADMIN), target: 'school-beech', label: 'Beech School' }),
  inWard({
    type: 'RecordCommunityPriority',
    ...day('2012-09-06', CHAIR),
    priority: 'dark-paths',
    source: 'PUBLIC',
    issue: 'Unlit paths at night',
  }),
  ofMember(INSPECTOR.id, {
    ...post,
    ...day('2012-09-07', ADMIN),
    team: INPT,
    rank: 'INSPECTOR',
    publicName: 'Insp. Rowan Thackeray',
  }),
  ofMember(OFFICER.id, {
    ...post,
    ...day('2012-09-07', ADMIN),
    team: INPT,
    rank: 'CONSTABLE',
    publicName: 'PC Maren Holloway',
    publicContact: 'kilburn.team@police.example',
  }),
  ofMember(PCSO.id, {
    ...post,
    ...day('2012-09-07', ADMIN),
    category: 'PCSO',
    team: SNT,
    rank: 'PCSO',
    publicName: 'PCSO Idris Fenwick',
  }),
  inBorough({
    type: 'AppointSectorInspector',
    ...day('2012-09-08', ADMIN),
    sector: 'west',
    member: INSPECTOR.id,
  }),
  ofTeam(INPT, { type: 'AppointTeamLead', ...day('2012-09-08', ADMIN), member: INSPECTOR.id }),
  ofTeam(INPT, {
    type: 'SetDutyPattern',
    ...day('2012-09-09', INSPECTOR),
    windows: [{ weekday: 'FRIDAY', from: '20:00', to: '04:00' }],
  }),
  ofMember(OFFICER.id, { type: 'DedicateMember', ...day('2012-09-10', INSPECTOR), ward: KILBURN }),
  ofMember(PCSO.id, { type: 'DedicateMember', ...day('2012-09-10', INSPECTOR), ward: KILBURN }),
  ofMember(PCSO.id, {
    type: 'GrantCompetence',
    ...day('2012-10-01', ADMIN),
    level: 'BASIC_SURVEY',
    evidence: 'training/2012-09-28',
  }),
  ofTeam(INPT, {
    type: 'RecordEngagement',
    ...day('2012-10-15', OFFICER),
    engagement: 'briefing-1',
    kind: 'STREET_BRIEFING',
    ward: KILBURN,
    summary: 'Twenty people asked about the paths.',
  }),
  ofMember(OFFICER.id, {
    type: 'AbstractMember',
    ...day('2012-12-31', SUPERVISOR),
    until: '2013-01-01T06:00:00.000Z',
    reason: 'PUBLIC_ORDER',
    authorisedBy: INSPECTOR.id,
    exceptional: false,
  }),
  inWard({ type: 'RecordCoverBreach', ...day('2012-12-31', SYSTEM), missing: ['OFFICER'] }),
  ofMember(OFFICER.id, { type: 'ReturnMember', ...day('2013-01-01', SUPERVISOR) }),
  inWard({ type: 'RecordCoverRestored', ...day('2013-01-01', SYSTEM) }),
  inWard({ type: 'RefreshCommunityPriority', ...day('2013-01-07', SUPERVISOR), priority: 'dark-paths' }),
  atPanel({
    type: 'EstablishWardPanel',
    ...day('2013-01-08', ADMIN),
    quorum: 4,
    chair: CHAIR.id,
  }),
  atPanel({ type: 'SetPanelQuorum', ...day('2013-01-09', ADMIN), quorum: 5 }),
  ofPromise({ type: 'ProposePromise', ...day('2013-02-11', INSPECTOR), terms: schoolVisits }),
  ofPromise({
    type: 'AmendPromise',
    ...day('2013-02-12', INSPECTOR),
    terms: { ...schoolVisits, statement: 'We visit both secondary schools every month.' },
  }),
  ofPromise({ type: 'AgreePromiseByTeam', ...day('2013-02-13', INSPECTOR) }),
  atPanel({
    type: 'RecordPanelMeeting',
    ...day('2013-02-20', CHAIR),
    meeting: 'february',
    votersPresent: 7,
    minutes: 'minutes/2013-02',
  }),
  atPanel({
    type: 'AgreePromiseAtPanel',
    ...day('2013-02-20', CHAIR),
    meeting: 'february',
    promise: 'visits',
  }),
  ofPromise({
    type: 'AgreePromiseByCommunity',
    ...day('2013-02-20', SYSTEM),
    meeting: 'february',
  }),
  ofPromise({
    type: 'RecordFulfilment',
    ...day('2013-03-11', OFFICER),
    fulfilment: 'visit-1',
    target: 'school-ash',
    member: OFFICER.id,
    evidence: 'pocket-book/77',
  }),
  ofPromise({
    type: 'CorrectFulfilment',
    ...day('2013-03-12', SUPERVISOR),
    fulfilment: 'visit-1',
    reason: 'WRONG_TARGET',
    target: 'school-beech',
  }),
  ofPromise({ type: 'ClosePeriod', ...day('2013-04-01', SYSTEM), period: '2013-03' }),
  ofPromise({
    type: 'ExplainBreach',
    ...day('2013-04-02', INSPECTOR),
    period: '2013-03',
    explanation: 'Ash School was shut by a flood.',
  }),
  ofPromise({
    type: 'RecordFulfilment',
    ...day('2013-03-21', OFFICER),
    fulfilment: 'visit-2',
    target: 'school-ash',
    member: OFFICER.id,
    evidence: 'pocket-book/78',
  }),
  atPanel({ type: 'ElectPanelChair', ...day('2013-05-01', CHAIR), chair: 'chair-2', meeting: 'february' }),
  ofPromise({
    type: 'WithdrawPromise',
    ...day('2013-06-03', INSPECTOR),
    reason: 'The schools asked for another way of working.',
    agreedWith: 'february',
  }),
  ofMember(PCSO.id, { type: 'ExpireCompetence', ...day('2013-07-01', ADMIN), level: 'BASIC_SURVEY' }),
  ofMember(OFFICER.id, { type: 'PromoteMember', ...day('2013-07-01', ADMIN), rank: 'SERGEANT' }),
  ofMember(OFFICER.id, { type: 'ReleaseMember', ...day('2013-07-02', INSPECTOR) }),
  ofMember(OFFICER.id, { type: 'TransferMember', ...day('2013-07-02', ADMIN), team: SNT }),
  ofMember(PCSO.id, { type: 'LeaveService', ...day('2013-07-31', ADMIN), reason: 'RESIGNED' }),
  inWard({
    type: 'RetirePromiseTarget',
    ...day('2013-08-01', ADMIN),
    target: 'school-beech',
    reason: 'The school closed.',
  }),
  inWard({
    type: 'WithdrawCommunityPriority',
    ...day('2013-08-01', SUPERVISOR),
    priority: 'dark-paths',
    reason: 'The paths are lit.',
  }),
  inBorough({ type: 'StandDownSectorInspector', ...day('2013-08-02', ADMIN), sector: 'west' }),
  ofTeam(INPT, { type: 'StandDownTeamLead', ...day('2013-08-02', ADMIN) }),
  inWard({ type: 'ReleaseWardFromInpt', ...day('2013-08-03', ADMIN) }),
  ofTeam(INPT, { type: 'StandDownTeam', ...day('2013-08-04', ADMIN), reason: 'Merged with the north.' }),
  inBorough({ type: 'DissolveSector', ...day('2013-08-05', ADMIN), sector: 'east' }),
  inWard({ type: 'AbolishWard', ...day('2013-08-31', ADMIN), successors: ['E05013661'] }),
  ...adviceGivenAtHome,
  ...referralsMade,
  ...registersChange,
  ofReferral('paths', { type: 'HandOverReferral', ...day('2013-08-01', SYSTEM) }),
];
