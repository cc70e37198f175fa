import { ObjectType } from 'type-graphql';
import type {
  AdviceLevel,
  CrimeCategory,
  Criterion,
  Grade,
  GuidanceTopic,
  IntelligenceScheme,
  Investigator,
  PolicyKind,
  PolicyTerms,
  RecordClass,
  RecordField,
  ReportMatter,
  RetentionTrigger,
  ReviewOutcome,
  RiskKind,
  SurveyLevel,
  Topic,
  Weekday,
} from '@wardbook/policing';
import {
  Choice,
  choice,
  Count,
  Flag,
  Group,
  Hash,
  Instant,
  LondonDay,
  OPTIONAL,
  Text,
  SentAndShown,
  atMost,
  LocalKey,
  Reference,
  usually,
} from '../fields.ts';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { WeekdayEnum } from '../promise/promise.type.ts';
import { Needs } from '../scope.ts';
import type { PolicyCard } from './policy-board.view.ts';
import { AdviceLevelEnum, RecordFieldEnum, TopicEnum } from './policy-words.type.ts';

export const PolicyKindEnum = choice<PolicyKind>('PolicyKind', 'What a policy is about.', {
  ADVICE: 'Giving crime prevention advice.',
  GRADING: 'How reports are graded.',
  ESTABLISHMENT: 'How teams are made up, and what they owe.',
  ALLOCATION: 'Who deals with which crime.',
  RETENTION: 'How long records are kept.',
  ASB: 'Antisocial behaviour.',
  VISIT: 'How people are visited.',
  SURVEY: 'What is looked at in security surveys.',
  TRAINING: 'What training comes to.',
  TASKING: 'How problems are taken on.',
});

export const ReviewOutcomeEnum = choice<ReviewOutcome>('ReviewOutcome', 'What came of a review.', {
  NO_CHANGE: 'It was reviewed, and its text stands.',
  CHANGED: 'Its text was changed.',
});

export const RiskKindEnum = choice<RiskKind>('RiskKind', 'What can go wrong with a procedure.', {
  REPUTATION: 'The force could lose its good name.',
  LITIGATION: 'The force could be sued.',
  SAFETY: 'Somebody could come to harm.',
  OTHER: 'Something else.',
});

@SentAndShown('A measure of the catalogue; the written record of advice prints its words.')
@Needs('NEIGHBOURHOOD')
export class PolicyMeasure {
  @LocalKey('Names this measure within its policy.') code!: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Choice(AdviceLevelEnum, 'What it takes to advise it.') level!: AdviceLevel;
  @Text(500, 'The words that the written record of advice prints.') wording!: string;
}

@SentAndShown('What is said whenever advice is given.')
@Needs('NEIGHBOURHOOD')
export class PolicyDisclaimers {
  @Text(500, 'That advice is given to the best of the adviser’s ability.') bestOfAbility!: string;
  @Text(500, 'That it guarantees nothing.') noGuarantee!: string;
}

@SentAndShown('How long records are kept after closure before a review.')
@Needs('NEIGHBOURHOOD')
export class PolicyRetention {
  @Count(1, 4, 'The group of police information that they belong to.') mopiGroup!: 1 | 2 | 3 | 4;
  @Count(1, 1_200, 'After how many months they are reviewed.') reviewAfterMonths!: number;
}

@SentAndShown('The figures that an establishment policy sets for teams and promises.')
@Needs('NEIGHBOURHOOD')
export class PolicyEstablishment {
  @Count(1, 1_440, 'For how many minutes a patrol covers a promised time to count for it.')
  patrolOverlapMinutes!: number;
  @Count(1, 2_880, 'How many minutes the longest patrol takes.') longestPatrolMinutes!: number;
  @Count(0, 60, 'How many days after its end a month waits for evidence before it is closed.')
  evidenceGraceDays!: number;
  @Count(1, 60, 'After how many months a priority that nobody spoke of is stale.')
  priorityStaleMonths!: number;
  @Count(1, 1_440, 'Within how many hours a request to authorise something is answered.')
  answerRequestsWithinHours!: number;
}

@SentAndShown('The figures that a policy on visits sets.')
@Needs('NEIGHBOURHOOD')
export class PolicyVisit {
  @Count(0, 240, 'How many minutes after the planned time a missing call is an alarm.') graceMinutes!: number;
}

export const CrimeCategoryEnum = choice<CrimeCategory>('CrimeCategory', 'What a crime is recorded as.', {
  ANTI_SOCIAL_BEHAVIOUR: 'Antisocial behaviour.',
  BICYCLE_THEFT: 'Theft of a bicycle.',
  BURGLARY: 'Burglary.',
  CRIMINAL_DAMAGE_ARSON: 'Criminal damage or arson.',
  DRUGS: 'Drugs.',
  OTHER_THEFT: 'Another theft.',
  POSSESSION_OF_WEAPONS: 'Possession of a weapon.',
  PUBLIC_ORDER: 'An offence against public order.',
  ROBBERY: 'Robbery.',
  SHOPLIFTING: 'Theft from a shop.',
  THEFT_FROM_THE_PERSON: 'Theft from a person.',
  VEHICLE_CRIME: 'A crime with or against a vehicle.',
  VIOLENT_CRIME: 'Violence, or a sexual offence.',
  OTHER_CRIME: 'Another crime.',
});

export const InvestigatorEnum = choice<Investigator>('Investigator', 'Who investigates a crime.', {
  INPT: 'An integrated neighbourhood policing team: what is lower level.',
  CID: 'The criminal investigation department: what is complex or serious.',
});

export const SurveyLevelEnum = choice<SurveyLevel>('SurveyLevel', 'How far a security survey goes.', {
  BASIC: 'Basic: by whoever was trained in home security surveys.',
  FULL: 'Full: by a specialist.',
});

@SentAndShown('Who investigates a category of crime.')
@Needs('NEIGHBOURHOOD')
export class PolicyAllocation {
  @Choice(CrimeCategoryEnum, 'The category.') category!: CrimeCategory;
  @Choice(InvestigatorEnum, 'Who investigates it where nothing else is said.') to!: Investigator;
}

@SentAndShown('What a policy on visits sets for the victims of crime. Days are working days.')
@Needs('NEIGHBOURHOOD')
export class PolicyVictims {
  @Count(0, 60, 'Within how many days a visit is offered.') offerWithinWorkingDays!: number;
  @Count(0, 60, 'Within how many days what they need is assessed.') needsWithinWorkingDays!: number;
  @Count(0, 60, 'Within how many days they are told what has happened.') informWithinWorkingDays!: number;
  @Count(0, 60, 'And within how many, where they have enhanced rights.')
  informEnhancedWithinWorkingDays!: number;
  @Count(1, 200, 'How many appointments a car has on a day.') slotsPerCar!: number;
  @Choice(WeekdayEnum, 'Which days are working days.', atMost(7, 7, 1))
  workingDays!: readonly Weekday[];
  @LondonDay('Which days are none all the same.', atMost(500, 50)) holidays!: readonly string[];
  @Choice(
    CrimeCategoryEnum,
    'Whose victims are offered no visit: a policy with any is refused (R-VIS-1).',
    atMost(20, 5),
    OPTIONAL,
  )
  exemptCategories?: readonly CrimeCategory[] | undefined;
}

@SentAndShown('What is looked at in a security survey.')
@Needs('NEIGHBOURHOOD')
export class PolicyChecklistItem {
  @LocalKey('Names this item within its policy.') code!: string;
  @LocalKey('The section to which it belongs.') section!: string;
  @Choice(SurveyLevelEnum, 'In which surveys it is looked at; BASIC: in all.') level!: SurveyLevel;
  @Flag('Whether what is found there is for a specialist.') technical!: boolean;
  @Text(300, 'What is to be found, as the survey prints it.') wording!: string;
}

@SentAndShown('What a policy on surveys sets.')
@Needs('NEIGHBOURHOOD')
export class PolicySurvey {
  @Group(() => PolicyChecklistItem, 'What is looked at.', atMost(500, 50, 1))
  checklist!: readonly PolicyChecklistItem[];
  @Choice(CriterionEnum, 'Whose homes come first.', atMost(20, 5))
  priorityCriteria!: readonly Criterion[];
}

@SentAndShown('What a policy on training sets.')
@Needs('NEIGHBOURHOOD')
export class PolicyTraining {
  @Count(1, 240, 'For how many months a training in home security surveys counts.')
  basicSurveyMonths!: number;
}

export const GradeEnum = choice<Grade>('Grade', 'How soon somebody comes.', {
  IMMEDIATE: 'At once.',
  SIGNIFICANT: 'Soon: it is urgent, and no emergency.',
  EXTENDED: 'By appointment.',
  REFERRED: 'Nobody comes: it is dealt with otherwise.',
});

export const ReportMatterEnum = choice<ReportMatter>('ReportMatter', 'What a report is about.', {
  DRUG_USE: 'Somebody has or takes drugs.',
  DRUG_DEALING: 'Somebody deals in drugs.',
  ANTI_SOCIAL_BEHAVIOUR: 'Antisocial behaviour.',
  GRAFFITI: 'Graffiti.',
  ABANDONED_VEHICLE: 'A vehicle that was left behind.',
  CRIMINAL_DAMAGE: 'Something that was broken on purpose.',
  NUISANCE: 'Noise, litter or neighbours.',
  BURGLARY: 'Burglary.',
  VEHICLE_CRIME: 'A crime with or against a vehicle.',
  VIOLENCE: 'Violence.',
  SUSPICIOUS_ACTIVITY: 'What does not fit the place or the hour.',
  OTHER: 'Something else.',
});

const GuidanceTopicEnum = choice<GuidanceTopic>('GuidanceTopic', 'What whoever reports is told.', {
  HOW_TO_OBSERVE: 'How to observe.',
  WHAT_IS_SUSPICIOUS: 'What is suspicious.',
  HOW_TO_REPORT: 'How to report.',
  WHAT_TO_REPORT: 'What to report.',
  WHAT_HAPPENS_NEXT: 'What happens next.',
});

export const IntelligenceSchemeEnum = choice<IntelligenceScheme>(
  'IntelligenceScheme',
  'By which codes intelligence is graded.',
  {
    THREE_BY_FIVE_BY_TWO: '3x5x2: three codes for its source, five for what it says, two for its handling.',
    FIVE_BY_FIVE_BY_FIVE: '5x5x5, as it was before.',
  },
);

@SentAndShown('How soon somebody is to be there.')
@Needs('NEIGHBOURHOOD')
export class PolicyGradeTarget {
  @Choice(GradeEnum, 'The grade.') grade!: Grade;
  @Count(1, 20_160, 'Within how many minutes; none is promised without it.', OPTIONAL)
  withinMinutes?: number | undefined;
}

@SentAndShown('What whoever reports is told.')
@Needs('NEIGHBOURHOOD')
export class PolicyGuidance {
  @Choice(GuidanceTopicEnum, 'What it is about.') topic!: GuidanceTopic;
  @Text(500, 'What they are told.') wording!: string;
}

@SentAndShown('What a policy on grading sets.')
@Needs('NEIGHBOURHOOD')
export class PolicyGrading {
  @Group(() => PolicyGradeTarget, 'How soon somebody is there, by grade.', atMost(4, 4))
  targets!: readonly PolicyGradeTarget[];
  @Choice(
    ReportMatterEnum,
    'Matters to which nobody has to be sent, not even while it happens.',
    atMost(20, 5),
  )
  mayGoUnattended!: readonly ReportMatter[];
  @Count(
    1,
    20_160,
    'Within how many minutes a report is graded; without it, on the day on which it came.',
    OPTIONAL,
  )
  gradeWithinMinutes?: number | undefined;
  @Count(
    1,
    20_160,
    'Within how many minutes it is assessed; without it, on the day on which it came.',
    OPTIONAL,
  )
  assessWithinMinutes?: number | undefined;
  @Choice(IntelligenceSchemeEnum, 'By which codes intelligence is graded.') scheme!: IntelligenceScheme;
  @Group(() => PolicyGuidance, 'What whoever reports is told.', atMost(50, 10))
  guidance!: readonly PolicyGuidance[];
}

@SentAndShown('What a policy on tasking sets.')
@Needs('NEIGHBOURHOOD')
export class PolicyTasking {
  @Count(1, 100, 'More live problems than these in one ward are worth a warning.')
  liveProblemsPerWard!: number;
}

@SentAndShown('What a policy on antisocial behaviour sets.')
@Needs('NEIGHBOURHOOD')
export class PolicyAsb {
  @LocalKey('Categories beside those that are always there.', atMost(100, 10))
  furtherCategories!: readonly string[];
  @Count(1, 100, 'After how many reports a case is reviewed.') reports!: number;
  @Count(1, 60, 'Within how many months these have to be.') withinMonths!: number;
  @Count(0, 366, 'Within how many days after it happened each was to be reported.')
  reportedWithinDays!: number;
  @Count(0, 60, 'Within how many working days it is acknowledged that somebody asked for a review.')
  acknowledgeWithinWorkingDays!: number;
  @Count(0, 60, 'Within how many working days after that it is decided.') decideWithinWorkingDays!: number;
  @Count(0, 60, 'Within how many working days after that the case is reviewed.')
  reviewWithinWorkingDays!: number;
  @Count(1, 60, 'For how many months a contract is made.') contractMonths!: number;
  @Choice(WeekdayEnum, 'Which days are working days.', atMost(7, 7, 1))
  workingDays!: readonly Weekday[];
  @LondonDay('Which days are none all the same.', atMost(500, 50)) holidays!: readonly string[];
}

const RecordClassEnum = choice<RecordClass>('RecordClass', 'A class of records about people.', {
  ADVICE_CASE: 'Crime prevention advice to one recipient.',
  ATTENDANCE: 'A visit to somebody\u2019s premises.',
  REFERRAL: 'A request to somebody else to help.',
  SUBJECT: 'What is known of a person.',
  CRIME: 'A crime and its victims.',
  VICTIM_VISIT: 'A visit that was offered to a victim.',
  SURVEY: 'A security survey.',
  INITIATIVE: 'A scheme, and the premises in it.',
  PUBLIC_REPORT: 'What somebody reported.',
  INTELLIGENCE: 'What is known, and how good it is.',
  PROBLEM: 'A problem of a ward, and what is done about it.',
  BEHAVIOUR_CONTRACT: 'A contract with somebody about their behaviour, and orders.',
  ASB_CASE: 'The case of somebody who suffers from antisocial behaviour.',
});

const RetentionTriggerEnum = choice<RetentionTrigger>('RetentionTrigger', 'From when on a record is kept.', {
  CLOSED: 'From its end.',
  REGISTERED: 'From its beginning.',
  LAST_CONTACT: 'From the last time that anybody was in touch; advice cases only.',
});

@SentAndShown('How long a class of records is kept before it may be disposed of.')
@Needs('NEIGHBOURHOOD')
export class PolicyKeeping {
  @Choice(RecordClassEnum, 'The class of records.') record!: RecordClass;
  @Choice(RetentionTriggerEnum, 'From when on it is kept.') trigger!: RetentionTrigger;
  @Count(0, 100, 'How many years.') years!: number;
}

@SentAndShown('Where readers of a policy find more.')
@Needs('NEIGHBOURHOOD')
export class PolicyResource {
  @Text(160, 'What readers find there.') label!: string;
  @Reference('Where it is kept.') location!: string;
}

@ObjectType({ description: 'What one version of a policy says.' })
@Needs('NEIGHBOURHOOD')
export class PolicyVersion implements Partial<PolicyTerms> {
  @Count('The number of the version.') version!: number;
  @LondonDay('The day from which it is in force.') publishedOn!: string;
  @Hash('The hash of its text.') contentHash!: string;
  @Count('After how many months it is reviewed.') nextReviewMonths!: number;
  @Text('On whose behalf it is monitored and reviewed.', OPTIONAL) monitoredBy?: string | undefined;
  @Choice(RecordFieldEnum, 'What a written record of advice must hold.', usually(20))
  requiredRecordFields!: readonly RecordField[];
  @Group(() => PolicyMeasure, 'The catalogue of measures.', usually(50)) measures!: readonly PolicyMeasure[];
  @Text('The sources and standards that advice may rest on.', usually(20)) sources!: readonly string[];
  @Text('Where a recipient may be directed.', usually(20)) signpostSites!: readonly string[];
  @Group(() => PolicyDisclaimers, 'What is said whenever advice is given.', OPTIONAL) disclaimers?:
    PolicyDisclaimers | undefined;
  @Text('The version of the privacy notice.', OPTIONAL) privacyNotice?: string | undefined;
  @Group(() => PolicyEstablishment, 'The figures for teams and promises.', OPTIONAL) establishment?:
    PolicyEstablishment | undefined;
  @Group(() => PolicyVisit, 'The figures for visits.', OPTIONAL) visit?: PolicyVisit | undefined;
  @Group(() => PolicyVictims, 'What holds for the victims of crime.', OPTIONAL) victims?:
    PolicyVictims | undefined;
  @Group(() => PolicyAllocation, 'Who investigates which category of crime.', usually(20), OPTIONAL)
  allocation?: readonly PolicyAllocation[] | undefined;
  @Group(() => PolicySurvey, 'What is looked at in surveys.', OPTIONAL) survey?: PolicySurvey | undefined;
  @Group(() => PolicyTraining, 'What training comes to.', OPTIONAL) training?: PolicyTraining | undefined;
  @Group(() => PolicyGrading, 'How reports are graded.', OPTIONAL) grading?: PolicyGrading | undefined;
  @Group(() => PolicyTasking, 'How problems are taken on.', OPTIONAL) tasking?: PolicyTasking | undefined;
  @Group(() => PolicyAsb, 'What holds of antisocial behaviour.', OPTIONAL) asb?: PolicyAsb | undefined;
  @Group(() => PolicyRetention, 'How long records of its advice are kept.', OPTIONAL) retention?:
    PolicyRetention | undefined;
  @Group(() => PolicyKeeping, 'How long each class of records is kept.', usually(20), OPTIONAL) keeping?:
    readonly PolicyKeeping[] | undefined;
  @Group(() => PolicyResource, 'Where its readers find more.', usually(20))
  resources!: readonly PolicyResource[];
  @Text('The numbers of other policies that belong with it.', usually(20))
  relatedPolicies!: readonly string[];
  @Text('Which bodies were consulted.', usually(20)) consultees!: readonly string[];
  @Choice(RiskKindEnum, 'What can go wrong with it.', usually(10)) riskKinds!: readonly RiskKind[];
  @Instant('When it was withdrawn.', OPTIONAL) withdrawnAt!: string | null;
  @Count('The version that stands in the place of a withdrawn one.', OPTIONAL) successor!: number | null;
}

@ObjectType({ description: 'That a policy was reviewed.' })
@Needs('NEIGHBOURHOOD')
export class PolicyReview {
  @Instant('When it was reviewed.') reviewedAt!: string;
  @Count('The version that was reviewed.') version!: number;
  @Choice(ReviewOutcomeEnum, 'What came of it.') outcome!: ReviewOutcome;
  @Hash('The hash of the text as it was after the review.') contentHash!: string;
  @Text('Where the equality impact assessment is kept.') eia!: string;
  @Text('On whose behalf it was reviewed.', OPTIONAL) onBehalfOf!: string | null;
  @LondonDay('The day by which it was to be reviewed next.') nextReviewDue!: string;
}

@NodeType('Policy', 'A policy of the force in all its versions.')
@Needs('NEIGHBOURHOOD')
export class PolicyType extends Node implements Partial<PolicyCard> {
  @Text('A letter and four digits: A 0609.') number!: string;
  @Choice(PolicyKindEnum, 'What it is about.') kind!: PolicyKind;
}

export const PolicyConnection = countedConnectionOf('Policy', () => PolicyType);
