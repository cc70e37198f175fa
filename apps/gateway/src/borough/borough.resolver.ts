import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { valuesOf } from '@wardbook/event-sourcing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { BOROUGH_CODE } from '../formats.ts';
import { globalId } from '../global-id.ts';
import { MemberType } from '../member/member.type.ts';
import { memberBoard } from '../member/member-board.view.ts';
import { payloadOf } from '../payload.ts';
import { Policy } from '../policy.ts';
import type { Shown } from '../read.ts';
import { refusedRequest } from '../refused-request.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import { boroughBoard, type BoroughCard, type SectorCard } from './borough-board.view.ts';
import * as inputs from './borough.input.ts';
import { BoroughType, Sector } from './borough.type.ts';

const AppointSectorInspectorPayload = payloadOf('AppointSectorInspector');
const AssignWardToSectorPayload = payloadOf('AssignWardToSector');
const CreateSectorPayload = payloadOf('CreateSector');
const DissolveSectorPayload = payloadOf('DissolveSector');
const EstablishBoroughPayload = payloadOf('EstablishBorough');
const StandDownSectorInspectorPayload = payloadOf('StandDownSectorInspector');

@Resolver(() => BoroughType)
export class BoroughResolver {
  @Query(() => BoroughType, { nullable: true, description: 'One borough, by its GSS code.' })
  @Policy('NEIGHBOURHOOD')
  async borough(@Arg('code', () => String) code: string, @Ctx() { read }: Context) {
    return begun(await read.find(boroughBoard, checked(code)));
  }

  @FieldResolver(() => ID)
  id(@Root() { key }: Shown<BoroughCard>) {
    return globalId('Borough', key);
  }

  @FieldResolver(() => String, { description: 'Its GSS code.' })
  code(@Root() { key }: Shown<BoroughCard>) {
    return key;
  }

  @FieldResolver(() => [Sector])
  sectors(@Root() { sectors }: Shown<BoroughCard>) {
    return valuesOf(sectors).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  @Mutation(() => EstablishBoroughPayload, { description: 'Put a borough on record.' })
  @Policy('COMMAND')
  establishBorough(
    @Arg('input', () => inputs.EstablishBoroughInput) input: inputs.EstablishBoroughInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => CreateSectorPayload, { description: 'Make a police sector of a borough.' })
  @Policy('COMMAND')
  createSector(
    @Arg('input', () => inputs.CreateSectorInput) input: inputs.CreateSectorInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => DissolveSectorPayload, { description: 'Dissolve a sector in which no wards lie any more.' })
  @Policy('COMMAND')
  dissolveSector(
    @Arg('input', () => inputs.DissolveSectorInput) input: inputs.DissolveSectorInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AppointSectorInspectorPayload, { description: 'Put an inspector in charge of a sector.' })
  @Policy('COMMAND')
  appointSectorInspector(
    @Arg('input', () => inputs.AppointSectorInspectorInput) input: inputs.AppointSectorInspectorInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => StandDownSectorInspectorPayload, {
    description: 'Take the inspector out of post; the vacancy is on record.',
  })
  @Policy('COMMAND')
  standDownSectorInspector(
    @Arg('input', () => inputs.StandDownSectorInspectorInput) input: inputs.StandDownSectorInspectorInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AssignWardToSectorPayload, { description: 'Put a ward into a sector.' })
  @Policy('COMMAND')
  assignWardToSector(
    @Arg('input', () => inputs.AssignWardToSectorInput) input: inputs.AssignWardToSectorInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
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
