import {
  alreadySo,
  canonicalize,
  guarded,
  ofSender,
  stateOf,
  through,
  toldAt,
  valueIn,
  type Decider,
  type Fact,
} from '@wardbook/event-sourcing/pure';
import { senderGone } from '../member/member.rules.ts';
import { alreadyBegun, notBegun, onlyFor, PERSONAL_DATA_READERS, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { londonDay } from '../london.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import type { VictimFigures } from '../policy/figures.ts';
import { victimTerms, type Pinned, type PolicyState } from '../policy/policy.state.ts';
import { visitOf } from '../role/serving-policy.ts';
import { notDirectly } from '../subject/safe-contact.ts';
import { subjectHistory, type SubjectState } from '../subject/subject.state.ts';
import type { VisitChangeReason, VisitPurpose, VisitSide } from '../visit/visit.events.ts';
import {
  bookingsAt,
  isSameBooking,
  isWithdrawn,
  victimOf,
  visitHistory,
  type VisitState,
} from '../visit/visit.state.ts';
import * as events from './appointments.events.ts';
import type { AppointmentPlace, AppointmentsEvent, CarOffReason } from './appointments.events.ts';
import * as rules from './appointments.rules.ts';
import {
  appointmentsHistory,
  bookedAt,
  bookingIn,
  changeOf,
  dayOf,
  freeAt,
  freedAt,
  isBookedAt,
  slotAhead,
  timesOf,
  shiftOf,
  withSlot,
  type AppointmentsState,
  type CarShift,
  type Slot,
} from './appointments.state.ts';

/** A car that is sent out: left out, it takes as many appointments as the policy on visits says. */
type CarSaid = Omit<CarShift, 'slots' | 'policy'> & { readonly car: string; readonly slots?: number };

interface Change {
  readonly askedBy: VisitSide;
  readonly reason: VisitChangeReason;
}

export type AppointmentsCommand = PolicingCommand &
  (
    | { readonly type: 'OpenAppointments'; readonly cars: readonly CarSaid[] }
    | ({ readonly type: 'AddCar' } & CarSaid)
    | { readonly type: 'TakeCarOff'; readonly car: string; readonly reason: CarOffReason }
    | {
        readonly type: 'BookSlot';
        readonly visit: string;
        readonly car: string;
        /** When it begins. UTC. */
        readonly from: string;
        readonly purpose: VisitPurpose;
        readonly place: AppointmentPlace;
      }
    | ({
        readonly type: 'MoveSlot';
        readonly visit: string;
        readonly car: string;
        /** When it begins. UTC. */
        readonly from: string;
      } & Change)
    | ({ readonly type: 'CancelSlot'; readonly visit: string } & Change)
    | {
        readonly type: 'ReviewBooking';
        readonly visit: string;
        /** Appointments of another day or area, which have a slot for the same visit. */
        readonly other?: string;
      }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;

export interface AppointmentsFacts {
  readonly OpenAppointments: Work & Readonly<{ policy: PolicyState }>;
  readonly AddCar: Work & Readonly<{ policy: PolicyState }>;
  readonly TakeCarOff: Work;
  /** `kept`: what says that nobody goes to the victim directly. */
  readonly BookSlot: Work & Readonly<{ visit: VisitState; kept: SubjectState }>;
  readonly MoveSlot: Work & Readonly<{ kept: SubjectState }>;
  readonly CancelSlot: Work;
  readonly ReviewBooking: Readonly<{ visit: VisitState; other: AppointmentsState }>;
}

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

const openingOf = (command: PolicingCommand) => ({
  ...workOf(command),
  policy: visitOf(command.owner, command.occurredAt),
});

/** Nothing is read where they do not meet at home. */
const keptAtHome = (visit: string, place: AppointmentPlace | undefined, at: string): Fact<SubjectState> =>
  place === 'HOME'
    ? through(stateOf(visitHistory, visit), (known) => notDirectly(victimOf(known), at))
    : stateOf(subjectHistory, undefined);

/** Who sends cars out. */
const DISPATCHERS = ['SUPERVISOR', 'INSPECTOR', 'CONTROL'] as const;
/** Who makes appointments with victims. */
const BOOKERS = ['OFFICER', 'PCSO', 'SPECIALIST', ...DISPATCHERS] as const;

/** The appointments that cars of an area keep on one day. */
export const appointments: Decider<
  AppointmentsCommand,
  AppointmentsEvent,
  AppointmentsState,
  AppointmentsFacts
> = {
  ...appointmentsHistory,
  readers: PERSONAL_DATA_READERS,
  facts: {
    OpenAppointments: openingOf,
    AddCar: openingOf,
    TakeCarOff: workOf,
    BookSlot: (command) => ({
      ...workOf(command),
      // Of two who book at once, and of an answer that comes in between, one has to look again.
      visit: guarded(stateOf(visitHistory, command.visit)),
      kept: keptAtHome(command.visit, command.place, command.occurredAt),
    }),
    MoveSlot: (command, state) => {
      const { visit, occurredAt: at } = command;
      return { ...workOf(command), kept: keptAtHome(visit, slotAhead(state, visit, at)?.place, at) };
    },
    CancelSlot: workOf,
    ReviewBooking: ({ visit, other }) => ({
      visit: stateOf(visitHistory, visit),
      other: stateOf(appointmentsHistory, other),
    }),
  },
  decide: {
    OpenAppointments: ({ id, occurredAt: at, by, ...said }, state, { sender, policy }) => {
      const cars = said.cars.map((one) => carOf(one, victimTerms(policy, at)));
      return (
        onlyFor(by, ...DISPATCHERS) ??
        senderGone(sender, at) ??
        alreadySo(state.openedAt === at && cars.every((one) => isSaidSo(state, one, at))) ??
        alreadyBegun(state.openedAt, 'day', 'id') ??
        rules.noSuchDay(id) ??
        rules.dayOver(id, at) ??
        rules.carTwice(cars) ??
        cars
          .map((one) => rules.unfitShift(one, { id, said: { to: 'cars', slots: 'cars' } }))
          .find((refusal) => refusal !== undefined) ?? [events.appointmentsOpened({ cars })]
      );
    },

    AddCar: ({ type: _type, id, owner: _owner, occurredAt: at, by, ...said }, state, { sender, policy }) => {
      const car = carOf(said, victimTerms(policy, at));
      return (
        onlyFor(by, ...DISPATCHERS) ??
        senderGone(sender, at) ??
        notBegun(state.openedAt, at, 'day of appointments', 'id') ??
        alreadySo(isSaidSo(state, car, at)) ??
        rules.goesAlready(state, car.car, at) ??
        rules.dayOver(id, at) ??
        rules.unfitShift(car, { id, said: { to: 'to', slots: 'slots' } }) ?? [events.appointmentCarAdded(car)]
      );
    },

    TakeCarOff: ({ occurredAt: at, by, car, reason }, state, { sender }) => {
      const told = toldAt(valueIn(state.cars, car) ?? [], at);
      return (
        onlyFor(by, ...DISPATCHERS) ??
        senderGone(sender, at) ??
        notBegun(state.openedAt, at, 'day of appointments', 'id') ??
        alreadySo(told !== undefined && 'because' in told && told.because === reason) ??
        rules.goesNot(state, car, at) ?? [
          ...aheadIn(state, car, at).map(({ purpose: _purpose, place: _place, ...slot }) =>
            events.slotReleased({ ...slot, because: 'CAR_TAKEN_OFF' }),
          ),
          events.appointmentCarTakenOff({ car, reason }),
        ]
      );
    },

    BookSlot: (command, state, { sender, visit: known, kept }) => {
      const { id, occurredAt: at, by, visit, car, from, purpose, place } = command;
      return (
        onlyFor(by, ...BOOKERS) ??
        senderGone(sender, at) ??
        notBegun(state.openedAt, at, 'day of appointments', 'id') ??
        alreadySo(isBookedAt(state, { car, from }, { visit, purpose, place }, at)) ??
        rules.notBookable(known, at) ??
        rules.bookedHere(state, visit, at) ??
        notFree(state, { id, car, from }, at) ??
        rules.unsafe(place, kept, 'place') ?? [
          events.slotBooked({ visit, ...slotIn(state, { id, car, from }, at), purpose, place }),
        ]
      );
    },

    MoveSlot: (command, state, { sender, kept }) => {
      const { id, occurredAt: at, by, visit, car, from, askedBy, reason } = command;
      const { purpose = 'OTHER', place = 'OTHER', ...ahead } = slotAhead(state, visit, at) ?? {};
      const was = slotOnly(ahead);
      const change = { askedBy, reason };
      const wasMoved = freedAt(state, visit, changeOf(change), at) !== undefined;
      return (
        onlyFor(by, ...BOOKERS) ??
        senderGone(sender, at) ??
        notBegun(state.openedAt, at, 'day of appointments', 'id') ??
        alreadySo(wasMoved && isBookedAt(state, { car, from }, { visit, purpose, place }, at)) ??
        rules.nothingAhead(was) ??
        (was
          ? (rules.sameSlot(was, { car, from }) ??
            notFree(withSlot(state, was, at, { visit, said: changeOf(change) }), { id, car, from }, at) ??
            rules.unsafe(place, kept, 'visit') ?? [
              events.slotMoved({
                ...{ visit, ...slotIn(state, { id, car, from }, at) },
                ...{ purpose, place, was, ...change },
              }),
            ])
          : [])
      );
    },

    CancelSlot: ({ occurredAt: at, by, visit, askedBy, reason }, state, { sender }) => {
      const was = slotOnly(slotAhead(state, visit, at) ?? {});
      const change = { askedBy, reason };
      return (
        onlyFor(by, ...BOOKERS) ??
        senderGone(sender, at) ??
        notBegun(state.openedAt, at, 'day of appointments', 'id') ??
        alreadySo(was === undefined && freedAt(state, visit, changeOf(change), at) !== undefined) ??
        rules.nothingAhead(was) ??
        (was ? [events.slotCancelled({ visit, ...was, ...change })] : [])
      );
    },

    ReviewBooking: ({ id, occurredAt: at, by, visit }, state, { visit: known, other }) => {
      const was = slotOnly(slotAhead(state, visit, at) ?? {});
      if (onlyFor(by, 'SYSTEM') || !was) return onlyFor(by, 'SYSTEM') ?? [];
      const isAwaited =
        !isWithdrawn(known, at) &&
        bookingsAt(known, at).some((one) => isSameBooking(one, { appointments: id, ...was }));
      if (!isAwaited) return [events.slotReleased({ visit, ...was, because: 'VISIT_CHANGED' })];
      return slotAhead(other, visit, at)
        ? [events.slotReleased({ visit, ...was, because: 'BOOKED_TWICE' })]
        : [];
    },
  },
  cameOf: {
    AppointmentsOpened: ({ cars }) => ({ type: 'OpenAppointments', cars: cars.map(saidOf) }),
    AppointmentCarAdded: ({ type: _type, ...car }) => ({ type: 'AddCar', ...saidOf(car) }),
    AppointmentCarTakenOff: 'TakeCarOff',
    SlotBooked: ({ visit, car, from, purpose, place }) => ({
      ...{ type: 'BookSlot', visit, car, from, purpose, place },
    }),
    SlotMoved: ({ visit, car, from, askedBy, reason }) => ({
      ...{ type: 'MoveSlot', visit, car, from, askedBy, reason },
    }),
    SlotCancelled: ({ visit, askedBy, reason }) => ({ type: 'CancelSlot', visit, askedBy, reason }),
    SlotReleased: ({ visit }) => ({ type: 'ReviewBooking', visit }),
  },
  stands: judgedAgain<AppointmentsEvent, AppointmentsState>({
    AppointmentCarAdded: [({ car }, state, at) => rules.goesAlready(state, car, at), 'the car was sent out'],
    AppointmentCarTakenOff: [
      ({ car }, state, at) => rules.goesNot(state, car, at) ?? aheadIn(state, car, at).length > 0,
      'the car was taken off',
    ],
    SlotBooked: [
      ({ visit, car, from }, state, at) =>
        rules.bookedHere(state, visit, at) ?? !isFree(state, { car, from }, at),
      'the slot was booked',
    ],
    SlotMoved: [
      ({ visit, car, from, was }, state, at) =>
        !isTheirs(state, visit, was, at) ||
        !isFree(withSlot(state, was, at, { visit, said: '' }), { car, from }, at),
      'the slot was moved',
    ],
    SlotCancelled: [
      ({ visit, ...slot }, state, at) => !isTheirs(state, visit, slot, at),
      'the slot was called off',
    ],
    SlotReleased: [
      ({ visit, ...slot }, state, at) => !isTheirs(state, visit, slot, at),
      'the slot was free again',
    ],
  }),
};

/** A car as it is put on record. */
const carOf = (
  { car, from, to, minutes, slots }: CarSaid,
  { slotsPerCar, version }: Pinned<VictimFigures>,
): rules.Car => ({
  ...{ car, from, to, minutes, slots: slots ?? slotsPerCar },
  // Where nobody said how many, the policy did.
  ...(slots === undefined && { policy: version }),
});

const saidOf = ({ car, from, to, minutes, slots, policy }: rules.Car): CarSaid => ({
  ...{ car, from, to, minutes },
  ...(policy === undefined && { slots }),
});

const isSaidSo = ({ cars }: AppointmentsState, { car, ...shift }: rules.Car, at: string): boolean => {
  const told = toldAt(valueIn(cars, car) ?? [], at);
  return told !== undefined && canonicalize({ ...told }) === canonicalize({ ...shift });
};

/** What was booked of a car and had not begun. */
const aheadIn = (state: AppointmentsState, car: string, at: string) =>
  bookedAt(state, at).filter((one) => one.car === car && one.from > at);

interface Wanted {
  readonly id: string;
  readonly car: string;
  readonly from: string;
}

const notFree = (state: AppointmentsState, wanted: Wanted, at: string) =>
  rules.goesNot(state, wanted.car, at) ??
  rules.noSlotThen(state, wanted, at) ??
  rules.begun(wanted.from, at) ??
  rules.taken(state, wanted, at);

/** The slot that begins then. */
const slotIn = (state: AppointmentsState, { id, car, from }: Wanted, at: string): Slot => {
  const shift = shiftOf(state, car, at);
  const slot = shift && timesOf(car, shift, dayOf(id)).find((one) => one.from === from);
  return slot ?? { car, from, to: from };
};

const slotOnly = ({ car, from, to }: Partial<Slot>): Slot | undefined =>
  car === undefined || from === undefined || to === undefined ? undefined : { car, from, to };

const isTheirs = (state: AppointmentsState, visit: string, slot: Slot, at: string): boolean =>
  bookingIn(state, slot, at)?.visit === visit;

const isFree = (state: AppointmentsState, { car, from }: Pick<Slot, 'car' | 'from'>, at: string): boolean =>
  freeAt(state, londonDay(from), at).some(
    (one) => one.car === car && one.free.some((slot) => slot.from === from),
  );
