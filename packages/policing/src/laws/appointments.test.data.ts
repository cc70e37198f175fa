import type { appointments } from '../appointments/appointments.ts';
import { CONTROL } from '../crimes-in-kilburn.test.data.ts';
import { OFFICER, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';

const DAYS = ['police.kilburn.2013-05-20', 'police.kilburn.2013-05-21', 'police.hill.2013-05-20'] as const;
const DISPATCHERS = [CONTROL, SUPERVISOR] as const;
const BOOKERS = [CONTROL, OFFICER] as const;
const CARS = ['car-1', 'car-2'] as const;
/** On the clock of that day, and of the next. */
const SLOTS = [
  ...['2013-05-20T09:00:00.000Z', '2013-05-20T10:00:00.000Z', '2013-05-20T10:00:00.000Z'],
  '2013-05-21T09:00:00.000Z',
] as const;
const VISITS = ['visit-9', 'visit-9', 'visit-12'] as const;

const shift = { from: ['10:00'], to: ['13:00'], minutes: [60], slots: [undefined, 1, 3] } as const;

export const appointmentsLaws: LawsOf<typeof appointments> = {
  ids: DAYS,
  says: {
    OpenAppointments: {
      by: DISPATCHERS,
      cars: [
        [{ car: 'car-1', from: '10:00', to: '13:00', minutes: 60 }],
        [
          { car: 'car-1', from: '10:00', to: '13:00', minutes: 60, slots: 1 },
          { car: 'car-2', from: '10:00', to: '12:00', minutes: 60, slots: 2 },
        ],
      ],
    },
    AddCar: { by: DISPATCHERS, car: CARS, ...shift },
    TakeCarOff: { by: DISPATCHERS, car: CARS, reason: ['NO_CREW', 'OTHER'] },
    BookSlot: {
      by: BOOKERS,
      visit: VISITS,
      car: CARS,
      from: SLOTS,
      purpose: ['VICTIM_CARE'],
      place: ['HOME', 'STATION'],
    },
    MoveSlot: {
      by: BOOKERS,
      visit: VISITS,
      car: CARS,
      from: SLOTS,
      askedBy: ['VICTIM', 'POLICE'],
      reason: ['ANOTHER_TIME'],
    },
    CancelSlot: { by: BOOKERS, visit: VISITS, askedBy: ['VICTIM', 'POLICE'], reason: ['ANOTHER_TIME'] },
    ReviewBooking: { by: [SYSTEM], visit: VISITS, other: [undefined, 'police.kilburn.2013-05-21'] },
  },
  names: {
    BookSlot: { visit: 'visit' },
    MoveSlot: { visit: 'visit' },
    CancelSlot: { visit: 'visit' },
    ReviewBooking: { visit: 'OWN', other: 'OWN' },
  },
  lasts: {
    OpenAppointments: { forGood: 'the day passes' },
    AddCar: { endedBy: ['TakeCarOff'] },
    TakeCarOff: 'ENDS',
    BookSlot: { endedBy: ['CancelSlot', 'ReviewBooking'] },
    MoveSlot: 'CHANGES',
    CancelSlot: 'ENDS',
    ReviewBooking: 'ENDS',
  },
};
