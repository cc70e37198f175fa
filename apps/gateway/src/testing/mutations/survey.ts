import { KILBURN } from '../../demo/camden.ts';
import { AGREEMENT } from '../../demo/kilburn-case.ts';
import { accepted, hoursAgo, type Made, refused, type Step, the } from './step.ts';
import { ELSEWHERE, FAR, kilburn, OFFICER_ID, PCSO, PCSO_ID, SERGEANT, SERGEANT_ID } from './world.ts';

const HOME = { ...kilburn, premisesKind: 'HOME', address: '4 Cedar Row', level: 'BASIC' };
const CONSIDERED = { considered: true, outcome: 'NOT_REQUIRED' };
const requested =
  (input: object = {}) =>
  (made: Made): object => ({ recipientId: made('person'), ...HOME, ...input });
const about =
  (input: object | ((made: Made) => object) = {}, survey = 'survey') =>
  (made: Made): object => ({
    surveyId: made(survey),
    ...(typeof input === 'function' ? (input as (made: Made) => object)(made) : input),
  });
const BOOKED = { surveyorMemberId: PCSO_ID, from: hoursAgo(-1), to: hoursAgo(-2) };
const SASH = {
  ...{ recommendationKey: 'sash', owner: 'OCCUPANT', topic: 'PROPERTY' },
  ...{ priority: 'HIGH', text: 'Fit sash locks.' },
};
const LAMP = {
  ...{ ...SASH, recommendationKey: 'lamp', owner: 'AGENCY', topic: 'LIGHTING', text: 'Light the path.' },
  ...{ agencyId: the('Agency', 'demonstration-council') },
};
const SHARED = { legalBasis: 'CDA1998_S115', agreement: AGREEMENT };
const REFERRED = {
  ...{ referralKey: 'table-alarm', toRole: 'CPA', area: 'lpa-1', topic: 'INTRUDER_ALARM' },
  ...{ requestedHelp: 'Which alarm?', fields: ['REQUESTED_HELP', 'TOPIC'], dueAt: FAR },
};

/** After a training day: a home that is surveyed, what is recommended there, and what becomes of it; and a survey that nobody makes. */
export const surveys: readonly Step[] = [
  refused(PCSO, 'requestSurvey', requested({ premisesKind: 'COMMERCIAL' }), 'R-SUR-3', 'premisesKind'),
  accepted(PCSO, 'requestSurvey', requested(), 'survey'),
  refused(
    SERGEANT,
    'bookSurvey',
    about({ ...BOOKED, surveyorMemberId: OFFICER_ID }),
    'R-SUR-3',
    'surveyorMemberId',
  ),
  accepted(PCSO, 'bookSurvey', about(BOOKED)),
  accepted(
    PCSO,
    'planAttendance',
    (made) => ({
      ...{ surveyId: made('survey'), recipient: { subjectId: made('person') } },
      ...{ premisesKind: 'HOME', crew: 'LONE', address: '4 Cedar Row', buddyMemberId: SERGEANT_ID },
      considerations: {
        ...{ riskAssessment: CONSIDERED, ppe: CONSIDERED },
        ...{ conflictManagement: CONSIDERED, otherTraining: CONSIDERED },
      },
      ...{ expectedArrival: hoursAgo(-1), expectedDeparture: hoursAgo(-2) },
    }),
    'survey visit',
  ),
  refused(
    PCSO,
    'startSurvey',
    about((made) => ({ attendanceId: made('survey visit') })),
    'R-SUR-4',
    'attendanceId',
  ),
  accepted(PCSO, 'recordArrival', (made) => ({ attendanceId: made('survey visit') })),
  accepted(
    PCSO,
    'startSurvey',
    about((made) => ({ attendanceId: made('survey visit') })),
  ),
  refused(PCSO, 'recordFinding', about({ item: 'MOAT', answer: 'NO' }), 'R-SUR-8', 'item'),
  accepted(PCSO, 'recordFinding', about({ item: 'ALARM_FITTED', answer: 'NO', attention: true })),
  refused(PCSO, 'recommend', about({ ...SASH, owner: undefined }), 'R-SUR-5', 'owner'),
  accepted(PCSO, 'recommend', about(SASH)),
  accepted(PCSO, 'recommend', about({ ...LAMP, ...SHARED })),
  refused(
    PCSO,
    'discloseSurveyAddress',
    about({ recommendationKey: 'sash', ...SHARED }),
    'R-REF-2',
    'recommendationKey',
  ),
  accepted(PCSO, 'discloseSurveyAddress', about({ recommendationKey: 'lamp', ...SHARED })),
  refused(ELSEWHERE, 'giveReminder', about({ reminder: 'FIRE', how: 'VERBAL' }), 'R-SUR-3', 'surveyId'),
  accepted(PCSO, 'giveReminder', about({ reminder: 'FIRE', how: 'VERBAL' })),
  refused(PCSO, 'completeSurvey', about(), 'R-SUR-6', 'surveyId'),
  refused(PCSO, 'referFinding', about({ ...REFERRED, item: 'WINDOW_LOCKS' }), 'R-SUR-6', 'item'),
  accepted(PCSO, 'referFinding', about({ ...REFERRED, item: 'ALARM_FITTED' })),
  accepted(PCSO, 'completeSurvey', about()),
  accepted(PCSO, 'confirmAction', about({ recommendationKey: 'sash' })),
  accepted(SERGEANT, 'declineRecommendation', about({ recommendationKey: 'lamp', reason: 'COST' })),
  accepted(PCSO, 'reopenRecommendation', about({ recommendationKey: 'lamp' })),
  accepted(PCSO, 'requestSurvey', requested({ wardCode: KILBURN }), 'other survey'),
  accepted(PCSO, 'abandonSurvey', about({ reason: 'NO_ACCESS' }, 'other survey')),
];
