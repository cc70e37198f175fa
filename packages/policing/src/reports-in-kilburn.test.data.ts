import type { Told } from '@wardbook/event-sourcing';
import { CONTROL } from './crimes-in-kilburn.test.data.ts';
import { intelligence, type IntelligenceCommand } from './intelligence/intelligence.ts';
import { ADMIN, KILBURN, OFFICER, police, SYSTEM } from './kilburn.test.data.ts';
import { report, type ReportCommand } from './report/report.ts';
import { gradingPolicy } from './report/report.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, inRegister, ofPolicy, type Step } from './steps.test.data.ts';

export const RESIDENT = { id: 'resident-1', role: 'PARTNER', agency: 'residents' } as const;
export const REPORTED = 'police.r-1';
const REPORTED_BEFORE = 'police.r-0';
/** What is known because of them. */
export const KNOWN = 'police.2013-31';
const KNOWN_BEFORE = 'police.2013-30';
const ANALYST = police('analyst-1', 'INTELLIGENCE');

export const ofReport = (command: Told<ReportCommand>, id = REPORTED): Step => ({
  decider: report,
  id,
  command,
});
const ofIntelligence = (command: Told<IntelligenceCommand>, id = KNOWN): Step => ({
  decider: intelligence,
  id,
  command,
});

const evaluate = {
  type: 'EvaluateIntelligence',
  scheme: 'THREE_BY_FIVE_BY_TWO',
  source: 'UNTESTED',
  assessment: 'NOT_KNOWN',
  handling: 'PERMITTED',
} as const;
const review = (date: string) =>
  ofReport({ type: 'ReviewIntelligence', ...day(date, SYSTEM), intelligence: KNOWN });

/** A policy says how reports are graded. */
const gradingBegins: readonly Step[] = [
  ofPolicy({ type: 'PublishPolicyVersion', ...day('2012-09-03', ADMIN), terms: gradingPolicy }, 'G0101'),
  inRegister({ type: 'AdoptPolicy', ...day('2012-09-03', ADMIN), kind: 'GRADING', number: 'G 0101' }),
];

/** A resident reports first what somebody else will report as well: graded, assessed, closed, and disposed of. */
const reportedFirst: readonly Step[] = [
  ofReport(
    {
      type: 'ReceiveReport',
      ...day('2013-03-01', RESIDENT),
      channel: 'THROUGH_PARTNER',
      matter: 'ABANDONED_VEHICLE',
      inProgress: false,
      receipt: 'receipt-0',
      intelligence: KNOWN_BEFORE,
    },
    REPORTED_BEFORE,
  ),
  ofIntelligence(
    { type: 'OpenIntelligence', ...day('2013-03-01', SYSTEM), report: REPORTED_BEFORE },
    KNOWN_BEFORE,
  ),
  ofReport(
    { type: 'GradeReport', ...day('2013-03-01', CONTROL), grade: 'REFERRED', rationale: 'INFORMATION_ONLY' },
    REPORTED_BEFORE,
  ),
  ofIntelligence({ ...evaluate, ...day('2013-03-01', ANALYST) }, KNOWN_BEFORE),
  ofReport(
    { type: 'ReviewIntelligence', ...day('2013-03-02', SYSTEM), intelligence: KNOWN_BEFORE },
    REPORTED_BEFORE,
  ),
  ofReport({ type: 'CloseReport', ...day('2013-04-02', CONTROL), outcome: 'DUPLICATE' }, REPORTED_BEFORE),
  ...keptAndDisposed('2013-06', (command) => ofReport(command, REPORTED_BEFORE)),
];

/** Cars are left in a street: somebody calls, and is told in the end that something is done. */
export const reportsReceived: readonly Step[] = [
  ...gradingBegins,
  ...reportedFirst,
  ofReport({
    type: 'ReceiveReport',
    ...day('2013-03-04', CONTROL),
    channel: 'CALL',
    matter: 'ABANDONED_VEHICLE',
    inProgress: false,
    observed: 'A car without plates stands there.',
    ward: KILBURN,
    receipt: 'receipt-1',
    intelligence: KNOWN,
  }),
  ofIntelligence({ type: 'OpenIntelligence', ...day('2013-03-04', SYSTEM), report: REPORTED }),
  review('2013-03-04'),
  ofReport({ type: 'NoticeReportDutyOverdue', ...day('2013-03-05', SYSTEM) }),
  ofReport({
    type: 'SayMore',
    ...day('2013-03-05', OFFICER),
    street: 'street-9',
    from: '2013-03-03T22:00:00.000Z',
    reporter: 'juniper',
  }),
  ofReport({
    type: 'CorrectReport',
    ...day('2013-03-05', OFFICER),
    matter: 'CRIMINAL_DAMAGE',
    inProgress: true,
  }),
  ofReport({
    type: 'GradeReport',
    ...day('2013-03-05', CONTROL),
    grade: 'IMMEDIATE',
    rationale: 'CRIME_IN_PROGRESS',
  }),
  ofReport({ type: 'CorrectReport', ...day('2013-03-06', OFFICER), inProgress: false }),
  ofReport({
    type: 'RegradeReport',
    ...day('2013-03-06', CONTROL),
    grade: 'REFERRED',
    rationale: 'INFORMATION_ONLY',
    reason: 'OVER_BY_NOW',
  }),
  ofReport({ type: 'MarkDuplicate', ...day('2013-03-07', OFFICER), of: REPORTED_BEFORE }),
  ofReport({ type: 'EndDuplicate', ...day('2013-03-08', OFFICER) }),
  ofIntelligence({ ...evaluate, ...day('2013-03-11', ANALYST) }),
  review('2013-03-11'),
  ofIntelligence({
    type: 'DecideAction',
    ...day('2013-03-12', ANALYST),
    action: 'tow-them-away',
    what: 'VISIT',
    plannedFor: '2013-03-20T09:00:00.000Z',
    how: 'WITH_PARTNERS',
    reports: [REPORTED],
  }),
  review('2013-03-12'),
  ofReport({ type: 'InformReporter', ...day('2013-03-13', OFFICER), what: 'ACTED_ON', way: 'WHEN_ASKED' }),
  ofReport({ type: 'CloseReport', ...day('2013-03-14', CONTROL), outcome: 'FOR_INTELLIGENCE' }),
  ofReport({ type: 'ReopenReport', ...day('2013-03-15', CONTROL) }),
  ofReport({ type: 'CloseReport', ...day('2013-03-28', CONTROL), outcome: 'DEALT_WITH' }),
];
