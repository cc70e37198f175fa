import { ArrayMaxSize, IsIn, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  normalisedNumber,
  policy,
  type AdviceLevel,
  type PolicyKind,
  type PublishedTerms,
  type RecordField,
  type ReviewOutcome,
  type RiskKind,
  type Topic,
} from '@wardbook/policing';
import { AdviceLevelEnum, RecordFieldEnum, TopicEnum } from '../advice.type.ts';
import { CommandInput } from '../command-input.ts';
import { DAY, IDENTIFIER, POLICY_NUMBER, REFERENCE } from '../formats.ts';
import { given } from '../having.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import { PolicyKindEnum, ReviewOutcomeEnum, RiskKindEnum } from './policy.type.ts';

const HASH = /^[0-9a-f]{64}$/;
const LATEST_VERSION = 10_000;
const LONGEST_LIST = 500;

/** The number without its space names the stream, however it was typed: `A0609`. */
export const policyKeyOf = (number: string): string => normalisedNumber(number).replace(' ', '');

/** What every command about a policy carries. */
@InputType()
abstract class PolicyInput extends CommandInput {
  @Field(() => String, { description: 'A letter and four digits: A 0609.' })
  @Matches(POLICY_NUMBER)
  number!: string;

  protected wish(command: UnsentTo<typeof policy>): Wish {
    return wish(policy, 'Policy', policyKeyOf(this.number), command);
  }
}

@InputType()
export class PolicyMeasureInput {
  @Field(() => ID, { description: 'Your own code for the measure.' })
  @Matches(IDENTIFIER)
  code!: string;

  @Field(() => TopicEnum)
  @IsIn(Object.keys(TopicEnum))
  topic!: Topic;

  @Field(() => AdviceLevelEnum)
  @IsIn(Object.keys(AdviceLevelEnum))
  level!: AdviceLevel;

  @Field(() => String)
  @Length(1, 500)
  wording!: string;
}

@InputType()
export class PolicyDisclaimersInput {
  @Field(() => String)
  @Length(1, 500)
  bestOfAbility!: string;

  @Field(() => String)
  @Length(1, 500)
  noGuarantee!: string;

  toFields() {
    const { bestOfAbility, noGuarantee } = this;
    return { bestOfAbility, noGuarantee };
  }
}

@InputType()
export class PolicyRetentionInput {
  @Field(() => Int)
  @Min(1)
  @Max(4)
  mopiGroup!: number;

  @Field(() => Int)
  @Min(1)
  @Max(1_200)
  reviewAfterMonths!: number;

  toFields() {
    const { mopiGroup, reviewAfterMonths } = this;
    return { mopiGroup, reviewAfterMonths };
  }
}

@InputType()
export class PolicyResourceInput {
  @Field(() => String)
  @Length(1, 160)
  label!: string;

  @Field(() => String)
  @Matches(REFERENCE)
  location!: string;
}

@InputType({ description: 'Published as it is: name no private person.' })
export class PublishPolicyVersionInput extends PolicyInput implements Sendable {
  @Field(() => PolicyKindEnum)
  kind!: PolicyKind;

  @Field(() => Int)
  @Min(1)
  @Max(LATEST_VERSION)
  version!: number;

  @Field(() => String, { description: 'The London day from which it is in force, for example 2023-01-18.' })
  @Matches(DAY)
  publishedOn!: string;

  @Field(() => String, { description: 'SHA-256 of its text, in hexadecimal.' })
  @Matches(HASH)
  contentHash!: string;

  @Field(() => Int, { nullable: true, description: 'Left out, 36.' })
  @IsOptional()
  @Min(1)
  @Max(120)
  nextReviewMonths?: number | null;

  @Field(() => String, { nullable: true, description: 'On whose behalf it is monitored and reviewed.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  monitoredBy?: string | null;

  @Field(() => [RecordFieldEnum], {
    defaultValue: [],
    description: 'ADVICE: what a written record of advice must hold.',
  })
  @ArrayMaxSize(LONGEST_LIST)
  requiredRecordFields!: RecordField[];

  @Field(() => [PolicyMeasureInput], { defaultValue: [], description: 'ADVICE: the catalogue.' })
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested({ each: true })
  measures!: PolicyMeasureInput[];

  @Field(() => [String], { defaultValue: [], description: 'ADVICE: what advice may rest on.' })
  @ArrayMaxSize(LONGEST_LIST)
  @Matches(IDENTIFIER, { each: true })
  sources!: string[];

  @Field(() => [String], { defaultValue: [], description: 'ADVICE: where a recipient may be pointed to.' })
  @ArrayMaxSize(LONGEST_LIST)
  @Matches(IDENTIFIER, { each: true })
  signpostSites!: string[];

  @Field(() => PolicyDisclaimersInput, { nullable: true, description: 'ADVICE: wanted by rule R-CASE-8.' })
  @IsOptional()
  @ValidateNested()
  disclaimers?: PolicyDisclaimersInput | null;

  @Field(() => String, { nullable: true, description: 'ADVICE: wanted by rule R-CASE-9.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  privacyNotice?: string | null;

  @Field(() => PolicyRetentionInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  retention?: PolicyRetentionInput | null;

  @Field(() => [PolicyResourceInput], { defaultValue: [] })
  @ArrayMaxSize(LONGEST_LIST)
  @ValidateNested({ each: true })
  resources!: PolicyResourceInput[];

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(LONGEST_LIST)
  @Matches(POLICY_NUMBER, { each: true })
  relatedPolicies!: string[];

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(LONGEST_LIST)
  @Length(1, 160, { each: true })
  consultees!: string[];

  @Field(() => [RiskKindEnum], { defaultValue: [] })
  @ArrayMaxSize(LONGEST_LIST)
  riskKinds!: RiskKind[];

  toWish(): Wish {
    return this.wish({ type: 'PublishPolicyVersion', terms: this.toTerms() });
  }

  private toTerms(): PublishedTerms {
    const { number, kind, version, publishedOn, contentHash, requiredRecordFields } = this;
    const { sources, signpostSites, relatedPolicies, consultees, riskKinds } = this;
    const { nextReviewMonths, monitoredBy, disclaimers, privacyNotice, retention } = this;
    const terms = {
      ...{ number, kind, version, publishedOn, contentHash, requiredRecordFields },
      ...{ sources, signpostSites, relatedPolicies, consultees, riskKinds },
      measures: this.measures.map(({ code, topic, level, wording }) => ({ code, topic, level, wording })),
      resources: this.resources.map(({ label, location }) => ({ label, location })),
      ...given({
        nextReviewMonths,
        monitoredBy,
        privacyNotice,
        disclaimers: disclaimers?.toFields(),
        retention: retention?.toFields(),
      }),
    };
    // What else a group can be, the event's own schema refuses.
    return terms as PublishedTerms;
  }
}

@InputType({ description: 'Recorded before the version that it brings about is published.' })
export class ReviewPolicyInput extends PolicyInput implements Sendable {
  @Field(() => ReviewOutcomeEnum)
  outcome!: ReviewOutcome;

  @Field(() => String, { description: 'SHA-256 of the text as it is after the review, in hexadecimal.' })
  @Matches(HASH)
  contentHash!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the equality impact assessment is kept; wanted by rule R-POL-6.',
  })
  @IsOptional()
  @Matches(REFERENCE)
  eia?: string | null;

  @Field(() => String, { nullable: true, description: 'Whoever the policy is monitored by.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  onBehalfOf?: string | null;

  toWish(): Wish {
    const { outcome, contentHash, eia, onBehalfOf } = this;
    return this.wish({ type: 'ReviewPolicy', outcome, contentHash, ...given({ eia, onBehalfOf }) });
  }
}

@InputType()
export class WithdrawPolicyVersionInput extends PolicyInput implements Sendable {
  @Field(() => Int)
  @Min(1)
  @Max(LATEST_VERSION)
  version!: number;

  @Field(() => Int, { nullable: true, description: 'What stands in its place; wanted by rule R-POL-3.' })
  @IsOptional()
  @Min(1)
  @Max(LATEST_VERSION)
  successor?: number | null;

  toWish(): Wish {
    const { version, successor } = this;
    return this.wish({ type: 'WithdrawPolicyVersion', version, ...given({ successor }) });
  }
}
