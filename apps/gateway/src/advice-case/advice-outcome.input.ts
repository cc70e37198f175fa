import { ArrayMaxSize, IsDate, IsIn, IsOptional, Length, Matches } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType } from 'type-graphql';
import {
  COMPLIANCE_RULES,
  type ComplianceRule,
  type Delivery,
  type DisclosableField,
  type LegalBasis,
  type RecordField,
  type Topic,
} from '@wardbook/policing';
import { DisclosableFieldEnum, LegalBasisEnum, RecordFieldEnum, TopicEnum } from '../advice.type.ts';
import { IDENTIFIER, REFERENCE } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import type { Sendable, Wish } from '../send.ts';
import * as codes from './advice-case-codes.type.ts';
import { AboutCase } from './advice-case.input.ts';

@InputType({ description: 'To one agency, or to whoever holds a role of the force.' })
export class ReferAdviceCaseInput extends AboutCase implements Sendable {
  @Field(() => ID, { nullable: true })
  toAgencyId?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the role.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  toRole?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The area whose holder of the role is meant; left out, the force's.",
  })
  @IsOptional()
  @Matches(IDENTIFIER)
  area?: string | null;

  @Field(() => TopicEnum)
  topic!: Topic;

  @Field(() => String, { description: 'Personal; disclosed only with REQUESTED_HELP.' })
  @Length(1, 2_000)
  requestedHelp!: string;

  @Field(() => [DisclosableFieldEnum], {
    defaultValue: [],
    description: 'All that whoever is asked may see.',
  })
  @ArrayMaxSize(20)
  fields!: DisclosableField[];

  @Field(() => String, { nullable: true, description: 'The sharing agreement that covers the fields.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  agreement?: string | null;

  @Field(() => LegalBasisEnum, { nullable: true })
  legalBasis?: LegalBasis | null;

  @Field(() => GraphQLISODateTime)
  @IsDate()
  dueAt!: Date;

  toWish(newId: (name: string) => string): Wish {
    const { toAgencyId, toRole, area, topic, requestedHelp, fields, agreement, legalBasis } = this;
    const toAgency = toAgencyId == null ? undefined : localId('Agency', toAgencyId);
    return this.about({
      type: 'Refer',
      referral: newId('referral'),
      topic,
      requestedHelp,
      fields,
      dueAt: this.dueAt.toISOString(),
      ...given({ toAgency, toRole, area, agreement, legalBasis }),
    });
  }
}

@InputType()
export class RecordPracticalHelpInput extends AboutCase implements Sendable {
  @Field(() => String, { description: 'Personal.' })
  @Length(1, 2_000)
  text!: string;

  toWish(): Wish {
    return this.about({ type: 'RecordHelp', text: this.text });
  }
}

@InputType({ description: 'A written record of the advice; it holds what the policy in force requires.' })
export class IssueAdviceRecordInput extends AboutCase implements Sendable {
  @Field(() => [RecordFieldEnum])
  @ArrayMaxSize(50)
  fields!: RecordField[];

  @Field(() => String, { nullable: true, description: 'SHA-256 of the record as issued, salted.' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  fieldsHash?: string | null;

  @Field(() => codes.DeliveryEnum)
  delivery!: Delivery;

  @Field(() => Boolean)
  copyGiven!: boolean;

  toWish(): Wish {
    const { fields, fieldsHash, delivery, copyGiven } = this;
    return this.about({ type: 'IssueRecord', fields, delivery, copyGiven, ...given({ fieldsHash }) });
  }
}

@InputType()
export class RecordFollowUpInput extends AboutCase implements Sendable {
  @Field(() => [ID], { description: 'The items that the recipient has put into practice.' })
  @ArrayMaxSize(100)
  @Matches(IDENTIFIER, { each: true })
  implemented!: string[];

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 2_000)
  note?: string | null;

  toWish(newId: (name: string) => string): Wish {
    const { implemented, note } = this;
    return this.about({ type: 'FollowUp', followUp: newId('followUp'), implemented, ...given({ note }) });
  }
}

@InputType()
export class RecordRevictimisationInput extends AboutCase implements Sendable {
  @Field(() => String, { description: 'The crime or incident.' })
  @Matches(REFERENCE)
  incident!: string;

  toWish(): Wish {
    return this.about({ type: 'RecordRevictimisation', incident: this.incident });
  }
}

@InputType({
  description: 'That a rule is not met, with whoever authorised it; without an item, of all of them.',
})
export class RecordComplianceBreachInput extends AboutCase implements Sendable {
  @Field(() => String, { description: 'For example R-CASE-9.' })
  @IsIn(COMPLIANCE_RULES)
  rule!: ComplianceRule;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Matches(IDENTIFIER)
  item?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Matches(IDENTIFIER)
  contact?: string | null;

  @Field(() => ID, { description: 'Somebody else.' })
  authorisedByMemberId!: string;

  toWish(): Wish {
    const { rule, item, contact } = this;
    const authorisedBy = localId('Member', this.authorisedByMemberId);
    return this.about({ type: 'RecordBreach', rule, authorisedBy, ...given({ item, contact }) });
  }
}
