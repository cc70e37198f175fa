import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type {
  AdviceLevel,
  Criterion,
  DisclosableField,
  LegalBasis,
  Purpose,
  RecordField,
  Topic,
} from '@wardbook/policing';
import {
  AdviceLevelEnum,
  DisclosableFieldEnum,
  LegalBasisEnum,
  RecordFieldEnum,
  TopicEnum,
} from '../advice.type.ts';
import { Node } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import * as codes from './advice-case-codes.type.ts';

@ObjectType({ description: 'Where advice is asked for.' })
@Needs('CASE')
export class CasePremises {
  @Field(() => codes.PremisesKindEnum)
  kind!: string;
}

@ObjectType({ description: 'What an adviser considered before giving advice. The last one counts.' })
@Needs('CASE')
export class Circumstances {
  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'A time at which the recipient was in touch with an adviser.' })
@Needs('CASE')
export class CaseContact {
  @Field(() => ID, { description: 'Names this contact within its case.' })
  id!: string;

  @Field(() => codes.ContactChannelEnum, { nullable: true })
  channel?: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  startedAt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  completedAt!: string | null;
}

@ObjectType({ description: 'The law that advice interprets, and whether its accuracy was confirmed.' })
@Needs('CASE')
export class Legislation {
  @Field(() => String)
  reference!: string;

  @Field(() => Boolean)
  accuracyConfirmed!: boolean;
}

@ObjectType({ description: 'Whether a camera at a home has a view that is reasonable and necessary.' })
@Needs('CASE')
export class CctvTest {
  @Field(() => codes.CctvAnswerEnum)
  reasonable!: string;

  @Field(() => codes.CctvAnswerEnum)
  necessary!: string;
}

@ObjectType({ description: 'The four tests that advice passes (R-CASE-10).' })
@Needs('CASE')
export class FourTests {
  @Field(() => Boolean)
  upToDate!: boolean;

  @Field(() => Boolean)
  costCommensurate!: boolean;

  @Field(() => Boolean)
  balanced!: boolean;

  @Field(() => Boolean)
  proportionate!: boolean;
}

@ObjectType({ description: 'One piece of advice.' })
@Needs('CASE')
export class AdviceItem {
  @Field(() => ID, { description: 'Names this advice within its case.' })
  id!: string;

  @Field(() => ID, { description: 'The contact in which it was given.' })
  contact!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => String, { nullable: true, description: 'A measure of the catalogue of the policy version.' })
  measure?: string;

  @Field(() => String, { nullable: true })
  standard?: string;

  @Field(() => codes.StanceEnum)
  stance!: string;

  @Field(() => codes.CertaintyEnum)
  certainty!: string;

  @Field(() => AdviceLevelEnum)
  level!: AdviceLevel;

  @Field(() => String, { description: 'The source that it rests on.' })
  basis!: string;

  @Field(() => Legislation, { nullable: true })
  legislation?: Legislation;

  @Field(() => CctvTest, { nullable: true })
  cctv?: CctvTest;

  @Field(() => FourTests)
  fourTests!: FourTests;

  @Field(() => [codes.AdvicePurposeEnum])
  purposes!: readonly Purpose[];

  @Field(() => ID, { description: 'The member who gave it.' })
  adviserMemberId!: string;

  @Field(() => AdviceLevelEnum, { description: 'What the adviser was entitled to advise on the topic.' })
  adviserLevel!: AdviceLevel;

  @Field(() => Int, { description: 'The version of the policy that was in force.' })
  policyVersion!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When somebody else had read the note.' })
  reviewedAt!: string | null;

  @Field(() => ID, { nullable: true, description: 'The member who read the note.' })
  reviewerMemberId!: string | null;
}

@ObjectType({ description: 'That advice was stopped by a rule; never what it said.' })
@Needs('CASE')
export class RefusedAdvice {
  @Field(() => ID, { description: 'The item that was to be given.' })
  item!: string;

  @Field(() => ID)
  contact!: string;

  @Field(() => String, { description: 'For example R-CASE-5.' })
  rule!: string;

  @Field(() => String, { description: 'A code for what was wrong, for example NEGATIVE.' })
  because!: string;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => ID)
  adviserMemberId!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'That the recipient was made aware of a disclaimer.' })
@Needs('CASE')
export class Disclaimer {
  @Field(() => ID)
  contact!: string;

  @Field(() => codes.DisclaimerKindEnum)
  kind!: string;

  @Field(() => Int, { description: 'The version of the policy whose words were said.' })
  wordingVersion!: number;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'That the recipient was reminded of the privacy notice.' })
@Needs('CASE')
export class PrivacyNotice {
  @Field(() => String)
  version!: string;

  @Field(() => ID, { nullable: true, description: 'The earlier case that held the reminder already.' })
  earlierCaseId!: string | null;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'That the recipient was directed to trained staff or a website.' })
@Needs('CASE')
export class Signpost {
  @Field(() => codes.SignpostChannelEnum)
  channel!: string;

  @Field(() => String, { nullable: true })
  site?: string;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'What a case asked of somebody else, and how that ended for the case.' })
@Needs('CASE')
export class CaseReferral {
  @Field(() => ID, { description: 'The referral; see `referral` and `node`.' })
  referralId!: string;

  @Field(() => TopicEnum, { nullable: true })
  topic?: Topic;

  @Field(() => ID, { nullable: true, description: 'The agency that is asked.' })
  toAgencyId?: string | null;

  @Field(() => String, { nullable: true, description: 'The role of the force that is asked.' })
  toRole?: string;

  @Field(() => String, { nullable: true, description: 'The area whose holder of the role is asked.' })
  area?: string;

  @Field(() => [DisclosableFieldEnum], { nullable: true })
  fields?: readonly DisclosableField[];

  @Field(() => LegalBasisEnum, { nullable: true })
  legalBasis?: LegalBasis;

  @Field(() => String, { nullable: true })
  agreement?: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  dueAt?: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  referredAt!: string | null;

  @Field(() => codes.CaseReferralOutcomeEnum, {
    nullable: true,
    description: 'Null while it is not answered.',
  })
  outcome!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  answeredAt!: string | null;
}

@ObjectType({ description: 'Help that was given on the spot.' })
@Needs('CASE')
export class PracticalHelp {
  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'A written record of the advice, as it was issued.' })
@Needs('CASE')
export class WrittenRecord {
  @Field(() => [RecordFieldEnum])
  fields!: readonly RecordField[];

  @Field(() => String, { nullable: true, description: 'SHA-256 of the record as issued.' })
  fieldsHash?: string;

  @Field(() => codes.DeliveryEnum)
  delivery!: string;

  @Field(() => Boolean)
  copyGiven!: boolean;

  @Field(() => Int)
  policyVersion!: number;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'What became of the advice.' })
@Needs('CASE')
export class FollowUp {
  @Field(() => [ID], { description: 'The items that the recipient has put into practice.' })
  implemented!: readonly string[];

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'That the recipient became a victim again.' })
@Needs('CASE')
export class RepeatVictimisation {
  @Field(() => String)
  incident!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'That a rule was not met, and who authorised it.' })
@Needs('CASE')
export class ComplianceBreach {
  @Field(() => String)
  rule!: string;

  @Field(() => ID, { nullable: true })
  item?: string;

  @Field(() => ID, { nullable: true })
  contact?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Null where the checklist found it, after something was recorded late.',
  })
  authorisedByMemberId!: string | null;

  @Field(() => GraphQLISODateTime)
  at!: string;
}

@ObjectType({ description: 'One line of the compliance checklist, and the events that it rests on.' })
@Needs('CASE')
export class ComplianceLine {
  @Field(() => String, { description: 'For example R-CASE-8.' })
  rule!: string;

  @Field(() => Boolean)
  met!: boolean;

  @Field(() => ID, { nullable: true })
  item?: string;

  @Field(() => ID, { nullable: true })
  contact?: string;

  @Field(() => [ID])
  eventIds!: readonly string[];
}

@ObjectType('AdviceCase', {
  implements: Node,
  description: "One recipient's crime-prevention advice, from what gave rise to it to its closure.",
})
@Needs('CASE')
export class AdviceCaseType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => codes.CaseStandingEnum)
  standing!: string;

  @Field(() => GraphQLISODateTime)
  openedAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  closedAt!: string | null;

  @Field(() => String, { description: 'The agency id of the police force whose case it is.' })
  force!: string;

  @Field(() => codes.RecipientKindEnum)
  recipientKind!: string;

  @Field(() => codes.CapacityEnum)
  capacity!: string;

  @Field(() => codes.OriginEnum)
  origin!: string;

  @Field(() => String, { nullable: true, description: 'The crime or incident under investigation.' })
  linkedRef?: string;

  @Field(() => [String], { nullable: true, description: 'The incidents of a spate.' })
  incidents?: readonly string[];

  @Field(() => CasePremises, { nullable: true })
  premises?: CasePremises;

  @Field(() => String, { description: 'The number of the advice policy, for example A0609.' })
  policy!: string;

  @Field(() => [TopicEnum])
  topicHints!: readonly Topic[];

  @Field(() => [codes.CriterionEnum])
  criteria!: readonly Criterion[];

  @Field(() => [Circumstances], { description: 'Oldest first.' })
  circumstances!: readonly Circumstances[];

  @Field(() => [Disclaimer])
  disclaimers!: readonly Disclaimer[];

  @Field(() => [Signpost])
  signposts!: readonly Signpost[];

  @Field(() => [PracticalHelp])
  help!: readonly PracticalHelp[];

  @Field(() => [WrittenRecord])
  records!: readonly WrittenRecord[];

  @Field(() => [FollowUp])
  followUps!: readonly FollowUp[];

  @Field(() => [RepeatVictimisation])
  repeats!: readonly RepeatVictimisation[];

  @Field(() => codes.CaseOutcomeEnum, { nullable: true })
  outcome!: string | null;
}

export const AdviceCaseConnection = connectionOf('AdviceCase', () => AdviceCaseType);
