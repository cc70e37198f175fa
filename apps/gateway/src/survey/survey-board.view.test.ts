import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import { surveyCompleted, type SurveyEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { surveyBoard, surveyRecommendations } from './survey-board.view.ts';

const of = (date: string, event: SurveyEvent): Happened<SurveyEvent> => [
  'survey-home',
  `2013-03-${date}T12:00:00.000Z`,
  event,
];
const words = personalReference('survey-home/0/0');
const requested = of('01', {
  type: 'SurveyRequested',
  ...{ recipient: 'juniper', premisesKind: 'HOME', address: words, ward: 'E05000140', level: 'BASIC' },
  ...{ criteria: ['AGE_60_PLUS'], priority: true, force: 'police', requestedBy: 'officer-1' },
});
const booked = of('02', {
  type: 'SurveyBooked',
  ...{ surveyor: 'pcso-1', from: '2013-03-05T10:00:00.000Z', to: '2013-03-05T11:00:00.000Z' },
});
const started = of('05', { type: 'SurveyStarted', surveyor: 'pcso-1', attendance: 'visit-1' });
const found = of('06', {
  type: 'FindingRecorded',
  ...{ item: 'ALARM_FITTED', section: 'ALARM', answer: 'NO', attention: true },
  ...{ technical: true, toRefer: true },
});
const referred = of('07', {
  type: 'FindingReferred',
  ...{ item: 'ALARM_FITTED', referral: 'alarm', toRole: 'CPO', topic: 'INTRUDER_ALARM' },
  ...{ requestedHelp: words, fields: [], dueAt: '2013-04-01T12:00:00.000Z', recipient: 'juniper' },
  ...{ ward: 'E05000140', force: 'police', referredBy: 'pcso-1' },
});
const notRaised = of('07', { type: 'FindingReferralNotRaised', referral: 'alarm', rule: 'R-ROLE-1' });
const reminded = of('08', { type: 'RegulatoryReminderGiven', reminder: 'FIRE', how: 'VERBAL' });
const completed = of('09', surveyCompleted({}));
const abandoned = of('09', { type: 'SurveyAbandoned', reason: 'NO_ACCESS' });
const made = of('06', {
  type: 'RecommendationMade',
  ...{ recommendation: 'lamp', owner: 'AGENCY', agency: 'council', topic: 'LIGHTING', technical: false },
  ...{ items: [], priority: 'HIGH', text: words, dueOn: '2013-05-01', ward: 'E05000140', force: 'police' },
});
const told = of('07', { type: 'SurveyAddressDisclosed', recommendation: 'lamp', agency: 'council' });
const done = of('10', { type: 'RecommendationImplemented', recommendation: 'lamp' });
const declined = of('11', { type: 'RecommendationDeclined', recommendation: 'lamp', reason: 'COST' });
const reopened = of('12', { type: 'RecommendationReopened', recommendation: 'lamp' });
const board = [requested, booked, started, found, referred, notRaised, reminded, completed, abandoned];
const recommendations = [made, told, done, declined, reopened];

describe('the board of surveys', () => {
  test('R-SUR-3: those whose criteria come first are first, and then who asked first', () => {
    expect(columnsAfter(surveyBoard, 'home', [requested])).toEqual({
      force: 'police',
      ward: 'E05000140',
      surveyor: null,
      standing: 'REQUESTED',
      turn: 'A 2013-03-01T12:00:00.000Z',
    });
    expect(columnsAfter(surveyBoard, 'home', [requested, booked])).toMatchObject({
      surveyor: 'pcso-1',
      standing: 'BOOKED',
    });
  });

  test('stands as what happened, in whatever order that was recorded', () => {
    const late = rowAfter(surveyBoard, 'home', [requested, started, completed, booked, found]);
    expect(late).toMatchObject({ standing: 'COMPLETED', endedAt: '2013-03-09T12:00:00.000Z' });
    expect(rowAfter(surveyBoard, 'home', [booked])).toMatchObject({ standing: 'EXPECTED' });
  });

  test('is shown whatever of it is missing', () => {
    expect(failuresOf(surveyBoard, 'home', [...board, ...recommendations])).toEqual([]);
  });
});

describe('the recommendations of surveys', () => {
  test('are found by whose they are, and by when they are due', () => {
    expect(columnsAfter(surveyRecommendations, 'home lamp', [made])).toEqual({
      survey: 'home',
      force: 'police',
      owner: 'AGENCY',
      agency: 'council',
      standing: 'OPEN',
      dueOn: '2013-05-01',
      turn: '2013-05-01 2013-03-06T12:00:00.000Z',
    });
  });

  test('stand as they were answered last, in whatever order that was recorded', () => {
    expect(columnsAfter(surveyRecommendations, 'home lamp', [made, declined, done])).toMatchObject({
      standing: 'DECLINED',
    });
    expect(columnsAfter(surveyRecommendations, 'home lamp', recommendations)).toMatchObject({
      standing: 'OPEN',
    });
  });

  test('are shown whatever of them is missing', () => {
    expect(failuresOf(surveyRecommendations, 'home lamp', recommendations)).toEqual([]);
  });
});
