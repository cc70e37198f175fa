import { InputType } from 'type-graphql';
import {
  appointments,
  appointmentsIdOf,
  type AppointmentPlace,
  type By,
  type CarOffReason,
  type VisitChangeReason,
  type VisitPurpose,
  type VisitSide,
} from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Count,
  Group,
  Identifier,
  Instant,
  list,
  LondonDay,
  NodeId,
  OPTIONAL,
  TimeOfDay,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import { VisitChangeReasonEnum, VisitPurposeEnum, VisitSideEnum } from '../visit/visit.type.ts';
import { AppointmentPlaceEnum, CarOffReasonEnum } from './appointments.type.ts';

const AboutAppointments = aboutRecord(
  appointments,
  NodeId('Appointments', 'The appointments of an area and a day.', as('appointmentsId')),
);

@InputType({ description: 'An appointment car, as it is to go.' })
export class AppointmentCarInput {
  @Identifier('What it is called.') car!: string;
  @TimeOfDay('From when on it goes.') from!: string;
  @TimeOfDay('Until when.') to!: string;
  @Count(5, 480, 'How many minutes one appointment takes.') minutes!: number;
  @Count(1, 200, 'How many it takes; left out, what the policy on visits says.', OPTIONAL) slots?: number;
}

@Sends('Say which cars keep appointments with victims in an area of your force on one day.')
export class OpenAppointmentsInput extends CommandInput {
  @Identifier('The area, as your force calls it: up to 40 letters, digits and _ : @ -, no dots.')
  area!: string;
  @LondonDay('The day.') day!: string;
  @Group(() => AppointmentCarInput, 'The cars.', list(50, 1)) cars!: readonly AppointmentCarInput[];

  toCommand(_: NewId, { agency }: By) {
    const { area, day } = this;
    const cars = this.cars.map(shiftOf);
    return addressed(
      appointments,
      appointmentsIdOf(agency, area, day),
      { type: 'OpenAppointments', cars },
      { named: 'day' },
    );
  }
}

const shiftOf = ({ car, from, to, minutes, slots }: AppointmentCarInput) => ({
  ...{ car, from, to, minutes },
  ...(slots !== undefined && { slots }),
});

@Sends('Send one more car out on a day.')
export class AddCarInput extends AboutAppointments {
  @Identifier('What it is called.') car!: string;
  @TimeOfDay('From when on it goes.') from!: string;
  @TimeOfDay('Until when.') to!: string;
  @Count(5, 480, 'How many minutes one appointment takes.') minutes!: number;
  @Count(1, 200, 'How many it takes; left out, what the policy on visits says.', OPTIONAL) slots?: number;

  toCommand() {
    const { car, from, to, minutes, slots } = this;
    return this.about({ type: 'AddCar', car, from, to, minutes, slots });
  }
}

@Sends('Take a car off: whoever it was to visit from then on is to be given another appointment.')
export class TakeCarOffInput extends AboutAppointments {
  @Identifier('The car.') car!: string;
  @Choice(CarOffReasonEnum, 'Why.') reason!: CarOffReason;

  toCommand() {
    const { car, reason } = this;
    return this.about({ type: 'TakeCarOff', car, reason });
  }
}

@Sends('Book a slot of a car for a victim who wants to be visited.')
export class BookSlotInput extends AboutAppointments {
  @NodeId('Visit', 'The visit that it is for.', as('victimVisitId')) visit!: string;
  @Identifier('The car.') car!: string;
  @Instant('When the slot begins.') from!: string;
  @Choice(VisitPurposeEnum, 'What it is for.') purpose!: VisitPurpose;
  @Choice(AppointmentPlaceEnum, 'Where they meet.') place!: AppointmentPlace;

  toCommand() {
    const { visit, car, from, purpose, place } = this;
    return this.about({ type: 'BookSlot', visit, car, from, purpose, place });
  }
}

@Sends('Move an appointment to another slot of the same day, before it begins.')
export class MoveSlotInput extends AboutAppointments {
  @NodeId('Visit', 'The visit that it is for.', as('victimVisitId')) visit!: string;
  @Identifier('The car.') car!: string;
  @Instant('When the slot begins.') from!: string;
  @Choice(VisitSideEnum, 'Who asked for it.') askedBy!: VisitSide;
  @Choice(VisitChangeReasonEnum, 'Why.') reason!: VisitChangeReason;

  toCommand() {
    const { visit, car, from, askedBy, reason } = this;
    return this.about({ type: 'MoveSlot', visit, car, from, askedBy, reason });
  }
}

@Sends('Call an appointment off before it begins. The visit can be given another.')
export class CancelSlotInput extends AboutAppointments {
  @NodeId('Visit', 'The visit that it was for.', as('victimVisitId')) visit!: string;
  @Choice(VisitSideEnum, 'Who asked for it.') askedBy!: VisitSide;
  @Choice(VisitChangeReasonEnum, 'Why.') reason!: VisitChangeReason;

  toCommand() {
    const { visit, askedBy, reason } = this;
    return this.about({ type: 'CancelSlot', visit, askedBy, reason });
  }
}
