import { COUNCIL as COUNCIL_KEY } from '../../demo/kilburn-case.ts';
import { accepted, refused, the, type Step } from './step.ts';
import { ADMIN, COUNCIL, INSPECTOR, SERGEANT } from './world.ts';
import { KILBURN } from '../../demo/camden.ts';

const on = (daysAgo: number, time: string): string =>
  `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T${time}:00.000Z`;

const course = {
  ...{ series: 'crime-reduction', place: 'The town hall', purpose: 'To learn together.', maximum: 30 },
  withAgencyIds: [the('Agency', COUNCIL_KEY)],
  modules: ['NIM', 'HOME_SECURITY_SURVEY'],
};
const pcso = { personKey: `pcso-${KILBURN}` };

/** A training day of the force and a council that took place, and one that did not. */
export const trainingDays: readonly Step[] = [
  refused(
    INSPECTOR,
    'scheduleTrainingDay',
    { ...course, from: on(3, '09:00'), to: on(2, '15:00'), occurredAt: on(6, '12:00') },
    'R-TRN-3',
    'to',
  ),
  accepted(
    INSPECTOR,
    'scheduleTrainingDay',
    { ...course, from: on(3, '09:00'), to: on(3, '15:00'), occurredAt: on(6, '12:00') },
    'skills',
  ),
  refused(
    INSPECTOR,
    'moveTrainingDay',
    (made) => ({
      ...{ trainingDayId: made('skills'), from: on(4, '15:00'), to: on(4, '09:00') },
      occurredAt: on(5, '12:00'),
    }),
    'R-TRN-3',
    'to',
  ),
  accepted(INSPECTOR, 'moveTrainingDay', (made) => ({
    ...{ trainingDayId: made('skills'), from: on(4, '09:00'), to: on(4, '15:00') },
    occurredAt: on(5, '12:00'),
  })),
  accepted(COUNCIL, 'recordTrainingAttendance', (made) => ({
    ...{ trainingDayId: made('skills'), personKey: 'council-1', kind: 'COUNCIL', modules: ['NIM'] },
  })),
  refused(
    SERGEANT,
    'recordTrainingAttendance',
    (made) => ({ trainingDayId: made('skills'), ...pcso, kind: 'POLICE', modules: ['NIM'] }),
    'R-TRN-2',
    'kind',
  ),
  accepted(SERGEANT, 'recordTrainingAttendance', (made) => ({
    ...{ trainingDayId: made('skills'), ...pcso, kind: 'PCSO', modules: ['NIM'] },
  })),
  refused(
    SERGEANT,
    'correctTrainingAttendance',
    (made) => ({ trainingDayId: made('skills'), ...pcso, modules: ['TASKING'] }),
    'R-TRN-5',
    'modules',
    '0',
  ),
  accepted(SERGEANT, 'correctTrainingAttendance', (made) => ({
    ...{ trainingDayId: made('skills'), ...pcso, modules: ['NIM', 'HOME_SECURITY_SURVEY'] },
  })),
  refused(
    COUNCIL,
    'evaluateTrainingDay',
    (made) => ({
      ...{ trainingDayId: made('skills'), outcome: 'MET', evidence: 'training/skills' },
      occurredAt: on(4, '12:00'),
    }),
    'R-TRN-5',
    'occurredAt',
  ),
  accepted(COUNCIL, 'evaluateTrainingDay', (made) => ({
    ...{ trainingDayId: made('skills'), outcome: 'MET', evidence: 'training/skills' },
  })),
  accepted(
    ADMIN,
    'scheduleTrainingDay',
    { ...course, from: '2040-02-06T09:00:00Z', to: '2040-02-06T15:00:00Z' },
    'more skills',
  ),
  accepted(ADMIN, 'cancelTrainingDay', (made) => ({
    trainingDayId: made('more skills'),
    reason: 'NO_PLACE',
  })),
];
