import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { findCase } from '../advice-case/advice-case-visibility.ts';
import { AdviceCaseType } from '../advice-case/advice-case.type.ts';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { MemberType } from '../member/member.type.ts';
import { memberBoard } from '../member/member-board.view.ts';
import { PersonalText } from '../personal-text.type.ts';
import { Needs } from '../scope.ts';
import type { Shown } from '../read.ts';
import { findSubject } from '../subject/find-subject.ts';
import { SubjectType } from '../subject/subject.type.ts';
import type { AttendanceCard } from './attendance-board.view.ts';
import { AttendanceType } from './attendance.type.ts';
import { findAttendance } from './find-attendance.ts';

@Resolver(() => AttendanceType)
export class AttendanceResolver {
  @Query(() => AttendanceType, { nullable: true, description: 'One visit of your force.' })
  @Needs('CASE')
  async attendance(
    @Arg('id', () => ID) id: string,
    @Arg('atLeast', () => String, { nullable: true, description: 'A token of a receipt.' })
    token: string | null,
    @Ctx() context: Context,
  ) {
    await context.atLeast(token);
    return findAttendance(context, localId('Attendance', id));
  }

  @FieldResolver(() => String, { description: 'The stream that holds its history, for `events`.' })
  stream(@Root() { key }: Shown<AttendanceCard>) {
    return `attendance-${key}`;
  }

  @FieldResolver(() => AdviceCaseType, { nullable: true })
  adviceCase(@Root() row: Shown<AttendanceCard>, @Ctx() context: Context) {
    return row.case === undefined ? null : findCase(context, row.case);
  }

  @FieldResolver(() => SubjectType, {
    nullable: true,
    description: 'Null where the visit is to a community.',
  })
  recipient(@Root() { recipient = '' }: Shown<AttendanceCard>, @Ctx() context: Context) {
    return findSubject(context, recipient);
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who goes.' })
  async member(@Root() { member = '' }: Shown<AttendanceCard>, @Ctx() { read }: Context) {
    return begun(await read.find(memberBoard, member));
  }

  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'Who holds the plan and expects the calls.',
  })
  async buddy(@Root() { buddy = '' }: Shown<AttendanceCard>, @Ctx() { read }: Context) {
    return begun(await read.find(memberBoard, buddy));
  }

  @FieldResolver(() => PersonalText)
  address(@Root() { address }: Shown<AttendanceCard>, @Ctx() { personal }: Context) {
    return personal.consult(address, 'ATTENDANCE');
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'What was found out about the missing call.',
  })
  note(@Root() { note }: Shown<AttendanceCard>, @Ctx() { personal }: Context) {
    return personal.consult(note, 'ATTENDANCE');
  }
}
