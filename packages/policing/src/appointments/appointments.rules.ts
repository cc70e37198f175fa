import { refuse } from '@wardbook/event-sourcing/pure';
import { notBegun } from '../by.ts';
import { londonDay, londonTime } from '../london.ts';
import type { SubjectState } from '../subject/subject.state.ts';
import { isWithdrawn, mayBeBooked, standingAt, type VisitState } from '../visit/visit.state.ts';
import type { AppointmentPlace } from './appointments.events.ts';
import {
  dayOf,
  freeAt,
  shiftOf,
  slotAhead,
  timesOf,
  type AppointmentsState,
  type CarShift,
  type FreeCar,
  type Slot,
} from './appointments.state.ts';

/** R-ID-1: appointments are for a day that there is. */
export const noSuchDay = (id: string) =>
  new Date(`${dayOf(id)}T00:00:00.000Z`).toISOString().startsWith(dayOf(id))
    ? undefined
    : refuse('R-ID-1', 'There is no such day. Check the date.', 'id');

/** R-VIS-5: cars are sent out on days to come. */
export const dayOver = (id: string, at: string) =>
  londonDay(at) <= dayOf(id)
    ? undefined
    : refuse('R-VIS-5', 'This day was over by then. Choose a later day.', 'id');

/** A car as it is to go. */
export interface Car extends CarShift {
  readonly car: string;
}

/** R-VIS-5: a car goes once. */
export const carTwice = (cars: readonly Car[]) =>
  new Set(cars.map(({ car }) => car)).size < cars.length
    ? refuse('R-VIS-5', 'A car is named twice. Keep one of them.', 'cars')
    : undefined;

/** R-VIS-5: a car goes for as long as an appointment takes, and takes no more of them than fit in. */
export const unfitShift = <Path extends string>(
  { car, ...shift }: Car,
  { id, said }: { readonly id: string; readonly said: { readonly to: Path; readonly slots: Path } },
) => {
  const fit = timesOf(car, shift, dayOf(id)).length;
  if (fit === 0)
    return refuse('R-VIS-5', `No appointment fits in while ${car} goes. Check both times.`, said.to);
  return shift.policy === undefined && shift.slots > fit
    ? refuse(
        'R-VIS-5',
        `No more than ${String(fit)} appointments fit in while ${car} goes. Give fewer.`,
        said.slots,
      )
    : undefined;
};

/** R-LIFE-2: a car that goes is not sent out once more. */
export const goesAlready = (state: AppointmentsState, car: string, at: string) =>
  shiftOf(state, car, at) === undefined
    ? undefined
    : refuse('R-LIFE-2', 'This car goes already on that day. Take it off first.', 'car');

/** R-LIFE-1: a car that does not go takes nobody, and cannot be taken off. */
export const goesNot = (state: AppointmentsState, car: string, at: string) =>
  shiftOf(state, car, at) === undefined
    ? refuse('R-LIFE-1', 'This car did not go on that day, as it was known then. Choose another.', 'car')
    : undefined;

/** R-LIFE-1: a slot is booked before it begins. */
export const begun = (slot: string, at: string) =>
  slot > at ? undefined : refuse('R-LIFE-1', 'This slot had begun by then. Choose a later one.', 'from');

/** R-VIS-5: a car has slots at certain times. */
export const noSlotThen = (
  state: AppointmentsState,
  { id, car, from }: { readonly id: string; readonly car: string; readonly from: string },
  at: string,
) => {
  const shift = shiftOf(state, car, at);
  return shift && timesOf(car, shift, dayOf(id)).some((slot) => slot.from === from)
    ? undefined
    : refuse(
        'R-VIS-5',
        `This car has no slot that begins then. ${freeInWords(freeAt(state, dayOf(id), at))}`,
        'from',
      );
};

/** R-VIS-5: a car takes as many as it has slots, one at a time; of two who ask for a slot one has it (2013: 30 a day). */
export const taken = (
  state: AppointmentsState,
  { id, car, from }: { readonly id: string; readonly car: string; readonly from: string },
  at: string,
) => {
  const all = freeAt(state, dayOf(id), at);
  const own = all.find((one) => one.car === car);
  if (own && own.left > 0 && own.free.some((slot) => slot.from === from)) return undefined;
  return own && own.left > 0
    ? refuse('R-VIS-5', `This slot was taken by then. ${freeInWords(all)}`, 'from')
    : refuse('R-VIS-5', `This car was full by then. ${freeInWords(all)}`, 'car');
};

const freeInWords = (all: readonly FreeCar[]): string => {
  const next = all
    .flatMap(({ free }) => free)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .slice(0, 5)
    .map(({ car, from }) => `${car} at ${londonTime(from).slice(11)}`);
  return next.length === 0
    ? 'Nothing is free on that day: choose another day.'
    : `Free next: ${next.join(', ')}.`;
};

/** R-VIS-5: nobody has two appointments ahead. */
export const bookedHere = (state: AppointmentsState, visit: string, at: string) =>
  slotAhead(state, visit, at) === undefined
    ? undefined
    : refuse('R-VIS-5', 'This visit had a slot on that day by then. Move it instead.', 'visit');

/** R-LIFE-1: what is moved or called off was booked, and had not begun. */
export const nothingAhead = (slot: Slot | undefined) =>
  slot === undefined
    ? refuse('R-LIFE-1', 'There was no slot ahead for this visit at that time. Check the visit.', 'visit')
    : undefined;

/** R-LIFE-2: a slot is moved to another. */
export const sameSlot = (was: Slot, { car, from }: Pick<Slot, 'car' | 'from'>) =>
  was.car === car && was.from === from
    ? refuse('R-LIFE-2', 'This visit has that slot already. Choose another.', 'from')
    : undefined;

/** R-LIFE-1, R-VIS-5 and R-VIS-6: a slot is for a victim who wants to be visited, and has no other appointment. */
export const notBookable = (visit: VisitState, at: string) => {
  const gone = isWithdrawn(visit, at) ? undefined : visit.openedAt;
  const unknown = notBegun(gone, at, 'visit', 'visit');
  if (unknown) return unknown;
  if (mayBeBooked(visit, at)) return undefined;
  switch (standingAt(visit, at)) {
    case 'DECLINED':
      return refuse('R-VIS-6', 'The victim had declined by then. Record first that they ask again.', 'visit');
    case 'BOOKED':
      return refuse('R-VIS-5', 'This visit had an appointment by then. Move it, or call it off.', 'visit');
    default:
      return refuse('R-VIS-5', 'The victim does not await a visit. Record first that they accept.', 'visit');
  }
};

/** R-VIS-7: nobody is visited at home who is not reached directly (8.7 "Victims"). */
export const unsafe = <Path extends string>(place: AppointmentPlace, kept: SubjectState, path: Path) =>
  place === 'HOME' && kept.registeredAt !== undefined
    ? refuse(
        'R-VIS-7',
        'It is not safe to go to this person directly. Meet them elsewhere, through whom they are reached.',
        path,
      )
    : undefined;
