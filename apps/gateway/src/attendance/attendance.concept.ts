import { attendance } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { ownForceOnly } from '../record-agency.ts';
import { attendanceBoard } from './attendance-board.view.ts';
import * as inputs from './attendance.input.ts';
import { AttendanceResolver } from './attendance.resolver.ts';

/** A visit, for police and records staff of the force that planned it, and auditors. */
export const attendanceConcept = concept({
  kind: 'Attendance',
  decider: attendance,
  board: attendanceBoard,
  inputs,
  resolvers: [AttendanceResolver],
  isAboutPeople: true,
  writers: 'AGENCY_THAT_BEGAN_IT',
  shownTo: ownForceOnly(attendance),
});
