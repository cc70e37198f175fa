import { ObjectType } from 'type-graphql';
import { as, Count, Instant, Key, OPTIONAL, Text } from '../fields.ts';
import { Node } from '../node.ts';
import { Needs } from '../scope.ts';
import type { BoroughCard, SectorCard } from './borough-board.view.ts';

@ObjectType('Borough', {
  implements: Node,
  description: 'A local authority (a borough, a district, a council area) and its police sectors.',
})
@Needs('NEIGHBOURHOOD')
export class BoroughType extends Node implements Partial<BoroughCard> {
  @Text('Its GSS code.', as('code')) override key!: string;
  @Count('How many events its history has.') version!: number;
  @Text('What it is called.') name!: string;
}

@ObjectType({ description: 'A part of a borough under one inspector; wards lie in it.' })
@Needs('NEIGHBOURHOOD')
export class Sector implements Partial<SectorCard> {
  @Key('Names this sector within its borough.') id!: string;
  @Text('What it is called.') label!: string;
  @Instant('When it was dissolved.', OPTIONAL) dissolvedAt!: string | null;
}
