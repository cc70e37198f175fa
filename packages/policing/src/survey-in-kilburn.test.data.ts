import type { Told } from '@wardbook/event-sourcing';
import type { By } from './by.ts';
import { KILBURN, OFFICER, PCSO, SUPERVISOR, SYSTEM } from './kilburn.test.data.ts';
import { day, ofVisit, type Step } from './steps.test.data.ts';
import { survey, type SurveyCommand } from './survey/survey.ts';

const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
const considered = { considered: true, outcome: 'ARRANGED' } as const;

export const ofSurvey = (command: Told<SurveyCommand>, id = 'survey-1'): Step => ({
  decider: survey,
  id,
  command,
});

const askedForSurvey = {
  type: 'RequestSurvey',
  recipient: 'juniper',
  premisesKind: 'HOME',
  address: '4 Cedar Row',
  ward: KILBURN,
  level: 'BASIC',
  criteria: ['AGE_60_PLUS'],
  case: 'case-2',
} as const;
const { case: _case, ...askedOfVictim } = askedForSurvey;
const finding = { type: 'RecordFinding', ...day('2013-03-06', PCSO), answer: 'NO', attention: true } as const;
const referring = {
  type: 'ReferFinding',
  item: 'ALARM_FITTED',
  toRole: 'CPO',
  area: 'west',
  topic: 'INTRUDER_ALARM',
  requestedHelp: 'Which alarm would suit the house?',
  fields: ['REQUESTED_HELP', 'TOPIC'],
  dueAt: '2013-04-24T17:00:00.000Z',
} as const;
const recommending = {
  type: 'Recommend',
  ...day('2013-03-06', PCSO),
  priority: 'HIGH',
} as const;
const lamp = { recommendation: 'lamp' } as const;
const sash = { recommendation: 'sash' } as const;

/** The home after the second burglary: locks for its occupant, a lamp for the council, an alarm for the CPO. */
export const homeSurveyed: readonly Step[] = [
  ofSurvey({ ...askedForSurvey, ...day('2013-03-04', OFFICER) }),
  ofSurvey({
    type: 'BookSurvey',
    ...day('2013-03-04', SUPERVISOR),
    surveyor: PCSO.id,
    from: '2013-03-06T12:00:00.000Z',
    to: '2013-03-06T13:00:00.000Z',
  }),
  ofVisit(
    {
      type: 'PlanAttendance',
      ...day('2013-03-05', PCSO),
      recipient: 'juniper',
      survey: 'survey-1',
      premisesKind: 'HOME',
      policePremises: false,
      considerations: {
        riskAssessment: considered,
        ppe: considered,
        conflictManagement: considered,
        otherTraining: considered,
      },
      crew: 'LONE',
      buddy: OFFICER.id,
      expectedArrival: '2013-03-06T12:00:00.000Z',
      expectedDeparture: '2013-03-06T13:00:00.000Z',
      address: '4 Cedar Row',
    },
    'visit-6',
  ),
  ofVisit({ type: 'RecordArrival', ...day('2013-03-06', PCSO) }, 'visit-6'),
  ofSurvey({ type: 'StartSurvey', ...day('2013-03-06', PCSO), attendance: 'visit-6' }),
  ofSurvey({ ...finding, item: 'WINDOW_LOCKS', note: 'The sash at the back.' }),
  ofSurvey({ ...finding, item: 'ALARM_FITTED' }),
  ofSurvey({ ...recommending, ...sash, ownedBy: 'OCCUPANT', topic: 'PROPERTY', text: 'Fit sash locks.' }),
  ofSurvey({
    ...recommending,
    ...lamp,
    ownedBy: 'AGENCY',
    agency: 'council',
    topic: 'LIGHTING',
    text: 'Light the passage.',
    legalBasis: 'CDA1998_S115',
    agreement: 'sharing-2012',
  }),
  ofSurvey({ type: 'GiveReminder', ...day('2013-03-06', PCSO), reminder: 'FIRE', how: 'VERBAL' }),
  ofSurvey({ ...referring, ...day('2013-03-06', PCSO), referral: 'alarm-3' }),
  ofVisit({ type: 'CallOnDeparture', ...day('2013-03-06', PCSO) }, 'visit-6'),
  ofSurvey({
    type: 'RecordFindingNotReferred',
    ...day('2013-03-07', SYSTEM),
    referral: 'alarm-3',
    rule: 'R-ROLE-1',
  }),
  ofSurvey({ ...referring, ...day('2013-03-08', PCSO), referral: 'alarm-4' }),
  ofSurvey({
    type: 'DiscloseSurveyAddress',
    ...day('2013-03-08', PCSO),
    ...lamp,
    legalBasis: 'CDA1998_S115',
    agreement: 'sharing-2012',
  }),
  ofSurvey({ type: 'CompleteSurvey', ...day('2013-03-08', PCSO) }),
  ofSurvey({ type: 'ConfirmAction', ...day('2013-03-20', CLERK), ...lamp }),
  ofSurvey({ type: 'DeclineRecommendation', ...day('2013-03-21', OFFICER), ...sash, reason: 'COST' }),
  ofSurvey({ type: 'ReopenRecommendation', ...day('2013-03-22', OFFICER), ...sash }),
  ofSurvey(
    { ...askedOfVictim, ...day('2013-06-12', OFFICER), crime: 'police.2013-114', visit: 'visit-9' },
    'survey-3',
  ),
  ofSurvey({ ...askedForSurvey, ...day('2013-03-04', OFFICER) }, 'survey-2'),
  ofSurvey({ type: 'AbandonSurvey', ...day('2013-03-04', OFFICER), reason: 'NO_LONGER_NEEDED' }, 'survey-2'),
];
