import {
  alreadySo,
  canonicalize,
  refuse,
  warn,
  type Decider,
  type Refusal,
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
  type OverdueOutcome,
} from './attendance.events.ts';
import { attendanceHistory, isPlanned, type AttendanceState } from './attendance.state.ts';

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
    PlanAttendance: ({ type: _type, id: _id, occurredAt: at, by, address, ...said }, state) => {
      const plan = planned(said, by);
      return (
        onlyFor(by, ...VISITORS) ??
        alreadySo(samePlan(state, plan)) ??
        alreadyBegun(state.plannedAt, 'plan') ??
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
      notBegun(state.overdueAt, at, 'alarm') ??
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
const notConsidered = ({ policePremises, considerations }: Plan): Refusal | undefined => {
  const missing = CONSIDERATIONS.filter((one) => {
    const { considered, outcome } = considerations[one];
    return !considered || outcome === undefined;
  });
  return policePremises || missing.length === 0
    ? undefined
    : refuse('R-CASE-11', `Still to be considered: ${missing.join(', ')}.`, 'considerations');
};

/** R-CASE-11: somebody else expects a call before arrival and on departure, and knows when (S3:36). */
const withoutCallPlan = (plan: Plan): Refusal | undefined => {
  const { policePremises, buddy, member, expectedArrival, expectedDeparture } = plan;
  if (policePremises) return undefined;
  if (buddy === undefined) return refuse('R-CASE-11', 'Say who expects the calls.', 'buddy');
  if (buddy === member) return refuse('R-CASE-11', 'Somebody else expects the calls.', 'buddy');
  if (expectedArrival === undefined || expectedDeparture === undefined)
    return refuse('R-CASE-11', 'Say when arrival and departure are expected.', 'expectedDeparture');
  return expectedDeparture > expectedArrival
    ? undefined
    : refuse('R-CASE-11', 'Departure is expected after arrival.', 'expectedDeparture');
};

/** R-CASE-11: all that comes before attending (S3:36). */
const plannedTooLate = ({ policePremises, expectedArrival }: Plan, at: string): Refusal | undefined =>
  !policePremises && expectedArrival !== undefined && expectedArrival < at
    ? refuse('R-CASE-11', 'An attendance is planned before it, not after.', 'expectedArrival')
    : undefined;

/** R-LIFE-1 for attendances. */
const notPlanned = (state: AttendanceState, at: string): Refusal | undefined =>
  isPlanned(state, at) ? undefined : notBegun(state.plannedAt, at, 'plan');

/** R-CASE-11: whoever arrives has called before; an arrival is a fact all the same (S3:36). */
const warnedUnlessCalled = (state: AttendanceState, at: string) => {
  const { plan, calledBeforeAt } = state;
  const called = calledBeforeAt !== undefined && calledBeforeAt <= at;
  return called || plan?.policePremises === true
    ? [arrivalRecorded({})]
    : warn([arrivalRecorded({})], { rule: 'R-CASE-11', reason: 'Nobody was called before arrival.' });
};

/** R-LIFE-1: nobody departs before they arrived. */
const leftBeforeArrival = ({ arrivedAt }: AttendanceState, at: string): Refusal | undefined =>
  arrivedAt !== undefined && arrivedAt > at
    ? refuse('R-LIFE-1', 'The arrival was later than that.')
    : undefined;

/** R-CASE-11: a missing call is an alarm once the grace is over, and only where one was planned (S3:36). */
const notDue = ({ plan }: AttendanceState, at: string): Refusal | undefined =>
  plan?.overdueFrom !== undefined && plan.overdueFrom <= at
    ? undefined
    : refuse('R-CASE-11', 'No call on departure is due yet.');
