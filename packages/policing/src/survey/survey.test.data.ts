import {
  at,
  fact,
  scenario,
  type Given,
  type KnownFact,
  type Scenario,
} from '@wardbook/event-sourcing/testing';
import {
  agencyRegistered,
  capabilityOffered,
  sharingAgreed,
  type AgencyEvent,
} from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import {
  arrivalRecorded,
  attendancePlanned,
  calledOnDeparture,
  type AttendanceEvent,
} from '../attendance/attendance.events.ts';
import { attendanceHistory } from '../attendance/attendance.state.ts';
import type { By } from '../by.ts';
import {
  IN_2012,
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  police,
  posted,
  SNT,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { competenceGranted, type MemberEvent } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { postFilled, roleDefined, type RolesEvent } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered, type SubjectEvent } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  findingRecorded,
  recommendationMade,
  surveyRequested,
  surveyStarted,
  type SurveyEvent,
} from './survey.events.ts';
import { survey } from './survey.ts';

// The home of Juniper Marsh in Kilburn, a PCSO who was trained, and the borough's Crime Prevention Officer. Invented.

export const onDay = (time: string): string => `2023-03-06T${time}:00.000Z`;
export const NINE = onDay('09:00');
export const TEN = onDay('10:00');
export const NOON = onDay('12:00');
export const ONE = onDay('13:00');
export const TWO = onDay('14:00');
export const THREE = onDay('15:00');
export const FOUR = onDay('16:00');

export const CPO = police('cpo-1', 'SPECIALIST');
export const HOUSING_CLERK: By = { id: 'clerk-2', role: 'PARTNER', agency: 'larch-homes' };
export const COUNCIL_CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };

export const request = {
  type: 'RequestSurvey',
  occurredAt: NINE,
  by: OFFICER,
  recipient: 'juniper',
  premisesKind: 'HOME',
  address: '4 Cedar Row',
  ward: KILBURN,
  level: 'BASIC',
  criteria: ['AGE_60_PLUS'],
} as const;
export const asked = {
  recipient: 'juniper',
  premisesKind: 'HOME',
  ward: KILBURN,
  level: 'BASIC',
  criteria: ['AGE_60_PLUS'],
  priority: true,
  force: 'police',
  requestedBy: OFFICER.id,
} as const;
export const requested = at<SurveyEvent>(NINE, surveyRequested({ ...asked, address: '4 Cedar Row' }));
export const fullRequested = at<SurveyEvent>(
  NINE,
  surveyRequested({ ...asked, level: 'FULL', address: '4 Cedar Row' }),
);
const started = at<SurveyEvent>(NOON, surveyStarted({ surveyor: PCSO.id, attendance: 'visit-1' }));
/** A basic survey by the PCSO. */
export const begun = [...requested, ...started];
/** A full survey by the Crime Prevention Officer. */
export const fullBegun = [
  ...fullRequested,
  ...at<SurveyEvent>(NOON, surveyStarted({ surveyor: CPO.id, attendance: 'visit-2' })),
];
export const alarmFound = at<SurveyEvent>(
  ONE,
  findingRecorded({
    item: 'ALARM_FITTED',
    section: 'ALARM',
    answer: 'NO',
    attention: true,
    technical: true,
    toRefer: true,
  }),
);
export const windowsFound = at<SurveyEvent>(
  ONE,
  findingRecorded({
    item: 'WINDOW_LOCKS',
    section: 'WINDOWS',
    answer: 'NO',
    attention: true,
    technical: false,
    toRefer: false,
  }),
);
const recommending = {
  topic: 'PROPERTY',
  technical: false,
  items: [],
  priority: 'HIGH',
  ward: KILBURN,
  force: 'police',
} as const;
export const occupantToDo = at<SurveyEvent>(
  ONE,
  recommendationMade({ ...recommending, recommendation: 'sash', owner: 'OCCUPANT', text: 'Fit sash locks.' }),
);
export const housingToDo = at<SurveyEvent>(
  ONE,
  recommendationMade({
    ...recommending,
    recommendation: 'door',
    owner: 'AGENCY',
    agency: 'larch-homes',
    text: 'Mend the frame.',
    fields: ['REQUESTED_HELP', 'TOPIC', 'WARD'],
    legalBasis: 'CONSENT',
    agreement: 'isa-1',
  }),
);

export const find = {
  type: 'RecordFinding',
  occurredAt: ONE,
  by: PCSO,
  item: 'WINDOW_LOCKS',
  answer: 'NO',
  attention: true,
} as const;
export const refer = {
  type: 'ReferFinding',
  occurredAt: TWO,
  by: PCSO,
  item: 'ALARM_FITTED',
  referral: 'alarm',
  toRole: 'CPO',
  topic: 'INTRUDER_ALARM',
  requestedHelp: 'Which alarm would suit the house?',
  fields: ['REQUESTED_HELP', 'TOPIC'],
  dueAt: '2023-03-20T17:00:00.000Z',
} as const;
export const recommend = {
  type: 'Recommend',
  occurredAt: ONE,
  by: PCSO,
  recommendation: 'sash',
  ownedBy: 'OCCUPANT',
  topic: 'PROPERTY',
  priority: 'HIGH',
  text: 'Fit sash locks.',
} as const;
export const toHousing = {
  ...recommend,
  recommendation: 'door',
  ownedBy: 'AGENCY',
  agency: 'larch-homes',
  text: 'Mend the frame.',
  legalBasis: 'CONSENT',
  agreement: 'isa-1',
} as const;
export const complete = { type: 'CompleteSurvey', occurredAt: THREE, by: PCSO } as const;

export const member = (
  id: string,
  more: readonly { readonly at: string; readonly event: MemberEvent }[] = [],
) => fact(memberHistory, id, posted('PCSO', SNT, 'PCSO'), more);
export const trained = at<MemberEvent>(
  IN_2012,
  competenceGranted({ level: 'BASIC_SURVEY', evidence: 'training/2012-09-28' }),
);
export const untrainedPcso = member(PCSO.id);
const pcso = member(PCSO.id, trained);
const unknownMember = (id: string) => fact(memberHistory, id);

const staffed = at<RolesEvent>(
  IN_2012,
  roleDefined({
    code: 'CPO',
    label: 'Crime Prevention Officer',
    aliases: [],
    location: 'LPA',
    topics: ['PROPERTY', 'INTRUDER_ALARM'],
  }),
  postFilled({ role: 'CPO', area: 'west', member: CPO.id }),
);
export const roles = fact(rolesHistory, 'police', staffed);
export const person = fact(
  subjectHistory,
  'juniper',
  at<SubjectEvent>(IN_2012, subjectRegistered({ name: 'Juniper Marsh' })),
);
const ward = fact(wardHistory, KILBURN, kilburn);

const plan = (id: string, goes: string, of = 'survey-1') => ({
  recipient: 'juniper',
  recipientKind: 'INDIVIDUAL' as const,
  member: goes,
  premisesKind: 'HOME' as const,
  policePremises: false,
  considerations: {
    riskAssessment: { considered: true },
    ppe: { considered: true },
    conflictManagement: { considered: true },
    otherTraining: { considered: true },
  },
  crew: 'LONE' as const,
  graceMinutes: 15,
  force: 'police',
  survey: of,
  address: id,
});
export const visitOf = (by: string, { of = 'survey-1', arrived = NOON, left = FOUR } = {}) =>
  [
    { at: TEN, event: attendancePlanned(plan('4 Cedar Row', by, of)) },
    { at: arrived, event: arrivalRecorded({}) },
    { at: left, event: calledOnDeparture({}) },
  ] as const;
export const visit = (id: string, ...past: readonly Given<AttendanceEvent>[]) =>
  fact(attendanceHistory, id, ...past);

const partner = (kind: 'HOUSING_ASSOCIATION' | 'COUNCIL', name: string) =>
  at<AgencyEvent>(
    IN_2012,
    agencyRegistered({ kind, name }),
    sharingAgreed({
      agreement: 'isa-1',
      fields: ['PREMISES_ADDRESS', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
      legalBasis: 'CONSENT',
      from: '2012-09-03',
      until: '2033-09-02',
    }),
  );
export const housingPast = partner('HOUSING_ASSOCIATION', 'Larch Homes');
const housing = fact(agencyHistory, 'larch-homes', housingPast);
const council = fact(agencyHistory, 'council', partner('COUNCIL', 'Elmbridge Vale Council'));
export const ableCouncil = fact(
  agencyHistory,
  'council',
  partner('COUNCIL', 'Elmbridge Vale Council'),
  at<AgencyEvent>(IN_2012, capabilityOffered({ capability: 'PROPERTY', label: 'Lock fitting' })),
);

const usual: readonly KnownFact[] = [
  roles,
  person,
  ward,
  pcso,
  housing,
  council,
  ...[OFFICER, SUPERVISOR].map(({ id }) => member(id)),
  ...[CPO.id, 'inspector-1', 'control-1', HOUSING_CLERK.id, COUNCIL_CLERK.id].map(unknownMember),
  visit('visit-1', ...visitOf(PCSO.id)),
  visit('visit-2', ...visitOf(CPO.id)),
];

/** A survey in Kilburn, with all that a decision on it rests on, where a test says nothing else of it. */
export const given = (...history: readonly Given<SurveyEvent>[]): Scenario<typeof survey> => {
  const bare = scenario(survey, 'survey-1')(...history);
  return {
    ...bare,
    knowing: (...facts) => bare.knowing(...facts, ...usual),
    when: (command) => bare.knowing(...usual).when(command),
  };
};
