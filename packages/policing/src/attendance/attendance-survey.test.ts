import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  surveyAbandoned,
  surveyRequested,
  surveyStarted,
  type SurveyEvent,
} from '../survey/survey.events.ts';
import { surveyHistory } from '../survey/survey.state.ts';
import { IN_2012, KILBURN, OFFICER, PCSO } from '../kilburn.test.data.ts';
import { attendancePlanned } from './attendance.events.ts';
import {
  cancel,
  didNotAttend,
  given,
  made,
  NOON,
  onDay,
  ONE,
  plan,
  QUARTER_PAST,
  ready,
  TEN,
} from './attendance.test.data.ts';

const asked = (recipient: string) =>
  at<SurveyEvent>(
    IN_2012,
    surveyRequested({
      ...{ recipient, premisesKind: 'HOME', address: '4 Invented Mews', ward: KILBURN, level: 'BASIC' },
      ...{ criteria: [], priority: false, force: 'police', requestedBy: OFFICER.id },
    }),
  );
const survey = fact(surveyHistory, 'survey-1', asked('subject-1'));
const { case: _case, ...forSurvey } = { ...plan, survey: 'survey-1' };
const { type: _type, occurredAt: _at, by: _by, ...terms } = forSurvey;
const planned = attendancePlanned({ ...terms, ...made, overdueFrom: QUARTER_PAST });

describe('a visit for a survey', () => {
  test('R-CASE-11, R-SUR-4: is to whose premises are surveyed [T3-54]', () => {
    given()
      .knowing(...ready, survey)
      .when(forSurvey)
      .emits(planned);
    given()
      .knowing(...ready, fact(surveyHistory, 'survey-1', asked('subject-2')))
      .when(forSurvey)
      .isRefusedBy('R-CASE-11', 'recipient');
  });

  test('R-LIFE-1: which somebody asked for, and nobody has given up', () => {
    given()
      .knowing(...ready, fact(surveyHistory, 'survey-1'))
      .when(forSurvey)
      .isRefusedBy('R-LIFE-1', 'survey');
    const givenUp = at<SurveyEvent>(IN_2012, surveyAbandoned({ reason: 'NOT_SAFE' }));
    given()
      .knowing(...ready, fact(surveyHistory, 'survey-1', asked('subject-1'), givenUp))
      .when(forSurvey)
      .isRefusedBy('R-LIFE-1', 'survey');
  });

  const begun = fact(
    surveyHistory,
    'survey-1',
    asked('subject-1'),
    at<SurveyEvent>(NOON, surveyStarted({ surveyor: PCSO.id, attendance: 'visit-1' })),
  );
  test.each([
    ['called off', { ...cancel, occurredAt: onDay('11:00') }],
    ['not made', { ...didNotAttend, occurredAt: ONE }],
  ] as const)('R-LIFE-1: on which a survey began is not said to be %s', (_, inVain) => {
    given(at(TEN, planned)).knowing(begun).when(inVain).isRefusedBy('R-LIFE-1', 'id');
  });
});
