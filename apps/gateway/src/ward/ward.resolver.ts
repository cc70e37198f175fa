import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { entriesOf, valueIn } from '@wardbook/event-sourcing';
import { begun } from '../begun.ts';
import { BoroughType, Sector } from '../borough/borough.type.ts';
import { boroughBoard } from '../borough/borough-board.view.ts';
import type { Context } from '../context.ts';
import { WARD_CODE } from '../formats.ts';
import { having } from '../having.ts';
import { globalId } from '../global-id.ts';
import { MemberType } from '../member/member.type.ts';
import { memberBoard } from '../member/member-board.view.ts';
import { PageArgs, pageOf } from '../page.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Needs } from '../scope.ts';
import { PromiseConnection } from '../promise/promise.type.ts';
import { promiseBoard } from '../promise/promise-board.view.ts';
import type { Shown } from '../read.ts';
import { refusedRequest } from '../refused-request.ts';
import { TeamType } from '../team/team.type.ts';
import { teamBoard } from '../team/team-board.view.ts';
import { WardPanelType } from '../ward-panel/ward-panel.type.ts';
import { wardPanelBoard } from '../ward-panel/ward-panel-board.view.ts';
import { sectorOf, wardBoard, type WardCard } from './ward-board.view.ts';
import {
  CommunityPriority,
  CoverKindEnum,
  isStale,
  PromiseTarget,
  WardConnection,
  WardStandingEnum,
  WardType,
} from './ward.type.ts';

@ArgsType()
class WardsArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  boroughCode?: string | null;

  @Field(() => String, { nullable: true, description: 'A sector of the borough.' })
  sectorId?: string | null;

  @Field(() => [WardStandingEnum], { nullable: true })
  standing?: string[] | null;
}

const MOST_NAMED_MEMBERS = 100;

@Resolver(() => WardType)
export class WardResolver {
  @Query(() => WardConnection, { description: 'Wards, by name.' })
  @Needs('NEIGHBOURHOOD')
  async wards(@Args(() => WardsArgs) args: WardsArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { boroughCode, sectorId, standing } = args;
    return pageOf(read, wardBoard, args, {
      orderBy: 'name',
      where: {
        standing: standing ?? ['LIVE', 'ABOLISHED'],
        ...having<typeof wardBoard>({ borough: boroughCode, sector: sectorId }),
      },
    });
  }

  @Query(() => WardType, {
    nullable: true,
    description:
      'One ward by its GSS code, now or at a moment of its history; what it names is shown as it is now.',
  })
  @Needs('NEIGHBOURHOOD')
  async ward(
    @Arg('code', () => String) code: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    const [key, point] = [checked(code), pointOf(args)];
    await atLeast(args.atLeast);
    const card = await read.find(wardBoard, key);
    const streams = [`ward-${key}`, `borough-${card?.borough ?? ''}`];
    return begun(card && point ? await read.at(wardBoard, key, streams, point) : card);
  }

  @FieldResolver(() => String, { description: 'Its GSS code.' })
  code(@Root() { key }: Shown<WardCard>) {
    return key;
  }

  @FieldResolver(() => BoroughType, { nullable: true })
  async borough(@Root() { borough }: Shown<WardCard>, @Ctx() { read }: Context) {
    return begun(await read.find(boroughBoard, borough ?? ''));
  }

  @FieldResolver(() => Sector, { nullable: true })
  async sector(@Root() card: Shown<WardCard>, @Ctx() { read }: Context) {
    const borough = await read.find(boroughBoard, card.borough ?? '');
    return borough && valueIn(borough.sectors, sectorOf(card) ?? '');
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: 'The integrated team that the ward is part of.',
  })
  inpt(@Root() { inpt }: Shown<WardCard>, @Ctx() { read }: Context) {
    return read.find(teamBoard, inpt.at(-1)?.value ?? '');
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: 'The Safer Neighbourhoods team of the ward.',
  })
  saferNeighbourhoodTeam(@Root() { snt }: Shown<WardCard>, @Ctx() { read }: Context) {
    return read.find(teamBoard, snt.at(-1)?.value ?? '');
  }

  @FieldResolver(() => [MemberType], {
    description: 'Who is dedicated to the ward today, named and contactable, highest rank first.',
  })
  namedMembers(@Root() { key }: Shown<WardCard>, @Ctx() { read }: Context) {
    return read.list(memberBoard, {
      where: { ward: [key], standing: ['IN_POST'] },
      orderBy: 'seniority',
      descending: true,
      limit: MOST_NAMED_MEMBERS,
    });
  }

  @FieldResolver(() => [CommunityPriority], { description: 'Those that were not withdrawn, oldest first.' })
  priorities(@Root() { priorities }: Shown<WardCard>, @Ctx() { now }: Context) {
    return entriesOf(priorities)
      .filter(([, { withdrawnAt }]) => withdrawnAt === null)
      .sort(([, a], [, b]) => (a.recordedAt < b.recordedAt ? -1 : 1))
      .map(([id, priority]) => ({ id, ...priority, isStale: isStale(priority, now()) }));
  }

  @FieldResolver(() => [PromiseTarget], { description: 'Those that were retired, too.' })
  promiseTargets(@Root() { targets }: Shown<WardCard>) {
    return entriesOf(targets)
      .map(([id, target]) => ({ id, ...target }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  @FieldResolver(() => [CoverKindEnum], {
    description: 'Which of its dedicated members the ward is without.',
  })
  missingCover(@Root() { missingCover }: Shown<WardCard>) {
    return missingCover.at(-1)?.value ?? [];
  }

  @FieldResolver(() => WardPanelType, { nullable: true })
  panel(@Root() { key }: Shown<WardCard>, @Ctx() { read }: Context) {
    return read.find(wardPanelBoard, key);
  }

  @FieldResolver(() => PromiseConnection, {
    description: 'Its promises, in the order in which they were proposed.',
  })
  async promises(
    @Root() { key }: Shown<WardCard>,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    await atLeast(args.atLeast);
    const where = { ward: [key], standing: ['PROPOSED', 'IN_FORCE', 'WITHDRAWN'] };
    return pageOf(read, promiseBoard, args, { orderBy: 'proposedAt', where });
  }
}

const checked = (code: string): string => {
  if (!WARD_CODE.test(code)) throw refusedRequest('INVALID_ID', 'This is not the GSS code of a ward.');
  return code;
};
