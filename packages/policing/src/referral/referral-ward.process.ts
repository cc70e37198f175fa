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
import { boroughHistory } from '../borough/borough.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import { SECTOR_INSPECTOR } from './asking.rules.ts';
import type { Party } from './referral.events.ts';
import { referralHistory } from './referral.state.ts';
import { referral } from './referral.ts';

/** The referrals that the team of a ward has, or may come to have; or those that the inspector of a sector has. */
interface Asked {
  readonly referrals: Keyed<true>;
}

const NONE: Asked = { referrals: NONE_KEYED };

/**
 * R-REF-9, R-WARD-5: whenever a ward loses its team, gets another, or is no more, and whenever a sector loses its
 * inspector or gets another, each referral that they have looks at the facts anew and goes where it belongs (S0:9). What
 * is asked after that, `role-lapse` looks at. What came back to its sender for want of an inspector, no event of the
 * sector finds.
 */
export const referralWard = defineProcess({
  name: 'referral-ward',
  version: 2,
  initial: NONE,
  of: [wardHistory, boroughHistory, referralHistory],
  keys: {
    WardAssignedToSector: ({ ward }) => ward,
    SectorDissolved: ({ sector }) => ofSector(sector),
    SectorInspectorAppointed: ({ sector }) => ofSector(sector),
    SectorInspectorStoodDown: ({ sector }) => ofSector(sector),
    // One row for each event: the ward that is asked comes first; its own follows once its team is asked.
    ReferralRaised: ({ to, ward }) => placeOf(to) ?? ward,
    ReferralRedirected: ({ to }) => placeOf(to),
    ReferralEscalated: ({ to }) => placeOf(to),
    ReferralCompleted: ({ owner }) => placeOf(owner),
    ReferralWithdrawn: ({ owner }) => placeOf(owner),
  },
  evolve: {
    WardAssignedToSector: (row) => row,
    SectorDissolved: (row) => row,
    SectorInspectorAppointed: (row) => row,
    SectorInspectorStoodDown: (row) => row,
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
    WardAssignedToSector: (row, _, moment) => reviewAll(row, moment),
    SectorDissolved: (row, _, moment) => reviewAll(row, moment),
    SectorInspectorAppointed: (row, _, moment) => reviewAll(row, moment),
    SectorInspectorStoodDown: (row, _, moment) => reviewAll(row, moment),
    WardAssignedToInpt: (row, _, moment) => reviewAll(row, moment),
    WardReleasedFromInpt: (row, _, moment) => reviewAll(row, moment),
    WardAssignedToSnt: (row, _, moment) => reviewAll(row, moment),
    WardReleasedFromSnt: (row, _, moment) => reviewAll(row, moment),
    WardAbolished: (row, _, moment) => reviewAll(row, moment),
  },
});

/** Boroughs may call their sectors alike: then more is looked at than needs to be. */
const ofSector = (sector: string): string => `sector.${sector}`;

const placeOf = (party: Party): string | undefined => {
  if ('ward' in party) return party.ward;
  const isInspector = 'role' in party && party.role === SECTOR_INSPECTOR;
  return isInspector && party.area !== undefined ? ofSector(party.area) : undefined;
};

const withReferral = ({ referrals }: Asked, { stream }: Moment): Asked => ({
  referrals: withValue(referrals, idOf(stream), true),
});

const withoutReferral = ({ referrals }: Asked, { stream }: Moment): Asked => ({
  referrals: withoutValue(referrals, idOf(stream)),
});

const reviewAll = ({ referrals }: Asked, { recordedAt }: Moment): readonly Outgoing[] =>
  entriesOf(referrals).map(([id]) => send(referral, id, { type: 'ReviewReferralOwner' }, recordedAt));
