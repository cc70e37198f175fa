import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Node } from '../node.ts';
import { Needs } from '../scope.ts';

@ObjectType('Borough', {
  implements: Node,
  description: 'A local authority (a borough, a district, a council area) and its police sectors.',
})
@Needs('NEIGHBOURHOOD')
export class BoroughType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;
}

@ObjectType({ description: 'A part of a borough under one inspector; wards lie in it.' })
@Needs('NEIGHBOURHOOD')
export class Sector {
  @Field(() => ID, { description: 'Names this sector within its borough.' })
  id!: string;

  @Field(() => String)
  label!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  dissolvedAt!: string | null;
}
