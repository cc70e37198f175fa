import { since, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { Topic } from '../policy/policy.events.ts';
import { londonDay } from '../london.ts';
import {
  type DisclosableField,
  type LegalBasis,
  type Party,
  type ReferralEvent,
  referralEvents,
  type ReferralReason,
  type ReferralStep,
} from './referral.events.ts';

export interface ReferralState {
  readonly raisedAt?: string;
  readonly notRaisedAt?: string;
  readonly case?: string;
  readonly problem?: string;
  readonly subject?: string;
  readonly from?: { readonly agency: string };
  readonly topic?: Topic;
  readonly reason?: ReferralReason;
  readonly ward?: string;
  readonly dueAt?: string;
  /** Since when it is on record that nobody met the deadline. */
  readonly overdueAt?: string;
  /** Who is asked. */
  readonly addressee: Timeline<Party>;
  readonly standing: Timeline<ReferralStanding>;
  /** On what a disclosure to whoever is asked rests. */
  readonly basis: Timeline<Basis>;
  readonly questionOpen: Timeline<boolean>;
  /** The way the request has come, up to whoever is asked now (R-REF-6). */
  readonly chain: readonly ReferralStep[];
  /** What each agency was ever told: a disclosure cannot be taken back. */
  readonly disclosures: readonly Disclosure[];
}

export type ReferralStanding = 'RAISED' | 'ACCEPTED' | 'DECLINED' | 'COMPLETED' | 'WITHDRAWN';

interface Basis {
  readonly legalBasis?: LegalBasis | undefined;
  readonly agreement?: string | undefined;
}

interface Disclosure {
  readonly agency: string;
  readonly fields: readonly DisclosableField[];
  readonly since: string;
}

export const referralHistory: Fold<ReferralEvent, ReferralState> = {
  name: 'referral',
  ids: REGISTER_IDS,
  initial: { addressee: [], standing: [], basis: [], questionOpen: [], chain: [], disclosures: [] },
  events: referralEvents,
  begunFor: { ReferralRaised: ({ from }) => from.agency },
  evolve: {
    ReferralRaised: (state, raised, { occurredAt }) => {
      const { from, to, topic, reason, dueAt, chain, fields, legalBasis, agreement } = raised;
      return {
        ...state,
        raisedAt: occurredAt,
        from,
        topic,
        reason,
        dueAt,
        ...(raised.case !== undefined && { case: raised.case }),
        ...(raised.problem !== undefined && { problem: raised.problem }),
        ...(raised.subject !== undefined && { subject: raised.subject }),
        ...(raised.ward !== undefined && { ward: raised.ward }),
        addressee: since(state.addressee, occurredAt, to),
        standing: since(state.standing, occurredAt, 'RAISED'),
        basis: since(state.basis, occurredAt, { legalBasis, agreement }),
        chain: [...chain, { from, to, reason }],
        disclosures: disclosed(state, to, fields, occurredAt),
      };
    },
    ReferralNotRaised: (state, _, { occurredAt }) => ({ ...state, notRaisedAt: occurredAt }),
    ReferralAccepted: (state, _, { occurredAt }) => standsAs(state, 'ACCEPTED', occurredAt),
    ReferralDeclined: (state, _, { occurredAt }) => ({
      ...standsAs(state, 'DECLINED', occurredAt),
      questionOpen: since(state.questionOpen, occurredAt, false),
    }),
    ReferralRedirected: (state, { to, legalBasis, agreement }, { occurredAt }) => ({
      ...passedOn(state, to, occurredAt),
      basis: since(state.basis, occurredAt, { legalBasis, agreement }),
      disclosures: disclosed(state, to, fieldsAt(state, occurredAt), occurredAt),
    }),
    InformationRequested: (state, _, { occurredAt }) => ({
      ...state,
      questionOpen: since(state.questionOpen, occurredAt, true),
    }),
    InformationSupplied: (state, { fields }, { occurredAt }) => {
      const to = valueAt(state.addressee, occurredAt);
      return {
        ...state,
        questionOpen: since(state.questionOpen, occurredAt, false),
        ...(to && { disclosures: disclosed(state, to, fields, occurredAt) }),
      };
    },
    ReferralProgressed: (state) => state,
    ReferralCompleted: (state, _, { occurredAt }) => standsAs(state, 'COMPLETED', occurredAt),
    ReferralWithdrawn: (state, _, { occurredAt }) => standsAs(state, 'WITHDRAWN', occurredAt),
    ReferralOverdue: (state, _, { occurredAt }) => ({ ...state, overdueAt: occurredAt }),
    ReferralEscalated: (state, { to }, { occurredAt }) => ({
      ...passedOn(state, to, occurredAt),
      disclosures: disclosed(state, to, fieldsAt(state, occurredAt), occurredAt),
    }),
  },
};

const standsAs = (state: ReferralState, standing: ReferralStanding, at: string): ReferralState => ({
  ...state,
  standing: since(state.standing, at, standing),
});

const passedOn = (state: ReferralState, to: Party, at: string): ReferralState => ({
  ...standsAs(state, 'RAISED', at),
  addressee: since(state.addressee, at, to),
  questionOpen: since(state.questionOpen, at, false),
  ...(state.from &&
    state.reason && {
      chain: [...state.chain, { from: state.from, to, reason: state.reason }],
    }),
});

const disclosed = (
  { disclosures }: ReferralState,
  to: Party,
  fields: readonly DisclosableField[],
  at: string,
): readonly Disclosure[] => [...disclosures, { agency: agencyOf(to), fields, since: at }];

/** Which agency a party belongs to. */
export const agencyOf = (one: Party): string => ('agency' in one ? one.agency : one.force);

/** All that was disclosed to anybody by an instant; whoever is asked next may see as much. */
export const fieldsAt = ({ disclosures }: ReferralState, at: string): readonly DisclosableField[] =>
  [...new Set(disclosures.filter((one) => one.since <= at).flatMap(({ fields }) => fields))].sort();

/** What an agency had ever been told by an instant, asked still or not (R-REF-2). */
export const disclosedTo = (state: ReferralState, agency: string, at: string): readonly DisclosableField[] =>
  fieldsAt({ ...state, disclosures: state.disclosures.filter((one) => one.agency === agency) }, at);

/** Who is asked, or was last asked, at an instant. */
export const addresseeOf = (state: ReferralState, at: string): Party | undefined =>
  valueAt(state.addressee, at);

/** How a referral stood at an instant; undefined before it was raised. */
export const standingOf = (state: ReferralState, at: string): ReferralStanding | undefined =>
  valueAt(state.standing, at);

/** Whether somebody still had to do something about a referral (R-REF-7). */
export const isLiveReferral = (state: ReferralState, at: string): boolean => {
  const standing = standingOf(state, at);
  return standing === 'RAISED' || standing === 'ACCEPTED' || standing === 'DECLINED';
};

/** Who has a referral: whoever is asked; once they decline, the sender; nobody once it has ended (R-REF-3, 4). */
export const ownerOf = (state: ReferralState, at: string): Party | undefined => {
  if (!isLiveReferral(state, at)) return undefined;
  return standingOf(state, at) === 'DECLINED' ? state.from : addresseeOf(state, at);
};

/** Whether a referral is overdue: from the London day after it was due. */
export const isOverdueReferral = (state: ReferralState, at: string): boolean =>
  state.dueAt !== undefined && isLiveReferral(state, at) && londonDay(at) > londonDay(state.dueAt);

/** On what a disclosure to whoever was asked rested at an instant. */
export const basisOf = (state: ReferralState, at: string): Basis => valueAt(state.basis, at) ?? {};

/** Whether whoever is asked was waiting for information at an instant. */
export const isQuestionOpen = (state: ReferralState, at: string): boolean =>
  valueAt(state.questionOpen, at) ?? false;
