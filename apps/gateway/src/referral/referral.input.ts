import { InputType } from 'type-graphql';
import {
  referral,
  type By,
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
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Group,
  Identifier,
  Instant,
  list,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  WardCode,
} from '../fields.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { OneOfInput } from '../one-of-input.ts';
import { Sends } from '../sends.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from './referral-words.type.ts';
import * as codes from './referral.type.ts';

const LONGEST_NOTE = 2_000;

const AboutReferral = aboutRecord(referral, NodeId('Referral', 'The referral.', as('referralId')));

@InputType({ description: 'Whoever holds a role of a police force.' })
export class ForceRoleInput {
  @Identifier('The police force: its agency key.') force!: string;
  @Identifier('The role, for example CPA; SECTOR_INSPECTOR with a sector as its area.') code!: string;
  @Identifier('The area whose holder of the role is meant.', OPTIONAL) area?: string;
}

@InputType({ description: 'The team of a ward of a police force.' })
export class ForceWardInput {
  @Identifier('The police force: its agency key.') force!: string;
  @WardCode('The ward.', as('wardCode')) ward!: string;
}

@OneOfInput('An agency; or whoever holds a role of a police force; or the team of one of its wards.')
export class ReferralPartyInput {
  @NodeId('Agency', 'The agency.', OPTIONAL, as('agencyId')) agency?: string;
  @Group(() => ForceRoleInput, 'A role of a police force.', OPTIONAL) role?: ForceRoleInput;
  @Group(() => ForceWardInput, 'A ward of a police force.', OPTIONAL) ward?: ForceWardInput;

  toParty(): Party {
    const { agency, role, ward } = this;
    if (agency !== undefined) return { agency };
    if (role)
      return {
        ...{ force: role.force, role: role.code },
        ...(role.area !== undefined && { area: role.area }),
      };
    if (ward) return { force: ward.force, ward: ward.ward };
    throw new TypeError('GraphQL takes exactly one of these fields.');
  }

  /** Once, whose role or ward was meant stood beside it. */
  asFirstSent({ role: { code, ...role } = {}, ward, ...agency }: SentParty): object {
    return { ...agency, ...role, ...(code !== undefined && { role: code }), ...ward };
  }
}

interface SentParty {
  readonly role?: Readonly<Record<string, string>>;
  readonly ward?: object;
}

@Sends<'case' | 'problem' | 'survey' | 'fromTeam' | 'raisedBy' | 'from' | 'to.area' | 'to.force'>(
  'Ask somebody else to help without a case: a partner the police, the police a colleague. For a case, see referAdviceCase.',
)
export class RaiseReferralInput extends CommandInput {
  @Choice(codes.ReferralKindEnum, 'What is asked for.') kind!: ReferralKind;
  @Identifier('Your own agency. It is what your token says: leave it out.', OPTIONAL, as('fromAgencyKey'))
  agency?: string;
  @Group(() => ReferralPartyInput, 'Who is asked.') to!: ReferralPartyInput;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Choice(codes.ReferralReasonEnum, 'Why somebody else is asked.') reason!: ReferralReason;
  @NodeId('Subject', 'The person it is about, if it is about one.', OPTIONAL, as('subjectId'))
  subject?: string;
  @WardCode('The ward it is about.', OPTIONAL, as('wardCode')) ward?: string;
  @PersonalWords(LONGEST_NOTE, 'What is asked for, in words.', OPTIONAL) requestedHelp?: string;
  @Choice(LegalBasisEnum, 'On what the disclosure rests; wanted by rule R-REF-1.', OPTIONAL)
  legalBasis?: LegalBasis;
  @Identifier('The agreement with the agency that is asked.', OPTIONAL) agreement?: string;
  @Choice(DisclosableFieldEnum, 'All that whoever is asked may see.', list(20))
  fields!: readonly DisclosableField[];
  @Instant('By when it is to be done.') dueAt!: string;
  @NodeId('Referral', 'The referral that this one passes on.', OPTIONAL, as('parentId')) parent?: string;

  toCommand(_: NewId, by: By) {
    const from = { agency: this.agency ?? by.agency };
    const { kind, to, topic, reason, subject, ward, requestedHelp } = this;
    const { legalBasis, agreement, fields, dueAt, parent } = this;
    return addressed(referral, undefined, {
      type: 'RaiseReferral',
      ...{ kind, from, topic, reason, subject, ward, requestedHelp },
      ...{ legalBasis, agreement, fields, dueAt, parent },
      to: to.toParty(),
    });
  }
}

@Sends('Take on what your agency or role was asked.')
export class AcceptReferralInput extends AboutReferral {
  toCommand() {
    return this.about({ type: 'AcceptReferral' });
  }
}

@Sends('Say no, and why; the sender has the referral again.')
export class DeclineReferralInput extends AboutReferral {
  @Choice(codes.DeclineReasonEnum, 'Why; wanted by rule R-REF-4.', OPTIONAL) reason?: DeclineReason;
  @PersonalWords(LONGEST_NOTE, 'What else there is to say.', OPTIONAL) note?: string;

  toCommand() {
    const { reason, note } = this;
    return this.about({ type: 'DeclineReferral', reason, note });
  }
}

@Sends<'to.area' | 'to.force'>('Ask somebody else, as the sender.')
export class RedirectReferralInput extends AboutReferral {
  @Group(() => ReferralPartyInput, 'Who is asked instead.') to!: ReferralPartyInput;
  @Choice(
    DisclosableFieldEnum,
    'All that whoever is asked now may see: what they need, and no more.',
    list(20),
  )
  fields!: readonly DisclosableField[];
  @Choice(LegalBasisEnum, 'Left out, the one that it rests on so far.', OPTIONAL) legalBasis?: LegalBasis;
  @Identifier('The agreement with the agency that is asked.', OPTIONAL) agreement?: string;

  toCommand() {
    const { to, fields, legalBasis, agreement } = this;
    return this.about({ type: 'RedirectReferral', to: to.toParty(), fields, legalBasis, agreement });
  }
}

@Sends('Ask the sender for more information.')
export class RequestInformationInput extends AboutReferral {
  @PersonalWords(LONGEST_NOTE, 'What you need to know.') question!: string;

  toCommand() {
    return this.about({ type: 'RequestInformation', question: this.question });
  }
}

@Sends('Answer what was asked, as the sender; it can disclose more fields, as far as agreed.')
export class SupplyInformationInput extends AboutReferral {
  @PersonalWords(LONGEST_NOTE, 'Your answer: whoever is asked reads it.') answer!: string;
  @Choice(DisclosableFieldEnum, 'What is disclosed from now on beside what was.', list(20), otherwise([]))
  fields!: readonly DisclosableField[];

  toCommand() {
    const { answer, fields } = this;
    return this.about({ type: 'SupplyInformation', answer, fields });
  }
}

@Sends('Record what was done so far.')
export class ProgressReferralInput extends AboutReferral {
  @PersonalWords(LONGEST_NOTE, 'What was done.') note!: string;

  toCommand() {
    return this.about({ type: 'ProgressReferral', note: this.note });
  }
}

@Sends('Record how it ended and what help was given.')
export class CompleteReferralInput extends AboutReferral {
  @Choice(codes.HelpOutcomeEnum, 'How it ended.') outcome!: HelpOutcome;
  @PersonalWords(LONGEST_NOTE, 'What help was given.') helpGiven!: string;

  toCommand() {
    const { outcome, helpGiven } = this;
    return this.about({ type: 'CompleteReferral', outcome, helpGiven });
  }
}

@Sends('Take a referral back, as the sender.')
export class WithdrawReferralInput extends AboutReferral {
  @Choice(codes.WithdrawalReasonEnum, 'Why.') reason!: WithdrawalReason;

  toCommand() {
    return this.about({ type: 'WithdrawReferral', reason: this.reason });
  }
}

@Sends('Ask whoever is the last resort, after a decline or when it is overdue.')
export class EscalateReferralInput extends AboutReferral {
  toCommand() {
    return this.about({ type: 'EscalateToLastResort' });
  }
}
