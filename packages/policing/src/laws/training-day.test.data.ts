import { ADMIN, INSPECTOR, OFFICER, PCSO, SUPERVISOR } from '../kilburn.test.data.ts';
import type { trainingDay } from '../training-day/training-day.ts';
import type { LawsOf } from './kind.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

const ORGANISERS = [ADMIN, INSPECTOR, SUPERVISOR] as const;
const PEOPLE = [PCSO.id, PCSO.id, OFFICER.id, INSPECTOR.id] as const;
const MODULES = [['NIM'], ['NIM', 'HOME_SECURITY_SURVEY'], ['HOME_SECURITY_SURVEY']] as const;
const FROM = ['2013-09-25T08:00:00.000Z', '2013-09-26T08:00:00.000Z'] as const;

export const trainingDayLaws: LawsOf<typeof trainingDay> = {
  ids: ['skills-1', 'skills-2', 'skills-5'],
  places: ['redactions'],
  says: {
    ScheduleTrainingDay: {
      by: ORGANISERS,
      series: ['crime-reduction-2012', 'crime-reduction-2013'],
      from: FROM,
      to: ['2013-09-25T15:00:00.000Z', '2013-09-26T15:00:00.000Z'],
      place: ['Alderwick Town Hall'],
      purpose: ['That each of us knows what the others can do.'],
      organisers: [['police', 'council']],
      modules: [['NIM', 'HOME_SECURITY_SURVEY'], ['PARTNERSHIP']],
      maximum: [20, 30],
    },
    MoveTrainingDay: { by: ORGANISERS, from: FROM, to: ['2013-09-26T15:00:00.000Z'] },
    CancelTrainingDay: { by: ORGANISERS, reason: ['NO_TRAINER', 'NO_PLACE'] },
    RecordTrainingAttendance: {
      by: ORGANISERS,
      person: PEOPLE,
      agency: ['police'],
      kind: ['PCSO', 'POLICE'],
      modules: MODULES,
    },
    CorrectTrainingAttendance: { by: ORGANISERS, person: [PCSO.id], agency: ['police'], modules: MODULES },
    EvaluateTrainingDay: {
      by: ORGANISERS,
      outcome: ['MET', 'NOT_MET'],
      evidence: ['training/2012-09-28'],
    },
    ...redactionSays,
  },
  names: {
    ScheduleTrainingDay: { 'organisers.1': 'agency' },
    RecordTrainingAttendance: { person: 'member' },
    CorrectTrainingAttendance: { person: 'member' },
  },
  lasts: {
    ScheduleTrainingDay: { endedBy: ['CancelTrainingDay'] },
    MoveTrainingDay: 'CHANGES',
    CancelTrainingDay: 'ENDS',
    RecordTrainingAttendance: { forGood: 'who was there was there; what was not so is struck through' },
    CorrectTrainingAttendance: 'CHANGES',
    EvaluateTrainingDay: 'MOMENT',
    ...redactionLasts,
  },
};
