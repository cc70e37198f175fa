import { Arg, Args, ArgsType, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, streamOf, valueIn, type PointInHistory } from '@wardbook/event-sourcing';
import { boroughBoard } from '../borough/borough-board.view.ts';
import { isPriorityStale, ward, type MissingCover } from '@wardbook/policing';
import { Sector } from '../borough/borough.type.ts';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { memberBoard } from '../member/member-board.view.ts';
import { MemberType } from '../member/member.type.ts';
import { PageArgs, pageOf, withinLimit } from '../page.ts';
import { momentOf, Optional } from '../point-args.ts';
import { establishmentAt } from '../policy/establishment-at.ts';
import { promiseBoard } from '../promise/promise-board.view.ts';
import { PromiseConnection, PromiseStandingEnum } from '../promise/promise.type.ts';
import type { Shown } from '../read.ts';
import { DateTime } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { aliasesAt, isAbolishedAt, sectorOf, wardBoard, type WardCard } from './ward-board.view.ts';
import {
  CommunityPriority,
  CoverKindEnum,
  PromiseTarget,
  WardAlias,
  WardConnection,
  WardStandingEnum,
  WardType,
} from './ward.type.ts';
import { Costs, Holds, RECORD } from '../weights.ts';

@ArgsType()
class WardsArgs extends PageArgs {
  @Optional(() => String, 'Only those of this borough, by its GSS code.') boroughCode?: string | null;
  @Optional(() => String, 'Only those of this sector of the borough.') sectorKey?: string | null;
  @Optional(() => [WardStandingEnum], 'Left out: all of them.') standing?: string[] | null;
}

const MOST_NAMED_MEMBERS = 100;

@Resolver(() => WardType)
export class WardResolver {
  @Query(() => WardConnection, { description: 'Wards, by name.' })
  @Needs('NEIGHBOURHOOD')
  async wards(@Args(() => WardsArgs) args: WardsArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { boroughCode, sectorKey, standing } = args;
    return pageOf(read, wardBoard, args, {
      orderBy: 'name',
      where: {
        standing: standing ?? Object.keys(WardStandingEnum),
        ...having<typeof wardBoard>({ borough: boroughCode, sector: sectorKey }),
      },
    });
  }

  @FieldResolver(() => Sector, { nullable: true, description: 'The police sector in which it lies.' })
  async sector(@Root() card: Shown<WardCard>, @Ctx() { read }: Context) {
    const borough = await read.find(boroughBoard, card.borough ?? '');
    return borough && valueIn(borough.sectors, sectorOf(card) ?? '');
  }

  @FieldResolver(() => [MemberType], {
    description: 'Who is dedicated to the ward today, named and contactable, highest rank first.',
  })
  namedMembers(
    @Root() { key }: Shown<WardCard>,
    @Arg('first', () => Int, { defaultValue: 20, description: `How many, 1 to ${MOST_NAMED_MEMBERS}.` })
    first: number,
    @Ctx() { read }: Context,
  ) {
    return read.list(memberBoard, {
      where: { ward: [key], standing: ['IN_POST'] },
      orderBy: 'seniority',
      descending: true,
      limit: withinLimit(first, MOST_NAMED_MEMBERS),
    });
  }

  @FieldResolver(() => [WardAlias], { description: 'What other registers call it.' })
  @Holds(5)
  aliases(@Root() card: Seen, @Ctx() { now }: Context): readonly WardAlias[] {
    return aliasesAt(card, momentOf(card.point, now));
  }

  @FieldResolver(() => [CommunityPriority], {
    description: 'Those that were not withdrawn, oldest first; of an abolished ward none.',
  })
  @Holds(20)
  @Costs(2 * RECORD)
  async priorities(@Root() card: Seen, @Ctx() context: Context): Promise<CommunityPriority[]> {
    const at = momentOf(card.point, context.now);
    if (isAbolishedAt(card, at)) return [];
    const { priorityStaleMonths } = await establishmentAt(
      context,
      { decider: ward, stream: streamOf(ward, card.key) },
      at,
    );
    return entriesOf(card.priorities)
      .filter(([, { withdrawnAt }]) => withdrawnAt === null)
      .sort(([, a], [, b]) => (a.recordedAt < b.recordedAt ? -1 : 1))
      .map(([id, priority]) => ({
        id,
        ...priority,
        isStale: isPriorityStale(priority, { months: priorityStaleMonths, at }),
      }));
  }

  @FieldResolver(() => [PromiseTarget], {
    description: 'What promises to it can be about; those that were retired, too.',
  })
  @Holds(50)
  promiseTargets(@Root() { targets, abolishedAt }: Seen): PromiseTarget[] {
    return entriesOf(targets)
      .map(([id, target]) => ({ id, ...target, retiredAt: target.retiredAt ?? abolishedAt }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  @FieldResolver(() => [CoverKindEnum], {
    description: 'Which of its dedicated members the ward is without.',
  })
  @Holds(2)
  missingCover(@Root() card: Seen, @Ctx() { now }: Context) {
    return missingNow(card, now)?.missing ?? [];
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When somebody who is away is expected back, where the ward is without cover.',
  })
  coverExpectedAt(@Root() card: Seen, @Ctx() { now }: Context) {
    const until = missingNow(card, now)?.until;
    return until === undefined ? null : new Date(until);
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
    const where = { ward: [key], standing: Object.keys(PromiseStandingEnum) };
    return pageOf(read, promiseBoard, args, { orderBy: 'proposedAt', where });
  }
}

/** A ward, and the point of its history at which it is shown where that is not now. */
type Seen = Shown<WardCard> & { readonly point?: PointInHistory };

const missingNow = (card: Seen, now: () => number): MissingCover | undefined =>
  isAbolishedAt(card, momentOf(card.point, now)) ? undefined : card.missingCover.at(-1)?.value;
