import { ObjectType } from 'type-graphql';
import {
  asbCase,
  type AsbCaseField,
  type AsbHarm,
  type AsbOutcome,
  type AsbResponse,
  type Complainant,
  type Criterion,
  type DisclosurePurpose,
  type LegalBasis,
  type ReviewAsker,
  type CaseReviewOutcome,
  type ReviewProgress,
  type WrongIncidentReason,
} from '@wardbook/policing';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import { DisclosurePurposeEnum } from '../crime/crime.type.ts';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Instant,
  Key,
  Linked,
  LondonDay,
  Month,
  OPTIONAL,
  RecordId,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';
import type { AsbCaseCard } from './asb-case-board.view.ts';

export const AsbCaseStandingEnum = choice<'OPEN' | 'CLOSED'>(
  'AsbCaseStanding',
  'Whether a case of antisocial behaviour is open.',
  { OPEN: 'It is worked on.', CLOSED: 'It was closed; the outcome says how.' },
);

export const ComplainantEnum = choice<Complainant>('AsbComplainant', 'Who complains.', {
  INDIVIDUAL: 'One person.',
  BUSINESS: 'A business; whoever speaks for it.',
  GROUP: 'A group of people; whoever speaks for it.',
});

export const AsbHarmEnum = choice<AsbHarm>('AsbHarm', 'What an incident did to the complainant.', {
  NONE: 'It did no harm.',
  SOME: 'It did some harm.',
  SERIOUS: 'It did serious harm.',
});

export const WrongIncidentReasonEnum = choice<WrongIncidentReason>(
  'WrongIncidentReason',
  'Why an incident does not count after all.',
  {
    RECORDED_TWICE: 'It was recorded twice.',
    WRONG_DETAILS: 'It was recorded with wrong details; it is recorded anew.',
    DID_NOT_HAPPEN: 'It did not happen.',
    OTHER: 'For another reason.',
  },
);

export const AsbResponseEnum = choice<AsbResponse>(
  'AsbResponse',
  'What is done about antisocial behaviour, or recommended.',
  {
    ADVICE: 'Advice.',
    WARNING_LETTER: 'A letter of warning.',
    MEDIATION: 'Mediation between those concerned.',
    VISIT: 'A visit to those concerned.',
    PATROL: 'Patrols.',
    BEHAVIOUR_CONTRACT: 'A behaviour contract.',
    PLACE_IMPROVED: 'The place is improved: lit, cleaned, mended.',
    SUPPORT: 'Support for the complainant, or for whoever behaves so.',
    ENFORCEMENT: 'A notice, an order, or a prosecution.',
    OTHER: 'Something else.',
  },
);

export const ReviewAskerEnum = choice<ReviewAsker>('CaseReviewAsker', 'Who asks for a case review.', {
  COMPLAINANT: 'The complainant.',
  THIRD_PARTY: 'Somebody else, with the complainant’s consent.',
});

export const ReviewOutcomeEnum = choice<CaseReviewOutcome>(
  'CaseReviewOutcome',
  'What a review found of what had been done.',
  {
    ENOUGH_WAS_DONE: 'What could be done was done.',
    MORE_TO_BE_DONE: 'There is more to be done.',
    NOTHING_WAS_DONE: 'Nothing had been done.',
  },
);

const ReviewStandingEnum = choice<ReviewProgress['standing']>(
  'CaseReviewStanding',
  'How far a case review has come.',
  {
    REQUESTED: 'Somebody asked for it, and was not told yet that it came.',
    ACKNOWLEDGED: 'The complainant was told that it came.',
    THRESHOLD_MET: 'The complainant was told that agencies will meet.',
    THRESHOLD_NOT_MET: 'The complainant was told that there will be none.',
    HELD: 'The agencies have met.',
  },
);

export const AsbOutcomeEnum = choice<AsbOutcome>('AsbOutcome', 'How a case was closed.', {
  BEHAVIOUR_ENDED: 'The behaviour ended.',
  BEHAVIOUR_REDUCED: 'There is less of it.',
  NO_FURTHER_ACTION: 'Nothing more can be done.',
  PASSED_TO_ANOTHER_AGENCY: 'Another agency goes on with it.',
  COMPLAINT_WITHDRAWN: 'The complainant took it back.',
  OTHER: 'In another way.',
});

export const AsbCaseFieldEnum = choice<AsbCaseField>(
  'AsbCaseField',
  'What of a case of antisocial behaviour can be disclosed. Who complains never is.',
  {
    CATEGORY: 'Its category.',
    INCIDENT_DATES: 'When what happened, and when that was reported.',
    REVIEW: 'Its reviews, and what came of them.',
    STANDING: 'Whether it is open, and how it was closed.',
    WARD: 'In which ward it is.',
    WORDS: 'What happened, in words that somebody else has read (R-ASB-7).',
  },
);

@ObjectType({ description: 'Something that happened to the complainant.' })
@Needs('REFERRAL')
export class AsbIncident {
  @Key('Its name within the case.') key!: string;
  @Text('What it was: a code of the policy on antisocial behaviour.') category!: string;
  @Instant('When it happened, or began.') happenedFrom!: string;
  @Instant('When it ended, where that is known.', OPTIONAL) happenedUntil?: string;
  @LondonDay('When somebody was told of it.') reportedOn!: string;
  @Instant('When it was recorded.') recordedAt!: string;
  @Choice(AsbHarmEnum, 'What it did to the complainant.') harm!: AsbHarm;
  @Linked('Report', 'The report by which the police were told; null where it is not for you.', OPTIONAL)
  report?: string;
  @Choice(WrongIncidentReasonEnum, 'Why it does not count after all.', OPTIONAL)
  foundWrong?: WrongIncidentReason;
}

@ObjectType({ description: 'What was done about it, as it is known.' })
@Needs('REFERRAL')
export class AsbCaseResponse {
  @Key('Its name within the case.') key!: string;
  @Choice(AsbResponseEnum, 'What.') what!: AsbResponse;
  @Flag('Whether it helped; null while nobody can say.', OPTIONAL) effective?: boolean;
  @Instant('Since when that is said of it.') since!: string;
}

@ObjectType({ description: 'A meeting at which agencies looked at what was done.' })
@Needs('REFERRAL')
export class CaseReviewMeeting {
  @Instant('When they met.') heldAt!: string;
  @Text('The agencies that took part beside the one whose case it is, by their own ids.', usually(5))
  agencyKeys!: readonly string[];
  @Choice(ReviewOutcomeEnum, 'What they found.') outcome!: CaseReviewOutcome;
  @Choice(AsbResponseEnum, 'What they recommended.', usually(5)) recommendations!: readonly AsbResponse[];
}

@ObjectType({ description: 'A review of a case that somebody asked for (R-ASB-6).' })
@Needs('REFERRAL')
export class AsbCaseReview {
  @Key('Its name within the case.') key!: string;
  @Linked('AsbCase', 'The case.', OPTIONAL, as('case')) asbCase!: string;
  @Choice(ReviewStandingEnum, 'How far it has come.') standing!: ReviewProgress['standing'];
  @Instant('When it was asked for.') requestedAt!: string;
  @Choice(ReviewAskerEnum, 'Who asked.') requestedFor!: ReviewAsker;
  @Text('Where the complainant’s consent to that is kept.', OPTIONAL) consent?: string;
  @Text('The agency that was asked, by its own id, where that was another.', OPTIONAL, as('throughAgencyKey'))
  through?: string;
  @Flag('Whether what is on record now meets the threshold.') isThresholdMet!: boolean;
  @Key('The incidents that count, in the order in which they were reported.', usually(5))
  counted!: readonly string[];
  @Count('So many have to count.') reports!: number;
  @Count('Reported within so many months before the request.') withinMonths!: number;
  @Count('And each within so many days of what happened.') reportedWithinDays!: number;
  @Text('The version of the policy that says so; null where none served.', OPTIONAL) policy?: string;
  @Flag('One of its incidents did serious harm: to be considered, whatever the number.')
  isSeriousHarm!: boolean;
  @Flag('Something that was done did not help: to be considered, whatever the number.')
  isResponseIneffective!: boolean;
  @Flag('What the complainant was told is not what is known now: tell them anew.')
  isToBeToldAnew!: boolean;
  @LondonDay('By when the next thing is to be done; null where all was.', OPTIONAL) dueOn?: string;
  @Flag('That day has gone.') isOverdue!: boolean;
}

export const AsbCaseReviewConnection = connectionOf('AsbCaseReview', () => AsbCaseReview);

@ObjectType({ description: 'Of the case reviews that were asked for in a month, how they stand now.' })
@Needs('REFERRAL')
export class CaseReviewFigures {
  @Month('The month in London.') month!: string;
  @Count('How many were asked for.') requested!: number;
  @Count('Of how many the threshold is met, by what is on record now.') thresholdMet!: number;
  @Count('Of how many it is not.') thresholdNotMet!: number;
  @Count('How many were answered: by a meeting, or that there is none.') answered!: number;
  @Count('Of how many the next thing is overdue.') overdue!: number;
}

@ObjectType({ description: 'Words about an incident that may go out once somebody else has read them.' })
@Needs('REFERRAL')
export class AsbCaseWords {
  @Key('Their name within the case.') key!: string;
  @Key('The incident, by its name.', as('incidentKey')) incident!: string;
  @Text('Who wrote them, by their own id.') proposedBy!: string;
  @Instant('When somebody else approved them; null before that.', OPTIONAL) approvedAt?: string;
  @Instant('When they were taken back; null before that.', OPTIONAL) withdrawnAt?: string;
}

@ObjectType({ description: 'What an agency sees of a case, and on what that rests.' })
@Needs('REFERRAL')
export class DisclosureOfAsbCase {
  @Text('The agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Instant('Since when.') since!: string;
  @Choice(AsbCaseFieldEnum, 'What it sees.', usually(6)) fields!: readonly AsbCaseField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Key('The agreement with the agency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;
}

@NodeType(
  'AsbCase',
  'A case of antisocial behaviour of your agency: who suffers it, what happened, and what was done.',
)
@Needs('REFERRAL')
export class AsbCaseType extends Node implements Partial<AsbCaseCard> {
  @StreamOf(asbCase) override key!: string;
  @Linked('Subject', 'Who complains; how it is safe to reach them comes first.', OPTIONAL)
  complainant!: string;
  @Choice(ComplainantEnum, 'What they are.') complainantIs!: Complainant;
  @Choice(CriterionEnum, 'What is attested of them.', usually(5)) criteria!: readonly Criterion[];
  @Text('Whose case it is: the agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Text('What it is about: a code of the policy on antisocial behaviour.') category!: string;
  @Linked('Ward', 'The ward in which it is.', OPTIONAL) ward!: string | null;
  @Choice(AsbCaseStandingEnum, 'Whether it is open.') standing!: 'OPEN' | 'CLOSED';
  @Instant('When it was opened.') openedAt!: string;
}

export const AsbCaseConnection = connectionOf('AsbCase', () => AsbCaseType);

@ObjectType({ description: 'When something happened, and when somebody was told of it.' })
@Needs('REFERRAL')
export class DisclosedIncident {
  @Text('What it was: a code of the policy on antisocial behaviour.') category!: string;
  @Instant('When it happened, or began.') happenedFrom!: string;
  @Instant('When it ended, where that is known.', OPTIONAL) happenedUntil?: string;
  @LondonDay('When somebody was told of it.') reportedOn!: string;
}

@ObjectType({ description: 'A review of a case, and what came of it.' })
@Needs('REFERRAL')
export class DisclosedCaseReview {
  @Instant('When it was asked for.') requestedAt!: string;
  @Flag('Whether what is on record now meets the threshold.') isThresholdMet!: boolean;
  @Instant('When agencies met; null before that.', OPTIONAL) heldAt!: string | null;
  @Choice(ReviewOutcomeEnum, 'What they found.', OPTIONAL) outcome!: CaseReviewOutcome | null;
  @Choice(AsbResponseEnum, 'What they recommended.', usually(5)) recommendations!: readonly AsbResponse[];
}

@ObjectType({
  description:
    'A case of antisocial behaviour as far as it was disclosed to your agency, or as it took part in a review of it: what was not disclosed is null, or left out.',
})
@Needs('REFERRAL')
export class DisclosedAsbCase {
  @RecordId('The global id of the case.') asbCaseId!: string;
  @Choice(
    AsbCaseFieldEnum,
    'What was disclosed; nothing where your agency took part in a review alone.',
    usually(6),
  )
  fields!: readonly AsbCaseField[];
  @Choice(LegalBasisEnum, 'On what that rests.', OPTIONAL) legalBasis!: LegalBasis | null;
  @Key('The agreement with your agency.', OPTIONAL) agreement!: string | null;
  @Choice(DisclosurePurposeEnum, 'What it was disclosed for.', OPTIONAL) purpose!: DisclosurePurpose | null;
  @Text('What it is about: a code of the policy on antisocial behaviour.', OPTIONAL) category!: string | null;
  @Linked('Ward', 'The ward in which it is.', OPTIONAL) ward!: string | null;
  @Choice(AsbCaseStandingEnum, 'Whether it is open.', OPTIONAL) standing!: 'OPEN' | 'CLOSED' | null;
  @Choice(AsbOutcomeEnum, 'How it was closed.', OPTIONAL) outcome!: AsbOutcome | null;
}

export const DisclosedAsbCaseConnection = connectionOf('DisclosedAsbCase', () => DisclosedAsbCase);
