import { attendance } from '@wardbook/policing';
import { ownForceOnly } from '../record-agency.ts';
import type { Asking } from '../concept.ts';
import type { Shown } from '../read.ts';
import { alarmFrom, type AttendanceCard } from './attendance-board.view.ts';

const ofOwnForce = ownForceOnly(attendance);

/**
 * A visit as far as it is for whoever asks: police and records staff of the force whose it is, and auditors. Where the
 * call on departure is missing by then it is overdue, whether or not that is on record yet.
 */
export const attendanceShownTo = async (
  asking: Asking,
  card: Shown<AttendanceCard> | undefined,
  moment: string,
  key: string,
): Promise<Shown<AttendanceCard> | null> => {
  const row = await ofOwnForce(asking, card, moment, key);
  const from = row && alarmFrom(row);
  return row && from !== null && from <= moment ? { ...row, standing: 'OVERDUE' } : row;
};
