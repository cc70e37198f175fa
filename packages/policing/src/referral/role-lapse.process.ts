import {
  entriesOf,
  idOf,
  NONE_KEYED,
  valueIn,
  withoutValue,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
  defineProcess,
  send,
} from '@wardbook/event-sourcing/pure';
import { rolesHistory } from '../role/role.state.ts';
import { referralHistory } from './referral.state.ts';

import { type Party } from './referral.events.ts';
import { referral } from './referral.ts';

/** What the roles of a force have been asked and have not ended, and which of the roles themselves have. */
interface Desk {
  readonly live: Keyed<{ readonly role: string; readonly movedAt: string }>;
  readonly lapsedAt: Keyed<string>;
}

const EMPTY_DESK: Desk = { live: NONE_KEYED, lapsedAt: NONE_KEYED };

/** R-REF-9: when a role ends, whatever it still had is handed over, each and every referral (S0:9). */
export const roleLapse = defineProcess({
  name: 'role-lapse',
  version: 1,
  initial: EMPTY_DESK,
  of: [rolesHistory, referralHistory],
  keys: {
    ReferralRaised: ({ to }) => deskOf(to),
    ReferralAccepted: ({ owner }) => deskOf(owner),
    ReferralDeclined: ({ owner }) => deskOf(owner),
    ReferralRedirected: ({ owner, to }) => deskOf(to) ?? deskOf(owner),
    ReferralEscalated: ({ owner, to }) => deskOf(to) ?? deskOf(owner),
    ReferralCompleted: ({ owner }) => deskOf(owner),
    ReferralWithdrawn: ({ owner }) => deskOf(owner),
  },
  evolve: {
    RoleLapsed: (desk, { role }, { occurredAt }) => ({
      ...desk,
      lapsedAt: withValue(desk.lapsedAt, role, occurredAt),
    }),
    ReferralRaised: (desk, { to }, moment) => moved(desk, to, moment),
    ReferralAccepted: (desk, { owner }, moment) => moved(desk, owner, moment),
    ReferralDeclined: (desk, _, moment) => moved(desk, undefined, moment),
    ReferralRedirected: (desk, { to }, moment) => moved(desk, to, moment),
    ReferralEscalated: (desk, { to }, moment) => moved(desk, to, moment),
    ReferralCompleted: (desk, _, moment) => moved(desk, undefined, moment),
    ReferralWithdrawn: (desk, _, moment) => moved(desk, undefined, moment),
  },
  columns: {},
  react: {
    RoleLapsed: (desk, { role }) =>
      entriesOf(desk.live)
        .filter(([, held]) => held.role === role)
        .flatMap(([id]) => handOver(desk, id)),
    // Decided while the role was there, recorded when it was no more.
    ReferralRaised: (desk, _, { stream }) => handOver(desk, idOf(stream)),
    ReferralRedirected: (desk, _, { stream }) => handOver(desk, idOf(stream)),
    ReferralEscalated: (desk, _, { stream }) => handOver(desk, idOf(stream)),
  },
});

/** The force whose roles are asked; undefined where no role is. */
const deskOf = (party: Party): string | undefined => ('role' in party ? party.force : undefined);

/** A referral lies with a role, or with none any more. */
const moved = (desk: Desk, to: Party | undefined, { stream, occurredAt: movedAt }: Moment): Desk => {
  const id = idOf(stream);
  const others = withoutValue(desk.live, id);
  const live = to && 'role' in to ? withValue(others, id, { role: to.role, movedAt }) : others;
  return { ...desk, live };
};

const handOver = ({ live, lapsedAt }: Desk, id: string): readonly Outgoing[] => {
  const { role, movedAt } = valueIn(live, id) ?? {};
  const lapsed = role === undefined ? undefined : valueIn(lapsedAt, role);
  if (lapsed === undefined || movedAt === undefined) return [];
  const at = movedAt > lapsed ? movedAt : lapsed;
  return [send(referral, id, { type: 'HandOverReferral' }, at)];
};
