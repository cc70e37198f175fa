import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { streamOf } from '@wardbook/event-sourcing';
import { attendance } from '@wardbook/policing';
import { AdviceCaseType } from '../advice-case/advice-case.type.ts';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { MemberType } from '../member/member.type.ts';
import type { Shown } from '../read.ts';
import { Needs } from '../scope.ts';
import { SubjectType } from '../subject/subject.type.ts';
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

  @FieldResolver(() => AdviceCaseType, { nullable: true, description: 'The advice case that it belongs to.' })
  adviceCase(@Root() { case: key }: Card, @Ctx() { find }: Context) {
    return find('AdviceCase', key);
  }

  @FieldResolver(() => SubjectType, {
    nullable: true,
    description: 'Null where the visit is to a community.',
  })
  recipient(@Root() { recipient }: Card, @Ctx() { find }: Context) {
    return find('Subject', recipient);
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who goes.' })
  member(@Root() { member }: Card, @Ctx() { find }: Context) {
    return find('Member', member);
  }

  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'Who holds the plan and expects the calls.',
  })
  buddy(@Root() { buddy }: Card, @Ctx() { find }: Context) {
    return find('Member', buddy);
  }
}
