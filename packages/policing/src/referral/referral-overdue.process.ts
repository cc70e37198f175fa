import type { Process } from '@wardbook/event-sourcing';
import { bySystem } from '../by.ts';
import { nextDayStart } from '../london.ts';
import { referralEvents, type ReferralEvent } from './referral.events.ts';
import { referral, type ReferralCommand } from './referral.ts';

type Watched = Extract<
  ReferralEvent,
  { type: 'ReferralRaised' | 'ReferralOverdue' | 'ReferralCompleted' | 'ReferralWithdrawn' }
>;

interface Deadline {
  /** The first instant at which the referral is overdue; absent once nothing is waited for. UTC. */
  readonly overdueFrom?: string;
}

/** R-REF-4: what nobody has done by the London day after it was due is put on record, once (8.4). */
export const referralsOverdue: Process<Watched, Deadline> = {
  name: 'referrals-overdue',
  version: 1,
  initial: {},
  events: referralEvents,
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
  whenDue: ({ overdueFrom: at }, id) => {
    if (at === undefined) return [];
    const command: ReferralCommand = { type: 'NoticeReferralOverdue', occurredAt: at, by: bySystem('referrals-overdue') };
    return [{ decider: referral, id, command }];
  },
};
