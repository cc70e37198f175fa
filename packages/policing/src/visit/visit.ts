import {
  alreadySo,
  guarded,
  ofSender,
  since,
  stateOf,
  toldAt,
  valueAt,
  type Dated,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import {
  NO_REPLY_TRIES,
  type NonAttendanceReason,
  type NoReplyTry,
} from '../attendance/attendance.events.ts';
import { attendanceHistory, type AttendanceState } from '../attendance/attendance.state.ts';
import { alreadyBegun, notBegun, onlyFor, PERSONAL_DATA_READERS, type PolicingCommand } from '../by.ts';
import { crimeHistory, type CrimeState } from '../crime/crime.state.ts';
import { judgedAgain } from '../later.ts';
import { londonDay, workingDayAfter } from '../london.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import { victimTerms, type PolicyState } from '../policy/policy.state.ts';
import { referralHistory, type ReferralState } from '../referral/referral.state.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { rolesHistory, type RolesState } from '../role/role.state.ts';
import { visitOf } from '../role/serving-policy.ts';
import { onlyThrough, reachedBy, type Reached } from '../subject/safe-contact.ts';
import * as events from './visit.events.ts';
import type { VisitEvent } from './visit.events.ts';
import * as rules from './visit.rules.ts';
import {
  isLiveVisit,
  isSameBooking,
  stepOf,
  stepped,
  visitEndedAt,
  visitHistory,
  type VisitBooking,
  type VisitState,
  type VisitStepSaid,
  type VisitTerms,
} from './visit.state.ts';
import { saysTheSame } from '../told.ts';

export type VisitCommand = OwnVisitCommand | RetentionCommand;

type OwnVisitCommand = PolicingCommand &
  (
    | {
        readonly type: 'OpenVisit';
        /** Who is to be offered a visit. */
        readonly victim: string;
        readonly crime?: string;
        readonly referral?: string;
      }
    /** Who was no victim, and of which crime. */
    | { readonly type: 'WithdrawVisit'; readonly victim?: string; readonly crime?: string }
    | { readonly type: 'OfferVisit'; readonly channel: events.OfferChannel }
    | { readonly type: 'AcceptOffer' }
    | { readonly type: 'DeclineOffer' }
    | { readonly type: 'AskAgain' }
    | ({ readonly type: 'NoticeBooked'; readonly purpose: events.VisitPurpose } & VisitBooking)
    | ({ readonly type: 'NoticeBookingEnded' } & VisitBooking & Partial<Change>)
    | {
        readonly type: 'RecordVictimVisited';
        readonly where: events.MeetingPlace;
        readonly attendance?: string;
        readonly purpose: events.VisitPurpose;
        readonly help: readonly events.VisitHelp[];
        readonly note?: TextOrReference;
      }
    | {
        readonly type: 'RecordOfficerDidNotAttend';
        readonly attendance?: string;
        readonly reason: NonAttendanceReason;
      }
    | {
        readonly type: 'RecordRecipientUnavailable';
        readonly attendance?: string;
        readonly tried: readonly NoReplyTry[];
        readonly note?: TextOrReference;
      }
    | ({ readonly type: 'RescheduleVisit' } & Change)
    | ({ readonly type: 'CancelVictimVisit' } & Change)
    | {
        readonly type: 'AssessNeeds';
        readonly criteria: readonly events.NeedsCriterion[];
        readonly enhanced: boolean;
      }
    | { readonly type: 'InformVictim'; readonly what: events.VictimInformation }
    | { readonly type: 'CloseVisit'; readonly outcome: events.VisitOutcome }
    | { readonly type: 'NoticeVictimDutyOverdue' }
  );

interface Change {
  readonly askedBy: events.VisitSide;
  readonly reason: events.VisitChangeReason;
}

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;
type Going = Work & Readonly<{ attendance: AttendanceState }>;

export type VisitFacts = OwnVisitFacts & RetentionFacts;

interface OwnVisitFacts {
  readonly OpenVisit: Work &
    Readonly<{ crime: CrimeState; referral: ReferralState; roles: RolesState; policy: PolicyState }>;
  readonly OfferVisit: Work & Reached;
  readonly AcceptOffer: Work;
  readonly DeclineOffer: Work;
  readonly AskAgain: Work;
  readonly RecordVictimVisited: Going;
  readonly RecordOfficerDidNotAttend: Going;
  readonly RecordRecipientUnavailable: Going;
  readonly RescheduleVisit: Work;
  readonly CancelVictimVisit: Work;
  readonly AssessNeeds: Work & Readonly<{ policy: PolicyState }>;
  readonly InformVictim: Work;
  readonly CloseVisit: Work;
}

const workOf = ({ by }: PolicingCommand) => ({
  sender: ofSender(stateOf(memberHistory, by.role === 'SYSTEM' ? undefined : by.id)),
});

const goingOf = (command: PolicingCommand & { readonly attendance?: string }) => ({
  ...workOf(command),
  // Of two who say at once what became of it, here and on the attendance, neither belies the other.
  attendance: guarded(stateOf(attendanceHistory, command.attendance)),
});

/** Who speaks with victims. */
const CARERS = ['CONTROL', 'OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

const ownVisit: Decider<OwnVisitCommand, VisitEvent, VisitState, OwnVisitFacts> = {
  ...visitHistory,
  readers: PERSONAL_DATA_READERS,
  subject: ({ terms }, command) =>
    terms?.victim ?? (command.type === 'OpenVisit' ? command.victim : undefined),
  facts: {
    OpenVisit: (command) => ({
      ...workOf(command),
      crime: stateOf(crimeHistory, command.crime),
      referral: stateOf(referralHistory, command.referral),
      roles: stateOf(rolesHistory, command.referral === undefined ? undefined : command.owner),
      policy: visitOf(command.owner, command.occurredAt),
    }),
    OfferVisit: (command, { terms }) => ({
      ...workOf(command),
      ...reachedBy(command.channel, terms?.victim, command.occurredAt),
    }),
    AcceptOffer: workOf,
    DeclineOffer: workOf,
    AskAgain: workOf,
    RecordVictimVisited: goingOf,
    RecordOfficerDidNotAttend: goingOf,
    RecordRecipientUnavailable: goingOf,
    RescheduleVisit: workOf,
    CancelVictimVisit: workOf,
    AssessNeeds: (command) => ({
      ...workOf(command),
      policy: visitOf(command.owner, command.occurredAt),
    }),
    InformVictim: workOf,
    CloseVisit: workOf,
  },
  decide: {
    OpenVisit: (command, state, facts) => {
      const { occurredAt: at, by } = command;
      const terms = openingTerms(command, facts);
      return (
        onlyFor(by, 'SYSTEM', 'SPECIALIST') ??
        senderGone(facts.sender, at) ??
        alreadySo(state.openedAt === at && saysTheSame(state.terms, terms)) ??
        alreadyBegun(state.openedAt, 'visit', 'id') ??
        rules.forNoReason(command) ??
        rules.notTheVictim(command, facts.crime, at) ??
        rules.notAsked(command, facts, at) ??
        followed(events.victimVisitOpened(terms), { ...state, openedAt: at, terms }, at)
      );
    },

    WithdrawVisit: ({ occurredAt: at, by, ...command }, state) =>
      onlyFor(by, 'SYSTEM') ??
      notBegun(state.openedAt, at, 'visit', 'id') ??
      alreadySo(state.withdrawn.includes(at) || rules.isOfAnother(command, state)) ??
      followed(events.victimVisitWithdrawn({}), { ...state, withdrawn: [...state.withdrawn, at].sort() }, at),

    OfferVisit: (command, state, facts) => {
      const { occurredAt: at, channel } = command;
      const agency = channel === 'THROUGH_AGENCY' ? onlyThrough(facts, at) : undefined;
      return (
        notAtWork(command, state, facts) ??
        taken(
          command,
          state,
          events.visitOffered({ channel, ...(agency !== undefined && { agency }) }),
          () => rules.pastOffering(state, at) ?? rules.unsafe(channel, facts, at),
        )
      );
    },

    AcceptOffer: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      taken(command, state, events.visitAccepted({}), rules.notAcceptable),

    DeclineOffer: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      taken(
        command,
        state,
        events.visitDeclined({}),
        (known, at) => rules.notDeclinable(known, at) ?? rules.stillBooked(known, at),
      ),

    AskAgain: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      taken(command, state, events.visitAskedForAgain({}), rules.notAskable),

    NoticeBooked: ({ occurredAt: at, by, purpose, ...command }, state) => {
      const booked = { ...bookingOf(command), purpose };
      return (
        onlyFor(by, 'SYSTEM') ??
        notBegun(state.openedAt, at, 'visit', 'id') ??
        alreadySo(state.booked.some((one) => one.at === at && isSameBooking(one, booked))) ??
        followed(events.visitBooked(booked), { ...state, booked: [...state.booked, { ...booked, at }] }, at)
      );
    },

    NoticeBookingEnded: ({ occurredAt: at, by, ...command }, state) => {
      const { askedBy, reason } = command;
      const ended = {
        ...bookingOf(command),
        ...(askedBy !== undefined && { askedBy }),
        ...(reason !== undefined && { reason }),
      };
      return (
        onlyFor(by, 'SYSTEM') ??
        notBegun(state.openedAt, at, 'visit', 'id') ??
        alreadySo(state.unbooked.some((one) => saysTheSame(one, { ...ended, at }))) ??
        followed(
          events.visitBookingEnded(ended),
          { ...state, unbooked: [...state.unbooked, { ...ended, at }] },
          at,
        )
      );
    },

    RecordVictimVisited: (command, state, facts) => {
      const { occurredAt: at, where, purpose, note } = command;
      const help = inOrder(events.VISIT_HELP, command.help);
      return (
        notAtWork(command, state, facts) ??
        rules.withoutHelp(help) ??
        taken(
          command,
          state,
          events.visitAttended({
            where,
            ...onIt(command),
            purpose,
            help,
            ...(note !== undefined && { note }),
          }),
          () =>
            rules.notWanted(state, at) ??
            rules.foundAlready(state, command) ??
            rules.notThere(command, facts.attendance, at) ??
            rules.notOwn(command.by, state, facts.attendance),
        )
      );
    },

    RecordOfficerDidNotAttend: (command, state, facts) => {
      const { occurredAt: at, reason } = command;
      return (
        notAtWork(command, state, facts) ??
        taken(
          command,
          state,
          events.officerDidNotAttend({ ...onIt(command), reason }),
          () =>
            rules.notWanted(state, at) ??
            rules.foundAlready(state, command) ??
            rules.notAwaited(state, command, facts.attendance, at) ??
            rules.notOwn(command.by, state, facts.attendance),
        )
      );
    },

    RecordRecipientUnavailable: (command, state, facts) => {
      const { occurredAt: at, note } = command;
      const tried = inOrder(NO_REPLY_TRIES, command.tried);
      return (
        notAtWork(command, state, facts) ??
        rules.notTried(tried) ??
        taken(
          command,
          state,
          events.recipientUnavailable({ ...onIt(command), tried, ...(note !== undefined && { note }) }),
          () =>
            rules.notWanted(state, at) ??
            rules.foundAlready(state, command) ??
            rules.notTriedThere(state, command, facts.attendance, at) ??
            rules.notOwn(command.by, state, facts.attendance),
        )
      );
    },

    RescheduleVisit: (command, state, facts) => {
      const { askedBy, reason } = command;
      return (
        notAtWork(command, state, facts) ??
        taken(
          command,
          state,
          events.visitRescheduled({ askedBy, reason }),
          (known, at) => rules.notWanted(known, at) ?? rules.nothingBooked(known, at),
        )
      );
    },

    CancelVictimVisit: (command, state, facts) => {
      const { askedBy, reason } = command;
      return (
        notAtWork(command, state, facts) ??
        taken(command, state, events.victimVisitCancelled({ askedBy, reason }), rules.notWanted)
      );
    },

    AssessNeeds: (command, state, facts) => {
      const { occurredAt: at, enhanced } = command;
      const criteria = inOrder(events.NEEDS_CRITERIA, command.criteria);
      const terms = victimTerms(facts.policy, at);
      const informBy = workingDayAfter(londonDay(at), terms.informEnhancedWithinWorkingDays, terms);
      const isBrought = enhanced && state.terms?.informBy !== undefined;
      const needs = { criteria, enhanced, ...(isBrought && { informBy }) };
      return (
        notAtWork(command, state, facts) ??
        alreadySo(saysTheSame(toldAt(state.needs, at), needs)) ??
        rules.withoutCriterion(enhanced, criteria) ??
        followed(events.victimNeedsAssessed(needs), { ...state, needs: since(state.needs, at, needs) }, at)
      );
    },

    InformVictim: (command, state, facts) => {
      const { occurredAt: at, what } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.informed, at) === what) ??
        followed(events.victimInformed({ what }), { ...state, informed: since(state.informed, at, what) }, at)
      );
    },

    CloseVisit: (command, state, facts) => {
      const { outcome } = command;
      return (
        notAtWork(command, state, facts) ??
        taken(
          command,
          state,
          events.victimVisitClosed({ outcome }),
          (known, at) =>
            rules.unfitOutcome(known, outcome, at) ??
            rules.stillBooked(known, at) ??
            rules.stillOwed(known, at),
        )
      );
    },

    NoticeVictimDutyOverdue: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SYSTEM') ??
      notBegun(state.openedAt, at, 'visit', 'id') ??
      rules.dutiesCorrected(state, at),
  },
  cameOf: {
    VictimVisitOpened: ({ victim, crime, referral }) => ({
      ...{ type: 'OpenVisit', victim },
      ...(crime !== undefined && { crime }),
      ...(referral !== undefined && { referral }),
    }),
    VictimVisitWithdrawn: 'WithdrawVisit',
    VisitOffered: ({ channel }) => ({ type: 'OfferVisit', channel }),
    VisitAccepted: 'AcceptOffer',
    VisitDeclined: 'DeclineOffer',
    VisitAskedForAgain: 'AskAgain',
    VisitBooked: 'NoticeBooked',
    VisitBookingEnded: 'NoticeBookingEnded',
    VisitAttended: 'RecordVictimVisited',
    OfficerDidNotAttend: 'RecordOfficerDidNotAttend',
    RecipientUnavailable: 'RecordRecipientUnavailable',
    VisitRescheduled: 'RescheduleVisit',
    VictimVisitCancelled: 'CancelVictimVisit',
    VictimNeedsAssessed: ({ criteria, enhanced }) => ({ type: 'AssessNeeds', criteria, enhanced }),
    VictimInformed: 'InformVictim',
    VictimVisitClosed: 'CloseVisit',
    VictimDutyOverdue: (_, { recordedAt: occurredAt }) => ({ type: 'NoticeVictimDutyOverdue', occurredAt }),
    VictimDutyOverdueFoundWrong: (_, { recordedAt: occurredAt }) => ({
      ...{ type: 'NoticeVictimDutyOverdue', occurredAt },
    }),
  },
  stands: judgedAgain<VisitEvent, VisitState>({
    VisitOffered: [(_, state, at) => rules.pastOffering(state, at), 'the visit was offered'],
    VisitAccepted: [(_, state, at) => rules.notAcceptable(state, at), 'the victim accepted the offer'],
    VisitDeclined: [(_, state, at) => rules.notDeclinable(state, at), 'the victim declined the offer'],
    VisitAskedForAgain: [(_, state, at) => rules.notAskable(state, at), 'the victim asked again'],
    VisitAttended: [(_, state, at) => rules.notWanted(state, at), 'the victim was visited'],
    OfficerDidNotAttend: [(_, state, at) => rules.notWanted(state, at), 'nobody came to the victim'],
    RecipientUnavailable: [(_, state, at) => rules.notWanted(state, at), 'the victim was not there'],
    VisitRescheduled: [(_, state, at) => rules.notWanted(state, at), 'the visit was moved'],
    VictimVisitCancelled: [(_, state, at) => rules.notWanted(state, at), 'the visit was called off'],
    VictimVisitClosed: [
      ({ outcome }, state, at) => rules.unfitOutcome(state, outcome, at) ?? rules.stillOwed(state, at),
      'the visit was closed',
    ],
  }),
  settled: [
    ...(['VisitBooked', 'VisitBookingEnded', 'VictimVisitWithdrawn'] as const),
    ...(['VictimNeedsAssessed', 'VictimInformed'] as const),
    ...(['VictimDutyOverdue', 'VictimDutyOverdueFoundWrong'] as const),
  ],
};

/** What the police owe a victim of crime: the offer of a visit, and what became of it (S4:8). */
export const visit: Decider<VisitCommand, VisitEvent, VisitState, VisitFacts> = withCommands(
  ownVisit,
  retention,
  (state): Kept => ({
    record: 'VICTIM_VISIT',
    retention: state.retention,
    begunAt: state.openedAt,
    isLive: (at) => isLiveVisit(state, at),
    last: (_, at) => visitEndedAt(state, at),
  }),
);

/** Whatever is not for Wardbook itself to do about a visit. */
const notAtWork = ({ by, occurredAt: at }: VisitCommand, state: VisitState, { sender }: Work) =>
  onlyFor(by, ...CARERS) ?? rules.notOpened(state, at) ?? senderGone(sender, at);

type Decided = readonly (VisitEvent | Dated<VisitEvent>)[];

/** What is put on record, and what it changes about what is overdue. */
const followed = (event: VisitEvent, after: VisitState, at: string): Decided => [
  event,
  ...rules.dutiesCorrected(after, at),
];

/** One step more of a visit, where that is possible. */
const taken = <Impossible>(
  { occurredAt: at }: Pick<VisitCommand, 'occurredAt'>,
  state: VisitState,
  event: VisitEvent & VisitStepSaid,
  impossible: (state: VisitState, at: string) => Impossible | undefined,
) =>
  alreadySo(saysTheSame(toldAt(state.steps, at), stepOf(event))) ??
  impossible(state, at) ??
  followed(event, stepped(state, at, event), at);

/** On which attendance. */
const onIt = ({ attendance }: { readonly attendance?: string }) =>
  attendance === undefined ? {} : { attendance };

/** Each once, in the order of the list: two who say the same say it alike. */
const inOrder = <Code extends string>(all: readonly Code[], said: readonly Code[]): Code[] =>
  all.filter((one) => said.includes(one));

const bookingOf = ({ appointments, car, from, to }: VisitBooking): VisitBooking => ({
  appointments,
  car,
  from,
  to,
});

/** Whom a visit is for, and by which days what is owed: as the policy on visits had it when they were registered. */
const openingTerms = (
  command: Extract<VisitCommand, { type: 'OpenVisit' }>,
  { crime, policy }: VisitFacts['OpenVisit'],
): VisitTerms => {
  const { occurredAt: at, owner: force, victim, crime: named, referral, by } = command;
  const { version, ...terms } = victimTerms(policy, at);
  const within = (days: number): string => workingDayAfter(londonDay(at), days, terms);
  const category = valueAt(crime.category, at);
  return {
    ...{ victim, force, offerBy: within(terms.offerWithinWorkingDays) },
    ...(referral !== undefined && { referral, openedBy: by.id }),
    ...(named !== undefined && {
      crime: named,
      needsBy: within(terms.needsWithinWorkingDays),
      informBy: within(terms.informWithinWorkingDays),
    }),
    ...(category !== undefined && { category }),
    ...(version !== 'DEFAULT' && { policy: version }),
  };
};
