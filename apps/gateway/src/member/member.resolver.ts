import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { COMPETENCE_LEVELS } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { Needs } from '../scope.ts';
import type { MemberCard } from './member-board.view.ts';
import { CompetenceLevelEnum, MemberType } from './member.type.ts';

@Resolver(() => MemberType)
export class MemberResolver {
  @Query(() => MemberType, {
    nullable: true,
    description: 'One member, now or at a moment of the history; what it names is shown as it is now.',
  })
  @Needs('NEIGHBOURHOOD')
  member(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { findAt }: Context,
  ) {
    return findAt('Member', localId('Member', id), args);
  }

  @FieldResolver(() => [CompetenceLevelEnum], { description: 'What the member is trained for today.' })
  competences(@Root() { competences }: Shown<MemberCard>) {
    return COMPETENCE_LEVELS.filter((level) => competences[level]?.at(-1)?.value);
  }
}
