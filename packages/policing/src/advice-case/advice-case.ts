import {
  alreadySo,
  canonicalize,
  guarded,
  happened,
  keyedFrom,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { attendanceHistory, type AttendanceState } from '../attendance/attendance.state.ts';
import {
  alreadyBegun,
  askerOf,
  authorisesOwnRequest,
  notBegun,
  onlyFor,
  type PolicingCommand,
  PERSONAL_DATA_READERS,
} from '../by.ts';
import { answerBy, unanswerable, type RequestDeclineReason } from '../granting.ts';
import { judgedAgain } from '../later.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { adviceVersionInForce, policyHistory, type PolicyState } from '../policy/policy.state.ts';
import { withCommands } from '../mixing.ts';
import { retentionReviewScheduled } from '../retention/retention.events.ts';
import { countedBy, type Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { rolesHistory } from '../role/role.state.ts';
import { establishmentOf, retentionOf } from '../role/serving-policy.ts';
import { subjectHistory, type SubjectState } from '../subject/subject.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent, FieldsOf } from './advice-case.events.ts';
import * as rules from './advice-case.rules.ts';
import {
  adviceCaseHistory,
  attendancesOf,
  closures,
  isBy,
  isOpen,
  LAST,
  lastContact,
  recipientOf,
  remindedOf,
  signpost,
  wardOf,
  type AdviceCaseState,
} from './advice-case.state.ts';
import * as breaches from './breach.rules.ts';
import * as closing from './closing.rules.ts';
import { giveAdvice, type GiveAdvice, type GivingFacts } from './giving-advice.ts';
import { recorded } from './late-breaches.ts';
import * as moving from './moving.rules.ts';
import * as opening from './opening.rules.ts';
import { officerLeft } from './officer-left.ts';
import * as own from './own-work.rules.ts';
import type { Work } from './own-work.rules.ts';
import * as referring from './referring.rules.ts';
import { said } from './said.ts';

export type AdviceCaseCommand = OwnAdviceCaseCommand | RetentionCommand;

type OwnAdviceCaseCommand = PolicingCommand &
  (
    | ({ readonly type: 'OpenCase' } & opening.Opening)
    | ({ readonly type: 'AssignCase' } & FieldsOf<'AdviceCaseAssigned'>)
    | ({ readonly type: 'StartContact' } & Omit<FieldsOf<'ContactStarted'>, 'notice'>)
    | ({ readonly type: 'CompleteContact' } & FieldsOf<'ContactCompleted'>)
    | ({ readonly type: 'RecordCircumstances' } & FieldsOf<'CircumstancesRecorded'>)
    | GiveAdvice
    | { readonly type: 'GrantOverride'; readonly request: string }
    | { readonly type: 'DeclineOverride'; readonly request: string; readonly reason: RequestDeclineReason }
    | { readonly type: 'ReviewNote'; readonly item: string }
    | ({ readonly type: 'Signpost' } & FieldsOf<'RecipientSignposted'>)
    | ({ readonly type: 'GiveDisclaimer' } & FieldsOf<'DisclaimerGiven'>)
    | ({ readonly type: 'GivePrivacyNotice' } & FieldsOf<'PrivacyNoticeGiven'>)
    | ({ readonly type: 'Refer' } & referring.Referring)
    | ({ readonly type: 'RecordReferralOutcome' } & FieldsOf<'ReferralOutcomeRecorded'>)
    | ({ readonly type: 'AbandonReferral' } & FieldsOf<'CaseReferralAbandoned'>)
    | ({ readonly type: 'RecordHelp' } & FieldsOf<'PracticalHelpRecorded'>)
    | ({ readonly type: 'IssueRecord' } & Omit<FieldsOf<'WrittenAdviceRecordIssued'>, 'policyVersion'>)
    | ({ readonly type: 'FollowUp' } & FieldsOf<'FollowUpRecorded'>)
    | ({ readonly type: 'RecordRevictimisation' } & FieldsOf<'RepeatVictimisationRecorded'>)
    | ({ readonly type: 'RecordBreach' } & breaches.Breaching)
    | { readonly type: 'GrantBreach'; readonly request: string }
    | { readonly type: 'DeclineBreach'; readonly request: string; readonly reason: RequestDeclineReason }
    | ({ readonly type: 'NoteVisit' } & FieldsOf<'CaseVisitPlanned'>)
    | ({ readonly type: 'CloseCase' } & Omit<FieldsOf<'AdviceCaseClosed'>, 'ward'>)
    | { readonly type: 'ReopenCase' }
    | ({ readonly type: 'MoveToWard' } & FieldsOf<'AdviceCaseMovedToWard'>)
    | { readonly type: 'ReviewCaseWard' }
    | { readonly type: 'ReviewCaseOfficer'; readonly officer: string }
  );

type WithPolicy = Work & { readonly policy: PolicyState };

/** Who is named as the officer of a case, and what the team is. */
type Assigning = Work & { readonly team: TeamState; readonly officer: MemberState };

export type AdviceCaseFacts = OwnAdviceCaseFacts & RetentionFacts;

interface OwnAdviceCaseFacts {
  readonly OpenCase: Assigning & {
    readonly policy: PolicyState;
    readonly person: SubjectState;
    readonly area: WardState;
  };
  readonly AssignCase: Assigning;
  readonly StartContact: WithPolicy & { readonly attendance: AttendanceState };
  readonly CompleteContact: Work;
  readonly RecordCircumstances: Work;
  readonly GiveAdvice: GivingFacts;
  readonly ReviewNote: Work;
  readonly Signpost: WithPolicy;
  readonly GiveDisclaimer: WithPolicy;
  readonly GivePrivacyNotice: WithPolicy & { readonly earlier: AdviceCaseState };
  readonly Refer: Work & referring.Asking;
  readonly AbandonReferral: Work;
  readonly RecordHelp: Work;
  readonly IssueRecord: WithPolicy;
  readonly FollowUp: Work;
  readonly RecordRevictimisation: Work;
  readonly RecordBreach: Work & { readonly establishment: PolicyState };
  /** Beside the work the visits of the case, by `visitKey`. */
  readonly CloseCase: Work & Keyed<AttendanceState> & { readonly retention: PolicyState };
  readonly ReopenCase: Work;
  readonly MoveToWard: Work & { readonly successor: WardState };
  readonly ReviewCaseWard: { readonly ward: WardState };
  readonly ReviewCaseOfficer: { readonly officer: MemberState; readonly homeRoles: Work['homeRoles'] };
}

/** What holds and retention see of a case; `closingAt` is when it is being closed. */
function keptOf(state: AdviceCaseState, closingAt?: string): Kept {
  return {
    record: 'ADVICE_CASE',
    retention: state.retention,
    begunAt: state.openedAt,
    isLive: (at) => isOpen(state, at),
    last: (what, at) =>
      what === 'LAST_CONTACT'
        ? lastContact(state, at)
        : (closingAt ?? closures(state).findLast(({ from }) => from <= at)?.from),
  };
}

/** How a late command is mended where something later rests on what it changes. */
const LATER = 'Choose a later time.';

const whileOpen = (_: AdviceCaseEvent, state: AdviceCaseState, at: string) => rules.notOpen(state, at);

const inContact = (event: { readonly contact: string }, state: AdviceCaseState, at: string) =>
  rules.notOpen(state, at) ?? rules.notInContact(state, event.contact, at);

const underPolicy = (command: PolicingCommand, state: AdviceCaseState) => ({
  ...own.workOf(command, state),
  policy: stateOf(policyHistory, state.terms?.policy),
});

const ownAdviceCase: Decider<OwnAdviceCaseCommand, AdviceCaseEvent, AdviceCaseState, OwnAdviceCaseFacts> = {
  ...adviceCaseHistory,
  readers: PERSONAL_DATA_READERS,
  subject: (state, command) =>
    recipientOf(state) ?? (command.type === 'OpenCase' ? command.recipient : undefined),
  cameOf: {
    AdviceCaseOpened: 'OpenCase',
    AdviceCaseAssigned: 'AssignCase',
    ContactStarted: 'StartContact',
    ContactCompleted: 'CompleteContact',
    CircumstancesRecorded: 'RecordCircumstances',
    AdviceGiven: 'GiveAdvice',
    OverrideGranted: 'GrantOverride',
    OverrideDeclined: 'DeclineOverride',
    AdviceNoteReviewed: 'ReviewNote',
    RecipientSignposted: 'Signpost',
    DisclaimerGiven: 'GiveDisclaimer',
    PrivacyNoticeGiven: 'GivePrivacyNotice',
    CaseReferred: 'Refer',
    ReferralOutcomeRecorded: 'RecordReferralOutcome',
    CaseReferralAbandoned: 'AbandonReferral',
    PracticalHelpRecorded: 'RecordHelp',
    WrittenAdviceRecordIssued: 'IssueRecord',
    FollowUpRecorded: 'FollowUp',
    RepeatVictimisationRecorded: 'RecordRevictimisation',
    BreachGranted: 'GrantBreach',
    BreachDeclined: 'DeclineBreach',
    CaseVisitPlanned: 'NoteVisit',
    AdviceCaseClosed: 'CloseCase',
    AdviceCaseReopened: 'ReopenCase',
    AdviceCaseMovedToWard: ({ ward }, { by, recordedAt: occurredAt }) =>
      by.role === 'SYSTEM' ? { type: 'ReviewCaseWard', occurredAt } : { type: 'MoveToWard', ward },
    AdviceCaseOfficerLeft: ({ officerInCase: officer }, { recordedAt: occurredAt }) => ({
      ...{ type: 'ReviewCaseOfficer', officer },
      occurredAt,
    }),
    // Without a request, the checklist found it.
    ComplianceBreachRecorded: ({ request, rule, item, contact }) =>
      request === undefined
        ? undefined
        : {
            ...{ type: 'RecordBreach', request, rule },
            ...(item !== undefined && { item }),
            ...(contact !== undefined && { contact }),
          },
  },
  stands: judgedAgain<AdviceCaseEvent, AdviceCaseState>({
    AdviceCaseAssigned: [whileOpen, 'this case was assigned', LATER],
    ContactStarted: [whileOpen, 'somebody was in touch with the recipient', LATER],
    ContactCompleted: [whileOpen, 'a contact ended', LATER],
    CircumstancesRecorded: [whileOpen, 'circumstances were recorded', LATER],
    AdviceGiven: [inContact, 'advice was given', LATER],
    RecipientSignposted: [whileOpen, 'the recipient was directed to somebody else', LATER],
    DisclaimerGiven: [inContact, 'a disclaimer was given', LATER],
    PrivacyNoticeGiven: [whileOpen, 'the recipient was reminded of the privacy notice', LATER],
    CaseReferred: [whileOpen, 'somebody else was asked', LATER],
    CaseReferralAbandoned: [whileOpen, 'a referral was given up', LATER],
    CaseVisitPlanned: [whileOpen, 'a visit was planned for this case', LATER],
    PracticalHelpRecorded: [whileOpen, 'help was given', LATER],
    WrittenAdviceRecordIssued: [whileOpen, 'a written record was issued', LATER],
    AdviceCaseClosed: [whileOpen, 'this case was closed', LATER],
    AdviceCaseReopened: [(_, state, at) => rules.notClosed(state, at), 'this case was opened again', LATER],
  }),
  settled: ['ComplianceBreachRecorded', 'ComplianceBreachCleared'],
  facts: {
    OpenCase: ({ by, ward, team, policy, force, officerInCase, recipientKind, recipient }) => ({
      sender: ofSender(stateOf(memberHistory, by.id)),
      homeRoles: stateOf(rolesHistory, force),
      homeWard: guarded(stateOf(wardHistory, ward)),
      team: stateOf(teamHistory, team),
      officer: stateOf(memberHistory, officerInCase),
      policy: stateOf(policyHistory, policy),
      person: stateOf(subjectHistory, recipientKind === 'INDIVIDUAL' ? recipient : undefined),
      area: stateOf(wardHistory, recipientKind === 'COMMUNITY' ? recipient : undefined),
    }),
    AssignCase: (command, state) => ({
      ...own.workOf(command, state),
      team: stateOf(teamHistory, command.team),
      officer: stateOf(memberHistory, command.officerInCase),
    }),
    StartContact: (command, state) => ({
      ...underPolicy(command, state),
      attendance: guarded(stateOf(attendanceHistory, command.attendance)),
    }),
    CompleteContact: own.workOf,
    RecordCircumstances: own.workOf,
    GiveAdvice: (command, state) => ({
      ...underPolicy(command, state),
      establishment: establishmentOf(command.owner, command.occurredAt),
    }),
    ReviewNote: own.workOf,
    Signpost: underPolicy,
    GiveDisclaimer: underPolicy,
    GivePrivacyNotice: (command, state) => ({
      ...underPolicy(command, state),
      earlier: stateOf(adviceCaseHistory, command.earlierCase),
    }),
    Refer: (command, state) => ({
      ...own.workOf(command, state),
      ...referring.askingOf(command, state),
    }),
    AbandonReferral: own.workOf,
    RecordHelp: own.workOf,
    IssueRecord: underPolicy,
    FollowUp: own.workOf,
    RecordRevictimisation: own.workOf,
    RecordBreach: (command, state) => ({
      ...own.workOf(command, state),
      establishment: establishmentOf(command.owner, command.occurredAt),
    }),
    CloseCase: (command, state) => ({
      ...keyedFrom(
        attendancesOf(state).map((id) => [visitKey(id), guarded(stateOf(attendanceHistory, id))] as const),
      ),
      ...own.workOf(command, state),
      retention: retentionOf(command.owner, command.occurredAt),
    }),
    ReopenCase: own.workOf,
    MoveToWard: (command, state) => ({
      ...own.workOf(command, state),
      successor: stateOf(wardHistory, command.ward),
    }),
    ReviewCaseWard: (_, state) => ({ ward: stateOf(wardHistory, wardOf(state, LAST)) }),
    ReviewCaseOfficer: ({ officer }, state) => ({
      officer: stateOf(memberHistory, officer),
      homeRoles: stateOf(rolesHistory, state.terms?.force),
    }),
  },
  decide: {
    OpenCase: (command, state, facts) => {
      const { occurredAt: at, by, owner } = command;
      const { capacity, ...terms } = said(command);
      return (
        onlyFor(by, ...rules.ADVISERS) ??
        opening.outOfScope({ ...terms, capacity }) ??
        (capacity === 'POLICE' || opening.sameTerms(state, { ...terms, capacity }, at)
          ? []
          : (alreadyBegun(state.openedAt, 'case', 'id') ??
            own.notOwnForce(owner, terms.force) ??
            notLive(facts.homeWard, at, 'ward') ??
            liveTeam(facts.team, undefined, at, 'team') ??
            own.notOwnCase(command, terms, facts) ??
            own.notOfTheTeam(terms, facts, at) ??
            own.unknownRecipient(terms, facts, at) ??
            rules.withoutPolicy(adviceVersionInForce(facts.policy, at), 'policy') ?? [
              events.adviceCaseOpened({ ...terms, capacity }),
            ]))
      );
    },

    AssignCase: (command, state, facts) => {
      const { occurredAt: at, by } = command;
      const assigned = said(command);
      const told = toldAt(state.assigned, at);
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
        rules.notOpen(state, at) ??
        own.notOwnWork(command, state, facts) ??
        liveTeam(facts.team, undefined, at, 'team') ??
        own.notOfTheTeam(assigned, facts, at) ??
        alreadySo(told !== undefined && canonicalize({ ...told }) === canonicalize({ ...assigned })) ?? [
          events.adviceCaseAssigned(assigned),
        ]
      );
    },

    StartContact: (command, state, facts) => {
      const { occurredAt: at } = command;
      const contact = said(command);
      const notice = adviceVersionInForce(facts.policy, at)?.privacyNotice;
      return (
        own.notAtWork(command, state, facts) ??
        alreadySo(rules.sameContact(state, contact, at)) ??
        alreadyBegun(valueIn(state.contacts, contact.contact)?.started?.at, 'contact', 'contact') ??
        rules.notPlanned(state, contact, { at, plan: facts.attendance }) ??
        recorded(state, at, events.contactStarted({ ...contact, ...(notice !== undefined && { notice }) }))
      );
    },

    CompleteContact: (command, state, facts) => {
      const { occurredAt: at, by, contact } = command;
      const { started, completed } = valueIn(state.contacts, contact) ?? {};
      return (
        onlyFor(by, ...rules.ADVISERS) ??
        notBegun(started?.at, at, 'contact', 'contact') ??
        alreadySo(completed?.at === at) ??
        own.notAtWork(command, state, facts) ??
        alreadyBegun(completed?.at, 'end of the contact', 'contact') ??
        rules.withoutDisclaimers(state, contact, at) ??
        recorded(state, at, events.contactCompleted({ contact }))
      );
    },

    RecordCircumstances: (command, state, facts) =>
      own.notAtWork(command, state, facts) ??
      recorded(state, command.occurredAt, events.circumstancesRecorded(said(command))),

    GiveAdvice: (command, state, facts) =>
      onlyFor(command.by, ...rules.ADVISERS) ??
      rules.notOpen(state, command.occurredAt) ??
      rules.notInContact(state, command.contact, command.occurredAt) ??
      giveAdvice(command, state, facts),

    GrantOverride: ({ occurredAt: at, by, request }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notOpened(state, at) ??
      unanswerable(state.overrides, { request, by, at, granted: true }) ??
      recorded(state, at, events.overrideGranted({ request })),

    DeclineOverride: ({ occurredAt: at, by, request, reason }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notOpened(state, at) ??
      unanswerable(state.overrides, { request, by, at, granted: false }) ??
      recorded(state, at, events.overrideDeclined({ request, reason })),

    ReviewNote: (command, state, facts) => {
      const { occurredAt: at, by, item } = command;
      return (
        onlyFor(by, 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR') ??
        rules.notGiven(state, [item], at, 'item') ??
        own.notOwnWork(command, state, facts) ??
        authorisesOwnRequest(by, valueIn(state.items, item)?.adviser ?? '', 'item') ??
        alreadySo(isBy(valueIn(state.reviewed, item), at) || !valueIn(state.items, item)?.noted) ??
        recorded(state, at, events.adviceNoteReviewed({ item, reviewer: by.id }))
      );
    },

    Signpost: (command, state, facts) => {
      const { occurredAt: at, channel, site } = command;
      return (
        own.notAtWork(command, state, facts) ??
        rules.unlistedSite(adviceVersionInForce(facts.policy, at), command) ??
        alreadySo(isBy(valueIn(state.signposts, signpost(channel, site)), at)) ?? [
          events.recipientSignposted(said(command)),
        ]
      );
    },

    GiveDisclaimer: (command, state, facts) => {
      const { occurredAt: at, contact, wordingVersion } = command;
      return (
        own.notAtWork(command, state, facts) ??
        rules.notInContact(state, contact, at) ??
        rules.otherWording(adviceVersionInForce(facts.policy, at), wordingVersion) ??
        alreadySo(rules.wasTold(state, command, at)) ??
        recorded(state, at, events.disclaimerGiven(said(command)))
      );
    },

    GivePrivacyNotice: (command, state, facts) => {
      const { occurredAt: at, version, earlierCase } = command;
      return (
        own.notAtWork(command, state, facts) ??
        rules.otherNotice(adviceVersionInForce(facts.policy, at), version) ??
        (earlierCase === undefined ? undefined : rules.notReminded(state, facts.earlier, { version, at })) ??
        alreadySo(remindedOf(state, version, at)) ??
        recorded(state, at, events.privacyNoticeGiven(said(command)))
      );
    },

    Refer: (command, state, facts) => {
      const { occurredAt: at, referral, insteadOf } = command;
      const event = referring.referred(state, command);
      return (
        own.notAtWork(command, state, facts) ??
        referring.notOneAddressee(command) ??
        alreadySo(event !== undefined && referring.sameRequest(state, event, at)) ??
        alreadyBegun(valueIn(state.referrals, referral)?.referred?.at, 'referral', 'referral') ??
        (insteadOf === undefined ? undefined : referring.notLeftOpen(state, insteadOf, at, 'insteadOf')) ??
        (event && referring.notRaisable(event, facts, at)) ??
        (event ? recorded(state, at, event) : [])
      );
    },

    RecordReferralOutcome: (command, state) => {
      const { occurredAt: at, by, referral, outcome } = command;
      const { referred, answered } = valueIn(state.referrals, referral) ?? {};
      return (
        onlyFor(by, 'SYSTEM') ??
        notBegun(referred?.at, at, 'referral', 'referral') ??
        alreadySo(answered?.outcome === outcome) ??
        alreadyBegun(answered?.at, 'outcome', 'outcome') ??
        recorded(state, at, events.referralOutcomeRecorded(said(command)))
      );
    },

    AbandonReferral: (command, state, facts) => {
      const { occurredAt: at, referral, reason } = command;
      const { abandoned } = valueIn(state.referrals, referral) ?? {};
      return (
        own.notAtWork(command, state, facts) ??
        alreadySo(abandoned?.at === at && abandoned.reason === reason) ??
        alreadyBegun(abandoned?.at, 'end of the referral', 'referral') ??
        referring.notLeftOpen(state, referral, at, 'referral') ??
        recorded(state, at, events.caseReferralAbandoned({ referral, reason }))
      );
    },

    RecordHelp: (command, state, facts) =>
      own.notAtWork(command, state, facts) ??
      recorded(state, command.occurredAt, events.practicalHelpRecorded(said(command))),

    IssueRecord: (command, state, facts) => {
      const { occurredAt: at, fields } = command;
      const version = adviceVersionInForce(facts.policy, at);
      if (!version)
        return own.notAtWork(command, state, facts) ?? rules.withoutPolicy(version, 'occurredAt') ?? [];
      const record = { ...said(command), policyVersion: version.version };
      return (
        own.notAtWork(command, state, facts) ??
        alreadySo(closing.sameRecord(state, record, at)) ??
        closing.unreadNotes(state, at) ??
        closing.incompleteRecord(state, version, { fields, at }) ??
        recorded(state, at, events.writtenAdviceRecordIssued(record))
      );
    },

    FollowUp: (command, state, facts) => {
      const { occurredAt: at, by, followUp, implemented } = command;
      const known = valueIn(state.followUps, followUp);
      return (
        onlyFor(by, ...rules.ADVISERS) ??
        rules.notOpened(state, at) ??
        own.notOwnWork(command, state, facts) ??
        rules.notGiven(state, implemented, at, 'implemented') ??
        alreadySo(known?.at === at && canonicalize(known.implemented) === canonicalize(implemented)) ??
        alreadyBegun(known?.at, 'follow-up', 'followUp') ?? [events.followUpRecorded(said(command))]
      );
    },

    RecordRevictimisation: (command, state, facts) => {
      const { occurredAt: at, by, incident } = command;
      return (
        onlyFor(by, ...rules.ADVISERS, 'SYSTEM') ??
        rules.notOpened(state, at) ??
        own.notOwnWork(command, state, facts) ??
        alreadySo(isBy(valueIn(state.repeats, incident), at)) ?? [
          events.repeatVictimisationRecorded({ incident }),
        ]
      );
    },

    RecordBreach: (command, state, facts) => {
      const { occurredAt: at, by, request, item } = command;
      const breach = {
        ...said(command),
        requestedBy: askerOf(by),
        answerBy: answerBy(facts.establishment, at),
      };
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
        rules.notOpened(state, at) ??
        own.notOwnWork(command, state, facts) ??
        rules.notGiven(state, [item], at, 'item') ??
        alreadySo(breaches.sameRequest(state, command, at)) ??
        alreadyBegun(valueIn(state.requests, request)?.askedAt, 'request', 'request') ??
        breaches.notBreached(state, command, at) ?? [events.complianceBreachRecorded(breach)]
      );
    },

    GrantBreach: ({ occurredAt: at, by, request }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notOpened(state, at) ??
      unanswerable(state.requests, { request, by, at, granted: true }) ??
      recorded(state, at, events.breachGranted({ request })),

    DeclineBreach: ({ occurredAt: at, by, request, reason }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notOpened(state, at) ??
      unanswerable(state.requests, { request, by, at, granted: false }) ??
      recorded(state, at, events.breachDeclined({ request, reason })),

    NoteVisit: ({ occurredAt: at, by, attendance }, state) =>
      onlyFor(by, 'SYSTEM') ??
      rules.notOpened(state, at) ??
      alreadySo(isBy(valueIn(state.visits, attendance), at)) ?? [events.caseVisitPlanned({ attendance })],

    CloseCase: (command, state, facts) => {
      const { occurredAt: at, by, outcome, helpGiven } = command;
      const ward = wardOf(state, at);
      const closed = events.adviceCaseClosed({
        outcome,
        ...(!rules.isBlank(helpGiven) && { helpGiven }),
        ...(ward !== undefined && { ward }),
      });
      return (
        onlyFor(by, ...rules.ADVISERS) ??
        rules.notOpened(state, at) ??
        alreadySo(toldAt(state.standing, at) === outcome) ??
        own.notAtWork(command, state, facts) ??
        closing.notShown(state, outcome, at) ??
        closing.notCompliant(state, awaitedOf(state, facts, at), { at, helpGiven }) ?? [
          ...moving.stayed(state, at).map(moved),
          ...recorded(state, at, closed),
          // The review comes with the closing (S3:42-43).
          retentionReviewScheduled(countedBy(facts.retention, keptOf(state, at), at)),
        ]
      );
    },

    ReopenCase: (command, state, facts) => {
      const { occurredAt: at, by } = command;
      const ward = wardOf(state, at);
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
        rules.notOpened(state, at) ??
        own.notOwnWork(command, state, facts) ??
        alreadySo(toldAt(state.standing, at) === 'OPEN') ??
        rules.notClosed(state, at) ??
        recorded(state, at, events.adviceCaseReopened({ ...(ward !== undefined && { ward }) }))
      );
    },

    MoveToWard: (command, state, { successor, ...work }) => {
      const { occurredAt: at, by, ward } = command;
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
        rules.notOpen(state, at) ??
        own.notOwnWork(command, state, work) ??
        alreadySo(toldAt(state.ward, at) === ward) ??
        moving.wardStays(work.homeWard, at) ??
        moving.notSuccessor(work.homeWard, { code: ward, ward: successor }, at) ?? [
          events.adviceCaseMovedToWard({ ward }),
        ]
      );
    },

    ReviewCaseWard: ({ occurredAt: at, by }, state, { ward }) =>
      onlyFor(by, 'SYSTEM') ?? rules.notOpened(state, at) ?? moving.movedOn(state, ward).map(moved),

    ReviewCaseOfficer: ({ occurredAt: at, by, officer }, state, facts) =>
      onlyFor(by, 'SYSTEM') ?? rules.notOpened(state, at) ?? officerLeft(state, officer, facts),
  },
};

/** One recipient's crime prevention advice, from what gave rise to it to its closure. */
export const adviceCase: Decider<AdviceCaseCommand, AdviceCaseEvent, AdviceCaseState, AdviceCaseFacts> =
  withCommands(ownAdviceCase, retention, keptOf);

const moved = ({ from, to }: moving.Move) => happened(from, events.adviceCaseMovedToWard({ ward: to }));

/** Ids of visits beside the names of facts. */
const visitKey = (attendance: string): string => `visit ${attendance}`;

const awaitedOf = (state: AdviceCaseState, visits: Keyed<AttendanceState>, at: string): readonly string[] =>
  attendancesOf(state).filter((id) => {
    const visit = valueIn(visits, visitKey(id));
    return visit !== undefined && closing.isAwaited(visit, at);
  });
