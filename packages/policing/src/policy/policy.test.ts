import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import fc from 'fast-check';
import { ELECTRONIC_TOPICS } from '../advice-case/codes.ts';
import { ADMIN, sendersOf, SYSTEM } from '../kilburn.test.data.ts';
import { A0609_VERSION_4 } from './a0609.ts';
import { policy } from './policy.ts';
import { adviceVersionInForce, policyHistory, versionInForce, type PolicyState } from './policy.state.ts';
import { isReviewOverdue, monthsAfter, nextReviewDue } from './review-due.ts';
import {
  type PolicyEvent,
  policyReviewed,
  policyReviewOverdue,
  type PolicyTerms,
  policyVersionPublished,
  policyVersionWithdrawn,
  TOPICS,
} from './policy.events.ts';

const given = scenario(policy, 'A0609');
const PUBLISHED = '2023-01-18T10:00:00.000Z';
const NEXT_YEAR = '2024-02-01T10:00:00.000Z';
const OTHER_TEXT = 'c'.repeat(64);

const version4 = A0609_VERSION_4;
const version3: PolicyTerms = { ...version4, version: 3, publishedOn: '2020-01-20' };
const version5: PolicyTerms = { ...version4, version: 5, publishedOn: '2024-02-01', contentHash: OTHER_TEXT };

const publish = { type: 'PublishPolicyVersion', occurredAt: PUBLISHED, by: ADMIN, terms: version4 } as const;
const publish5 = { ...publish, occurredAt: NEXT_YEAR, terms: version5 } as const;
const review = {
  type: 'ReviewPolicy',
  occurredAt: NEXT_YEAR,
  by: ADMIN,
  outcome: 'NO_CHANGE',
  contentHash: version4.contentHash,
  eia: 'eia/2024-01',
  onBehalfOf: 'HEAD_OF_LOCAL_POLICING_COMMAND',
} as const;
const withdraw = {
  type: 'WithdrawPolicyVersion',
  occurredAt: NEXT_YEAR,
  by: ADMIN,
  version: 4,
  successor: 3,
} as const;
const notice = {
  type: 'NoticePolicyReviewOverdue',
  occurredAt: '2026-01-19T00:00:00.000Z',
  by: SYSTEM,
} as const;

const published = (terms: PolicyTerms, due: string) =>
  policyVersionPublished({ ...terms, nextReviewDue: due });
const published3 = published(version3, '2023-01-20');
const published4 = published(version4, '2026-01-18');
const published5 = published(version5, '2027-02-01');
const reviewed = policyReviewed({
  version: 4,
  outcome: 'NO_CHANGE',
  contentHash: version4.contentHash,
  eia: 'eia/2024-01',
  onBehalfOf: 'HEAD_OF_LOCAL_POLICING_COMMAND',
  nextReviewDue: '2027-02-01',
});
const withdrawn = policyVersionWithdrawn({ version: 4, successor: 3, nextReviewDue: '2023-01-20' });
const overdue = policyReviewOverdue({ version: 4, dueOn: '2026-01-18' });

const inForce3 = at('2020-01-20T10:00:00.000Z', published3);
const inForce4 = [...inForce3, ...at(PUBLISHED, published4)];
const inForce5 = [...inForce4, ...at(NEXT_YEAR, published5)];
const stateOf = (...history: readonly (readonly Dated<PolicyEvent>[])[]): PolicyState =>
  fact(policyHistory, 'A0609', ...history).state;
const without = (...fields: readonly (keyof PolicyTerms)[]): PolicyTerms =>
  Object.fromEntries(
    Object.entries(version4).filter(([field]) => !(fields as readonly string[]).includes(field)),
  ) as PolicyTerms;

describe('who sends what', () => {
  test.each([
    { command: publish, senders: ['ADMIN'] },
    { command: review, senders: ['INSPECTOR', 'ADMIN'] },
    { command: withdraw, senders: ['ADMIN'] },
    { command: notice, senders: ['SYSTEM'] },
  ])('R-AUTH-2: $command.type is for $senders alone', ({ command, senders }) => {
    expect(sendersOf(given(), command)).toEqual(senders);
  });
});

describe('publishing', () => {
  test('R-POL-3: a version is published, and says when it is to be reviewed [T3-04] [T3-38] [T3-44] [T3-58]', () =>
    given(inForce3).when(publish).emits(published4));
  test('R-POL-1: three years later, unless it says otherwise [T3-57]', () => {
    const { nextReviewMonths: _months, ...terms } = version4;
    given()
      .when({ ...publish, terms })
      .emits(published4);
  });
  test('R-POL-3: published the same already, nothing happens', () =>
    given(inForce4).when(publish).emitsNothing());
  test('R-POL-3: nobody need have been consulted [T3-56]', () =>
    given()
      .when({ ...publish, terms: { ...version4, consultees: [] } })
      .emits(published4));
  test('R-POL-3: the same version with another catalogue is refused, not lost', () =>
    given(inForce4)
      .when({ ...publish, terms: { ...version4, measures: version4.measures.slice(1) } })
      .isRefusedBy('R-POL-3'));
  test('R-POL-3: version 3 does not come after version 4 [T3-05]', () =>
    given(at(PUBLISHED, published4))
      .when({ ...publish, terms: { ...version3, publishedOn: '2023-01-18' } })
      .isRefusedBy('R-POL-3'));
  test('R-POL-3: version 5 does not come before it', () =>
    given(inForce4)
      .when({ ...publish5, terms: { ...version5, publishedOn: '2023-01-17' } })
      .isRefusedBy('R-POL-3'));
  test('R-TIME-1: no version is published before its day', () =>
    given()
      .when({ ...publish, occurredAt: '2023-01-17T23:59:59.999Z' })
      .isRefusedBy('R-TIME-1'));
  test('R-POL-2: a new version may have the same text [T3-08]', () =>
    given(inForce4)
      .when({ ...publish5, terms: { ...version5, contentHash: version4.contentHash } })
      .emits(published({ ...version5, contentHash: version4.contentHash }, '2027-02-01')));

  test.each(['A0609', 'a 0609', ' A  0609 '])('R-POL-7: %j is A 0609 [T3-03]', (number) =>
    given()
      .when({ ...publish, terms: { ...version4, number } })
      .emits(published4),
  );
  test.each(['0609', 'A 609', 'AA 0609', 'A 06090', ''])('R-POL-7: %j is no number [T3-03]', (number) =>
    given()
      .when({ ...publish, terms: { ...version4, number } })
      .isRefusedBy('R-POL-7'),
  );
  test('R-POL-7: related policies have numbers, too [T3-58]', () => {
    given()
      .when({ ...publish, terms: { ...version4, relatedPolicies: ['W1000', 'w1012'] } })
      .emits(published4);
    given()
      .when({ ...publish, terms: { ...version4, relatedPolicies: ['Information Management'] } })
      .isRefusedBy('R-POL-7');
  });
  test.each([{ number: 'A 0610' }, { kind: 'ASB' }] as const)(
    'R-LIFE-2: not as another policy: %j',
    (other) =>
      given(inForce4)
        .when({ ...publish5, terms: { ...version5, ...other } })
        .isRefusedBy('R-LIFE-2'),
  );

  test('R-CASE-8: an advice policy has disclaimers', () =>
    given()
      .when({ ...publish, terms: without('disclaimers') })
      .isRefusedBy('R-CASE-8'));
  test('R-CASE-9: and a privacy notice', () =>
    given()
      .when({ ...publish, terms: without('privacyNotice') })
      .isRefusedBy('R-CASE-9'));
  test('R-CASE-12: and says what a written record holds [T3-41]', () =>
    given()
      .when({ ...publish, terms: { ...version4, requiredRecordFields: [] } })
      .isRefusedBy('R-CASE-12'));
  test.each([
    { measures: [] },
    { sources: [] },
    { measures: [...version4.measures, ...version4.measures.slice(0, 1)] },
  ])('R-CASE-5: and a catalogue, each measure once, that rests on sources', (other) =>
    given()
      .when({ ...publish, terms: { ...version4, ...other } })
      .isRefusedBy('R-CASE-5'),
  );
  test('R-CASE-8: a policy of another kind needs none of these', () => {
    const grading: PolicyTerms = {
      ...without('disclaimers', 'privacyNotice'),
      kind: 'GRADING',
      measures: [],
      sources: [],
      requiredRecordFields: [],
    };
    given()
      .when({ ...publish, terms: grading })
      .emits(published(grading, '2026-01-18'));
    expect(
      adviceVersionInForce(stateOf(at(PUBLISHED, published(grading, '2026-01-18'))), PUBLISHED),
    ).toBeUndefined();
  });
});

describe('the version in force', () => {
  const numberAt = (state: PolicyState, when: string) => versionInForce(state, when)?.version;

  test('R-POL-3: none before the first, then one at any instant, from its day in London on [T3-04]', () => {
    const state = stateOf(inForce4);
    expect(numberAt(state, '2020-01-19T23:59:59.999Z')).toBeUndefined();
    expect(numberAt(state, '2020-01-20T00:00:00.000Z')).toBe(3);
    expect(numberAt(state, '2023-01-17T23:59:59.999Z')).toBe(3);
    expect(numberAt(state, '2023-01-18T00:00:00.000Z')).toBe(4);
  });
  test('R-POL-3: a version recorded late is in force from its day all the same', () => {
    expect(numberAt(stateOf(at(NEXT_YEAR, published4)), PUBLISHED)).toBe(4);
  });
  test('R-POL-3: of a version that was withdrawn, its successor, from then on', () => {
    const state = stateOf(inForce4, at(NEXT_YEAR, withdrawn));
    expect(numberAt(state, PUBLISHED)).toBe(4);
    expect(numberAt(state, NEXT_YEAR)).toBe(3);
  });
  test('R-POL-3: no gaps, whatever happens', () => {
    const versions = fc.constantFrom(3, 4, 5);
    const withdrawals = fc.array(fc.tuple(versions, versions), { maxLength: 8 });
    fc.assert(
      fc.property(withdrawals, (pairs) => {
        const events = pairs.map(([version, successor]) =>
          policyVersionWithdrawn({ version, successor, nextReviewDue: '2027-01-18' }),
        );
        expect(versionInForce(stateOf(inForce5, at(NEXT_YEAR, ...events)), NEXT_YEAR)).toBeDefined();
      }),
    );
  });
  test('R-POL-3: it says what advice needs [T3-38] [T3-41] [T3-44] [T3-58]', () => {
    expect(adviceVersionInForce(stateOf(inForce4), PUBLISHED)).toEqual(version4);
  });
});

describe('reviewing', () => {
  test('R-POL-2: reviewed without a change of its text, next in three years [T3-06] [T3-08]', () =>
    given(inForce4).when(review).emits(reviewed));
  test('R-POL-2: this review is on record, nothing happens', () =>
    given(inForce4, at(NEXT_YEAR, reviewed)).when(review).emitsNothing());
  test('R-POL-2: another assessment, another review', () =>
    given(inForce4, at(NEXT_YEAR, reviewed))
      .when({ ...review, occurredAt: '2024-03-01T10:00:00.000Z', eia: 'eia/2024-03' })
      .emits({ ...reviewed, eia: 'eia/2024-03', nextReviewDue: '2027-03-01' }));
  test('R-POL-2: changed, with another text [T3-08]', () =>
    given(inForce4)
      .when({ ...review, outcome: 'CHANGED', contentHash: OTHER_TEXT })
      .emits({ ...reviewed, outcome: 'CHANGED', contentHash: OTHER_TEXT }));
  test('R-POL-2: not changed, with the same text [T3-08]', () =>
    given(inForce4)
      .when({ ...review, outcome: 'CHANGED' })
      .isRefusedBy('R-POL-2'));
  test('R-POL-2: nor unchanged with another', () =>
    given(inForce4)
      .when({ ...review, contentHash: OTHER_TEXT })
      .isRefusedBy('R-POL-2'));
  test('R-POL-6: not without an equality impact assessment [T3-07]', () => {
    const { eia: _eia, ...withoutEia } = review;
    given(inForce4).when(withoutEia).isRefusedBy('R-POL-6');
  });
  test('R-POL-4: not on behalf of somebody else [T3-57]', () =>
    given(inForce4)
      .when({ ...review, onBehalfOf: 'HEAD_OF_CUSTODY' })
      .isRefusedBy('R-POL-4'));
  test('R-POL-4: nor of nobody [T3-57]', () => {
    const { onBehalfOf: _onBehalfOf, ...onTheirOwn } = review;
    given(inForce4).when(onTheirOwn).isRefusedBy('R-POL-4');
  });
  test('R-POL-4: a policy that nobody in particular monitors is reviewed on behalf of nobody', () => {
    const { onBehalfOf: _onBehalfOf, ...onTheirOwn } = review;
    const { onBehalfOf: _sameHere, ...forNobody } = reviewed;
    given(at(PUBLISHED, published(without('monitoredBy'), '2026-01-18')))
      .when(onTheirOwn)
      .emits(forNobody);
  });
  test('R-LIFE-1: nothing is reviewed before it is in force', () =>
    given().when(review).isRefusedBy('R-LIFE-1'));

  test('R-POL-1: the three years run from the review, when that came later [T3-06]', () => {
    const state = stateOf(inForce4, at(NEXT_YEAR, reviewed));
    expect(nextReviewDue(state, PUBLISHED)).toBe('2026-01-18');
    expect(nextReviewDue(state, NEXT_YEAR)).toBe('2027-02-01');
  });
  test('R-POL-1: and from the publication, when that did', () => {
    const early = at('2022-11-01T10:00:00.000Z', { ...reviewed, version: 3 });
    expect(nextReviewDue(stateOf(inForce4, early), PUBLISHED)).toBe('2026-01-18');
  });
  test('R-POL-1: no version, no review', () => {
    expect(nextReviewDue(stateOf(), PUBLISHED)).toBeUndefined();
    expect(isReviewOverdue(stateOf(), PUBLISHED)).toBe(false);
  });
  test.each([
    ['2023-01-18', 36, '2026-01-18'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2023-08-31', 1, '2023-09-30'],
  ])('R-POL-1: %s and %i months is %s', (from, months, to) => {
    expect(monthsAfter(from, months)).toBe(to);
  });
});

describe('a review that is late', () => {
  test('R-POL-1: on the day after it was due it is overdue [T3-57]', () =>
    given(inForce4).when(notice).emits(overdue));
  test.each(['2026-01-17T12:00:00.000Z', '2026-01-18T23:59:59.999Z'])(
    'R-POL-1: not at %s [T3-57]',
    (instant) =>
      given(inForce4)
        .when({ ...notice, occurredAt: instant })
        .emitsNothing(),
  );
  test('R-POL-1: that is said once', () =>
    given(inForce4, at('2026-01-19T00:00:00.000Z', overdue))
      .when({ ...notice, occurredAt: '2026-02-01T00:00:00.000Z' })
      .emitsNothing());
  test('R-POL-1: not when it was done in time', () =>
    given(inForce4, at(NEXT_YEAR, reviewed)).when(notice).emitsNothing());
  test('R-POL-1: and of the next again', () =>
    given(inForce4, at('2026-01-19T00:00:00.000Z', overdue), at('2026-03-02T10:00:00.000Z', reviewed))
      .when({ ...notice, occurredAt: '2029-03-03T00:00:00.000Z' })
      .emits(policyReviewOverdue({ version: 4, dueOn: '2029-03-02' })));
  test('R-LIFE-1: of no policy', () => given().when(notice).isRefusedBy('R-LIFE-1'));
});

describe('withdrawing', () => {
  test('R-POL-3: a version is withdrawn for another, which stands in its place', () =>
    given(inForce4).when(withdraw).emits(withdrawn));
  test('R-POL-3: one that was succeeded already leaves the version in force as it is', () =>
    given(inForce5)
      .when({ ...withdraw, successor: 5 })
      .emits(policyVersionWithdrawn({ version: 4, successor: 5, nextReviewDue: '2027-02-01' })));
  test('R-POL-3: withdrawn so already, nothing happens', () =>
    given(inForce4, at(NEXT_YEAR, withdrawn)).when(withdraw).emitsNothing());
  test('R-LIFE-2: not a second time for another', () =>
    given(inForce5, at(NEXT_YEAR, withdrawn))
      .when({ ...withdraw, successor: 5 })
      .isRefusedBy('R-LIFE-2'));
  test('R-POL-3: not without a successor', () => {
    const { successor: _successor, ...withoutSuccessor } = withdraw;
    given(inForce4).when(withoutSuccessor).isRefusedBy('R-POL-3');
  });
  test.each([4, 5])(
    'R-POL-3: version %i does not stand in its place: itself, or not yet there',
    (successor) =>
      given(inForce4)
        .when({ ...withdraw, successor })
        .isRefusedBy('R-POL-3'),
  );
  test('R-POL-3: nor does one that was withdrawn itself', () =>
    given(
      inForce4,
      at(PUBLISHED, policyVersionWithdrawn({ version: 3, successor: 4, nextReviewDue: '2026-01-18' })),
    )
      .when(withdraw)
      .isRefusedBy('R-POL-3'));
  test('R-LIFE-1: nothing is withdrawn that was never published', () =>
    given(inForce3).when(withdraw).isRefusedBy('R-LIFE-1'));
});

describe('A 0609, version 4', () => {
  const { measures } = version4;

  test('R-POL-3: can be published as it is [T3-03] [T3-04] [T3-05]', () =>
    given().when(publish).emits(published4));
  test('R-CASE-5: has a measure for every topic [T3-25]', () => {
    expect(TOPICS.filter((topic) => !measures.some((measure) => measure.topic === topic))).toEqual([]);
  });
  test('R-CASE-3: has measures of electronic security at the level of specialists only [T3-31]', () => {
    const basic = measures.filter(
      ({ topic, level }) => ELECTRONIC_TOPICS.includes(topic) && level === 'BASIC',
    );
    expect(basic).toEqual([]);
  });
  test('R-CASE-5: promises no effect, and advises against nothing', () => {
    expect(
      measures.filter(({ wording }) => /\b(guarantee|never|will not|do not|no need)\b/i.test(wording)),
    ).toEqual([]);
  });
});
