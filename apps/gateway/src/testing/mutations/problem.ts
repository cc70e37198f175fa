import { FORCE } from '../../demo/told.ts';
import { localId } from '../../global-id.ts';
import { accepted, refused, refusedSender, the, type Made, type Step } from './step.ts';
import { COUNCIL, INSPECTOR, kilburn, PC, PCSO, SERGEANT } from './world.ts';

const HOUSING = 'PARTNER housing-1 demonstration-homes';
const CARS = {
  ...{ ...kilburn, category: 'ABANDONED_VEHICLE', title: 'Cars left behind the flats' },
  objective: 'That nobody leaves a car there any more.',
};
const about =
  (input: object = {}) =>
  (made: Made): object => ({ problemId: made('problem'), ...input });
const SCAN = { scanKey: 'calls', source: 'PUBLIC_REPORTS', count: 3 };
const WHY = { analysisKey: 'first', causes: ['HIDDEN_PLACES'], finding: 'Nobody sees the yard.' };
const LIGHTS = {
  ...{ measureKey: 'lights', kind: 'STREET_LIGHTING', aim: 'PREVENTION', isProactive: true },
  ...{ agencyId: the('Agency', 'demonstration-council'), dueOn: '2040-01-31' },
};
const WALLS = { ...LIGHTS, measureKey: 'walls', kind: 'WALL_REMOVAL', dependsOnKeys: ['lights'] };
const ADOPTED = {
  ...{ level: 1, eventLedReason: 'COMMUNITY_CONCERN', measures: [LIGHTS] },
  lead: { agencyId: the('Agency', 'demonstration-council'), post: 'ASB_COORDINATOR' },
};
const STUDY = { studyKey: 'study-1', text: 'With the wall gone, and light, nobody leaves cars there.' };
const REDUCED = { assessmentKey: 'spring', result: 'REDUCED', evidence: ['figures/2026-1'] };

const reported = (made: Made): object => ({ problemId: made('problem'), reportId: made('report') });
const naming = (made: Made): object => ({
  ...about(STUDY)(made),
  text: `It began with ${localId('Report', made('report'))}.`,
});

/** Cars that are left behind: raised by housing, looked into, taken on with the council, and closed. */
export const problems: readonly Step[] = [
  refusedSender('SPECIALIST nobody-1', 'raiseProblem', CARS, 'R-PROB-8'),
  accepted(HOUSING, 'raiseProblem', { ...CARS, forceId: the('Agency', FORCE) }, 'problem'),
  accepted(PCSO, 'addScan', about(SCAN)),
  refused(INSPECTOR, 'adoptAtTasking', about(ADOPTED), 'R-PROB-4', 'problemId'),
  refused(INSPECTOR, 'closeProblem', about(), 'R-PROB-6', 'problemId'),
  refused(PC, 'assessProblem', about(REDUCED), 'R-PROB-6', 'problemId'),
  accepted(HOUSING, 'recordAnalysis', about(WHY)),
  // Named before anybody knows that the problem is about it.
  accepted(PC, 'draftCaseStudy', (made) => ({ ...naming(made), studyKey: 'study-2' })),
  accepted(PC, 'linkReport', reported),
  accepted(PC, 'unlinkReport', reported),
  refused(PC, 'recordProfile', about({ profileKey: 'yard', kind: 'PROBLEM' }), 'R-PROB-9', 'street'),
  accepted(PC, 'recordProfile', about({ profileKey: 'yard', kind: 'PROBLEM', street: 'cedar-row' })),
  accepted(PC, 'endProfile', about({ profileKey: 'yard' })),
  refused(PC, 'taskMeasure', about(WALLS), 'R-PROB-4', 'problemId'),
  accepted(INSPECTOR, 'adoptAtTasking', about(ADOPTED)),
  accepted(COUNCIL, 'taskMeasure', about(WALLS)),
  accepted(COUNCIL, 'startMeasure', about({ measureKey: 'lights' })),
  accepted(COUNCIL, 'completeMeasure', about({ measureKey: 'lights', result: 'DONE' })),
  accepted(COUNCIL, 'reopenMeasure', about({ measureKey: 'lights' })),
  accepted(COUNCIL, 'cancelMeasure', about({ measureKey: 'lights', reason: 'NOT_POSSIBLE' })),
  accepted(COUNCIL, 'cancelMeasure', about({ measureKey: 'walls', reason: 'NOT_NEEDED' })),
  accepted(COUNCIL, 'assessProblem', about(REDUCED)),
  accepted(SERGEANT, 'closeProblem', about()),
  accepted(SERGEANT, 'reopenProblem', about()),
  refused(PC, 'draftCaseStudy', naming, 'R-PROB-12', 'text'),
  refused(INSPECTOR, 'attestCaseStudy', about({ studyKey: 'study-2' }), 'R-PROB-12', 'studyKey'),
  accepted(PC, 'draftCaseStudy', about(STUDY)),
  accepted(INSPECTOR, 'attestCaseStudy', about({ studyKey: 'study-1' })),
  accepted(PC, 'withdrawCaseStudy', about({ studyKey: 'study-1' })),
];
