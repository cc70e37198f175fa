import {
  alreadySo,
  canonicalize,
  stateOf,
  valueAt,
  warn,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand, PERSONAL_DATA_READERS } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { withCommands } from '../mixing.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand } from '../retention/retention.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory } from '../member/member.state.ts';
import type { VisitFigures } from '../policy/figures.ts';
import { policyHistory, visitTerms, type Pinned } from '../policy/policy.state.ts';
import { visitOf } from '../role/serving-policy.ts';
import { notDirectly } from '../subject/safe-contact.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { surveyHistory } from '../survey/survey.state.ts';
import { visitHistory } from '../visit/visit.state.ts';
import { alarmsCorrected, followed } from './alarm.ts';
import * as events from './attendance.events.ts';
import type { AttendanceEvent } from './attendance.events.ts';
import {
  workAndReasonsOf,
  workAndVisitOf,
  workOf,
  type AttendanceFacts,
  type OwnAttendanceFacts,
  type Work,
} from './attendance.facts.ts';
import * as rules from './attendance.rules.ts';
import {
  alarmDue,
  attendanceHistory,
  buddyOf,
  doneAt,
  ended,
  foundOutAt,
  resolvedAt,
  withTimes,
  type AttendanceState,
  type VisitEnding,
} from './attendance.state.ts';
import * as planning from './planning.rules.ts';

/** A plan as it is made; the member is whoever makes it. */
type PlanAttendance = Omit<
  events.AttendancePlan,
  'member' | 'force' | 'graceMinutes' | 'policy' | 'overdueFrom'
> & {
  readonly type: 'PlanAttendance';
  /** How long after the expected departure a missing call is an alarm; left out, what the policy on visits says. */
  readonly graceMinutes?: number;
};

export type AttendanceCommand = OwnAttendanceCommand | RetentionCommand;

type OwnAttendanceCommand = PolicingCommand &
  (
    | PlanAttendance
    | { readonly type: 'ChangeBuddy'; readonly buddy: string }
    | { readonly type: 'MoveVisit'; readonly expectedArrival: string; readonly expectedDeparture: string }
    | {
        readonly type: 'CancelVisit';
        readonly reason: events.CancellationReason;
        readonly note?: TextOrReference;
      }
    | { readonly type: 'CallBeforeArrival' }
    | { readonly type: 'RecordArrival' }
    | { readonly type: 'CallOnDeparture' }
    | {
        readonly type: 'RecordNoReply';
        readonly tried: readonly events.NoReplyTry[];
        readonly note?: TextOrReference;
      }
    | { readonly type: 'RecordDidNotAttend'; readonly reason: events.NonAttendanceReason }
    | { readonly type: 'NoticeAttendanceOverdue' }
    | {
        readonly type: 'ResolveOverdueAttendance';
        readonly outcome: events.OverdueOutcome;
        readonly note?: TextOrReference;
      }
  );

const ownAttendance: Decider<OwnAttendanceCommand, AttendanceEvent, AttendanceState, OwnAttendanceFacts> = {
  ...attendanceHistory,
  readers: PERSONAL_DATA_READERS,
  subject: ({ plan }, command) =>
    plan?.recipient ?? (command.type === 'PlanAttendance' ? command.recipient : undefined),
  facts: {
    PlanAttendance: (command) => {
      const {
        owner,
        occurredAt,
        buddy,
        case: id,
        survey,
        visit,
        recipient,
        recipientKind,
        graceMinutes,
        premisesKind,
      } = command;
      const isHome = recipientKind !== 'COMMUNITY' && premisesKind === 'HOME';
      return {
        ...workOf(command),
        buddy: stateOf(memberHistory, buddy),
        adviceCase: stateOf(adviceCaseHistory, id),
        survey: stateOf(surveyHistory, survey),
        visit: stateOf(visitHistory, visit),
        subject: stateOf(subjectHistory, recipientKind === 'COMMUNITY' ? undefined : recipient),
        kept: notDirectly(isHome ? recipient : undefined, occurredAt),
        policy: graceMinutes === undefined ? visitOf(owner, occurredAt) : stateOf(policyHistory, undefined),
      };
    },
    ChangeBuddy: (command) => ({ ...workOf(command), buddy: stateOf(memberHistory, command.buddy) }),
    MoveVisit: workOf,
    CancelVisit: workAndReasonsOf,
    CallBeforeArrival: workOf,
    RecordArrival: workAndVisitOf,
    CallOnDeparture: workOf,
    RecordNoReply: workAndReasonsOf,
    RecordDidNotAttend: workAndReasonsOf,
    ResolveOverdueAttendance: workAndReasonsOf,
  },
  decide: {
    PlanAttendance: ({ type: _type, id: _id, owner, occurredAt: at, by, address, ...said }, state, facts) => {
      const plan = planned(said, { member: by.id, force: owner }, visitTerms(facts.policy, at));
      return (
        onlyFor(by, ...VISITORS) ??
        senderGone(facts.sender, at) ??
        alreadySo(state.plannedAt === at && canonicalize({ ...state.plan }) === canonicalize({ ...plan })) ??
        alreadyBegun(state.plannedAt, 'plan', 'id') ??
        planning.notOfThePolice(plan) ??
        planning.notConsidered(plan) ??
        planning.withoutCallPlan(plan) ??
        planning.misplaced(plan, at) ??
        planning.unfitBuddy(plan.buddy, plan.member, { at, known: facts.buddy }) ??
        planning.unknownRecipient(plan, facts.subject, at) ??
        planning.notOfTheCase(plan, facts.adviceCase, at) ??
        planning.notOfTheSurvey(plan, facts.survey, at) ??
        planning.notOfTheVictim(plan, facts.visit, at) ??
        planning.unsafeAtHome(facts.kept) ?? [events.attendancePlanned({ ...plan, address })]
      );
    },

    ChangeBuddy: (command, state, facts) => {
      const { occurredAt: at, buddy } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(buddyOf(state, at) === buddy) ??
        rules.afterEnd(state, at) ??
        planning.unfitBuddy(buddy, state.plan?.member, { at, known: facts.buddy }) ?? [
          events.buddyChanged({ buddy }),
        ]
      );
    },

    MoveVisit: (command, state, facts) => {
      const { occurredAt: at, expectedArrival, expectedDeparture } = command;
      const overdueFrom = graceEnd(expectedDeparture, state.plan?.graceMinutes ?? 0);
      const times = { expectedArrival, expectedDeparture, overdueFrom };
      return (
        notAtWork(command, state, facts) ??
        alreadySo(canonicalize({ ...valueAt(state.times, at) }) === canonicalize({ ...times })) ??
        rules.notMovable(state, at) ??
        planning.misplaced(times, at) ??
        followed(events.visitMoved(times), withTimes(state, at, times), at)
      );
    },

    CancelVisit: (command, state, facts) => {
      const { id, occurredAt: at, by, reason, note } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.metOnIt(facts, id, 'id') ??
        concluded(
          state,
          { how: 'CANCELLED', at, said: `${by.id} ${reason}` },
          rules.afterArrival,
          events.visitCancelled({ by: by.id, reason, ...(note !== undefined && { note }) }),
        )
      );
    },

    CallBeforeArrival: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(state.calledBefore.includes(command.occurredAt)) ??
      rules.afterEnd(state, command.occurredAt) ??
      followed(events.calledBeforeArrival({}), state, command.occurredAt),

    RecordArrival: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(state.arrivedAt === command.occurredAt) ??
      rules.didNotCome(facts, command.id) ??
      rules.afterEnd(state, command.occurredAt) ??
      alreadyBegun(state.arrivedAt, 'arrival', 'occurredAt') ??
      warnedUnlessCalled(state, command.occurredAt),

    CallOnDeparture: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      concluded(
        state,
        { how: 'ATTENDED', at: command.occurredAt, said: '' },
        rules.beforeArrival,
        events.calledOnDeparture({}),
      ),

    RecordNoReply: (command, state, facts) => {
      const { id, occurredAt: at, note } = command;
      const tried = [...new Set(command.tried)];
      return (
        notAtWork(command, state, facts) ??
        rules.notTried(tried) ??
        rules.metOnIt(facts, id, 'id') ??
        rules.didNotCome(facts, id) ??
        concluded(
          state,
          { how: 'NO_REPLY', at, said: tried.join(' ') },
          rules.afterEnd,
          events.noReplyRecorded({ tried, ...(note !== undefined && { note }) }),
        )
      );
    },

    RecordDidNotAttend: (command, state, facts) => {
      const { id, occurredAt: at, reason } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.metOnIt(facts, id, 'id') ??
        concluded(
          state,
          { how: 'NOT_ATTENDED', at, said: reason },
          rules.afterArrival,
          events.visitNotAttended({ reason }),
        )
      );
    },

    NoticeAttendanceOverdue: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SYSTEM') ?? rules.notPlanned(state, at) ?? alarmsCorrected(state, at),

    ResolveOverdueAttendance: ({ id, occurredAt: at, by, outcome, note }, state, { sender, ...facts }) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      senderGone(sender, at) ??
      notBegun(alarmDue(state), at, 'alarm', 'id') ??
      alreadySo(foundOutAt(state, at) === outcome) ??
      alreadyBegun(resolvedAt(state), 'outcome', 'outcome') ??
      rules.foundOtherwise(state, outcome, at) ??
      (outcome === 'NOT_ATTENDED' ? rules.metOnIt(facts, id, 'outcome') : undefined) ??
      followed(events.overdueAttendanceResolved({ outcome, ...(note !== undefined && { note }) }), state, at),
  },
  cameOf: {
    AttendancePlanned: ({ policy, graceMinutes, ...plan }) => ({
      ...{ ...plan, type: 'PlanAttendance' },
      // Where a policy set the grace, the plan did not.
      ...(policy === undefined && { graceMinutes }),
    }),
    BuddyChanged: 'ChangeBuddy',
    VisitMoved: 'MoveVisit',
    VisitCancelled: ({ reason, note }) => ({
      ...{ type: 'CancelVisit', reason },
      ...(note !== undefined && { note }),
    }),
    CalledBeforeArrival: 'CallBeforeArrival',
    ArrivalRecorded: 'RecordArrival',
    CalledOnDeparture: 'CallOnDeparture',
    NoReplyRecorded: 'RecordNoReply',
    VisitNotAttended: 'RecordDidNotAttend',
    OverdueAttendanceResolved: 'ResolveOverdueAttendance',
    AttendanceOverdue: (_, { recordedAt: occurredAt }) => ({ type: 'NoticeAttendanceOverdue', occurredAt }),
    AlarmUnfounded: (_, { recordedAt: occurredAt }) => ({ type: 'NoticeAttendanceOverdue', occurredAt }),
  },
  stands: judgedAgain<AttendanceEvent, AttendanceState>({
    BuddyChanged: [(_, state, at) => rules.afterEnd(state, at), 'somebody else expected the calls'],
    VisitMoved: [(_, state, at) => rules.notMovable(state, at), 'the visit was moved'],
    VisitCancelled: [(_, state, at) => rules.afterArrival(state, at), 'the visit was cancelled'],
    CalledBeforeArrival: [(_, state, at) => rules.afterEnd(state, at), 'there was a call before arrival'],
    ArrivalRecorded: [(_, state, at) => rules.afterEnd(state, at), 'there was an arrival'],
    CalledOnDeparture: [(_, state, at) => rules.beforeArrival(state, at), 'there was a call on departure'],
    NoReplyRecorded: [(_, state, at) => rules.afterEnd(state, at), 'nobody answered'],
    VisitNotAttended: [(_, state, at) => rules.afterArrival(state, at), 'nobody had gone'],
    OverdueAttendanceResolved: [
      ({ outcome }, state, at) => rules.foundOtherwise(state, outcome, at),
      'it was found out that nobody had gone',
    ],
  }),
  settled: ['BuddyChanged', 'CalledBeforeArrival', 'AttendanceOverdue', 'AlarmUnfounded'],
};

/** Who goes out to give advice. */
const VISITORS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

const notAtWork = ({ by, occurredAt: at }: AttendanceCommand, state: AttendanceState, { sender }: Work) =>
  onlyFor(by, ...VISITORS) ??
  rules.notPlanned(state, at) ??
  rules.notOwn(by, state) ??
  senderGone(sender, at);

/** One visit to somebody's premises: what was considered before, who was called, and how it ended. */
export const attendance: Decider<AttendanceCommand, AttendanceEvent, AttendanceState, AttendanceFacts> =
  withCommands(ownAttendance, retention, (state): Kept => ({
    record: 'ATTENDANCE',
    retention: state.retention,
    begunAt: state.plannedAt,
    isLive: (at) => doneAt(state, at) === undefined,
    last: (_, at) => doneAt(state, at),
  }));

const planned = (
  said: Omit<PlanAttendance, 'type' | 'address'>,
  whose: Pick<planning.Plan, 'member' | 'force'>,
  terms: Pinned<VisitFigures>,
): planning.Plan => {
  const {
    graceMinutes = terms.graceMinutes,
    recipientKind = 'INDIVIDUAL',
    expectedDeparture,
    ...rest
  } = said;
  return {
    ...{ ...rest, ...whose, recipientKind, graceMinutes },
    ...(said.graceMinutes === undefined && terms.version !== 'DEFAULT' && { policy: terms.version }),
    ...(expectedDeparture !== undefined && {
      expectedDeparture,
      overdueFrom: graceEnd(expectedDeparture, graceMinutes),
    }),
  };
};

const graceEnd = (expectedDeparture: string, graceMinutes: number): string =>
  new Date(Date.parse(expectedDeparture) + graceMinutes * 60_000).toISOString();

/** The one end of a visit, where that is possible. */
const concluded = (
  state: AttendanceState,
  ending: VisitEnding,
  impossible: typeof rules.afterEnd,
  event: AttendanceEvent,
) =>
  alreadySo(
    state.ending !== undefined && canonicalize({ ...state.ending }) === canonicalize({ ...ending }),
  ) ??
  impossible(state, ending.at) ??
  followed(event, ended(state, ending), ending.at);

/** R-CASE-11: whoever arrives has called before; an arrival is a fact all the same (S3:36). */
const warnedUnlessCalled = (state: AttendanceState, at: string) => {
  const { plan, times, calledBefore } = state;
  const told = times.findLast(({ from }) => from <= at)?.from ?? '';
  const isCalled = calledBefore.some((call) => told <= call && call <= at);
  const arrived = followed(events.arrivalRecorded({}), { ...state, arrivedAt: at }, at);
  return isCalled || plan?.policePremises === true
    ? arrived
    : warn(arrived, { rule: 'R-CASE-11', reason: 'Nobody was called before arrival.' });
};
