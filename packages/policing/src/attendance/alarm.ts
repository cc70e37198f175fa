import { happened, type Dated } from '@wardbook/event-sourcing/pure';
import { alarmUnfounded, attendanceOverdue, type AttendanceEvent } from './attendance.events.ts';
import { alarmDue, buddyOf, type AttendanceState } from './attendance.state.ts';

/** What is put on record, and what it changes about alarms. */
export const followed = (event: AttendanceEvent, after: AttendanceState, at: string): Decided => [
  event,
  ...alarmsCorrected(after, at),
];

type Decided = readonly (AttendanceEvent | Dated<AttendanceEvent>)[];

/**
 * R-CASE-11: the alarms on record are those that what happened gives: one is raised as of the end of its grace, whoever
 * notices, and found to be none where a call or another plan is told of later (S3:36).
 */
export const alarmsCorrected = (state: AttendanceState, at: string): readonly Dated<AttendanceEvent>[] => {
  const due = alarmDue(state);
  const buddy = due === undefined ? undefined : buddyOf(state, due);
  const isRaised = state.alarms.some(({ overdueFrom }) => overdueFrom === due);
  // Whatever ended it after that had come without a call.
  const isPast = due !== undefined && (due <= at || state.ending !== undefined);
  return [
    ...state.alarms
      .filter(({ overdueFrom }) => overdueFrom !== due)
      .map((alarm) => happened(alarm.at, alarmUnfounded({}))),
    ...(isPast && !isRaised
      ? [happened(due, attendanceOverdue({ ...(buddy !== undefined && { buddy }) }))]
      : []),
  ];
};
