import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  POLICY_KINDS,
  REVIEW_OUTCOMES,
  RISK_KINDS,
  type AdviceLevel,
  type PolicyKind,
  type RecordField,
  type ReviewOutcome,
  type RiskKind,
  type Topic,
} from '@wardbook/policing';
import { AdviceLevelEnum, RecordFieldEnum, TopicEnum } from '../advice.type.ts';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';

export const PolicyKindEnum = enumOf(POLICY_KINDS);
registerEnumType(PolicyKindEnum, { name: 'PolicyKind' });

export const ReviewOutcomeEnum = enumOf(REVIEW_OUTCOMES);
registerEnumType(ReviewOutcomeEnum, {
  name: 'ReviewOutcome',
  description: 'NO_CHANGE: reviewed, and its text stands.',
});

export const RiskKindEnum = enumOf(RISK_KINDS);
registerEnumType(RiskKindEnum, { name: 'RiskKind', description: 'What can go wrong with a procedure.' });

@ObjectType({ description: 'A measure of the catalogue; the written record of advice prints its words.' })
@Needs('NEIGHBOURHOOD')
export class PolicyMeasure {
  @Field(() => ID, { description: 'Names this measure within its policy.' })
  code!: string;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => AdviceLevelEnum)
  level!: AdviceLevel;

  @Field(() => String)
  wording!: string;
}

@ObjectType({ description: 'What is said whenever advice is given.' })
@Needs('NEIGHBOURHOOD')
export class PolicyDisclaimers {
  @Field(() => String)
  bestOfAbility!: string;

  @Field(() => String)
  noGuarantee!: string;
}

@ObjectType({ description: 'How long records are kept after closure before a review.' })
@Needs('NEIGHBOURHOOD')
export class PolicyRetention {
  @Field(() => Int)
  mopiGroup!: number;

  @Field(() => Int)
  reviewAfterMonths!: number;
}

@ObjectType({ description: 'Where readers of a policy find more.' })
@Needs('NEIGHBOURHOOD')
export class PolicyResource {
  @Field(() => String)
  label!: string;

  @Field(() => String)
  location!: string;
}

@ObjectType({ description: 'What one version of a policy says.' })
@Needs('NEIGHBOURHOOD')
export class PolicyVersion {
  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'The London day from which it is in force, for example 2023-01-18.' })
  publishedOn!: string;

  @Field(() => String, { description: 'SHA-256 of its text, in hexadecimal.' })
  contentHash!: string;

  @Field(() => Int)
  nextReviewMonths!: number;

  @Field(() => String, { nullable: true, description: 'On whose behalf it is monitored and reviewed.' })
  monitoredBy!: string | null;

  @Field(() => [RecordFieldEnum], { description: 'What a written record of advice must hold.' })
  requiredRecordFields!: readonly RecordField[];

  @Field(() => [PolicyMeasure])
  measures!: readonly PolicyMeasure[];

  @Field(() => [String], { description: 'The sources and standards that advice may rest on.' })
  sources!: readonly string[];

  @Field(() => [String], { description: 'Where a recipient may be pointed to.' })
  signpostSites!: readonly string[];

  @Field(() => PolicyDisclaimers, { nullable: true })
  disclaimers!: PolicyDisclaimers | null;

  @Field(() => String, { nullable: true, description: 'The version of the privacy notice.' })
  privacyNotice!: string | null;

  @Field(() => PolicyRetention, { nullable: true })
  retention!: PolicyRetention | null;

  @Field(() => [PolicyResource])
  resources!: readonly PolicyResource[];

  @Field(() => [String])
  relatedPolicies!: readonly string[];

  @Field(() => [String])
  consultees!: readonly string[];

  @Field(() => [RiskKindEnum])
  riskKinds!: readonly RiskKind[];

  @Field(() => GraphQLISODateTime, { nullable: true })
  withdrawnAt!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that stands in the place of a withdrawn one.',
  })
  successor!: number | null;
}

@ObjectType({ description: 'That a policy was reviewed.' })
@Needs('NEIGHBOURHOOD')
export class PolicyReview {
  @Field(() => GraphQLISODateTime)
  reviewedAt!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ReviewOutcomeEnum)
  outcome!: ReviewOutcome;

  @Field(() => String, { description: 'SHA-256 of the text as it was after the review.' })
  contentHash!: string;

  @Field(() => String, { description: 'Where the equality impact assessment is kept.' })
  eia!: string;

  @Field(() => String, { nullable: true })
  onBehalfOf!: string | null;

  @Field(() => String, { description: 'A London day.' })
  nextReviewDue!: string;
}

@ObjectType('Policy', { implements: Node, description: 'A policy of the force in all its versions.' })
@Needs('NEIGHBOURHOOD')
export class PolicyType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'A letter and four digits: A 0609.' })
  number!: string;

  @Field(() => PolicyKindEnum)
  kind!: PolicyKind;
}

export const PolicyConnection = connectionOf('Policy', () => PolicyType);
