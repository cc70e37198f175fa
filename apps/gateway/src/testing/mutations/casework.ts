import { createdId } from '@wardbook/event-sourcing';
import { A0609_VERSION_4, londonMonth, monthStart } from '@wardbook/policing';
import { FORTUNE_GREEN, KILBURN } from '../../demo/camden.ts';
import { STORYTELLER } from '../../demo/story.ts';
import { FORCE } from '../../demo/told.ts';
import {
  accepted,
  ADMIN,
  COUNCIL,
  CPA,
  INSPECTOR,
  RECORDS,
  refused,
  SERGEANT,
  the,
  type Step,
} from './step.ts';

const PCSO = `PCSO pcso-${KILBURN}`;
const ELSEWHERE = `OFFICER pc-${FORTUNE_GREEN}`;
const PCSO_ID = the('Member', `pcso-${KILBURN}`);
const FAR = '2040-01-01T09:00:00Z';
const HASH = 'a'.repeat(64);
const force = { force: FORCE };

const people: readonly Step[] = [
  accepted(PCSO, 'registerSubject', { name: 'Alder Fennimarsh' }, 'person'),
  accepted(RECORDS, 'registerSubject', { name: 'A. Fennimarsh' }, 'same person'),
  accepted(RECORDS, 'correctPersonalDetails', (made) => ({
    subjectId: made('person'),
    contact: null,
    address: '4 Cedar Row',
  })),
  accepted(RECORDS, 'mergeSubjects', (made) => ({
    subjectId: made('person'),
    otherSubjectId: made('same person'),
  })),
];

const agencies: readonly Step[] = [
  accepted(ADMIN, 'registerAgency', { agencyKey: 'fire-1', kind: 'FIRE', name: 'Fire service' }, 'fire'),
  accepted(ADMIN, 'offerCapability', (made) => ({
    agencyId: made('fire'),
    capability: 'LIGHTING',
    label: 'Lamps',
  })),
  accepted(ADMIN, 'withdrawCapability', (made) => ({ agencyId: made('fire'), capability: 'LIGHTING' })),
  refused(
    ADMIN,
    'agreeSharing',
    (made) => ({
      ...{ agencyId: made('fire'), agreement: 'sharing-9', fields: ['TOPIC'] },
      ...{ legalBasis: 'CONSENT', from: '2020-02-02', until: '2020-01-01' },
    }),
    'R-REF-1',
    'until',
  ),
  accepted(ADMIN, 'agreeSharing', (made) => ({
    ...{ agencyId: made('fire'), agreement: 'sharing-9', fields: ['TOPIC'] },
    ...{ legalBasis: 'CONSENT', from: '2020-02-02', until: '2040-01-01' },
  })),
  accepted(ADMIN, 'endSharing', (made) => ({ agencyId: made('fire'), agreement: 'sharing-9' })),
];

const post = { ...force, role: 'TEST', area: 'HQ', memberId: the('Member', 'detective-1') };
const TEST_ROLE = { ...force, code: 'TEST', label: 'Test role', location: 'HQ' };

const roles: readonly Step[] = [
  refused(ADMIN, 'defineRole', { ...TEST_ROLE, topics: [] }, 'R-ROLE-3', 'topics'),
  accepted(ADMIN, 'defineRole', { ...TEST_ROLE, topics: ['VEHICLE'] }),
  accepted(ADMIN, 'fillPost', post),
  refused(ADMIN, 'vacatePost', { ...post, reason: 'OTHER', successor: 'SNT' }, 'R-ROLE-1', 'successor'),
  accepted(ADMIN, 'vacatePost', { ...post, reason: 'OTHER' }),
  refused(
    ADMIN,
    'appointSchemeRepresentative',
    { ...force, scheme: 'PARK_MARK', memberId: the('Member', 'cpa-1') },
    'R-ROLE-2',
    'memberId',
  ),
  accepted(ADMIN, 'standDownSchemeRepresentative', { ...force, scheme: 'PARK_MARK' }),
  accepted(ADMIN, 'appointSchemeRepresentative', {
    ...force,
    scheme: 'PARK_MARK',
    memberId: the('Member', 'salo-1'),
  }),
  accepted(ADMIN, 'transferDuties', { ...force, role: 'TEST', teamId: the('Team', 'inpt-1') }),
];

const POLICY = { number: 'B1234', kind: 'GRADING', version: 1, publishedOn: '2020-01-01', contentHash: HASH };

const policies: readonly Step[] = [
  refused(ADMIN, 'publishPolicyVersion', { ...POLICY, kind: 'ADVICE' }, 'R-CASE-8', 'disclaimers'),
  accepted(ADMIN, 'publishPolicyVersion', POLICY),
  refused(
    ADMIN,
    'reviewPolicy',
    { number: 'B 1234', outcome: 'CHANGED', contentHash: HASH, eia: 'eia/1' },
    'R-POL-2',
    'outcome',
  ),
  accepted(ADMIN, 'reviewPolicy', {
    number: 'B 1234',
    outcome: 'NO_CHANGE',
    contentHash: HASH,
    eia: 'eia/1',
  }),
  accepted(ADMIN, 'publishPolicyVersion', { ...POLICY, version: 2, publishedOn: '2020-02-01' }),
  refused(ADMIN, 'withdrawPolicyVersion', { number: 'B 1234', version: 1 }, 'R-POL-3', 'successor'),
  accepted(ADMIN, 'withdrawPolicyVersion', { number: 'B 1234', version: 1, successor: 2 }),
];

const WORSHIP = the('Promise', createdId(STORYTELLER, 'worship', 'promise'));
const PATROL = the('Promise', createdId(STORYTELLER, 'patrol', 'promise'));
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const THIS_MONTH = londonMonth(new Date().toISOString());
const LAST_MONTH = londonMonth(new Date(Date.parse(monthStart(THIS_MONTH)) - 1).toISOString());
const visit = { promiseId: WORSHIP, memberId: PCSO_ID, evidence: 'pocket-book/1-1' };

const fulfilments: readonly Step[] = [
  refused(INSPECTOR, 'closePromisePeriod', { promiseId: WORSHIP, period: THIS_MONTH }, 'R-PROM-7', 'period'),
  refused(
    INSPECTOR,
    'explainBreach',
    { promiseId: WORSHIP, period: THIS_MONTH, explanation: 'Snow.' },
    'R-PROM-7',
    'period',
  ),
  accepted(SERGEANT, 'correctFulfilment', {
    promiseId: WORSHIP,
    fulfilmentId: `worship-${LAST_MONTH}-place-of-worship-1`,
    reason: 'RECORDED_IN_ERROR',
  }),
  accepted(PCSO, 'recordVisit', { ...visit, target: 'place-of-worship-1' }),
  refused(PCSO, 'recordVisit', { ...visit, target: 'place-of-worship-9' }, 'R-PROM-3', 'target'),
  refused(
    PCSO,
    'recordPatrol',
    {
      ...{ ...visit, promiseId: PATROL, area: 'elsewhere' },
      ...{ from: hoursAgo(3), to: hoursAgo(1) },
    },
    'R-PROM-5',
    'area',
  ),
];

const CASE = {
  ...{ capacity: 'VICTIM', origin: 'CRIME', linkedRef: 'crime/T-1', wardCode: KILBURN },
  ...{ teamId: the('Team', `snt-${KILBURN}`), officerInCaseMemberId: PCSO_ID, policy: 'A0609' },
};
const ADVICE = {
  ...{ contact: 'call-1', item: 'lock', topic: 'PROPERTY', measure: 'FIVE_LEVER_MORTICE_LOCK' },
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  ...{ basis: 'HOME_OFFICE', purposes: ['REDUCE_CRIME'], note: 'The inner door, too.' },
};

const about =
  (input: object) =>
  (made: (name: string) => string): object => ({ adviceCaseId: made('case'), ...input });

const cases: readonly Step[] = [
  refused(
    PCSO,
    'openAdviceCase',
    (made) => ({ ...CASE, capacity: 'POLICE', recipient: { subjectId: made('person') } }),
    'R-CASE-17',
    'capacity',
  ),
  accepted(PCSO, 'openAdviceCase', (made) => ({ ...CASE, recipient: { subjectId: made('person') } }), 'case'),
  accepted(
    SERGEANT,
    'assignAdviceCase',
    about({ teamId: the('Team', 'inpt-1'), officerInCaseMemberId: PCSO_ID }),
  ),
  refused(PCSO, 'startContact', about({ contact: 'call-0', channel: 'VISIT' }), 'R-CASE-11', 'attendanceId'),
  accepted(PCSO, 'startContact', about({ contact: 'call-1', channel: 'PHONE' })),
  accepted(PCSO, 'recordCircumstances', about({ text: 'A shed that does not lock.' })),
  accepted(PCSO, 'giveAdvice', about(ADVICE)),
  refused(PCSO, 'giveAdvice', about({ ...ADVICE, item: 'no', stance: 'AGAINST' }), 'R-CASE-5', 'stance'),
  accepted(SERGEANT, 'reviewAdviceNote', about({ item: 'lock' })),
  refused(PCSO, 'closeAdviceCase', about({ outcome: 'ADVICE_GIVEN' }), 'R-CASE-13', 'adviceCaseId'),
  accepted(
    SERGEANT,
    'recordComplianceBreach',
    about({ rule: 'R-CASE-9', authorisedByMemberId: the('Member', 'inspector-inpt') }),
  ),
  accepted(PCSO, 'signpostRecipient', about({ channel: 'TRAINED_STAFF' })),
  refused(PCSO, 'completeContact', about({ contact: 'call-1' }), 'R-CASE-8', 'contact'),
  refused(
    PCSO,
    'giveDisclaimer',
    about({ contact: 'call-1', kind: 'NO_GUARANTEE', wordingVersion: 3 }),
    'R-CASE-8',
    'wordingVersion',
  ),
  ...['NO_GUARANTEE', 'BEST_OF_ABILITY'].map((kind) =>
    accepted(PCSO, 'giveDisclaimer', about({ contact: 'call-1', kind, wordingVersion: 4 })),
  ),
  accepted(PCSO, 'completeContact', about({ contact: 'call-1' })),
  refused(PCSO, 'givePrivacyNotice', about({ version: 'another' }), 'R-CASE-9', 'version'),
  accepted(PCSO, 'givePrivacyNotice', about({ version: A0609_VERSION_4.privacyNotice })),
  accepted(PCSO, 'recordPracticalHelp', about({ text: 'Secured the door.' })),
  accepted(PCSO, 'closeAdviceCase', about({ outcome: 'ADVICE_GIVEN', helpGiven: 'A lock.' })),
  accepted(SERGEANT, 'reopenAdviceCase', about({})),
  accepted(
    PCSO,
    'referAdviceCase',
    about({
      ...{ toRole: 'CPA', area: 'lpa-1', topic: 'INTRUDER_ALARM', requestedHelp: 'Which alarm?' },
      dueAt: FAR,
    }),
  ),
  refused(
    PCSO,
    'issueAdviceRecord',
    about({ fields: [], delivery: 'VERBAL', copyGiven: false }),
    'R-CASE-12',
    'fields',
  ),
  accepted(
    PCSO,
    'issueAdviceRecord',
    about({ fields: A0609_VERSION_4.requiredRecordFields, delivery: 'WRITTEN', copyGiven: true }),
  ),
  accepted(PCSO, 'recordFollowUp', about({ implemented: ['lock'] })),
  accepted(PCSO, 'recordRevictimisation', about({ incident: 'crime/T-2' })),
];

const CONSIDERED = { considered: true, outcome: 'NOT_REQUIRED' };
const PLAN = {
  ...{ premisesKind: 'HOME', crew: 'LONE', address: '4 Cedar Row' },
  considerations: {
    ...{ riskAssessment: CONSIDERED, ppe: CONSIDERED },
    ...{ conflictManagement: CONSIDERED, otherTraining: CONSIDERED },
  },
  ...{ expectedArrival: '2039-12-31T09:00:00Z', expectedDeparture: '2039-12-31T10:00:00Z' },
};
const plan = (made: (name: string) => string) => ({ ...PLAN, recipient: { subjectId: made('person') } });

const visits: readonly Step[] = [
  refused(PCSO, 'planAttendance', plan, 'R-CASE-11', 'buddyMemberId'),
  accepted(
    PCSO,
    'planAttendance',
    (made) => ({ ...plan(made), buddyMemberId: the('Member', 'sergeant-1') }),
    'visit',
  ),
  ...['callBeforeArrival', 'recordArrival', 'callOnDeparture'].map((mutation) =>
    accepted(PCSO, mutation, (made) => ({ attendanceId: made('visit') })),
  ),
];

const ASKED = {
  ...{ kind: 'TO_POLICE', fromAgencyKey: 'demonstration-council', to: { force: FORCE, wardCode: KILBURN } },
  ...{ topic: 'PERSONAL_SAFETY', reason: 'CRIME_CONCERN', wardCode: KILBURN, fields: [], dueAt: FAR },
  legalBasis: 'CDA1998_S115',
};
const asked =
  (input: object = {}) =>
  (made: (name: string) => string): object => ({ referralId: made('referral'), ...input });

const referrals: readonly Step[] = [
  refused(COUNCIL, 'raiseReferral', { ...ASKED, dueAt: '2013-01-01T09:00:00Z' }, 'R-REF-4', 'dueAt'),
  accepted(COUNCIL, 'raiseReferral', ASKED, 'referral'),
  refused(ELSEWHERE, 'acceptReferral', asked(), 'R-REF-5'),
  accepted(PCSO, 'requestInformation', asked({ question: 'Which path?' })),
  refused(ELSEWHERE, 'requestInformation', asked({ question: 'Which path?' }), 'R-REF-5'),
  accepted(COUNCIL, 'supplyInformation', asked({ answer: 'The one by the canal.' })),
  refused(PCSO, 'supplyInformation', asked({ answer: 'Nobody knows.' }), 'R-REF-4'),
  refused(PCSO, 'completeReferral', asked({ outcome: 'HELPED', helpGiven: 'Lit.' }), 'R-REF-3', 'referralId'),
  accepted(PCSO, 'acceptReferral', asked()),
  accepted(PCSO, 'progressReferral', asked({ note: 'Walked it.' })),
  refused(ELSEWHERE, 'progressReferral', asked({ note: 'Walked it.' }), 'R-REF-5'),
  accepted(PCSO, 'completeReferral', asked({ outcome: 'HELPED', helpGiven: 'Patrolled.' })),
  accepted(COUNCIL, 'raiseReferral', { ...ASKED, topic: 'PROPERTY' }, 'referral'),
  refused(PCSO, 'declineReferral', asked(), 'R-REF-4', 'reason'),
  accepted(PCSO, 'declineReferral', asked({ reason: 'NO_CAPACITY' })),
  refused(INSPECTOR, 'withdrawReferral', asked({ reason: 'OTHER' }), 'R-REF-4'),
  refused(
    INSPECTOR,
    'redirectReferral',
    asked({ to: { force: FORCE, role: 'CPA', area: 'lpa-1' } }),
    'R-REF-4',
  ),
  accepted(COUNCIL, 'redirectReferral', asked({ to: { force: FORCE, role: 'CPA', area: 'lpa-1' } })),
  accepted(CPA, 'declineReferral', asked({ reason: 'OTHER' })),
  refused(COUNCIL, 'escalateReferral', asked(), 'R-REF-4', 'referralId'),
  accepted(COUNCIL, 'withdrawReferral', asked({ reason: 'NO_LONGER_NEEDED' })),
];

/** People, partners, roles, policies, cases, visits and referrals. */
export const casework: readonly Step[] = [
  ...people,
  ...agencies,
  ...roles,
  ...policies,
  ...fulfilments,
  ...cases,
  ...visits,
  ...referrals,
];
