import { defineView, idOf } from '@wardbook/event-sourcing';
import { agencyOf, referralHistory, type Party } from '@wardbook/policing';

/** Who was ever asked: one row for each agency and referral, whatever became of it. */
export interface InboxCard {
  readonly agency: string | null;
  readonly referral: string | null;
  /** When the agency was first asked. */
  readonly askedAt: string | null;
}

const NEVER_ASKED: InboxCard = { agency: null, referral: null, askedAt: null };

export const referralInbox = defineView({
  name: 'referral-inbox',
  version: 2,
  of: [referralHistory],
  initial: NEVER_ASKED,
  keys: {
    ReferralRaised: ({ to }, { stream }) => keyOf(to, stream),
    ReferralRedirected: ({ to }, { stream }) => keyOf(to, stream),
    ReferralEscalated: ({ to }, { stream }) => keyOf(to, stream),
  },
  columns: {
    agency: ({ agency }) => agency,
    askedAt: ({ askedAt }) => askedAt,
  },
  evolve: {
    ReferralRaised: (card, { to }, { stream, occurredAt }) => asked(card, to, idOf(stream), occurredAt),
    ReferralRedirected: (card, { to }, { stream, occurredAt }) => asked(card, to, idOf(stream), occurredAt),
    ReferralEscalated: (card, { to }, { stream, occurredAt }) => asked(card, to, idOf(stream), occurredAt),
  },
});

const asked = ({ askedAt }: InboxCard, to: Party, referral: string, at: string): InboxCard => ({
  agency: agencyOf(to),
  referral,
  askedAt: askedAt !== null && askedAt <= at ? askedAt : at,
});

/** No identifier has a space in it. */
const keyOf = (to: Party, stream: string): string => `${agencyOf(to)} ${idOf(stream)}`;
