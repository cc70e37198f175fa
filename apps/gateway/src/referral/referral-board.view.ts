import {
  defineView,
  NONE_KEYED,
  placed,
  valueAt,
  valueIn,
  withValue,
  type Keyed,
  type Moment,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  agencyOf,
  disclosedTo,
  isEmergency,
  lostBy,
  referralHistory,
  referralSteps,
  type DeclineReason,
  type DisclosableField,
  type HelpOutcome,
  type LegalBasis,
  type NobodyLeft,
  type Party,
  type ReferralKind,
  type ReferralReason,
  type ReferralStep,
  type Topic,
  type WithdrawalReason,
} from '@wardbook/policing';

/** A referral with all that there is to it. Who sees what of it: `referral-seen.ts`. */
export interface ReferralCard {
  readonly version: number;
  /** NOT_RAISED: a rule forbade what a case asked for. */
  readonly standing:
    'EXPECTED' | 'NOT_RAISED' | 'RAISED' | 'ACCEPTED' | 'DECLINED' | 'COMPLETED' | 'WITHDRAWN';
  /** Who was asked what by when, and what they were told: policing's own account of it. */
  readonly state: RouteCard;
  readonly kind: ReferralKind | null;
  readonly parent: string | null;
  /** A reference; the words themselves are behind the door. */
  readonly requestedHelp: PersonalReference | null;
  readonly notes: readonly NoteCard[];
  /** When each step that took it away from somebody was recorded, by when it happened. */
  readonly takenAway: Keyed<string>;
  readonly declineReason: DeclineReason | NobodyLeft | null;
  readonly withdrawalReason: WithdrawalReason | null;
  readonly outcome: HelpOutcome | null;
}

/** As policing's own functions judge it. */
interface RouteCard {
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
  readonly overdueOnRecord?: number;
  readonly raisedBy?: string;
  readonly fromTeam?: string;
  /** Who is asked. */
  readonly addressee: Timeline<Party>;
  readonly standing: Timeline<'RAISED' | 'ACCEPTED' | 'DECLINED' | 'COMPLETED' | 'WITHDRAWN'>;
  readonly basis: Timeline<BasisCard>;
  readonly questionOpen: Timeline<boolean>;
  readonly chain: readonly ReferralStep[];
  readonly disclosures: readonly {
    readonly agency: string;
    readonly fields?: readonly DisclosableField[];
    readonly before?: string;
    readonly since: string;
  }[];
  readonly handedOver: readonly {
    readonly at: string;
    readonly to?: Party;
    readonly before: Pick<RouteCard, 'addressee' | 'standing' | 'basis' | 'questionOpen' | 'chain'>;
  }[];
}

export interface NoteCard {
  readonly kind: 'DECLINE' | 'QUESTION' | 'ANSWER' | 'PROGRESS' | 'HELP_GIVEN';
  readonly at: string;
  /** The agency that was asked then: it wrote the note or, an answer, was given it. */
  readonly agency: string;
  readonly text: PersonalReference;
}

const { retention: _kept, ...beforeAnything } = referralHistory.initial;

const EXPECTED: ReferralCard = {
  version: 0,
  standing: 'EXPECTED',
  state: beforeAnything,
  kind: null,
  parent: null,
  requestedHelp: null,
  notes: [],
  takenAway: NONE_KEYED,
  declineReason: null,
  withdrawalReason: null,
  outcome: null,
};

export const referralBoard = defineView({
  name: 'referral-board',
  version: 6,
  of: [referralHistory],
  versionOf: referralHistory,
  initial: EXPECTED,
  columns: {
    case: ({ state }) => state.case ?? null,
    fromAgency: ({ state }) => state.from?.agency ?? null,
    toAgency: (card) => askedNow(card),
    standing: ({ standing }) => standing,
    asked: ({ state: { topic, reason } }) => (topic && reason ? `${topic} ${reason}` : null),
    dueAt: ({ state }) => state.dueAt ?? null,
    raisedAt: ({ state }) => state.raisedAt ?? null,
  },
  evolve: {
    ReferralRaised: (card, raised, moment) => ({
      ...standing(card, referralSteps.ReferralRaised(card.state, raised, moment)),
      kind: raised.kind,
      parent: raised.parent ?? null,
      requestedHelp: raised.requestedHelp ?? null,
    }),
    ReferralNotRaised: (card, event, moment) => ({
      ...card,
      state: referralSteps.ReferralNotRaised(card.state, event, moment),
      standing: 'NOT_RAISED',
    }),
    ReferralAccepted: (card, event, moment) =>
      standing(card, referralSteps.ReferralAccepted(card.state, event, moment)),
    ReferralDeclined: (card, event, moment) => ({
      ...withTaken(
        standing(
          noted(card, 'DECLINE', event.note, moment.occurredAt),
          referralSteps.ReferralDeclined(card.state, event, moment),
        ),
        moment,
      ),
      declineReason: event.reason,
    }),
    ReferralRedirected: (card, event, moment) => ({
      ...withTaken(standing(card, referralSteps.ReferralRedirected(card.state, event, moment)), moment),
      declineReason: null,
    }),
    InformationRequested: (card, event, moment) =>
      standing(
        noted(card, 'QUESTION', event.question, moment.occurredAt),
        referralSteps.InformationRequested(card.state, event, moment),
      ),
    InformationSupplied: (card, event, moment) =>
      standing(
        noted(card, 'ANSWER', event.answer, moment.occurredAt),
        referralSteps.InformationSupplied(card.state, event, moment),
      ),
    ReferralProgressed: (card, event, moment) =>
      standing(
        noted(card, 'PROGRESS', event.note, moment.occurredAt),
        referralSteps.ReferralProgressed(card.state, event, moment),
      ),
    ReferralCompleted: (card, event, moment) => ({
      ...standing(
        noted(card, 'HELP_GIVEN', event.helpGiven, moment.occurredAt),
        referralSteps.ReferralCompleted(card.state, event, moment),
      ),
      outcome: event.outcome,
    }),
    ReferralWithdrawn: (card, event, moment) => ({
      ...withTaken(standing(card, referralSteps.ReferralWithdrawn(card.state, event, moment)), moment),
      withdrawalReason: event.reason,
    }),
    ReferralOverdue: (card, event, moment) =>
      standing(card, referralSteps.ReferralOverdue(card.state, event, moment)),
    ReferralEscalated: (card, event, moment) => ({
      ...withTaken(standing(card, referralSteps.ReferralEscalated(card.state, event, moment)), moment),
      declineReason: null,
    }),
    ReferralHandedBack: (card, event, moment) => ({
      ...standing(card, referralSteps.ReferralHandedBack(card.state, event, moment)),
      declineReason: null,
    }),
  },
});

const standing = (card: ReferralCard, state: RouteCard): ReferralCard => ({
  ...card,
  state,
  standing: state.standing.at(-1)?.value ?? card.standing,
});

const withTaken = (card: ReferralCard, { occurredAt, recordedAt }: Moment): ReferralCard => ({
  ...card,
  takenAway: withValue(card.takenAway, occurredAt, recordedAt),
});

const noted = (
  card: ReferralCard,
  kind: NoteCard['kind'],
  text: PersonalReference | undefined,
  at: string,
): ReferralCard => {
  const asked = valueAt(card.state.addressee, at);
  return text === undefined || !asked
    ? card
    : { ...card, notes: placed(card.notes, { kind, at, agency: agencyOf(asked), text }) };
};

/** Which agency is asked, or was last asked. */
export const askedNow = ({ state }: ReferralCard): string | null => {
  const last = state.addressee.at(-1)?.value;
  return last ? agencyOf(last) : null;
};

/** What one agency has been told, and on what that rests; undefined when it was never asked. */
export const toldTo = ({ state, takenAway }: ReferralCard, agency: string, at: string): Told | undefined => {
  const asked = state.addressee.findLast(({ value }) => agencyOf(value) === agency);
  if (!asked) return undefined;
  const basis = valueAt(state.basis, asked.from) ?? {};
  const lost = lostBy(state, agency, at);
  return {
    fields: disclosedTo(state, agency, lost ?? at),
    basis,
    isEmergency: 'agency' in asked.value && isEmergency(basis),
    until: lost === undefined ? null : (valueIn(takenAway, lost) ?? lost),
  };
};

interface Told {
  readonly fields: readonly DisclosableField[];
  readonly basis: BasisCard;
  /** Without an agreement, because life or health was in danger. */
  readonly isEmergency: boolean;
  /** When the agency had the referral no more: what came to be known after that, it is not told. */
  readonly until: string | null;
}

interface BasisCard {
  readonly legalBasis?: LegalBasis | undefined;
  readonly agreement?: string | undefined;
}
