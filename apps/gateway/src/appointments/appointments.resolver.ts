import { Arg, Args, ArgsType, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import { appointmentsIdOf, bookedAt, freeAt, londonDay, shiftOf } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf, withinLimit } from '../page.ts';
import { Optional, TokenArgs } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { LondonDayScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { Holds } from '../weights.ts';
import { appointmentsBoard, type AppointmentsCard } from './appointments-board.view.ts';
import {
  AppointmentCar,
  AppointmentsConnection,
  AppointmentsType,
  BookedSlot,
  CarOff,
  EndedSlot,
  FreeSlots,
} from './appointments.type.ts';

const MOST_DAYS = 62;

@ArgsType()
class AppointmentDaysArgs extends PageArgs {
  @Optional(() => String, 'Only those of this area.') area?: string | null;
  @Optional(() => LondonDayScalar, 'From this day on; left out, from today.') from?: string | null;
  @Optional(() => Int, `For so many days, 1 to ${String(MOST_DAYS)}; left out, 14.`) days?: number | null;
}

type Card = Shown<AppointmentsCard>;

@Resolver(() => AppointmentsType)
export class AppointmentsResolver {
  @Query(() => AppointmentsType, {
    nullable: true,
    description: 'The appointments of an area of your force on one day.',
  })
  @Needs('CASE')
  async appointments(
    @Arg('area', () => String, { description: 'The area, as your force calls it.' }) area: string,
    @Arg('day', () => LondonDayScalar, { description: 'The day.' }) day: string,
    @Args(() => TokenArgs) args: TokenArgs,
    @Ctx() { findAt, by }: Context,
  ) {
    return findAt('Appointments', appointmentsIdOf(by.agency, area, day), args);
  }

  @Query(() => AppointmentsConnection, {
    description:
      'The days on which cars keep appointments, by day, with what is free; an auditor\u2019s are of the forces audited.',
  })
  @Needs('CASE')
  async appointmentDays(@Args(() => AppointmentDaysArgs) args: AppointmentDaysArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { area, from } = args;
    const first = from ?? londonDay(new Date(context.now()).toISOString());
    const forces = await agenciesSeenBy(context);
    return pageOf(context.read, appointmentsBoard, args, {
      orderBy: 'day',
      where: {
        standing: ['OPEN'],
        day: daysFrom(first, withinLimit(args.days ?? 14, MOST_DAYS)),
        ...having<typeof appointmentsBoard>({ area }),
      },
      ...(forces && { among: { force: forces } }),
    });
  }

  @FieldResolver(() => [AppointmentCar], { description: 'The cars that go, as it was last said.' })
  @Holds(5)
  cars(@Root() { state }: Card): readonly AppointmentCar[] {
    return entriesOf(state.cars).flatMap(([car]) => {
      const shift = shiftOf(state, car, LAST);
      return shift ? [{ car, ...shift, policy: shift.policy ?? null }] : [];
    });
  }

  @FieldResolver(() => [CarOff], { description: 'The cars that were taken off.' })
  @Holds(2)
  carsOff(@Root() { state }: Card): readonly CarOff[] {
    return entriesOf(state.cars).flatMap(([car, told]) => {
      const { value, from: at } = told.at(-1) ?? {};
      return value && at !== undefined && 'because' in value ? [{ car, at, because: value.because }] : [];
    });
  }

  @FieldResolver(() => [FreeSlots], {
    description: 'What each car can still take, from now on: how many more, and when.',
  })
  @Holds(5)
  freeSlots(@Root() { state, day }: Card, @Ctx() { now }: Context): readonly FreeSlots[] {
    return freeAt(state, day, new Date(now()).toISOString()).map(({ car, left, free }) => ({
      ...{ car, left, slots: free },
    }));
  }

  @FieldResolver(() => [BookedSlot], { description: 'The appointments that stand, by when they begin.' })
  @Holds(30)
  booked(@Root() { state }: Card): readonly BookedSlot[] {
    return bookedAt(state, LAST);
  }

  @FieldResolver(() => [EndedSlot], {
    description: 'The appointments that were moved, called off, or lost their car or their visit.',
  })
  @Holds(5)
  ended(@Root() { state }: Card): readonly EndedSlot[] {
    return entriesOf(state.slots)
      .flatMap(([, { slot, told }]) =>
        told.flatMap(({ from: at, value }) =>
          'said' in value
            ? [{ ...{ car: slot.car, from: slot.from, visit: value.visit }, at, because: value.said }]
            : [],
        ),
      )
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}

const daysFrom = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  );

/** Later than anything. */
const LAST = '9999-12-31T23:59:59.999Z';
