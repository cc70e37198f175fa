import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { INSPECTOR } from '../kilburn.test.data.ts';
import {
  caseStudyDrafted,
  caseStudyPublished,
  caseStudyWithdrawn,
  measureCancelled,
  measureCompleted,
  measureReopened,
  measureStarted,
  measureTasked,
  problemAnalysed,
  problemAssessed,
  problemClosed,
  problemProfileEnded,
  problemProfileRecorded,
  problemReopened,
  problemReportLinked,
  problemReportUnlinked,
  problemScanned,
  targetProfileEnded,
  targetProfileRecorded,
  type ProblemEvent,
} from './problem.events.ts';
import {
  analyse,
  analysed,
  APRIL,
  given,
  isAdopted,
  JUNE,
  MAY,
  PROBLEM,
  raise,
  raised,
  raisedBy,
} from './problem.test.data.ts';
import { problemHistory } from './problem.state.ts';
import { problem } from './problem.ts';

const then = (event: ProblemEvent): readonly Dated<ProblemEvent>[] => at<ProblemEvent>(APRIL, event);
const profile = problemProfileRecorded({ profile: 'yard', street: 'cedar-row' });
const target = targetProfileRecorded({ profile: 'yard', subject: 'person-1', intelligence: 'police.i-1' });
const link = problemReportLinked({ report: 'police.r-1' });
const task = measureTasked({
  ...{ measure: 'lights', kind: 'STREET_LIGHTING', aim: 'PREVENTION', proactive: true },
  ...{ agency: 'council', dueOn: '2013-06-30', dependsOn: [] },
});
const done = measureCompleted({ measure: 'lights', result: 'DONE' });
const assessed = problemAssessed({ assessment: 'first', result: 'REDUCED', evidence: ['notes/1'] });
const draft = caseStudyDrafted({ study: 'study-1', text: 'Light helps.', draftedBy: 'pc-1' });
const closed = problemClosed({});

type History = readonly (readonly Dated<ProblemEvent>[])[];
const over: History = [raised, then(closed)];
const tasked: History = [raised, analysed, then(isAdopted), then(task)];

describe('what was recorded of a problem for later', () => {
  test.each<readonly [string, ProblemEvent, History, History]>([
    ['a scan', problemScanned({ scan: 'one', source: 'COMMUNITY', count: 2 }), [raised], over],
    [
      'an analysis',
      problemAnalysed({ analysis: 'two', causes: ['OTHER'], finding: 'Nobody looks.' }),
      [raised],
      over,
    ],
    ['a linked report', link, [raised], over],
    ['the end of a link', problemReportUnlinked({ report: 'police.r-1' }), [raised, then(link)], [raised]],
    ['a profile', profile, [raised], [raised, then(profile)]],
    ['the end of a profile', problemProfileEnded({ profile: 'yard' }), [raised, then(profile)], [raised]],
    ['a target', target, [raised], [raised, then(target)]],
    ['the end of a target', targetProfileEnded({ profile: 'yard' }), [raised, then(target)], [raised]],
    ['an adoption', isAdopted, [raised, analysed], [raised]],
    ['a measure', task, [raised, analysed, then(isAdopted)], [raised, analysed]],
    ['the start of a measure', measureStarted({ measure: 'lights' }), tasked, [...tasked, then(done)]],
    ['what came of a measure', done, tasked, [...tasked, then(done)]],
    [
      'that a measure is not taken',
      measureCancelled({ measure: 'lights', reason: 'OTHER' }),
      tasked,
      [...tasked, then(done)],
    ],
    [
      'that a measure is taken up again',
      measureReopened({ measure: 'lights' }),
      [...tasked, then(done)],
      tasked,
    ],
    ['an assessment', assessed, [raised, analysed], [raised]],
    ['a closure', closed, [raised, analysed, then(assessed)], [raised, analysed]],
    ['an opening', problemReopened({}), over, [raised]],
    ['an example', caseStudyPublished({ study: 'study-1' }), [raised, then(draft)], [raised]],
    ['the end of an example', caseStudyWithdrawn({ study: 'study-1' }), [raised, then(draft)], [raised]],
  ])('R-TIME-2: %s stays possible', (_, event, fits, fitsNot) => {
    const judged = (history: History) =>
      problem.stands?.[event.type]?.(event as never, fact(problemHistory, PROBLEM, ...history).state, {
        ...{ id: 'later', occurredAt: MAY, isWithout: false },
      });
    expect(judged(fits)).toBeUndefined();
    expect(judged(fitsNot)).toMatchObject({ rule: 'R-TIME-2', path: 'occurredAt' });
  });
  test('R-LIFE-1: nothing is said of one that nobody raised, or not by then', () => {
    given().when(analyse).isRefusedBy('R-LIFE-1', 'id');
    given().when({ type: 'ReopenProblem', occurredAt: MAY, by: INSPECTOR }).isRefusedBy('R-LIFE-1', 'id');
    given(at<ProblemEvent>(JUNE, raisedBy('police')))
      .when(analyse)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-ID-1: is named by its force and its reference', () => {
    for (const id of ['dark-paths', '.dark-paths', 'police.'])
      scenario(problem, id)().when(raise).isRefusedBy('R-ID-1', 'id');
  });
});
