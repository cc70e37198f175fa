import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  DECLINE_REASONS,
  HELP_OUTCOMES,
  REFERRAL_KINDS,
  REFERRAL_REASONS,
  WITHDRAWAL_REASONS,
  type DisclosableField,
  type LegalBasis,
  type ReferralKind,
  type ReferralReason,
  type Topic,
} from '@wardbook/policing';
import { DisclosableFieldEnum, LegalBasisEnum, TopicEnum } from '../advice.type.ts';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { connectionOf } from '../page.ts';
import { PersonalText, type PersonalTextValue } from '../personal-text.type.ts';
import { Needs } from '../scope.ts';

export const ReferralKindEnum = enumOf(REFERRAL_KINDS);
registerEnumType(ReferralKindEnum, {
  name: 'ReferralKind',
  description: 'What is asked of somebody else.',
});

export const ReferralReasonEnum = enumOf(REFERRAL_REASONS);
registerEnumType(ReferralReasonEnum, { name: 'ReferralReason', description: 'Why somebody else is asked.' });

export const ReferralStandingEnum = enumOf([
  'RAISED',
  'ACCEPTED',
  'DECLINED',
  'COMPLETED',
  'WITHDRAWN',
  'PASSED_ON',
]);
registerEnumType(ReferralStandingEnum, {
  name: 'ReferralStanding',
  description: 'PASSED_ON: your agency was asked once, and somebody else is asked by now.',
});

export const ReferralDirectionEnum = enumOf(['INBOX', 'OUTBOX', 'EVER_ASKED']);
registerEnumType(ReferralDirectionEnum, {
  name: 'ReferralDirection',
  description: 'INBOX: asked of your agency now. OUTBOX: raised by it. EVER_ASKED: asked of it at any time.',
});

export const DeclineReasonEnum = enumOf(DECLINE_REASONS);
registerEnumType(DeclineReasonEnum, { name: 'DeclineReason' });

const DeclinedBecauseEnum = enumOf([...DECLINE_REASONS, 'ROLE_ENDED']);
registerEnumType(DeclinedBecauseEnum, {
  name: 'DeclinedBecause',
  description: 'ROLE_ENDED: the role that was asked is no more, and nobody else could take it over.',
});

export const WithdrawalReasonEnum = enumOf(WITHDRAWAL_REASONS);
registerEnumType(WithdrawalReasonEnum, { name: 'WithdrawalReason' });

export const HelpOutcomeEnum = enumOf(HELP_OUTCOMES);
registerEnumType(HelpOutcomeEnum, {
  name: 'HelpOutcome',
  description: 'How a referral ended for whom it was about.',
});

const ReferralNoteKindEnum = enumOf(['DECLINE', 'QUESTION', 'ANSWER', 'PROGRESS', 'HELP_GIVEN']);
registerEnumType(ReferralNoteKindEnum, { name: 'ReferralNoteKind' });

@ObjectType({
  description: 'An agency; or, in a police force, whoever holds a role, or the team of a ward.',
})
@Needs('REFERRAL')
export class ReferralParty {
  @Field(() => String, { description: 'The agency’s own id, as tokens carry it.' })
  agencyKey!: string;

  @Field(() => String, { nullable: true, description: 'The force’s role, for example CPA.' })
  role!: string | null;

  @Field(() => String, { nullable: true, description: 'The area whose holder of the role is meant.' })
  area!: string | null;

  @Field(() => String, { nullable: true, description: 'The ward whose team is meant.' })
  wardCode!: string | null;
}

@ObjectType({ description: 'One disclosed field: a personal value, or, of a topic or a ward, its code.' })
@Needs('REFERRAL')
export class DisclosedValue {
  @Field(() => DisclosableFieldEnum)
  field!: DisclosableField;

  @Field(() => PersonalText, { nullable: true, description: 'Null for a code, and where nothing is known.' })
  value!: PersonalTextValue | null;

  @Field(() => String, { nullable: true })
  code!: string | null;
}

@ObjectType({ description: 'What was written along the way.' })
@Needs('REFERRAL')
export class ReferralNote {
  @Field(() => ReferralNoteKindEnum)
  kind!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;

  @Field(() => PersonalText, { nullable: true })
  text!: PersonalTextValue | null;
}

@ObjectType('Referral', {
  implements: Node,
  description:
    'A request to somebody else to help. The sender’s own people see all of it; whoever is asked, what was ' +
    'disclosed to them.',
})
@Needs('REFERRAL')
export class ReferralType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => ReferralKindEnum)
  kind!: ReferralKind;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => ReferralReasonEnum)
  reason!: ReferralReason;

  @Field(() => ReferralStandingEnum)
  standing!: string;

  @Field(() => GraphQLISODateTime)
  raisedAt!: string;

  @Field(() => GraphQLISODateTime)
  dueAt!: string;

  @Field(() => Boolean, {
    description: 'From the London day after it was due, until somebody has dealt with it.',
  })
  isOverdue!: boolean;

  @Field(() => Boolean, { description: 'Whoever is asked waits for information.' })
  isQuestionOpen!: boolean;

  @Field(() => LegalBasisEnum, { nullable: true })
  legalBasis!: LegalBasis | null;

  @Field(() => ID, { nullable: true, description: 'The agreement with the agency that is asked.' })
  agreement!: string | null;

  @Field(() => DeclinedBecauseEnum, { nullable: true })
  declineReason!: string | null;

  @Field(() => WithdrawalReasonEnum, { nullable: true })
  withdrawalReason!: string | null;

  @Field(() => HelpOutcomeEnum, { nullable: true })
  outcome!: string | null;
}

export const ReferralConnection = connectionOf('Referral', () => ReferralType);
