import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { COMPETENCE_LEVELS } from '@wardbook/policing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Needs } from '../scope.ts';
import type { Shown } from '../read.ts';
import { TeamType } from '../team/team.type.ts';
import { teamBoard } from '../team/team-board.view.ts';
import { WardType } from '../ward/ward.type.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import { memberBoard, type MemberCard } from './member-board.view.ts';
import { Abstraction, CompetenceLevelEnum, MemberType, RankEnum } from './member.type.ts';

@Resolver(() => MemberType)
export class MemberResolver {
  @Query(() => MemberType, {
    nullable: true,
    description: 'One member, now or at a moment of the history; what it names is shown as it is now.',
  })
  @Needs('NEIGHBOURHOOD')
  async member(
    @Arg('id', () => ID) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    const [key, point] = [localId('Member', id), pointOf(args)];
    await atLeast(args.atLeast);
    return begun(
      await (point ? read.at(memberBoard, key, [`member-${key}`], point) : read.find(memberBoard, key)),
    );
  }

  @FieldResolver(() => RankEnum)
  rank(@Root() { rank }: Shown<MemberCard>) {
    return rank.at(-1)?.value;
  }

  @FieldResolver(() => TeamType, { nullable: true })
  team(@Root() { team }: Shown<MemberCard>, @Ctx() { read }: Context) {
    return read.find(teamBoard, team.at(-1)?.value ?? '');
  }

  @FieldResolver(() => WardType, { nullable: true, description: 'The ward that the member is dedicated to.' })
  async dedicatedWard(@Root() { ward }: Shown<MemberCard>, @Ctx() { read }: Context) {
    return begun(await read.find(wardBoard, ward.at(-1)?.value ?? ''));
  }

  @FieldResolver(() => Abstraction, {
    nullable: true,
    description: 'Why the member is not in the ward, if so.',
  })
  abstraction(@Root() { abstraction }: Shown<MemberCard>): Abstraction | null {
    return abstraction.at(-1)?.value ?? null;
  }

  @FieldResolver(() => [CompetenceLevelEnum])
  competences(@Root() { competences }: Shown<MemberCard>) {
    return COMPETENCE_LEVELS.filter((level) => competences[level]?.at(-1)?.value);
  }
}
