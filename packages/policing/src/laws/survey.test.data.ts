import type { By } from '../by.ts';
import { KILBURN, OFFICER, PCSO, police, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { survey } from '../survey/survey.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const CLERK: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
const CPO = police('cpo-1', 'SPECIALIST');
const ITEMS = ['WINDOW_LOCKS', 'ALARM_FITTED', 'GLAZING'] as const;
const RECOMMENDED = ['sash', 'lamp', 'chain'] as const;

export const surveyLaws: LawsOf<typeof survey> = {
  ids: ['survey-1', 'survey-2', 'survey-4'],
  says: {
    RequestSurvey: {
      by: [OFFICER, PCSO],
      recipient: ['juniper'],
      premisesKind: ['HOME', 'COMMERCIAL'],
      address: ['4 Cedar Row'],
      ward: [KILBURN],
      level: ['BASIC', 'FULL'],
      criteria: [['AGE_60_PLUS'], []],
      case: [undefined, 'case-1'],
      visit: [undefined, 'visit-9'],
      crime: [undefined, 'police.2013-114'],
    },
    BookSurvey: {
      by: [SUPERVISOR, PCSO],
      surveyor: [PCSO.id, 'cpo-1'],
      from: ['2013-03-06T12:00:00.000Z', '2013-06-06T12:00:00.000Z'],
      to: ['2013-06-06T13:00:00.000Z'],
    },
    StartSurvey: { by: [PCSO, CPO], attendance: ['visit-6', 'visit-5'] },
    RecordFinding: {
      by: [PCSO],
      item: ITEMS,
      answer: ['YES', 'NO'],
      attention: [true, false],
      note: [undefined, 'The sash at the back.'],
    },
    ReferFinding: {
      by: [PCSO, SUPERVISOR],
      item: ITEMS,
      referral: ['alarm-3', 'alarm-4', 'alarm-5'],
      toRole: ['CPO'],
      area: [undefined, 'west'],
      topic: ['INTRUDER_ALARM'],
      requestedHelp: ['Which alarm would suit the house?'],
      fields: [['TOPIC']],
      dueAt: ['2013-04-24T17:00:00.000Z', '2013-09-24T17:00:00.000Z'],
    },
    RecordFindingNotReferred: { by: [SYSTEM], referral: ['alarm-3', 'alarm-4'], rule: ['R-ROLE-1'] },
    Recommend: {
      by: [PCSO],
      recommendation: RECOMMENDED,
      ownedBy: ['OCCUPANT', 'AGENCY', undefined],
      agency: [undefined, 'council'],
      topic: ['PROPERTY', 'LIGHTING'],
      items: [undefined, ['WINDOW_LOCKS']],
      standard: [undefined, 'BS 8621'],
      priority: ['HIGH', 'LOW'],
      text: ['Fit sash locks.'],
      dueOn: [undefined, '2013-09-24'],
      withAddress: [undefined, true],
      legalBasis: [undefined, 'CDA1998_S115'],
      agreement: [undefined, 'sharing-2012'],
    },
    DiscloseSurveyAddress: {
      by: [PCSO, OFFICER],
      recommendation: RECOMMENDED,
      legalBasis: ['CDA1998_S115'],
      agreement: ['sharing-2012'],
    },
    GiveReminder: { by: [PCSO], reminder: ['FIRE', 'PLANNING_BUILDING'], how: ['VERBAL', 'LEAFLET'] },
    CompleteSurvey: { by: [PCSO, CPO] },
    AbandonSurvey: { by: [PCSO, OFFICER, SUPERVISOR], reason: ['NO_ACCESS', 'NO_LONGER_NEEDED'] },
    ConfirmAction: { by: [OFFICER, CLERK], recommendation: RECOMMENDED },
    DeclineRecommendation: {
      by: [SUPERVISOR, CLERK],
      recommendation: RECOMMENDED,
      reason: ['COST', 'NOT_WANTED'],
    },
    ReopenRecommendation: { by: [OFFICER, CLERK], recommendation: RECOMMENDED },
    ...retentionSays,
  },
  names: {
    RequestSurvey: { recipient: 'subject', ward: 'ward', case: 'adviceCase', visit: 'visit', crime: 'crime' },
    BookSurvey: { surveyor: 'member' },
    StartSurvey: { attendance: 'attendance' },
    Recommend: { agency: 'agency' },
  },
  lasts: {
    RequestSurvey: { endedBy: ['CompleteSurvey', 'AbandonSurvey'] },
    BookSurvey: { endedBy: ['StartSurvey', 'AbandonSurvey'] },
    StartSurvey: { endedBy: ['CompleteSurvey', 'AbandonSurvey'] },
    RecordFinding: { endedBy: ['RecordFinding'] },
    ReferFinding: { endedBy: ['RecordFindingNotReferred'] },
    RecordFindingNotReferred: 'ENDS',
    Recommend: { endedBy: ['ConfirmAction', 'DeclineRecommendation'] },
    DiscloseSurveyAddress: { forGood: 'What an agency was told it knows.' },
    GiveReminder: 'MOMENT',
    CompleteSurvey: 'ENDS',
    AbandonSurvey: 'ENDS',
    ConfirmAction: { endedBy: ['ReopenRecommendation'] },
    DeclineRecommendation: { endedBy: ['ReopenRecommendation'] },
    ReopenRecommendation: 'CHANGES',
    ...retentionLasts,
  },
};
