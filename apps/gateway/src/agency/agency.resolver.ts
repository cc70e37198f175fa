import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import type { AgencyKind } from '@wardbook/policing';
import { AgencyKindEnum } from '../advice.type.ts';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { having } from '../given.ts';
import { globalId, localId } from '../global-id.ts';
import { PageArgs, pageOf } from '../page.ts';
import { payloadOf } from '../payload.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Policy } from '../policy.ts';
import type { Read, Shown } from '../read.ts';
import { agencyBoard, type AgencyCard } from './agency-board.view.ts';
import * as inputs from './agency.input.ts';
import { AgencyConnection, AgencyType, Capability, SharingAgreement } from './agency.type.ts';
import { capabilityBoard } from './capability-board.view.ts';

@ArgsType()
class AgenciesArgs extends PageArgs {
  @Field(() => AgencyKindEnum, { nullable: true })
  kind?: AgencyKind | null;

  @Field(() => String, { nullable: true, description: 'Those that offer this today, for example LIGHTING.' })
  capability?: string | null;
}

const AgreeSharingPayload = payloadOf('AgreeSharing');
const EndSharingPayload = payloadOf('EndSharing');
const OfferCapabilityPayload = payloadOf('OfferCapability');
const RegisterAgencyPayload = payloadOf('RegisterAgency');
const WithdrawCapabilityPayload = payloadOf('WithdrawCapability');

@Resolver(() => AgencyType)
export class AgencyResolver {
  @Query(() => AgencyConnection, { description: 'Who can do what: partner agencies, by name.' })
  @Policy('NEIGHBOURHOOD')
  async agencies(@Args(() => AgenciesArgs) args: AgenciesArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { kind, capability } = args;
    return pageOf(read, agencyBoard, args, {
      orderBy: 'name',
      where: {
        standing: ['REGISTERED'],
        ...having<typeof agencyBoard>({ kind }),
        ...(capability != null && { agency: await agenciesThatOffer(read, capability) }),
      },
    });
  }

  @Query(() => AgencyType, { nullable: true, description: 'One agency, now or at a moment of its history.' })
  @Policy('NEIGHBOURHOOD')
  async agency(
    @Arg('id', () => ID) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    const [key, point] = [localId('Agency', id), pointOf(args)];
    await atLeast(args.atLeast);
    return begun(
      await (point ? read.at(agencyBoard, key, [`agency-${key}`], point) : read.find(agencyBoard, key)),
    );
  }

  @FieldResolver(() => ID)
  id(@Root() { key }: Shown<AgencyCard>) {
    return globalId('Agency', key);
  }

  @FieldResolver(() => String)
  agencyKey(@Root() { key }: Shown<AgencyCard>) {
    return key;
  }

  @FieldResolver(() => [Capability], { description: 'What it offers, in the order of the codes.' })
  capabilities(@Root() { capabilities }: Shown<AgencyCard>): readonly Capability[] {
    return entriesOf(capabilities)
      .flatMap(([code, offers]) => {
        const { from, value } = offers.at(-1) ?? { from: '', value: null };
        return value ? [{ code, ...value, offeredAt: from }] : [];
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  @FieldResolver(() => [SharingAgreement], { description: 'Those that ended, too; the newest first.' })
  agreements(@Root() { agreements }: Shown<AgencyCard>): readonly SharingAgreement[] {
    return entriesOf(agreements)
      .map(([id, agreement]) => ({ id, ...agreement }))
      .sort((a, b) => (a.from < b.from ? 1 : -1));
  }

  @Mutation(() => RegisterAgencyPayload, { description: 'Put an agency on the register.' })
  @Policy('COMMAND')
  registerAgency(
    @Arg('input', () => inputs.RegisterAgencyInput) input: inputs.RegisterAgencyInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => OfferCapabilityPayload, { description: 'Record what an agency can do to help.' })
  @Policy('COMMAND')
  offerCapability(
    @Arg('input', () => inputs.OfferCapabilityInput) input: inputs.OfferCapabilityInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => WithdrawCapabilityPayload, { description: 'Record what an agency offers no more.' })
  @Policy('COMMAND')
  withdrawCapability(
    @Arg('input', () => inputs.WithdrawCapabilityInput) input: inputs.WithdrawCapabilityInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AgreeSharingPayload, { description: 'Record what may be disclosed to an agency.' })
  @Policy('COMMAND')
  agreeSharing(
    @Arg('input', () => inputs.AgreeSharingInput) input: inputs.AgreeSharingInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => EndSharingPayload, { description: 'End an agreement before its last day.' })
  @Policy('COMMAND')
  endSharing(
    @Arg('input', () => inputs.EndSharingInput) input: inputs.EndSharingInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }
}

/** Far more than there are partners in a borough. */
const MOST_AGENCIES = 1_000;

const agenciesThatOffer = async (read: Read, capability: string): Promise<readonly (string | null)[]> => {
  const where = { capability: [capability], offered: [1] };
  const found = await read.list(capabilityBoard, { where, orderBy: 'agency', limit: MOST_AGENCIES });
  return found.map(({ agency }) => agency);
};
