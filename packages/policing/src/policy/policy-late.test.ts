import { describe, expect, test } from '@jest/globals';
import { happened, type Told } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import fc from 'fast-check';
import { engine } from '../engine.test.data.ts';
import { ADMIN, SYSTEM } from '../kilburn.test.data.ts';
import { A0609_VERSION_4 } from './a0609.ts';
import { policy, type PolicyCommand } from './policy.ts';
import { policyHistory, versionInForce } from './policy.state.ts';
import { policyReview } from './policy-review.process.ts';
import { nextReviewDue } from './review-due.ts';
import {
  policyReviewed,
  policyReviewOverdue,
  policyReviewOverdueFoundWrong,
  policyVersionPublished,
  policyVersionWithdrawn,
  type PolicyEvent,
  type PolicyTerms,
} from './policy.events.ts';

const OTHER_TEXT = 'c'.repeat(64);
const version = (number: number, publishedOn: string, contentHash = OTHER_TEXT): PolicyTerms => ({
  ...A0609_VERSION_4,
  version: number,
  publishedOn,
  contentHash,
});
const version3 = version(3, '2020-01-20', A0609_VERSION_4.contentHash);
const version4 = version(4, '2023-01-18', A0609_VERSION_4.contentHash);
const version5 = version(5, '2024-02-01');

const publishOf = (terms: PolicyTerms, occurredAt = `${terms.publishedOn}T10:00:00.000Z`) =>
  ({ type: 'PublishPolicyVersion', occurredAt, by: ADMIN, terms }) as const;
const reviewAt = (occurredAt: string, contentHash = A0609_VERSION_4.contentHash) =>
  ({
    type: 'ReviewPolicy',
    occurredAt,
    by: ADMIN,
    outcome: 'NO_CHANGE',
    contentHash,
    eia: `eia/${occurredAt.slice(0, 7)}`,
    onBehalfOf: 'HEAD_OF_LOCAL_POLICING_COMMAND',
  }) as const;
const withdrawAt = (occurredAt: string, withdrawn: number, successor: number) =>
  ({ type: 'WithdrawPolicyVersion', occurredAt, by: ADMIN, version: withdrawn, successor }) as const;
const noticeAt = (occurredAt: string) =>
  ({ type: 'NoticePolicyReviewOverdue', occurredAt, by: SYSTEM }) as const;

const published = (terms: PolicyTerms, due: string) =>
  at(`${terms.publishedOn}T10:00:00.000Z`, policyVersionPublished({ ...terms, nextReviewDue: due }));
const reviewed = (occurredAt: string, due: string, of = version4) => {
  const { type: _type, occurredAt: when, by: _by, ...review } = reviewAt(occurredAt, of.contentHash);
  return at(when, policyReviewed({ ...review, version: of.version, nextReviewDue: due }));
};
const published4 = published(version4, '2026-01-18');
const published5 = published(version5, '2027-02-01');
const in2024 = reviewed('2024-03-04T10:00:00.000Z', '2027-03-04');
const in2026 = reviewed('2026-01-12T10:00:00.000Z', '2029-01-12');

const given = scenario(policy, 'A0609');

describe('reviews that are recorded late', () => {
  test('D-27: a review of 2024 recorded after that of 2026 leaves 2029 due, and it is noticed', () => {
    const onRecord = [...published4, ...in2026, ...in2024];
    given(onRecord).when(noticeAt('2027-03-05T00:00:00.000Z')).emitsNothing();
    given(onRecord)
      .when(noticeAt('2029-01-13T00:00:00.000Z'))
      .emits(policyReviewOverdue({ version: 4, dueOn: '2029-01-12' }));
  });
  test('D-27: every review that was missed is noticed once, on the day after its own', () => {
    const twice = [...published4, ...reviewed('2027-05-03T10:00:00.000Z', '2030-05-03')];
    const first = happened(
      '2026-01-19T00:00:00.000Z',
      policyReviewOverdue({ version: 4, dueOn: '2026-01-18' }),
    );
    const second = happened(
      '2030-05-03T23:00:00.000Z',
      policyReviewOverdue({ version: 4, dueOn: '2030-05-03' }),
    );
    given(twice).when(noticeAt('2031-01-01T00:00:00.000Z')).emits(first, second);
    given(twice, first, second).when(noticeAt('2031-01-01T00:00:00.000Z')).emitsNothing();
    given(twice, second).when(noticeAt('2030-05-03T22:59:59.999Z')).emits(first);
  });
  test('D-27: a review that turns out to have been made was not missed', () => {
    const noticed = at('2026-01-19T00:00:00.000Z', policyReviewOverdue({ version: 4, dueOn: '2026-01-18' }));
    const foundWrong = policyReviewOverdueFoundWrong({ dueOn: '2026-01-18' });
    given(published4, noticed, in2024)
      .when(noticeAt('2026-02-02T09:00:00.000Z'))
      .emits(happened('2026-01-19T00:00:00.000Z', foundWrong));
    given(published4, noticed, in2024, at('2026-01-19T00:00:00.000Z', foundWrong))
      .when(noticeAt('2026-02-02T09:00:00.000Z'))
      .emitsNothing();
  });
  test('D-27: the process sends nothing for ever, and notices 2029', async () => {
    const { clock, send, run, eventsOf } = engine({ now: '2026-03-02T00:00:00.000Z' });
    const tell = (command: Told<PolicyCommand>) => send({ decider: policy, id: 'A0609', command });
    for (const command of [
      publishOf(version4),
      reviewAt('2026-01-12T10:00:00.000Z'),
      reviewAt('2024-03-04T10:00:00.000Z'),
    ])
      expect((await tell(command)).refusal).toBeUndefined();
    const overdueBy = async (now: string) => {
      clock.now = now;
      expect(await run(policyReview)).toEqual([]);
      return (await eventsOf('policy-A0609')).filter(({ type }) => type === 'PolicyReviewOverdue');
    };
    expect(await overdueBy('2029-01-12T12:00:00.000Z')).toEqual([]);
    expect(await overdueBy('2029-02-01T00:00:00.000Z')).toMatchObject([
      { occurredAt: '2029-01-13T00:00:00.000Z', dueOn: '2029-01-12' },
    ]);
  });
  test('D-27: in any order, with the process run in between, it comes to the same', async () => {
    const first = publishOf(version4);
    const others = [
      reviewAt('2024-03-04T10:00:00.000Z'),
      publishOf(version(5, '2024-06-03', A0609_VERSION_4.contentHash)),
      reviewAt('2026-01-12T10:00:00.000Z'),
      withdrawAt('2026-05-04T10:00:00.000Z', 5, 4),
      reviewAt('2031-06-02T10:00:00.000Z'),
    ];
    const outcomeOf = async (order: readonly Told<PolicyCommand>[], runsAfter: readonly boolean[]) => {
      const { send, run, eventsOf } = engine({ now: '2033-01-01T00:00:00.000Z' });
      for (const [index, command] of order.entries()) {
        if ((await send({ decider: policy, id: 'A0609', command })).refusal) return undefined;
        if (runsAfter[index]) await run(policyReview);
      }
      expect(await run(policyReview)).toEqual([]);
      const events = (await eventsOf('policy-A0609')) as readonly (PolicyEvent & { occurredAt: string })[];
      return fact(
        policyHistory,
        'A0609',
        events.map(({ occurredAt, ...event }): Dated<PolicyEvent> => ({ at: occurredAt, event })),
      ).state;
    };
    const expected = await outcomeOf([first, ...others], []);
    expect(expected?.overdueNoticed).toEqual(['2029-01-12']);
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(others, { minLength: others.length }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        async (order, runsAfter) => {
          const outcome = await outcomeOf([first, ...order], runsAfter);
          if (outcome === undefined) return;
          compared += 1;
          expect(outcome).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});

describe('what is recorded late about versions', () => {
  test('R-POL-3: version 4 is published after version 5 was, as of its own day', () =>
    given(published5)
      .when(publishOf(version4))
      .emits(...published4.map(({ event }) => event)));
  test('R-POL-3: a version that is put on record long after its day is in force from that day', () =>
    given()
      .when(publishOf(version4, '2024-02-01T10:00:00.000Z'))
      .emits(...published4.map(({ event }) => happened('2023-01-18T00:00:00.000Z', event))));
  test.each([version(5, '2023-01-17'), version(3, '2024-02-01')])(
    'R-POL-3: numbers and days go upwards together, in whatever order: not version $version of $publishedOn',
    (terms) =>
      given(published4, published(version(6, '2025-02-03'), '2028-02-03'))
        .when(publishOf(terms, '2025-03-03T10:00:00.000Z'))
        .isRefusedBy('R-POL-3', 'terms.publishedOn'),
  );
  test('R-POL-2, R-TIME-2: not a version of before a review that could not have been of it', () =>
    given(published(version3, '2023-01-20'), reviewed('2024-03-04T10:00:00.000Z', '2027-03-04', version3))
      .when(publishOf(version(4, '2024-02-01')))
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: nor a withdrawal of before a review of what was withdrawn', () =>
    given(published4, published5, reviewed('2024-03-04T10:00:00.000Z', '2027-03-04', version5))
      .when(withdrawAt('2024-02-05T10:00:00.000Z', 5, 4))
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: nor one of the version that stands in the place of another', () =>
    given(
      published4,
      published5,
      at(
        '2024-03-04T10:00:00.000Z',
        policyVersionWithdrawn({ version: 5, successor: 4, nextReviewDue: '2026-01-18' }),
      ),
    )
      .when(withdrawAt('2024-02-05T10:00:00.000Z', 4, 5))
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-LIFE-2: a version withdrawn once is not withdrawn at another time as well', () =>
    given(
      published4,
      published5,
      at(
        '2024-03-04T10:00:00.000Z',
        policyVersionWithdrawn({ version: 5, successor: 4, nextReviewDue: '2026-01-18' }),
      ),
    )
      .when(withdrawAt('2024-02-05T10:00:00.000Z', 5, 4))
      .isRefusedBy('R-LIFE-2', 'version'));
  test('R-POL-2: the review of the morning on which its new version came into force is of the old one', () => {
    const change = { ...reviewAt('2024-02-01T09:00:00.000Z', OTHER_TEXT), outcome: 'CHANGED' } as const;
    const { type: _type, occurredAt: _at, by: _by, ...review } = change;
    const event = policyReviewed({ ...review, version: 4, nextReviewDue: '2027-02-01' });
    given(published4).when(change).emits(event);
    given(published4, published5).when(change).emits(event);
    given(published4, at('2024-02-01T09:00:00.000Z', event))
      .when(publishOf(version5))
      .emits(...published5.map(({ event: later }) => later));
  });
  test('R-POL-2: another one on that day may be of the new', () =>
    given(published4, published5)
      .when(reviewAt('2024-02-01T15:00:00.000Z', OTHER_TEXT))
      .emits(...reviewed('2024-02-01T15:00:00.000Z', '2027-02-01', version5).map(({ event }) => event)));
  test('R-POL-2: the same review at another time is another review', () =>
    given(published4, in2024)
      .when({ ...reviewAt('2024-03-04T10:00:00.000Z'), occurredAt: '2024-03-05T10:00:00.000Z' })
      .emits(...in2024.map(({ event }) => ({ ...event, nextReviewDue: '2027-03-05' }))));
  test('R-POL-3: which version is in force, and when it is due, does not depend on the order of recording', () => {
    const withdrawn = at(
      '2024-03-04T10:00:00.000Z',
      policyVersionWithdrawn({ version: 5, successor: 4, nextReviewDue: '2026-01-18' }),
    );
    const parts = [published4, published5, withdrawn, in2026];
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 4 }), (order) => {
        const { state } = fact(policyHistory, 'A0609', ...order);
        const seen = ['2023-02-01', '2024-02-02', '2024-03-05', '2026-02-02'].map((day) => [
          versionInForce(state, `${day}T12:00:00.000Z`)?.version,
          nextReviewDue(state, `${day}T12:00:00.000Z`),
        ]);
        expect(seen).toEqual([
          [4, '2026-01-18'],
          [5, '2027-02-01'],
          [4, '2026-01-18'],
          [4, '2029-01-12'],
        ]);
      }),
    );
  });
});
