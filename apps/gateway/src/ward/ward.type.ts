import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  COVER_KINDS,
  PRIORITY_SOURCES,
  TARGET_KINDS,
  type PrioritySource,
  type TargetKind,
} from '@wardbook/policing';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';

export const TargetKindEnum = enumOf(TARGET_KINDS);
registerEnumType(TargetKindEnum, { name: 'TargetKind', description: 'What a promise can be about.' });

export const PrioritySourceEnum = enumOf(PRIORITY_SOURCES);
registerEnumType(PrioritySourceEnum, {
  name: 'PrioritySource',
  description: 'Who asked for a community priority.',
});

export const CoverKindEnum = enumOf(COVER_KINDS);
registerEnumType(CoverKindEnum, {
  name: 'CoverKind',
  description: 'The two kinds of dedicated member that every ward keeps.',
});

export const WardStandingEnum = enumOf(['LIVE', 'ABOLISHED']);
registerEnumType(WardStandingEnum, { name: 'WardStanding' });

@ObjectType({ description: 'What another register calls the ward.' })
@Needs('NEIGHBOURHOOD')
export class WardAlias {
  @Field(() => String)
  scheme!: string;

  @Field(() => String)
  alias!: string;
}

@ObjectType({ description: 'A school, a place of worship or a patrol area that promises can be about.' })
@Needs('NEIGHBOURHOOD')
export class PromiseTarget {
  @Field(() => ID, { description: 'Names this target within its ward.' })
  id!: string;

  @Field(() => TargetKindEnum)
  kind!: TargetKind;

  @Field(() => String)
  label!: string;

  @Field(() => String, { nullable: true, description: 'Its number in another register.' })
  externalRef!: string | null;

  @Field(() => GraphQLISODateTime)
  registeredAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  retiredAt!: string | null;
}

@ObjectType({ description: 'What the people of a ward ask of their police.' })
@Needs('NEIGHBOURHOOD')
export class CommunityPriority {
  @Field(() => ID, { description: 'Names this priority within its ward.' })
  id!: string;

  @Field(() => PrioritySourceEnum)
  source!: PrioritySource;

  @Field(() => String)
  issue!: string;

  @Field(() => GraphQLISODateTime)
  recordedAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was last said to hold still.' })
  refreshedAt!: string | null;

  @Field(() => Boolean, { description: 'Neither recorded nor refreshed in the three months before now.' })
  isStale!: boolean;
}

@ObjectType('Ward', { implements: Node, description: 'An electoral ward: the unit of dedicated policing.' })
@Needs('NEIGHBOURHOOD')
export class WardType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'The day from which its code is valid, for example 2002-05-02.' })
  validFrom!: string;

  @Field(() => WardStandingEnum)
  standing!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  abolishedAt!: string | null;

  @Field(() => [String], { description: 'The GSS codes of the wards that came after it.' })
  successors!: readonly string[];

  @Field(() => [WardAlias])
  aliases!: readonly WardAlias[];

  @Field(() => String, { nullable: true, description: 'What the ward is called as a Safer Neighbourhood.' })
  saferNeighbourhood!: string | null;
}

export const WardConnection = connectionOf('Ward', () => WardType);

/** What the headline measure of neighbourhood policing counts as kept up to date. */
const MONTHS_UNTIL_STALE = 3;

/** Whether a priority was last spoken of more than three months before `now` (UTC milliseconds). */
export const isStale = (
  { recordedAt, refreshedAt }: Pick<CommunityPriority, 'recordedAt' | 'refreshedAt'>,
  now: number,
): boolean => {
  const staleFrom = new Date(refreshedAt ?? recordedAt);
  staleFrom.setUTCMonth(staleFrom.getUTCMonth() + MONTHS_UNTIL_STALE);
  return staleFrom.getTime() < now;
};
