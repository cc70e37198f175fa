import { idOf, type Moment, type Outgoing, type Process } from '@wardbook/event-sourcing';
import { bySystem } from '../by.ts';
import { referralEvents, type ReferralEvent } from '../referral/referral.events.ts';
import type { ReferralOutcome } from './codes.ts';
import { adviceCase, type AdviceCaseCommand } from './advice-case.ts';

type Watched = Extract<
  ReferralEvent,
  {
    type:
      | 'ReferralRaised'
      | 'ReferralNotRaised'
      | 'ReferralDeclined'
      | 'ReferralRedirected'
      | 'ReferralEscalated'
      | 'ReferralCompleted'
      | 'ReferralWithdrawn';
  }
>;

interface Waiting {
  readonly case?: string;
  /** Whoever was asked last said no. */
  readonly declined: boolean;
}

/** R-REF-7: a case learns how each of its referrals ended, and which were never raised. */
export const referralOutcome: Process<Watched, Waiting> = {
  name: 'referral-outcome',
  version: 1,
  initial: { declined: false },
  events: referralEvents,
  evolve: {
    ReferralRaised: (_, { case: id }) => ({ declined: false, ...(id !== undefined && { case: id }) }),
    ReferralNotRaised: (waiting) => waiting,
    ReferralDeclined: (waiting) => ({ ...waiting, declined: true }),
    ReferralRedirected: (waiting) => ({ ...waiting, declined: false }),
    ReferralEscalated: (waiting) => ({ ...waiting, declined: false }),
    ReferralCompleted: (waiting) => waiting,
    ReferralWithdrawn: (waiting) => waiting,
  },
  columns: {},
  react: {
    ReferralNotRaised: (_, event, moment) => tell(event.case, moment, 'NOT_RAISED'),
    // The words stay where they are: the case holds a reference to them.
    ReferralCompleted: (waiting, { helpGiven }, moment) => tell(waiting.case, moment, 'COMPLETED', helpGiven),
    ReferralWithdrawn: ({ case: id, declined }, _, moment) =>
      tell(id, moment, declined ? 'DECLINED' : 'WITHDRAWN'),
  },
};

const tell = (
  id: string | undefined,
  { stream, occurredAt }: Moment,
  outcome: ReferralOutcome,
  note?: string,
): readonly Outgoing[] => {
  if (id === undefined) return [];
  const command: AdviceCaseCommand = {
    type: 'RecordReferralOutcome',
    occurredAt: occurredAt,
    by: bySystem('referral-outcome'),
    referral: idOf(stream),
    outcome,
    ...(note !== undefined && { note }),
  };
  return [{ decider: adviceCase, id, command }];
};
