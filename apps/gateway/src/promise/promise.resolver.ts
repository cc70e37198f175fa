import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { PromiseKind } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../given.ts';
import { globalId, localId } from '../global-id.ts';
import { PageArgs, pageOf } from '../page.ts';
import { payloadOf } from '../payload.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Policy } from '../policy.ts';
import type { Shown } from '../read.ts';
import { TeamType } from '../team/team.type.ts';
import { teamBoard } from '../team/team-board.view.ts';
import { WardType } from '../ward/ward.type.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import * as inputs from './promise.input.ts';
import { findPeriods, type ShownPromise } from './find-periods.ts';
import { promiseBoard, type PromiseCard } from './promise-board.view.ts';
import {
  PromiseConnection,
  PromiseKindEnum,
  PromisePeriod,
  PromiseStandingEnum,
  PromiseType,
} from './promise.type.ts';

@ArgsType()
class PromisesArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  wardCode?: string | null;

  @Field(() => ID, { nullable: true })
  teamId?: string | null;

  @Field(() => PromiseKindEnum, { nullable: true })
  kind?: PromiseKind | null;

  @Field(() => [PromiseStandingEnum], { nullable: true })
  standing?: string[] | null;
}

const AmendPromisePayload = payloadOf('AmendPromise');
const AgreePromiseByTeamPayload = payloadOf('AgreePromiseByTeam');
const ClosePromisePeriodPayload = payloadOf('ClosePromisePeriod');
const CorrectFulfilmentPayload = payloadOf('CorrectFulfilment');
const ExplainBreachPayload = payloadOf('ExplainBreach');
const ProposePromisePayload = payloadOf('ProposePromise');
const RecordPatrolPayload = payloadOf('RecordPatrol');
const RecordVisitPayload = payloadOf('RecordVisit');
const WithdrawPromisePayload = payloadOf('WithdrawPromise');

@Resolver(() => PromiseType)
export class PromiseResolver {
  @Query(() => PromiseConnection, { description: 'Promises, in the order in which they were proposed.' })
  @Policy('NEIGHBOURHOOD')
  async promises(@Args(() => PromisesArgs) args: PromisesArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { wardCode, teamId, kind, standing } = args;
    return pageOf(read, promiseBoard, args, {
      orderBy: 'proposedAt',
      where: {
        standing: standing ?? ['PROPOSED', 'IN_FORCE', 'WITHDRAWN'],
        ...having<typeof promiseBoard>({ ward: wardCode, team: teamId && localId('Team', teamId), kind }),
      },
    });
  }

  @Query(() => PromiseType, {
    nullable: true,
    description: 'One promise, now or at a moment of its history.',
  })
  @Policy('NEIGHBOURHOOD')
  async promise(
    @Arg('id', () => ID) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    await atLeast(args.atLeast);
    const [key, point] = [localId('Promise', id), pointOf(args)];
    if (!point) return read.find(promiseBoard, key);
    const card = await read.at(promiseBoard, key, [`promise-${key}`], point);
    return card && { ...card, point };
  }

  @FieldResolver(() => ID)
  id(@Root() { key }: Shown<PromiseCard>) {
    return globalId('Promise', key);
  }

  @FieldResolver(() => WardType)
  ward(@Root() { ward = '' }: Shown<PromiseCard>, @Ctx() { read }: Context) {
    return read.find(wardBoard, ward);
  }

  @FieldResolver(() => TeamType)
  team(@Root() { team = '' }: Shown<PromiseCard>, @Ctx() { read }: Context) {
    return read.find(teamBoard, team);
  }

  @FieldResolver(() => [PromisePeriod], { description: 'The newest months, newest first.' })
  periods(
    @Root() promise: ShownPromise,
    @Arg('last', () => Int, { defaultValue: 12, description: 'How many, 1 to 120.' }) last: number,
    @Ctx() { read }: Context,
  ) {
    return findPeriods(read, promise, Math.min(Math.max(last, 1), 120));
  }

  @Mutation(() => ProposePromisePayload, { description: 'Propose a promise to a ward.' })
  @Policy('COMMAND')
  proposePromise(
    @Arg('input', () => inputs.ProposePromiseInput) input: inputs.ProposePromiseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AmendPromisePayload, {
    description: 'Change what is proposed, before anybody agrees to it.',
  })
  @Policy('COMMAND')
  amendPromise(
    @Arg('input', () => inputs.AmendPromiseInput) input: inputs.AmendPromiseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AgreePromiseByTeamPayload, {
    description: 'Whoever leads the team agrees for it. For the community, see agreePromiseAtPanel.',
  })
  @Policy('COMMAND')
  agreePromiseByTeam(
    @Arg('input', () => inputs.AgreePromiseByTeamInput) input: inputs.AgreePromiseByTeamInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordVisitPayload, {
    description: 'Record a visit, or one more of what was promised to be counted.',
  })
  @Policy('COMMAND')
  recordVisit(
    @Arg('input', () => inputs.RecordVisitInput) input: inputs.RecordVisitInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordPatrolPayload, { description: 'Record a patrol.' })
  @Policy('COMMAND')
  recordPatrol(
    @Arg('input', () => inputs.RecordPatrolInput) input: inputs.RecordPatrolInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => CorrectFulfilmentPayload, {
    description: 'Correct what was recorded; both stay on record.',
  })
  @Policy('COMMAND')
  correctFulfilment(
    @Arg('input', () => inputs.CorrectFulfilmentInput) input: inputs.CorrectFulfilmentInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ClosePromisePeriodPayload, {
    description: 'Close a month that is over: it was kept, or broken. Wardbook does so by itself, too.',
  })
  @Policy('COMMAND')
  closePromisePeriod(
    @Arg('input', () => inputs.ClosePromisePeriodInput) input: inputs.ClosePromisePeriodInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ExplainBreachPayload, { description: 'Tell the ward why a month was broken.' })
  @Policy('COMMAND')
  explainBreach(
    @Arg('input', () => inputs.ExplainBreachInput) input: inputs.ExplainBreachInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => WithdrawPromisePayload, { description: 'Withdraw a promise from the next month on.' })
  @Policy('COMMAND')
  withdrawPromise(
    @Arg('input', () => inputs.WithdrawPromiseInput) input: inputs.WithdrawPromiseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }
}
