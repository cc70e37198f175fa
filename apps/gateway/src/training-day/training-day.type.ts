import { ObjectType } from 'type-graphql';
import type {
  AttendeeKind,
  TrainingCancellationReason,
  TrainingModule,
  TrainingOutcome,
} from '@wardbook/policing';
import type { SealedText } from '@wardbook/event-sourcing';
import {
  as,
  Choice,
  choice,
  Count,
  Instant,
  Key,
  Linked,
  OPTIONAL,
  Text,
  usually,
  Words,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import type { TrainingDayCard } from './training-day-board.view.ts';

export const TrainingModuleEnum = choice<TrainingModule>(
  'TrainingModule',
  'What is taught on a training day.',
  {
    NIM: 'The National Intelligence Model.',
    ASBO_ABC: 'Orders and contracts against anti-social behaviour.',
    TASKING: 'How problems are identified, and measures set against them.',
    HOME_SECURITY_SURVEY: 'The basic survey of a home, which a member of a force may make from then on.',
    PARTNERSHIP: 'How agencies work together.',
  },
);

export const AttendeeKindEnum = choice<AttendeeKind>('AttendeeKind', 'Who attends a training day.', {
  COUNCIL: 'Somebody of a council.',
  HOUSING: 'Somebody of a housing association.',
  POLICE: 'A member of a force who is no PCSO.',
  PCSO: 'A police community support officer.',
  OTHER: 'Somebody of another partner.',
});

export const TrainingCancellationReasonEnum = choice<TrainingCancellationReason>(
  'TrainingCancellationReason',
  'Why a training day does not take place.',
  {
    TOO_FEW_PLACES_TAKEN: 'Too few people would have come.',
    NO_TRAINER: 'Nobody could teach.',
    NO_PLACE: 'The place was not to be had.',
    NEEDED_ELSEWHERE: 'Those who were to come were needed elsewhere.',
    OTHER: 'For another reason.',
  },
);

export const TrainingOutcomeEnum = choice<TrainingOutcome>(
  'TrainingOutcome',
  'Whether a training day did what it was for.',
  { MET: 'It did.', PARTLY_MET: 'In part.', NOT_MET: 'It did not.' },
);

type Standing = Exclude<TrainingDayCard['standing'], 'EXPECTED'>;
export const TrainingDayStandingEnum = choice<Standing>(
  'TrainingDayStanding',
  'Whether a training day takes place.',
  { SCHEDULED: 'It is to take place, or did.', CANCELLED: 'It was called off.' },
);

@ObjectType({ description: 'That somebody attended a training day, as it was corrected last.' })
@Needs('REFERRAL')
export class TrainingAttendee {
  @Key('Names the person within the agency.', as('personKey')) person!: string;
  @Key('The agency, by its key.', as('agencyKey')) agency!: string;
  @Choice(AttendeeKindEnum, 'What kind of attendee it is.', OPTIONAL) kind!: AttendeeKind | null;
  @Linked('Member', 'POLICE and PCSO: the member of the force.', OPTIONAL) member!: string | null;
  @Choice(TrainingModuleEnum, 'What they attended.', usually(5)) modules!: readonly TrainingModule[];
  @Instant('When that was put on record first.', OPTIONAL) attendedAt!: string | null;
  @Instant('Until when the member may make basic surveys of homes because of it.', OPTIONAL)
  surveysUntil!: string | null;
}

@ObjectType({ description: 'What somebody found a training day to have been good for.' })
@Needs('NEIGHBOURHOOD')
export class TrainingEvaluation {
  @Choice(TrainingOutcomeEnum, 'Whether it did what it was for.') outcome!: TrainingOutcome;
  @Text('Where the evidence is kept.') evidence!: string;
  @Instant('When that was found.') at!: string;
}

@NodeType('TrainingDay', 'A day on which people of several agencies learn to reduce crime together.')
@Needs('NEIGHBOURHOOD')
export class TrainingDayType extends Node implements Partial<TrainingDayCard> {
  @Choice(TrainingDayStandingEnum, 'Whether it takes place.') standing!: Standing;
  @Text('The series of courses that it belongs to.') series!: string;
  @Instant('When it begins, as it was arranged last.') from!: string;
  @Instant('When it ends, on the same day in London.') to!: string;
  @Words('Where it is.') place!: SealedText;
  @Words('What it is for.') purpose!: SealedText;
  @Text('The agencies that organise it, by their keys.', usually(3), as('organiserKeys'))
  organisers!: readonly string[];
  @Choice(TrainingModuleEnum, 'What is taught.', usually(5)) modules!: readonly TrainingModule[];
  @Count('How many people there is room for.') maximum!: number;
  @Instant('When it was called off.', OPTIONAL) cancelledAt!: string | null;
  @Choice(TrainingCancellationReasonEnum, 'Why it was called off.', OPTIONAL)
  cancellationReason!: TrainingCancellationReason | null;
}

export const TrainingDayConnection = countedConnectionOf('TrainingDay', () => TrainingDayType);
