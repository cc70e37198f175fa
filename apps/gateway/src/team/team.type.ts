import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ENGAGEMENT_KINDS, TEAM_KINDS, type EngagementKind, type TeamKind } from '@wardbook/policing';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';

export const TeamKindEnum = enumOf(TEAM_KINDS);
registerEnumType(TeamKindEnum, {
  name: 'TeamKind',
  description: 'SNT: the team of one ward. INPT: the integrated team over several.',
});

export const TeamStandingEnum = enumOf(['LIVE', 'STOOD_DOWN']);
registerEnumType(TeamStandingEnum, { name: 'TeamStanding' });

export const EngagementKindEnum = enumOf(ENGAGEMENT_KINDS);
registerEnumType(EngagementKindEnum, { name: 'EngagementKind' });

@ObjectType({ description: 'A time at which a team spoke with people.' })
@Needs('NEIGHBOURHOOD')
export class Engagement {
  @Field(() => ID, { description: 'Names this engagement within its team.' })
  id!: string;

  @Field(() => EngagementKindEnum)
  kind!: EngagementKind;

  @Field(() => String)
  wardCode!: string;

  @Field(() => GraphQLISODateTime)
  heldAt!: string;

  @Field(() => String)
  summary!: string;
}

@ObjectType('Team', { implements: Node, description: 'A neighbourhood policing team.' })
@Needs('NEIGHBOURHOOD')
export class TeamType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => TeamKindEnum)
  kind!: TeamKind;

  @Field(() => String)
  name!: string;

  @Field(() => TeamStandingEnum)
  standing!: string;

  @Field(() => GraphQLISODateTime)
  formedAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  stoodDownAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The establishment rules that it was formed under.' })
  establishment!: string | null;
}

export const TeamConnection = connectionOf('Team', () => TeamType);
