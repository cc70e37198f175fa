import type { By } from '../by.ts';
import { attendancePlanned, type AttendanceEvent } from '../attendance/attendance.events.ts';
import { INPT, KILBURN, OFFICER, PCSO, SNT } from '../kilburn.test.data.ts';
import { memberPosted, policyAcknowledged, type MemberEvent } from '../member/member.events.ts';
import { policyVersionPublished, type PolicyEvent } from '../policy/policy.events.ts';
import {
  postFilled,
  roleDefined,
  schemeRepresentativeAppointed,
  type RolesEvent,
} from '../role/role.events.ts';
import { retentionReviewScheduled } from '../retention/retention.events.ts';
import { subjectRegistered, type SubjectEvent } from '../subject/subject.events.ts';
import {
  adviceCaseOpened,
  adviceGiven,
  circumstancesRecorded,
  contactStarted,
  disclaimerGiven,
  privacyNoticeGiven,
  type AdviceCaseEvent,
} from './advice-case.events.ts';

// One case of advice in Kilburn. The policy, its catalogue and everybody in it are invented.

export const FORCE = 'police';
export const POLICY = 'B0001';
export const ADVISOR: By = { id: 'advisor-1', role: 'SPECIALIST', agency: FORCE };
export const LIAISON: By = { id: 'salo-1', role: 'SPECIALIST', agency: FORCE };

/** The day of the case, hour by hour. */
export const hour = (at: number): string => `2023-03-06T${String(at).padStart(2, '0')}:00:00.000Z`;

const on = <Event>(instant: string, ...events: readonly Event[]) =>
  events.map((event) => ({ at: instant, event }));
const BEFORE = '2023-01-18T09:00:00.000Z';

const version4 = policyVersionPublished({
  number: 'B 0001',
  kind: 'ADVICE',
  version: 4,
  publishedOn: '2023-01-18',
  contentHash: 'a'.repeat(64),
  nextReviewMonths: 36,
  nextReviewDue: '2026-01-18',
  requiredRecordFields: ['circumstances', 'adviceItems', 'disclaimers', 'privacyNotice', 'delivery'],
  measures: [
    { code: 'window-locks', topic: 'PROPERTY', level: 'BASIC', wording: 'Fit locks to the windows.' },
    { code: 'alarm', topic: 'INTRUDER_ALARM', level: 'BASIC', wording: 'Consider an intruder alarm.' },
    { code: 'alarm-grade', topic: 'INTRUDER_ALARM', level: 'SPECIALIST', wording: 'Choose a grade 2 alarm.' },
    {
      code: 'camera-view',
      topic: 'CCTV_LAWFULNESS',
      level: 'BASIC',
      wording: 'Point the camera at your door.',
    },
    { code: 'scheme', topic: 'SECURED_BY_DESIGN', level: 'BASIC', wording: 'Apply for the award.' },
    { code: 'car-keys', topic: 'VEHICLE', level: 'BASIC', wording: 'Keep the keys out of sight.' },
    { code: 'hedges', topic: 'PROPERTY', level: 'SPECIALIST', wording: 'Lower the hedges.' },
  ],
  sources: ['force-guide', 'national-guide'],
  signpostSites: ['www.police.example', 'prevention.example'],
  disclaimers: { bestOfAbility: 'We do our best.', noGuarantee: 'It is no guarantee.' },
  privacyNotice: 'notice-2',
  resources: [],
  relatedPolicies: [],
  consultees: [],
  riskKinds: ['REPUTATION'],
});
export const policyB = on<PolicyEvent>(BEFORE, version4);
export const nextVersion = on<PolicyEvent>(hour(13), {
  ...version4,
  version: 5,
  publishedOn: '2023-03-07',
  privacyNotice: 'notice-3',
});

export const registerOfRoles = on<RolesEvent>(
  BEFORE,
  roleDefined({
    code: 'CPA',
    label: 'Crime Prevention Advisor',
    aliases: [],
    location: 'LPA',
    topics: ['PROPERTY', 'INTRUDER_ALARM', 'CCTV_LAWFULNESS'],
  }),
  roleDefined({
    code: 'SALO',
    label: 'Senior Architectural Liaison Officer',
    aliases: ['ALO'],
    location: 'HQ',
    topics: ['PROPERTY', 'SECURED_BY_DESIGN', 'PARK_MARK'],
  }),
  postFilled({ role: 'CPA', area: 'west', member: ADVISOR.id }),
  postFilled({ role: 'SALO', area: 'hq', member: LIAISON.id }),
  schemeRepresentativeAppointed({ scheme: 'SECURED_BY_DESIGN', member: LIAISON.id }),
);

export const pcso = on<MemberEvent>(
  BEFORE,
  memberPosted({
    team: SNT,
    category: 'PCSO',
    rank: 'PCSO',
    source: 'RECRUIT',
    publicName: 'PCSO Idris Fenwick',
  }),
);
const postedTo = (team: string, rank: 'CONSTABLE' | 'SERGEANT' | 'INSPECTOR') =>
  on<MemberEvent>(
    BEFORE,
    memberPosted({ team, category: 'UNIFORMED', rank, source: 'RECRUIT', publicName: 'Sgt Oriel Wainscott' }),
  );
/** Of the team of the case, and of the one over it. */
export const sergeant = postedTo(SNT, 'SERGEANT');
export const constable = postedTo(SNT, 'CONSTABLE');
export const inspector = postedTo(INPT, 'INSPECTOR');
export const person = on<SubjectEvent>(BEFORE, subjectRegistered({ name: 'Juniper Marsh' }));
export const readerOfPolicy = [
  ...pcso,
  ...on<MemberEvent>(BEFORE, policyAcknowledged({ policy: POLICY, version: 4 })),
];

const arranged = { considered: true, outcome: 'ARRANGED' } as const;
export const plannedVisit = on<AttendanceEvent>(
  hour(8),
  attendancePlanned({
    case: 'case-1',
    recipient: 'subject-1',
    member: PCSO.id,
    premisesKind: 'HOME',
    policePremises: false,
    considerations: {
      riskAssessment: arranged,
      ppe: arranged,
      conflictManagement: arranged,
      otherTraining: arranged,
    },
    crew: 'LONE',
    buddy: OFFICER.id,
    expectedArrival: hour(10),
    expectedDeparture: hour(11),
    graceMinutes: 15,
    overdueFrom: '2023-03-06T11:15:00.000Z',
    address: '4 Invented Mews',
  }),
);

export const terms = {
  recipientKind: 'INDIVIDUAL' as const,
  recipient: 'subject-1',
  capacity: 'VICTIM' as const,
  origin: 'CRIME' as const,
  linkedRef: 'crime/2023-77',
  premises: { kind: 'HOME' as const, address: '4 Invented Mews' },
  ward: KILBURN,
  team: SNT,
  officerInCase: PCSO.id,
  policy: POLICY,
  topicHints: ['PROPERTY' as const],
  criteria: ['AGE_60_PLUS' as const],
  force: FORCE,
};

export const opened = on<AdviceCaseEvent>(hour(9), adviceCaseOpened(terms));
export const inContact = [
  ...opened,
  ...on<AdviceCaseEvent>(
    hour(10),
    contactStarted({ contact: 'call-1', channel: 'PHONE' }),
    circumstancesRecorded({ text: 'The window at the back was forced.' }),
  ),
];

export const FOUR_TESTS = { upToDate: true, costCommensurate: true, balanced: true, proportionate: true };
export const locks = {
  contact: 'call-1',
  item: 'item-1',
  measure: 'window-locks',
  topic: 'PROPERTY' as const,
  stance: 'FOR' as const,
  certainty: 'NOT_CLAIMED' as const,
  basis: 'force-guide',
  fourTests: FOUR_TESTS,
  purposes: ['REDUCE_VICTIMISATION' as const],
};
export const locksGiven = adviceGiven({
  ...locks,
  level: 'BASIC',
  adviser: PCSO.id,
  adviserLevel: 'BASIC',
  policyVersion: 4,
});
export const advised = [...inContact, ...on<AdviceCaseEvent>(hour(11), locksGiven)];
export const disclaimed = [
  ...advised,
  ...on<AdviceCaseEvent>(
    hour(11),
    disclaimerGiven({ contact: 'call-1', kind: 'BEST_OF_ABILITY', wordingVersion: 4 }),
    disclaimerGiven({ contact: 'call-1', kind: 'NO_GUARANTEE', wordingVersion: 4 }),
  ),
];
export const complete = [
  ...disclaimed,
  ...on<AdviceCaseEvent>(hour(11), privacyNoticeGiven({ version: 'notice-2' })),
];

/** What comes with a closing in March 2023, where no policy says how long cases are kept. */
export const toReview = retentionReviewScheduled({ on: '2029-03-06', policy: 'DEFAULT' });
