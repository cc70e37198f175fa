import {
  alreadySo,
  guarded,
  keyedFrom,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type Keyed,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import {
  alreadyBegun,
  askerOf,
  onlyFor,
  PERSONAL_DATA_READERS,
  type PolicingCommand,
  type Role,
} from '../by.ts';
import { contractHistory, type ContractState } from '../behaviour-contract/behaviour-contract.state.ts';
import type { DisclosurePurpose } from '../crime/crime.events.ts';
import type { Criterion } from '../criteria.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { londonDay, workingDayAfter } from '../london.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import { asbTerms, type PolicyState } from '../policy/policy.state.ts';
import { problemHistory, type ProblemState } from '../problem/problem.state.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import { reportHistory, type ReportState } from '../report/report.state.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { asbOf } from '../role/serving-policy.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './asb-case.events.ts';
import type { AsbCaseEvent } from './asb-case.events.ts';
import * as rules from './asb-case.rules.ts';
import {
  asbCaseHistory,
  asbClosedAs,
  asbClosedAt,
  asbLinkNamed,
  isReviewAwaited,
  reviewNamed,
  thresholdOf,
  type AsbCaseState,
  type AsbLink,
} from './asb-case.state.ts';
import { saysTheSame } from '../told.ts';

export type AsbCaseCommand = OwnAsbCaseCommand | RetentionCommand;

type OwnAsbCaseCommand = PolicingCommand &
  (
    | {
        readonly type: 'OpenAsbCase';
        readonly complainant: string;
        readonly complainantIs: events.Complainant;
        readonly category: string;
        readonly ward?: string;
        readonly criteria: readonly Criterion[];
      }
    | {
        readonly type: 'RecordIncident';
        /** Names the incident within the case. */
        readonly incident: string;
        readonly category: string;
        readonly happenedFrom: string;
        readonly happenedUntil?: string;
        readonly reportedOn: string;
        readonly harm: events.AsbHarm;
        readonly report?: string;
        readonly description?: TextOrReference;
      }
    | {
        readonly type: 'FindIncidentWrong';
        readonly incident: string;
        readonly reason: events.WrongIncidentReason;
      }
    | ({ readonly type: 'LinkAsbCase' } & AsbLink)
    | ({ readonly type: 'UnlinkAsbCase' } & AsbLink)
    | {
        readonly type: 'RecordAsbResponse';
        /** Names it within the case; said again, it is what is known from then on. */
        readonly response: string;
        readonly what: events.AsbResponse;
        readonly effective?: boolean;
      }
    | {
        readonly type: 'RequestCaseReview';
        /** Names the review within the case. */
        readonly review: string;
        readonly requestedFor: events.ReviewAsker;
        readonly consent?: string;
        readonly through?: string;
      }
    | { readonly type: 'AcknowledgeCaseReview'; readonly review: string }
    | { readonly type: 'DecideCaseReview'; readonly review: string }
    | {
        readonly type: 'HoldReviewMeeting';
        readonly review: string;
        readonly agencies: readonly string[];
        readonly outcome: events.CaseReviewOutcome;
        readonly recommendations: readonly events.AsbResponse[];
      }
    | {
        readonly type: 'ProposeAsbWords';
        /** Names the words within the case. */
        readonly words: string;
        readonly incident: string;
        readonly text: TextOrReference;
      }
    | { readonly type: 'ApproveAsbWords'; readonly words: string }
    | { readonly type: 'WithdrawAsbWords'; readonly words: string }
    | {
        readonly type: 'DiscloseAsbCase';
        readonly agency: string;
        readonly fields: readonly events.AsbCaseField[];
        readonly legalBasis: LegalBasis;
        readonly agreement?: string;
        readonly purpose: DisclosurePurpose;
      }
    | { readonly type: 'EndAsbCaseDisclosure'; readonly agency: string }
    | { readonly type: 'CloseAsbCase'; readonly outcome: events.AsbOutcome }
    | { readonly type: 'ReopenAsbCase' }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;
type WithPolicy = Readonly<{ policy: PolicyState }>;

export type AsbCaseFacts = OwnAsbCaseFacts & RetentionFacts;

interface OwnAsbCaseFacts {
  readonly OpenAsbCase: Work &
    WithPolicy & {
      readonly opener: AgencyState;
      readonly subject: SubjectState;
      readonly ward: WardState;
    };
  readonly RecordIncident: Work & WithPolicy & { readonly report: ReportState };
  readonly FindIncidentWrong: Work;
  readonly LinkAsbCase: Work & { readonly contract: ContractState; readonly problem: ProblemState };
  readonly UnlinkAsbCase: Work;
  readonly RecordAsbResponse: Work;
  readonly RequestCaseReview: Work & WithPolicy & { readonly through: AgencyState };
  readonly AcknowledgeCaseReview: Work & WithPolicy;
  readonly DecideCaseReview: Work & WithPolicy;
  /** By `agencyKey`, beside the sender. */
  readonly HoldReviewMeeting: Work & Keyed<AgencyState | MemberState>;
  readonly ProposeAsbWords: Work;
  readonly ApproveAsbWords: Work;
  readonly WithdrawAsbWords: Work;
  readonly DiscloseAsbCase: Work & { readonly known: AgencyState };
  readonly EndAsbCaseDisclosure: Work;
  readonly CloseAsbCase: Work;
  readonly ReopenAsbCase: Work;
}

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

const underPolicy = (command: PolicingCommand, at = command.occurredAt) => ({
  ...workOf(command),
  policy: asbOf(command.owner, at),
});

/** R-ASB-6: what is promised at a review is counted by the policy under which it was asked for. */
const underItsPolicy = (command: PolicingCommand & { readonly review: string }, state: AsbCaseState) =>
  underPolicy(command, reviewNamed(state, command.review).requested?.at);

/** Police and partners work on cases of their own. */
const WORKERS: readonly Role[] = ['CONTROL', 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
/** Who answers for what the complainant is told of a review, and for words that go out. */
const IN_CHARGE: readonly Role[] = ['SUPERVISOR', 'INSPECTOR', 'PARTNER'];

const EARLIER = 'Choose a later time.';

const ownAsbCase: Decider<OwnAsbCaseCommand, AsbCaseEvent, AsbCaseState, OwnAsbCaseFacts> = {
  ...asbCaseHistory,
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  // What happened is told of the complainant, and goes with what is held of them.
  subject: ({ opening }, command) =>
    opening?.complainant ?? (command.type === 'OpenAsbCase' ? command.complainant : undefined),
  facts: {
    OpenAsbCase: (command) => {
      const ward = stateOf(wardHistory, command.ward);
      return {
        ...underPolicy(command),
        opener: ofAnyAgency(stateOf(agencyHistory, command.by.agency)),
        subject: stateOf(subjectHistory, command.complainant),
        ward: command.by.role === 'PARTNER' ? ofAnyAgency(ward) : ward,
      };
    },
    RecordIncident: (command) => ({
      ...underPolicy(command),
      report: stateOf(reportHistory, command.report),
    }),
    FindIncidentWrong: workOf,
    LinkAsbCase: (command) => ({
      ...workOf(command),
      contract: stateOf(contractHistory, command.contract),
      problem: stateOf(problemHistory, command.problem),
    }),
    UnlinkAsbCase: workOf,
    RecordAsbResponse: workOf,
    RequestCaseReview: (command) => ({
      ...underPolicy(command),
      through: ofAnyAgency(stateOf(agencyHistory, command.through)),
    }),
    AcknowledgeCaseReview: underItsPolicy,
    DecideCaseReview: underItsPolicy,
    HoldReviewMeeting: (command) => ({
      ...keyedFrom(
        command.agencies.map((id) => [rules.agencyKey(id), ofAnyAgency(stateOf(agencyHistory, id))] as const),
      ),
      ...workOf(command),
    }),
    ProposeAsbWords: workOf,
    ApproveAsbWords: workOf,
    WithdrawAsbWords: workOf,
    DiscloseAsbCase: (command) => ({
      ...workOf(command),
      known: guarded(ofAnyAgency(stateOf(agencyHistory, command.agency))),
    }),
    EndAsbCaseDisclosure: workOf,
    CloseAsbCase: workOf,
    ReopenAsbCase: workOf,
  },
  decide: {
    OpenAsbCase: (command, state, { sender, policy, opener, subject, ward }) => {
      const { occurredAt: at, by, owner: agency, complainant, complainantIs, category } = command;
      const opening = {
        ...{ agency, complainant, complainantIs, category },
        ...(command.ward !== undefined && { ward: command.ward }),
        criteria: [...new Set(command.criteria)].sort(),
      };
      return (
        onlyFor(by, ...WORKERS) ??
        senderGone(sender, at) ??
        rules.unregisteredOpener(by, opener, at) ??
        alreadySo(state.openedAt === at && saysTheSame(state.opening, opening)) ??
        alreadyBegun(state.openedAt, 'case', 'id') ??
        unknownPerson(subject, at, 'complainant') ??
        rules.notAntisocial(category, asbTerms(policy, at).categories) ??
        (command.ward === undefined ? undefined : notLive(ward, at, 'ward')) ?? [
          events.asbCaseOpened(opening),
        ]
      );
    },

    RecordIncident: (command, state, facts) => {
      const { occurredAt: at, incident, category, happenedFrom, happenedUntil, reportedOn, harm } = command;
      const { report, description } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(valueIn(state.incidents, incident)?.recorded?.at, 'incident', 'incident') ??
        rules.notOpen(state, at) ??
        rules.notAntisocial(category, asbTerms(facts.policy, at).categories) ??
        rules.outOfOrder(command, at) ??
        (report === undefined ? undefined : rules.notReceived(facts.report, at)) ?? [
          events.asbIncidentRecorded({
            ...{ incident, category, happenedFrom, reportedOn, harm },
            ...(happenedUntil !== undefined && { happenedUntil }),
            ...(report !== undefined && { report }),
            ...(description !== undefined && { description }),
          }),
        ]
      );
    },

    FindIncidentWrong: (command, state, facts) => {
      const { occurredAt: at, incident, reason } = command;
      const wrong = valueIn(state.incidents, incident)?.wrong;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(wrong?.at === at && wrong.reason === reason) ??
        alreadyBegun(wrong?.at, 'finding', 'incident') ??
        rules.noIncident(state, incident, at) ?? [events.asbIncidentFoundWrong({ incident, reason })]
      );
    },

    LinkAsbCase: (command, state, facts) => {
      const { occurredAt: at, problem } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.notOneLink(command) ??
        alreadySo(toldAt(valueIn(state.links, asbLinkNamed(command)) ?? [], at) === true) ??
        (problem === undefined
          ? rules.notOffered(facts.contract, at)
          : rules.notRaised(facts.problem, at)) ?? [events.asbCaseLinked(linkOf(command))]
      );
    },

    UnlinkAsbCase: (command, state, facts) => {
      const { occurredAt: at } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.notOneLink(command) ??
        alreadySo(toldAt(valueIn(state.links, asbLinkNamed(command)) ?? [], at) === false) ??
        rules.notLinked(state, command, at) ?? [events.asbCaseUnlinked(linkOf(command))]
      );
    },

    RecordAsbResponse: (command, state, facts) => {
      const { occurredAt: at, response, what, effective } = command;
      const said = { what, ...(effective !== undefined && { effective }) };
      return (
        notAtWork(command, state, facts) ??
        alreadySo(saysTheSame(toldAt(valueIn(state.responses, response) ?? [], at), said)) ??
        rules.notOpen(state, at) ?? [events.asbResponseRecorded({ response, ...said })]
      );
    },

    RequestCaseReview: (command, state, facts) => {
      const { occurredAt: at, owner: agency, review, requestedFor, consent, through } = command;
      const { reports, withinMonths, reportedWithinDays, ...terms } = asbTerms(facts.policy, at);
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(reviewNamed(state, review).requested?.at, 'review', 'review') ??
        rules.withoutConsent(requestedFor, consent) ??
        (through === undefined ? undefined : rules.noAgency(facts.through, at, 'through')) ?? [
          events.caseReviewRequested({
            ...{ review, agency, requestedFor, reports, withinMonths, reportedWithinDays },
            acknowledgeBy: workingDayAfter(londonDay(at), terms.acknowledgeWithinWorkingDays, terms),
            ...(consent !== undefined && { consent }),
            ...(through !== undefined && { through }),
            ...pinned(terms),
          }),
        ]
      );
    },

    AcknowledgeCaseReview: (command, state, facts) => {
      const { occurredAt: at, review } = command;
      const { acknowledged, requested } = reviewNamed(state, review);
      const terms = asbTerms(facts.policy, requested?.at ?? at);
      return (
        notAtWork(command, state, facts) ??
        rules.notRequested(state, review, at) ??
        alreadySo(acknowledged?.at === at) ??
        alreadyBegun(acknowledged?.at, 'acknowledgement', 'review') ?? [
          events.caseReviewAcknowledged({
            ...{ review, ...pinned(terms) },
            decideBy: workingDayAfter(londonDay(at), terms.decideWithinWorkingDays, terms),
          }),
        ]
      );
    },

    DecideCaseReview: (command, state, facts) => {
      const { occurredAt: at, review } = command;
      const { requested, told } = reviewNamed(state, review);
      const { isMet, counted } = thresholdOf(state, review, at);
      const terms = asbTerms(facts.policy, requested?.at ?? at);
      const found = { review, counted: counted.length };
      return (
        notInCharge(command, state, facts) ??
        rules.notRequested(state, review, at) ??
        alreadySo(toldAt(told, at) !== undefined) ??
        rules.toldSoBefore(state, review, isMet, at) ?? [
          isMet
            ? events.thresholdMet({
                ...{ ...found, ...pinned(terms) },
                meetBy: workingDayAfter(londonDay(at), terms.reviewWithinWorkingDays, terms),
              })
            : events.thresholdNotMet(found),
        ]
      );
    },

    HoldReviewMeeting: (command, state, facts) => {
      const { occurredAt: at, owner, review, agencies, outcome } = command;
      const recommendations = [...new Set(command.recommendations)].sort();
      const said = { agencies: [...agencies].sort(), outcome, recommendations };
      return (
        notInCharge(command, state, facts) ??
        rules.notRequested(state, review, at) ??
        alreadySo(saysTheSame(toldAt(reviewNamed(state, review).meetings, at), said)) ??
        rules.thresholdUnmet(state, review, at) ??
        rules.unfitAgencies(agencies, { owner, at }, facts) ?? [
          events.reviewMeetingHeld({ review, ...said }),
          ...said.agencies.map((agency) => events.caseReviewShared({ review, agency })),
        ]
      );
    },

    ProposeAsbWords: (command, state, facts) => {
      const { occurredAt: at, by, words, incident, text } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(valueIn(state.words, words)?.proposed?.at, 'proposal', 'words') ??
        rules.noIncident(state, incident, at) ?? [
          events.asbWordsProposed({ words, incident, text, proposedBy: askerOf(by) }),
        ]
      );
    },

    ApproveAsbWords: (command, state, facts) => {
      const { occurredAt: at, by, words } = command;
      const { approvedAt, proposed } = valueIn(state.words, words) ?? {};
      return (
        notInCharge(command, state, facts) ??
        rules.noWords(state, words, at) ??
        rules.readByItsWriter(by, proposed?.by ?? '') ??
        alreadySo(approvedAt === at) ??
        alreadyBegun(approvedAt, 'approval', 'words') ?? [events.asbWordsApproved({ words })]
      );
    },

    WithdrawAsbWords: (command, state, facts) => {
      const { occurredAt: at, words } = command;
      const withdrawnAt = valueIn(state.words, words)?.withdrawnAt;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(withdrawnAt === at) ??
        alreadyBegun(withdrawnAt, 'withdrawal', 'words') ??
        rules.noWords(state, words, at) ?? [events.asbWordsWithdrawn({ words })]
      );
    },

    DiscloseAsbCase: (command, state, facts) => {
      const { occurredAt: at, owner, agency, legalBasis, agreement, purpose } = command;
      const fields = [...new Set(command.fields)].sort();
      const said = { fields, legalBasis, purpose, ...(agreement !== undefined && { agreement }) };
      return (
        notAtWork(command, state, facts) ??
        alreadySo(saysTheSame(toldAt(valueIn(state.disclosures, agency) ?? [], at), said)) ??
        rules.noAgency(facts.known, at, 'agency') ??
        rules.notDisclosable({ owner, agency, fields, legalBasis, agreement }, facts.known, at) ??
        rules.unreadWords(state, fields, at) ?? [events.asbCaseDisclosed({ agency, ...said })]
      );
    },

    EndAsbCaseDisclosure: (command, state, facts) => {
      const { occurredAt: at, agency } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(wasEndedAt(valueIn(state.disclosures, agency) ?? [], at)) ??
        rules.notDisclosed(state, agency, at) ?? [events.asbCaseDisclosureEnded({ agency })]
      );
    },

    CloseAsbCase: (command, state, facts) => {
      const { occurredAt: at, outcome } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.closed, at) === outcome) ??
        rules.notOpen(state, at) ?? [events.asbCaseClosed({ outcome })]
      );
    },

    ReopenAsbCase: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(wasEndedAt(state.closed, command.occurredAt)) ??
      rules.notClosed(state, command.occurredAt) ?? [events.asbCaseReopened({})],
  },
  cameOf: {
    AsbCaseOpened: ({ complainant, complainantIs, category, criteria, ward }) => ({
      ...{ type: 'OpenAsbCase', complainant, complainantIs, category, criteria },
      ...(ward !== undefined && { ward }),
    }),
    AsbIncidentRecorded: 'RecordIncident',
    AsbIncidentFoundWrong: 'FindIncidentWrong',
    AsbCaseLinked: 'LinkAsbCase',
    AsbCaseUnlinked: 'UnlinkAsbCase',
    AsbResponseRecorded: 'RecordAsbResponse',
    CaseReviewRequested: ({ review, requestedFor, consent, through }) => ({
      ...{ type: 'RequestCaseReview', review, requestedFor },
      ...(consent !== undefined && { consent }),
      ...(through !== undefined && { through }),
    }),
    CaseReviewAcknowledged: ({ review }) => ({ type: 'AcknowledgeCaseReview', review }),
    ThresholdMet: ({ review }) => ({ type: 'DecideCaseReview', review }),
    ThresholdNotMet: ({ review }) => ({ type: 'DecideCaseReview', review }),
    ReviewMeetingHeld: 'HoldReviewMeeting',
    CaseReviewShared: () => undefined,
    AsbWordsProposed: ({ words, incident, text }) => ({ type: 'ProposeAsbWords', words, incident, text }),
    AsbWordsApproved: 'ApproveAsbWords',
    AsbWordsWithdrawn: 'WithdrawAsbWords',
    AsbCaseDisclosed: 'DiscloseAsbCase',
    AsbCaseDisclosureEnded: 'EndAsbCaseDisclosure',
    AsbCaseClosed: 'CloseAsbCase',
    AsbCaseReopened: 'ReopenAsbCase',
  },
  stands: judgedAgain<AsbCaseEvent, AsbCaseState>({
    AsbIncidentRecorded: [(_, state, at) => rules.notOpen(state, at), 'an incident was recorded', EARLIER],
    AsbCaseUnlinked: [(link, state, at) => rules.notLinked(state, link, at), 'a link ended', EARLIER],
    AsbResponseRecorded: [(_, state, at) => rules.notOpen(state, at), 'a response was recorded', EARLIER],
    ReviewMeetingHeld: [
      ({ review }, state, at) => rules.thresholdUnmet(state, review, at),
      'agencies met to review this case',
      EARLIER,
    ],
    AsbWordsProposed: [
      ({ incident }, state, at) => rules.noIncident(state, incident, at),
      'words about an incident were proposed',
      EARLIER,
    ],
    AsbWordsApproved: [
      ({ words }, state, at) => rules.noWords(state, words, at),
      'words were approved',
      EARLIER,
    ],
    AsbCaseDisclosureEnded: [
      ({ agency }, state, at) => rules.notDisclosed(state, agency, at),
      'a disclosure ended',
      EARLIER,
    ],
    AsbCaseClosed: [(_, state, at) => rules.notOpen(state, at), 'the case was closed', EARLIER],
    AsbCaseReopened: [(_, state, at) => rules.notClosed(state, at), 'the case was reopened', EARLIER],
  }),
};

/** What somebody suffers of antisocial behaviour: what happened, what was done, and whether agencies look at that together. */
export const asbCase: Decider<AsbCaseCommand, AsbCaseEvent, AsbCaseState, AsbCaseFacts> = withCommands(
  ownAsbCase,
  retention,
  (state): Kept => ({
    record: 'ASB_CASE',
    retention: state.retention,
    begunAt: state.openedAt,
    isLive: (at) =>
      state.openedAt !== undefined &&
      state.openedAt <= at &&
      (asbClosedAs(state, at) === undefined || isReviewAwaited(state, at)),
    last: (_, at) => asbClosedAt(state, at),
  }),
);

const notAtWork = ({ by, occurredAt: at }: PolicingCommand, state: AsbCaseState, { sender }: Work) =>
  onlyFor(by, ...WORKERS) ?? senderGone(sender, at) ?? rules.notOpened(state, at);

const notInCharge = ({ by, occurredAt: at }: PolicingCommand, state: AsbCaseState, { sender }: Work) =>
  onlyFor(by, ...IN_CHARGE) ?? senderGone(sender, at) ?? rules.notOpened(state, at);

/** By which policy something was counted, where one served. */
const pinned = ({ version }: { readonly version: string }) =>
  version === 'DEFAULT' ? {} : { policy: version };

const linkOf = ({ contract, problem }: AsbLink): AsbLink => ({
  ...(contract !== undefined && { contract }),
  ...(problem !== undefined && { problem }),
});
