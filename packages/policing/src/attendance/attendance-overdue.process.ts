import { defineCountdown, dueAt, dueFrom, nothingFrom, noticedAt, send } from '@wardbook/event-sourcing/pure';
import { attendanceHistory } from './attendance.state.ts';
import { attendance } from './attendance.ts';

/**
 * R-CASE-11: has a visit looked after when the grace is over, so that an alarm is on record without anybody asking
 * (S3:36 "to ensure staff are safe"). Whether there is one, the visit says; whatever ends it says so by itself.
 */
export const attendancesOverdue = defineCountdown({
  name: 'attendances-overdue',
  version: 2,
  of: [attendanceHistory],
  evolve: {
    // A visit that is put on record afterwards leaves time to record its calls, too.
    AttendancePlanned: (row, { overdueFrom, graceMinutes }, { occurredAt, recordedAt }) =>
      overdueFrom === undefined
        ? row
        : dueFrom(row, occurredAt, overdueFrom, after(recordedAt, graceMinutes * 60_000)),
    VisitMoved: (row, { overdueFrom, expectedDeparture }, { occurredAt, recordedAt }) =>
      dueFrom(
        row,
        occurredAt,
        overdueFrom,
        after(recordedAt, Date.parse(overdueFrom) - Date.parse(expectedDeparture)),
      ),
    CalledOnDeparture: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
    VisitCancelled: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
    NoReplyRecorded: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
    VisitNotAttended: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
    AttendanceOverdue: (row) => noticedAt(row, dueAt(row) ?? ''),
    AlarmUnfounded: (row) => noticedAt(row, ''),
  },
  poke: (id, due) => send(attendance, id, { type: 'NoticeAttendanceOverdue' }, due),
});

const after = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();
