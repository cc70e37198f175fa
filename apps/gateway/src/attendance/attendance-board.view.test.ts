import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import type { AttendanceEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { attendanceBoard } from './attendance-board.view.ts';

describe('the board of attendances', () => {
  test('is filtered by case, member and standing', () => {
    expect(columnsAfter(attendanceBoard, 'visit', [planned])).toEqual({
      case: 'alder',
      member: 'officer-1',
      standing: 'PLANNED',
      expectedDeparture: '2013-02-12T11:00:00.000Z',
    });
  });

  test('stands where the latest call put it', () => {
    const standing = (...told: readonly Happened<AttendanceEvent>[]) =>
      rowAfter(attendanceBoard, 'visit', [planned, ...told]).standing;
    expect(standing(called)).toBe('PLANNED');
    expect(standing(called, arrived)).toBe('ARRIVED');
    expect(standing(arrived, departed)).toBe('DEPARTED');
  });

  test('an alarm stands, though the call came late, until somebody has found out why', () => {
    expect(rowAfter(attendanceBoard, 'visit', [planned, overdue, departed]).standing).toBe('OVERDUE');
    expect(rowAfter(attendanceBoard, 'visit', [planned, overdue, departed, resolved])).toMatchObject({
      standing: 'RESOLVED',
      outcome: 'SAFE_CALL_LATE',
    });
  });

  test('shows something whatever has happened before', () => {
    const told = [planned, called, arrived, overdue, departed, resolved];
    expect(failuresOf(attendanceBoard, 'visit', told)).toEqual([]);
  });
});

const at = (time: string, event: AttendanceEvent): Happened<AttendanceEvent> => [
  'attendance-visit',
  `2013-02-12T${time}:00.000Z`,
  event,
];
const considered = { considered: true, outcome: 'NOT_REQUIRED' } as const;
const planned = at('09:00', {
  type: 'AttendancePlanned',
  case: 'alder',
  recipient: 'person-1',
  member: 'officer-1',
  premisesKind: 'HOME',
  policePremises: false,
  considerations: {
    riskAssessment: considered,
    ppe: considered,
    conflictManagement: considered,
    otherTraining: considered,
  },
  crew: 'LONE',
  buddy: 'sergeant-1',
  expectedArrival: '2013-02-12T10:00:00.000Z',
  expectedDeparture: '2013-02-12T11:00:00.000Z',
  graceMinutes: 15,
  overdueFrom: '2013-02-12T11:15:00.000Z',
  address: personalReference('attendance-visit/0/0'),
});
const called = at('09:50', { type: 'CalledBeforeArrival' } as AttendanceEvent);
const arrived = at('10:00', { type: 'ArrivalRecorded' } as AttendanceEvent);
const overdue = at('11:15', { type: 'AttendanceOverdue', buddy: 'sergeant-1' });
const departed = at('11:30', { type: 'CalledOnDeparture' } as AttendanceEvent);
const resolved = at('11:40', { type: 'OverdueAttendanceResolved', outcome: 'SAFE_CALL_LATE' });
