import type { Process } from '@wardbook/event-sourcing';
import { bySystem } from '../by.ts';
import { attendanceEvents, type AttendanceEvent } from './attendance.events.ts';
import { attendance, type AttendanceCommand } from './attendance.ts';

type Watched = Extract<
  AttendanceEvent,
  { type: 'AttendancePlanned' | 'CalledOnDeparture' | 'AttendanceOverdue' | 'OverdueAttendanceResolved' }
>;

interface Deadline {
  /** From when on a missing call is an alarm; absent once nobody waits for one. UTC. */
  readonly overdueFrom?: string;
}

/** R-CASE-11: the alarm when nobody phoned on departure, once (S3:36 "to ensure staff are safe"). */
export const attendancesOverdue: Process<Watched, Deadline> = {
  name: 'attendances-overdue',
  version: 1,
  initial: {},
  events: attendanceEvents,
  evolve: {
    AttendancePlanned: (_, { overdueFrom, graceMinutes }, { recordedAt }) =>
      overdueFrom === undefined ? {} : { overdueFrom: later(overdueFrom, after(recordedAt, graceMinutes)) },
    CalledOnDeparture: () => ({}),
    AttendanceOverdue: () => ({}),
    OverdueAttendanceResolved: () => ({}),
  },
  columns: { dueAt: ({ overdueFrom }) => overdueFrom ?? null },
  react: {},
  whenDue: ({ overdueFrom: at }, id) => {
    if (at === undefined) return [];
    const command: AttendanceCommand = {
      type: 'NoticeAttendanceOverdue',
      occurredAt: at,
      by: bySystem('attendances-overdue'),
    };
    return [{ decider: attendance, id, command }];
  },
};

/** A visit that is put on record afterwards leaves time to record its calls, too. */
const later = (a: string, b: string): string => (a > b ? a : b);

const after = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
