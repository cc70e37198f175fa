import { defineView } from '@wardbook/event-sourcing';
import { referralHistory, type Party } from '@wardbook/policing';

/** Who has taken a referral on, as long as they have. */
interface AcceptedCard {
  readonly agency: string | null;
  readonly member: string | null;
}

const NOBODY: AcceptedCard = { agency: null, member: null };

export const acceptedReferrals = defineView({
  name: 'accepted-referrals',
  version: 2,
  of: [referralHistory],
  initial: NOBODY,
  columns: { agency: ({ agency }) => agency, member: ({ member }) => member },
  evolve: {
    ReferralAccepted: (_, { owner, acceptedBy }) => ({ agency: agencyOf(owner), member: acceptedBy }),
    ReferralDeclined: () => NOBODY,
    ReferralRedirected: () => NOBODY,
    ReferralEscalated: () => NOBODY,
    ReferralCompleted: () => NOBODY,
    ReferralWithdrawn: () => NOBODY,
  },
});

const agencyOf = (party: Party): string => ('agency' in party ? party.agency : party.force);
