import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { streamOf } from '@wardbook/event-sourcing';
import { attendance } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import type { Shown } from '../read.ts';
import { Needs } from '../scope.ts';
import type { AttendanceCard } from './attendance-board.view.ts';
import { AttendanceType } from './attendance.type.ts';

type Card = Shown<AttendanceCard>;

@Resolver(() => AttendanceType)
export class AttendanceResolver {
  @Query(() => AttendanceType, { nullable: true, description: 'One visit of your force.' })
  @Needs('CASE')
  attendance(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Arg('atLeast', () => String, { nullable: true, description: 'A token of a receipt.' })
    atLeast: string | null,
    @Ctx() { findAt }: Context,
  ) {
    return findAt('Attendance', localId('Attendance', id), { atLeast });
  }

  @FieldResolver(() => String, { description: 'The stream that holds its history, for `events`.' })
  stream(@Root() { key }: Card) {
    return streamOf(attendance, key);
  }
}
