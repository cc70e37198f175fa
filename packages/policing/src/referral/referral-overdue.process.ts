import { defineProcess, send } from '@wardbook/event-sourcing/pure';
import { referralHistory } from './referral.state.ts';
import { nextDayStart } from '../london.ts';

import { referral } from './referral.ts';

interface Deadline {
  /** The first instant at which the referral is overdue; absent once nothing is waited for. UTC. */
  readonly overdueFrom?: string;
}

const NOTHING_AWAITED: Deadline = {};

/** R-REF-4: what nobody has done by the London day after it was due is put on record, once. */
export const referralsOverdue = defineProcess({
  name: 'referrals-overdue',
  version: 1,
  initial: NOTHING_AWAITED,
  of: [referralHistory],
  evolve: {
    ReferralRaised: (_, { dueAt }, { recordedAt }) => ({
      // What is recorded when it was due already leaves a day to record its answer, too.
      overdueFrom: nextDayStart(dueAt > recordedAt ? dueAt : recordedAt),
    }),
    ReferralOverdue: () => ({}),
    ReferralCompleted: () => ({}),
    ReferralWithdrawn: () => ({}),
  },
  columns: { dueAt: ({ overdueFrom }) => overdueFrom ?? null },
  react: {},
  whenDue: ({ overdueFrom: at }, id) =>
    at === undefined ? [] : [send(referral, id, { type: 'NoticeReferralOverdue' }, at)],
});
