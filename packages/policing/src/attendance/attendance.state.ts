import type { Fold } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { attendanceEvents, type AttendanceEvent, type AttendancePlan } from './attendance.events.ts';

export interface AttendanceState {
  readonly plannedAt?: string;
  /** All of the plan but the address. */
  readonly plan?: Omit<AttendancePlan, 'address'>;
  readonly calledBeforeAt?: string;
  readonly arrivedAt?: string;
  readonly departedAt?: string;
  readonly overdueAt?: string;
  readonly resolvedAt?: string;
}

export const attendanceHistory: Fold<AttendanceEvent, AttendanceState> = {
  name: 'attendance',
  ids: REGISTER_IDS,
  initial: {},
  events: attendanceEvents,
  evolve: {
    AttendancePlanned: (state, { type: _type, address: _address, ...plan }, { occurredAt }) => ({
      ...state,
      plan,
      plannedAt: occurredAt,
    }),
    CalledBeforeArrival: (state, _, { occurredAt }) => ({ ...state, calledBeforeAt: occurredAt }),
    ArrivalRecorded: (state, _, { occurredAt }) => ({ ...state, arrivedAt: occurredAt }),
    CalledOnDeparture: (state, _, { occurredAt }) => ({ ...state, departedAt: occurredAt }),
    AttendanceOverdue: (state, _, { occurredAt }) => ({ ...state, overdueAt: occurredAt }),
    OverdueAttendanceResolved: (state, _, { occurredAt }) => ({ ...state, resolvedAt: occurredAt }),
  },
};

/** Whether the visit had been planned, with all that a plan needs, by an instant (R-CASE-11). */
export const isPlanned = ({ plannedAt }: AttendanceState, at: string): boolean => isBy(plannedAt, at);

/** Whom the visit is to. */
export const plannedFor = ({ plan }: AttendanceState): string | undefined => plan?.recipient;

/** Whether the visit was over at an instant. */
export const isOver = ({ departedAt, resolvedAt }: AttendanceState, at: string): boolean =>
  [departedAt, resolvedAt].some((ended) => ended !== undefined && ended < at);

/** Whether a call on departure had been missed, and nobody had found out why, at an instant. */
export const isOverdue = (state: AttendanceState, at: string): boolean =>
  isBy(state.overdueAt, at) && !isResolved(state, at);

export const isResolved = ({ resolvedAt }: AttendanceState, at: string): boolean => isBy(resolvedAt, at);

const isBy = (instant: string | undefined, at: string): boolean => instant !== undefined && instant <= at;
