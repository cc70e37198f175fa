import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { PromiseKind } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf, withinLimit } from '../page.ts';
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
  @Field(() => String, { nullable: true, description: 'Only those made to this ward, by its GSS code.' })
  wardCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those made by this team.' })
  teamId?: string | null;

  @Field(() => PromiseKindEnum, { nullable: true, description: 'Only those of this kind.' })
  kind?: PromiseKind | null;

  @Field(() => [PromiseStandingEnum], { nullable: true, description: 'Left out: all of them.' })
  standing?: string[] | null;
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

  @FieldResolver(() => [PromisePeriod], { description: 'The newest months, newest first.' })
  periods(
    @Root() promise: ShownPromise,
    @Arg('last', () => Int, { defaultValue: 12, description: 'How many, 1 to 120.' }) last: number,
    @Ctx() { read }: Context,
  ) {
    return findPeriods(read, promise, withinLimit(last, 120));
  }
}
