import { refuse, toldAt, valueAt, valueIn, alreadySo, type Keyed } from '@wardbook/event-sourcing/pure';
import { isRegistered, type AgencyState } from '../agency/agency.state.ts';
import { alreadyBegun, authorisesOwnRequest, notBegun, type By } from '../by.ts';
import { londonDay } from '../london.ts';
import { notCovered, type Disclosure } from '../referral/asking.rules.ts';
import type { DisclosableField } from '../referral/referral.events.ts';
import type {
  BehaviourCriterion,
  ContractField,
  EarlyReason,
  OrderKind,
  OrderOutcome,
  Signatory,
} from './behaviour-contract.events.ts';
import {
  breachesAt,
  contractDisclosedTo,
  contractStanding,
  endOf,
  isOffered,
  isOrderLive,
  redactedAt,
  type ContractState,
  type RedactedState,
} from './behaviour-contract.state.ts';

/** R-LIFE-1 for contracts: an order alone is none. */
export const notOffered = ({ proposedAt }: ContractState, at: string) =>
  notBegun(proposedAt, at, 'contract', 'id');

/** R-ASB-8: a record is about the behaviour of one person. */
export const anotherPerson = ({ person }: ContractState, named: string) =>
  person === undefined || person === named
    ? undefined
    : refuse(
        'R-ASB-8',
        'This record is about another person. Check the person, or begin another record.',
        'person',
      );

/** R-ASB-11: a contract says what the person does not do any more, or does from now on (5.1). */
export const asksForNothing = (prohibitions: readonly unknown[], requirements: readonly unknown[]) =>
  prohibitions.length + requirements.length === 0
    ? refuse(
        'R-ASB-11',
        'A contract asks for something. Give a prohibition or a requirement.',
        'prohibitions',
      )
    : undefined;

/** R-ASB-2: a contract ends after it was proposed. */
export const endsBefore = (until: string | undefined, at: string) =>
  until !== undefined && until <= londonDay(at)
    ? refuse('R-ASB-2', 'A contract must end on a later day than it begins. Choose a later day.', 'until')
    : undefined;

/** R-ASB-12: a partner has contracts of its own for as long as it is on the register. */
export const unregisteredOwner = ({ role }: By, own: AgencyState, at: string) =>
  role === 'PARTNER' && !isRegistered(own, at)
    ? refuse(
        'R-ASB-12',
        'Your agency was not on the register at that time. Ask an administrator of the police to register it.',
        'id',
      )
    : undefined;

export const agencyKey = (id: string): string => `agency ${id}`;

/** R-ASB-12: whoever is invited to sign is another agency on the register (5.1). */
export const unfitAgencies = (
  agencies: readonly string[],
  owner: string,
  found: Keyed<AgencyState>,
  at: string,
) => {
  const known = (id: string) => valueIn(found, agencyKey(id));
  const wrong = agencies.findIndex((id) => {
    const agency = known(id);
    return id === owner || agency === undefined || !isRegistered(agency, at);
  });
  if (wrong < 0) return undefined;
  return agencies[wrong] === owner
    ? refuse('R-ASB-12', 'Your own agency signs it anyway. Name others.', `agencies.${wrong}`)
    : refuse(
        'R-ASB-12',
        'There was no such agency on the register at that time. Check the agency.',
        `agencies.${wrong}`,
      );
};

const isChild = (criteria: readonly BehaviourCriterion[]): boolean =>
  criteria.some((one) => one !== 'VULNERABLE');

/** R-ASB-1: nobody under 18 signs before a parent or guardian knows of it, and support was offered (5.1). */
export const childUnsupported = (
  { proposal, guardian, support }: ContractState,
  as: Signatory,
  at: string,
) => {
  if (as === 'AGENCY' || !isChild(proposal?.criteria ?? [])) return undefined;
  const missing = [
    ...(valueAt(guardian, at) === undefined ? ['a parent or guardian was informed'] : []),
    ...(valueAt(support, at) === undefined ? ['support was offered'] : []),
  ];
  return missing.length === 0
    ? undefined
    : refuse(
        'R-ASB-1',
        `This person is under 18. Before they sign, record that ${missing.join(', and that ')}.`,
        'as',
      );
};

/** R-LIFE-1: a contract is signed while it is offered; an agency may join it later. */
export const noLongerOffered = (state: ContractState, at: string) => {
  const standing = contractStanding(state, at);
  if (standing === 'DECLINED')
    return refuse(
      'R-LIFE-1',
      'The person had declined this contract by then. Invite them again first.',
      'id',
    );
  if (standing !== 'PROPOSED' && standing !== 'IN_FORCE')
    return refuse('R-LIFE-1', 'This contract was over by then. There is nothing to sign.', 'id');
  const { until } = state.proposal ?? {};
  return until !== undefined && until <= londonDay(at)
    ? refuse('R-ASB-2', `This contract was to end on ${until}. Propose another one.`, 'id')
    : undefined;
};

/** R-ASB-1: that the person signed it is on paper, and where that is is said. */
export const unproven = (as: Signatory, evidence: string | undefined) =>
  as === 'PERSON' && evidence === undefined
    ? refuse('R-ASB-1', 'Say where the paper is that the person signed.', 'evidence')
    : undefined;

/** R-AUTH-3: an agency that was invited signs, for as long as it is on the register. */
export const signatoryGone = (
  { by, owner }: { by: By; owner: string },
  signatory: AgencyState,
  at: string,
) =>
  by.agency === owner || isRegistered(signatory, at)
    ? undefined
    : refuse('R-ASB-12', 'Your agency was not on the register at that time. Check the time.', 'as');

/** R-ASB-1: nobody has to sign; whoever has signed withdraws instead. */
export const notDeclinable = (state: ContractState, at: string) => {
  const { personSigned } = state;
  if (personSigned && personSigned.at <= at)
    return refuse('R-LIFE-1', 'The person had signed this contract by then. End it instead.', 'id');
  return contractStanding(state, at) === 'PROPOSED'
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This contract was not offered any more at that time. There is nothing to decline.',
        'id',
      );
};

/** R-LIFE-1: only whoever declined is invited again. */
export const notDeclined = (state: ContractState, at: string) =>
  contractStanding(state, at) === 'DECLINED'
    ? undefined
    : refuse('R-LIFE-1', 'The person had not declined this contract at that time. Check the time.', 'id');

/** R-ASB-1 and R-ASB-3: without the signatures of the person and of one agency there is no contract. */
export const notInForce = (state: ContractState, at: string) =>
  contractStanding(state, at) === 'IN_FORCE'
    ? undefined
    : refuse(
        'R-ASB-3',
        'This contract was not in force at that time: the person and an agency sign it, and it ends. Check the time.',
        'id',
      );

/** R-LIFE-1: no breach is found wrong that did not stand. */
export const noBreach = (state: ContractState, breach: string, at: string) =>
  breachesAt(state, at).includes(breach)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such breach at that time. Check the breach and the time.', 'breach');

/** R-ASB-2: a contract is completed when it has run to its end; before that, by agreement, with a reason. */
export const notCompletable = (state: ContractState, early: EarlyReason | undefined, at: string) => {
  const standing = contractStanding(state, at);
  if (standing === 'IN_FORCE')
    return early === undefined
      ? refuse(
          'R-ASB-2',
          `This contract runs until ${endOf(state) ?? ''}. Say why it is completed before.`,
          'early',
        )
      : undefined;
  if (standing !== 'RUN_OUT')
    return refuse(
      'R-LIFE-1',
      'This contract was not in force at that time. There is nothing to complete.',
      'id',
    );
  return early === undefined
    ? undefined
    : refuse(
        'R-ASB-2',
        'This contract had run to its end by then. Leave out why it is completed early.',
        'early',
      );
};

/** R-LIFE-1: what is over does not end again, and nobody is told of it or helped with it any more. */
export const alreadyOver = (
  state: ContractState,
  at: string,
  left: 'nothing to end' | 'nobody to inform' | 'nobody to support',
) => {
  const standing = contractStanding(state, at);
  return standing === 'COMPLETED' || standing === 'ENDED'
    ? refuse('R-LIFE-1', `This contract was over by then. There is ${left}.`, 'id')
    : undefined;
};

interface OrderLife {
  readonly inWords: string;
  /** London days, the last included. */
  readonly from: string;
  readonly until?: string;
  readonly replacedBy?: string;
  /** Of whom none is sought. */
  readonly notFor: readonly BehaviourCriterion[];
}

/** When each can be sought, and of whom (5.1; Crime and Disorder Act 1998, 2014 Act and the days on which they began). */
const ORDER_LIVES: Readonly<Record<OrderKind, OrderLife>> = {
  ASBO: {
    inWords: 'antisocial behaviour order',
    from: '1999-04-01',
    until: '2015-03-22',
    replacedBy: 'a civil injunction or a criminal behaviour order',
    notFor: ['UNDER_10'],
  },
  CIVIL_INJUNCTION: { inWords: 'civil injunction', from: '2015-03-23', notFor: ['UNDER_10'] },
  CRIMINAL_BEHAVIOUR_ORDER: {
    inWords: 'criminal behaviour order',
    from: '2014-10-20',
    notFor: ['UNDER_10'],
  },
  COMMUNITY_PROTECTION_NOTICE: {
    inWords: 'community protection notice',
    from: '2014-10-20',
    notFor: ['UNDER_10', 'UNDER_16'],
  },
  CLOSURE: { inWords: 'closure order', from: '2014-10-20', notFor: [] },
  POSSESSION: { inWords: 'possession order', from: '2014-10-20', notFor: [] },
};

/** R-ASB-9: an order is sought while the law has it; an ASBO only before it was replaced (S2:11). */
export const noSuchOrder = (kind: OrderKind, at: string) => {
  const { inWords, from, until, replacedBy } = ORDER_LIVES[kind];
  const today = londonDay(at);
  if (today < from)
    return refuse('R-ASB-9', `There was no ${inWords} before ${from}. Choose another.`, 'kind');
  return until !== undefined && today > until
    ? refuse(
        'R-ASB-9',
        `The ${inWords} was replaced after ${until}. Seek ${replacedBy ?? 'another'}.`,
        'kind',
      )
    : undefined;
};

/** R-ASB-10: each order is for whoever is old enough, and a notice follows a warning in writing (5.1). */
export const notForThem = (
  {
    kind,
    criteria,
    warnedOn,
  }: {
    readonly kind: OrderKind;
    readonly criteria: readonly BehaviourCriterion[];
    readonly warnedOn?: string | undefined;
  },
  at: string,
) => {
  const { inWords, notFor } = ORDER_LIVES[kind];
  if (notFor.some((one) => criteria.includes(one)))
    return refuse(
      'R-ASB-10',
      `Nobody that young is given a ${inWords}. Choose another, or offer a contract.`,
      'criteria',
    );
  if (kind !== 'COMMUNITY_PROTECTION_NOTICE') return undefined;
  if (warnedOn === undefined)
    return refuse(
      'R-ASB-10',
      'A notice follows a warning in writing. Say when the person was warned.',
      'warnedOn',
    );
  return warnedOn > londonDay(at)
    ? refuse('R-ASB-10', 'The person must be warned before a notice is sought. Check the day.', 'warnedOn')
    : undefined;
};

/** R-ASB-4: a contract comes before an order, or it is said why not (S2:11). */
export const noContractFirst = (state: ContractState, whyNoContract: string | undefined, at: string) =>
  isOffered(state, at) || whyNoContract !== undefined
    ? undefined
    : refuse(
        'R-ASB-4',
        'No contract was offered to this person before. Offer one first, or say why not.',
        'whyNoContract',
      );

/** R-ASB-13: what was granted ends on a later day; what was not has no end. */
export const misdatedOrder = (outcome: OrderOutcome, until: string | undefined, at: string) => {
  if (until === undefined) return undefined;
  if (outcome !== 'GRANTED')
    return refuse('R-ASB-13', 'Only an order that was granted has an end. Leave out the day.', 'until');
  return until <= londonDay(at)
    ? refuse('R-ASB-13', 'An order must end after it was granted. Choose a later day.', 'until')
    : undefined;
};

/** R-LIFE-1: only an order that holds is ended. */
export const noOrderToEnd = ({ orders }: ContractState, order: string, at: string) => {
  const known = valueIn(orders, order);
  const isGranted = known?.outcome?.outcome === 'GRANTED' && known.outcome.at <= at;
  return known && isGranted && isOrderLive(known, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'There was no such order in force at that time. Check the order and the time.',
        'order',
      );
};

/** R-AUTH-1 and R-ASB-7: whoever reads redacted words for others is not whoever wrote them. */
export const notReadByAnother = (
  known: RedactedState | undefined,
  { by, at }: { readonly by: By; readonly at: string },
) =>
  notBegun(known?.proposedAt, at, 'redacted text', 'redacted') ??
  authorisesOwnRequest(by, known?.proposedBy ?? '', 'redacted') ??
  alreadySo(toldAt(known?.approved ?? [], at) === true) ??
  (valueAt(known?.approved ?? [], at) === true
    ? alreadyBegun(known?.proposedAt, 'approval', 'redacted')
    : undefined);

/** R-LIFE-1: only redacted words that were approved are withdrawn. */
export const notApproved = (known: RedactedState | undefined, at: string) =>
  valueAt(known?.approved ?? [], at) === true
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This redacted text was not approved at that time. Check the text and the time.',
        'redacted',
      );

/** R-ASB-7: free text that may name others goes out only after somebody else has read a redaction of it. */
export const noneApproved = (redacted: Keyed<RedactedState>, at: string) =>
  redactedAt(redacted, at) === undefined
    ? refuse(
        'R-ASB-7',
        'Words that may name others go out only as a redacted text that somebody else has approved. Propose one, and have it approved.',
        'fields',
      )
    : undefined;

/** What an agreement has to cover. */
const AGREED_AS: Readonly<Record<ContractField, DisclosableField>> = {
  CATEGORY: 'TOPIC',
  DATES: 'CIRCUMSTANCES',
  ORDERS: 'CIRCUMSTANCES',
  PERSON: 'RECIPIENT_NAME',
  STANDING: 'CIRCUMSTANCES',
  TERMS: 'CIRCUMSTANCES',
};

const DISCLOSURE_SAID = { legalBasis: 'legalBasis', agreement: 'agreement', fields: 'fields' } as const;

/** R-REF-1, R-REF-2 and R-ASB-7: what is disclosed is named, rests on an agreement, and names nobody else (S1:24). */
export const notDisclosable = (
  {
    fields,
    owner,
    agency,
    ...basis
  }: Omit<Disclosure, 'fields'> & {
    readonly fields: readonly ContractField[];
    readonly owner: string;
    readonly agency: string;
  },
  { redacted }: ContractState,
  known: AgencyState,
  at: string,
) =>
  (fields.length === 0 ? refuse('R-REF-2', 'Say what is shared of this contract.', 'fields') : undefined) ??
  (fields.includes('TERMS') ? noneApproved(redacted, at) : undefined) ??
  notCovered(
    { fields: fields.map((field) => AGREED_AS[field]), ...basis },
    { from: owner, to: { agency }, said: DISCLOSURE_SAID },
    known,
    at,
  );

/** R-LIFE-1: no disclosure ends that there was not. */
export const notDisclosed = (state: ContractState, agency: string, at: string) =>
  contractDisclosedTo(state, agency, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nothing of this was disclosed to that agency at that time. Check the agency and the time.',
        'agency',
      );
