import type { Told } from '@wardbook/event-sourcing';
import { ADMIN, INSPECTOR, PCSO, SUPERVISOR, SYSTEM } from './kilburn.test.data.ts';
import { day, ofMember, type Step } from './steps.test.data.ts';
import { trainingDay, type TrainingDayCommand } from './training-day/training-day.ts';

export const ofTrainingDay = (command: Told<TrainingDayCommand>, id = 'skills-1'): Step => ({
  decider: trainingDay,
  id,
  command,
});

const skills = {
  type: 'ScheduleTrainingDay',
  series: 'crime-reduction-2012',
  from: '2012-09-27T08:00:00.000Z',
  to: '2012-09-27T11:00:00.000Z',
  place: 'Alderwick Town Hall',
  purpose: 'That each of us knows what the others can do.',
  organisers: ['police', 'council'],
  modules: ['NIM', 'ASBO_ABC', 'TASKING', 'HOME_SECURITY_SURVEY', 'PARTNERSHIP'],
  maximum: 30,
} as const;

/** A force and a council teach together, and a PCSO learns to survey homes. */
export const trainingInKilburn: readonly Step[] = [
  ofTrainingDay({ ...skills, ...day('2012-09-11', INSPECTOR) }),
  ofTrainingDay({
    type: 'MoveTrainingDay',
    ...day('2012-09-12', INSPECTOR),
    from: '2012-09-28T08:00:00.000Z',
    to: '2012-09-28T11:00:00.000Z',
  }),
  ofTrainingDay({
    type: 'RecordTrainingAttendance',
    ...day('2012-09-28', SUPERVISOR),
    person: PCSO.id,
    agency: 'police',
    kind: 'PCSO',
    modules: ['NIM'],
  }),
  ofTrainingDay({
    type: 'CorrectTrainingAttendance',
    ...day('2012-09-29', SUPERVISOR),
    person: PCSO.id,
    agency: 'police',
    modules: ['NIM', 'HOME_SECURITY_SURVEY'],
  }),
  ofTrainingDay({
    type: 'EvaluateTrainingDay',
    ...day('2012-09-30', INSPECTOR),
    outcome: 'MET',
    evidence: 'training/2012-09-28',
  }),
  ofMember(PCSO.id, { type: 'ReviewTraining', ...day('2012-10-01', SYSTEM), trainingDay: 'skills-1' }),
  ofTrainingDay(
    {
      ...skills,
      ...day('2012-10-02', ADMIN),
      from: '2013-09-20T08:00:00.000Z',
      to: '2013-09-20T15:00:00.000Z',
    },
    'skills-2',
  ),
  ofTrainingDay(
    { type: 'CancelTrainingDay', ...day('2012-10-03', INSPECTOR), reason: 'NO_TRAINER' },
    'skills-2',
  ),
];
