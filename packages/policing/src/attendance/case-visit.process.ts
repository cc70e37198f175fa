import { defineProcess, idOf, send } from '@wardbook/event-sourcing/pure';
import { adviceCase } from '../advice-case/advice-case.ts';
import { attendanceHistory } from './attendance.state.ts';

/** R-CASE-13: a case hears of every visit that is planned for it: it does not close before that is over (S3:36). */
export const caseVisits = defineProcess({
  name: 'case-visits',
  version: 1,
  initial: {},
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
