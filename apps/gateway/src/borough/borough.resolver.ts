import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { valuesOf } from '@wardbook/event-sourcing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { BOROUGH_CODE } from '../formats.ts';
import { globalId } from '../global-id.ts';
import { MemberType } from '../member/member.type.ts';
import { memberBoard } from '../member/member-board.view.ts';
import { Needs } from '../scope.ts';
import type { Shown } from '../read.ts';
import { refusedRequest } from '../refused-request.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import { boroughBoard, type BoroughCard, type SectorCard } from './borough-board.view.ts';
import { BoroughType, Sector } from './borough.type.ts';

@Resolver(() => BoroughType)
export class BoroughResolver {
  @Query(() => BoroughType, { nullable: true, description: 'One borough, by its GSS code.' })
  @Needs('NEIGHBOURHOOD')
  async borough(@Arg('code', () => String) code: string, @Ctx() { read }: Context) {
    return begun(await read.find(boroughBoard, checked(code)));
  }

  @FieldResolver(() => String, { description: 'Its GSS code.' })
  code(@Root() { key }: Shown<BoroughCard>) {
    return key;
  }

  @FieldResolver(() => [Sector])
  sectors(@Root() { sectors }: Shown<BoroughCard>) {
    return valuesOf(sectors).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

const MOST_WARDS = 1_000;

@Resolver(() => Sector)
export class SectorResolver {
  @FieldResolver(() => MemberType, { nullable: true, description: 'Null is a vacancy.' })
  async inspector(@Root() { inspector }: SectorCard, @Ctx() { read }: Context) {
    return read.find(memberBoard, inspector.at(-1)?.value ?? '');
  }

  @FieldResolver(() => Int, { description: 'How many live wards lie in it today.' })
  wardCount(@Root() { id, borough }: SectorCard, @Ctx() { read }: Context) {
    const where = { borough: [borough], sector: [id], standing: ['LIVE'] };
    return read.count(wardBoard, { where, limit: MOST_WARDS });
  }
}

const checked = (code: string): string => {
  if (!BOROUGH_CODE.test(code)) throw refusedRequest('INVALID_ID', 'This is not the GSS code of a borough.');
  return code;
};
