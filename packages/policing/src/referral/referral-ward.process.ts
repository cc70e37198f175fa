import {
  defineProcess,
  entriesOf,
  idOf,
  NONE_KEYED,
  send,
  withoutValue,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { wardHistory } from '../ward/ward.state.ts';
import type { Party } from './referral.events.ts';
import { referralHistory } from './referral.state.ts';
import { referral } from './referral.ts';

/** The referrals that the team of a ward has, or may come to have. */
interface Asked {
  readonly referrals: Keyed<true>;
}

const NONE: Asked = { referrals: NONE_KEYED };

/**
 * R-REF-9, R-WARD-5: whenever a ward loses its team, gets another, or is no more, each referral of the ward looks at the
 * facts anew and goes where it belongs (S0:9). What is asked after that, `role-lapse` looks at.
 */
export const referralWard = defineProcess({
  name: 'referral-ward',
  version: 1,
  initial: NONE,
  of: [wardHistory, referralHistory],
  keys: {
    // One row for each event: the ward that is asked comes first; its own follows once its team is asked.
    ReferralRaised: ({ to, ward }) => wardIn(to) ?? ward,
    ReferralRedirected: ({ to }) => wardIn(to),
    ReferralEscalated: ({ to }) => wardIn(to),
    ReferralCompleted: ({ owner }) => wardIn(owner),
    ReferralWithdrawn: ({ owner }) => wardIn(owner),
  },
  evolve: {
    WardAssignedToInpt: (row) => row,
    WardReleasedFromInpt: (row) => row,
    WardAssignedToSnt: (row) => row,
    WardReleasedFromSnt: (row) => row,
    WardAbolished: (row) => row,
    ReferralRaised: (row, _, moment) => withReferral(row, moment),
    ReferralRedirected: (row, _, moment) => withReferral(row, moment),
    ReferralEscalated: (row, _, moment) => withReferral(row, moment),
    // Where somebody else ends it, no event says which ward it was of: it stays, and has nothing to look at.
    ReferralCompleted: (row, _, moment) => withoutReferral(row, moment),
    ReferralWithdrawn: (row, _, moment) => withoutReferral(row, moment),
  },
  columns: {},
  react: {
    WardAssignedToInpt: (row, _, moment) => reviewAll(row, moment),
    WardReleasedFromInpt: (row, _, moment) => reviewAll(row, moment),
    WardAssignedToSnt: (row, _, moment) => reviewAll(row, moment),
    WardReleasedFromSnt: (row, _, moment) => reviewAll(row, moment),
    WardAbolished: (row, _, moment) => reviewAll(row, moment),
  },
});

const wardIn = (party: Party): string | undefined => ('ward' in party ? party.ward : undefined);

const withReferral = ({ referrals }: Asked, { stream }: Moment): Asked => ({
  referrals: withValue(referrals, idOf(stream), true),
});

const withoutReferral = ({ referrals }: Asked, { stream }: Moment): Asked => ({
  referrals: withoutValue(referrals, idOf(stream)),
});

const reviewAll = ({ referrals }: Asked, { recordedAt }: Moment): readonly Outgoing[] =>
  entriesOf(referrals).map(([id]) => send(referral, id, { type: 'ReviewReferralOwner' }, recordedAt));
