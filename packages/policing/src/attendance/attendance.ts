import {
  alreadySo,
  canonicalize,
  refuse,
  warn,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, notBegun, onlyFor, type By, type PolicingCommand } from '../by.ts';
import {
  arrivalRecorded,
  attendanceOverdue,
  attendancePlanned,
  calledBeforeArrival,
  calledOnDeparture,
  CONSIDERATIONS,
  overdueAttendanceResolved,
  type AttendanceEvent,
  type AttendancePlan,
  type Consideration,
  type OverdueOutcome,
} from './attendance.events.ts';
import { attendanceHistory, type AttendanceState } from './attendance.state.ts';

/** A plan as it is made; the member is whoever makes it. */
type PlanAttendance = Omit<AttendancePlan, 'member' | 'graceMinutes' | 'overdueFrom'> & {
  readonly type: 'PlanAttendance';
  /** How long after the expected departure a missing call is an alarm; left out, 15 minutes. */
  readonly graceMinutes?: number;
};

export type AttendanceCommand = PolicingCommand &
  (
    | PlanAttendance
    | { readonly type: 'CallBeforeArrival' }
    | { readonly type: 'RecordArrival' }
    | { readonly type: 'CallOnDeparture' }
    | { readonly type: 'NoticeAttendanceOverdue' }
    | {
        readonly type: 'ResolveOverdueAttendance';
        readonly outcome: OverdueOutcome;
        readonly note?: TextOrReference;
      }
  );

/** One visit to somebody's premises: what was considered before, who was called, and that everybody came back. */
export const attendance: Decider<AttendanceCommand, AttendanceEvent, AttendanceState> = {
  ...attendanceHistory,
  subject: ({ plan }, command) =>
    plan?.recipient ?? (command.type === 'PlanAttendance' ? command.recipient : undefined),
  facts: {},
  decide: {
    PlanAttendance: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, address, ...said },
      state,
    ) => {
      const plan = planned(said, by);
      return (
        onlyFor(by, ...VISITORS) ??
        alreadySo(samePlan(state, plan)) ??
        alreadyBegun(state.plannedAt, 'plan', 'id') ??
        notConsidered(plan) ??
        withoutCallPlan(plan) ??
        plannedTooLate(plan, at) ?? [attendancePlanned({ ...plan, address })]
      );
    },

    CallBeforeArrival: ({ occurredAt: at, by }, state) =>
      onlyFor(by, ...VISITORS) ??
      notPlanned(state, at) ??
      alreadySo(state.calledBeforeAt !== undefined) ?? [calledBeforeArrival({})],

    RecordArrival: ({ occurredAt: at, by }, state) =>
      onlyFor(by, ...VISITORS) ??
      notPlanned(state, at) ??
      alreadySo(state.arrivedAt !== undefined) ??
      warnedUnlessCalled(state, at),

    CallOnDeparture: ({ occurredAt: at, by }, state) =>
      onlyFor(by, ...VISITORS) ??
      notPlanned(state, at) ??
      leftBeforeArrival(state, at) ??
      alreadySo(state.departedAt !== undefined) ?? [calledOnDeparture({})],

    NoticeAttendanceOverdue: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'SYSTEM') ??
      notPlanned(state, at) ??
      alreadySo(state.departedAt !== undefined || state.overdueAt !== undefined) ??
      notDue(state, at) ?? [
        attendanceOverdue({ ...(state.plan?.buddy !== undefined && { buddy: state.plan.buddy }) }),
      ],

    ResolveOverdueAttendance: ({ occurredAt: at, by, outcome, note }, state) =>
      onlyFor(by, 'SUPERVISOR', 'INSPECTOR') ??
      notBegun(state.overdueAt, at, 'alarm', 'id') ??
      alreadySo(state.resolvedAt !== undefined) ?? [
        overdueAttendanceResolved({ outcome, ...(note !== undefined && { note }) }),
      ],
  },
};

/** Who goes out to give advice. */
const VISITORS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

/** Ours, until a policy says otherwise. */
const GRACE_IN_MINUTES = 15;

type Plan = Omit<AttendancePlan, 'address'>;

const planned = (said: Omit<PlanAttendance, 'type' | 'address'>, { id }: By): Plan => {
  const { graceMinutes = GRACE_IN_MINUTES, expectedDeparture, ...rest } = said;
  const due = expectedDeparture === undefined ? NaN : Date.parse(expectedDeparture) + graceMinutes * 60_000;
  return {
    ...rest,
    member: id,
    graceMinutes,
    ...(expectedDeparture !== undefined && { expectedDeparture }),
    ...(!Number.isNaN(due) && { overdueFrom: new Date(due).toISOString() }),
  };
};

/** An address is never compared. */
const samePlan = ({ plan }: AttendanceState, other: Plan): boolean =>
  plan !== undefined && canonicalize({ ...plan }) === canonicalize({ ...other });

/**
 * R-CASE-11: before attending premises that are not the police's, the risk, protective equipment, conflict management
 * and other training are considered, and what came of it is recorded (S3:36).
 */
const notConsidered = ({ policePremises, considerations }: Plan) => {
  const missing = CONSIDERATIONS.filter((one) => {
    const { considered, outcome } = considerations[one];
    return !considered || outcome === undefined;
  });
  return policePremises || missing.length === 0
    ? undefined
    : refuse(
        'R-CASE-11',
        `Consider these first, and say what came of it: ${missing.map((one) => IN_WORDS[one]).join(', ')}.`,
        'considerations',
      );
};

const IN_WORDS: Readonly<Record<Consideration, string>> = {
  riskAssessment: 'risk assessment',
  ppe: 'protective equipment',
  conflictManagement: 'conflict management',
  otherTraining: 'other training',
};

/** R-CASE-11: somebody else expects a call before arrival and on departure, and knows when (S3:36). */
const withoutCallPlan = (plan: Plan) => {
  const { policePremises, buddy, member, expectedArrival, expectedDeparture } = plan;
  if (policePremises) return undefined;
  if (buddy === undefined) return refuse('R-CASE-11', 'Say who will expect the calls.', 'buddy');
  if (buddy === member)
    return refuse('R-CASE-11', 'Whoever goes cannot expect their own calls. Choose somebody else.', 'buddy');
  if (expectedArrival === undefined)
    return refuse('R-CASE-11', 'Say when you expect to arrive.', 'expectedArrival');
  if (expectedDeparture === undefined)
    return refuse('R-CASE-11', 'Say when you expect to leave.', 'expectedDeparture');
  return expectedDeparture > expectedArrival
    ? undefined
    : refuse(
        'R-CASE-11',
        'You must expect to leave after you arrive. Check both times.',
        'expectedDeparture',
      );
};

/** R-CASE-11: all that comes before attending (S3:36). */
const plannedTooLate = ({ policePremises, expectedArrival }: Plan, at: string) =>
  !policePremises && expectedArrival !== undefined && expectedArrival < at
    ? refuse(
        'R-CASE-11',
        'A visit must be planned before it begins. Check the expected arrival.',
        'expectedArrival',
      )
    : undefined;

/** R-LIFE-1 for attendances. */
const notPlanned = (state: AttendanceState, at: string) => notBegun(state.plannedAt, at, 'plan', 'id');

/** R-CASE-11: whoever arrives has called before; an arrival is a fact all the same (S3:36). */
const warnedUnlessCalled = (state: AttendanceState, at: string) => {
  const { plan, calledBeforeAt } = state;
  const called = calledBeforeAt !== undefined && calledBeforeAt <= at;
  return called || plan?.policePremises === true
    ? [arrivalRecorded({})]
    : warn([arrivalRecorded({})], { rule: 'R-CASE-11', reason: 'Nobody was called before arrival.' });
};

/** R-LIFE-1: nobody departs before they arrived. */
const leftBeforeArrival = ({ arrivedAt }: AttendanceState, at: string) =>
  arrivedAt !== undefined && arrivedAt > at
    ? refuse('R-LIFE-1', 'The arrival is on record as later than this. Check the time.', 'occurredAt')
    : undefined;

/** R-CASE-11: a missing call is an alarm once the grace is over, and only where one was planned (S3:36). */
const notDue = ({ plan }: AttendanceState, at: string) =>
  plan?.overdueFrom !== undefined && plan.overdueFrom <= at
    ? undefined
    : refuse('R-CASE-11', 'No call on departure was overdue at that time.', 'occurredAt');
