import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { valuesOf } from '@wardbook/event-sourcing';
import type { Context } from '../context.ts';
import { BOROUGH_CODE } from '../formats.ts';
import type { Shown } from '../read.ts';
import { refusedRequest } from '../refused-request.ts';
import { Needs } from '../scope.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import type { BoroughCard, SectorCard } from './borough-board.view.ts';
import { BoroughType, Sector } from './borough.type.ts';

@Resolver(() => BoroughType)
export class BoroughResolver {
  @Query(() => BoroughType, { nullable: true, description: 'One borough, by its GSS code.' })
  @Needs('NEIGHBOURHOOD')
  borough(
    @Arg('code', () => String, { description: 'Its GSS code, for example E09000007.' }) code: string,
    @Ctx() { find }: Context,
  ) {
    if (!BOROUGH_CODE.test(code))
      throw refusedRequest('INVALID_ID', 'This is not the GSS code of a borough.');
    return find('Borough', code);
  }

  @FieldResolver(() => [Sector], { description: 'Its police sectors; those that were dissolved, too.' })
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
