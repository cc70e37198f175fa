import { ObjectType } from 'type-graphql';
import {
  appointments,
  type AppointmentPlace,
  type CarOffReason,
  type VisitPurpose,
} from '@wardbook/policing';
import {
  Choice,
  choice,
  Count,
  Group,
  Instant,
  Key,
  Linked,
  LondonDay,
  OPTIONAL,
  StreamOf,
  Text,
  TimeOfDay,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { VisitPurposeEnum } from '../visit/visit.type.ts';
import type { AppointmentsCard } from './appointments-board.view.ts';

export const AppointmentPlaceEnum = choice<AppointmentPlace>('AppointmentPlace', 'Where a victim is met.', {
  HOME: 'At the victim\u2019s home; only where it is safe to go there.',
  STATION: 'At a police station.',
  OTHER: 'Elsewhere.',
});

export const CarOffReasonEnum = choice<CarOffReason>('CarOffReason', 'Why a car does not go.', {
  NO_CREW: 'Nobody can go with it.',
  BROKEN_DOWN: 'It broke down.',
  NEEDED_ELSEWHERE: 'It is needed elsewhere.',
  OTHER: 'For another reason.',
});

@ObjectType({ description: 'An appointment car, on its day.' })
@Needs('CASE')
export class AppointmentCar {
  @Key('What it is called.') car!: string;
  @TimeOfDay('From when on it goes.') from!: string;
  @TimeOfDay('Until when.') to!: string;
  @Count('How many minutes one appointment takes.') minutes!: number;
  @Count('How many appointments it takes on that day at most.') slots!: number;
  @Text('The version of the policy on visits that says how many; null where somebody did.', OPTIONAL)
  policy!: string | null;
}

@ObjectType({ description: 'A time at which a car can have an appointment.' })
@Needs('CASE')
export class AppointmentSlot {
  @Instant('When it begins.') from!: string;
  @Instant('When it ends.') to!: string;
}

@ObjectType({ description: 'What a car can still take on its day.' })
@Needs('CASE')
export class FreeSlots {
  @Key('The car.') car!: string;
  @Count('How many more appointments it takes.') left!: number;
  @Group(() => AppointmentSlot, 'When: it takes no more of them than are left.', usually(20))
  slots!: readonly AppointmentSlot[];
}

@ObjectType({ description: 'An appointment of a victim with a car.' })
@Needs('CASE')
export class BookedSlot {
  @Key('The car.') car!: string;
  @Instant('When it begins.') from!: string;
  @Instant('When it ends.') to!: string;
  @Linked('Visit', 'The visit that it is for.', OPTIONAL) visit!: string;
  @Choice(VisitPurposeEnum, 'What it is for.') purpose!: VisitPurpose;
  @Choice(AppointmentPlaceEnum, 'Where they meet.') place!: AppointmentPlace;
}

@ObjectType({ description: 'An appointment that was moved, called off, or lost its car or its visit.' })
@Needs('CASE')
export class EndedSlot {
  @Key('The car.') car!: string;
  @Instant('When it would have begun.') from!: string;
  @Linked('Visit', 'The visit that it was for.', OPTIONAL) visit!: string;
  @Instant('Since when it is off.') at!: string;
  @Text(
    'Who moved it or called it off, and why, in the words of the choices: VICTIM ANOTHER_TIME; or CAR_TAKEN_OFF, VISIT_CHANGED, BOOKED_TWICE.',
  )
  because!: string;
}

@ObjectType({ description: 'A car that was taken off.' })
@Needs('CASE')
export class CarOff {
  @Key('The car.') car!: string;
  @Instant('Since when.') at!: string;
  @Choice(CarOffReasonEnum, 'Why.') because!: CarOffReason;
}

@NodeType('Appointments', 'The appointments that the cars of an area keep with victims on one day.')
@Needs('CASE')
export class AppointmentsType extends Node implements Partial<AppointmentsCard> {
  @StreamOf(appointments) override key!: string;
  @Key('The area, as your force calls it.') area!: string;
  @LondonDay('The day.') day!: string;
  @Instant('When it was said which cars go.') openedAt!: string;
}

export const AppointmentsConnection = connectionOf('Appointments', () => AppointmentsType);
