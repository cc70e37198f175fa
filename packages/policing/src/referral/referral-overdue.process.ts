import { defineCountdown, dueFrom, noticedAt, nothingFrom, send } from '@wardbook/event-sourcing/pure';
import { referralHistory } from './referral.state.ts';
import { nextDayStart } from '../london.ts';

import { referral } from './referral.ts';

/** R-REF-4: what nobody has done by the London day after it was due is put on record, once. */
export const referralsOverdue = defineCountdown({
  name: 'referrals-overdue',
  version: 2,
  of: [referralHistory],
  evolve: {
    // What is recorded when it was due already leaves a day to record its answer, too.
    ReferralRaised: (row, { dueAt }, { occurredAt, recordedAt }) =>
      dueFrom(row, occurredAt, nextDayStart(dueAt), nextDayStart(recordedAt)),
    ReferralOverdue: (row, { dueAt }) => noticedAt(row, nextDayStart(dueAt)),
    ReferralCompleted: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
    ReferralWithdrawn: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
  },
  poke: (id, at) => send(referral, id, { type: 'NoticeReferralOverdue' }, at),
});
