import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { valuesOf } from '@wardbook/event-sourcing';
import type { Context } from '../context.ts';
import type { Shown } from '../read.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import type { BoroughCard, SectorCard } from './borough-board.view.ts';
import { BoroughType, Sector } from './borough.type.ts';
import { Holds } from '../weights.ts';

@Resolver(() => BoroughType)
export class BoroughResolver {
  @FieldResolver(() => [Sector], { description: 'Its police sectors; those that were dissolved, too.' })
  @Holds(10)
  sectors(@Root() { sectors }: Shown<BoroughCard>) {
    return valuesOf(sectors).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

const MOST_WARDS = 1_000;

@Resolver(() => Sector)
export class SectorResolver {
  @FieldResolver(() => Int, { description: 'How many live wards lie in it today.' })
  wardCount(@Root() { id, borough }: SectorCard, @Ctx() { read }: Context) {
    const where = { borough: [borough], sector: [id], standing: ['LIVE'] };
    return read.count(wardBoard, { where, limit: MOST_WARDS });
  }
}
