import {
  alreadySo,
  canonicalize,
  guarded,
  keyedFrom,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  valuesOf,
  type Decider,
  type Keyed,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import { notAntisocial } from '../asb-case/asb-case.rules.ts';
import {
  alreadyBegun,
  askerOf,
  notBegun,
  onlyFor,
  PERSONAL_DATA_READERS,
  type PolicingCommand,
  type Role,
} from '../by.ts';
import type { DisclosurePurpose } from '../crime/crime.events.ts';
import { noAgency } from '../crime/crime.rules.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { dayStart } from '../london.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import { asbTerms, type PolicyState } from '../policy/policy.state.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { asbOf } from '../role/serving-policy.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import * as events from './behaviour-contract.events.ts';
import type { ContractEvent } from './behaviour-contract.events.ts';
import * as rules from './behaviour-contract.rules.ts';
import {
  contractHistory,
  contractStanding,
  isInvited,
  isOrderLive,
  type ContractState,
} from './behaviour-contract.state.ts';

export type ContractCommand = OwnContractCommand | RetentionCommand;

type OwnContractCommand = PolicingCommand &
  (
    | {
        readonly type: 'ProposeContract';
        /** Opaque id of whose behaviour it is about, on record with the sender's agency. */
        readonly person: string;
        readonly category: string;
        readonly criteria: readonly events.BehaviourCriterion[];
        readonly prohibitions: readonly TextOrReference[];
        readonly requirements: readonly TextOrReference[];
        /** The agencies that are invited to sign beside the sender's. */
        readonly agencies: readonly string[];
        /** The London day on which it ends; left out: as the policy says. */
        readonly until?: string;
      }
    | { readonly type: 'InformGuardian'; readonly how: events.GuardianWay }
    | { readonly type: 'OfferSupport'; readonly support: events.SupportKind }
    /** AGENCY: the sender's signs. PERSON: where the paper is that they signed. */
    | { readonly type: 'SignContract'; readonly as: events.Signatory; readonly evidence?: string }
    | { readonly type: 'DeclineContract'; readonly reason: events.ContractDeclineReason }
    | { readonly type: 'InviteAgain' }
    | { readonly type: 'ReviewContract'; readonly outcome: events.ContractReview }
    | {
        readonly type: 'RecordContractBreach';
        /** Names it within the record. */
        readonly breach: string;
        readonly kind: events.BreachKind;
        readonly note?: TextOrReference;
        readonly evidence: string;
      }
    | { readonly type: 'FindBreachWrong'; readonly breach: string; readonly reason: events.NoBreachReason }
    | { readonly type: 'CompleteContract'; readonly early?: events.EarlyReason }
    | { readonly type: 'EndContract'; readonly reason: events.ContractEndReason }
    | {
        readonly type: 'SeekOrder';
        /** Names it within the record, which it begins where there is none. */
        readonly order: string;
        readonly kind: events.OrderKind;
        readonly person: string;
        readonly criteria: readonly events.BehaviourCriterion[];
        readonly warnedOn?: string;
        readonly whyNoContract?: events.NoContractReason;
      }
    | {
        readonly type: 'RecordOrderOutcome';
        readonly order: string;
        readonly outcome: events.OrderOutcome;
        readonly until?: string;
      }
    | { readonly type: 'EndOrder'; readonly order: string; readonly reason: events.OrderEndReason }
    | { readonly type: 'ProposeRedactedTerms'; readonly redacted: string; readonly text: TextOrReference }
    | { readonly type: 'ApproveRedactedTerms'; readonly redacted: string }
    | { readonly type: 'WithdrawRedactedTerms'; readonly redacted: string }
    | {
        readonly type: 'DiscloseContract';
        readonly agency: string;
        readonly fields: readonly events.ContractField[];
        readonly legalBasis: LegalBasis;
        readonly agreement?: string;
        readonly purpose: DisclosurePurpose;
      }
    | { readonly type: 'EndContractDisclosure'; readonly agency: string }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;

export type ContractFacts = OwnContractFacts & RetentionFacts;

interface OwnContractFacts {
  readonly ProposeContract: Work &
    /** The agencies that are invited, by `agencyKey`. */
    Keyed<AgencyState> &
    Readonly<{ own: AgencyState; policy: PolicyState; subject: SubjectState }>;
  readonly InformGuardian: Work;
  readonly OfferSupport: Work;
  readonly SignContract: Work & Readonly<{ signatory: AgencyState }>;
  readonly DeclineContract: Work;
  readonly InviteAgain: Work;
  readonly ReviewContract: Work;
  readonly RecordContractBreach: Work;
  readonly FindBreachWrong: Work;
  readonly CompleteContract: Work;
  readonly EndContract: Work;
  readonly SeekOrder: Work & Readonly<{ own: AgencyState; subject: SubjectState }>;
  readonly RecordOrderOutcome: Work;
  readonly EndOrder: Work;
  readonly ProposeRedactedTerms: Work;
  readonly ApproveRedactedTerms: Work;
  readonly WithdrawRedactedTerms: Work;
  readonly DiscloseContract: Work & Readonly<{ known: AgencyState }>;
  readonly EndContractDisclosure: Work;
}

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

const agencyNamed = (id: string) => ofAnyAgency(stateOf(agencyHistory, id));

/** Police, councils and housing associations have contracts of their own (5.1). */
const WORKERS: readonly Role[] = ['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];

const EARLIER = 'Choose a later time.';

const ownContract: Decider<OwnContractCommand, ContractEvent, ContractState, OwnContractFacts> = {
  ...contractHistory,
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  // R-AUTH-3: an agency that was invited signs for itself; whether there is such a contract, nobody else sees.
  others: {
    SignContract: ({ as, by }, state) => as === 'AGENCY' && isInvited(state, by.agency),
  },
  subject: ({ person }, command) => person ?? ('person' in command ? command.person : undefined),
  facts: {
    ProposeContract: (command) => ({
      ...keyedFrom(command.agencies.map((id) => [rules.agencyKey(id), agencyNamed(id)] as const)),
      ...workOf(command),
      own: agencyNamed(command.by.agency),
      policy: asbOf(command.owner, command.occurredAt),
      subject: stateOf(subjectHistory, command.person),
    }),
    InformGuardian: workOf,
    OfferSupport: workOf,
    SignContract: (command) => ({ ...workOf(command), signatory: agencyNamed(command.by.agency) }),
    DeclineContract: workOf,
    InviteAgain: workOf,
    ReviewContract: workOf,
    RecordContractBreach: workOf,
    FindBreachWrong: workOf,
    CompleteContract: workOf,
    EndContract: workOf,
    SeekOrder: (command) => ({
      ...workOf(command),
      own: agencyNamed(command.by.agency),
      subject: stateOf(subjectHistory, command.person),
    }),
    RecordOrderOutcome: workOf,
    EndOrder: workOf,
    ProposeRedactedTerms: workOf,
    ApproveRedactedTerms: workOf,
    WithdrawRedactedTerms: workOf,
    DiscloseContract: (command) => ({ ...workOf(command), known: guarded(agencyNamed(command.agency)) }),
    EndContractDisclosure: workOf,
  },
  decide: {
    ProposeContract: (command, state, { sender, own, policy, subject, ...invited }) => {
      const { occurredAt: at, by, owner, person, category, prohibitions, requirements, until } = command;
      const { contractMonths: months, categories, version } = asbTerms(policy, at);
      return (
        onlyFor(by, ...WORKERS) ??
        senderGone(sender, at) ??
        alreadyBegun(state.proposedAt, 'contract', 'id') ??
        rules.unregisteredOwner(by, own, at) ??
        rules.anotherPerson(state, person) ??
        unknownPerson(subject, at, 'person') ??
        notAntisocial(category, categories) ??
        rules.asksForNothing(prohibitions, requirements) ??
        rules.endsBefore(until, at) ??
        rules.unfitAgencies(command.agencies, owner, invited, at) ?? [
          events.contractProposed({
            ...{ owner, person, category, criteria: inOrder(command.criteria), months },
            ...{ prohibitions: [...prohibitions], requirements: [...requirements] },
            ...(until !== undefined && { until }),
            ...(version !== 'DEFAULT' && { policy: version }),
          }),
          ...[...new Set(command.agencies)].sort().map((agency) => events.agencyInvitedToSign({ agency })),
        ]
      );
    },

    InformGuardian: (command, state, facts) => {
      const { occurredAt: at, how } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.guardian, at) === how) ??
        rules.alreadyOver(state, at, 'nobody to inform') ?? [events.guardianInformed({ how })]
      );
    },

    OfferSupport: (command, state, facts) => {
      const { occurredAt: at, support } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.support, at) === support) ??
        rules.alreadyOver(state, at, 'nobody to support') ?? [events.supportOffered({ support })]
      );
    },

    SignContract: (command, state, facts) => {
      const { occurredAt: at, by, as, evidence } = command;
      const signed = as === 'PERSON' ? state.personSigned?.at : valueIn(state.agenciesSigned, by.agency);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(signed === at && (as === 'AGENCY' || state.personSigned?.evidence === evidence)) ??
        alreadyBegun(signed, 'signature', 'as') ??
        rules.signatoryGone(command, facts.signatory, at) ??
        rules.noLongerOffered(state, at) ??
        rules.unproven(as, evidence) ??
        rules.childUnsupported(state, as, at) ?? [
          events.contractSigned({
            ...{ as, ...(as === 'AGENCY' && { agency: by.agency }) },
            ...(evidence !== undefined && { evidence }),
          }),
        ]
      );
    },

    DeclineContract: (command, state, facts) => {
      const { occurredAt: at, reason } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.declined, at) === reason) ??
        rules.notDeclinable(state, at) ?? [events.contractDeclined({ reason })]
      );
    },

    InviteAgain: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(wasEndedAt(state.declined, command.occurredAt)) ??
      rules.notDeclined(state, command.occurredAt) ?? [events.contractOfferedAgain({})],

    ReviewContract: (command, state, facts) => {
      const { occurredAt: at, outcome } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.reviews, at) === outcome) ??
        rules.notInForce(state, at) ?? [events.contractReviewed({ outcome })]
      );
    },

    RecordContractBreach: (command, state, facts) => {
      const { occurredAt: at, breach, kind, note, evidence } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(valueIn(state.breaches, breach)?.at, 'breach', 'breach') ??
        rules.notInForce(state, at) ?? [
          events.contractBreached({ breach, kind, evidence, ...(note !== undefined && { note }) }),
        ]
      );
    },

    FindBreachWrong: (command, state, facts) => {
      const { occurredAt: at, breach, reason } = command;
      const found = valueIn(state.breaches, breach)?.foundWrong;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(found?.at === at && found.reason === reason) ??
        alreadyBegun(found?.at, 'finding', 'breach') ??
        rules.noBreach(state, breach, at) ?? [events.contractBreachFoundWrong({ breach, reason })]
      );
    },

    CompleteContract: (command, state, facts) => {
      const { occurredAt: at, early } = command;
      const told = toldAt(state.over, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(told?.how === 'COMPLETED' && told.early === early) ??
        rules.notCompletable(state, early, at) ?? [
          events.contractCompleted({ ...(early !== undefined && { early }) }),
        ]
      );
    },

    EndContract: (command, state, facts) => {
      const { occurredAt: at, reason } = command;
      const told = toldAt(state.over, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(told?.how === 'ENDED' && told.reason === reason) ??
        rules.alreadyOver(state, at, 'nothing to end') ?? [events.contractEnded({ reason })]
      );
    },

    SeekOrder: (command, state, facts) => {
      const { occurredAt: at, by, owner, order, kind, person, warnedOn, whyNoContract } = command;
      return (
        onlyFor(by, ...WORKERS) ??
        senderGone(facts.sender, at) ??
        rules.unregisteredOwner(by, facts.own, at) ??
        rules.anotherPerson(state, person) ??
        unknownPerson(facts.subject, at, 'person') ??
        alreadyBegun(valueIn(state.orders, order)?.soughtAt, 'order', 'order') ??
        rules.noSuchOrder(kind, at) ??
        rules.notForThem(command, at) ??
        rules.noContractFirst(state, whyNoContract, at) ?? [
          events.orderSought({
            ...{ owner, order, kind, person, criteria: inOrder(command.criteria) },
            ...(warnedOn !== undefined && { warnedOn }),
            ...(whyNoContract !== undefined && { whyNoContract }),
          }),
        ]
      );
    },

    RecordOrderOutcome: (command, state, facts) => {
      const { occurredAt: at, order, outcome, until } = command;
      const { soughtAt, outcome: told } = valueIn(state.orders, order) ?? {};
      return (
        unfit(command, facts) ??
        notBegun(soughtAt, at, 'order', 'order') ??
        alreadySo(told?.at === at && told.outcome === outcome && told.until === until) ??
        alreadyBegun(told?.at, 'outcome', 'order') ??
        rules.misdatedOrder(outcome, until, at) ?? [
          events.orderOutcomeRecorded({ order, outcome, ...(until !== undefined && { until }) }),
        ]
      );
    },

    EndOrder: (command, state, facts) => {
      const { occurredAt: at, order, reason } = command;
      const { ended } = valueIn(state.orders, order) ?? {};
      return (
        unfit(command, facts) ??
        alreadySo(ended?.at === at && ended.reason === reason) ??
        alreadyBegun(ended?.at, 'end of the order', 'order') ??
        rules.noOrderToEnd(state, order, at) ?? [events.orderEnded({ order, reason })]
      );
    },

    ProposeRedactedTerms: (command, state, facts) => {
      const { by, redacted, text } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(valueIn(state.redacted, redacted)?.proposedAt, 'redacted text', 'redacted') ?? [
          events.redactedTermsProposed({ redacted, text, proposedBy: askerOf(by) }),
        ]
      );
    },

    ApproveRedactedTerms: (command, state, facts) => {
      const { occurredAt: at, by, redacted } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.notReadByAnother(valueIn(state.redacted, redacted), { by, at }) ?? [
          events.redactedTermsApproved({ redacted }),
        ]
      );
    },

    WithdrawRedactedTerms: (command, state, facts) => {
      const { occurredAt: at, redacted } = command;
      const known = valueIn(state.redacted, redacted);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(known?.approved ?? [], at) === false) ??
        rules.notApproved(known, at) ?? [events.redactedTermsWithdrawn({ redacted })]
      );
    },

    DiscloseContract: (command, state, facts) => {
      const { occurredAt: at, owner, agency, legalBasis, agreement, purpose } = command;
      const fields = [...new Set(command.fields)].sort();
      const said = { fields, legalBasis, purpose, ...(agreement !== undefined && { agreement }) };
      const told = toldAt(valueIn(state.disclosures, agency) ?? [], at);
      return (
        unfit(command, facts) ??
        notBegun(state.begunAt, at, 'contract', 'id') ??
        alreadySo(told !== undefined && canonicalize({ ...told }) === canonicalize(said)) ??
        noAgency(facts.known, at) ??
        rules.notDisclosable({ owner, agency, fields, legalBasis, agreement }, state, facts.known, at) ?? [
          events.contractDisclosed({ agency, ...said }),
        ]
      );
    },

    EndContractDisclosure: (command, state, facts) => {
      const { occurredAt: at, agency } = command;
      return (
        unfit(command, facts) ??
        alreadySo(wasEndedAt(valueIn(state.disclosures, agency) ?? [], at)) ??
        rules.notDisclosed(state, agency, at) ?? [events.contractDisclosureEnded({ agency })]
      );
    },
  },
  cameOf: {
    ContractProposed: ({ owner: _owner, months: _months, policy: _policy, until, ...said }) => ({
      ...{ ...said, type: 'ProposeContract', agencies: [] },
      ...(until !== undefined && { until }),
    }),
    GuardianInformed: 'InformGuardian',
    SupportOffered: 'OfferSupport',
    ContractSigned: ({ as, evidence }) => ({
      ...{ type: 'SignContract', as },
      ...(evidence !== undefined && { evidence }),
    }),
    ContractDeclined: 'DeclineContract',
    ContractOfferedAgain: 'InviteAgain',
    ContractReviewed: 'ReviewContract',
    ContractBreached: 'RecordContractBreach',
    ContractBreachFoundWrong: 'FindBreachWrong',
    ContractCompleted: 'CompleteContract',
    ContractEnded: 'EndContract',
    OrderSought: 'SeekOrder',
    OrderOutcomeRecorded: 'RecordOrderOutcome',
    OrderEnded: 'EndOrder',
    RedactedTermsProposed: ({ redacted, text }) => ({ type: 'ProposeRedactedTerms', redacted, text }),
    RedactedTermsApproved: 'ApproveRedactedTerms',
    RedactedTermsWithdrawn: 'WithdrawRedactedTerms',
    ContractDisclosed: 'DiscloseContract',
    ContractDisclosureEnded: 'EndContractDisclosure',
  },
  stands: judgedAgain<ContractEvent, ContractState>({
    GuardianInformed: [
      (_, state, at) => rules.alreadyOver(state, at, 'nobody to inform'),
      'a guardian was informed',
      EARLIER,
    ],
    SupportOffered: [
      (_, state, at) => rules.alreadyOver(state, at, 'nobody to support'),
      'support was offered',
      EARLIER,
    ],
    ContractSigned: [
      ({ as }, state, at) => rules.noLongerOffered(state, at) ?? rules.childUnsupported(state, as, at),
      'the contract was signed',
      EARLIER,
    ],
    ContractDeclined: [
      (_, state, at) => rules.notDeclinable(state, at),
      'the person declined the contract',
      EARLIER,
    ],
    ContractOfferedAgain: [
      (_, state, at) => rules.notDeclined(state, at),
      'the person was invited again',
      EARLIER,
    ],
    ContractReviewed: [(_, state, at) => rules.notInForce(state, at), 'the contract was reviewed', EARLIER],
    ContractBreached: [(_, state, at) => rules.notInForce(state, at), 'the contract was broken', EARLIER],
    ContractCompleted: [
      ({ early }, state, at) => rules.notCompletable(state, early, at),
      'the contract was completed',
      EARLIER,
    ],
    ContractEnded: [
      (_, state, at) => rules.alreadyOver(state, at, 'nothing to end'),
      'the contract ended',
      EARLIER,
    ],
    RedactedTermsWithdrawn: [
      ({ redacted }, state, at) => rules.notApproved(valueIn(state.redacted, redacted), at),
      'a redacted text was withdrawn',
      EARLIER,
    ],
    ContractDisclosed: [
      ({ fields }, { redacted }, at) => fields.includes('TERMS') && rules.noneApproved(redacted, at),
      'the terms were disclosed',
      EARLIER,
    ],
    ContractDisclosureEnded: [
      ({ agency }, state, at) => rules.notDisclosed(state, agency, at),
      'a disclosure ended',
      EARLIER,
    ],
  }),
};

/** How somebody is to behave, as they signed it themselves; and the orders that were sought against them. */
export const behaviourContract: Decider<ContractCommand, ContractEvent, ContractState, ContractFacts> =
  withCommands(ownContract, retention, (state): Kept => ({
    record: 'BEHAVIOUR_CONTRACT',
    retention: state.retention,
    begunAt: state.begunAt,
    isLive: (at) => isLive(state, at),
    last: (_, at) => lastEnd(state, at),
  }));

/** Somebody is at work on what was offered and is not over, and on an order that was sought or holds. */
const isLive = (state: ContractState, at: string): boolean => {
  const standing = contractStanding(state, at);
  return (
    standing === 'PROPOSED' ||
    standing === 'IN_FORCE' ||
    standing === 'RUN_OUT' ||
    valuesOf(state.orders).some((order) => isOrderLive(order, at))
  );
};

/** When it, or an order, ended last by an instant. */
const lastEnd = ({ over, declined, orders }: ContractState, at: string): string | undefined =>
  [
    ...[...over, ...declined].map(({ from }) => from),
    ...valuesOf(orders).flatMap(({ outcome, ended }) => {
      const held = outcome?.until === undefined ? [] : [dayStart(outcome.until)];
      return [outcome?.at ?? '', ...(ended ? [ended.at] : held)];
    }),
  ]
    .filter((end) => end !== '' && end <= at)
    .sort()
    .at(-1);

/** Each once, in the order of the list: two who say the same say it alike. */
const inOrder = (criteria: readonly events.BehaviourCriterion[]): events.BehaviourCriterion[] =>
  events.BEHAVIOUR_CRITERIA.filter((one) => criteria.includes(one));

const unfit = ({ by, occurredAt: at }: PolicingCommand, { sender }: Work) =>
  onlyFor(by, ...WORKERS) ?? senderGone(sender, at);

const notAtWork = (command: PolicingCommand, state: ContractState, facts: Work) =>
  unfit(command, facts) ?? rules.notOffered(state, command.occurredAt);
