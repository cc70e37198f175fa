import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import type { AttendanceEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { alarmFrom, attendanceBoard } from './attendance-board.view.ts';

describe('the board of attendances', () => {
  const rowOf = (...told: readonly Happened<AttendanceEvent>[]) =>
    rowAfter(attendanceBoard, 'visit', [planned, ...told]);
  const standing = (...told: readonly Happened<AttendanceEvent>[]) => rowOf(...told).standing;
  const columns = (...told: readonly Happened<AttendanceEvent>[]) =>
    columnsAfter(attendanceBoard, 'visit', [planned, ...told]);

  test('P-03: is filtered by whose it is, who goes, who expects the calls, the day, and what is missing', () => {
    expect(columns()).toEqual({
      force: 'police',
      case: 'alder',
      member: 'officer-1',
      buddy: 'sergeant-1',
      standing: 'PLANNED',
      dueOn: '2013-02-12',
      expectedArrival: '2013-02-12T10:00:00.000Z',
      alarmFrom: '2013-02-12T11:15:00.000Z',
    });
  });

  test('stands where the latest call put it', () => {
    expect(standing(called)).toBe('PLANNED');
    expect(standing(called, arrived)).toBe('ARRIVED');
    expect(rowOf(arrived, departed)).toMatchObject({
      standing: 'DEPARTED',
      departedAt: '2013-02-12T11:10:00.000Z',
      endedAt: '2013-02-12T11:10:00.000Z',
    });
  });

  test('P-03: shows how a visit ended that was not made, and that nobody is awaited', () => {
    expect(rowOf(cancelled)).toMatchObject({
      standing: 'CANCELLED',
      endedAt: '2013-02-12T09:30:00.000Z',
      cancelledBy: 'officer-1',
      cancellationReason: 'NOT_SAFE',
    });
    expect(rowOf(unanswered)).toMatchObject({ standing: 'NO_REPLY', tried: ['BY_PHONE'] });
    expect(rowOf(notGone)).toMatchObject({ standing: 'NOT_ATTENDED', nonAttendanceReason: 'ILL' });
    for (const ending of [cancelled, unanswered, notGone, departed])
      expect(columns(ending)).toMatchObject({ alarmFrom: null });
  });

  test('P-03: shows the new time of a visit, and keeps the older one, in whatever order they are told', () => {
    for (const told of [
      [moved, movedBefore],
      [movedBefore, moved],
    ]) {
      expect(rowOf(...told)).toMatchObject({
        expectedArrival: '2013-02-13T00:30:00.000Z',
        overdueFrom: '2013-02-13T01:45:00.000Z',
      });
      expect(rowOf(...told).times.map(({ value }) => value.expectedArrival)).toEqual([
        '2013-02-12T10:00:00.000Z',
        '2013-02-12T15:00:00.000Z',
        '2013-02-13T00:30:00.000Z',
      ]);
      expect(columns(...told)).toMatchObject({ dueOn: '2013-02-13', alarmFrom: '2013-02-13T01:45:00.000Z' });
    }
  });

  test('P-03: shows who expects the calls now', () => {
    expect(columns(changed)).toMatchObject({ buddy: 'sergeant-2' });
  });

  test('an alarm stands, though the call came late, until somebody has found out why', () => {
    expect(standing(overdue, departed)).toBe('OVERDUE');
    expect(alarmFrom(rowOf(overdue, departed))).toBe('2013-02-12T11:15:00.000Z');
    expect(rowOf(overdue, departed, resolved)).toMatchObject({
      standing: 'RESOLVED',
      outcome: 'SAFE_CALL_LATE',
    });
    expect(alarmFrom(rowOf(overdue, departed, resolved))).toBeNull();
  });

  test('D-28: an alarm that was none does not', () => {
    expect(standing(overdue, arrived, departed, unfounded)).toBe('DEPARTED');
    expect(rowOf(overdue, unfounded).overdueAt).toBeNull();
    expect(rowOf(at('11:05', OVERDUE), overdue, unfounded).overdueAt).toBe('2013-02-12T11:05:00.000Z');
  });

  test('R-CASE-14: a visit that is put on record afterwards is not missed at once', () => {
    const late = rowAfter(attendanceBoard, 'visit', [at('12:00', planned[2])]);
    expect(alarmFrom(late)).toBe('2013-02-12T12:15:00.000Z');
  });

  test('shows something whatever has happened before', () => {
    const told = [planned, changed, moved, called, arrived, overdue, unfounded, departed, resolved];
    expect(failuresOf(attendanceBoard, 'visit', [...told, cancelled, unanswered, notGone])).toEqual([]);
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
  force: 'police',
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
const moved = at('09:50', {
  type: 'VisitMoved',
  expectedArrival: '2013-02-13T00:30:00.000Z',
  expectedDeparture: '2013-02-13T01:30:00.000Z',
  overdueFrom: '2013-02-13T01:45:00.000Z',
});
const movedBefore = at('09:10', {
  type: 'VisitMoved',
  expectedArrival: '2013-02-12T15:00:00.000Z',
  expectedDeparture: '2013-02-12T16:00:00.000Z',
  overdueFrom: '2013-02-12T16:15:00.000Z',
});
const changed = at('09:20', { type: 'BuddyChanged', buddy: 'sergeant-2' });
const cancelled = at('09:30', { type: 'VisitCancelled', by: 'officer-1', reason: 'NOT_SAFE' });
const unanswered = at('10:10', { type: 'NoReplyRecorded', tried: ['BY_PHONE'] });
const notGone = at('11:00', { type: 'VisitNotAttended', reason: 'ILL' });
const called = at('09:50', { type: 'CalledBeforeArrival' } as AttendanceEvent);
const arrived = at('10:00', { type: 'ArrivalRecorded' } as AttendanceEvent);
const OVERDUE = { type: 'AttendanceOverdue', buddy: 'sergeant-1' } as const;
const overdue = at('11:15', OVERDUE);
const unfounded = at('11:15', { type: 'AlarmUnfounded' } as AttendanceEvent);
const departed = at('11:10', { type: 'CalledOnDeparture' } as AttendanceEvent);
const resolved = at('11:40', { type: 'OverdueAttendanceResolved', outcome: 'SAFE_CALL_LATE' });
