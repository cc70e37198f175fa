import type { Told } from '@wardbook/event-sourcing';
import { DARK_PATHS } from './crimes-in-kilburn.test.data.ts';
import { INSPECTOR, KILBURN, OFFICER, PCSO, police, SUPERVISOR } from './kilburn.test.data.ts';
import { problem, type ProblemCommand } from './problem/problem.ts';
import { KNOWN, REPORTED } from './reports-in-kilburn.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, type Step } from './steps.test.data.ts';

export const ANALYST = police('analyst-1', 'INTELLIGENCE');

export const ofProblem = (command: Told<ProblemCommand>, id = DARK_PATHS): Step => ({
  decider: problem,
  id,
  command,
});

const lights = {
  measure: 'lights',
  kind: 'STREET_LIGHTING',
  aim: 'PREVENTION',
  proactive: true,
  agency: 'council',
  dueOn: '2013-05-31',
  dependsOn: [],
  approach: 'Along the whole path.',
} as const;
const patrol = {
  ...lights,
  measure: 'patrol',
  kind: 'PATROL',
  aim: 'ENFORCEMENT',
  proactive: false,
  agency: 'police',
  assignee: OFFICER.id,
} as const;

/** Paths that are dark: found, looked into, and lit together; the problem is closed, and told of as an example. */
export const darkPathsLit: readonly Step[] = [
  ofProblem({
    type: 'RaiseProblem',
    ...day('2013-04-02', PCSO),
    ward: KILBURN,
    category: 'PERSONAL_SECURITY',
    title: 'Dark paths',
    objective: 'That people walk there again.',
  }),
  ofProblem({
    type: 'AddScan',
    ...day('2013-04-03', PCSO),
    scan: 'calls',
    source: 'PUBLIC_REPORTS',
    count: 3,
    note: 'Three in a week.',
  }),
  ofProblem({
    type: 'RecordAnalysis',
    ...day('2013-04-04', OFFICER),
    analysis: 'first',
    causes: ['POOR_LIGHTING'],
    finding: 'Half of the lamps are out.',
  }),
  ofProblem({ type: 'LinkReport', ...day('2013-04-20', OFFICER), report: REPORTED }),
  ofProblem({
    type: 'RecordProfile',
    ...day('2013-04-21', OFFICER),
    profile: 'path',
    kind: 'PROBLEM',
    street: 'cedar-row',
  }),
  ofProblem({
    type: 'RecordProfile',
    ...day('2013-04-22', ANALYST),
    profile: 'dealer',
    kind: 'TARGET',
    subject: 'juniper',
    intelligence: KNOWN,
  }),
  ofProblem({
    type: 'AdoptAtTasking',
    ...day('2013-04-24', INSPECTOR),
    level: 1,
    intelligence: [KNOWN],
    lead: { agency: 'council', post: 'ASB_COORDINATOR' },
    measures: [lights, patrol],
  }),
  ofProblem({
    type: 'TaskMeasure',
    ...day('2013-04-25', INSPECTOR),
    ...lights,
    measure: 'fence',
    kind: 'OTHER',
    label: 'A fence',
    dependsOn: ['lights'],
  }),
  ofProblem({ type: 'StartMeasure', ...day('2013-05-10', OFFICER), measure: 'lights' }),
  ofProblem({
    type: 'CompleteMeasure',
    ...day('2013-05-20', OFFICER),
    measure: 'lights',
    result: 'DONE',
    note: 'It is light.',
  }),
  ofProblem({ type: 'CancelMeasure', ...day('2013-05-21', OFFICER), measure: 'fence', reason: 'NOT_NEEDED' }),
  ofProblem({ type: 'ReopenMeasure', ...day('2013-05-22', OFFICER), measure: 'fence' }),
  ofProblem({ type: 'CompleteMeasure', ...day('2013-05-30', OFFICER), measure: 'fence', result: 'PARTLY' }),
  ofProblem({
    type: 'CompleteMeasure',
    ...day('2013-05-31', OFFICER),
    measure: 'patrol',
    result: 'OFFENDER_BROUGHT_TO_JUSTICE',
  }),
  ofProblem({ type: 'UnlinkReport', ...day('2013-06-01', OFFICER), report: REPORTED }),
  ofProblem({ type: 'EndProfile', ...day('2013-06-02', ANALYST), profile: 'dealer' }),
  ofProblem({ type: 'EndProfile', ...day('2013-06-03', OFFICER), profile: 'path' }),
  ofProblem({
    type: 'AssessProblem',
    ...day('2013-06-20', OFFICER),
    assessment: 'summer',
    result: 'REDUCED',
    evidence: ['figures/2013-05'],
    tangible: 'People walk there again.',
  }),
  ofProblem({ type: 'CloseProblem', ...day('2013-06-21', INSPECTOR) }),
  ofProblem({ type: 'ReopenProblem', ...day('2013-06-22', INSPECTOR) }),
  ofProblem({
    type: 'DraftCaseStudy',
    ...day('2013-06-23', OFFICER),
    study: 'study-1',
    text: 'With light, people walk there again.',
  }),
  ofProblem({ type: 'AttestCaseStudy', ...day('2013-06-24', SUPERVISOR), study: 'study-1' }),
  ofProblem({ type: 'WithdrawCaseStudy', ...day('2013-06-25', OFFICER), study: 'study-1' }),
  ofProblem({
    type: 'AssessProblem',
    ...day('2013-06-25', OFFICER),
    assessment: 'after-summer',
    result: 'REDUCED',
    evidence: ['figures/2013-06'],
  }),
  ofProblem({ type: 'CloseProblem', ...day('2013-06-26', INSPECTOR) }),
  ...keptAndDisposed('2013-07', (command) => ofProblem(command)),
];
