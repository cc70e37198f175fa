import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { globalId } from '../global-id.ts';
import { payloadOf } from '../payload.ts';
import { Policy } from '../policy.ts';
import { PromiseType } from '../promise/promise.type.ts';
import { promiseBoard } from '../promise/promise-board.view.ts';
import type { Shown } from '../read.ts';
import { WardType } from '../ward/ward.type.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import type { WardPanelCard } from './ward-panel-board.view.ts';
import * as inputs from './ward-panel.input.ts';
import { PanelAgreement, PanelMeeting, WardPanelType } from './ward-panel.type.ts';

const AgreePromiseAtPanelPayload = payloadOf('AgreePromiseAtPanel');
const ElectPanelChairPayload = payloadOf('ElectPanelChair');
const EstablishWardPanelPayload = payloadOf('EstablishWardPanel');
const RecordPanelMeetingPayload = payloadOf('RecordPanelMeeting');
const SetPanelQuorumPayload = payloadOf('SetPanelQuorum');

@Resolver(() => WardPanelType)
export class WardPanelResolver {
  @FieldResolver(() => ID)
  id(@Root() { key }: Shown<WardPanelCard>) {
    return globalId('WardPanel', key);
  }

  @FieldResolver(() => WardType)
  async ward(@Root() { key }: Shown<WardPanelCard>, @Ctx() { read }: Context) {
    return begun(await read.find(wardBoard, key));
  }

  @FieldResolver(() => Int, { description: 'How many voting community members make a meeting quorate.' })
  quorum(@Root() { quorum }: Shown<WardPanelCard>) {
    return quorum.at(-1)?.value;
  }

  @FieldResolver(() => [PanelMeeting], { description: 'The newest meetings, newest first.' })
  meetings(
    @Root() { meetings }: Shown<WardPanelCard>,
    @Arg('last', () => Int, { defaultValue: 12, description: 'How many, 1 to 120.' }) last: number,
  ) {
    return entriesOf(meetings)
      .toSorted(([, a], [, b]) => (a.heldAt < b.heldAt ? 1 : -1))
      .slice(0, Math.min(Math.max(last, 1), 120))
      .map(([id, meeting]) => ({ id, ...meeting }));
  }

  @FieldResolver(() => [PanelAgreement])
  agreements(@Root() { agreements }: Shown<WardPanelCard>): Agreement[] {
    return entriesOf(agreements).map(([promiseKey, meeting]) => ({ promiseKey, meeting }));
  }

  @Mutation(() => EstablishWardPanelPayload, { description: 'Give a ward its panel.' })
  @Policy('COMMAND')
  establishWardPanel(
    @Arg('input', () => inputs.EstablishWardPanelInput) input: inputs.EstablishWardPanelInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => SetPanelQuorumPayload, { description: 'Set the quorum of the meetings to come.' })
  @Policy('COMMAND')
  setPanelQuorum(
    @Arg('input', () => inputs.SetPanelQuorumInput) input: inputs.SetPanelQuorumInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordPanelMeetingPayload, {
    description: 'Record a meeting of the panel. It was held at `occurredAt`.',
  })
  @Policy('COMMAND')
  recordPanelMeeting(
    @Arg('input', () => inputs.RecordPanelMeetingInput) input: inputs.RecordPanelMeetingInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ElectPanelChairPayload, {
    description: 'Record whom a quorate meeting elected to the chair.',
  })
  @Policy('COMMAND')
  electPanelChair(
    @Arg('input', () => inputs.ElectPanelChairInput) input: inputs.ElectPanelChairInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AgreePromiseAtPanelPayload, {
    description: 'Agree to a promise for the community, at a quorate meeting.',
  })
  @Policy('COMMAND')
  agreePromiseAtPanel(
    @Arg('input', () => inputs.AgreePromiseAtPanelInput) input: inputs.AgreePromiseAtPanelInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }
}

interface Agreement {
  readonly promiseKey: string;
  readonly meeting: string;
}

@Resolver(() => PanelAgreement)
export class PanelAgreementResolver {
  @FieldResolver(() => PromiseType)
  promise(@Root() { promiseKey }: Agreement, @Ctx() { read }: Context) {
    return read.find(promiseBoard, promiseKey);
  }
}
