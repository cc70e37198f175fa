import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { ADMIN, establishmentPolicy, IN_2012 } from '../kilburn.test.data.ts';
import {
  ASB_CATEGORIES,
  DEFAULT_ASB,
  DEFAULT_GUIDANCE,
  DEFAULT_SURVEY,
  DEFAULT_TASKING,
  DEFAULT_TRAINING,
  DEFAULT_VICTIMS,
  DEFAULT_VISIT,
  type AllocationTerm,
  type GradingFigures,
} from './figures.ts';
import { policyVersionPublished, type PolicyTerms } from './policy.events.ts';
import {
  allocationTerms,
  asbTerms,
  gradingTerms,
  policyHistory,
  surveyTerms,
  taskingTerms,
  trainingTerms,
  victimTerms,
  type PolicyState,
} from './policy.state.ts';
import { policy } from './policy.ts';

const { establishment: _figures, ...plain } = establishmentPolicy;
const visits: PolicyTerms = { ...plain, kind: 'VISIT', visit: DEFAULT_VISIT };
const allocation: readonly AllocationTerm[] = [{ category: 'BURGLARY', to: 'CID' }];
const grading: GradingFigures = {
  targets: [{ grade: 'IMMEDIATE', withinMinutes: 15 }, { grade: 'REFERRED' }],
  mayGoUnattended: ['DRUG_USE'],
  scheme: 'THREE_BY_FIVE_BY_TWO',
  guidance: DEFAULT_GUIDANCE,
};
const graded: PolicyTerms = { ...plain, kind: 'GRADING', grading };

const given = scenario(policy, 'E0117');
const publishing = (terms: PolicyTerms) =>
  ({ type: 'PublishPolicyVersion', occurredAt: IN_2012, by: ADMIN, terms }) as const;
const published = (terms: PolicyTerms) => policyVersionPublished({ ...terms, nextReviewDue: '2013-09-03' });
const stateOf = (terms: PolicyTerms): PolicyState =>
  fact(policyHistory, 'E0117', at(IN_2012, published(terms))).state;

describe('figures for victims, allocation, surveys and training', () => {
  test.each<PolicyTerms>([
    { ...visits, victims: DEFAULT_VICTIMS },
    { ...plain, kind: 'ALLOCATION', allocation: [...allocation] },
    { ...plain, kind: 'SURVEY', survey: DEFAULT_SURVEY },
    { ...plain, kind: 'TRAINING', training: DEFAULT_TRAINING },
    graded,
    { ...plain, kind: 'TASKING', tasking: DEFAULT_TASKING },
    { ...plain, kind: 'ASB', asb: DEFAULT_ASB },
  ])('R-POL-8: a policy of kind $kind sets them', (terms) =>
    given().when(publishing(terms)).emits(published(terms)),
  );
  test.each<
    [
      string,
      PolicyTerms,
      `terms.${'victims' | 'allocation' | 'survey' | 'training' | 'survey.checklist' | 'grading' | 'grading.targets' | 'tasking' | 'asb'}`,
    ]
  >([
    [
      'a policy on training with those for victims',
      { ...plain, kind: 'TRAINING', training: DEFAULT_TRAINING, victims: DEFAULT_VICTIMS },
      'terms.victims',
    ],
    [
      'a policy on visits that allocates crimes',
      { ...visits, allocation: [...allocation] },
      'terms.allocation',
    ],
    [
      'a policy that allocates a category twice',
      { ...plain, kind: 'ALLOCATION', allocation: [...allocation, ...allocation] },
      'terms.allocation',
    ],
    ['a policy on surveys without a checklist', { ...plain, kind: 'SURVEY' }, 'terms.survey'],
    ['a policy on visits with a checklist', { ...visits, survey: DEFAULT_SURVEY }, 'terms.survey'],
    [
      'a checklist with an item twice',
      {
        ...plain,
        kind: 'SURVEY',
        survey: { ...DEFAULT_SURVEY, checklist: [...DEFAULT_SURVEY.checklist, ...DEFAULT_SURVEY.checklist] },
      },
      'terms.survey.checklist',
    ],
    ['a policy on training without', { ...plain, kind: 'TRAINING' }, 'terms.training'],
    [
      'a policy on visits with those of training',
      { ...visits, training: DEFAULT_TRAINING },
      'terms.training',
    ],
    ['a policy on visits that grades reports', { ...visits, grading }, 'terms.grading'],
    [
      'a grade with two targets',
      { ...graded, grading: { ...grading, targets: [{ grade: 'REFERRED' }, { grade: 'REFERRED' }] } },
      'terms.grading.targets',
    ],
    ['a policy on tasking without figures', { ...plain, kind: 'TASKING' }, 'terms.tasking'],
    ['a policy on visits with those of tasking', { ...visits, tasking: DEFAULT_TASKING }, 'terms.tasking'],
    ['a policy on visits with those of antisocial behaviour', { ...visits, asb: DEFAULT_ASB }, 'terms.asb'],
  ])('R-POL-8: not %s', (_what, terms, path) => given().when(publishing(terms)).isRefusedBy('R-POL-8', path));

  test('R-VIS-1, T4-23: no policy exempts the victims of a category of crime', () =>
    given()
      .when(publishing({ ...visits, victims: { ...DEFAULT_VICTIMS, exemptCategories: ['BICYCLE_THEFT'] } }))
      .isRefusedBy('R-VIS-1', 'terms.victims.exemptCategories'));

  test('R-INT-3, T1-39: no policy leaves dealing in drugs unattended', () =>
    given()
      .when(publishing({ ...graded, grading: { ...grading, mayGoUnattended: ['DRUG_DEALING'] } }))
      .isRefusedBy('R-INT-3', 'terms.grading.mayGoUnattended'));
});

describe('the figures that hold', () => {
  const none = policyHistory.initial;
  test('R-INPT-6, T4-10, T4-18: lower level crime is for the neighbourhood, what is serious for CID, unless a policy says otherwise', () => {
    expect(allocationTerms(none, 'BICYCLE_THEFT', IN_2012)).toEqual({ to: 'INPT', version: 'DEFAULT' });
    expect(allocationTerms(none, 'VIOLENT_CRIME', IN_2012)).toEqual({ to: 'CID', version: 'DEFAULT' });
    const adopted = stateOf({ ...plain, kind: 'ALLOCATION', allocation: [...allocation] });
    expect(allocationTerms(adopted, 'BURGLARY', IN_2012)).toEqual({ to: 'CID', version: 'E0117/1' });
    expect(allocationTerms(adopted, 'DRUGS', IN_2012)).toEqual({ to: 'INPT', version: 'DEFAULT' });
  });
  test('R-POL-8: are those of the version in force, which what they produce names', () => {
    const victims = { ...DEFAULT_VICTIMS, slotsPerCar: 12 };
    expect(victimTerms(stateOf({ ...visits, victims }), IN_2012)).toEqual({ ...victims, version: 'E0117/1' });
    expect(victimTerms(stateOf(visits), IN_2012)).toEqual({ ...DEFAULT_VICTIMS, version: 'DEFAULT' });
    expect(surveyTerms(none, IN_2012)).toEqual({ ...DEFAULT_SURVEY, version: 'DEFAULT' });
    const training = { basicSurveyMonths: 12 };
    expect(trainingTerms(stateOf({ ...plain, kind: 'TRAINING', training }), IN_2012)).toEqual({
      ...training,
      version: 'E0117/1',
    });
  });
  test('R-INT-8, T1-37: of grading none do where no policy says any', () => {
    expect(gradingTerms(none, IN_2012)).toBeUndefined();
    expect(gradingTerms(stateOf({ ...plain, kind: 'GRADING' }), IN_2012)).toBeUndefined();
    expect(gradingTerms(stateOf(graded), IN_2012)).toEqual({ ...grading, version: 'E0117/1' });
  });
  test('R-ASB-5, R-ASB-6, T1-06: the categories that are always there are, and a policy adds to them', () => {
    expect(asbTerms(none, IN_2012)).toEqual({
      ...{ ...DEFAULT_ASB, categories: ASB_CATEGORIES, version: 'DEFAULT' },
    });
    const asb = { ...DEFAULT_ASB, reports: 5, furtherCategories: ['NOISE', 'GRAFFITI'] };
    expect(asbTerms(stateOf({ ...plain, kind: 'ASB', asb }), IN_2012)).toEqual({
      ...{ ...asb, categories: [...ASB_CATEGORIES, 'NOISE'], version: 'E0117/1' },
    });
  });
  test('R-PROB-7: five live problems in a ward are no warning yet, unless a policy says so', () => {
    expect(taskingTerms(none, IN_2012)).toEqual({ liveProblemsPerWard: 5, version: 'DEFAULT' });
    const tasking = { liveProblemsPerWard: 3 };
    expect(taskingTerms(stateOf({ ...plain, kind: 'TASKING', tasking }), IN_2012)).toEqual({
      ...tasking,
      version: 'E0117/1',
    });
  });
});
