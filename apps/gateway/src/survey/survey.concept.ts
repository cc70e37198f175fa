import { survey } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { ownForceOnly } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { surveyBoard, surveyRecommendations } from './survey-board.view.ts';
import * as inputs from './survey.input.ts';
import { RecommendationResolver, SurveyResolver } from './survey.resolver.ts';
import { SurveyType } from './survey.type.ts';

/** A security survey, for police and records staff of its force, and auditors; partners see what they are to do. */
export const surveyConcept = concept({
  kind: 'Survey',
  type: SurveyType,
  decider: survey,
  board: surveyBoard,
  views: [surveyRecommendations],
  inputs,
  query: { needs: 'CASE', description: 'One security survey of your force.' },
  resolvers: [SurveyResolver, RecommendationResolver, retentionOf(() => SurveyType, survey)],
  readFor: 'SURVEY',
  shownTo: ownForceOnly(survey),
});
