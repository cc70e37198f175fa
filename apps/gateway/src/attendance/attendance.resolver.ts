import { Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { having } from '../having.ts';
import { MemberType } from '../member/member.type.ts';
import { PageArgs, pageOf } from '../page.ts';
import { Optional } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { LondonDayScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { attendanceBoard, OF_AN_OLDER_PLAN, type AttendanceCard } from './attendance-board.view.ts';
import { attendanceShownTo } from './attendance-shown.ts';
import {
  AttendanceConnection,
  AttendanceStandingEnum,
  AttendanceType,
  EarlierVisitTimes,
} from './attendance.type.ts';
import { Holds } from '../weights.ts';

@ArgsType()
class VisitsArgs extends PageArgs {
  @Optional(() => ID, 'Only those whose calls this member expects.') buddyMemberId?: string | null;
  @Optional(() => ID, 'Only those that this member makes.') memberId?: string | null;
  @Optional(() => LondonDayScalar, 'Only those expected on this day in London.')
  dueOn?: string | null;
  @Optional(() => Boolean, 'True: only those whose call on departure is missing now.')
  overdue?: boolean | null;
  @Optional(() => [AttendanceStandingEnum], 'Left out: PLANNED, ARRIVED and OVERDUE, which are not over.')
  standing?: string[] | null;
}

const NOT_OVER = ['PLANNED', 'ARRIVED', 'OVERDUE'];

@Resolver(() => AttendanceType)
export class AttendanceResolver {
  @Query(() => AttendanceConnection, {
    description:
      'The visits of your force, by when they are expected; an auditor’s are of the forces audited.',
  })
  @Needs('CASE')
  async visits(@Args(() => VisitsArgs) args: VisitsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { buddyMemberId, memberId, dueOn, overdue, standing } = args;
    const now = new Date(context.now()).toISOString();
    const forces = await agenciesSeenBy(context);
    const { edges, pageInfo } = await pageOf(context.read, attendanceBoard, args, {
      orderBy: 'expectedArrival',
      where: {
        standing: standing ?? NOT_OVER,
        ...having<typeof attendanceBoard>({
          buddy: buddyMemberId == null ? null : localId('Member', buddyMemberId),
          member: memberId == null ? null : localId('Member', memberId),
          dueOn,
        }),
      },
      ...(forces && { among: { force: [...forces, OF_AN_OLDER_PLAN] } }),
      ...(overdue === true && { atMost: { alarmFrom: now } }),
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({
        cursor,
        node: await attendanceShownTo(context, node, now, node.key),
      })),
    );
    return { pageInfo, edges: shown.filter(({ node }) => node !== null) };
  }

  @FieldResolver(() => MemberType, {
    nullable: true,
    description:
      'Who must act: whoever goes, until the call on departure; once that is missing the buddy, who finds out, while any supervisor or inspector puts on record what was found. Null where nobody must.',
  })
  mustAct(@Root() { standing, member, buddy }: Shown<AttendanceCard>, @Ctx() { find }: Context) {
    if (standing === 'OVERDUE') return find('Member', buddy.at(-1)?.value);
    return NOT_OVER.includes(standing) ? find('Member', member) : null;
  }

  @FieldResolver(() => [EarlierVisitTimes], {
    description: 'When it was to be before it was moved, the oldest first.',
  })
  @Holds(5)
  earlierTimes(@Root() { times }: Shown<AttendanceCard>) {
    return times.slice(0, -1).map(({ value }, index) => ({ ...value, movedAt: times[index + 1]?.from }));
  }
}
