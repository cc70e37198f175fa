import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type { AgencyKind, DisclosableField, LegalBasis } from '@wardbook/policing';
import { AgencyKindEnum, DisclosableFieldEnum, LegalBasisEnum } from '../advice.type.ts';
import { Node } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';

@ObjectType({ description: 'Something that an agency can do to help.' })
@Needs('NEIGHBOURHOOD')
export class Capability {
  @Field(() => String, { description: 'A topic of advice, or the agency’s own code for a service.' })
  code!: string;

  @Field(() => String)
  label!: string;

  @Field(() => String, { nullable: true, description: 'For whom it is there.' })
  eligibility!: string | null;

  @Field(() => GraphQLISODateTime)
  offeredAt!: string;
}

@ObjectType({
  description: 'What may be disclosed to an agency, on what basis, and from which day to which.',
})
@Needs('NEIGHBOURHOOD')
export class SharingAgreement {
  @Field(() => ID, { description: 'Names this agreement within its agency.' })
  id!: string;

  @Field(() => [DisclosableFieldEnum])
  fields!: readonly DisclosableField[];

  @Field(() => LegalBasisEnum)
  legalBasis!: LegalBasis;

  @Field(() => String, { description: 'The first London day, for example 2013-02-01.' })
  from!: string;

  @Field(() => String, { description: 'The last London day.' })
  until!: string;

  @Field(() => GraphQLISODateTime)
  agreedAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was ended before its last day.' })
  endedAt!: string | null;
}

@ObjectType('Agency', {
  implements: Node,
  description: 'A partner in reducing crime: who can do what, and what may be shared with them.',
})
@Needs('NEIGHBOURHOOD')
export class AgencyType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'The agency’s own id, as tokens carry it.' })
  agencyKey!: string;

  @Field(() => AgencyKindEnum)
  kind!: AgencyKind;

  @Field(() => String)
  name!: string;

  @Field(() => GraphQLISODateTime)
  registeredAt!: string;
}

export const AgencyConnection = connectionOf('Agency', () => AgencyType);
