import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import { words } from '@wardbook/event-sourcing/testing';
import type { TrainingDayEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { trainingDayBoard } from './training-day-board.view.ts';

describe('the board of training days', () => {
  test('is filtered by standing, series and day in London, and sorted by when they begin', () => {
    expect(columnsAfter(trainingDayBoard, 'skills-1', [scheduled])).toEqual({
      standing: 'SCHEDULED',
      series: 'crime-reduction',
      on: '2013-06-12',
      from: '2013-06-11T23:30:00.000Z',
    });
    expect(columnsAfter(trainingDayBoard, 'skills-1', [scheduled, cancelled])).toMatchObject({
      standing: 'CANCELLED',
    });
  });

  test('a day that was moved is on its new day, however late it was scheduled', () => {
    for (const told of [
      [scheduled, moved],
      [moved, scheduled],
    ])
      expect(columnsAfter(trainingDayBoard, 'skills-1', told)).toMatchObject({ on: '2013-06-19' });
  });

  test('what somebody attended is as it was corrected last, whichever was recorded first', () => {
    const { attendees } = rowAfter(trainingDayBoard, 'skills-1', [
      scheduled,
      attended,
      corrected('2013-06-15', ['NIM', 'HOME_SECURITY_SURVEY']),
      corrected('2013-06-14', ['NIM']),
    ]);
    const pcso = valueIn(attendees, 'police/pcso-1');
    expect(pcso?.attended.at(-1)?.value.modules).toEqual(['NIM', 'HOME_SECURITY_SURVEY']);
    expect(pcso?.kind).toBe('PCSO');
  });

  test('shows something whatever has happened before', () => {
    const told = [scheduled, moved, attended, corrected('2013-06-15', ['NIM']), evaluated, cancelled];
    expect(failuresOf(trainingDayBoard, 'skills-1', told)).toEqual([]);
  });
});

const of = (day: string, event: TrainingDayEvent): Happened<TrainingDayEvent> => [
  'trainingDay-skills-1',
  `${day}T12:00:00.000Z`,
  event,
];
const scheduled = of('2013-05-01', {
  type: 'TrainingDayScheduled',
  series: 'crime-reduction',
  from: '2013-06-11T23:30:00.000Z',
  to: '2013-06-12T08:00:00.000Z',
  place: words('The town hall'),
  purpose: words('To learn together.'),
  organisers: ['police', 'council'],
  modules: ['NIM', 'HOME_SECURITY_SURVEY'],
  maximum: 30,
});
const moved = of('2013-05-02', {
  type: 'TrainingDayMoved',
  from: '2013-06-19T08:00:00.000Z',
  to: '2013-06-19T15:00:00.000Z',
});
const cancelled = of('2013-05-03', { type: 'TrainingDayCancelled', reason: 'NO_PLACE' });
const attended = of('2013-06-13', {
  type: 'TrainingAttended',
  person: 'pcso-1',
  agency: 'police',
  kind: 'PCSO',
  modules: ['NIM'],
});
const corrected = (day: string, modules: readonly ('NIM' | 'HOME_SECURITY_SURVEY')[]) =>
  of(day, {
    type: 'TrainingAttendanceCorrected',
    person: 'pcso-1',
    agency: 'police',
    modules: [...modules],
    surveyMonths: 36,
  });
const evaluated = of('2013-06-20', { type: 'TrainingDayEvaluated', outcome: 'MET', evidence: 'training/1' });
