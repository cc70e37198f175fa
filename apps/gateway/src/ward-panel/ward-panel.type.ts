import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Node } from '../node.ts';
import { Needs } from '../scope.ts';

@ObjectType({ description: 'A meeting of a ward panel.' })
@Needs('NEIGHBOURHOOD')
export class PanelMeeting {
  @Field(() => ID, { description: 'Names this meeting within its panel.' })
  id!: string;

  @Field(() => GraphQLISODateTime)
  heldAt!: string;

  @Field(() => Int, {
    description: 'Voting community members; councillors and agencies advise without a vote.',
  })
  votersPresent!: number;

  @Field(() => Boolean, { description: 'By the quorum of that day.' })
  quorate!: boolean;

  @Field(() => String, { description: 'Where the minutes are kept.' })
  minutes!: string;
}

@ObjectType({ description: 'What a meeting agreed to for the community.' })
@Needs('NEIGHBOURHOOD')
export class PanelAgreement {
  @Field(() => String)
  meeting!: string;
}

@ObjectType('WardPanel', { implements: Node, description: 'The community of a ward at one table.' })
@Needs('NEIGHBOURHOOD')
export class WardPanelType extends Node {
  @Field(() => Int)
  version!: number;
}
