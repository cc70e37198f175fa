import { defineProcess, send } from '@wardbook/event-sourcing/pure';
import { policyHistory } from './policy.state.ts';
import { nextDayStart } from '../london.ts';

import { policy } from './policy.ts';

interface Deadline {
  /** The London day by which the policy is to be reviewed; absent once that was missed and said so. */
  readonly dueOn?: string;
}

const NOTHING_DUE: Deadline = {};

/** Says so when a policy was not reviewed in time: from the day after (R-POL-1, S3:38-39). */
export const policyReview = defineProcess({
  name: 'policy-review',
  version: 1,
  initial: NOTHING_DUE,
  of: [policyHistory],
  evolve: {
    PolicyVersionPublished: (_, { nextReviewDue }) => ({ dueOn: nextReviewDue }),
    PolicyReviewed: (_, { nextReviewDue }) => ({ dueOn: nextReviewDue }),
    PolicyVersionWithdrawn: (_, { nextReviewDue }) => ({ dueOn: nextReviewDue }),
    PolicyReviewOverdue: () => ({}),
  },
  columns: { dueAt: ({ dueOn }) => (dueOn === undefined ? null : dayAfter(dueOn)) },
  react: {},
  whenDue: ({ dueOn }, id) =>
    dueOn === undefined ? [] : [send(policy, id, { type: 'NoticePolicyReviewOverdue' }, dayAfter(dueOn))],
});

const dayAfter = (day: string): string => nextDayStart(`${day}T12:00:00.000Z`);
