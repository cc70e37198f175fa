import { ObjectType } from 'type-graphql';
import { as, Instant, Key, LATEST, Linked, OPTIONAL, Text } from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { Needs } from '../scope.ts';
import type { BoroughCard, SectorCard } from './borough-board.view.ts';

@NodeType('Borough', 'A local authority (a borough, a district, a council area) and its police sectors.')
@Needs('NEIGHBOURHOOD')
export class BoroughType extends Node implements Partial<BoroughCard> {
  @Text('Its GSS code.', as('code')) override key!: string;
  @Text('What it is called.') name!: string;
}

@ObjectType({ description: 'A part of a borough under one inspector; wards lie in it.' })
@Needs('NEIGHBOURHOOD')
export class Sector implements Partial<SectorCard> {
  @Key('Names this sector within its borough.', as('key')) id!: string;
  @Text('What it is called.') label!: string;
  @Instant('When it was dissolved.', OPTIONAL) dissolvedAt!: string | null;
  @Linked('Member', 'Who is in charge; null is a vacancy.', OPTIONAL, LATEST)
  inspector!: SectorCard['inspector'];
}
