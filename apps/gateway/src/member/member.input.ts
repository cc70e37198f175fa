import {
  member,
  policyIdOf,
  type AbstractionReason,
  type CompetenceLevel,
  type LeavingReason,
  type MemberCategory,
  type PostingSource,
  type Rank,
  type RequestDeclineReason,
} from '@wardbook/policing';
import { RequestDeclineReasonEnum } from '../authority-request.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import {
  ActorKey,
  as,
  Choice,
  CLEARABLE,
  Count,
  Flag,
  Identifier,
  Instant,
  LocalKey,
  NodeId,
  OPTIONAL,
  otherwise,
  PolicyNumber,
  Reference,
  Text,
  WardCode,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import * as codes from './member.type.ts';

const AboutMember = aboutRecord(member, NodeId('Member', 'The member.', as('memberId')));

@Sends(
  'Post a member to a team, or to headquarters; administrators and inspectors do so. Whoever left may come back.',
)
export class PostMemberInput extends CommandInput {
  @ActorKey(
    'The force’s own id of the member, as tokens carry it; left out, Wardbook gives one.',
    OPTIONAL,
    as('memberKey'),
  )
  id?: string;
  @NodeId('Team', 'The team to which the member is posted; left out at headquarters.', OPTIONAL, as('teamId'))
  team?: string;
  @Choice(codes.MemberCategoryEnum, 'What kind of member it is.') category!: MemberCategory;
  @Choice(codes.RankEnum, 'The rank held.') rank!: Rank;
  @Choice(codes.PostingSourceEnum, 'Where the member comes from.') source!: PostingSource;
  @Text(120, 'The name, as the force publishes it.') publicName!: string;
  @Text(200, 'How to reach the member, as the force publishes it.', OPTIONAL) publicContact?: string;

  toCommand() {
    const { team, category, rank, source, publicName, publicContact } = this;
    const post = { team, category, rank, source, publicName, publicContact };
    return addressed(member, this.id, { type: 'PostMember', ...post });
  }
}

@Sends(
  'Correct what the force publishes of a member; administrators, inspectors and records staff do so. What is left out stays as it is.',
)
export class CorrectPublishedDetailsInput extends AboutMember {
  @Text(120, 'The name to publish; needed again once it was withdrawn.', OPTIONAL) publicName?: string;
  @Text(200, 'How to reach the member. Null takes it off.', CLEARABLE) publicContact?: string | null;

  toCommand() {
    const { publicName, publicContact } = this;
    return this.about({ type: 'CorrectPublishedDetails', publicName, publicContact });
  }
}

@Sends(
  'Publish neither name nor contact of a member any more; administrators, inspectors and records staff do so. It ends by itself when the member leaves.',
)
export class WithdrawPublishedDetailsInput extends AboutMember {
  toCommand() {
    return this.about({ type: 'WithdrawPublishedDetails' });
  }
}

@Sends(
  'Move a member to another team; administrators and inspectors do so. A dedication to a ward, and the lead of a team, end with it.',
)
export class TransferMemberInput extends AboutMember {
  @NodeId('Team', 'The team to which the member moves; left out, to headquarters.', OPTIONAL, as('teamId'))
  team?: string;

  toCommand() {
    return this.about({ type: 'TransferMember', team: this.team });
  }
}

@Sends('Give a member another rank; administrators and inspectors do so.')
export class PromoteMemberInput extends AboutMember {
  @Choice(codes.RankEnum, 'The rank from now on.') rank!: Rank;

  toCommand() {
    return this.about({ type: 'PromoteMember', rank: this.rank });
  }
}

@Sends('Dedicate a member to one ward; inspectors do so.')
export class DedicateMemberInput extends AboutMember {
  @WardCode('The ward; whoever is dedicated to another is released from it first.', as('wardCode'))
  ward!: string;

  toCommand() {
    return this.about({ type: 'DedicateMember', ward: this.ward });
  }
}

@Sends('End the dedication of a member to a ward; inspectors do so.')
export class ReleaseMemberInput extends AboutMember {
  toCommand() {
    return this.about({ type: 'ReleaseMember' });
  }
}

@Sends(
  'Ask that a dedicated member is taken away from the ward for a time; supervisors and inspectors do so. Another inspector grants it.',
)
export class AbstractMemberInput extends AboutMember {
  @LocalKey(
    'Names the request within the record of the member; whoever answers it sends it.',
    as('requestKey'),
  )
  request!: string;
  @Instant('When the member is to be back.') until!: string;
  @Choice(codes.AbstractionReasonEnum, 'Why; rule R-INPT-5 asks for it.', OPTIONAL)
  reason?: AbstractionReason;
  @Flag('Whether the circumstances are exceptional.', otherwise(false)) exceptional!: boolean;
  @Flag(
    'It cannot wait: the member is away from `occurredAt` on, unauthorised until it is granted. Otherwise the absence begins with the grant.',
    otherwise(false),
  )
  urgent!: boolean;

  toCommand() {
    const { request, until, reason, exceptional, urgent } = this;
    return this.about({ type: 'AbstractMember', request, until, reason, exceptional, urgent });
  }
}

@Sends(
  'Grant that a member is taken away from the ward; an inspector or above who did not ask for it does so.',
)
export class GrantAbstractionInput extends AboutMember {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;

  toCommand() {
    return this.about({ type: 'GrantAbstraction', request: this.request });
  }
}

@Sends(
  'Decline that a member is taken away from the ward; an inspector or above who did not ask for it does so. What was urgent ends.',
)
export class DeclineAbstractionInput extends AboutMember {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why it is declined.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return this.about({ type: 'DeclineAbstraction', request, reason });
  }
}

@Sends('Record that a dedicated member is back in the ward; supervisors and inspectors do so.')
export class ReturnMemberInput extends AboutMember {
  toCommand() {
    return this.about({ type: 'ReturnMember' });
  }
}

@Sends('Record what advice a member is trained to give; administrators do so.')
export class GrantCompetenceInput extends AboutMember {
  @Choice(codes.CompetenceLevelEnum, 'What the member is trained for.') level!: CompetenceLevel;
  @Identifier('The role that it is for.', OPTIONAL) role?: string;
  @Reference('Where the evidence is kept, for example training/2012-09-28.') evidence!: string;

  toCommand() {
    const { level, role, evidence } = this;
    return this.about({ type: 'GrantCompetence', level, role, evidence });
  }
}

@Sends('Record that a training no longer counts; administrators do so.')
export class ExpireCompetenceInput extends AboutMember {
  @Choice(codes.CompetenceLevelEnum, 'What the member was trained for.') level!: CompetenceLevel;

  toCommand() {
    return this.about({ type: 'ExpireCompetence', level: this.level });
  }
}

@Sends('Record that you have read a version of a policy. Nobody else can do so for you.')
export class AcknowledgePolicyInput extends AboutMember {
  @PolicyNumber('The number of the policy.', as('policyNumber')) policy!: string;
  @Count(1, 10_000, 'The version that you have read.') version!: number;

  toCommand() {
    const { policy, version } = this;
    return this.about({ type: 'AcknowledgePolicy', policy: policyIdOf(policy), version });
  }
}

@Sends(
  'Record that a member has left the service; administrators and inspectors do so. Posts, leads, sector and ward end with it.',
)
export class LeaveServiceInput extends AboutMember {
  @Choice(codes.LeavingReasonEnum, 'Why the member has left.') reason!: LeavingReason;

  toCommand() {
    return this.about({ type: 'LeaveService', reason: this.reason });
  }
}
