import {
  defineView,
  idOf,
  NONE_KEYED,
  valuesOf,
  withValue,
  type Keyed,
  type Message,
  type Moment,
  type PersonalReference,
} from '@wardbook/event-sourcing';
import {
  contractHistory,
  contractResultOf,
  contractStartOf,
  contractSteps,
  londonMonth,
  type ContractOwnState,
  type NoContractReason,
} from '@wardbook/policing';

/** A contract with all that there is to it, as policing’s own functions judge it. Its words are references. */
export interface ContractCard extends ContractOwnState {
  readonly version: number;
  /** OPEN: somebody has something to do about it. What goes by alone, the clock says. */
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  readonly prohibitions: readonly PersonalReference[];
  readonly requirements: readonly PersonalReference[];
  /** By breach. */
  readonly notes: Keyed<PersonalReference>;
  /** By redacted text. */
  readonly texts: Keyed<PersonalReference>;
}

const EXPECTED: ContractCard = {
  version: 0,
  standing: 'EXPECTED',
  guardian: [],
  support: [],
  invited: NONE_KEYED,
  agenciesSigned: NONE_KEYED,
  declined: [],
  reviews: [],
  breaches: NONE_KEYED,
  over: [],
  orders: NONE_KEYED,
  redacted: NONE_KEYED,
  disclosures: NONE_KEYED,
  prohibitions: [],
  requirements: [],
  notes: NONE_KEYED,
  texts: NONE_KEYED,
};

/** Some may be recorded before the contract that they are about is: nothing is shown of that. */
const stood = (card: ContractCard, state: ContractOwnState): ContractCard => {
  const next = { ...card, ...state };
  return next.begunAt === undefined ? next : { ...next, standing: isOpen(next) ? 'OPEN' : 'CLOSED' };
};

const isOpen = ({ proposedAt, over, declined, orders }: ContractOwnState): boolean =>
  (proposedAt !== undefined && over.length === 0 && declined.at(-1)?.value === undefined) ||
  valuesOf(orders).some(({ outcome }) => outcome === undefined);

type Step<E extends Message> = (state: ContractOwnState, event: E, moment: Moment) => ContractOwnState;

const told =
  <E extends Message>(step: Step<E>) =>
  (card: ContractCard, event: E, moment: Moment): ContractCard =>
    stood(card, step(card, event, moment));

/** Later than anything that is on record. */
const AT_LAST = '9999-12-31T00:00:00.000Z';

const monthOf = (at: string | undefined): string | null => (at === undefined ? null : londonMonth(at));

const lastDeclined = ({ declined }: ContractCard): string | undefined => {
  const last = declined.at(-1);
  return last?.value === undefined ? undefined : last.from;
};

export const contractBoard = defineView({
  name: 'behaviour-contract-board',
  version: 1,
  of: [contractHistory],
  versionOf: contractHistory,
  initial: EXPECTED,
  columns: {
    owner: ({ owner }) => owner ?? null,
    standing: ({ standing }) => standing,
    category: ({ proposal }) => proposal?.category ?? null,
    person: ({ person }) => person ?? null,
    begunAt: ({ begunAt }) => begunAt ?? null,
    proposedIn: ({ proposedAt }) => monthOf(proposedAt),
    signedIn: (card) => monthOf(contractStartOf(card)),
    declinedIn: (card) => monthOf(lastDeclined(card)),
    completedIn: ({ over }) => monthOf(over.find(({ value }) => value.how === 'COMPLETED')?.from),
    result: (card) => contractResultOf(card, AT_LAST) ?? null,
  },
  evolve: {
    ContractProposed: (card, event, moment) => ({
      ...stood(card, contractSteps.ContractProposed(card, event, moment)),
      prohibitions: event.prohibitions,
      requirements: event.requirements,
    }),
    AgencyInvitedToSign: told(contractSteps.AgencyInvitedToSign),
    GuardianInformed: told(contractSteps.GuardianInformed),
    SupportOffered: told(contractSteps.SupportOffered),
    ContractSigned: told(contractSteps.ContractSigned),
    ContractDeclined: told(contractSteps.ContractDeclined),
    ContractOfferedAgain: told(contractSteps.ContractOfferedAgain),
    ContractReviewed: told(contractSteps.ContractReviewed),
    ContractBreached: (card, event, moment) => ({
      ...stood(card, contractSteps.ContractBreached(card, event, moment)),
      ...(event.note !== undefined && { notes: withValue(card.notes, event.breach, event.note) }),
    }),
    ContractBreachFoundWrong: told(contractSteps.ContractBreachFoundWrong),
    ContractCompleted: told(contractSteps.ContractCompleted),
    ContractEnded: told(contractSteps.ContractEnded),
    OrderSought: told(contractSteps.OrderSought),
    OrderOutcomeRecorded: told(contractSteps.OrderOutcomeRecorded),
    OrderEnded: told(contractSteps.OrderEnded),
    RedactedTermsProposed: (card, event, moment) => ({
      ...stood(card, contractSteps.RedactedTermsProposed(card, event, moment)),
      texts: withValue(card.texts, event.redacted, event.text),
    }),
    RedactedTermsApproved: told(contractSteps.RedactedTermsApproved),
    RedactedTermsWithdrawn: told(contractSteps.RedactedTermsWithdrawn),
    ContractDisclosed: told(contractSteps.ContractDisclosed),
    ContractDisclosureEnded: told(contractSteps.ContractDisclosureEnded),
  },
});

/** With which contracts an agency has to do: one row for each of both. */
interface ContractOfAgency {
  readonly agency: string | null;
  readonly contract: string | null;
  /** When it was first told, or invited. */
  readonly since: string | null;
}

const NOTHING_TO_DO: ContractOfAgency = { agency: null, contract: null, since: null };

type OfAgency = { readonly agency: string };

// No identifier has a space in it.
const ofBoth = ({ agency }: OfAgency, { stream }: Moment): string => `${agency} ${idOf(stream)}`;

const withAgency = (
  { since }: ContractOfAgency,
  { agency }: OfAgency,
  { stream, occurredAt }: Moment,
): ContractOfAgency => ({
  ...{ agency, contract: idOf(stream) },
  since: since !== null && since <= occurredAt ? since : occurredAt,
});

const OF_AGENCY = {
  agency: ({ agency }: ContractOfAgency) => agency,
  since: ({ since }: ContractOfAgency) => since,
};

/** Of which contracts an agency was ever told anything. */
export const contractsTold = defineView({
  name: 'behaviour-contracts-told',
  version: 1,
  of: [contractHistory],
  initial: NOTHING_TO_DO,
  keys: { ContractDisclosed: ofBoth },
  columns: OF_AGENCY,
  evolve: { ContractDisclosed: withAgency },
});

/** Which contracts of others an agency was invited to sign. */
export const contractInvitations = defineView({
  name: 'behaviour-contract-invitations',
  version: 1,
  of: [contractHistory],
  initial: NOTHING_TO_DO,
  keys: { AgencyInvitedToSign: ofBoth },
  columns: OF_AGENCY,
  evolve: { AgencyInvitedToSign: withAgency },
});

/** An order that was sought with a reason why no contract came before it. */
interface ExplainedOrder {
  readonly owner: string | null;
  readonly contract: string | null;
  readonly order: string | null;
  readonly soughtIn: string | null;
  readonly reason: NoContractReason | null;
}

const NOT_EXPLAINED: ExplainedOrder = {
  ...{ owner: null, contract: null, order: null },
  ...{ soughtIn: null, reason: null },
};

export const explainedOrders = defineView({
  name: 'behaviour-orders-explained',
  version: 1,
  of: [contractHistory],
  initial: NOT_EXPLAINED,
  keys: {
    OrderSought: ({ order, whyNoContract }, { stream }) =>
      whyNoContract === undefined ? undefined : `${idOf(stream)} ${order}`,
  },
  columns: {
    owner: ({ owner }) => owner,
    soughtIn: ({ soughtIn }) => soughtIn,
    reason: ({ reason }) => reason,
  },
  evolve: {
    OrderSought: (_, { owner, order, whyNoContract: reason = null }, { stream, occurredAt }) => ({
      ...{ owner, contract: idOf(stream), order, reason },
      soughtIn: londonMonth(occurredAt),
    }),
  },
});
