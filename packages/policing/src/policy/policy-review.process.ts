import { defineProcess, send } from '@wardbook/event-sourcing/pure';
import { policyHistory } from './policy.state.ts';
import { policy } from './policy.ts';
import { reviewNews } from './review-due.ts';

/** Says so when a policy was not reviewed in time: from the day after (R-POL-1, S3:38-39). */
export const policyReview = defineProcess({
  name: 'policy-review',
  version: 2,
  initial: policyHistory.initial,
  of: [policyHistory],
  evolve: policyHistory.evolve,
  columns: { dueAt: (state) => reviewNews(state)[0]?.at ?? null },
  react: {},
  whenDue: (state, id) =>
    reviewNews(state)
      .slice(0, 1)
      .map(({ at }) => send(policy, id, { type: 'NoticePolicyReviewOverdue' }, at)),
});
