import type { AnyDecider, Decision, Message } from '@wardbook/event-sourcing';
import { isRefusal } from '@wardbook/event-sourcing';
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

/** Which roles a decider does not turn away as such (R-AUTH-2), asked where nothing has begun. */
export const sendersOf = <C extends PolicingCommand>(
  { when }: { readonly when: (command: C) => { readonly decision: Decision<Message> } },
  command: C,
): readonly Role[] =>
  ROLES.filter((role) => {
    const { decision } = when({ ...command, by: { ...command.by, role } });
    return !isRefusal(decision) || decision.rule !== 'R-AUTH-2';
  });

/** One command of a story, and to which stream it goes. */
export interface Step {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: PolicingCommand;
}

const inBorough = (command: BoroughCommand): Step => ({ decider: borough, id: CAMDEN, command });
const inWard = (command: WardCommand): Step => ({ decider: ward, id: KILBURN, command });
const ofMember = (id: string, command: MemberCommand): Step => ({ decider: member, id, command });
const ofTeam = (id: string, command: TeamCommand): Step => ({ decider: team, id, command });
const atPanel = (command: WardPanelCommand): Step => ({ decider: wardPanel, id: KILBURN, command });
const ofPromise = (command: PromiseCommand): Step => ({ decider: promise, id: 'visits', command });

const day = (date: string, by: By) => ({ at: `${date}T12:00:00.000Z`, by });
const post = { type: 'PostMember', category: 'UNIFORMED', source: 'RECRUIT' } as const;
const target = { type: 'RegisterPromiseTarget', kind: 'SECONDARY_SCHOOL' } as const;

/** A year in Kilburn in which every command of every decider is sent once or more, and is accepted each time. */
export const yearInKilburn: readonly Step[] = [
  inBorough({ type: 'EstablishBorough', ...day('2012-09-01', ADMIN), name: 'Camden' }),
  inBorough({ type: 'CreateSector', ...day('2012-09-01', ADMIN), sector: 'west', label: 'West' }),
  inBorough({ type: 'CreateSector', ...day('2012-09-01', ADMIN), sector: 'east', label: 'East' }),
  inWard({
    type: 'EstablishWard',
    ...day('2012-09-01', ADMIN),
    code: KILBURN,
    name: 'Kilburn',
    borough: CAMDEN,
    validFrom: '2002-05-02',
  }),
  inWard({ type: 'AddWardAlias', ...day('2012-09-01', ADMIN), scheme: 'police-uk', alias: 'kilburn-1' }),
  inWard({ type: 'NameSaferNeighbourhood', ...day('2012-09-01', ADMIN), name: 'Kilburn' }),
  inBorough({ type: 'AssignWardToSector', ...day('2012-09-02', ADMIN), ward: KILBURN, sector: 'west' }),
  ofTeam(INPT, { type: 'FormTeam', ...day('2012-09-03', ADMIN), kind: 'INPT', name: 'West Camden INPT' }),
  ofTeam(SNT, { type: 'FormTeam', ...day('2012-09-03', ADMIN), kind: 'SNT', name: 'Kilburn SNT' }),
  inWard({ type: 'AssignWardToInpt', ...day('2012-09-04', ADMIN), ward: KILBURN, team: INPT }),
  inWard({ type: 'AssignWardToSnt', ...day('2012-09-04', ADMIN), ward: KILBURN, team: SNT }),
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
    ward: KILBURN,
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
    ward: KILBURN,
    meeting: 'february',
    promise: 'visits',
  }),
  ofPromise({
    type: 'AgreePromiseByCommunity',
    ...day('2013-02-20', SYSTEM),
    promise: 'visits',
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
];
