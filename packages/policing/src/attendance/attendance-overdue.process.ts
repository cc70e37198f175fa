import { defineProcess, send, type Moment } from '@wardbook/event-sourcing/pure';
import { alarmDue, attendanceHistory, type AttendanceState } from './attendance.state.ts';
import { attendance } from './attendance.ts';

interface Waiting {
  readonly visit: AttendanceState;
  /** No alarm before: a visit that is put on record afterwards leaves time to record its calls, too. UTC. */
  readonly earliest: string;
}

const NOBODY_AWAITED: Waiting = { visit: attendanceHistory.initial, earliest: '' };

const { evolve } = attendanceHistory;

/**
 * R-CASE-11: looks after each visit once the grace is over, so that an alarm is on record without anybody noticing
 * (S3:36 "to ensure staff are safe"). Whether there is one, and as of when, the visit says.
 */
export const attendancesOverdue = defineProcess({
  name: 'attendances-overdue',
  version: 2,
  initial: NOBODY_AWAITED,
  of: [attendanceHistory],
  evolve: {
    AttendancePlanned: (row, event, moment) =>
      awaited(row, evolve.AttendancePlanned(row.visit, event, moment), moment),
    VisitMoved: (row, event, moment) => awaited(row, evolve.VisitMoved(row.visit, event, moment), moment),
    CalledOnDeparture: (row, event, moment) => ({
      ...row,
      visit: evolve.CalledOnDeparture(row.visit, event, moment),
    }),
    VisitCancelled: (row, event, moment) => ({
      ...row,
      visit: evolve.VisitCancelled(row.visit, event, moment),
    }),
    NoReplyRecorded: (row, event, moment) => ({
      ...row,
      visit: evolve.NoReplyRecorded(row.visit, event, moment),
    }),
    VisitNotAttended: (row, event, moment) => ({
      ...row,
      visit: evolve.VisitNotAttended(row.visit, event, moment),
    }),
    AttendanceOverdue: (row, event, moment) => ({
      ...row,
      visit: evolve.AttendanceOverdue(row.visit, event, moment),
    }),
    AlarmUnfounded: (row, event, moment) => ({
      ...row,
      visit: evolve.AlarmUnfounded(row.visit, event, moment),
    }),
  },
  columns: { dueAt: (row) => dueAt(row) ?? null },
  react: {},
  whenDue: (row, id) => {
    const at = dueAt(row);
    return at === undefined ? [] : [send(attendance, id, { type: 'NoticeAttendanceOverdue' }, at)];
  },
});

const awaited = (
  { earliest }: Waiting,
  visit: AttendanceState,
  { recordedAt }: Pick<Moment, 'recordedAt'>,
): Waiting => ({ visit, earliest: later(earliest, after(recordedAt, visit.plan?.graceMinutes ?? 0)) });

/** While nobody has looked; whatever ends a visit looks by itself. */
const dueAt = ({ visit, earliest }: Waiting): string | undefined => {
  const due = alarmDue(visit);
  return due === undefined || visit.ending || visit.alarms.some(({ overdueFrom }) => overdueFrom === due)
    ? undefined
    : later(due, earliest);
};

const later = (a: string, b: string): string => (a > b ? a : b);

const after = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
