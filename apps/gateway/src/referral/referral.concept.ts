import { retentionOf } from '../retention/retention.resolver.ts';
import { referral } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { referralBoard } from './referral-board.view.ts';
import { referralInbox } from './referral-inbox.view.ts';
import { referralSeenBy } from './referral-seen.ts';
import * as inputs from './referral.input.ts';
import { CaseReferralsResolver, ReferralResolver } from './referral.resolver.ts';
import { ReferralType } from './referral.type.ts';

/** A request to somebody else to help: of each what is theirs to see. */
export const referralConcept = concept({
  kind: 'Referral',
  type: ReferralType,
  decider: referral,
  board: referralBoard,
  views: [referralInbox],
  inputs,
  resolvers: [ReferralResolver, CaseReferralsResolver, retentionOf(() => ReferralType, referral)],
  readFor: 'REFERRAL',
  shownTo: async ({ by, audited }, row, moment) =>
    referralSeenBy({ by, audited: await audited() }, row, moment),
});
