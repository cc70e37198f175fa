import { describe, expect, test } from '@jest/globals';
import type { AppointmentsEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { appointmentsBoard } from './appointments-board.view.ts';

const ID = 'police.kilburn.2013-03-04';
const slot = (time: string, end: string) => ({
  ...{ car: 'car-1', from: `2013-03-04T${time}:00.000Z`, to: `2013-03-04T${end}:00.000Z` },
});
const on = (day: string, event: AppointmentsEvent): Happened<AppointmentsEvent> => [
  `appointments-${ID}`,
  `2013-03-${day}T12:00:00.000Z`,
  event,
];
const what = { visit: 'visit-1', purpose: 'STATEMENT', place: 'HOME' } as const;
const change = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' } as const;
const car = { car: 'car-1', from: '09:00', to: '12:00', minutes: 60, slots: 2 } as const;

const opened = on('01', { type: 'AppointmentsOpened', cars: [car] });
const added = on('01', { type: 'AppointmentCarAdded', ...car, car: 'car-2' });
const booked = on('02', { type: 'SlotBooked', ...slot('09:00', '10:00'), ...what });
const moved = on('02', {
  type: 'SlotMoved',
  ...slot('10:00', '11:00'),
  ...what,
  was: slot('09:00', '10:00'),
  ...change,
});
const cancelled = on('03', { type: 'SlotCancelled', visit: 'visit-1', ...slot('10:00', '11:00'), ...change });
const off = on('03', { type: 'AppointmentCarTakenOff', car: 'car-1', reason: 'NO_CREW' });
const released = on('03', {
  type: 'SlotReleased',
  visit: 'visit-1',
  ...slot('10:00', '11:00'),
  because: 'CAR_TAKEN_OFF',
});

describe('the board of appointments', () => {
  test('is filtered by force, area and day, which its id says', () => {
    expect(columnsAfter(appointmentsBoard, ID, [opened])).toEqual({
      ...{ standing: 'OPEN', force: 'police', area: 'kilburn', day: '2013-03-04' },
    });
  });
  test('shows something whatever has happened before', () => {
    expect(
      failuresOf(appointmentsBoard, ID, [opened, added, booked, moved, cancelled, off, released]),
    ).toEqual([]);
  });
  test('keeps what policing says of a day', () => {
    const { state, openedAt } = rowAfter(appointmentsBoard, ID, [opened, added, booked]);
    expect(openedAt).toBe('2013-03-01T12:00:00.000Z');
    expect(Object.keys(state.cars)).toHaveLength(2);
    expect(Object.keys(state.slots)).toHaveLength(1);
  });
});
