import { describe, expect, test } from '@jest/globals';
import { personalReference, words } from '@wardbook/event-sourcing/testing';
import {
  actionDecided,
  actionEnded,
  disseminationEnded,
  intelligenceClosed,
  intelligenceDisseminated,
  intelligenceEvaluated,
  intelligenceLinked,
  intelligenceReopened,
  intelligenceSubjectNamed,
  intelligenceSubjectWithdrawn,
  intelligenceUnlinked,
  noActionDecided,
  sanitisedAttested,
  sanitisedWithdrawn,
  type IntelligenceEvent,
} from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { intelligenceBoard, intelligenceTold, sanitisedTexts } from './intelligence-board.view.ts';

const RECORD = 'police.2026-31';
const on = (day: string, event: IntelligenceEvent): Happened<IntelligenceEvent> => [
  `intelligence-${RECORD}`,
  `2026-03-${day}T12:00:00.000Z`,
  event,
];

const submitted = on('01', {
  type: 'IntelligenceSubmitted',
  text: personalReference(`intelligence-${RECORD}/0/0`),
  sourceRef: personalReference(`intelligence-${RECORD}/0/1`),
  ward: 'E05013665',
  priority: 'HIGH',
  submittedBy: 'pcso-1',
});
const opened = on('01', {
  type: 'IntelligenceOpened',
  report: 'police.r-1',
  text: personalReference('report-police.r-1/0/0'),
});
const evaluated = on(
  '03',
  intelligenceEvaluated({
    ...{ scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED' },
    ...{ assessment: 'KNOWN_INDIRECTLY', handling: 'PERMITTED' },
  }),
);
const sanitised = on('04', {
  type: 'IntelligenceSanitised',
  item: 'item-1',
  text: words('Drugs are sold from a van.'),
  sanitisedBy: 'analyst-1',
});
const linked = on('05', intelligenceLinked({ problem: 'police.arcade' }));
const patrols = on(
  '06',
  actionDecided({
    ...{ action: 'patrols', what: 'PATROL', plannedFor: '2026-03-08T12:00:00.000Z', how: 'OPENLY' },
    reports: ['police.r-1'],
  }),
);
const disseminated = on(
  '07',
  intelligenceDisseminated({
    ...{ item: 'item-1', agency: 'council', legalBasis: 'CDA1998_S115', agreement: 'sharing-1' },
    purpose: 'PROBLEM_SOLVING',
  }),
);
const closed = on('12', intelligenceClosed({}));

const all: readonly Happened<IntelligenceEvent>[] = [
  ...[submitted, opened, evaluated, sanitised, linked, patrols, disseminated, closed],
  on('02', intelligenceSubjectNamed({ subject: 'rowan', category: 'SUSPECT' })),
  on('02', intelligenceSubjectWithdrawn({ subject: 'rowan' })),
  on('05', sanitisedAttested({ item: 'item-1' })),
  on('08', sanitisedWithdrawn({ item: 'item-1' })),
  on('09', intelligenceUnlinked({ problem: 'police.arcade' })),
  on('10', actionEnded({ action: 'patrols', end: 'DONE' })),
  on('10', noActionDecided({ reason: 'DEALT_WITH' })),
  on('11', disseminationEnded({ item: 'item-1', agency: 'council' })),
  on('13', intelligenceReopened({})),
];

describe('the board of intelligence', () => {
  test('shows who said what where, as references', () => {
    expect(rowAfter(intelligenceBoard, RECORD, [submitted])).toMatchObject({
      ...{ standing: 'OPEN', force: 'police', openedAt: '2026-03-01T12:00:00.000Z' },
      text: `intelligence-${RECORD}/0/0`,
      sourceRef: `intelligence-${RECORD}/0/1`,
    });
    expect(rowAfter(intelligenceBoard, RECORD, [opened])).toMatchObject({
      ...{ text: 'report-police.r-1/0/0', sourceRef: null, opening: { report: 'police.r-1' } },
    });
    expect(rowAfter(intelligenceBoard, RECORD, [submitted, closed])).toMatchObject({ standing: 'CLOSED' });
    expect(rowAfter(intelligenceBoard, RECORD, [evaluated])).toMatchObject({ standing: 'EXPECTED' });
  });
  test('is found by how it is graded, by ward, priority and who submitted it', () => {
    expect(columnsAfter(intelligenceBoard, RECORD, [submitted])).toMatchObject({
      ...{ grading: 'UNGRADED', source: null, ward: 'E05013665', priority: 'HIGH', submittedBy: 'pcso-1' },
      ...{ openedIn: '2026-03', actedIn: null, ledBy: null },
    });
    expect(columnsAfter(intelligenceBoard, RECORD, [submitted, evaluated])).toMatchObject({
      ...{ grading: '2/C/P', source: 'UNTESTED', assessment: 'KNOWN_INDIRECTLY', handling: 'PERMITTED' },
    });
  });
  test('T1-40: is found by whether it was acted on before any pattern, whichever was told first', () => {
    expect(columnsAfter(intelligenceBoard, RECORD, [submitted, patrols])).toMatchObject({
      ...{ actedIn: '2026-03', ledBy: 'EVENT' },
    });
    for (const both of [
      [linked, patrols],
      [patrols, linked],
    ])
      expect(columnsAfter(intelligenceBoard, RECORD, [submitted, ...both])).toMatchObject({
        ledBy: 'INTELLIGENCE',
      });
  });
  test('takes whatever of its events there is', () =>
    expect(failuresOf(intelligenceBoard, RECORD, all)).toEqual([]));
});

describe('texts without their source', () => {
  test('are found by their own ids, and by whom they went to', () => {
    expect(rowAfter(sanitisedTexts, 'item-1', [sanitised])).toMatchObject({
      ...{ item: 'item-1', record: RECORD, force: 'police', sanitisedAt: '2026-03-04T12:00:00.000Z' },
    });
    expect(rowAfter(intelligenceTold, 'council item-1', [disseminated])).toMatchObject({
      ...{ agency: 'council', item: 'item-1', record: RECORD, force: 'police' },
      told: [{ from: '2026-03-07T12:00:00.000Z', value: { legalBasis: 'CDA1998_S115' } }],
    });
    expect(columnsAfter(intelligenceTold, 'council item-1', [disseminated])).toEqual({
      ...{ agency: 'council', force: 'police', legalBasis: 'CDA1998_S115' },
      ...{ toldAt: '2026-03-07T12:00:00.000Z', toldIn: '2026-03' },
    });
  });
  test('take whatever of their events there is', () => {
    expect(failuresOf(sanitisedTexts, 'item-1', [sanitised])).toEqual([]);
    expect(failuresOf(intelligenceTold, 'council item-1', [disseminated])).toEqual([]);
  });
});
