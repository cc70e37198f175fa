import {
  alreadySo,
  canonicalize,
  guarded,
  stateOf,
  valueAt,
  warn,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { adviceCaseHistory, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import type { VisitFigures } from '../policy/figures.ts';
import { policyHistory, visitTerms, type Pinned, type PolicyState } from '../policy/policy.state.ts';
import { visitOf } from '../role/serving-policy.ts';
import { subjectHistory, type SubjectState } from '../subject/subject.state.ts';
import { alarmsCorrected, followed } from './alarm.ts';
import * as events from './attendance.events.ts';
import type { AttendanceEvent } from './attendance.events.ts';
import * as rules from './attendance.rules.ts';
import {
  alarmDue,
  attendanceHistory,
  buddyOf,
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

export type AttendanceCommand = PolicingCommand &
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

export interface AttendanceFacts {
  readonly PlanAttendance: {
    readonly buddy: MemberState;
    readonly adviceCase: AdviceCaseState;
    readonly subject: SubjectState;
    readonly policy: PolicyState;
  };
  readonly ChangeBuddy: { readonly buddy: MemberState };
  readonly CancelVisit: OfCase;
  readonly RecordNoReply: OfCase;
  readonly RecordDidNotAttend: OfCase;
  readonly ResolveOverdueAttendance: OfCase;
}

/** The case that the visit was planned for. */
type OfCase = Readonly<{ adviceCase: AdviceCaseState }>;

/** None may move: of two who say at once what became of a visit neither belies the other. */
const caseOf = (_: AttendanceCommand, { plan }: AttendanceState) => ({
  adviceCase: guarded(stateOf(adviceCaseHistory, plan?.case)),
});

/** One visit to somebody's premises: what was considered before, who was called, and how it ended. */
export const attendance: Decider<AttendanceCommand, AttendanceEvent, AttendanceState, AttendanceFacts> = {
  ...attendanceHistory,
  subject: ({ plan }, command) =>
    plan?.recipient ?? (command.type === 'PlanAttendance' ? command.recipient : undefined),
  facts: {
    PlanAttendance: ({ owner, occurredAt, buddy, case: id, recipient, recipientKind, graceMinutes }) => ({
      buddy: stateOf(memberHistory, buddy),
      adviceCase: stateOf(adviceCaseHistory, id),
      subject: stateOf(subjectHistory, recipientKind === 'COMMUNITY' ? undefined : recipient),
      policy: graceMinutes === undefined ? visitOf(owner, occurredAt) : stateOf(policyHistory, undefined),
    }),
    ChangeBuddy: ({ buddy }) => ({ buddy: stateOf(memberHistory, buddy) }),
    CancelVisit: caseOf,
    RecordNoReply: caseOf,
    RecordDidNotAttend: caseOf,
    ResolveOverdueAttendance: caseOf,
  },
  decide: {
    PlanAttendance: ({ type: _type, id: _id, owner, occurredAt: at, by, address, ...said }, state, facts) => {
      const plan = planned(said, { member: by.id, force: owner }, visitTerms(facts.policy, at));
      return (
        onlyFor(by, ...VISITORS) ??
        alreadySo(state.plannedAt === at && canonicalize({ ...state.plan }) === canonicalize({ ...plan })) ??
        alreadyBegun(state.plannedAt, 'plan', 'id') ??
        planning.notOfThePolice(plan) ??
        planning.notConsidered(plan) ??
        planning.withoutCallPlan(plan) ??
        planning.misplaced(plan, at) ??
        planning.unfitBuddy(plan.buddy, plan.member, { at, known: facts.buddy }) ??
        planning.unknownRecipient(plan, facts.subject, at) ??
        planning.notOfTheCase(plan, facts.adviceCase, at) ?? [events.attendancePlanned({ ...plan, address })]
      );
    },

    ChangeBuddy: ({ occurredAt: at, by, buddy }, state, facts) =>
      notAtWork(by, state, at) ??
      alreadySo(buddyOf(state, at) === buddy) ??
      rules.afterEnd(state, at) ??
      planning.unfitBuddy(buddy, state.plan?.member, { at, known: facts.buddy }) ?? [
        events.buddyChanged({ buddy }),
      ],

    MoveVisit: ({ occurredAt: at, by, expectedArrival, expectedDeparture }, state) => {
      const overdueFrom = graceEnd(expectedDeparture, state.plan?.graceMinutes ?? 0);
      const times = { expectedArrival, expectedDeparture, overdueFrom };
      return (
        notAtWork(by, state, at) ??
        alreadySo(canonicalize({ ...valueAt(state.times, at) }) === canonicalize({ ...times })) ??
        rules.notMovable(state, at) ??
        planning.misplaced(times, at) ??
        followed(events.visitMoved(times), withTimes(state, at, times), at)
      );
    },

    CancelVisit: ({ id, occurredAt: at, by, reason, note }, state, { adviceCase }) =>
      notAtWork(by, state, at) ??
      rules.metOnIt(adviceCase, id, 'id') ??
      concluded(
        state,
        { how: 'CANCELLED', at, said: `${by.id} ${reason}` },
        rules.afterArrival,
        events.visitCancelled({ by: by.id, reason, ...(note !== undefined && { note }) }),
      ),

    CallBeforeArrival: ({ occurredAt: at, by }, state) =>
      notAtWork(by, state, at) ??
      alreadySo(state.calledBefore.includes(at)) ??
      rules.afterEnd(state, at) ??
      followed(events.calledBeforeArrival({}), state, at),

    RecordArrival: ({ occurredAt: at, by }, state) =>
      notAtWork(by, state, at) ??
      alreadySo(state.arrivedAt === at) ??
      rules.afterEnd(state, at) ??
      alreadyBegun(state.arrivedAt, 'arrival', 'occurredAt') ??
      warnedUnlessCalled(state, at),

    CallOnDeparture: ({ occurredAt: at, by }, state) =>
      notAtWork(by, state, at) ??
      concluded(state, { how: 'ATTENDED', at, said: '' }, rules.beforeArrival, events.calledOnDeparture({})),

    RecordNoReply: ({ id, occurredAt: at, by, tried: sent, note }, state, { adviceCase }) => {
      const tried = [...new Set(sent)];
      return (
        notAtWork(by, state, at) ??
        rules.notTried(tried) ??
        rules.metOnIt(adviceCase, id, 'id') ??
        concluded(
          state,
          { how: 'NO_REPLY', at, said: tried.join(' ') },
          rules.afterEnd,
          events.noReplyRecorded({ tried, ...(note !== undefined && { note }) }),
        )
      );
    },

    RecordDidNotAttend: ({ id, occurredAt: at, by, reason }, state, { adviceCase }) =>
      notAtWork(by, state, at) ??
      rules.metOnIt(adviceCase, id, 'id') ??
      concluded(
        state,
        { how: 'NOT_ATTENDED', at, said: reason },
        rules.afterArrival,
        events.visitNotAttended({ reason }),
      ),

    NoticeAttendanceOverdue: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SYSTEM') ?? rules.notPlanned(state, at) ?? alarmsCorrected(state, at),

    ResolveOverdueAttendance: ({ id, occurredAt: at, by, outcome, note }, state, { adviceCase }) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      notBegun(alarmDue(state), at, 'alarm', 'id') ??
      alreadySo(foundOutAt(state, at) === outcome) ??
      alreadyBegun(resolvedAt(state), 'outcome', 'outcome') ??
      rules.foundOtherwise(state, outcome, at) ??
      (outcome === 'NOT_ATTENDED' ? rules.metOnIt(adviceCase, id, 'outcome') : undefined) ??
      followed(events.overdueAttendanceResolved({ outcome, ...(note !== undefined && { note }) }), state, at),
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

const notAtWork = (by: AttendanceCommand['by'], state: AttendanceState, at: string) =>
  onlyFor(by, ...VISITORS) ?? rules.notPlanned(state, at) ?? rules.notOwn(by, state);

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
