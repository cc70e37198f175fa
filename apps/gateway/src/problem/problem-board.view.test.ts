import { describe, expect, test } from '@jest/globals';
import { words } from '@wardbook/event-sourcing/testing';
import {
  caseStudyPublished,
  caseStudyWithdrawn,
  measureCancelled,
  measureReopened,
  measureStarted,
  problemAdopted,
  problemClosed,
  problemEvents,
  problemProfileEnded,
  problemProfileRecorded,
  problemReopened,
  problemReportLinked,
  problemReportUnlinked,
  targetProfileEnded,
  targetProfileRecorded,
  type ProblemEvent,
} from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import {
  caseStudyBoard,
  hasPartIn,
  problemBoard,
  problemMeasures,
  problemsShared,
} from './problem-board.view.ts';

const PROBLEM = 'police.dark-paths';
const on = (day: string, event: ProblemEvent): Happened<ProblemEvent> => [
  `problem-${PROBLEM}`,
  `2026-03-${day}T12:00:00.000Z`,
  event,
];

const LIGHTS = {
  measure: 'lights',
  kind: 'STREET_LIGHTING',
  aim: 'PREVENTION',
  proactive: true,
  agency: 'council',
  dueOn: '2026-03-31',
  dependsOn: [] as string[],
} as const;
const raised = on('01', {
  type: 'ProblemRaised',
  ...{ ward: 'E05013665', category: 'BURGLARY', raisedBy: 'housing' },
  ...{ title: words('Dark paths'), objective: words('That it is light.') },
});
const scanned = on('02', { type: 'ProblemScanned', scan: 'calls', source: 'COMMUNITY', count: 3 });
const analysed = on('03', {
  type: 'ProblemAnalysed',
  ...{ analysis: 'first', causes: ['POOR_LIGHTING'], finding: words('Lamps are out.') },
});
const linked = on('04', problemReportLinked({ report: 'police.r-1', street: 'cedar-row' }));
const adopted = on(
  '05',
  problemAdopted({
    ...{ level: 1, intelligence: [], liveProblemsPerWard: 5, lead: { agency: 'council' } },
    measures: [{ ...LIGHTS, approach: 'All of it.' }],
  }),
);
const tasked = on('05', {
  type: 'MeasureTasked',
  ...LIGHTS,
});
const started = on('06', measureStarted({ measure: 'lights' }));
const completed = on('07', { type: 'MeasureCompleted', measure: 'lights', result: 'DONE' });
const assessed = on('10', {
  type: 'ProblemAssessed',
  ...{ assessment: 'spring', result: 'REDUCED', evidence: ['figures/2026-3'] },
});
const closed = on('11', problemClosed({}));
const reopened = on('12', problemReopened({}));
const drafted = on('13', {
  type: 'CaseStudyDrafted',
  ...{ study: 'study-1', text: words('With light, people walk there.'), draftedBy: 'officer-1' },
});
const published = on('14', caseStudyPublished({ study: 'study-1' }));
const withdrawn = on('15', caseStudyWithdrawn({ study: 'study-1' }));
const known: readonly Happened<ProblemEvent>[] = [
  ...[scanned, analysed, linked, on('05', problemReportUnlinked({ report: 'police.r-1' }))],
  on('05', problemProfileRecorded({ profile: 'path', street: 'cedar-row' })),
  on('06', problemProfileEnded({ profile: 'path' })),
  on('05', targetProfileRecorded({ profile: 'dealer', subject: 'june', intelligence: 'police.i-1' })),
  on('06', targetProfileEnded({ profile: 'dealer' })),
];
const measured: readonly Happened<ProblemEvent>[] = [
  ...[tasked, started, completed],
  on('08', measureReopened({ measure: 'lights' })),
  on('09', measureCancelled({ measure: 'lights', reason: 'NOT_NEEDED' })),
];
const worked: readonly Happened<ProblemEvent>[] = [adopted, ...measured];
const ended: readonly Happened<ProblemEvent>[] = [assessed, closed, reopened, drafted, published, withdrawn];
/** The board, of an evolution with steps for these and no others. */
const only = (some: readonly Happened<ProblemEvent>[]) => {
  const types: readonly string[] = [raised, ...some].map(([, , { type }]) => type);
  const evolve = Object.fromEntries(
    Object.entries(problemBoard.evolve).filter(([type]) => types.includes(type)),
  );
  return { ...problemBoard, evolve };
};

describe('the board of problems', () => {
  const standing = (...told: readonly Happened<ProblemEvent>[]) =>
    columnsAfter(problemBoard, PROBLEM, told)['standing'];

  test('is filtered by force, ward, category, who leads, and how far it has come', () => {
    expect(columnsAfter(problemBoard, PROBLEM, [raised, analysed, adopted])).toEqual({
      ...{ force: 'police', ward: 'E05013665', category: 'BURGLARY', standing: 'ADOPTED' },
      ...{ lead: 'council', raisedAt: '2026-03-01T12:00:00.000Z' },
    });
    expect([
      standing(raised),
      standing(raised, scanned),
      standing(raised, analysed),
      standing(raised, analysed, assessed),
      standing(raised, analysed, assessed, closed),
      standing(raised, analysed, assessed, closed, reopened),
      standing(scanned),
    ]).toEqual(['RAISED', 'SCANNED', 'ANALYSED', 'ASSESSED', 'CLOSED', 'ANALYSED', 'EXPECTED']);
  });
  test('R-AUTH-3: has a part for who raised it, leads, or is to do something', () => {
    const card = rowAfter(problemBoard, PROBLEM, [raised, analysed, adopted, tasked]);
    expect(['housing', 'council', 'shops'].map((agency) => hasPartIn(card, agency))).toEqual([
      ...[true, true, false],
    ]);
  });
  test('R-AUTH-3: has no part for whoever was to do what was cancelled, until that is taken up again', () => {
    const theirs = on('05', { type: 'MeasureTasked', ...LIGHTS, agency: 'residents' });
    const cancelled = on('09', measureCancelled({ measure: 'lights', reason: 'NOT_NEEDED' }));
    const again = on('10', measureReopened({ measure: 'lights' }));
    const hasPart = (...told: readonly Happened<ProblemEvent>[]) =>
      hasPartIn(rowAfter(problemBoard, PROBLEM, [raised, theirs, ...told]), 'residents');
    expect([hasPart(), hasPart(completed), hasPart(cancelled), hasPart(cancelled, again)]).toEqual([
      ...[true, true, false, true],
    ]);
  });
  test('makes something of whatever it is told', () => {
    // All of them together have too many subsets.
    for (const some of [known, worked, ended])
      expect(failuresOf(only(some), PROBLEM, [raised, ...some])).toEqual([]);
    const told = [raised, ...known, ...worked, ...ended].map(([, , { type }]) => type);
    expect(new Set(told)).toEqual(new Set(problemEvents.map(({ type }) => type)));
  });
});

describe('the measures of problems', () => {
  const key = `${PROBLEM} lights`;

  test('are found by agency, day and how far they have come, whichever was told first', () => {
    for (const told of [
      [tasked, started, completed],
      [completed, started, tasked],
    ])
      expect(columnsAfter(problemMeasures, key, told)).toEqual({
        ...{ force: 'police', agency: 'council', aim: 'PREVENTION', dueOn: '2026-03-31' },
        ...{ standing: 'COMPLETED', taskedIn: '2026-03', completedIn: '2026-03' },
      });
    expect(columnsAfter(problemMeasures, key, [started])).toMatchObject({ standing: 'EXPECTED' });
    expect(failuresOf(problemMeasures, key, measured)).toEqual([]);
  });
  test('of which problems an agency has a part is one row for each, since it has one', () => {
    expect(rowAfter(problemsShared, `council ${PROBLEM}`, [adopted, tasked])).toEqual({
      ...{ agency: 'council', problem: PROBLEM, sharedAt: '2026-03-05T12:00:00.000Z' },
    });
    expect(failuresOf(problemsShared, `council ${PROBLEM}`, [raised, adopted, tasked])).toEqual([]);
  });
});

describe('case studies', () => {
  test('T2-27: are shown from when they were published until they are taken back', () => {
    const standing = (...told: readonly Happened<ProblemEvent>[]) =>
      columnsAfter(caseStudyBoard, `${PROBLEM} study-1`, told)['standing'];
    expect([standing(drafted), standing(drafted, published), standing(published)]).toEqual([
      ...['EXPECTED', 'PUBLISHED', 'EXPECTED'],
    ]);
    expect(standing(drafted, published, withdrawn)).toBe('EXPECTED');
    expect(failuresOf(caseStudyBoard, `${PROBLEM} study-1`, [drafted, published, withdrawn])).toEqual([]);
  });
});
