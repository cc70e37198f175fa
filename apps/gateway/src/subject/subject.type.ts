import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Node } from '../node.ts';
import { Policy } from '../policy.ts';

@ObjectType({ description: 'That another record is of the same person.' })
@Policy('CASE')
export class SubjectMerge {
  @Field(() => ID, { description: 'The other record.' })
  subjectId!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType('Subject', { implements: Node, description: 'A person whom records are about.' })
@Policy('CASE')
export class SubjectType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => GraphQLISODateTime)
  registeredAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When the details were last corrected.' })
  correctedAt!: string | null;
}
