import {
  COMPLIANCE_RULES,
  type AbandoningReason,
  type ComplianceRule,
  type Delivery,
  type DisclosableField,
  type LegalBasis,
  type RecordField,
  type RequestDeclineReason,
  type Topic,
} from '@wardbook/policing';
import { RequestDeclineReasonEnum } from '../authority-request.type.ts';
import type { NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Flag,
  Hash,
  Identifier,
  Instant,
  list,
  LocalKey,
  NodeId,
  OneOf,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Reference,
  formerly,
} from '../fields.ts';
import { RecordFieldEnum, TopicEnum } from '../policy/policy-words.type.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import * as codes from './advice-case-codes.type.ts';
import { AboutCase } from './advice-case.input.ts';

@Sends<'referral'>(
  'Ask one agency, or whoever holds a role of the force, for what the case needs; left out, the team of its ward.',
)
export class ReferAdviceCaseInput extends AboutCase {
  @NodeId('Agency', 'The agency that is asked.', OPTIONAL, as('toAgencyId')) toAgency?: string;
  @Identifier('The code of the role that is asked.', OPTIONAL) toRole?: string;
  @Identifier('The area whose holder of the role is meant; left out, the force’s.', OPTIONAL) area?: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @PersonalWords(2_000, 'What is asked for; disclosed only with REQUESTED_HELP.') requestedHelp!: string;
  @Choice(DisclosableFieldEnum, 'All that whoever is asked may see.', list(20), otherwise([]))
  fields!: readonly DisclosableField[];
  @Identifier('The sharing agreement that covers the fields.', OPTIONAL) agreement?: string;
  @Choice(LegalBasisEnum, 'On what the disclosure rests; an agency is not asked without.', OPTIONAL)
  legalBasis?: LegalBasis;
  @Instant('By when it is to be done.') dueAt!: string;
  @NodeId(
    'Referral',
    'The referral that could not be raised, and in whose place you ask.',
    OPTIONAL,
    as('insteadOfReferralId'),
  )
  insteadOf?: string;

  toCommand(newId: NewId) {
    const { toAgency, toRole, area, topic, requestedHelp, fields, agreement, legalBasis } = this;
    const { dueAt, insteadOf } = this;
    return this.about({
      type: 'Refer',
      ...{ toAgency, toRole, area, topic, requestedHelp, fields, agreement, legalBasis, dueAt, insteadOf },
      referral: newId('referral'),
    });
  }
}

@Sends('Give up a referral of the case that could not be raised.')
export class AbandonReferralInput extends AboutCase {
  @NodeId('Referral', 'The referral that could not be raised.', as('referralId')) referral!: string;
  @Choice(codes.AbandoningReasonEnum, 'Why nobody asks any more.') reason!: AbandoningReason;

  toCommand() {
    const { referral, reason } = this;
    return this.about({ type: 'AbandonReferral', referral, reason });
  }
}

@Sends('Record help that was given on the spot.')
export class RecordPracticalHelpInput extends AboutCase {
  @PersonalWords(2_000, 'What help was given.') text!: string;

  toCommand() {
    return this.about({ type: 'RecordHelp', text: this.text });
  }
}

@Sends('Issue the written record of the advice; it holds what the policy in force requires.')
export class IssueAdviceRecordInput extends AboutCase {
  @Choice(RecordFieldEnum, 'What the record holds.', list(50)) fields!: readonly RecordField[];
  @Hash('The hash of the record as issued, salted.', OPTIONAL) fieldsHash?: string;
  @Choice(codes.DeliveryEnum, 'How it reaches the recipient.') delivery!: Delivery;
  @Flag('Whether the recipient was given a copy.') copyGiven!: boolean;

  toCommand() {
    const { fields, fieldsHash, delivery, copyGiven } = this;
    return this.about({ type: 'IssueRecord', fields, fieldsHash, delivery, copyGiven });
  }
}

@Sends<'followUp'>('Record which advice the recipient has put into practice.')
export class RecordFollowUpInput extends AboutCase {
  @LocalKey('The items that the recipient has put into practice.', list(100)) implemented!: readonly string[];
  @PersonalWords(2_000, 'What became of the advice.', OPTIONAL) note?: string;

  toCommand(newId: NewId) {
    const { implemented, note } = this;
    return this.about({ type: 'FollowUp', followUp: newId('followUp'), implemented, note });
  }
}

@Sends('Record that the recipient became a victim again.')
export class RecordRevictimisationInput extends AboutCase {
  @Reference('The crime or incident.') incident!: string;

  toCommand() {
    return this.about({ type: 'RecordRevictimisation', incident: this.incident });
  }
}

@Sends(
  'Ask for it to be authorised that a rule is not met; supervisors and inspectors do so. It excuses nothing before somebody else grants it.',
)
export class RecordComplianceBreachInput extends AboutCase {
  @LocalKey('Your id for this request, within the case.', as('requestKey'), formerly('request'))
  request!: string;
  @OneOf(COMPLIANCE_RULES, 'The rule that is not met.') rule!: ComplianceRule;
  @LocalKey('The advice that it is about; left out, all advice.', OPTIONAL) item?: string;
  @LocalKey('The contact that it is about; left out, all contacts.', OPTIONAL) contact?: string;

  toCommand() {
    const { request, rule, item, contact } = this;
    return this.about({ type: 'RecordBreach', request, rule, item, contact });
  }
}

@Sends('Authorise a breach that somebody else asked for; inspectors do so.')
export class GrantComplianceBreachInput extends AboutCase {
  @LocalKey('The request.', as('requestKey'), formerly('request')) request!: string;

  toCommand() {
    return this.about({ type: 'GrantBreach', request: this.request });
  }
}

@Sends('Do not authorise a breach that somebody else asked for; inspectors do so.')
export class DeclineComplianceBreachInput extends AboutCase {
  @LocalKey('The request.', as('requestKey'), formerly('request')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why not.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return this.about({ type: 'DeclineBreach', request, reason });
  }
}

@Sends('Authorise that advice was given which is better referred; inspectors do so.')
export class GrantAdviceOverrideInput extends AboutCase {
  @LocalKey('The advice, which names the request.', as('requestKey'), formerly('request')) request!: string;

  toCommand() {
    return this.about({ type: 'GrantOverride', request: this.request });
  }
}

@Sends('Do not authorise that advice was given which is better referred; inspectors do so.')
export class DeclineAdviceOverrideInput extends AboutCase {
  @LocalKey('The advice, which names the request.', as('requestKey'), formerly('request')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why not.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return this.about({ type: 'DeclineOverride', request, reason });
  }
}
