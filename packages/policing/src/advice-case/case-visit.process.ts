import { defineProcess, idOf, send } from '@wardbook/event-sourcing/pure';
import { attendanceHistory } from '../attendance/attendance.state.ts';
import { adviceCase } from './advice-case.ts';

const NOTHING: object = {};

/** R-CASE-13: a case learns of the visits that are planned for it, so that it does not close over one (S3:36). */
export const caseVisit = defineProcess({
  name: 'case-visit',
  version: 1,
  initial: NOTHING,
  of: [attendanceHistory],
  evolve: { AttendancePlanned: (row) => row },
  columns: {},
  react: {
    AttendancePlanned: (_, { case: id }, { stream, occurredAt }) =>
      id === undefined
        ? []
        : [send(adviceCase, id, { type: 'NoteVisit', attendance: idOf(stream) }, occurredAt)],
  },
});
