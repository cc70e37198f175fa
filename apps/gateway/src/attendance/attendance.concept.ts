import { retentionOf } from '../retention/retention.resolver.ts';
import { attendance } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { TokenArgs } from '../point-args.ts';
import { attendanceBoard } from './attendance-board.view.ts';
import { attendanceShownTo } from './attendance-shown.ts';
import * as inputs from './attendance.input.ts';
import { AttendanceResolver } from './attendance.resolver.ts';
import { AttendanceType } from './attendance.type.ts';

/** A visit, for police and records staff of the force that planned it, and auditors. */
export const attendanceConcept = concept({
  kind: 'Attendance',
  type: AttendanceType,
  decider: attendance,
  board: attendanceBoard,
  inputs,
  query: { needs: 'CASE', description: 'One visit of your force.', takes: TokenArgs },
  resolvers: [AttendanceResolver, retentionOf(() => AttendanceType, attendance)],
  readFor: 'ATTENDANCE',
  shownTo: attendanceShownTo,
});
