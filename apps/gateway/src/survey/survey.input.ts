import {
  survey,
  type Criterion,
  type Delivery,
  type DisclosableField,
  type FindingAnswer,
  type LegalBasis,
  type PremisesKind,
  type RecommendationOwner,
  type RecommendationPriority,
  type RecommendationRefusal,
  type RegulatoryReminder,
  type SurveyAbandonment,
  type SurveyLevel,
  type Topic,
} from '@wardbook/policing';
import { CriterionEnum, DeliveryEnum, PremisesKindEnum } from '../advice-case/advice-case-codes.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import {
  as,
  Choice,
  Flag,
  Identifier,
  Instant,
  list,
  LocalKey,
  LondonDay,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Text,
  WardCode,
} from '../fields.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { SurveyLevelEnum } from '../policy/policy.type.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import {
  FindingAnswerEnum,
  RecommendationOwnerEnum,
  RecommendationPriorityEnum,
  RecommendationRefusalEnum,
  RegulatoryReminderEnum,
  SurveyAbandonmentEnum,
} from './survey.type.ts';

const AboutSurvey = aboutRecord(survey, NodeId('Survey', 'The survey.', as('surveyId')));

@Sends('Ask for a security survey of somebody’s premises.')
export class RequestSurveyInput extends CommandInput {
  @NodeId('Subject', 'Whose premises they are.', as('recipientId')) recipient!: string;
  @Choice(PremisesKindEnum, 'What kind of premises they are; BASIC: HOME.') premisesKind!: PremisesKind;
  @PersonalWords(300, 'Where they are.') address!: string;
  @WardCode('The ward in which they are.', as('wardCode')) ward!: string;
  @Choice(SurveyLevelEnum, 'How far it is to go; FULL is a specialist’s.') level!: SurveyLevel;
  @Choice(CriterionEnum, 'What is attested of whoever lives there.', list(10), otherwise([]))
  criteria!: readonly Criterion[];
  @NodeId('AdviceCase', 'The advice case that it comes from.', OPTIONAL, as('adviceCaseId')) case?: string;
  @NodeId('Crime', 'The crime of which they are a victim.', OPTIONAL, as('crimeId')) crime?: string;
  @NodeId('Visit', 'The visit that the victim was offered.', OPTIONAL, as('victimVisitId')) visit?: string;

  toCommand() {
    const { recipient, premisesKind, address, ward, level, criteria, crime, visit } = this;
    return addressed(survey, undefined, {
      type: 'RequestSurvey',
      ...{ recipient, premisesKind, address, ward, level, criteria, crime, visit },
      case: this.case,
    });
  }
}

@Sends('Book somebody for a survey: yourself; supervisors and the control room book others.')
export class BookSurveyInput extends AboutSurvey {
  @NodeId('Member', 'Who is to make it.', as('surveyorMemberId')) surveyor!: string;
  @Instant('From when on.') from!: string;
  @Instant('Until when.') to!: string;

  toCommand() {
    const { surveyor, from, to } = this;
    return this.about({ type: 'BookSurvey', surveyor, from, to });
  }
}

@Sends('Record that you began a survey, at the premises.')
export class StartSurveyInput extends AboutSurvey {
  @NodeId('Attendance', 'The visit that you planned for it, and on which you arrived.', as('attendanceId'))
  attendance!: string;

  toCommand() {
    return this.about({ type: 'StartSurvey', attendance: this.attendance });
  }
}

@Sends('Record what you found of an item of the checklist. An item answered again is answered otherwise.')
export class RecordFindingInput extends AboutSurvey {
  @Identifier('The item, as the checklist of the survey has it.') item!: string;
  @Choice(FindingAnswerEnum, 'Whether it is as the checklist says.') answer!: FindingAnswer;
  @Flag('Whether something has to be done about it.', otherwise(false)) attention!: boolean;
  @PersonalWords(2_000, 'What is to be said of it.', OPTIONAL) note?: string;

  toCommand() {
    const { item, answer, attention, note } = this;
    return this.about({ type: 'RecordFinding', item, answer, attention, note });
  }
}

@Sends('Refer a technical finding to a specialist of your force.')
export class ReferFindingInput extends AboutSurvey {
  @Identifier('The item of the checklist.') item!: string;
  @LocalKey('Your id for the referral.', as('referralKey')) referral!: string;
  @Identifier('The role that is asked, for example CPO.') toRole!: string;
  @Identifier('The area whose holder of the role is meant.', OPTIONAL) area?: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @PersonalWords(2_000, 'What is asked for, in words.') requestedHelp!: string;
  @Choice(DisclosableFieldEnum, 'All that whoever is asked may see.', list(20))
  fields!: readonly DisclosableField[];
  @Instant('By when it is to be done.') dueAt!: string;

  toCommand() {
    const { item, referral, toRole, area, topic, requestedHelp, fields, dueAt } = this;
    return this.about({
      type: 'ReferFinding',
      ...{ item, referral, toRole, area, topic, requestedHelp, fields, dueAt },
    });
  }
}

@Sends('Recommend something: to the occupant, or to an agency, which is told what it needs to do it.')
export class RecommendInput extends AboutSurvey {
  @LocalKey('Your name for it, within the survey.', as('recommendationKey')) recommendation!: string;
  @Choice(RecommendationOwnerEnum, 'Whose it is to do; rule R-SUR-5 asks for it.', OPTIONAL, as('owner'))
  ownedBy?: RecommendationOwner;
  @NodeId('Agency', 'AGENCY: a housing partner, or one that helps with the topic.', OPTIONAL, as('agencyId'))
  agency?: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Identifier('The findings that it rests on: items of the checklist.', list(50), otherwise([]))
  items!: readonly string[];
  @Text(120, 'A standard, with its number: BS 8621.', OPTIONAL) standard?: string;
  @Choice(RecommendationPriorityEnum, 'How much it matters.') priority!: RecommendationPriority;
  @PersonalWords(1_000, 'What is to be done.') text!: string;
  @LondonDay('The last day on which it is in time.', OPTIONAL) dueOn?: string;
  @Flag('AGENCY: it is told the address, too.', OPTIONAL) withAddress?: boolean;
  @Choice(LegalBasisEnum, 'AGENCY: on what it rests that it is told; wanted by rule R-REF-1.', OPTIONAL)
  legalBasis?: LegalBasis;
  @Identifier('AGENCY: the agreement with it.', OPTIONAL) agreement?: string;

  toCommand() {
    const { recommendation, ownedBy, agency, topic, items, standard, priority } = this;
    const { text, dueOn, withAddress, legalBasis, agreement } = this;
    return this.about({
      type: 'Recommend',
      ...{ recommendation, ownedBy, agency, topic, items, standard, priority },
      ...{ text, dueOn, withAddress, legalBasis, agreement },
    });
  }
}

@Sends('Tell the agency that owns a recommendation where it is to act, from now on.')
export class DiscloseSurveyAddressInput extends AboutSurvey {
  @LocalKey('The recommendation, as it was named.', as('recommendationKey')) recommendation!: string;
  @Choice(LegalBasisEnum, 'On what that rests; wanted by rule R-REF-1.', OPTIONAL) legalBasis?: LegalBasis;
  @Identifier('The agreement with the agency.', OPTIONAL) agreement?: string;

  toCommand() {
    const { recommendation, legalBasis, agreement } = this;
    return this.about({ type: 'DiscloseSurveyAddress', recommendation, legalBasis, agreement });
  }
}

@Sends('Record that you reminded the occupant whom else to ask. A full survey needs all three.')
export class GiveReminderInput extends AboutSurvey {
  @Choice(RegulatoryReminderEnum, 'Of whom.') reminder!: RegulatoryReminder;
  @Choice(DeliveryEnum, 'How.') how!: Delivery;

  toCommand() {
    const { reminder, how } = this;
    return this.about({ type: 'GiveReminder', reminder, how });
  }
}

@Sends('Complete a survey that you make.')
export class CompleteSurveyInput extends AboutSurvey {
  toCommand() {
    return this.about({ type: 'CompleteSurvey' });
  }
}

@Sends('Give up a survey: whoever makes it or asked for it does so, or a supervisor.')
export class AbandonSurveyInput extends AboutSurvey {
  @Choice(SurveyAbandonmentEnum, 'Why.') reason!: SurveyAbandonment;

  toCommand() {
    return this.about({ type: 'AbandonSurvey', reason: this.reason });
  }
}

@Sends(
  'Record that what was recommended was done; of what an agency owns, that agency or a supervisor does so.',
)
export class ConfirmActionInput extends AboutSurvey {
  @LocalKey('The recommendation, as it was named.', as('recommendationKey')) recommendation!: string;

  toCommand() {
    return this.about({ type: 'ConfirmAction', recommendation: this.recommendation });
  }
}

@Sends('Record that what was recommended is not done: the occupant’s choice, or the agency’s that owns it.')
export class DeclineRecommendationInput extends AboutSurvey {
  @LocalKey('The recommendation, as it was named.', as('recommendationKey')) recommendation!: string;
  @Choice(RecommendationRefusalEnum, 'Why.') reason!: RecommendationRefusal;

  toCommand() {
    const { recommendation, reason } = this;
    return this.about({ type: 'DeclineRecommendation', recommendation, reason });
  }
}

@Sends('Record that what was said to be done, or declined, is open again.')
export class ReopenRecommendationInput extends AboutSurvey {
  @LocalKey('The recommendation, as it was named.', as('recommendationKey')) recommendation!: string;

  toCommand() {
    return this.about({ type: 'ReopenRecommendation', recommendation: this.recommendation });
  }
}
