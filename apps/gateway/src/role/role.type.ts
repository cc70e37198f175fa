import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  ROLE_LOCATIONS,
  VACANCY_REASONS,
  type RoleLocation,
  type Scheme,
  type Topic,
  type VacancyReason,
} from '@wardbook/policing';
import { SchemeEnum, TopicEnum } from '../advice.type.ts';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { Needs } from '../scope.ts';

export const RoleLocationEnum = enumOf(ROLE_LOCATIONS);
registerEnumType(RoleLocationEnum, {
  name: 'RoleLocation',
  description: 'LPA: in every local policing area. HQ: at headquarters, for every area.',
});

export const VacancyReasonEnum = enumOf(VACANCY_REASONS);
registerEnumType(VacancyReasonEnum, { name: 'VacancyReason' });

const PostStandingEnum = enumOf(['HELD', 'VACANT', 'DISESTABLISHED']);
registerEnumType(PostStandingEnum, {
  name: 'PostStanding',
  description: 'VACANT: waiting to be filled. DISESTABLISHED: it went with its last holder.',
});

@ObjectType({ description: 'The posts of a role in one area.' })
@Needs('NEIGHBOURHOOD')
export class RolePost {
  @Field(() => String, { description: 'A local policing area, or headquarters.' })
  area!: string;

  @Field(() => PostStandingEnum)
  standing!: string;

  @Field(() => [ID], { description: 'The members who hold it.' })
  holderIds!: readonly string[];

  @Field(() => GraphQLISODateTime, { description: 'Since when it has stood so.' })
  since!: string;

  @Field(() => VacancyReasonEnum, { nullable: true, description: 'Why its last holder left it.' })
  vacancyReason!: VacancyReason | null;
}

@ObjectType({ description: 'That the duties of a role passed to a team.' })
@Needs('NEIGHBOURHOOD')
export class TransferredDuties {
  @Field(() => ID)
  teamId!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'Somebody a force has for specific problems.' })
@Needs('NEIGHBOURHOOD')
export class SpecialistRole {
  @Field(() => ID, { description: 'Names this role within its force, for example CPA.' })
  code!: string;

  @Field(() => String)
  label!: string;

  @Field(() => [String], { description: 'What it is called elsewhere.' })
  aliases!: readonly string[];

  @Field(() => RoleLocationEnum)
  location!: RoleLocation;

  @Field(() => [TopicEnum])
  topics!: readonly Topic[];

  @Field(() => String, {
    nullable: true,
    description:
      'The London day from which there was such a role, where that is not the day of its definition.',
  })
  validFrom!: string | null;

  @Field(() => GraphQLISODateTime)
  definedAt!: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it went with the last of its posts.',
  })
  lapsedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'A role, or a kind of team, that answers instead.' })
  successor!: string | null;

  @Field(() => [RolePost], { description: 'In the order of the areas.' })
  posts!: readonly RolePost[];

  @Field(() => [TransferredDuties])
  duties!: readonly TransferredDuties[];
}

@ObjectType({ description: 'Who represents a force in a scheme.' })
@Needs('NEIGHBOURHOOD')
export class SchemeRepresentative {
  @Field(() => SchemeEnum)
  scheme!: Scheme;

  @Field(() => ID, { nullable: true, description: 'Null is a vacancy.' })
  memberId!: string | null;

  @Field(() => GraphQLISODateTime)
  since!: string;
}

@ObjectType('Roles', { implements: Node, description: 'The specialist roles of one police force.' })
@Needs('NEIGHBOURHOOD')
export class RolesType extends Node {
  @Field(() => Int)
  version!: number;
}
