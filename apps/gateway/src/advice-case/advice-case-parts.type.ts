import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import type {
  AbandoningReason,
  AdviceLevel,
  CctvAnswer,
  Certainty,
  ComplianceRule,
  ContactChannel,
  Delivery,
  DisclaimerKind,
  DisclosableField,
  LegalBasis,
  PremisesKind,
  Purpose,
  RecordField,
  ReferralOutcome,
  SignpostChannel,
  Stance,
  Topic,
} from '@wardbook/policing';
import {
  as,
  Choice,
  Count,
  Flag,
  Group,
  Instant,
  Key,
  Linked,
  NodeId,
  OPTIONAL,
  Personal,
  Text,
  SentAndShown,
  usually,
} from '../fields.ts';
import { AdviceLevelEnum, RecordFieldEnum, TopicEnum } from '../policy/policy-words.type.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';
import type { AdviceCaseCard, ContactCard, ItemCard, ReferralCard } from './advice-case-board.view.ts';
import * as codes from './advice-case-codes.type.ts';

type Row<List extends keyof AdviceCaseCard> = Partial<
  NonNullable<AdviceCaseCard[List]> extends readonly (infer One)[] ? One : never
>;

@ObjectType({ description: 'Where advice is asked for.' })
@Needs('CASE')
export class CasePremises implements Partial<NonNullable<AdviceCaseCard['premises']>> {
  @Choice(codes.PremisesKindEnum, 'What kind of premises it is.') kind!: PremisesKind;
  @Personal('ADVICE', 'Where the premises are.', OPTIONAL) address?: PersonalReference;
}

@ObjectType({ description: 'What an adviser considered before giving advice. The last one counts.' })
@Needs('CASE')
export class Circumstances implements Row<'circumstances'> {
  @Personal('ADVICE', 'The circumstances of the recipient and the premises.') text!: PersonalReference;
  @Personal('ADVICE', 'What is proportionate, and why.', OPTIONAL) proportionality?: PersonalReference;
  @Instant('When they were considered.') at!: string;
}

@ObjectType({ description: 'A time at which the recipient was in touch with an adviser.' })
@Needs('CASE')
export class CaseContact implements Partial<ContactCard> {
  @Key('Names this contact within its case.', as('key')) id!: string;
  @Choice(codes.ContactChannelEnum, 'How they were in touch.', OPTIONAL) channel?: ContactChannel;
  @Linked('Attendance', 'The visit, as it was planned.', OPTIONAL) attendance?: string;
  @Instant('When it began.', OPTIONAL) startedAt!: string | null;
  @Instant('When it ended.', OPTIONAL) completedAt!: string | null;
}

@ObjectType({ description: 'The law that advice interprets, and whether its accuracy was confirmed.' })
@Needs('CASE')
export class Legislation {
  @Text('For example Human Rights Act 1998, article 8.') reference!: string;
  @Flag('Whether the adviser has confirmed that it says so.') accuracyConfirmed!: boolean;
}

@SentAndShown('Whether a camera at a home has a view that is reasonable and necessary.')
@Needs('CASE')
export class CctvTest {
  @Choice(codes.CctvAnswerEnum, 'Whether its view is reasonable.') reasonable!: CctvAnswer;
  @Choice(codes.CctvAnswerEnum, 'Whether its view is necessary.') necessary!: CctvAnswer;
}

@SentAndShown('The four tests that advice passes (R-CASE-10).')
@Needs('CASE')
export class FourTests {
  @Flag('It is up to date.') upToDate!: boolean;
  @Flag('Its cost is in proportion to the risk.') costCommensurate!: boolean;
  @Flag('It is balanced.') balanced!: boolean;
  @Flag('It is proportionate.') proportionate!: boolean;
}

@ObjectType({ description: 'One piece of advice.' })
@Needs('CASE')
export class AdviceItem implements Partial<ItemCard> {
  @Key('Names this advice within its case.', as('key')) item!: string;
  @Key('The contact in which it was given.') contact!: string;
  @Instant('When it was given.') at!: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Text('A measure of the catalogue of the policy version.', OPTIONAL) measure?: string;
  @Text('A standard, with its number.', OPTIONAL) standard?: string;
  @Choice(codes.StanceEnum, 'Whether it is for the measure.') stance!: Stance;
  @Choice(codes.CertaintyEnum, 'Whether it promises that it works.') certainty!: Certainty;
  @Choice(AdviceLevelEnum, 'What it took to give it.') level!: AdviceLevel;
  @Text('The source that it rests on.') basis!: string;
  @Group(() => Legislation, 'The law that it interprets.', OPTIONAL) legislation?: Legislation;
  @Group(() => CctvTest, 'What was known of the camera.', OPTIONAL) cctv?: CctvTest;
  @Group(() => FourTests, 'The four tests.') fourTests!: FourTests;
  @Choice(codes.AdvicePurposeEnum, 'Why it was given.', usually(10)) purposes!: readonly Purpose[];
  @NodeId('Member', 'The member who gave it.', as('adviserMemberId')) adviser!: string;
  @Choice(AdviceLevelEnum, 'What the adviser was entitled to advise on the topic.')
  adviserLevel!: AdviceLevel;
  @Count('The version of the policy that was in force.') policyVersion!: number;
  @Instant('When somebody else had read the note.', OPTIONAL) reviewedAt!: string | null;
  @NodeId('Member', 'The member who read the note.', OPTIONAL, as('reviewerMemberId')) reviewer?: string;
  @Personal('ADVICE', 'Free words beside the catalogue’s.', OPTIONAL) note?: PersonalReference;
  @Personal('ADVICE', 'Why it was not referred to a specialist all the same.', OPTIONAL)
  overrideReason?: PersonalReference;
  @Personal('ADVICE', 'Why the recipient was not directed to trained staff or a website instead.', OPTIONAL)
  givenDirectlyBecause?: PersonalReference;
}

@ObjectType({ description: 'That advice was stopped by a rule; never what it said.' })
@Needs('CASE')
export class RefusedAdvice implements Row<'refused'> {
  @Key('The item that was to be given.') item!: string;
  @Key('The contact in which it was to be given.') contact!: string;
  @Text('The rule that stopped it, for example R-CASE-5.') rule!: ComplianceRule;
  @Text('A code for what was wrong, for example NEGATIVE.') because!: NonNullable<Row<'refused'>['because']>;
  @Choice(TopicEnum, 'What it was about.') topic!: Topic;
  @NodeId('Member', 'The member who was to give it.', as('adviserMemberId')) adviser!: string;
  @Instant('When that was.') at!: string;
}

@ObjectType({ description: 'That the recipient was made aware of a disclaimer.' })
@Needs('CASE')
export class Disclaimer implements Row<'disclaimers'> {
  @Key('The contact in which it was said.') contact!: string;
  @Choice(codes.DisclaimerKindEnum, 'Which of the two.') kind!: DisclaimerKind;
  @Count('The version of the policy whose words were said.') wordingVersion!: number;
  @Instant('When it was said.') at!: string;
}

@ObjectType({ description: 'That the recipient was reminded of the privacy notice.' })
@Needs('CASE')
export class PrivacyNotice implements Row<'privacyNotices'> {
  @Text('The version of the notice.') version!: string;
  @NodeId('AdviceCase', 'The earlier case that held the reminder already.', OPTIONAL, as('earlierCaseId'))
  earlierCase?: string;
  @Instant('When that was.') at!: string;
}

@ObjectType({ description: 'That the recipient was directed to trained staff or a website.' })
@Needs('CASE')
export class Signpost implements Row<'signposts'> {
  @Choice(codes.SignpostChannelEnum, 'Where to.') channel!: SignpostChannel;
  @Text('Which site.', OPTIONAL) site?: string;
  @Personal('ADVICE', 'Why.', OPTIONAL) reason?: PersonalReference;
  @Instant('When that was.') at!: string;
}

@ObjectType({ description: 'What a case asked of somebody else, and how that ended for the case.' })
@Needs('CASE')
export class CaseReferral implements Partial<ReferralCard> {
  @NodeId('Referral', 'The referral; see `referral` and `node`.', as('referralId')) referral!: string;
  @Choice(TopicEnum, 'What it is about.', OPTIONAL) topic?: Topic;
  @NodeId('Agency', 'The agency that is asked.', OPTIONAL, as('toAgencyId')) toAgency?: string;
  @Text('The role of the force that is asked.', OPTIONAL) toRole?: string;
  @Text('The area whose holder of the role is asked.', OPTIONAL) area?: string;
  @Choice(DisclosableFieldEnum, 'All that whoever is asked may see.', usually(20), OPTIONAL)
  fields?: readonly DisclosableField[];
  @Choice(LegalBasisEnum, 'On what the disclosure rests.', OPTIONAL) legalBasis?: LegalBasis;
  @Text('The sharing agreement that covers the fields.', OPTIONAL) agreement?: string;
  @Instant('By when it is to be done.', OPTIONAL) dueAt?: string;
  @Instant('When it was asked for.', OPTIONAL) referredAt!: string | null;
  @Choice(codes.CaseReferralOutcomeEnum, 'Null while it is not answered.', OPTIONAL)
  outcome!: ReferralOutcome | null;
  @Text('NOT_RAISED: the rule that stood against it, for example R-REF-1.', OPTIONAL) rule!: string | null;
  @NodeId('Referral', 'The referral in whose place it was asked again.', OPTIONAL, as('insteadOfReferralId'))
  insteadOf?: string;
  @Choice(codes.AbandoningReasonEnum, 'Why it was given up, after it could not be raised.', OPTIONAL)
  abandoned!: AbandoningReason | null;
  @Instant('When it was given up.', OPTIONAL) abandonedAt!: string | null;
  @Instant('When it was answered.', OPTIONAL) answeredAt!: string | null;
  @Personal('ADVICE', 'What is asked for.', OPTIONAL) requestedHelp?: PersonalReference;
  @Personal('ADVICE', 'What was said with the outcome.', OPTIONAL) note!: PersonalReference | null;
}

@ObjectType({ description: 'Help that was given on the spot.' })
@Needs('CASE')
export class PracticalHelp implements Row<'help'> {
  @Personal('ADVICE', 'What help was given.') text!: PersonalReference;
  @Instant('When it was given.') at!: string;
}

@ObjectType({ description: 'A written record of the advice, as it was issued.' })
@Needs('CASE')
export class WrittenRecord implements Row<'records'> {
  @Choice(RecordFieldEnum, 'What it holds.', usually(20)) fields!: readonly RecordField[];
  @Text('SHA-256 of the record as issued.', OPTIONAL) fieldsHash?: string;
  @Choice(codes.DeliveryEnum, 'How it reached the recipient.') delivery!: Delivery;
  @Flag('Whether the recipient was given a copy.') copyGiven!: boolean;
  @Count('The version of the policy under which it was issued.') policyVersion!: number;
  @Instant('When it was issued.') at!: string;
}

@ObjectType({ description: 'What became of the advice.' })
@Needs('CASE')
export class FollowUp implements Row<'followUps'> {
  @Key('The items that the recipient has put into practice.', usually(20)) implemented!: readonly string[];
  @Personal('ADVICE', 'What else became of it.', OPTIONAL) note?: PersonalReference;
  @Instant('When that was found out.') at!: string;
}

@ObjectType({ description: 'That the recipient became a victim again.' })
@Needs('CASE')
export class RepeatVictimisation implements Row<'repeats'> {
  @Text('The crime or incident.') incident!: string;
  @Instant('When it happened.') at!: string;
}

@ObjectType({
  description: 'That a rule was not met. It excuses nothing before somebody else has granted it.',
})
@Needs('CASE')
export class ComplianceBreach implements Row<'breaches'> {
  @Text('The rule that was not met.') rule!: ComplianceRule;
  @Key('The advice that it is about.', OPTIONAL) item?: string;
  @Key('The contact that it is about.', OPTIONAL) contact?: string;
  @NodeId(
    'Member',
    'Of older records, who authorised it, as whoever asked had it.',
    OPTIONAL,
    as('authorisedByMemberId'),
  )
  authorisedBy?: string;
  @Key(
    'The request for it to be authorised; null where the checklist found it, after something was recorded late.',
    OPTIONAL,
    as('requestKey'),
  )
  request?: string;
  @Instant('Since when it is on record.') at!: string;
}

@ObjectType({ description: 'One line of the compliance checklist, and the events that it rests on.' })
@Needs('CASE')
export class ComplianceLine {
  @Text('The rule, for example R-CASE-8.') rule!: string;
  @Flag('Whether it is met.') met!: boolean;
  @Key('The advice that it is about.', OPTIONAL) item?: string;
  @Key('The contact that it is about.', OPTIONAL) contact?: string;
  @Linked('Attendance', 'The visit that it is about, where no contact names it.', OPTIONAL)
  attendance?: string;
  @Key('The events that it rests on.', usually(10)) eventIds!: readonly string[];
}
