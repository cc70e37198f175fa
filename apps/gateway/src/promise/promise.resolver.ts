import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { PromiseKind } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf, withinLimit } from '../page.ts';
import { momentOf, Optional } from '../point-args.ts';
import { LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { findPeriods, type ShownPromise } from './find-periods.ts';
import { promiseBoard } from './promise-board.view.ts';
import {
  PromiseConnection,
  PromiseKindEnum,
  PromisePeriod,
  PromiseStandingEnum,
  PromiseType,
} from './promise.type.ts';

@ArgsType()
class PromisesArgs extends PageArgs {
  @Optional(() => String, 'Only those made to this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => ID, 'Only those made by this team.') teamId?: string | null;
  @Optional(() => PromiseKindEnum, 'Only those of this kind.') kind?: PromiseKind | null;
  @Optional(() => [PromiseStandingEnum], 'Left out: all of them.') standing?: string[] | null;
}

@ArgsType()
class PeriodsArgs {
  @Field(() => Int, { defaultValue: 12, description: 'How many, 1 to 120.' }) last!: number;
  @Optional(() => LondonMonthScalar, 'No month after this one.') until?: string | null;
}

@Resolver(() => PromiseType)
export class PromiseResolver {
  @Query(() => PromiseConnection, { description: 'Promises, in the order in which they were proposed.' })
  @Needs('NEIGHBOURHOOD')
  async promises(@Args(() => PromisesArgs) args: PromisesArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { wardCode, teamId, kind, standing } = args;
    return pageOf(read, promiseBoard, args, {
      orderBy: 'proposedAt',
      where: {
        standing: standing ?? Object.keys(PromiseStandingEnum),
        ...having<typeof promiseBoard>({ ward: wardCode, team: teamId && localId('Team', teamId), kind }),
      },
    });
  }

  @FieldResolver(() => [PromisePeriod], {
    description: 'The newest months, newest first; the running month is one of them from its first day.',
  })
  periods(
    @Root() promise: ShownPromise,
    @Args(() => PeriodsArgs) args: PeriodsArgs,
    @Ctx() context: Context,
  ) {
    const moment = momentOf(promise.point, context.now);
    return findPeriods(context.read, promise, {
      last: withinLimit(args.last, 120),
      until: args.until ?? undefined,
      moment,
    });
  }
}
