import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  survey,
  type Criterion,
  type Delivery,
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
import {
  as,
  Choice,
  choice,
  Flag,
  Instant,
  Key,
  Linked,
  LondonDay,
  NodeId,
  OPTIONAL,
  Personal,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { SurveyLevelEnum } from '../policy/policy.type.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';
import type { SurveyCard } from './survey-board.view.ts';

type Standing = Exclude<SurveyCard['standing'], 'EXPECTED'>;
export const SurveyStandingEnum = choice<Standing>('SurveyStanding', 'How far a survey has come.', {
  REQUESTED: 'Somebody asked for it.',
  BOOKED: 'Somebody is booked to make it.',
  STARTED: 'Whoever makes it has begun.',
  COMPLETED: 'It is done; its recommendations may be open.',
  ABANDONED: 'It does not come to its end.',
});

export const FindingAnswerEnum = choice<FindingAnswer>(
  'FindingAnswer',
  'Whether it is as the checklist says.',
  { YES: 'It is.', NO: 'It is not.', NOT_APPLICABLE: 'There is no such thing there.' },
);

export const RegulatoryReminderEnum = choice<RegulatoryReminder>(
  'RegulatoryReminder',
  'Whom the occupant may have to ask before security equipment is installed.',
  {
    PLANNING_BUILDING: 'Whoever is there for planning and building regulations.',
    FIRE: 'Whoever is there for fire regulations.',
    HEALTH_SAFETY: 'Whoever is there for health and safety regulations.',
  },
);

export const SurveyAbandonmentEnum = choice<SurveyAbandonment>(
  'SurveyAbandonment',
  'Why a survey does not come to its end.',
  {
    RECIPIENT_DECLINED: 'Whoever it was for did not want it.',
    NO_ACCESS: 'Nobody could get in.',
    NOT_SAFE: 'It is not safe.',
    NO_LONGER_NEEDED: 'It is needed no longer.',
    REQUESTED_IN_ERROR: 'Nobody should have asked for it.',
    OTHER: 'For another reason.',
  },
);

export const RecommendationOwnerEnum = choice<RecommendationOwner>(
  'RecommendationOwner',
  'Whose it is to do.',
  { OCCUPANT: 'The occupant’s, whose choice it is.', AGENCY: 'An agency’s.' },
);

export const RecommendationPriorityEnum = choice<RecommendationPriority>(
  'RecommendationPriority',
  'How much it matters.',
  { HIGH: 'It comes first.', MEDIUM: 'It comes after that.', LOW: 'It comes last.' },
);

export const RecommendationRefusalEnum = choice<RecommendationRefusal>(
  'RecommendationRefusal',
  'Why what was recommended is not done.',
  {
    COST: 'It costs too much.',
    NOT_WANTED: 'It is not wanted.',
    NOT_PERMITTED: 'Whoever had to permit it does not.',
    NOT_PRACTICAL: 'It cannot be done there.',
    DONE_OTHERWISE: 'It was done in another way.',
    NOT_OURS: 'It is not ours to do.',
    OTHER: 'For another reason.',
  },
);

type RecommendationStanding = 'OPEN' | 'IMPLEMENTED' | 'DECLINED';
export const RecommendationStandingEnum = choice<RecommendationStanding>(
  'RecommendationStanding',
  'What became of a recommendation.',
  {
    OPEN: 'It is to be done.',
    IMPLEMENTED: 'It was done.',
    DECLINED: 'It is not done, and it is known why.',
  },
);

@ObjectType({ description: 'What was found of one item of the checklist; the last answer counts.' })
@Needs('CASE')
export class SurveyFinding {
  @Key('The item of the checklist.') item!: string;
  @Key('The section of the checklist.') section!: string;
  @Choice(FindingAnswerEnum, 'Whether it is as the checklist says.') answer!: FindingAnswer;
  @Flag('Whether something has to be done about it.') attention!: boolean;
  @Flag('Whether it is technical.') technical!: boolean;
  @Flag('It is a specialist’s to look at, and nobody has referred it (R-SUR-6).') isToBeReferred!: boolean;
  @Instant('When it was found.') at!: string;
  @Personal('SURVEY', 'What is to be said of it.', OPTIONAL) note?: PersonalReference;
  @Linked('Referral', 'The referral that it became.', OPTIONAL) referral!: string | null;
}

@ObjectType({ description: 'That the occupant was reminded whom else to ask.' })
@Needs('CASE')
export class SurveyReminder {
  @Choice(RegulatoryReminderEnum, 'Of whom.') reminder!: RegulatoryReminder;
  @Choice(DeliveryEnum, 'How.') how!: Delivery;
  @Instant('When.') at!: string;
}

@ObjectType({
  description:
    'One thing that a survey recommends. The agency that is to do it sees it, and nothing else of the survey.',
})
@Needs('REFERRAL')
export class SurveyRecommendation {
  @NodeId('Survey', 'The survey, for commands; its own force and auditors are shown it.', as('surveyId'))
  survey!: string;
  @Key('Names it within its survey.', as('key')) recommendation!: string;
  @Linked('Ward', 'The ward of the premises.', OPTIONAL) ward?: string;
  @Choice(RecommendationOwnerEnum, 'Whose it is to do.') owner!: RecommendationOwner;
  @Linked('Agency', 'AGENCY: which.', OPTIONAL) agency?: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Flag('Whether it is technical.') technical!: boolean;
  @Choice(RecommendationPriorityEnum, 'How much it matters.') priority!: RecommendationPriority;
  @Text('The standard that it is to meet, with its number.', OPTIONAL) standard?: string;
  @LondonDay('The last day on which it is in time.', OPTIONAL) dueOn?: string;
  @Instant('When it was made.') madeAt!: string;
  @Choice(RecommendationStandingEnum, 'What became of it.') standing!: RecommendationStanding;
  @Choice(LegalBasisEnum, 'AGENCY: on what it rests that it is told.', OPTIONAL) legalBasis?: LegalBasis;
  @Key('AGENCY: the agreement with it.', OPTIONAL) agreement?: string;
}

export const SurveyRecommendationConnection = connectionOf(
  'SurveyRecommendation',
  () => SurveyRecommendation,
);

@NodeType(
  'Survey',
  'A security survey of somebody’s premises: what was found, what was recommended, and what became of it.',
)
@Needs('CASE')
export class SurveyType extends Node implements Partial<Omit<SurveyCard, 'reminders' | 'findings'>> {
  @StreamOf(survey) override key!: string;
  @Choice(SurveyStandingEnum, 'How far it has come.') standing!: Standing;
  @Instant('When somebody asked for it.') requestedAt!: string;
  @Linked('Member', 'Who asked for it; null where nobody posted them.', OPTIONAL) requestedBy?: string;
  @Linked('Subject', 'Whose premises they are.', OPTIONAL) recipient?: string;
  @Choice(PremisesKindEnum, 'What kind of premises they are.') premisesKind!: PremisesKind;
  @Personal('SURVEY', 'Where they are.') address!: PersonalReference;
  @Linked('Ward', 'The ward in which they are.', OPTIONAL) ward?: string;
  @Choice(SurveyLevelEnum, 'How far it goes.') level!: SurveyLevel;
  @Choice(CriterionEnum, 'What is attested of whoever lives there.', usually(5))
  criteria!: readonly Criterion[];
  @Flag('Whether that comes first by the policy that served (R-SUR-3).') priority!: boolean;
  @Linked('AdviceCase', 'The advice case that it comes from.', OPTIONAL, as('adviceCase')) case?: string;
  @Linked('Crime', 'The crime that it comes from.', OPTIONAL) crime?: string;
  @Linked('Visit', 'The visit to the victim that it comes from.', OPTIONAL) visit?: string;
  @Linked('Member', 'Who makes it, or is booked to; null where nobody posted them.', OPTIONAL, as('madeBy'))
  surveyor!: string | null;
  @Instant('From when on it is booked.', OPTIONAL) bookedFrom!: string | null;
  @Instant('Until when.', OPTIONAL) bookedTo!: string | null;
  @Instant('When it began.', OPTIONAL) startedAt!: string | null;
  @Linked('Attendance', 'The visit on which it began.', OPTIONAL) attendance!: string | null;
  @Text('The version of the policy whose checklist it follows; null where none served.', OPTIONAL)
  checklist!: string | null;
  @Instant('When it ended.', OPTIONAL) endedAt!: string | null;
  @Choice(SurveyAbandonmentEnum, 'ABANDONED: why.', OPTIONAL) abandonedBecause!: SurveyAbandonment | null;
}

export const SurveyConnection = connectionOf('Survey', () => SurveyType);
