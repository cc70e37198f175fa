import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { ADMIN, advicePolicy, establishmentPolicy, IN_2012, retentionPolicy } from '../kilburn.test.data.ts';
import { DEFAULT_ESTABLISHMENT, DEFAULT_VISIT } from './figures.ts';
import { policy } from './policy.ts';
import {
  establishmentTerms,
  keepingTerm,
  policyHistory,
  visitTerms,
  type PolicyState,
} from './policy.state.ts';
import { policyVersionPublished, type PolicyTerms } from './policy.events.ts';

const { establishment: _figures, ...withoutFigures } = establishmentPolicy;
const visitPolicy: PolicyTerms = {
  ...withoutFigures,
  number: 'V 0201',
  kind: 'VISIT',
  visit: { graceMinutes: 20 },
};

const { keeping = [], ...withoutTerms } = retentionPolicy;

const given = scenario(policy, 'E0117');
const publishing = (terms: PolicyTerms) =>
  ({ type: 'PublishPolicyVersion', occurredAt: IN_2012, by: ADMIN, terms }) as const;
const published = (terms: PolicyTerms) => policyVersionPublished({ ...terms, nextReviewDue: '2013-09-03' });
const stateOf = (...versions: readonly PolicyTerms[]): PolicyState =>
  fact(policyHistory, 'E0117', at(IN_2012, ...versions.map(published))).state;

describe('figures of a policy', () => {
  test.each([establishmentPolicy, visitPolicy, retentionPolicy])(
    'R-POL-8: a policy of kind $kind sets its own',
    (terms) => given().when(publishing(terms)).emits(published(terms)),
  );
  test.each<[string, PolicyTerms, 'terms.establishment' | 'terms.visit' | 'terms.keeping']>([
    ['an establishment policy without', withoutFigures, 'terms.establishment'],
    [
      'an advice policy with those of an establishment policy',
      { ...advicePolicy, establishment: DEFAULT_ESTABLISHMENT },
      'terms.establishment',
    ],
    ['a policy on visits without', { ...withoutFigures, kind: 'VISIT' }, 'terms.visit'],
    [
      'an establishment policy with those for visits',
      { ...establishmentPolicy, visit: DEFAULT_VISIT },
      'terms.visit',
    ],
    ['a policy on retention without', withoutTerms, 'terms.keeping'],
    ['an advice policy with terms of retention', { ...advicePolicy, keeping }, 'terms.keeping'],
    [
      'a policy with two terms for one class',
      { ...retentionPolicy, keeping: [...keeping, { record: 'SUBJECT', trigger: 'REGISTERED', years: 7 }] },
      'terms.keeping',
    ],
    [
      'a policy that counts from the end of a person',
      { ...retentionPolicy, keeping: [{ record: 'SUBJECT', trigger: 'CLOSED', years: 6 }] },
      'terms.keeping',
    ],
  ])('R-POL-8: not %s', (_what, terms, path) => given().when(publishing(terms)).isRefusedBy('R-POL-8', path));
  test('R-POL-8: no patrol has to cover more minutes than the longest may take', () => {
    const asking = (patrolOverlapMinutes: number) =>
      given().when(
        publishing({
          ...establishmentPolicy,
          establishment: { ...DEFAULT_ESTABLISHMENT, patrolOverlapMinutes, longestPatrolMinutes: 60 },
        }),
      );
    asking(61).isRefusedBy('R-POL-8', 'terms.establishment.patrolOverlapMinutes');
    expect(asking(60).decision).toHaveLength(1);
  });
});

describe('the figures that hold', () => {
  const second: PolicyTerms = {
    ...establishmentPolicy,
    version: 2,
    publishedOn: '2012-09-01',
    establishment: { ...DEFAULT_ESTABLISHMENT, patrolOverlapMinutes: 30 },
  };
  const first: PolicyTerms = { ...establishmentPolicy, publishedOn: '2010-01-04' };

  test('D-33: those of the version in force, by its name', () => {
    expect(establishmentTerms(stateOf(first, second), IN_2012)).toEqual({
      ...DEFAULT_ESTABLISHMENT,
      patrolOverlapMinutes: 30,
      version: 'E0117/2',
    });
    expect(visitTerms(stateOf(visitPolicy), '2012-09-03T12:00:00.000Z')).toEqual({
      graceMinutes: 20,
      version: 'V0201/1',
    });
  });
  test('T4-04: the model begins in the autumn of 2012; asked for on 1 June, the old rules hold', () => {
    expect(establishmentTerms(stateOf(first, second), '2012-06-01T12:00:00.000Z')).toEqual({
      ...DEFAULT_ESTABLISHMENT,
      version: 'E0117/1',
    });
  });
  test('D-33: where no policy sets them, ours hold', () => {
    expect(establishmentTerms(stateOf(), IN_2012)).toEqual({ ...DEFAULT_ESTABLISHMENT, version: 'DEFAULT' });
    expect(visitTerms(stateOf(advicePolicy), IN_2012)).toEqual({ ...DEFAULT_VISIT, version: 'DEFAULT' });
  });
  test('T3-60: how long a class of records is kept, the retention policy says', () => {
    const longer: PolicyTerms = {
      ...retentionPolicy,
      keeping: [{ record: 'REFERRAL', trigger: 'REGISTERED', years: 10 }],
    };
    const state = stateOf(longer);
    expect(keepingTerm(state, 'REFERRAL', IN_2012)).toEqual({
      ...{ record: 'REFERRAL', trigger: 'REGISTERED', years: 10, version: 'W1012/1' },
    });
    expect(keepingTerm(state, 'SUBJECT', IN_2012).version).toBe('DEFAULT');
    expect(keepingTerm(state, 'REFERRAL', '2012-06-01T12:00:00.000Z').version).toBe('DEFAULT');
  });
  test('D-33: a policy of long ago that set no figures leaves ours as they are', () => {
    expect(establishmentTerms(stateOf(withoutFigures), IN_2012).version).toBe('DEFAULT');
  });
});
