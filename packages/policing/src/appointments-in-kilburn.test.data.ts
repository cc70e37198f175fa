import type { Told } from '@wardbook/event-sourcing';
import { appointments, type AppointmentsCommand } from './appointments/appointments.ts';
import { CONTROL } from './crimes-in-kilburn.test.data.ts';
import { SYSTEM } from './kilburn.test.data.ts';
import type { Step } from './steps.test.data.ts';

/** The visit of these data that its victim wants on that day. */
const VISIT = 'visit-9';
const TWENTIETH = 'police.kilburn.2013-05-20';

const ofTwentieth = (command: Told<AppointmentsCommand>): Step => ({
  decider: appointments,
  id: TWENTIETH,
  command,
});
/** Hours of the day on which the victim has asked again, and nothing is booked yet. */
const hour = (time: string, by = CONTROL) => ({ occurredAt: `2013-05-08T${time}:00.000Z`, by });
const slotAt = (time: string) => `2013-05-20T${time}:00.000Z`;
const car = { from: '10:00', to: '13:00', minutes: 60, slots: 3 } as const;
const what = { purpose: 'VICTIM_CARE', place: 'STATION' } as const;
const change = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' } as const;

/** Appointments of a day that a victim has, moves and calls off, and that lose their car and their visit. */
export const appointmentsKept: readonly Step[] = [
  ofTwentieth({ type: 'OpenAppointments', ...hour('13:00'), cars: [{ ...car, car: 'car-1' }] }),
  ofTwentieth({ type: 'AddCar', ...hour('13:30'), ...car, car: 'car-2' }),
  ofTwentieth({
    type: 'BookSlot',
    ...hour('14:00'),
    visit: VISIT,
    car: 'car-1',
    from: slotAt('09:00'),
    ...what,
  }),
  ofTwentieth({
    type: 'MoveSlot',
    ...hour('14:30'),
    visit: VISIT,
    car: 'car-2',
    from: slotAt('10:00'),
    ...change,
  }),
  ofTwentieth({ type: 'CancelSlot', ...hour('15:00'), visit: VISIT, ...change }),
  ofTwentieth({
    type: 'BookSlot',
    ...hour('15:30'),
    visit: VISIT,
    car: 'car-1',
    from: slotAt('10:00'),
    ...what,
  }),
  ofTwentieth({ type: 'TakeCarOff', ...hour('16:00'), car: 'car-1', reason: 'NO_CREW' }),
  ofTwentieth({
    type: 'BookSlot',
    ...hour('16:30'),
    visit: VISIT,
    car: 'car-2',
    from: slotAt('09:00'),
    ...what,
  }),
  ofTwentieth({ type: 'ReviewBooking', ...hour('17:00', SYSTEM), visit: VISIT }),
];
