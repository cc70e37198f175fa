import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import {
  moreReported,
  reportActedOn,
  reportActionFoundWrong,
  reportAssessed,
  reportAssessmentFoundWrong,
  reportClosed,
  reportCorrected,
  reportDuplicateEnded,
  reportDutyOverdue,
  reportDutyOverdueFoundWrong,
  reporterInformed,
  reportFedToIntelligence,
  reportFeedFoundWrong,
  reportGraded,
  reportMarkedDuplicate,
  reportRegraded,
  reportReopened,
  type ReportEvent,
} from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { reportBoard } from './report-board.view.ts';

const REPORT = 'police.r-1';
const on = (day: string, event: ReportEvent): Happened<ReportEvent> => [
  `report-${REPORT}`,
  `2026-03-${day}T12:00:00.000Z`,
  event,
];
const MIDNIGHT = '2026-03-02T00:00:00.000Z';
const LATER = '2026-03-02T06:00:00.000Z';
const intelligence = 'police.i-1';
const words = personalReference(`report-${REPORT}/0/0`);

const received = on('01', {
  type: 'PublicReportReceived',
  channel: 'CALL',
  matter: 'GRAFFITI',
  inProgress: false,
  observed: words,
  ward: 'E05013665',
  receipt: 'receipt-1',
  intelligence,
  through: 'residents',
  gradeBefore: MIDNIGHT,
  assessBefore: LATER,
});
const grade = {
  ...({ grade: 'REFERRED', rationale: 'CAN_WAIT', policy: 'G0101/1' } as const),
  mayGoUnattended: [],
};
const graded = on('01', reportGraded(grade));
const assessed = on('02', reportAssessed({ intelligence }));
const inProgress = on('03', reportCorrected({ inProgress: true }));
const duplicate = on('04', reportMarkedDuplicate({ of: 'police.r-0' }));
const closed = on('05', reportClosed({ outcome: 'DEALT_WITH' }));
const reopened = on('06', reportReopened({}));

const all: readonly Happened<ReportEvent>[] = [
  ...[received, graded, assessed, inProgress, duplicate, closed, reopened],
  on('02', moreReported({ whySuspicious: words })),
  on('04', reportDuplicateEnded({})),
  on('02', reportRegraded({ ...grade, reason: 'OTHER' })),
  on('01', reportFedToIntelligence({ intelligence })),
  on('01', reportFeedFoundWrong({ intelligence })),
  on('02', reportAssessmentFoundWrong({ intelligence })),
  on('03', reportActedOn({ intelligence, action: 'raid', decision: 'ACTION' })),
  on('03', reportActionFoundWrong({ intelligence, action: 'raid' })),
  on('04', reporterInformed({ what: 'RECEIVED', way: 'WHEN_ASKED' })),
  on('02', reportDutyOverdue({ duty: 'GRADING', dueAt: MIDNIGHT })),
  on('02', reportDutyOverdueFoundWrong({ duty: 'GRADING', dueAt: MIDNIGHT })),
];

describe('the board of reports', () => {
  const columns = (...told: readonly Happened<ReportEvent>[]) => columnsAfter(reportBoard, REPORT, told);

  test('T1-35: is filtered by what nobody has graded or assessed, and by what is overdue', () => {
    expect(columns(received)).toEqual({
      force: 'police',
      standing: 'OPEN',
      receipt: 'receipt-1',
      through: 'residents',
      ward: 'E05013665',
      matter: 'GRAFFITI',
      grade: 'NOT_GRADED',
      inDoubt: 'NO',
      unassessed: 'YES',
      duplicateOf: null,
      receivedAt: '2026-03-01T12:00:00.000Z',
      receivedIn: '2026-03',
      overdueFrom: MIDNIGHT,
    });
    expect(columns(received, graded)).toMatchObject({ grade: 'REFERRED', overdueFrom: LATER });
    expect(columns(received, graded, assessed)).toMatchObject({ unassessed: 'NO', overdueFrom: null });
  });
  test('R-INT-2: and by a grade that is in doubt, in whatever order it is told', () => {
    for (const told of [
      [received, graded, inProgress],
      [received, inProgress, graded],
    ])
      expect(columns(...told)).toMatchObject({ inDoubt: 'YES' });
  });
  test('stands where it was put last, and nowhere before it came', () => {
    expect(columns(received, closed)).toMatchObject({ standing: 'CLOSED' });
    expect(columns(received, reopened, closed)).toMatchObject({ standing: 'OPEN' });
    expect(columns(graded)).toMatchObject({ standing: 'EXPECTED' });
    expect(columns(received, duplicate)).toMatchObject({ duplicateOf: 'police.r-0' });
    expect(rowAfter(reportBoard, REPORT, all.slice(0, 3)).version).toBe(3);
  });
  test('makes something of whatever it is told', () =>
    expect(failuresOf(reportBoard, REPORT, all)).toEqual([]));
});
