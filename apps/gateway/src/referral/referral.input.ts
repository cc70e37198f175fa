import {
  ArrayMaxSize,
  IsDate,
  IsIn,
  IsOptional,
  Length,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  referral,
  type DeclineReason,
  type DisclosableField,
  type HelpOutcome,
  type LegalBasis,
  type Party,
  type ReferralKind,
  type ReferralReason,
  type Topic,
  type WithdrawalReason,
} from '@wardbook/policing';
import { DisclosableFieldEnum, LegalBasisEnum, TopicEnum } from '../advice.type.ts';
import { CommandInput } from '../command-input.ts';
import { IDENTIFIER, WARD_CODE } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import {
  DeclineReasonEnum,
  HelpOutcomeEnum,
  ReferralKindEnum,
  ReferralReasonEnum,
  WithdrawalReasonEnum,
} from './referral.type.ts';

const LONGEST_NOTE = 2_000;

const about = (referralId: string, command: UnsentTo<typeof referral>): Wish =>
  wish(referral, 'Referral', localId('Referral', referralId), command);

@InputType({
  description:
    'Either an agency; or a force with one of its roles; or a force with a ward, whose team is meant.',
})
export class ReferralPartyInput {
  @Field(() => ID, { nullable: true })
  agencyId?: string | null;

  @Field(() => String, { nullable: true, description: 'The police force: its agency key.' })
  @ValidateIf(({ agencyId }: ReferralPartyInput) => agencyId == null)
  @Matches(IDENTIFIER)
  force?: string | null;

  @Field(() => String, { nullable: true, description: 'For example CPA.' })
  @ValidateIf(({ agencyId, wardCode }: ReferralPartyInput) => agencyId == null && wardCode == null)
  @Matches(IDENTIFIER)
  role?: string | null;

  @Field(() => String, { nullable: true, description: 'The area whose holder of the role is meant.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  area?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(WARD_CODE)
  wardCode?: string | null;

  /** What mixes two kinds is refused when it is written: no party has that form. */
  toParty(): Party {
    const { agencyId, force, role, area, wardCode: ward } = this;
    const agency = agencyId == null ? null : localId('Agency', agencyId);
    return given({ agency, force, role, area, ward }) as Party;
  }
}

@InputType({
  description: 'A referral of a case is made with referAdviceCase; this one is made without a case.',
})
export class RaiseReferralInput extends CommandInput implements Sendable {
  @Field(() => ReferralKindEnum)
  kind!: ReferralKind;

  @Field(() => String, { description: 'Your own agency, as your token carries it.' })
  @Matches(IDENTIFIER)
  fromAgencyKey!: string;

  @Field(() => ReferralPartyInput)
  @ValidateNested()
  to!: ReferralPartyInput;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => ReferralReasonEnum)
  reason!: ReferralReason;

  @Field(() => ID, { nullable: true, description: 'The person it is about, if it is about one.' })
  subjectId?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(WARD_CODE)
  wardCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Sealed: it can name people.' })
  @IsOptional()
  @Length(1, LONGEST_NOTE)
  requestedHelp?: string | null;

  @Field(() => LegalBasisEnum, { nullable: true, description: 'Wanted by rule R-REF-1.' })
  legalBasis?: LegalBasis | null;

  @Field(() => String, { nullable: true, description: 'The agreement with the agency that is asked.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  agreement?: string | null;

  @Field(() => [DisclosableFieldEnum], { description: 'All that whoever is asked may see.' })
  @ArrayMaxSize(20)
  @IsIn(Object.keys(DisclosableFieldEnum), { each: true })
  fields!: DisclosableField[];

  @Field(() => GraphQLISODateTime)
  @IsDate()
  dueAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The referral that this one passes on.' })
  parentId?: string | null;

  toWish(): Wish {
    const { kind, fromAgencyKey, topic, reason, fields, wardCode: ward } = this;
    const { subjectId, requestedHelp, legalBasis, agreement, parentId } = this;
    return wish(referral, 'Referral', undefined, {
      type: 'RaiseReferral',
      kind,
      from: { agency: fromAgencyKey },
      to: this.to.toParty(),
      topic,
      reason,
      fields,
      dueAt: this.dueAt.toISOString(),
      ...given({
        subject: subjectId == null ? null : localId('Subject', subjectId),
        ward,
        requestedHelp,
        legalBasis,
        agreement,
        parent: parentId == null ? null : localId('Referral', parentId),
      }),
    });
  }
}

@InputType()
export class AcceptReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  toWish(): Wish {
    return about(this.referralId, { type: 'AcceptReferral' });
  }
}

@InputType()
export class DeclineReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => DeclineReasonEnum, { nullable: true, description: 'Wanted by rule R-REF-4.' })
  reason?: DeclineReason | null;

  @Field(() => String, { nullable: true, description: 'Sealed: it can name people.' })
  @IsOptional()
  @Length(1, LONGEST_NOTE)
  note?: string | null;

  toWish(): Wish {
    const { reason, note } = this;
    return about(this.referralId, { type: 'DeclineReferral', ...given({ reason, note }) });
  }
}

@InputType()
export class RedirectReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => ReferralPartyInput)
  @ValidateNested()
  to!: ReferralPartyInput;

  @Field(() => LegalBasisEnum, { nullable: true, description: 'Left out, the one that it rests on so far.' })
  legalBasis?: LegalBasis | null;

  @Field(() => String, { nullable: true, description: 'The agreement with the agency that is asked.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  agreement?: string | null;

  toWish(): Wish {
    const { legalBasis, agreement } = this;
    return about(this.referralId, {
      type: 'RedirectReferral',
      to: this.to.toParty(),
      ...given({ legalBasis, agreement }),
    });
  }
}

@InputType()
export class RequestInformationInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => String, { description: 'Sealed: it can name people.' })
  @Length(1, LONGEST_NOTE)
  question!: string;

  toWish(): Wish {
    return about(this.referralId, { type: 'RequestInformation', question: this.question });
  }
}

@InputType()
export class SupplyInformationInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => String, { description: 'Whoever is asked reads it. Sealed: it can name people.' })
  @Length(1, LONGEST_NOTE)
  answer!: string;

  @Field(() => [DisclosableFieldEnum], {
    defaultValue: [],
    description: 'What is disclosed from now on beside what was.',
  })
  @ArrayMaxSize(20)
  @IsIn(Object.keys(DisclosableFieldEnum), { each: true })
  fields!: DisclosableField[];

  toWish(): Wish {
    const { answer, fields } = this;
    return about(this.referralId, { type: 'SupplyInformation', answer, fields });
  }
}

@InputType()
export class ProgressReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => String, { description: 'Sealed: it can name people.' })
  @Length(1, LONGEST_NOTE)
  note!: string;

  toWish(): Wish {
    return about(this.referralId, { type: 'ProgressReferral', note: this.note });
  }
}

@InputType()
export class CompleteReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => HelpOutcomeEnum)
  outcome!: HelpOutcome;

  @Field(() => String, { description: 'Sealed: it can name people.' })
  @Length(1, LONGEST_NOTE)
  helpGiven!: string;

  toWish(): Wish {
    const { outcome, helpGiven } = this;
    return about(this.referralId, { type: 'CompleteReferral', outcome, helpGiven });
  }
}

@InputType()
export class WithdrawReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  @Field(() => WithdrawalReasonEnum)
  reason!: WithdrawalReason;

  toWish(): Wish {
    return about(this.referralId, { type: 'WithdrawReferral', reason: this.reason });
  }
}

@InputType()
export class EscalateReferralInput extends CommandInput implements Sendable {
  @Field(() => ID)
  referralId!: string;

  toWish(): Wish {
    return about(this.referralId, { type: 'EscalateToLastResort' });
  }
}
