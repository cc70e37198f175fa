import { ArrayMaxSize, IsInt, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type {
  AdviceLevel,
  CctvAnswer,
  Certainty,
  ContactChannel,
  DisclaimerKind,
  Purpose,
  SignpostChannel,
  Stance,
  Topic,
} from '@wardbook/policing';
import { AdviceLevelEnum, TopicEnum } from '../advice.type.ts';
import { IDENTIFIER } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import type { Sendable, Wish } from '../send.ts';
import * as codes from './advice-case-codes.type.ts';
import { AboutCase } from './advice-case.input.ts';

@InputType()
export class StartContactInput extends AboutCase implements Sendable {
  @Field(() => ID, { description: 'Your id for this contact, within the case.' })
  @Matches(IDENTIFIER)
  contact!: string;

  @Field(() => codes.ContactChannelEnum)
  channel!: ContactChannel;

  @Field(() => ID, { nullable: true, description: 'VISIT, TALK: the attendance that was planned.' })
  attendanceId?: string | null;

  toWish(): Wish {
    const { contact, channel, attendanceId } = this;
    const attendance = attendanceId == null ? undefined : localId('Attendance', attendanceId);
    return this.about({ type: 'StartContact', contact, channel, ...given({ attendance }) });
  }
}

@InputType()
export class CompleteContactInput extends AboutCase implements Sendable {
  @Field(() => ID)
  @Matches(IDENTIFIER)
  contact!: string;

  toWish(): Wish {
    return this.about({ type: 'CompleteContact', contact: this.contact });
  }
}

@InputType()
export class RecordCircumstancesInput extends AboutCase implements Sendable {
  @Field(() => String, { description: 'Personal.' })
  @Length(1, 4_000)
  text!: string;

  @Field(() => String, { nullable: true, description: 'Personal: what is proportionate, and why.' })
  @IsOptional()
  @Length(1, 2_000)
  proportionality?: string | null;

  toWish(): Wish {
    const { text, proportionality } = this;
    return this.about({ type: 'RecordCircumstances', text, ...given({ proportionality }) });
  }
}

@InputType({ description: 'The law that advice interprets.' })
export class LegislationInput {
  @Field(() => String, { nullable: true, description: 'For example Human Rights Act 1998, article 8.' })
  @IsOptional()
  @Length(1, 120)
  reference?: string | null;

  @Field(() => Boolean)
  accuracyConfirmed!: boolean;
}

@InputType({ description: 'Whether a camera at a home has a view that is reasonable and necessary.' })
export class CctvTestInput {
  @Field(() => codes.CctvAnswerEnum)
  reasonable!: CctvAnswer;

  @Field(() => codes.CctvAnswerEnum)
  necessary!: CctvAnswer;
}

@InputType({ description: 'The four tests that advice passes (R-CASE-10).' })
export class FourTestsInput {
  @Field(() => Boolean)
  upToDate!: boolean;

  @Field(() => Boolean)
  costCommensurate!: boolean;

  @Field(() => Boolean)
  balanced!: boolean;

  @Field(() => Boolean)
  proportionate!: boolean;
}

@InputType({
  description: 'One piece of advice. Prohibited advice is refused, and that it was is on record.',
})
export class GiveAdviceInput extends AboutCase implements Sendable {
  @Field(() => ID, { description: 'The contact in which it is given.' })
  @Matches(IDENTIFIER)
  contact!: string;

  @Field(() => ID, { description: 'Your id for this advice, within the case.' })
  @Matches(IDENTIFIER)
  item!: string;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => String, { nullable: true, description: 'A measure of the catalogue of the policy in force.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  measure?: string | null;

  @Field(() => String, { nullable: true, description: 'A standard, with its number: PAS 24:2022.' })
  @IsOptional()
  @Length(1, 120)
  standard?: string | null;

  @Field(() => AdviceLevelEnum, {
    nullable: true,
    description: "Left out, the measure's own level, or BASIC.",
  })
  level?: AdviceLevel | null;

  @Field(() => codes.StanceEnum, { defaultValue: 'FOR' })
  stance!: Stance;

  @Field(() => codes.CertaintyEnum, { defaultValue: 'NOT_CLAIMED' })
  certainty!: Certainty;

  @Field(() => String, { nullable: true, description: 'One of the sources that the policy recognises.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  basis?: string | null;

  @Field(() => LegislationInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  legislation?: LegislationInput | null;

  @Field(() => CctvTestInput, { nullable: true, description: 'CCTV_LAWFULNESS.' })
  @IsOptional()
  @ValidateNested()
  cctv?: CctvTestInput | null;

  @Field(() => FourTestsInput)
  @ValidateNested()
  fourTests!: FourTestsInput;

  @Field(() => [codes.AdvicePurposeEnum])
  @ArrayMaxSize(10)
  purposes!: Purpose[];

  @Field(() => String, {
    nullable: true,
    description: 'Personal: why technical electronic security is not referred to a specialist.',
  })
  @IsOptional()
  @Length(1, 1_000)
  overrideReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Personal: why the recipient is not directed to trained staff or a website instead.',
  })
  @IsOptional()
  @Length(1, 1_000)
  givenDirectlyBecause?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Personal: free words beside the catalogue's; somebody else reads them before they are issued.",
  })
  @IsOptional()
  @Length(1, 2_000)
  note?: string | null;

  toWish(): Wish {
    const { contact, item, topic, stance, certainty, purposes, legislation: law, cctv: view } = this;
    const { upToDate, costCommensurate, balanced, proportionate } = this.fourTests;
    const { measure, standard, level, basis, overrideReason, givenDirectlyBecause, note } = this;
    return this.about({
      type: 'GiveAdvice',
      contact,
      item,
      topic,
      stance,
      certainty,
      purposes,
      fourTests: { upToDate, costCommensurate, balanced, proportionate },
      ...given({
        measure,
        standard,
        level,
        basis,
        overrideReason,
        givenDirectlyBecause,
        note,
        legislation: law && {
          accuracyConfirmed: law.accuracyConfirmed,
          ...given({ reference: law.reference }),
        },
        cctv: view && { reasonable: view.reasonable, necessary: view.necessary },
      }),
    });
  }
}

@InputType()
export class ReviewAdviceNoteInput extends AboutCase implements Sendable {
  @Field(() => ID, { description: 'The item whose note you have read.' })
  @Matches(IDENTIFIER)
  item!: string;

  toWish(): Wish {
    return this.about({ type: 'ReviewNote', item: this.item });
  }
}

@InputType()
export class SignpostRecipientInput extends AboutCase implements Sendable {
  @Field(() => codes.SignpostChannelEnum)
  channel!: SignpostChannel;

  @Field(() => String, { nullable: true, description: 'A site that the policy names.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  site?: string | null;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 1_000)
  reason?: string | null;

  toWish(): Wish {
    const { channel, site, reason } = this;
    return this.about({ type: 'Signpost', channel, ...given({ site, reason }) });
  }
}

@InputType()
export class GiveDisclaimerInput extends AboutCase implements Sendable {
  @Field(() => ID)
  @Matches(IDENTIFIER)
  contact!: string;

  @Field(() => codes.DisclaimerKindEnum)
  kind!: DisclaimerKind;

  @Field(() => Int, { description: 'The version of the policy whose words were said.' })
  @IsInt()
  @Min(1)
  @Max(10_000)
  wordingVersion!: number;

  toWish(): Wish {
    const { contact, kind, wordingVersion } = this;
    return this.about({ type: 'GiveDisclaimer', contact, kind, wordingVersion });
  }
}

@InputType()
export class GivePrivacyNoticeInput extends AboutCase implements Sendable {
  @Field(() => String, { description: 'The version of the notice.' })
  @Matches(IDENTIFIER)
  version!: string;

  @Field(() => ID, { nullable: true, description: 'The earlier case that holds the reminder already.' })
  earlierCaseId?: string | null;

  toWish(): Wish {
    const { version, earlierCaseId } = this;
    const earlierCase = earlierCaseId == null ? undefined : localId('AdviceCase', earlierCaseId);
    return this.about({ type: 'GivePrivacyNotice', version, ...given({ earlierCase }) });
  }
}
