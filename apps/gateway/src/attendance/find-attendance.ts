import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import type { Shown } from '../read.ts';
import { isFor } from '../record-agency.ts';
import { attendanceBoard, type AttendanceCard } from './attendance-board.view.ts';

/** A visit, for police and records staff of the force that planned it, and auditors. */
export const findAttendance = async (
  context: Pick<Context, 'by' | 'history' | 'read' | 'scopes'>,
  key: string,
): Promise<Shown<AttendanceCard> | null> => {
  const row = begun(await context.read.find(attendanceBoard, key));
  return row && context.scopes.has('CASE') && (await isFor(context, `attendance-${key}`)) ? row : null;
};
