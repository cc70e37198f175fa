import { carry, defineProcess, idOf, send, type Moment, type Outgoing } from '@wardbook/event-sourcing/pure';
import { visit } from '../visit/visit.ts';
import type { VisitChangeReason, VisitPurpose, VisitSide } from '../visit/visit.events.ts';
import { visitHistory } from '../visit/visit.state.ts';
import type { Slot } from './appointments.state.ts';
import { appointmentsHistory } from './appointments.state.ts';
import { appointments } from './appointments.ts';

/** A slot that a visit has, and in which appointments. */
interface Held extends Slot {
  readonly appointments: string;
}

interface Row {
  /** `at`: when it was booked. UTC. */
  readonly held: readonly (Held & { readonly at: string })[];
  /** When the visit went another way. UTC. */
  readonly turns: readonly string[];
}

const NONE: Row = { held: [], turns: [] };

/**
 * R-VIS-5: a visit is told of the slot that was booked for it, and when it has it no more; and a slot is free again whose
 * visit went another way, or has an earlier slot elsewhere.
 */
export const appointmentVisits = defineProcess({
  name: 'appointment-visits',
  version: 1,
  initial: NONE,
  of: [appointmentsHistory, visitHistory],
  keys: {
    SlotBooked: (event) => event.visit,
    SlotMoved: (event) => event.visit,
    SlotCancelled: (event) => event.visit,
    SlotReleased: (event) => event.visit,
  },
  evolve: {
    SlotBooked: (row, slot, moment) => holding(row, slot, moment),
    SlotMoved: (row, { was, ...slot }, moment) => holding(without(row, was, moment), slot, moment),
    SlotCancelled: (row, slot, moment) => without(row, slot, moment),
    SlotReleased: (row, slot, moment) => without(row, slot, moment),
    VisitDeclined: (row, _, moment) => turned(row, moment),
    VictimVisitWithdrawn: (row, _, moment) => turned(row, moment),
    VisitRescheduled: (row, _, moment) => turned(row, moment),
    VictimVisitCancelled: (row, _, moment) => turned(row, moment),
    VictimVisitClosed: (row, _, moment) => turned(row, moment),
  },
  columns: {},
  react: {
    SlotBooked: ({ held, turns }, { visit: id, purpose, ...slot }, moment) => [
      booked(id, slot, purpose, moment),
      ...bookedTwice(held, id, moment),
      ...bookedTooLate(turns, id, moment),
    ],
    SlotMoved: (_, { visit: id, was, purpose, askedBy, reason, ...slot }, moment) => [
      ended(id, was, moment, { askedBy, reason }),
      booked(id, slot, purpose, moment),
    ],
    SlotCancelled: (_, { visit: id, askedBy, reason, ...slot }, moment) => [
      ended(id, slot, moment, { askedBy, reason }),
    ],
    SlotReleased: (_, { visit: id, because, ...slot }, moment) => [
      ended(id, slot, moment, because === 'CAR_TAKEN_OFF' ? CAR_DID_NOT_GO : undefined),
    ],
    VisitDeclined: ({ held }, _, moment) => reviewed(held, moment),
    VictimVisitWithdrawn: ({ held }, _, moment) => reviewed(held, moment),
    VisitRescheduled: ({ held }, _, moment) => reviewed(held, moment),
    VictimVisitCancelled: ({ held }, _, moment) => reviewed(held, moment),
    VictimVisitClosed: ({ held }, _, moment) => reviewed(held, moment),
  },
});

const heldIn = ({ car, from, to }: Slot, { stream }: Moment): Held => ({
  ...{ appointments: idOf(stream), car, from, to },
});

const holding = ({ held, turns }: Row, slot: Slot, moment: Moment): Row => ({
  held: [...held, { ...heldIn(slot, moment), at: moment.occurredAt }],
  turns,
});

const turned = ({ held, turns }: Row, { occurredAt }: Moment): Row => ({
  held,
  turns: [...turns, occurredAt].sort(),
});

const without = ({ held, turns }: Row, { car, from }: Slot, { stream }: Moment): Row => ({
  turns,
  held: held.filter((one) => one.appointments !== idOf(stream) || one.car !== car || one.from !== from),
});

const booked = (id: string, slot: Slot, purpose: VisitPurpose, moment: Moment): Outgoing =>
  carry(visit, id, { type: 'NoticeBooked', ...heldIn(slot, moment), purpose }, moment.occurredAt);

/** Who moved it or called it off, and why; nobody, where the visit went another way. */
interface Change {
  readonly askedBy: VisitSide;
  readonly reason: VisitChangeReason;
}

/** R-VIS-3: whose car does not go, the police let them down, and it counts among what they changed. */
const CAR_DID_NOT_GO: Change = { askedBy: 'POLICE', reason: 'OTHER' };

const ended = (id: string, slot: Slot, moment: Moment, change?: Change): Outgoing =>
  carry(visit, id, { type: 'NoticeBookingEnded', ...heldIn(slot, moment), ...change }, moment.occurredAt);

/** Of two slots in different places the one that was on record first stays, as of when there were two. */
const bookedTwice = (held: Row['held'], id: string, { stream, occurredAt }: Moment): readonly Outgoing[] =>
  held
    .filter(({ appointments: other }) => other !== idOf(stream))
    .map(({ appointments: other, at }) =>
      send(
        appointments,
        idOf(stream),
        { type: 'ReviewBooking', visit: id, other },
        at > occurredAt ? at : occurredAt,
      ),
    );

/** What is put on record after the visit went another way is free again as of then. */
const bookedTooLate = (
  turns: Row['turns'],
  id: string,
  { stream, occurredAt }: Moment,
): readonly Outgoing[] =>
  turns
    .filter((at) => at >= occurredAt)
    .slice(0, 1)
    .map((at) => send(appointments, idOf(stream), { type: 'ReviewBooking', visit: id }, at));

const reviewed = (held: Row['held'], { stream, occurredAt }: Moment): readonly Outgoing[] =>
  [...new Set(held.map((one) => one.appointments))].map((id) =>
    send(appointments, id, { type: 'ReviewBooking', visit: idOf(stream) }, occurredAt),
  );
