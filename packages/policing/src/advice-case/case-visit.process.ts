import { defineProcess, idOf, carry } from '@wardbook/event-sourcing/pure';
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
    // A plan that names no force was made before cases heard of plans: starting adds nothing to what is on record.
    AttendancePlanned: (_, { case: id, force }, { stream, occurredAt }) =>
      id === undefined || force === undefined
        ? []
        : [carry(adviceCase, id, { type: 'NoteVisit', attendance: idOf(stream) }, occurredAt)],
  },
});
