import {
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Evolve,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { londonDay } from '../london.ts';
import { withPart } from '../mixing.ts';
import { monthsAfter } from '../policy/review-due.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import type { SubjectCategory } from '../subject/subject.events.ts';
import {
  contractEvents,
  type ContractDeclineReason,
  type ContractEndReason,
  type ContractEvent,
  type ContractReview,
  type EarlyReason,
  type NoBreachReason,
  type OrderEndReason,
  type OwnContractEvent,
} from './behaviour-contract.events.ts';
import { withSince } from '../told.ts';

type Said<Type extends OwnContractEvent['type'], Left extends string = never> = Omit<
  Extract<OwnContractEvent, { type: Type }>,
  'type' | Left
>;

/** What was proposed: its words are elsewhere. */
export type Proposal = Said<'ContractProposed', 'prohibitions' | 'requirements'>;
/** What an agency sees of it, and on what that rests. */
export type ContractDisclosure = Said<'ContractDisclosed', 'agency'>;

/** A breach, and whether it was found to be none. */
export interface BreachState {
  readonly kind: Said<'ContractBreached'>['kind'];
  readonly evidence: string;
  readonly at: string;
  /** `undefined` before that. */
  readonly foundWrong?: { readonly at: string; readonly reason: NoBreachReason };
}

/** An order that was sought, and what became of it. */
export interface OrderState {
  readonly sought: Said<'OrderSought', 'order'>;
  readonly soughtAt: string;
  readonly outcome?: Said<'OrderOutcomeRecorded', 'order'> & { readonly at: string };
  readonly ended?: { readonly at: string; readonly reason: OrderEndReason };
}

/** Words that others may read once another person than their author has read them. */
export interface RedactedState {
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** `false` in it: withdrawn. */
  readonly approved: Timeline<boolean>;
}

/** How a contract was over: it ran to its end, or came to nothing. */
export type ContractOver =
  | { readonly how: 'COMPLETED'; readonly early?: EarlyReason }
  | { readonly how: 'ENDED'; readonly reason: ContractEndReason };

/** All that is known of a contract but whether it is held. */
export interface ContractOwnState {
  /** When the contract was proposed, or the first order sought. */
  readonly begunAt?: string;
  readonly person?: string;
  /** The agency whose record it is. */
  readonly owner?: string;
  readonly proposal?: Proposal;
  readonly proposedAt?: string;
  readonly guardian: Timeline<Said<'GuardianInformed'>['how']>;
  readonly support: Timeline<Said<'SupportOffered'>['support']>;
  /** When each agency was invited to sign. */
  readonly invited: Keyed<string>;
  readonly personSigned?: { readonly at: string; readonly evidence: string };
  /** When each agency signed. */
  readonly agenciesSigned: Keyed<string>;
  /** `undefined` in it: offered again. */
  readonly declined: Timeline<ContractDeclineReason | undefined>;
  readonly reviews: Timeline<ContractReview>;
  readonly breaches: Keyed<BreachState>;
  readonly over: Timeline<ContractOver>;
  readonly orders: Keyed<OrderState>;
  readonly redacted: Keyed<RedactedState>;
  /** Per agency; `undefined` in it is the end. */
  readonly disclosures: Keyed<Timeline<ContractDisclosure | undefined>>;
}

export type ContractState = Keeping<ContractOwnState>;

/** What each event makes of a contract. */
export const contractSteps: Evolve<OwnContractEvent, ContractOwnState> = {
  ContractProposed: (state, event, { occurredAt: at }) => {
    const { type: _type, prohibitions: _no, requirements: _yes, ...proposal } = event;
    return { ...begun(state, event, at), proposal, proposedAt: at };
  },
  AgencyInvitedToSign: (state, { agency }, { occurredAt }) => ({
    ...state,
    invited: withValue(state.invited, agency, occurredAt),
  }),
  GuardianInformed: (state, { how }, { occurredAt }) => ({
    ...state,
    guardian: since(state.guardian, occurredAt, how),
  }),
  SupportOffered: (state, { support }, { occurredAt }) => ({
    ...state,
    support: since(state.support, occurredAt, support),
  }),
  ContractSigned: (state, { as, agency = '', evidence = '' }, { occurredAt: at }) =>
    as === 'PERSON'
      ? { ...state, personSigned: { at, evidence } }
      : { ...state, agenciesSigned: withValue(state.agenciesSigned, agency, at) },
  ContractDeclined: (state, { reason }, { occurredAt }) => ({
    ...state,
    declined: since(state.declined, occurredAt, reason),
  }),
  ContractOfferedAgain: (state, _, { occurredAt }) => ({
    ...state,
    declined: since(state.declined, occurredAt, undefined),
  }),
  ContractReviewed: (state, { outcome }, { occurredAt }) => ({
    ...state,
    reviews: since(state.reviews, occurredAt, outcome),
  }),
  ContractBreached: (state, { breach, kind, evidence }, { occurredAt: at }) => ({
    ...state,
    breaches: withValue(state.breaches, breach, { kind, evidence, at }),
  }),
  ContractBreachFoundWrong: (state, { breach, reason }, { occurredAt: at }) => ({
    ...state,
    breaches: changedIn(state.breaches, breach, (known) => ({ ...known, foundWrong: { at, reason } })),
  }),
  ContractCompleted: (state, { early }, { occurredAt }) => ({
    ...state,
    over: since(state.over, occurredAt, { how: 'COMPLETED', ...(early !== undefined && { early }) }),
  }),
  ContractEnded: (state, { reason }, { occurredAt }) => ({
    ...state,
    over: since(state.over, occurredAt, { how: 'ENDED', reason }),
  }),
  OrderSought: (state, { type: _type, order, ...sought }, { occurredAt: soughtAt }) => ({
    ...begun(state, sought, soughtAt),
    orders: withValue(state.orders, order, { sought, soughtAt }),
  }),
  OrderOutcomeRecorded: (state, { type: _type, order, ...said }, { occurredAt: at }) => ({
    ...state,
    orders: changedIn(state.orders, order, (known) => ({ ...known, outcome: { ...said, at } })),
  }),
  OrderEnded: (state, { order, reason }, { occurredAt: at }) => ({
    ...state,
    orders: changedIn(state.orders, order, (known) => ({ ...known, ended: { at, reason } })),
  }),
  RedactedTermsProposed: (state, { redacted, proposedBy }, { occurredAt: proposedAt }) => ({
    ...state,
    redacted: withValue(state.redacted, redacted, { proposedBy, proposedAt, approved: [] }),
  }),
  RedactedTermsApproved: (state, { redacted }, { occurredAt }) => ({
    ...state,
    redacted: changedIn(state.redacted, redacted, (known) => approvedSince(known, occurredAt, true)),
  }),
  RedactedTermsWithdrawn: (state, { redacted }, { occurredAt }) => ({
    ...state,
    redacted: changedIn(state.redacted, redacted, (known) => approvedSince(known, occurredAt, false)),
  }),
  ContractDisclosed: (state, { type: _type, agency, ...said }, { occurredAt }) => ({
    ...state,
    disclosures: withSince(state.disclosures, agency, occurredAt, said),
  }),
  ContractDisclosureEnded: (state, { agency }, { occurredAt }) => ({
    ...state,
    disclosures: withSince(state.disclosures, agency, occurredAt, undefined),
  }),
};

const ownHistory: Fold<OwnContractEvent, ContractOwnState> = {
  name: 'behaviourContract',
  ids: REGISTER_IDS,
  initial: {
    ...{
      guardian: [],
      support: [],
      invited: NONE_KEYED,
      agenciesSigned: NONE_KEYED,
      declined: [],
      reviews: [],
    },
    ...{ breaches: NONE_KEYED, over: [], orders: NONE_KEYED, redacted: NONE_KEYED, disclosures: NONE_KEYED },
  },
  events: contractEvents,
  evolve: contractSteps,
};

export const contractHistory: Fold<ContractEvent, ContractState> = withPart(ownHistory, retentionPart);

/** It begins with the earliest that is told of it, whichever was recorded first. */
const begun = (
  state: ContractOwnState,
  { person, owner }: { readonly person: string; readonly owner: string },
  at: string,
): ContractOwnState => ({
  ...state,
  ...{ person: state.person ?? person, owner: state.owner ?? owner },
  begunAt: state.begunAt !== undefined && state.begunAt <= at ? state.begunAt : at,
});

const changedIn = <Value>(keyed: Keyed<Value>, id: string, change: (known: Value) => Value): Keyed<Value> => {
  const known = valueIn(keyed, id);
  return known === undefined ? keyed : withValue(keyed, id, change(known));
};

const approvedSince = (known: RedactedState, at: string, isApproved: boolean): RedactedState => ({
  ...known,
  approved: since(known.approved, at, isApproved),
});

/** Whether a contract had been offered to the person by an instant, signed or not (R-ASB-4). */
export const isOffered = ({ proposedAt }: ContractOwnState, at: string): boolean =>
  proposedAt !== undefined && proposedAt <= at;

/** R-ASB-1 and R-ASB-3: a contract begins once the person and one agency have signed it; undefined before both have. */
export const startOf = ({ personSigned, agenciesSigned }: ContractOwnState): string | undefined => {
  const [first] = [...valuesOf(agenciesSigned)].sort();
  if (personSigned === undefined || first === undefined) return undefined;
  return first > personSigned.at ? first : personSigned.at;
};

/** R-ASB-2: the London day on which a contract ends: the one that was agreed, or so many months after it began. */
export const endOf = (state: ContractOwnState): string | undefined => {
  const from = startOf(state);
  const { proposal } = state;
  if (from === undefined || proposal === undefined) return undefined;
  return proposal.until ?? monthsAfter(londonDay(from), proposal.months);
};

/** How a contract had been over by an instant; undefined before that. */
const overAs = ({ over }: ContractOwnState, at: string): ContractOver | undefined => valueAt(over, at);

/** Whether the person had said no by an instant, and nobody had asked again. */
const isDeclined = ({ declined }: ContractOwnState, at: string): boolean =>
  valueAt(declined, at) !== undefined;

/** How far a contract had come. */
export type ContractStanding = 'PROPOSED' | 'DECLINED' | 'IN_FORCE' | 'RUN_OUT' | 'COMPLETED' | 'ENDED';

/** How far a contract had come at an instant; undefined before it was proposed. */
export const contractStanding = (state: ContractOwnState, at: string): ContractStanding | undefined => {
  if (!isOffered(state, at)) return undefined;
  const over = overAs(state, at);
  if (over) return over.how;
  const from = startOf(state);
  if (from === undefined || from > at) return isDeclined(state, at) ? 'DECLINED' : 'PROPOSED';
  return londonDay(at) < (endOf(state) ?? '') ? 'IN_FORCE' : 'RUN_OUT';
};

/** Whether a contract was in force at an instant: signed by the person and an agency, and not over. */
export const isInForce = (state: ContractOwnState, at: string): boolean =>
  contractStanding(state, at) === 'IN_FORCE';

/** The London day half way through a contract, on which it is to be reviewed (5.1). */
export const halfWayOf = (state: ContractOwnState): string | undefined => {
  const [from, until] = [startOf(state), endOf(state)];
  if (from === undefined || until === undefined) return undefined;
  const middle = (Date.parse(londonDay(from)) + Date.parse(until)) / 2;
  return new Date(middle).toISOString().slice(0, 10);
};

/** The London day by which a contract is to be reviewed; undefined once it was, or where it is not in force. */
export const reviewDueOn = (state: ContractOwnState, at: string): string | undefined => {
  const reviewed = state.reviews.some(({ from }) => from <= at);
  return isInForce(state, at) && !reviewed ? halfWayOf(state) : undefined;
};

/** The breaches that stood at an instant, by their names. */
export const breachesAt = ({ breaches }: ContractOwnState, at: string): readonly string[] =>
  entriesOf(breaches)
    .filter(([, { at: from, foundWrong }]) => from <= at && !(foundWrong && foundWrong.at <= at))
    .map(([breach]) => breach);

/** Whether a contract was kept or broken, as it was known at an instant; undefined while it goes on, or came to nothing. */
export const resultOf = (state: ContractOwnState, at: string): 'KEPT' | 'BROKEN' | undefined => {
  if (contractStanding(state, at) !== 'COMPLETED') return undefined;
  return breachesAt(state, at).length === 0 ? 'KEPT' : 'BROKEN';
};

/** Whether an order was sought, or held, at an instant. */
export const isOrderLive = ({ soughtAt, outcome, ended }: OrderState, at: string): boolean => {
  if (soughtAt > at || (ended && ended.at <= at)) return false;
  if (!outcome || outcome.at > at) return true;
  return outcome.outcome === 'GRANTED' && (outcome.until === undefined || londonDay(at) < outcome.until);
};

/** What the person was in this record at an instant (DPA 2018 s.38): convicted, where an order says that a court did so. */
export const personCategory = ({ orders }: Pick<ContractOwnState, 'orders'>, at: string): SubjectCategory =>
  valuesOf(orders).some(
    ({ sought, outcome }) =>
      sought.kind === 'CRIMINAL_BEHAVIOUR_ORDER' && outcome?.outcome === 'GRANTED' && outcome.at <= at,
  )
    ? 'CONVICTED'
    : 'SUSPECT';

/** R-ASB-4: whether an order was sought though no contract had been offered by then, whichever was recorded first. */
export const isWithoutContract = (state: ContractOwnState, { soughtAt }: OrderState): boolean =>
  !isOffered(state, soughtAt);

/** R-ASB-7: the redacted words that somebody else had approved last by an instant; undefined where there were none. */
export const redactedAt = (redacted: Keyed<RedactedState>, at: string): string | undefined =>
  entriesOf(redacted)
    .filter(([, { approved }]) => valueAt(approved, at) === true)
    .map(([key, { approved }]) => ({ key, since: approved.findLast(({ from }) => from <= at)?.from ?? '' }))
    .sort((one, other) =>
      one.since === other.since ? (one.key < other.key ? -1 : 1) : one.since < other.since ? -1 : 1,
    )
    .at(-1)?.key;

/** What an agency saw of it at an instant. */
export const contractDisclosedTo = (
  { disclosures }: Pick<ContractOwnState, 'disclosures'>,
  agency: string,
  at: string,
): ContractDisclosure | undefined => valueAt(valueIn(disclosures, agency) ?? [], at);

/** R-AUTH-3: whether another agency may sign it. */
export const isInvited = ({ invited }: Pick<ContractOwnState, 'invited'>, agency: string): boolean =>
  valueIn(invited, agency) !== undefined;

/** R-AUTH-3: whether an agency that was invited sees what it would sign: while it may, and once it has. */
export const isShownToSign = (state: ContractOwnState, agency: string, at: string): boolean => {
  const standing = contractStanding(state, at);
  const isOpen = standing === 'PROPOSED' || standing === 'IN_FORCE';
  return isInvited(state, agency) && (isOpen || valueIn(state.agenciesSigned, agency) !== undefined);
};
