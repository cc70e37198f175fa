import { object, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant, reference, timeOfDay } from '../values.ts';
import { VISIT_CHANGE_REASONS, VISIT_PURPOSES, VISIT_SIDES } from '../visit/visit.events.ts';

/** Where a victim is met. */
export const APPOINTMENT_PLACES = ['HOME', 'STATION', 'OTHER'] as const;
/** One of `APPOINTMENT_PLACES`. */
export type AppointmentPlace = (typeof APPOINTMENT_PLACES)[number];

/** Why an appointment car does not go, or no further. */
export const CAR_OFF_REASONS = ['NO_CREW', 'BROKEN_DOWN', 'NEEDED_ELSEWHERE', 'OTHER'] as const;
/** One of `CAR_OFF_REASONS`. */
export type CarOffReason = (typeof CAR_OFF_REASONS)[number];

/** Why a slot was free again that nobody had called off: the car was taken off, or the visit went another way. */
export const RELEASE_REASONS = ['CAR_TAKEN_OFF', 'VISIT_CHANGED', 'BOOKED_TWICE'] as const;
/** One of `RELEASE_REASONS`. */
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

const car = {
  car: identifier,
  /** On London's clock. */
  from: timeOfDay,
  to: timeOfDay,
  /** How long one appointment takes. */
  minutes: z.int().min(5).max(480),
  /** How many it takes on that day at most. */
  slots: z.int().min(1).max(200),
  /** The version of the policy on visits that said how many; absent where somebody did. */
  policy: reference.optional(),
};
const slot = { car: identifier, from: instant, to: instant };
const change = { askedBy: z.enum(VISIT_SIDES), reason: z.enum(VISIT_CHANGE_REASONS) };

export const appointmentsOpened = event('AppointmentsOpened', { cars: z.array(object(car)).min(1).max(50) });
export const appointmentCarAdded = event('AppointmentCarAdded', car);
/** Whoever it was to visit from then on is to be given another appointment. */
export const appointmentCarTakenOff = event('AppointmentCarTakenOff', {
  car: identifier,
  reason: z.enum(CAR_OFF_REASONS),
});
const booking = {
  ...{ visit: identifier, ...slot },
  purpose: z.enum(VISIT_PURPOSES),
  place: z.enum(APPOINTMENT_PLACES),
};
export const slotBooked = event('SlotBooked', booking);
/** With what it is for, and where. */
export const slotMoved = event('SlotMoved', { ...booking, was: object(slot), ...change });
export const slotCancelled = event('SlotCancelled', { visit: identifier, ...slot, ...change });
export const slotReleased = event('SlotReleased', {
  ...{ visit: identifier, ...slot },
  because: z.enum(RELEASE_REASONS),
});

export const appointmentsEvents = [
  appointmentsOpened,
  appointmentCarAdded,
  appointmentCarTakenOff,
  slotBooked,
  slotMoved,
  slotCancelled,
  slotReleased,
] as const;
export type AppointmentsEvent = EventOf<(typeof appointmentsEvents)[number]>;
