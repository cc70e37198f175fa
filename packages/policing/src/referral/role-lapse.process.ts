import {
  entriesOf,
  idOf,
  NONE_KEYED,
  withoutValue,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
  defineProcess,
  send,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory } from '../agency/agency.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { agencyOf, referralHistory } from './referral.state.ts';

import { type Party } from './referral.events.ts';
import { referral } from './referral.ts';

/** What an agency or a force has been asked and nobody has ended: whom in it, and whether that was handed over. */
type Desk = Keyed<{ readonly role?: string; readonly isHandedOver: boolean }>;

const EMPTY: { readonly desk: Desk } = { desk: NONE_KEYED };

const ofItself = (_: unknown, { stream }: Moment): string => `referral.${idOf(stream)}`;

/**
 * R-ROLE-1, R-REF-9: whenever those who were asked may have changed, each referral that they had looks at the facts
 * anew and goes where it belongs (S0:9).
 */
export const roleLapse = defineProcess({
  name: 'role-lapse',
  version: 3,
  initial: EMPTY,
  of: [rolesHistory, agencyHistory, referralHistory],
  keys: {
    ReferralRaised: ({ to }) => agencyOf(to),
    ReferralAccepted: ({ owner }) => agencyOf(owner),
    ReferralDeclined: ({ owner }) => agencyOf(owner),
    ReferralRedirected: ({ to }) => agencyOf(to),
    ReferralEscalated: ({ to }) => agencyOf(to),
    ReferralHandedBack: ({ to }) => agencyOf(to),
    // They do not say who is asked, and change no desk.
    InformationRequested: ofItself,
    InformationSupplied: ofItself,
    ReferralProgressed: ofItself,
    ReferralCompleted: ({ owner }) => agencyOf(owner),
    ReferralWithdrawn: ({ owner }) => agencyOf(owner),
  },
  evolve: {
    PostFilled: (row) => row,
    PostVacated: (row) => row,
    RoleLapsed: (row) => row,
    DutiesTransferred: (row) => row,
    DutiesHandedBack: (row) => row,
    AgencyEnded: (row) => row,
    ReferralRaised: (row, { to }, moment) => lies(row, to, moment),
    ReferralAccepted: (row, { owner }, moment) => lies(row, owner, moment),
    ReferralDeclined: (row, { owner, handedOver }, moment) =>
      handedOver ? lies(row, owner, moment, true) : left(row, moment),
    ReferralRedirected: (row, { to, handedOver }, moment) => lies(row, to, moment, handedOver),
    ReferralEscalated: (row, { to, handedOver }, moment) => lies(row, to, moment, handedOver),
    ReferralHandedBack: (row, { to }, moment) => lies(row, to, moment),
    InformationRequested: (row) => row,
    InformationSupplied: (row) => row,
    ReferralProgressed: (row) => row,
    ReferralCompleted: (row, _, moment) => left(row, moment),
    ReferralWithdrawn: (row, _, moment) => left(row, moment),
  },
  columns: {},
  react: {
    PostFilled: (row, { role }, moment) => rolesChanged(row, role, moment),
    PostVacated: (row, { role }, moment) => rolesChanged(row, role, moment),
    RoleLapsed: (row, { role }, moment) => rolesChanged(row, role, moment),
    DutiesTransferred: (row, { role }, moment) => rolesChanged(row, role, moment),
    DutiesHandedBack: (row, { role }, moment) => rolesChanged(row, role, moment),
    AgencyEnded: ({ desk }, _, moment) => entriesOf(desk).flatMap(([id]) => review(id, moment)),
    // Decided, or dealt with, while somebody was there, recorded when they were no more.
    InformationRequested: (_, __, moment) => review(idOf(moment.stream), moment),
    InformationSupplied: (_, __, moment) => review(idOf(moment.stream), moment),
    ReferralProgressed: (_, __, moment) => review(idOf(moment.stream), moment),
    ReferralRaised: (_, __, moment) => review(idOf(moment.stream), moment),
    ReferralAccepted: (_, __, moment) => review(idOf(moment.stream), moment),
    ReferralRedirected: (_, { handedOver }, moment) =>
      handedOver ? [] : review(idOf(moment.stream), moment),
    ReferralEscalated: (_, { handedOver }, moment) => (handedOver ? [] : review(idOf(moment.stream), moment)),
  },
});

interface Row {
  readonly desk: Desk;
}

/** A referral lies with somebody, until it ends. */
const lies = ({ desk }: Row, party: Party, { stream }: Moment, isHandedOver = false): Row => ({
  desk: withValue(desk, idOf(stream), {
    isHandedOver,
    ...('role' in party && { role: party.role }),
  }),
});

const left = ({ desk }: Row, { stream }: Moment): Row => ({ desk: withoutValue(desk, idOf(stream)) });

/** What was handed over went by who was there then: any post may matter to it. */
const rolesChanged = ({ desk }: Row, role: string, moment: Moment): readonly Outgoing[] =>
  entriesOf(desk)
    .filter(([, held]) => held.role === role || held.isHandedOver)
    .flatMap(([id]) => review(id, moment));

const review = (id: string, { recordedAt }: Moment): readonly Outgoing[] => [
  send(referral, id, { type: 'ReviewReferralOwner' }, recordedAt),
];
