import { InputType } from 'type-graphql';
import type {
  AdviceLevel,
  Certainty,
  ContactChannel,
  DisclaimerKind,
  Purpose,
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
  Identifier,
  list,
  LocalKey,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Text,
} from '../fields.ts';
import { AdviceLevelEnum, TopicEnum } from '../policy/policy-words.type.ts';
import { Sends } from '../sends.ts';
import * as codes from './advice-case-codes.type.ts';
import { AboutCase } from './advice-case.input.ts';
import { CctvTest, FourTests } from './advice-case-parts.type.ts';

@Sends('Begin a contact with the recipient. It began at `occurredAt`.')
export class StartContactInput extends AboutCase {
  @LocalKey('Your id for this contact, within the case.') contact!: string;
  @Choice(codes.ContactChannelEnum, 'How you are in touch.') channel!: ContactChannel;
  @NodeId('Attendance', 'VISIT, TALK: the attendance that was planned.', OPTIONAL, as('attendanceId'))
  attendance?: string;

  toCommand() {
    const { contact, channel, attendance } = this;
    return this.about({ type: 'StartContact', contact, channel, attendance });
  }
}

@Sends('End a contact; if advice was given in it, the recipient has heard both disclaimers.')
export class CompleteContactInput extends AboutCase {
  @LocalKey('The contact.') contact!: string;

  toCommand() {
    return this.about({ type: 'CompleteContact', contact: this.contact });
  }
}

@Sends('Record the circumstances: before any advice.')
export class RecordCircumstancesInput extends AboutCase {
  @PersonalWords(4_000, 'The circumstances of the recipient and the premises.') text!: string;
  @PersonalWords(2_000, 'What is proportionate, and why.', OPTIONAL) proportionality?: string;

  toCommand() {
    const { text, proportionality } = this;
    return this.about({ type: 'RecordCircumstances', text, proportionality });
  }
}

@InputType({ description: 'The law that advice interprets.' })
export class LegislationInput {
  @Text(120, 'For example Human Rights Act 1998, article 8.', OPTIONAL) reference?: string;
  @Flag('Whether you have confirmed that it says so.') accuracyConfirmed!: boolean;
}

@Sends('Record one piece of advice. Prohibited advice is refused, and that it was is on record.')
export class GiveAdviceInput extends AboutCase {
  @LocalKey('The contact in which it is given.') contact!: string;
  @LocalKey('Your id for this advice, within the case.') item!: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Identifier('A measure of the catalogue of the policy in force.', OPTIONAL) measure?: string;
  @Text(120, 'A standard, with its number: PAS 24:2022.', OPTIONAL) standard?: string;
  @Choice(AdviceLevelEnum, 'Left out, the measure’s own level, or BASIC.', OPTIONAL) level?: AdviceLevel;
  @Choice(codes.StanceEnum, 'Whether it is for the measure.', otherwise('FOR')) stance!: Stance;
  @Choice(codes.CertaintyEnum, 'Whether it promises that it works.', otherwise('NOT_CLAIMED'))
  certainty!: Certainty;
  @Identifier('One of the sources that the policy recognises.', OPTIONAL) basis?: string;
  @Group(() => LegislationInput, 'The law that it interprets.', OPTIONAL) legislation?: LegislationInput;
  @Group(() => CctvTest, 'CCTV_LAWFULNESS: what is known of the camera.', OPTIONAL) cctv?: CctvTest;
  @Group(() => FourTests, 'The four tests.') fourTests!: FourTests;
  @Choice(codes.AdvicePurposeEnum, 'Why it is given.', list(10)) purposes!: readonly Purpose[];
  @PersonalWords(1_000, 'Why technical electronic security is not referred to a specialist.', OPTIONAL)
  overrideReason?: string;
  @PersonalWords(1_000, 'Why the recipient is not directed to trained staff or a website instead.', OPTIONAL)
  givenDirectlyBecause?: string;
  @PersonalWords(
    2_000,
    'Free words beside the catalogue’s; somebody else reads them before they are issued.',
    OPTIONAL,
  )
  note?: string;

  toCommand() {
    const { contact, item, topic, measure, standard, level, stance, certainty, basis } = this;
    const { legislation, cctv, fourTests, purposes } = this;
    const { overrideReason, givenDirectlyBecause, note } = this;
    return this.about({
      type: 'GiveAdvice',
      ...{ contact, item, topic, measure, standard, level, stance, certainty, basis },
      ...{ legislation, cctv, fourTests, purposes, overrideReason, givenDirectlyBecause, note },
    });
  }
}

@Sends(
  'Say that you have read the free words of another adviser; specialists, supervisors and inspectors do so.',
)
export class ReviewAdviceNoteInput extends AboutCase {
  @LocalKey('The item whose note you have read.') item!: string;

  toCommand() {
    return this.about({ type: 'ReviewNote', item: this.item });
  }
}

@Sends('Direct the recipient to trained staff or a website.')
export class SignpostRecipientInput extends AboutCase {
  @Choice(codes.SignpostChannelEnum, 'Where to.') channel!: SignpostChannel;
  @Identifier('FORCE_WEBSITE, NATIONAL_SITE: a site that the policy names.', OPTIONAL) site?: string;
  @PersonalWords(1_000, 'Why.', OPTIONAL) reason?: string;

  toCommand() {
    const { channel, site, reason } = this;
    return this.about({ type: 'Signpost', channel, site, reason });
  }
}

@Sends('Record that the recipient was made aware of a disclaimer.')
export class GiveDisclaimerInput extends AboutCase {
  @LocalKey('The contact in which it was said.') contact!: string;
  @Choice(codes.DisclaimerKindEnum, 'Which of the two.') kind!: DisclaimerKind;
  @Count(1, 10_000, 'The version of the policy whose words were said.') wordingVersion!: number;

  toCommand() {
    const { contact, kind, wordingVersion } = this;
    return this.about({ type: 'GiveDisclaimer', contact, kind, wordingVersion });
  }
}

@Sends('Record that the recipient was reminded of the privacy notice.')
export class GivePrivacyNoticeInput extends AboutCase {
  @Identifier('The version of the notice.') version!: string;
  @NodeId('AdviceCase', 'The earlier case that holds the reminder already.', OPTIONAL, as('earlierCaseId'))
  earlierCase?: string;

  toCommand() {
    const { version, earlierCase } = this;
    return this.about({ type: 'GivePrivacyNotice', version, earlierCase });
  }
}
