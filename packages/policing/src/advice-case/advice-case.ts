import {
  alreadySo,
  stateOf,
  canonicalize,
  guarded,
  keyedFrom,
  valueIn,
  type Decider,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { attendanceHistory, type AttendanceState } from '../attendance/attendance.state.ts';
import { alreadyBegun, authorisesOwnRequest, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { memberHistory } from '../member/member.state.ts';
import { adviceVersionInForce, policyHistory, type PolicyState } from '../policy/policy.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent, FieldsOf } from './advice-case.events.ts';
import * as rules from './advice-case.rules.ts';
import {
  adviceCaseHistory,
  assignedAt,
  attendancesOf,
  isOpen,
  recipientOf,
  remindedOf,
  signpost,
  type AdviceCaseState,
} from './advice-case.state.ts';
import { giveAdvice, type GiveAdvice, type GivingFacts } from './giving-advice.ts';
import * as opening from './opening.rules.ts';
import { sameItem } from './advice-item.rules.ts';
import * as closing from './closing.rules.ts';
import { isAbout, recordedLate } from './compliance.ts';

export type AdviceCaseCommand = PolicingCommand &
  (
    | ({ readonly type: 'OpenCase' } & opening.Opening)
    | ({ readonly type: 'AssignCase' } & FieldsOf<'AdviceCaseAssigned'>)
    | ({ readonly type: 'StartContact' } & FieldsOf<'ContactStarted'>)
    | ({ readonly type: 'CompleteContact' } & FieldsOf<'ContactCompleted'>)
    | ({ readonly type: 'RecordCircumstances' } & FieldsOf<'CircumstancesRecorded'>)
    | GiveAdvice
    | { readonly type: 'ReviewNote'; readonly item: string }
    | ({ readonly type: 'Signpost' } & FieldsOf<'RecipientSignposted'>)
    | ({ readonly type: 'GiveDisclaimer' } & FieldsOf<'DisclaimerGiven'>)
    | ({ readonly type: 'GivePrivacyNotice' } & FieldsOf<'PrivacyNoticeGiven'>)
    | ({ readonly type: 'Refer' } & rules.Referring)
    | ({ readonly type: 'RecordReferralOutcome' } & FieldsOf<'ReferralOutcomeRecorded'>)
    | ({ readonly type: 'RecordHelp' } & FieldsOf<'PracticalHelpRecorded'>)
    | ({ readonly type: 'IssueRecord' } & Omit<FieldsOf<'WrittenAdviceRecordIssued'>, 'policyVersion'>)
    | ({ readonly type: 'FollowUp' } & FieldsOf<'FollowUpRecorded'>)
    | ({ readonly type: 'RecordRevictimisation' } & FieldsOf<'RepeatVictimisationRecorded'>)
    | ({
        readonly type: 'RecordBreach';
        readonly authorisedBy: string;
      } & FieldsOf<'ComplianceBreachRecorded'>)
    | ({ readonly type: 'CloseCase' } & FieldsOf<'AdviceCaseClosed'>)
    | { readonly type: 'ReopenCase' }
  );

export interface AdviceCaseFacts {
  readonly OpenCase: { readonly ward: WardState; readonly team: TeamState; readonly policy: PolicyState };
  readonly AssignCase: { readonly team: TeamState };
  readonly StartContact: { readonly attendance: AttendanceState };
  readonly GiveAdvice: GivingFacts;
  readonly Signpost: { readonly policy: PolicyState };
  readonly GiveDisclaimer: { readonly policy: PolicyState };
  readonly GivePrivacyNotice: { readonly policy: PolicyState; readonly earlier: AdviceCaseState };
  readonly IssueRecord: { readonly policy: PolicyState };
  /** By the ids of the attendances. */
  readonly CloseCase: Keyed<AttendanceState>;
}

/** One recipient's crime prevention advice, from what gave rise to it to its closure. */
export const adviceCase: Decider<AdviceCaseCommand, AdviceCaseEvent, AdviceCaseState, AdviceCaseFacts> = {
  ...adviceCaseHistory,
  subject: (state, command) =>
    recipientOf(state) ?? (command.type === 'OpenCase' ? command.recipient : undefined),
  facts: {
    OpenCase: ({ ward, team, policy }) => ({
      ward: guarded(stateOf(wardHistory, ward)),
      team: stateOf(teamHistory, team),
      policy: stateOf(policyHistory, policy),
    }),
    AssignCase: ({ team }) => ({ team: stateOf(teamHistory, team) }),
    StartContact: ({ attendance }) => ({ attendance: stateOf(attendanceHistory, attendance) }),
    GiveAdvice: ({ by }, state) => ({
      policy: policyOf(state),
      roles: stateOf(rolesHistory, state.terms?.force),
      member: stateOf(memberHistory, by.id),
    }),
    Signpost: (_, state) => ({ policy: policyOf(state) }),
    GiveDisclaimer: (_, state) => ({ policy: policyOf(state) }),
    GivePrivacyNotice: ({ earlierCase }, state) => ({
      policy: policyOf(state),
      earlier: stateOf(adviceCaseHistory, earlierCase),
    }),
    IssueRecord: (_, state) => ({ policy: policyOf(state) }),
    CloseCase: (_, state) =>
      keyedFrom(attendancesOf(state).map((id) => [id, guarded(stateOf(attendanceHistory, id))] as const)),
  },
  decide: {
    OpenCase: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, capacity, ...said },
      state,
      { ward, team, policy },
    ) =>
      onlyFor(by, ...rules.ADVISERS) ??
      opening.outOfScope({ ...said, capacity }) ??
      (capacity === 'POLICE' || opening.sameTerms(state, { ...said, capacity })
        ? []
        : (alreadyBegun(state.openedAt, 'case', 'id') ??
          opening.notOwnCase(by, said.officerInCase) ??
          notLive(ward, at, 'ward') ??
          liveTeam(team, undefined, at, 'team') ??
          rules.withoutPolicy(adviceVersionInForce(policy, at), 'policy') ?? [
            events.adviceCaseOpened({ ...said, capacity }),
          ])),

    AssignCase: ({ occurredAt: at, by, team, officerInCase }, state, facts) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      rules.notOpen(state, at) ??
      liveTeam(facts.team, undefined, at, 'team') ??
      alreadySo(canonicalize({ ...assignedAt(state, at) }) === canonicalize({ team, officerInCase })) ?? [
        events.adviceCaseAssigned({ team, officerInCase }),
      ],

    StartContact: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...contact },
      state,
      { attendance },
    ) =>
      rules.notAtWork(by, state, at) ??
      alreadySo(rules.sameContact(state, contact)) ??
      alreadyBegun(valueIn(state.contacts, contact.contact)?.started?.at, 'contact', 'contact') ??
      rules.notPlanned(state, contact, { at, plan: attendance }) ??
      recordedLate(state, at, events.contactStarted(contact)),

    CompleteContact: ({ occurredAt: at, by, contact }, state) =>
      onlyFor(by, ...rules.ADVISERS) ??
      notBegun(valueIn(state.contacts, contact)?.started?.at, at, 'contact', 'contact') ??
      alreadySo(valueIn(state.contacts, contact)?.completed !== undefined) ??
      rules.notOpen(state, at) ??
      rules.withoutDisclaimers(state, contact, at) ?? [events.contactCompleted({ contact })],

    RecordCircumstances: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...circumstances },
      state,
    ) => rules.notAtWork(by, state, at) ?? [events.circumstancesRecorded(circumstances)],

    GiveAdvice: (command, state, facts) =>
      rules.notAtWork(command.by, state, command.occurredAt) ??
      rules.notInContact(state, command.contact, command.occurredAt) ??
      alreadySo(sameItem(state, command)) ??
      giveAdvice(command, state, facts),

    ReviewNote: ({ occurredAt: at, by, item }, state) =>
      onlyFor(by, 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR') ??
      rules.notGiven(state, [item], at, 'item') ??
      authorisesOwnRequest(by, valueIn(state.items, item)?.adviser ?? '', 'item') ??
      alreadySo(valueIn(state.reviewed, item) !== undefined || !valueIn(state.items, item)?.noted) ?? [
        events.adviceNoteReviewed({ item, reviewer: by.id }),
      ],

    Signpost: ({ type: _type, id: _id, owner: _owner, occurredAt: at, by, ...to }, state, { policy }) =>
      rules.notAtWork(by, state, at) ??
      rules.unlistedSite(adviceVersionInForce(policy, at), to) ??
      alreadySo(state.signposts.some((known) => known.to === signpost(to.channel, to.site))) ?? [
        events.recipientSignposted(to),
      ],

    GiveDisclaimer: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...disclaimer },
      state,
      { policy },
    ) =>
      rules.notAtWork(by, state, at) ??
      rules.notInContact(state, disclaimer.contact, at) ??
      rules.otherWording(adviceVersionInForce(policy, at), disclaimer.wordingVersion) ??
      alreadySo(rules.wasTold(state, disclaimer, at)) ?? [events.disclaimerGiven(disclaimer)],

    GivePrivacyNotice: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...notice },
      state,
      { policy, earlier },
    ) =>
      rules.notAtWork(by, state, at) ??
      rules.otherNotice(adviceVersionInForce(policy, at), notice.version) ??
      (notice.earlierCase === undefined
        ? undefined
        : rules.notReminded(state, earlier, { version: notice.version, at })) ??
      alreadySo(remindedOf(state, notice.version, at)) ?? [events.privacyNoticeGiven(notice)],

    Refer: ({ type: _type, id: _id, owner: _owner, occurredAt: at, by, ...request }, state) => {
      const referred = rules.referred(state, request, { at, by });
      return (
        rules.notAtWork(by, state, at) ??
        rules.notOneAddressee(request) ??
        rules.withoutLegalBasis(request) ??
        (valueIn(state.referrals, request.referral)?.referred || !referred
          ? []
          : recordedLate(state, at, referred))
      );
    },

    RecordReferralOutcome: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...answer },
      state,
    ) => {
      const { referred, answered } = valueIn(state.referrals, answer.referral) ?? {};
      return (
        onlyFor(by, 'SYSTEM') ??
        notBegun(referred?.at, at, 'referral', 'referral') ??
        alreadySo(answered?.outcome === answer.outcome) ??
        alreadyBegun(answered?.at, 'outcome', 'outcome') ?? [events.referralOutcomeRecorded(answer)]
      );
    },

    RecordHelp: ({ occurredAt: at, by, text }, state) =>
      rules.notAtWork(by, state, at) ?? [events.practicalHelpRecorded({ text })],

    IssueRecord: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...issue },
      state,
      { policy },
    ) => {
      const version = adviceVersionInForce(policy, at);
      if (!version) return rules.notAtWork(by, state, at) ?? rules.withoutPolicy(version, 'occurredAt') ?? [];
      const record = { ...issue, policyVersion: version.version };
      return (
        rules.notAtWork(by, state, at) ??
        closing.unreadNotes(state, at) ??
        closing.incompleteRecord(state, version, { fields: issue.fields, at }) ??
        alreadySo(state.records.some((known) => known.at === at)) ?? [
          events.writtenAdviceRecordIssued(record),
        ]
      );
    },

    FollowUp: ({ type: _type, id: _id, owner: _owner, occurredAt: at, by, ...followUp }, state) =>
      onlyFor(by, ...rules.ADVISERS) ??
      rules.notOpened(state, at) ??
      rules.notGiven(state, followUp.implemented, at, 'implemented') ??
      alreadySo(state.followUps.includes(followUp.followUp)) ?? [events.followUpRecorded(followUp)],

    RecordRevictimisation: ({ occurredAt: at, by, incident }, state) =>
      onlyFor(by, ...rules.ADVISERS, 'SYSTEM') ??
      rules.notOpened(state, at) ??
      alreadySo(state.repeats.includes(incident)) ?? [events.repeatVictimisationRecorded({ incident })],

    RecordBreach: ({ type: _type, id: _id, owner: _owner, occurredAt: at, by, ...breach }, state) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      rules.notOpened(state, at) ??
      authorisesOwnRequest(by, breach.authorisedBy, 'authorisedBy') ??
      rules.notGiven(state, [breach.item], at, 'item') ??
      alreadySo(state.breaches.some((known) => known.authorised && isAbout(known, breach))) ?? [
        events.complianceBreachRecorded(breach),
      ],

    CloseCase: ({ occurredAt: at, by, outcome, helpGiven }, state, visits) =>
      onlyFor(by, ...rules.ADVISERS) ??
      rules.notOpened(state, at) ??
      alreadySo(state.standing.at(-1)?.value === 'CLOSED') ??
      closing.workedOnAfter(state, at) ??
      closing.notCompliant(state, visits, { at, helpGiven }) ?? [
        events.adviceCaseClosed({ outcome, ...(!rules.isBlank(helpGiven) && { helpGiven }) }),
      ],

    ReopenCase: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      rules.notOpened(state, at) ??
      alreadySo(isOpen(state, at)) ?? [events.adviceCaseReopened({})],
  },
};

const policyOf = ({ terms }: AdviceCaseState) => stateOf(policyHistory, terms?.policy);
