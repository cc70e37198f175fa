import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { COMPETENCE_LEVELS } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { Needs } from '../scope.ts';
import { TeamType } from '../team/team.type.ts';
import { WardType } from '../ward/ward.type.ts';
import type { MemberCard } from './member-board.view.ts';
import { Abstraction, CompetenceLevelEnum, MemberType, RankEnum } from './member.type.ts';

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

  @FieldResolver(() => RankEnum, { description: 'The rank held.' })
  rank(@Root() { rank }: Shown<MemberCard>) {
    return rank.at(-1)?.value;
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'The team that the member is posted to.' })
  team(@Root() { team }: Shown<MemberCard>, @Ctx() { find }: Context) {
    return find('Team', team.at(-1)?.value);
  }

  @FieldResolver(() => WardType, { nullable: true, description: 'The ward that the member is dedicated to.' })
  dedicatedWard(@Root() { ward }: Shown<MemberCard>, @Ctx() { find }: Context) {
    return find('Ward', ward.at(-1)?.value);
  }

  @FieldResolver(() => Abstraction, {
    nullable: true,
    description: 'Why the member is away from the ward, if so.',
  })
  abstraction(@Root() { abstraction }: Shown<MemberCard>): Abstraction | null {
    return abstraction.at(-1)?.value ?? null;
  }

  @FieldResolver(() => [CompetenceLevelEnum], { description: 'What the member is trained for today.' })
  competences(@Root() { competences }: Shown<MemberCard>) {
    return COMPETENCE_LEVELS.filter((level) => competences[level]?.at(-1)?.value);
  }
}
