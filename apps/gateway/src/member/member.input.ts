import { IsDate, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  member,
  type AbstractionReason,
  type CompetenceLevel,
  type LeavingReason,
  type MemberCategory,
  type PostingSource,
  type Rank,
} from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { IDENTIFIER, POLICY_NUMBER, REFERENCE, WARD_CODE } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { policyKeyOf } from '../policy/policy.input.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import {
  AbstractionReasonEnum,
  CompetenceLevelEnum,
  LeavingReasonEnum,
  MemberCategoryEnum,
  PostingSourceEnum,
  RankEnum,
} from './member.type.ts';

/** What a token may carry as its actor. */
const MEMBER_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

const about = (memberId: string, command: UnsentTo<typeof member>): Wish =>
  wish(member, 'Member', localId('Member', memberId), command);

@InputType()
export class PostMemberInput extends CommandInput implements Sendable {
  @Field(() => String, {
    nullable: true,
    description: 'The force’s opaque id of the member, as tokens carry it; left out, Wardbook gives one.',
  })
  @IsOptional()
  @Matches(MEMBER_KEY)
  memberKey?: string | null;

  @Field(() => ID)
  teamId!: string;

  @Field(() => MemberCategoryEnum)
  category!: MemberCategory;

  @Field(() => RankEnum)
  rank!: Rank;

  @Field(() => PostingSourceEnum)
  source!: PostingSource;

  @Field(() => String, { description: 'As the force publishes it.' })
  @Length(1, 120)
  publicName!: string;

  @Field(() => String, { nullable: true, description: 'As the force publishes it.' })
  @IsOptional()
  @Length(1, 200)
  publicContact?: string | null;

  toWish(): Wish {
    const { memberKey, category, rank, source, publicName, publicContact } = this;
    return wish(member, 'Member', memberKey ?? undefined, {
      type: 'PostMember',
      team: localId('Team', this.teamId),
      category,
      rank,
      source,
      publicName,
      ...given({ publicContact }),
    });
  }
}

@InputType()
export class TransferMemberInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => ID)
  teamId!: string;

  toWish(): Wish {
    return about(this.memberId, { type: 'TransferMember', team: localId('Team', this.teamId) });
  }
}

@InputType()
export class PromoteMemberInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => RankEnum)
  rank!: Rank;

  toWish(): Wish {
    return about(this.memberId, { type: 'PromoteMember', rank: this.rank });
  }
}

@InputType()
export class DedicateMemberInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  toWish(): Wish {
    return about(this.memberId, { type: 'DedicateMember', ward: this.wardCode });
  }
}

@InputType()
export class ReleaseMemberInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  toWish(): Wish {
    return about(this.memberId, { type: 'ReleaseMember' });
  }
}

@InputType()
export class AbstractMemberInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => GraphQLISODateTime)
  @IsDate()
  until!: Date;

  @Field(() => AbstractionReasonEnum, { nullable: true, description: 'Wanted by rule R-INPT-5.' })
  @IsOptional()
  reason?: AbstractionReason | null;

  @Field(() => ID, { description: 'The inspector, or above, who authorises it.' })
  authorisedByMemberId!: string;

  @Field(() => Boolean, { defaultValue: false })
  exceptional!: boolean;

  toWish(): Wish {
    const { reason, authorisedByMemberId, exceptional } = this;
    return about(this.memberId, {
      type: 'AbstractMember',
      until: this.until.toISOString(),
      authorisedBy: localId('Member', authorisedByMemberId),
      exceptional,
      ...given({ reason }),
    });
  }
}

@InputType()
export class ReturnMemberInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  toWish(): Wish {
    return about(this.memberId, { type: 'ReturnMember' });
  }
}

@InputType()
export class GrantCompetenceInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => CompetenceLevelEnum)
  level!: CompetenceLevel;

  @Field(() => String, { nullable: true, description: 'The role that it is for.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  role?: string | null;

  @Field(() => String, { description: 'Where the evidence is kept, for example training/2012-09-28.' })
  @Matches(REFERENCE)
  evidence!: string;

  toWish(): Wish {
    const { level, role, evidence } = this;
    return about(this.memberId, { type: 'GrantCompetence', level, evidence, ...given({ role }) });
  }
}

@InputType()
export class ExpireCompetenceInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => CompetenceLevelEnum)
  level!: CompetenceLevel;

  toWish(): Wish {
    return about(this.memberId, { type: 'ExpireCompetence', level: this.level });
  }
}

@InputType({ description: 'Members acknowledge for themselves.' })
export class AcknowledgePolicyInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => String, { description: 'The policy’s number: A 0609.' })
  @Matches(POLICY_NUMBER)
  policyNumber!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @Min(1)
  @Max(10_000)
  version!: number;

  toWish(): Wish {
    const { memberId, policyNumber, version } = this;
    return about(memberId, {
      type: 'AcknowledgePolicy',
      policy: policyKeyOf(policyNumber),
      version,
    });
  }
}

@InputType()
export class LeaveServiceInput extends CommandInput implements Sendable {
  @Field(() => ID)
  memberId!: string;

  @Field(() => LeavingReasonEnum)
  reason!: LeavingReason;

  toWish(): Wish {
    return about(this.memberId, { type: 'LeaveService', reason: this.reason });
  }
}
