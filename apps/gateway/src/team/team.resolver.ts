import { Arg, Args, ArgsType, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import { missingCategories, supervisoryRatio, type TeamKind } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { memberBoard, type MemberCard } from '../member/member-board.view.ts';
import { MemberCategoryEnum, MemberType } from '../member/member.type.ts';
import { PageArgs, pageOf, withinLimit } from '../page.ts';
import { Optional } from '../point-args.ts';
import { WeeklyWindow } from '../promise/promise.type.ts';
import type { Read, Shown } from '../read.ts';
import { Needs } from '../scope.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import { WardType } from '../ward/ward.type.ts';
import { ENGAGEMENTS_KEPT, teamBoard, type TeamCard } from './team-board.view.ts';
import { Engagement, TeamConnection, TeamKindEnum, TeamStandingEnum, TeamType } from './team.type.ts';
import { Costs, HISTORY, Holds } from '../weights.ts';

@ArgsType()
class TeamsArgs extends PageArgs {
  @Optional(() => TeamKindEnum, 'Only those of this kind.') kind?: TeamKind | null;
  @Optional(() => [TeamStandingEnum], 'Left out: all of them.') standing?: string[] | null;
}

const MOST_MEMBERS = 1_000;
const MOST_WARDS = 100;

@Resolver(() => TeamType)
export class TeamResolver {
  @Query(() => TeamConnection, { description: 'Teams, by name.' })
  @Needs('NEIGHBOURHOOD')
  async teams(@Args(() => TeamsArgs) args: TeamsArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const standing = args.standing ?? Object.keys(TeamStandingEnum);
    const where = { standing, ...having<typeof teamBoard>({ kind: args.kind }) };
    return pageOf(read, teamBoard, args, { orderBy: 'name', where });
  }

  @FieldResolver(() => [MemberType], { description: 'Who is posted to the team today, highest rank first.' })
  members(
    @Root() { key }: Shown<TeamCard>,
    @Arg('first', () => Int, { defaultValue: 50, description: `How many, 1 to ${MOST_MEMBERS}.` })
    first: number,
    @Ctx() { read }: Context,
  ) {
    return membersOf(read, key, withinLimit(first, MOST_MEMBERS));
  }

  @FieldResolver(() => [WardType], { description: 'The live wards that it serves today, by name.' })
  @Holds(25)
  wards(@Root() { key, kind }: Shown<TeamCard>, @Ctx() { read }: Context) {
    if (kind === 'CID') return [];
    const where = { [kind === 'INPT' ? 'inpt' : 'snt']: [key], standing: ['LIVE'] };
    return read.list(wardBoard, { where, orderBy: 'name', limit: MOST_WARDS });
  }

  @FieldResolver(() => [MemberCategoryEnum], {
    description: 'Whom an integrated team lacks today (R-INPT-2); empty for other teams.',
  })
  @Holds(5)
  @Costs(HISTORY)
  async missingCategories(@Root() { key, kind }: Shown<TeamCard>, @Ctx() { read }: Context) {
    if (kind !== 'INPT') return [];
    const members = await membersOf(read, key);
    return missingCategories(members.flatMap(({ category }) => (category ? { category } : [])));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Constables and PCSOs per sergeant today (R-INPT-7); null without a sergeant.',
  })
  @Costs(HISTORY)
  async supervisoryRatio(@Root() { key }: Shown<TeamCard>, @Ctx() { read }: Context) {
    const ranks = (await membersOf(read, key)).flatMap(({ rank }) => rank.at(-1)?.value ?? []);
    const inHundredths = supervisoryRatio(ranks.map((rank) => ({ rank })));
    return inHundredths === undefined ? null : inHundredths / 100;
  }

  @FieldResolver(() => [WeeklyWindow], { description: 'When it is on duty, as it was last set.' })
  @Holds(20)
  dutyPattern(@Root() { dutyPattern }: Shown<TeamCard>) {
    return dutyPattern.at(-1)?.value ?? [];
  }

  @FieldResolver(() => [Engagement], { description: 'The newest, newest first.' })
  engagements(
    @Root() { engagements }: Shown<TeamCard>,
    @Arg('last', () => Int, { defaultValue: 12, description: `How many, 1 to ${ENGAGEMENTS_KEPT}.` })
    last: number,
  ): readonly Engagement[] {
    return engagements.slice(0, withinLimit(last, ENGAGEMENTS_KEPT));
  }
}

const membersOf = (read: Read, team: string, limit = MOST_MEMBERS): Promise<readonly Shown<MemberCard>[]> =>
  read.list(memberBoard, {
    where: { team: [team], standing: ['IN_POST'] },
    orderBy: 'seniority',
    descending: true,
    limit,
  });
