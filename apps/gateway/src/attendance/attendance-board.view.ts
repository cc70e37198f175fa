import { defineView, type PersonalReference } from '@wardbook/event-sourcing';
import { attendanceHistory, type AttendanceEvent } from '@wardbook/policing';

/** A visit: what was planned, and which calls came. Address and note are references, which only the door opens. */
export interface AttendanceCard extends Partial<Plan> {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'PLANNED' | 'ARRIVED' | 'DEPARTED' | 'OVERDUE' | 'RESOLVED';
  readonly plannedAt: string | null;
  readonly calledBeforeAt: string | null;
  readonly arrivedAt: string | null;
  readonly departedAt: string | null;
  readonly overdueAt: string | null;
  readonly resolvedAt: string | null;
  readonly outcome: Resolved['outcome'] | null;
  readonly note: PersonalReference | null;
}

type Plan = Omit<Extract<AttendanceEvent, { type: 'AttendancePlanned' }>, 'type'>;
type Resolved = Extract<AttendanceEvent, { type: 'OverdueAttendanceResolved' }>;

const EXPECTED: AttendanceCard = {
  version: 0,
  standing: 'EXPECTED',
  plannedAt: null,
  calledBeforeAt: null,
  arrivedAt: null,
  departedAt: null,
  overdueAt: null,
  resolvedAt: null,
  outcome: null,
  note: null,
};

export const attendanceBoard = defineView({
  name: 'attendance-board',
  version: 1,
  of: [attendanceHistory],
  versionOf: attendanceHistory,
  initial: EXPECTED,
  columns: {
    case: (card) => card.case ?? null,
    member: ({ member }) => member ?? null,
    standing: ({ standing }) => standing,
    expectedDeparture: ({ expectedDeparture }) => expectedDeparture ?? null,
  },
  evolve: {
    AttendancePlanned: (card, { type: _type, ...plan }, { occurredAt }) =>
      stood({ ...card, ...plan, plannedAt: occurredAt }),
    CalledBeforeArrival: (card, _, { occurredAt }) => stood({ ...card, calledBeforeAt: occurredAt }),
    ArrivalRecorded: (card, _, { occurredAt }) => stood({ ...card, arrivedAt: occurredAt }),
    CalledOnDeparture: (card, _, { occurredAt }) => stood({ ...card, departedAt: occurredAt }),
    AttendanceOverdue: (card, _, { occurredAt }) => stood({ ...card, overdueAt: occurredAt }),
    OverdueAttendanceResolved: (card, { outcome, note = null }, { occurredAt }) =>
      stood({ ...card, resolvedAt: occurredAt, outcome, note }),
  },
});

/** Calls may be recorded late, and in any order; an alarm stands until somebody has found out why. */
const stood = (card: AttendanceCard): AttendanceCard => ({ ...card, standing: standingOf(card) });

const standingOf = (card: AttendanceCard): AttendanceCard['standing'] => {
  if (card.plannedAt === null) return 'EXPECTED';
  if (card.resolvedAt !== null) return 'RESOLVED';
  if (card.overdueAt !== null) return 'OVERDUE';
  if (card.departedAt !== null) return 'DEPARTED';
  return card.arrivedAt === null ? 'PLANNED' : 'ARRIVED';
};
