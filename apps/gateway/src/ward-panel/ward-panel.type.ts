import { ObjectType } from 'type-graphql';
import { as, Choice, choice, Count, Flag, Instant, Key, LATEST, Linked, Text } from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { Needs } from '../scope.ts';
import type { WardPanelCard } from './ward-panel-board.view.ts';

@ObjectType({ description: 'A meeting of a ward panel.' })
@Needs('NEIGHBOURHOOD')
export class PanelMeeting {
  @Key('Names this meeting within its panel.', as('key')) id!: string;
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
  @Linked('Promise', 'The promise that it agreed to.') promise!: string;
}

export const PanelStandingEnum = choice<Exclude<WardPanelCard['standing'], 'EXPECTED'>>(
  'PanelStanding',
  'Whether a ward has a panel.',
  { LIVE: 'It has one.', DISSOLVED: 'It was dissolved; what it agreed to stays.' },
);

@NodeType('WardPanel', 'The community of a ward at one table.')
@Needs('NEIGHBOURHOOD')
export class WardPanelType extends Node implements Partial<WardPanelCard> {
  @Linked('Ward', 'The ward whose panel it is.', as('ward')) override key!: string;
  @Choice(PanelStandingEnum, 'Whether it still exists.') standing!: keyof typeof PanelStandingEnum;
  @Count('How many voting community members make a meeting quorate.', LATEST)
  quorum!: WardPanelCard['quorum'];
}
