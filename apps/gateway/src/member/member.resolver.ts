import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { COMPETENCE_LEVELS } from '@wardbook/policing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { payloadOf } from '../payload.ts';
import { PointOrTokenArgs, pointOf } from '../point-args.ts';
import { Policy } from '../policy.ts';
import type { Shown } from '../read.ts';
import { TeamType } from '../team/team.type.ts';
import { teamBoard } from '../team/team-board.view.ts';
import { WardType } from '../ward/ward.type.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import { memberBoard, type MemberCard } from './member-board.view.ts';
import * as inputs from './member.input.ts';
import { Abstraction, CompetenceLevelEnum, MemberType, RankEnum } from './member.type.ts';

const AbstractMemberPayload = payloadOf('AbstractMember');
const AcknowledgePolicyPayload = payloadOf('AcknowledgePolicy');
const DedicateMemberPayload = payloadOf('DedicateMember');
const ExpireCompetencePayload = payloadOf('ExpireCompetence');
const GrantCompetencePayload = payloadOf('GrantCompetence');
const LeaveServicePayload = payloadOf('LeaveService');
const PostMemberPayload = payloadOf('PostMember');
const PromoteMemberPayload = payloadOf('PromoteMember');
const ReleaseMemberPayload = payloadOf('ReleaseMember');
const ReturnMemberPayload = payloadOf('ReturnMember');
const TransferMemberPayload = payloadOf('TransferMember');

@Resolver(() => MemberType)
export class MemberResolver {
  @Query(() => MemberType, {
    nullable: true,
    description: 'One member, now or at a moment of the history; what it names is shown as it is now.',
  })
  @Policy('NEIGHBOURHOOD')
  async member(
    @Arg('id', () => ID) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { read, atLeast }: Context,
  ) {
    const [key, point] = [localId('Member', id), pointOf(args)];
    await atLeast(args.atLeast);
    return begun(
      await (point ? read.at(memberBoard, key, [`member-${key}`], point) : read.find(memberBoard, key)),
    );
  }

  @FieldResolver(() => ID)
  id(@Root() { key }: Shown<MemberCard>) {
    return globalId('Member', key);
  }

  @FieldResolver(() => RankEnum)
  rank(@Root() { rank }: Shown<MemberCard>) {
    return rank.at(-1)?.value;
  }

  @FieldResolver(() => TeamType, { nullable: true })
  team(@Root() { team }: Shown<MemberCard>, @Ctx() { read }: Context) {
    return read.find(teamBoard, team.at(-1)?.value ?? '');
  }

  @FieldResolver(() => WardType, { nullable: true, description: 'The ward that the member is dedicated to.' })
  async dedicatedWard(@Root() { ward }: Shown<MemberCard>, @Ctx() { read }: Context) {
    return begun(await read.find(wardBoard, ward.at(-1)?.value ?? ''));
  }

  @FieldResolver(() => Abstraction, {
    nullable: true,
    description: 'Why the member is not in the ward, if so.',
  })
  abstraction(@Root() { abstraction }: Shown<MemberCard>): Abstraction | null {
    return abstraction.at(-1)?.value ?? null;
  }

  @FieldResolver(() => [CompetenceLevelEnum])
  competences(@Root() { competences }: Shown<MemberCard>) {
    return COMPETENCE_LEVELS.filter((level) => competences[level]?.at(-1)?.value);
  }

  @Mutation(() => PostMemberPayload, { description: 'Post a member to a team.' })
  @Policy('COMMAND')
  postMember(
    @Arg('input', () => inputs.PostMemberInput) input: inputs.PostMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => TransferMemberPayload, {
    description: 'Move a member to another team; a dedication to a ward ends.',
  })
  @Policy('COMMAND')
  transferMember(
    @Arg('input', () => inputs.TransferMemberInput) input: inputs.TransferMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => PromoteMemberPayload, { description: 'Give a member another rank.' })
  @Policy('COMMAND')
  promoteMember(
    @Arg('input', () => inputs.PromoteMemberInput) input: inputs.PromoteMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => DedicateMemberPayload, { description: 'Dedicate a member to a ward.' })
  @Policy('COMMAND')
  dedicateMember(
    @Arg('input', () => inputs.DedicateMemberInput) input: inputs.DedicateMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ReleaseMemberPayload, { description: 'End the dedication of a member to a ward.' })
  @Policy('COMMAND')
  releaseMember(
    @Arg('input', () => inputs.ReleaseMemberInput) input: inputs.ReleaseMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AbstractMemberPayload, {
    description: 'Take a dedicated member from the ward for a time, from `occurredAt` on.',
  })
  @Policy('COMMAND')
  abstractMember(
    @Arg('input', () => inputs.AbstractMemberInput) input: inputs.AbstractMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ReturnMemberPayload, { description: 'A dedicated member is back in the ward.' })
  @Policy('COMMAND')
  returnMember(
    @Arg('input', () => inputs.ReturnMemberInput) input: inputs.ReturnMemberInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => GrantCompetencePayload, { description: 'Record what a member is trained for.' })
  @Policy('COMMAND')
  grantCompetence(
    @Arg('input', () => inputs.GrantCompetenceInput) input: inputs.GrantCompetenceInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ExpireCompetencePayload, { description: 'Record that a training counts no more.' })
  @Policy('COMMAND')
  expireCompetence(
    @Arg('input', () => inputs.ExpireCompetenceInput) input: inputs.ExpireCompetenceInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => AcknowledgePolicyPayload, {
    description: 'Record that you have read a version of a policy.',
  })
  @Policy('COMMAND')
  acknowledgePolicy(
    @Arg('input', () => inputs.AcknowledgePolicyInput) input: inputs.AcknowledgePolicyInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => LeaveServicePayload, { description: 'Record that a member left.' })
  @Policy('COMMAND')
  leaveService(
    @Arg('input', () => inputs.LeaveServiceInput) input: inputs.LeaveServiceInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }
}
