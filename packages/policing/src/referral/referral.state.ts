import { since, valueAt, type Evolve, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { Topic } from '../policy/policy.events.ts';
import { londonDay } from '../london.ts';
import { withPart } from '../mixing.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  type DisclosableField,
  type LegalBasis,
  type Party,
  type ReferralEvent,
  type ReferralKind,
  type OwnReferralEvent,
  referralEvents,
  type ReferralReason,
  type ReferralStep,
} from './referral.events.ts';

/** All that is known of a referral but whether it is held. */
export interface ReferralOwnState {
  readonly raisedAt?: string;
  readonly notRaisedAt?: string;
  readonly kind?: ReferralKind;
  readonly case?: string;
  readonly problem?: string;
  readonly survey?: string;
  readonly subject?: string;
  readonly from?: { readonly agency: string };
  readonly topic?: Topic;
  readonly reason?: ReferralReason;
  readonly ward?: string;
  readonly dueAt?: string;
  /** 0-based revision at which it is on record that nobody met the deadline: whether that is so, its dates say. */
  readonly overdueOnRecord?: number;
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
  /** What was handed over since somebody last decided anything; without `to`, back to the sender (R-REF-9). */
  readonly handedOver: readonly HandOver[];
  /** Who raised it, and for which team; older ones do not say (R-AUTH-4). */
  readonly raisedBy?: string;
  readonly fromTeam?: string;
}

export type ReferralState = Keeping<ReferralOwnState>;

/** Who is asked, and how it stands. */
type Route = Pick<ReferralOwnState, 'addressee' | 'standing' | 'basis' | 'questionOpen' | 'chain'>;

interface HandOver {
  readonly at: string;
  readonly to?: Party;
  readonly before: Route;
}

export type ReferralStanding = 'RAISED' | 'ACCEPTED' | 'DECLINED' | 'COMPLETED' | 'WITHDRAWN';

interface Basis {
  readonly legalBasis?: LegalBasis | undefined;
  readonly agreement?: string | undefined;
}

interface Disclosure {
  readonly agency: string;
  /** Left out: all that whoever was asked before had been told by then, whenever that was recorded. */
  readonly fields?: readonly DisclosableField[];
  /** The agency that was asked before. */
  readonly before?: string;
  readonly since: string;
}

/** What each event makes of a referral. */
export const referralSteps: Evolve<OwnReferralEvent, ReferralOwnState> = {
  ReferralRaised: (state, raised, { occurredAt }) => {
    const { kind, from, to, topic, reason, dueAt, chain, fields, legalBasis, agreement } = raised;
    return {
      ...state,
      raisedAt: occurredAt,
      kind,
      from,
      topic,
      reason,
      dueAt,
      ...(raised.case !== undefined && { case: raised.case }),
      ...(raised.problem !== undefined && { problem: raised.problem }),
      ...(raised.survey !== undefined && { survey: raised.survey }),
      ...(raised.subject !== undefined && { subject: raised.subject }),
      ...(raised.ward !== undefined && { ward: raised.ward }),
      ...(raised.raisedBy !== undefined && { raisedBy: raised.raisedBy }),
      ...(raised.fromTeam !== undefined && { fromTeam: raised.fromTeam }),
      addressee: since(state.addressee, occurredAt, to),
      standing: since(state.standing, occurredAt, 'RAISED'),
      basis: since(state.basis, occurredAt, { legalBasis, agreement }),
      chain: [...chain, { from, to, reason }],
      disclosures: disclosed(state, to, fields, occurredAt),
    };
  },
  ReferralNotRaised: (state, _, { occurredAt }) => ({ ...state, notRaisedAt: occurredAt }),
  ReferralAccepted: (state, _, { occurredAt: at }) => standsAs(decided(state, at), 'ACCEPTED', at),
  ReferralDeclined: (state, { handedOver }, { occurredAt: at }) =>
    handedOver ? handOver(state, undefined, at) : declined(decided(state, at), at),
  ReferralRedirected: (state, { to, legalBasis, agreement, fields, handedOver }, { occurredAt: at }) => {
    const moved = handedOver ? handOver(state, to, at) : passedOn(decided(state, at), to, at);
    return {
      ...moved,
      basis: since(moved.basis, at, { legalBasis, agreement }),
      disclosures: disclosed(state, to, fields, at),
    };
  },
  InformationRequested: (state, _, { occurredAt: at }) => asks(decided(state, at), true, at),
  InformationSupplied: (state, { fields }, { occurredAt: at }) => {
    const to = valueAt(state.addressee, at);
    return {
      ...asks(decided(state, at), false, at),
      ...(to && { disclosures: disclosed(state, to, fields, at) }),
    };
  },
  ReferralProgressed: (state, _, { occurredAt: at }) => decided(state, at),
  ReferralCompleted: (state, _, { occurredAt: at }) => standsAs(decided(state, at), 'COMPLETED', at),
  ReferralWithdrawn: (state, _, { occurredAt: at }) => standsAs(decided(state, at), 'WITHDRAWN', at),
  ReferralOverdue: (state, _, { revision }) => ({ ...state, overdueOnRecord: revision }),
  ReferralEscalated: (state, { to, handedOver }, { occurredAt: at }) => ({
    ...(handedOver ? handOver(state, to, at) : passedOn(decided(state, at), to, at)),
    disclosures: disclosed(state, to, undefined, at),
  }),
  ReferralHandedBack: (state) => beforeHandOvers(state),
};

const ownHistory: Fold<OwnReferralEvent, ReferralOwnState> = {
  name: 'referral',
  ids: REGISTER_IDS,
  initial: {
    addressee: [],
    standing: [],
    basis: [],
    questionOpen: [],
    chain: [],
    disclosures: [],
    handedOver: [],
  },
  events: referralEvents,
  begunFor: { ReferralRaised: ({ from }) => from.agency },
  evolve: referralSteps,
};

export const referralHistory: Fold<ReferralEvent, ReferralState> = withPart(ownHistory, retentionPart);

/** What somebody decides is decided on what was so by then: what was handed over later is looked at again. */
const decided = (state: ReferralOwnState, at: string): ReferralOwnState => ({
  ...state,
  ...state.handedOver.find((later) => later.at > at)?.before,
  handedOver: [],
});

/** The referral as somebody last decided about it: what follows from that and from who is there is computed anew. */
export const beforeHandOvers = (state: ReferralOwnState): ReferralOwnState => ({
  ...state,
  ...state.handedOver[0]?.before,
  handedOver: [],
});

/** R-REF-9: it goes to somebody else or, without `to`, back to the sender, and nobody decided so. */
export const handOver = (state: ReferralOwnState, to: Party | undefined, at: string): ReferralOwnState => {
  const { addressee, standing, basis, questionOpen, chain } = state;
  const before = { addressee, standing, basis, questionOpen, chain };
  return {
    ...(to ? passedOn(state, to, at) : declined(state, at)),
    handedOver: [...state.handedOver, { at, before, ...(to && { to }) }],
  };
};

const declined = (state: ReferralOwnState, at: string): ReferralOwnState =>
  asks(standsAs(state, 'DECLINED', at), false, at);

const asks = (state: ReferralOwnState, questionOpen: boolean, at: string): ReferralOwnState => ({
  ...state,
  questionOpen: since(state.questionOpen, at, questionOpen),
});

const standsAs = (state: ReferralOwnState, standing: ReferralStanding, at: string): ReferralOwnState => ({
  ...state,
  standing: since(state.standing, at, standing),
});

const passedOn = (state: ReferralOwnState, to: Party, at: string): ReferralOwnState => ({
  ...standsAs(state, 'RAISED', at),
  addressee: since(state.addressee, at, to),
  questionOpen: since(state.questionOpen, at, false),
  ...(state.from &&
    state.reason && {
      chain: [...state.chain, { from: state.from, to, reason: state.reason }],
    }),
});

const disclosed = (
  { disclosures, addressee }: Pick<ReferralOwnState, 'disclosures' | 'addressee'>,
  to: Party,
  fields: readonly DisclosableField[] | undefined,
  at: string,
): readonly Disclosure[] => {
  const before = valueAt(addressee, at);
  const what = fields ? { fields } : before && { before: agencyOf(before) };
  return [...disclosures, { agency: agencyOf(to), since: at, ...what }];
};

/** Which agency a party belongs to. */
export const agencyOf = (one: Party): string => ('agency' in one ? one.agency : one.force);

/** What whoever was asked at an instant had been told by then; whoever has it after them without being chosen, too. */
export const fieldsAt = (state: ReferralOwnState, at: string): readonly DisclosableField[] => {
  const to = addresseeOf(state, at);
  return to ? disclosedTo(state, agencyOf(to), at) : [];
};

/** What an agency had ever been told by an instant, asked still or not (R-REF-2). */
export const disclosedTo = (
  { disclosures }: ReferralOwnState,
  agency: string,
  at: string,
): readonly DisclosableField[] => {
  const told = new Map<string, readonly DisclosableField[]>();
  for (const one of disclosures.filter(({ since: from }) => from <= at).toSorted(asTold)) {
    const more = one.fields ?? told.get(one.before ?? '') ?? [];
    told.set(one.agency, [...(told.get(one.agency) ?? []), ...more]);
  }
  return [...new Set(told.get(agency))].sort();
};

/** As it happened; of one moment, what was told before what was passed on. */
const asTold = (a: Disclosure, b: Disclosure): number =>
  a.since === b.since ? Number(!a.fields) - Number(!b.fields) : a.since < b.since ? -1 : 1;

/** Since when an agency had the referral no more, whoever had taken it away; undefined while it had, and before. */
export const lostBy = (
  { addressee, standing }: ReferralOwnState,
  agency: string,
  at: string,
): string | undefined => {
  const known = addressee.filter(({ from }) => from <= at);
  const last = known.findLastIndex(({ value }) => agencyOf(value) === agency);
  const asked = known[last]?.from ?? at;
  const given = standing.find(({ from, value }) => from > asked && from <= at && BACK.includes(value));
  return [given?.from, last === -1 ? undefined : known[last + 1]?.from]
    .filter((one) => one !== undefined)
    .sort()[0];
};

/** The sender has it again. */
const BACK: readonly ReferralStanding[] = ['DECLINED', 'WITHDRAWN'];

/** Whether an agency was ever asked (R-REF-2). */
export const wasAsked = ({ addressee }: ReferralOwnState, agency: string): boolean =>
  addressee.some(({ value }) => agencyOf(value) === agency);

/** Who is asked, or was last asked, at an instant. */
export const addresseeOf = (state: ReferralOwnState, at: string): Party | undefined =>
  valueAt(state.addressee, at);

/** Since when whoever was asked at an instant had been asked. */
export const askedSince = ({ addressee }: ReferralOwnState, at: string): string =>
  addressee.findLast(({ from }) => from <= at)?.from ?? at;

/** How a referral stood at an instant; undefined before it was raised. */
export const standingOf = (state: ReferralOwnState, at: string): ReferralStanding | undefined =>
  valueAt(state.standing, at);

/** Whether somebody still had to do something about a referral (R-REF-7). */
export const isLiveReferral = (state: ReferralOwnState, at: string): boolean => {
  const standing = standingOf(state, at);
  return standing === 'RAISED' || standing === 'ACCEPTED' || standing === 'DECLINED';
};

/** When a referral had ended by an instant; undefined while somebody had to do something about it. */
export const endedAt = ({ standing }: ReferralOwnState, at: string): string | undefined => {
  const last = standing.findLast(({ from }) => from <= at);
  return last?.value === 'COMPLETED' || last?.value === 'WITHDRAWN' ? last.from : undefined;
};

/** Who has a referral: whoever is asked; once they decline, the sender; nobody once it has ended (R-REF-3, 4). */
export const ownerOf = (state: ReferralOwnState, at: string): Party | undefined => {
  if (!isLiveReferral(state, at)) return undefined;
  return standingOf(state, at) === 'DECLINED' ? state.from : addresseeOf(state, at);
};

/** Whether a referral is overdue: from the London day after it was due. */
export const isOverdueReferral = (state: ReferralOwnState, at: string): boolean =>
  state.dueAt !== undefined && isLiveReferral(state, at) && londonDay(at) > londonDay(state.dueAt);

/** On what a disclosure to whoever was asked rested at an instant. */
export const basisOf = (state: ReferralOwnState, at: string): Basis => valueAt(state.basis, at) ?? {};

/** Whether whoever is asked was waiting for information at an instant. */
export const isQuestionOpen = (state: ReferralOwnState, at: string): boolean =>
  valueAt(state.questionOpen, at) ?? false;
