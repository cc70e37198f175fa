import { ObjectType } from 'type-graphql';
import { Count, Flag, Group, Instant, Key, Text } from '../fields.ts';
import { Node } from '../node.ts';
import { PromiseType } from '../promise/promise.type.ts';
import { Needs } from '../scope.ts';

@ObjectType({ description: 'A meeting of a ward panel.' })
@Needs('NEIGHBOURHOOD')
export class PanelMeeting {
  @Key('Names this meeting within its panel.') id!: string;
  @Instant('When it was held.') heldAt!: string;
  @Count('How many voting community members came; councillors and agencies advise without a vote.')
  votersPresent!: number;
  @Flag('Whether enough of them were there, by the quorum of that day.') quorate!: boolean;
  @Text('Where the minutes are kept.') minutes!: string;
}

@ObjectType({ description: 'What a meeting agreed to for the community.' })
@Needs('NEIGHBOURHOOD')
export class PanelAgreement {
  @Text('The meeting that agreed.') meeting!: string;
  @Group(() => PromiseType, 'The promise that it agreed to.') promise!: PromiseType;
}

@ObjectType('WardPanel', { implements: Node, description: 'The community of a ward at one table.' })
@Needs('NEIGHBOURHOOD')
export class WardPanelType extends Node {
  @Count('How many events its history has.') version!: number;
}
