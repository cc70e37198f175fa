import type { Process } from '@wardbook/event-sourcing';
import { bySystem } from '../by.ts';
import { nextDayStart } from '../london.ts';
import { policyEvents, type PolicyEvent } from './policy.events.ts';
import { policy, type PolicyCommand } from './policy.ts';

interface Deadline {
  /** The London day by which the policy is to be reviewed; absent once that was missed and said so. */
  readonly dueOn?: string;
}

/** Says so when a policy was not reviewed in time: from the day after (R-POL-1, S3:38-39). */
export const policyReview: Process<PolicyEvent, Deadline> = {
  name: 'policy-review',
  version: 1,
  initial: {},
  events: policyEvents,
  evolve: {
    PolicyVersionPublished: (_, { nextReviewDue }) => ({ dueOn: nextReviewDue }),
    PolicyReviewed: (_, { nextReviewDue }) => ({ dueOn: nextReviewDue }),
    PolicyVersionWithdrawn: (_, { nextReviewDue }) => ({ dueOn: nextReviewDue }),
    PolicyReviewOverdue: () => ({}),
  },
  columns: { dueAt: ({ dueOn }) => (dueOn === undefined ? null : dayAfter(dueOn)) },
  react: {},
  whenDue: ({ dueOn }, id) => {
    if (dueOn === undefined) return [];
    const by = bySystem('policy-review');
    const command: PolicyCommand = { type: 'NoticePolicyReviewOverdue', occurredAt: dayAfter(dueOn), by };
    return [{ decider: policy, id, command }];
  },
};

const dayAfter = (day: string): string => nextDayStart(`${day}T12:00:00.000Z`);
