import { day, ofCase, ofCouncil, ofReferral, ofSubject, ofVisit, type Step } from './steps.test.data.ts';
import {
  ADMIN,
  advicePolicy,
  INPT,
  INSPECTOR,
  KILBURN,
  OFFICER,
  PCSO,
  police,
  RECORDS,
  SNT,
  SUPERVISOR,
  SYSTEM,
} from './kilburn.test.data.ts';
import type { By } from './by.ts';

const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
const CPO: By = police('cpo-1', 'SPECIALIST');
const SECOND_CLERK: By = police('records-2', 'RECORDS');
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
export const referralsMade: readonly Step[] = [
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
    request: 'same-name',
    other: 'june',
    reason: 'SAME_DETAILS',
  }),
  ofSubject('juniper', {
    type: 'GrantMerge',
    ...day('2013-01-14', SECOND_CLERK),
    request: 'same-name',
  }),
  ofSubject('juniper', {
    type: 'FindApart',
    ...day('2013-09-02', RECORDS),
    other: 'june',
    reason: 'PERSON_SAID_SO',
  }),
  ofSubject('juniper', {
    type: 'MergeSubjects',
    ...day('2013-09-03', RECORDS),
    request: 'same-house',
    other: 'june',
    reason: 'OTHER',
  }),
  ofSubject('juniper', {
    type: 'DeclineMerge',
    ...day('2013-09-04', SECOND_CLERK),
    request: 'same-house',
    reason: 'NOT_JUSTIFIED',
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
  ofSubject('juniper', {
    type: 'CategoriseSubject',
    ...day('2013-04-10', RECORDS),
    referral: 'lamps',
    category: 'VICTIM',
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
  ofSubject('juniper', { type: 'CategoriseSubject', ...day('2013-09-05', RECORDS), referral: 'lamps' }),
  ofReferral('gates', { ...consultation, ...day('2013-05-01', OFFICER) }),
  ofReferral('gates', {
    type: 'RedirectReferral',
    ...day('2013-05-02', OFFICER),
    to: { force: 'police', ward: KILBURN },
    fields: [],
  }),
  ofReferral('gates', {
    type: 'WithdrawReferral',
    ...day('2013-05-03', OFFICER),
    reason: 'NO_LONGER_NEEDED',
  }),
  ofReferral('paths', { ...consultation, ...day('2013-05-06', OFFICER) }),
];

const considered = { considered: true, outcome: 'ARRANGED' } as const;
const visitToJuniper = {
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
} as const;
const { case: _case, ...visitWithoutCase } = visitToJuniper;
/** Called off, without an answer, not made, and moved to another day: there the departure is told after the alarm. */
const otherVisits: readonly Step[] = [
  ...['visit-2', 'visit-3', 'visit-4', 'visit-5'].map((id) => ofVisit(visitWithoutCase, id)),
  ofVisit({ type: 'CancelVisit', ...day('2013-01-21', PCSO), reason: 'RECIPIENT_ASKED' }, 'visit-2'),
  ofVisit({ type: 'RecordNoReply', ...day('2013-01-22', PCSO), tried: ['AT_THE_DOOR'] }, 'visit-3'),
  ofVisit({ type: 'RecordDidNotAttend', ...day('2013-01-22', SUPERVISOR), reason: 'ILL' }, 'visit-4'),
  ofVisit({ type: 'ChangeBuddy', ...day('2013-01-21', PCSO), buddy: INSPECTOR.id }, 'visit-5'),
  ofVisit(
    {
      type: 'MoveVisit',
      ...day('2013-01-21', PCSO),
      expectedArrival: '2013-01-23T12:00:00.000Z',
      expectedDeparture: '2013-01-23T13:00:00.000Z',
    },
    'visit-5',
  ),
  ofVisit({ type: 'NoticeAttendanceOverdue', ...day('2013-01-24', SYSTEM) }, 'visit-5'),
  ofVisit({ type: 'RecordArrival', ...day('2013-01-23', PCSO) }, 'visit-5'),
  ofVisit({ type: 'CallOnDeparture', ...day('2013-01-23', PCSO) }, 'visit-5'),
];
const said = { ...day('2013-01-22', PCSO), contact: 'visit-1', wordingVersion: 1 };

const advice = {
  type: 'GiveAdvice',
  ...day('2013-01-22', PCSO),
  contact: 'visit-1',
  stance: 'FOR',
  certainty: 'NOT_CLAIMED',
  basis: advicePolicy.sources[0] ?? '',
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  purposes: ['REDUCE_VICTIMISATION'],
} as const;
export const opening = {
  type: 'OpenCase',
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
} as const;
const asking = {
  type: 'Refer',
  ...day('2013-01-24', OFFICER),
  topic: 'INTRUDER_ALARM',
  requestedHelp: 'Which alarm would suit the house?',
  fields: ['REQUESTED_HELP', 'TOPIC'],
  dueAt: '2013-02-24T17:00:00.000Z',
} as const;
/** The ward that replaced Kilburn. */
export const REPLACEMENT = 'E05013661';

/** A visit after a burglary: planned, overdue, and home in the end; and the advice that was given at it. */
export const adviceGivenAtHome: readonly Step[] = [
  ofCase({ ...opening, ...day('2013-01-20', PCSO) }),
  ofVisit(visitToJuniper),
  ofCase({ type: 'NoteVisit', ...day('2013-01-21', SYSTEM), attendance: 'visit-1' }),
  ofVisit({ type: 'CallBeforeArrival', ...day('2013-01-22', PCSO) }),
  ofVisit({ type: 'RecordArrival', ...day('2013-01-22', PCSO) }),
  ofCase({
    type: 'StartContact',
    ...day('2013-01-22', PCSO),
    contact: 'visit-1',
    channel: 'VISIT',
    attendance: 'visit-1',
  }),
  ofCase({
    type: 'RecordCircumstances',
    ...day('2013-01-22', PCSO),
    text: 'The back window was forced.',
    proportionality: 'Locks cost less than what was taken.',
  }),
  ofCase({
    ...advice,
    item: 'item-1',
    measure: 'WINDOW_LOCKS',
    topic: 'PROPERTY',
    note: 'The lower sash first.',
  }),
  ofCase({
    ...advice,
    item: 'item-2',
    measure: 'APPROVED_ALARM_INSTALLER',
    topic: 'INTRUDER_ALARM',
    overrideReason: 'The advisor is away for a month.',
  }),
  ofCase({
    ...advice,
    item: 'item-3',
    measure: 'CCTV_VIEW',
    topic: 'CCTV_INSTALLATION',
    overrideReason: 'She asked for it.',
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
  ...otherVisits,
  ofCase({ type: 'GrantOverride', ...day('2013-01-23', INSPECTOR), request: 'item-2' }),
  ofCase({
    type: 'DeclineOverride',
    ...day('2013-01-23', INSPECTOR),
    request: 'item-3',
    reason: 'ANOTHER_WAY_FOUND',
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
  ofCase({ ...asking, referral: 'alarm', toRole: 'SALO' }),
  ofCase({
    type: 'RecordReferralOutcome',
    ...day('2013-01-25', SYSTEM),
    referral: 'alarm',
    outcome: 'COMPLETED',
  }),
  ofCase({ ...asking, referral: 'alarm-2', toRole: 'CPO', area: 'west' }),
  ofCase({
    type: 'RecordReferralOutcome',
    ...day('2013-01-25', SYSTEM),
    referral: 'alarm-2',
    outcome: 'NOT_RAISED',
    rule: 'R-ROLE-1',
  }),
  ofCase({
    type: 'AbandonReferral',
    ...day('2013-01-25', OFFICER),
    referral: 'alarm-2',
    reason: 'HELPED_OTHERWISE',
  }),
  ofCase({
    type: 'RecordBreach',
    ...day('2013-01-25', SUPERVISOR),
    request: 'camera',
    rule: 'R-CASE-3',
    item: 'item-3',
  }),
  ofCase({
    type: 'DeclineBreach',
    ...day('2013-01-25', INSPECTOR),
    request: 'camera',
    reason: 'TOO_LITTLE_INFORMATION',
  }),
  ofCase({
    type: 'RecordBreach',
    ...day('2013-01-26', SUPERVISOR),
    request: 'camera-again',
    rule: 'R-CASE-3',
    item: 'item-3',
  }),
  ofCase({ type: 'GrantBreach', ...day('2013-01-26', INSPECTOR), request: 'camera-again' }),
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
  ofCase({ type: 'ReviewCaseOfficer', ...day('2013-07-03', SYSTEM), officer: OFFICER.id }),
  ofCase({ type: 'ReviewCaseWard', ...day('2013-08-31', SYSTEM) }),
  ofCase({ ...opening, ...day('2013-03-01', PCSO), linkedRef: 'crime/2013-40' }, 'case-2'),
  ofCase({ type: 'MoveToWard', ...day('2013-09-01', SUPERVISOR), ward: REPLACEMENT }, 'case-2'),
];
