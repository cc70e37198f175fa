import {
  entriesOf,
  NONE_KEYED,
  refuse,
  since,
  toldAt,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Ids,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { forceOf, REGISTER_IDS } from '../ids.ts';
import { timeOn } from '../london.ts';
import type { VisitPurpose } from '../visit/visit.events.ts';
import {
  appointmentsEvents,
  type AppointmentPlace,
  type AppointmentsEvent,
  type CarOffReason,
} from './appointments.events.ts';

/** When an appointment car goes on its day, how long one appointment takes, and how many it takes. */
export interface CarShift {
  /** On London's clock. */
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly slots: number;
  readonly policy?: string | undefined;
}

/** One slot of a car. UTC. */
export interface Slot {
  readonly car: string;
  readonly from: string;
  readonly to: string;
}

/** For what a slot is taken. */
export interface SlotBooking {
  readonly visit: string;
  readonly purpose: VisitPurpose;
  readonly place: AppointmentPlace;
}

/** That a slot is free again, whose it was, and in codes why. */
interface FreeAgain {
  readonly visit: string;
  readonly said: string;
}

interface OffDuty {
  readonly because: CarOffReason;
}

export interface AppointmentsState {
  readonly openedAt?: string;
  readonly cars: Keyed<Timeline<CarShift | OffDuty>>;
  /** By car and beginning. */
  readonly slots: Keyed<{ readonly slot: Slot; readonly told: Timeline<SlotBooking | FreeAgain> }>;
}

/** R-ID-1: appointments are named by their force, their area and their day. */
const APPOINTMENT_IDS: Ids = {
  ...REGISTER_IDS,
  pattern:
    /^[A-Za-z0-9][A-Za-z0-9_:@-]{0,59}\.[A-Za-z0-9][A-Za-z0-9_:@-]{0,39}\.\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  otherwise: refuse(
    'R-ID-1',
    'Appointments are named by their force, area and day, with dots between: police.kilburn.2026-03-02.',
    'id',
  ),
};

/**
 * The id of the appointments of an area of a force, on a day in London.
 * @example
 * appointmentsIdOf('police', 'kilburn', '2026-03-02'); // 'police.kilburn.2026-03-02'
 */
export const appointmentsIdOf = (force: string, area: string, day: string): string =>
  `${force}.${area}.${day}`;

/** The day in London that appointments are for, by their id. */
export const dayOf = (id: string): string => id.slice(-10);

export const appointmentsHistory: Fold<AppointmentsEvent, AppointmentsState> = {
  name: 'appointments',
  ids: APPOINTMENT_IDS,
  ownerOfId: forceOf,
  initial: { cars: NONE_KEYED, slots: NONE_KEYED },
  events: appointmentsEvents,
  evolve: {
    AppointmentsOpened: (state, { cars }, { occurredAt }) => ({
      ...cars.reduce((known, { car, ...shift }) => withCar(known, car, occurredAt, shift), state),
      openedAt: occurredAt,
    }),
    AppointmentCarAdded: (state, { type: _type, car, ...shift }, { occurredAt }) =>
      withCar(state, car, occurredAt, shift),
    AppointmentCarTakenOff: (state, { car, reason }, { occurredAt }) =>
      withCar(state, car, occurredAt, { because: reason }),
    SlotBooked: (state, { visit, car, from, to, purpose, place }, { occurredAt }) =>
      withSlot(state, { car, from, to }, occurredAt, { visit, purpose, place }),
    SlotMoved: (state, { visit, car, from, to, was, purpose, place, ...change }, { occurredAt: at }) =>
      withSlot(withSlot(state, was, at, { visit, said: changeOf(change) }), { car, from, to }, at, {
        ...{ visit, purpose, place },
      }),
    SlotCancelled: (state, { visit, car, from, to, ...change }, { occurredAt }) =>
      withSlot(state, { car, from, to }, occurredAt, { visit, said: changeOf(change) }),
    SlotReleased: (state, { visit, car, from, to, because }, { occurredAt }) =>
      withSlot(state, { car, from, to }, occurredAt, { visit, said: because }),
  },
};

const withCar = (
  state: AppointmentsState,
  car: string,
  at: string,
  told: CarShift | OffDuty,
): AppointmentsState => ({
  ...state,
  cars: withValue(state.cars, car, since(valueIn(state.cars, car) ?? [], at, told)),
});

/** With what was told of a slot. */
export const withSlot = (
  state: AppointmentsState,
  slot: Slot,
  at: string,
  booking: SlotBooking | FreeAgain,
): AppointmentsState => {
  const key = keyOf(slot);
  const told = since(valueIn(state.slots, key)?.told ?? [], at, booking);
  return { ...state, slots: withValue(state.slots, key, { slot, told }) };
};

/** Who called an appointment off or moved it, and why. */
export const changeOf = ({ askedBy, reason }: { readonly askedBy: string; readonly reason: string }) =>
  `${askedBy} ${reason}`;

const keyOf = ({ car, from }: Pick<Slot, 'car' | 'from'>): string => `${car} ${from}`;

/** When a car went at an instant, as it had been said by then; undefined where it was not there. */
export const shiftOf = ({ cars }: AppointmentsState, car: string, at: string): CarShift | undefined => {
  const told = valueAt(valueIn(cars, car) ?? [], at);
  return told && 'slots' in told ? told : undefined;
};

/** For what a slot was taken at an instant. */
export const bookingIn = (
  { slots }: AppointmentsState,
  slot: Pick<Slot, 'car' | 'from'>,
  at: string,
): SlotBooking | undefined => bookingOf(valueAt(valueIn(slots, keyOf(slot))?.told ?? [], at));

/** Whether it is on record of just this instant that a slot was booked so. */
export const isBookedAt = (
  { slots }: AppointmentsState,
  slot: Pick<Slot, 'car' | 'from'>,
  { visit, purpose, place }: SlotBooking,
  at: string,
): boolean => {
  const told = bookingOf(toldAt(valueIn(slots, keyOf(slot))?.told ?? [], at));
  return told?.visit === visit && told.purpose === purpose && told.place === place;
};

/** Which slot of a visit was free again at just this instant, for this reason. */
export const freedAt = (
  { slots }: AppointmentsState,
  visit: string,
  said: string,
  at: string,
): Slot | undefined =>
  entriesOf(slots).find(([, { told }]) => {
    const known = toldAt(told, at);
    return known !== undefined && 'said' in known && known.visit === visit && known.said === said;
  })?.[1].slot;

const bookingOf = (told: SlotBooking | FreeAgain | undefined): SlotBooking | undefined =>
  told && 'purpose' in told ? told : undefined;

/** What was booked at an instant, in the order of time. */
export const bookedAt = ({ slots }: AppointmentsState, at: string): readonly (Slot & SlotBooking)[] =>
  entriesOf(slots)
    .flatMap(([, { slot, told }]) => {
      const booking = bookingOf(valueAt(told, at));
      return booking ? [{ ...slot, ...booking }] : [];
    })
    .sort((a, b) => (a.from < b.from || (a.from === b.from && a.car < b.car) ? -1 : 1));

/** Which slot a visit had at an instant that had not begun. */
export const slotAhead = (
  state: AppointmentsState,
  visit: string,
  at: string,
): (Slot & SlotBooking) | undefined =>
  bookedAt(state, at).find((one) => one.visit === visit && one.from > at);

/** The times at which a car can have an appointment on its day. */
export const timesOf = (car: string, { from, to, minutes }: CarShift, day: string): readonly Slot[] => {
  const [first, end] = [Date.parse(timeOn(day, from)), Date.parse(timeOn(day, to))];
  const step = minutes * 60_000;
  const count = Math.max(0, Math.floor((end - first) / step));
  return Array.from({ length: count }, (_, index) => ({
    car,
    from: new Date(first + index * step).toISOString(),
    to: new Date(first + (index + 1) * step).toISOString(),
  }));
};

/** What a car can still take, as it was known at an instant: of its slots that had not begun those that nobody had. */
export interface FreeCar {
  readonly car: string;
  /** How many more appointments it takes. */
  readonly left: number;
  readonly free: readonly Slot[];
}

/**
 * R-VIS-5: what was free in each car at an instant. A car takes as many appointments as it has slots, at the times at which
 * it is with nobody else.
 */
export const freeAt = (state: AppointmentsState, day: string, at: string): readonly FreeCar[] =>
  entriesOf(state.cars)
    .flatMap(([car]) => {
      const shift = shiftOf(state, car, at);
      if (!shift) return [];
      const taken = bookedAt(state, at).filter((one) => one.car === car);
      const free = timesOf(car, shift, day).filter(
        (slot) => slot.from > at && !taken.some((one) => one.from < slot.to && slot.from < one.to),
      );
      const left = Math.max(0, Math.min(shift.slots - taken.length, free.length));
      return [{ car, left, free: left === 0 ? [] : free }];
    })
    .sort((a, b) => (a.car < b.car ? -1 : 1));
