import { defineProcess, send } from '@wardbook/event-sourcing/pure';
import { attendanceHistory } from './attendance.state.ts';

import { attendance } from './attendance.ts';

interface Deadline {
  /** From when on a missing call is an alarm; absent once nobody waits for one. UTC. */
  readonly overdueFrom?: string;
}

const NOBODY_AWAITED: Deadline = {};

/** R-CASE-11: the alarm when nobody phoned on departure, once (S3:36 "to ensure staff are safe"). */
export const attendancesOverdue = defineProcess({
  name: 'attendances-overdue',
  version: 1,
  initial: NOBODY_AWAITED,
  of: [attendanceHistory],
  evolve: {
    AttendancePlanned: (_, { overdueFrom, graceMinutes }, { recordedAt }) =>
      overdueFrom === undefined ? {} : { overdueFrom: later(overdueFrom, after(recordedAt, graceMinutes)) },
    CalledOnDeparture: () => ({}),
    AttendanceOverdue: () => ({}),
    OverdueAttendanceResolved: () => ({}),
  },
  columns: { dueAt: ({ overdueFrom }) => overdueFrom ?? null },
  react: {},
  whenDue: ({ overdueFrom: at }, id) =>
    at === undefined ? [] : [send(attendance, id, { type: 'NoticeAttendanceOverdue' }, at)],
});

/** A visit that is put on record afterwards leaves time to record its calls, too. */
const later = (a: string, b: string): string => (a > b ? a : b);

const after = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
