import {
  alreadySo,
  happened,
  stateOf,
  ofAnyAgency,
  ofSender,
  onRecord,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { adviceCaseHistory, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import type { AgencyState } from '../agency/agency.state.ts';
import type { Topic } from '../policy/policy.events.ts';
import {
  alreadyBegun,
  notBegun,
  onlyFor,
  type By,
  type PolicingCommand,
  type Role,
  PERSONAL_DATA_READERS,
} from '../by.ts';
import { judgedAgain } from '../later.ts';
import { nextDayStart } from '../london.ts';
import { withCommands } from '../mixing.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { memberHistory, teamOf, type MemberState } from '../member/member.state.ts';
import {
  DECLINE_REASONS,
  type DeclineReason,
  type DisclosableField,
  type HelpOutcome,
  informationRequested,
  informationSupplied,
  type LegalBasis,
  type Party,
  referralAccepted,
  referralCompleted,
  referralDeclined,
  type ReferralEvent,
  type ReferralKind,
  referralNotRaised,
  referralOverdue,
  referralProgressed,
  referralRaised,
  type ReferralReason,
  referralWithdrawn,
  type WithdrawalReason,
} from './referral.events.ts';
import { subjectHistory, type SubjectState } from '../subject/subject.state.ts';
import type { WardState } from '../ward/ward.state.ts';
import {
  addresseeOf,
  agencyOf,
  basisOf,
  endedAt,
  isLiveReferral,
  isQuestionOpen,
  ownerOf,
  referralHistory,
  standingOf,
  type ReferralState,
} from './referral.state.ts';
import {
  escalated,
  lineOf,
  resortOf,
  reviewed,
  sentOn,
  type Line,
  type Redirecting,
  type Resort,
} from './referral-route.ts';
import {
  isEmergency,
  keptOf,
  keptToAnother,
  mannedBy,
  nobodyToName,
  notCovered,
  reachOf,
  unaskable,
  wardOfForce,
  type KeptTo,
  type Reach,
} from './asking.rules.ts';
import * as rules from './referral.rules.ts';

/** What is asked, of whom, about whom, and what they may know. */
export interface RaiseReferral {
  readonly type: 'RaiseReferral';
  readonly kind: ReferralKind;
  readonly case?: string;
  readonly problem?: string;
  /** The survey that found what is referred. */
  readonly survey?: string;
  /** Opaque id of the person it is about. */
  readonly subject?: string;
  readonly from: { readonly agency: string };
  readonly to: Party;
  readonly topic: Topic;
  readonly reason: ReferralReason;
  readonly requestedHelp?: TextOrReference;
  readonly legalBasis?: LegalBasis;
  readonly agreement?: string;
  readonly fields: readonly DisclosableField[];
  readonly dueAt: string;
  readonly ward?: string;
  /** The referral that this one passes on. */
  readonly parent?: string;
  /** Whose it is to move (R-AUTH-4): said by a case; anybody else's is their own. */
  readonly fromTeam?: string;
  readonly raisedBy?: string;
}

export type ReferralCommand = OwnReferralCommand | RetentionCommand;

type OwnReferralCommand = PolicingCommand &
  (
    | RaiseReferral
    | { readonly type: 'AcceptReferral' }
    | { readonly type: 'DeclineReferral'; readonly reason?: DeclineReason; readonly note?: TextOrReference }
    | ({ readonly type: 'RedirectReferral' } & Redirecting)
    | { readonly type: 'RequestInformation'; readonly question: TextOrReference }
    | {
        readonly type: 'SupplyInformation';
        readonly answer: TextOrReference;
        readonly fields?: readonly DisclosableField[];
      }
    | { readonly type: 'ProgressReferral'; readonly note: TextOrReference }
    | {
        readonly type: 'CompleteReferral';
        readonly outcome: HelpOutcome;
        readonly helpGiven: TextOrReference;
      }
    | { readonly type: 'WithdrawReferral'; readonly reason: WithdrawalReason }
    | { readonly type: 'EscalateToLastResort' }
    | { readonly type: 'ReviewReferralOwner' }
    | { readonly type: 'NoticeReferralOverdue' }
  );

type Asked = Omit<Reach, 'agency'> & Sender;

type Sender = Readonly<{ member: MemberState }>;

/** What a referral says that it is about, and what it passes on. */
type Cited = Readonly<{
  parent: ReferralState;
  case: AdviceCaseState;
  person: SubjectState;
  about: WardState;
}>;

export type ReferralFacts = OwnReferralFacts & RetentionFacts;

interface OwnReferralFacts {
  readonly RaiseReferral: Reach & KeptTo & Sender & Cited;
  readonly AcceptReferral: Asked;
  readonly DeclineReferral: Asked;
  readonly RedirectReferral: Reach & KeptTo & Sender;
  readonly RequestInformation: Asked;
  readonly SupplyInformation: Sender & KeptTo & { readonly agency: AgencyState };
  readonly ProgressReferral: Asked;
  readonly CompleteReferral: Asked;
  readonly WithdrawReferral: Sender;
  readonly EscalateToLastResort: Resort & Sender;
  readonly ReviewReferralOwner: Resort & Line;
}

const SENDERS: readonly Role[] = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
// Whoever may send may be asked.
const ANSWERERS = SENDERS;

/** R-AUTH-3: whoever is asked, or was asked before, answers a referral that another agency raised. */
function isAddressee({ by }: PolicingCommand, { addressee }: ReferralState): boolean {
  return addressee.some(({ value }) => agencyOf(value) === by.agency);
}

const ownReferral: Decider<OwnReferralCommand, ReferralEvent, ReferralState, OwnReferralFacts> = {
  ...referralHistory,
  // R-REF-5: whoever is asked answers; whether it is them, each command asks.
  others: {
    AcceptReferral: isAddressee,
    DeclineReferral: isAddressee,
    RequestInformation: isAddressee,
    ProgressReferral: isAddressee,
    CompleteReferral: isAddressee,
    // They see it, and are told why not.
    RedirectReferral: isAddressee,
    SupplyInformation: isAddressee,
    WithdrawReferral: isAddressee,
    EscalateToLastResort: isAddressee,
  },
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  subject: (state, command) =>
    recordOf(state.raisedAt === undefined && command.type === 'RaiseReferral' ? command : state),
  facts: {
    RaiseReferral: ({ occurredAt: at, by, from, to, ward, parent, case: named, subject, fields }) => ({
      ...reachOf(to, ward),
      ...keptOf({ subject, from: from.agency, to, fields }, at),
      ...senderOf(by),
      parent: ofAnyAgency(stateOf(referralHistory, parent)),
      case: stateOf(adviceCaseHistory, named),
      person: stateOf(subjectHistory, subject),
      about: wardOfForce('force' in to ? to.force : from.agency, ward),
    }),
    AcceptReferral: (command, state) => askedOf(command, state),
    DeclineReferral: (command, state) => askedOf(command, state),
    RedirectReferral: ({ occurredAt: at, by, to, fields }, { ward, subject, from }) => ({
      ...reachOf(to, ward),
      ...keptOf({ subject, from: from?.agency, to, fields }, at),
      ...senderOf(by),
    }),
    RequestInformation: (command, state) => askedOf(command, state),
    SupplyInformation: ({ occurredAt: at, by, fields = [] }, state) => ({
      agency: reachOf(addresseeOf(state, at), undefined).agency,
      ...keptOf({ subject: state.subject, from: state.from?.agency, to: addresseeOf(state, at), fields }, at),
      ...senderOf(by),
    }),
    ProgressReferral: (command, state) => askedOf(command, state),
    CompleteReferral: (command, state) => askedOf(command, state),
    WithdrawReferral: ({ by }) => senderOf(by),
    EscalateToLastResort: ({ occurredAt: at, by }, state) => ({ ...resortOf(state, at), ...senderOf(by) }),
    ReviewReferralOwner: ({ occurredAt: at }, state) => ({ ...resortOf(state, at), ...lineOf(state) }),
  },
  cameOf: {
    ReferralRaised: 'RaiseReferral',
    ReferralAccepted: 'AcceptReferral',
    ReferralDeclined: ({ reason, note }, { by }) => {
      const given = DECLINE_REASONS.find((one) => one === reason);
      return by.role === 'SYSTEM'
        ? { type: 'ReviewReferralOwner' }
        : {
            type: 'DeclineReferral',
            ...(given !== undefined && { reason: given }),
            ...(note !== undefined && { note }),
          };
    },
    ReferralRedirected: ({ to, fields = [], legalBasis, agreement }, { by }) =>
      by.role === 'SYSTEM'
        ? { type: 'ReviewReferralOwner' }
        : {
            ...{ type: 'RedirectReferral', to, fields },
            ...(legalBasis !== undefined && { legalBasis }),
            ...(agreement !== undefined && { agreement }),
          },
    InformationRequested: 'RequestInformation',
    InformationSupplied: 'SupplyInformation',
    ReferralProgressed: 'ProgressReferral',
    ReferralCompleted: 'CompleteReferral',
    ReferralWithdrawn: 'WithdrawReferral',
    ReferralOverdue: (_, { recordedAt: occurredAt }) => ({ type: 'NoticeReferralOverdue', occurredAt }),
    ReferralHandedBack: () => ({ type: 'ReviewReferralOwner' }),
    ReferralEscalated: (_, { by }) => ({
      type: by.role === 'SYSTEM' ? 'ReviewReferralOwner' : 'EscalateToLastResort',
    }),
  },
  follows: ['ReferralOverdue', 'ReferralHandedBack'],
  stands: judgedAgain<ReferralEvent, ReferralState>({
    InformationRequested: [(_, state, at) => rules.unanswerable(state, at), 'whoever was asked asked back'],
    InformationSupplied: [
      (_, state, at) => (isQuestionOpen(state, at) ? undefined : rules.nothingAsked),
      'the sender answered a question',
    ],
    ReferralProgressed: [
      (_, state, at) => rules.notAccepted(state, at),
      'whoever was asked said how it goes',
    ],
  }),
  decide: {
    RaiseReferral: (command, state, facts) => {
      const { by, case: named, survey } = command;
      const waiting = {
        ...(named !== undefined && { case: named }),
        ...(survey !== undefined && { survey }),
      };
      const refusal =
        onlyFor(by, ...SENDERS, 'SYSTEM') ??
        alreadyBegun(state.raisedAt, 'referral', 'id') ??
        rules.notRaisedBefore(state) ??
        unfit(command, facts);
      if (!refusal) return [raised(command, facts)];
      // Who asked waits for an answer: a refusal to the process is put on record, and they learn of it (R-REF-7, R-SUR-6).
      return by.role === 'SYSTEM' && Object.keys(waiting).length > 0 && !isAnswered(state, waiting)
        ? onRecord(refusal, referralNotRaised({ ...waiting, rule: refusal.rule, reason: refusal.reason }))
        : refusal;
    },

    AcceptReferral: ({ occurredAt: at, by }, state, facts) => {
      const owner = addresseeOf(state, at);
      return (
        notTheirs({ occurredAt: at, by }, state, facts) ??
        (standingOf(state, at) === 'ACCEPTED' || owner === undefined
          ? []
          : (rules.ended(state, at) ??
            rules.declined(state, at) ??
            rules.movedSince(state, at) ?? [referralAccepted({ owner, acceptedBy: by.id })]))
      );
    },

    DeclineReferral: ({ occurredAt: at, by, reason, note }, state, facts) => {
      const owner = addresseeOf(state, at);
      return (
        notTheirs({ occurredAt: at, by }, state, facts) ??
        (reason === undefined ? rules.withoutReason : undefined) ??
        (standingOf(state, at) === 'DECLINED' || owner === undefined || reason === undefined
          ? []
          : (rules.ended(state, at) ??
            rules.movedSince(state, at) ?? [
              referralDeclined({ owner, reason, ...(note !== undefined && { note }) }),
            ]))
      );
    },

    RedirectReferral: (command, state, facts) =>
      notTheirsToMove(command, state, facts) ?? sentOn(command, state, facts),

    RequestInformation: ({ occurredAt: at, by, question }, state, facts) =>
      notTheirs({ occurredAt: at, by }, state, facts) ??
      rules.unanswerable(state, at) ?? [informationRequested({ question })],

    SupplyInformation: ({ occurredAt: at, by, answer, fields = [] }, state, facts) => {
      const to = addresseeOf(state, at);
      const from = state.from?.agency;
      const disclosure = { fields, ...basisOf(state, at) };
      return (
        notTheirsToMove({ occurredAt: at, by }, state, facts) ??
        rules.ended(state, at) ??
        (isQuestionOpen(state, at) ? undefined : rules.nothingAsked) ??
        (to && notCovered(disclosure, { from, to, said: FIELDS_SAID }, facts.agency, at)) ??
        nobodyToName(fields, state.subject) ??
        keptToAnother(disclosure, facts, 'fields') ?? [
          informationSupplied({
            answer,
            fields: [...new Set(fields)].sort(),
            ...(to && 'agency' in to && isEmergency(disclosure) && { emergency: true }),
          }),
        ]
      );
    },

    ProgressReferral: ({ occurredAt: at, by, note }, state, facts) =>
      notTheirs({ occurredAt: at, by }, state, facts) ??
      rules.ended(state, at) ??
      rules.declined(state, at) ??
      rules.notAccepted(state, at) ?? [referralProgressed({ note })],

    CompleteReferral: ({ occurredAt: at, by, outcome, helpGiven }, state, facts) => {
      const owner = addresseeOf(state, at);
      return (
        notTheirs({ occurredAt: at, by }, state, facts) ??
        (standingOf(state, at) === 'COMPLETED' || owner === undefined
          ? []
          : (rules.ended(state, at) ??
            rules.declined(state, at) ??
            rules.notAccepted(state, at) ??
            rules.movedSince(state, at) ?? [referralCompleted({ owner, outcome, helpGiven })]))
      );
    },

    WithdrawReferral: ({ occurredAt: at, by, reason }, state, facts) => {
      const owner = ownerOf(state, at);
      return (
        notTheirsToMove({ occurredAt: at, by }, state, facts) ??
        alreadySo(standingOf(state, at) === 'WITHDRAWN') ??
        rules.ended(state, at) ??
        rules.movedSince(state, at) ??
        (owner ? [referralWithdrawn({ owner, reason })] : [])
      );
    },

    EscalateToLastResort: ({ occurredAt: at, by }, state, facts) =>
      notTheirsToMove({ occurredAt: at, by }, state, facts) ?? escalated({ occurredAt: at }, state, facts),

    ReviewReferralOwner: ({ occurredAt: at, by }, state, facts) =>
      onlyFor(by, 'SYSTEM') ?? notBegun(state.raisedAt, at, 'referral', 'id') ?? reviewed(at, state, facts),

    NoticeReferralOverdue: ({ occurredAt: at, by }, state) => {
      const { dueAt, overdueOnRecord } = state;
      const since = dueAt === undefined ? at : nextDayStart(dueAt);
      const owner = ownerOf(state, since);
      return (
        onlyFor(by, 'SYSTEM') ??
        notBegun(state.raisedAt, at, 'referral', 'id') ??
        (overdueOnRecord !== undefined || owner === undefined || dueAt === undefined
          ? []
          : (rules.notOverdue(since, at) ?? [happened(since, referralOverdue({ owner, dueAt }))]))
      );
    },
  },
};

/** A request to somebody else to help, from who raised it to how it ended: always with one owner. */
export const referral: Decider<ReferralCommand, ReferralEvent, ReferralState, ReferralFacts> = withCommands(
  ownReferral,
  retention,
  (state): Kept => ({
    record: 'REFERRAL',
    retention: state.retention,
    begunAt: state.raisedAt,
    isLive: (at) => isLiveReferral(state, at),
    last: (_, at) => endedAt(state, at),
  }),
);

const ALL_SAID = {
  agency: 'to.agency',
  role: 'to.role',
  ward: 'to.ward',
  topic: 'to',
  legalBasis: 'legalBasis',
  agreement: 'agreement',
  fields: 'fields',
  dueAt: 'dueAt',
} as const;
const FIELDS_SAID = { legalBasis: 'fields', agreement: 'fields', fields: 'fields' } as const;

const askedOf = ({ occurredAt: at, by }: PolicingCommand, state: ReferralState) => ({
  ...mannedBy(addresseeOf(state, at), state.ward),
  ...senderOf(by),
});

const senderOf = ({ id }: By) => ({ member: ofSender(stateOf(memberHistory, id)) });

/** Whose record the words of a referral belong to: the person, or what the referral is about when it is nobody. */
const recordOf = ({
  subject,
  case: id,
  problem,
  ward,
}: Pick<ReferralState, 'subject' | 'case' | 'problem' | 'ward'>): string | undefined =>
  subject ??
  (id !== undefined ? `case.${id}` : undefined) ??
  (problem !== undefined ? `problem.${problem}` : undefined) ??
  (ward !== undefined ? `ward.${ward}` : undefined);

const unfit = (command: RaiseReferral & PolicingCommand, facts: ReferralFacts['RaiseReferral']) => {
  const { id, occurredAt: at, by, kind, from, to, reason, fields, subject, parent } = command;
  return (
    rules.forAnotherAgency(by, from.agency) ??
    rules.notForPartners(by, to) ??
    rules.unfitKind(kind, from.agency, to) ??
    (parent === undefined ? undefined : rules.noParent(facts.parent, from.agency, at)) ??
    rules.notOfTheCase({ id, by, ...(command.case !== undefined && { case: command.case }) }, facts.case) ??
    rules.notOfTheSurvey(command) ??
    rules.aboutNothing(recordOf(command)) ??
    rules.aboutNobodyKnown(command, facts, at) ??
    rules.inNoWard(command, facts.about, at) ??
    unaskable(command, facts, { at, from: from.agency, said: ALL_SAID }) ??
    nobodyToName(fields, subject) ??
    rules.loops(facts.parent.chain, { from, to, reason })
  );
};

const raised = (
  {
    type: _type,
    id: _id,
    owner: _owner,
    occurredAt: at,
    by,
    fields,
    fromTeam: team,
    raisedBy: raiser,
    ...terms
  }: RaiseReferral & PolicingCommand,
  { parent, member }: ReferralFacts['RaiseReferral'],
): ReferralEvent => {
  // A process raises what a case asked for: the case says for whom. Of partners it is the agency's.
  const own =
    by.role === 'SYSTEM'
      ? { raisedBy: raiser, fromTeam: team }
      : by.role === 'PARTNER'
        ? {}
        : { raisedBy: by.id, fromTeam: teamOf(member, at) };
  return referralRaised({
    ...terms,
    fields: [...new Set(fields)].sort(),
    chain: [...parent.chain],
    ...(own.raisedBy !== undefined && { raisedBy: own.raisedBy }),
    ...(own.fromTeam !== undefined && { fromTeam: own.fromTeam }),
    ...('agency' in terms.to && isEmergency(terms) && { emergency: true }),
  });
};

/** Whatever only who raised it may do. */
const notTheirsToMove = (
  { occurredAt: at, by }: Pick<PolicingCommand, 'occurredAt' | 'by'>,
  state: ReferralState,
  { member }: Sender,
) =>
  onlyFor(by, ...SENDERS) ??
  notBegun(state.raisedAt, at, 'referral', 'id') ??
  rules.notTheSender(state, by) ??
  rules.notTheirWork(state, by, member, at);

/** Whether a case or a survey knows, or will know, what became of the referral that it asked for. */
const isAnswered = (
  { raisedAt, notRaisedAt, case: ofCase, survey }: ReferralState,
  asked: Pick<ReferralState, 'case' | 'survey'>,
): boolean =>
  notRaisedAt !== undefined || (raisedAt !== undefined && ofCase === asked.case && survey === asked.survey);

/** Whatever only who is asked may do. */
const notTheirs = (
  { occurredAt: at, by }: Pick<PolicingCommand, 'occurredAt' | 'by'>,
  state: ReferralState,
  facts: Asked,
) =>
  onlyFor(by, ...ANSWERERS) ??
  notBegun(state.raisedAt, at, 'referral', 'id') ??
  rules.notAsked(addresseeOf(state, at), by, facts, at);
