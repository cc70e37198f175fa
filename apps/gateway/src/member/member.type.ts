import { Field, GraphQLISODateTime, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  ABSTRACTION_REASONS,
  COMPETENCE_LEVELS,
  LEAVING_REASONS,
  MEMBER_CATEGORIES,
  POSTING_SOURCES,
  RANKS,
  type AbstractionReason,
  type MemberCategory,
  type PostingSource,
} from '@wardbook/policing';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { Needs } from '../scope.ts';

export const RankEnum = enumOf(RANKS);
registerEnumType(RankEnum, { name: 'Rank' });

export const MemberCategoryEnum = enumOf(MEMBER_CATEGORIES);
registerEnumType(MemberCategoryEnum, { name: 'MemberCategory' });

export const PostingSourceEnum = enumOf(POSTING_SOURCES);
registerEnumType(PostingSourceEnum, {
  name: 'PostingSource',
  description: 'Where a member came from when posted to a neighbourhood team.',
});

export const AbstractionReasonEnum = enumOf(ABSTRACTION_REASONS);
registerEnumType(AbstractionReasonEnum, {
  name: 'AbstractionReason',
  description: 'Why a dedicated member is taken from the ward.',
});

export const CompetenceLevelEnum = enumOf(COMPETENCE_LEVELS);
registerEnumType(CompetenceLevelEnum, {
  name: 'CompetenceLevel',
  description: 'What crime-prevention advice a member is trained to give.',
});

export const LeavingReasonEnum = enumOf(LEAVING_REASONS);
registerEnumType(LeavingReasonEnum, { name: 'LeavingReason' });

const MemberStandingEnum = enumOf(['IN_POST', 'LEFT']);
registerEnumType(MemberStandingEnum, { name: 'MemberStanding' });

@ObjectType({ description: 'A time for which a dedicated member is taken from the ward.' })
@Needs('NEIGHBOURHOOD')
export class Abstraction {
  @Field(() => GraphQLISODateTime)
  from!: string;

  @Field(() => GraphQLISODateTime, { description: 'As foreseen when it was authorised.' })
  until!: string;

  @Field(() => AbstractionReasonEnum)
  reason!: AbstractionReason;

  @Field(() => Boolean)
  exceptional!: boolean;
}

@ObjectType('Member', { implements: Node, description: 'A member of a team, as the force publishes it.' })
@Needs('NEIGHBOURHOOD')
export class MemberType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => String)
  publicName!: string;

  @Field(() => String, { nullable: true })
  publicContact!: string | null;

  @Field(() => MemberCategoryEnum)
  category!: MemberCategory;

  @Field(() => PostingSourceEnum)
  source!: PostingSource;

  @Field(() => MemberStandingEnum)
  standing!: string;
}
