import { ObjectType } from 'type-graphql';
import type { DisposalReason, HoldLiftingReason, HoldReason, RetainingReason } from '@wardbook/policing';
import { AuthorityRequest } from '../authority-request.type.ts';
import {
  as,
  Choice,
  choice,
  Flag,
  Group,
  Instant,
  Key,
  LondonDay,
  OPTIONAL,
  RecordId,
  usually,
} from '../fields.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { IsRow } from '../weights.ts';

export const HoldReasonEnum = choice<HoldReason>('HoldReason', 'Why a record is held.', {
  LITIGATION: 'A court may ask for it.',
  COMPLAINT: 'Somebody complained.',
  INVESTIGATION: 'It is evidence.',
  INQUIRY: 'An inquiry asked for records of its kind.',
  ACCESS_REQUEST: 'Somebody asked what is held about them.',
  OTHER: 'For another reason.',
});

export const HoldLiftingReasonEnum = choice<HoldLiftingReason>('HoldLiftingReason', 'Why a hold is lifted.', {
  MATTER_ENDED: 'What it was for has ended.',
  NOT_NEEDED: 'The record is not needed for that after all.',
  PLACED_BY_MISTAKE: 'Another record was meant.',
  OTHER: 'For another reason.',
});

export const RetainingReasonEnum = choice<RetainingReason>(
  'RetainingReason',
  'Why a record is kept on after its review.',
  {
    POLICING_PURPOSE: 'Policing needs it still.',
    LAW_REQUIRES_IT: 'The law says so.',
    LEGAL_CLAIM: 'Somebody may claim something yet.',
    OTHER: 'For another reason.',
  },
);

export const DisposalReasonEnum = choice<DisposalReason>('DisposalReason', 'Why a record is disposed of.', {
  NO_LONGER_NEEDED: 'It is not needed any longer.',
  ASKED_BY_PERSON: 'The person whom it is about asked for that.',
  RECORDED_TWICE: 'Another record says the same.',
  OTHER: 'For another reason.',
});

@ObjectType({ description: 'A hold on a record.' })
@Needs('CASE')
export class LegalHold {
  @Key('Names the hold within its record.') key!: string;
  @Choice(HoldReasonEnum, 'Why the record is held.') reason!: HoldReason;
  @Instant('Since when.') placedAt!: string;
  @Instant('Until when; null while it stands.', OPTIONAL) liftedAt!: string | null;
}

@ObjectType({ description: 'That somebody asked for a hold to be lifted.' })
@Needs('CASE')
export class HoldLiftingRequest {
  @Group(() => AuthorityRequest, 'Who asked, and what came of it.') authority!: AuthorityRequest;
  @Key('The hold.', as('holdKey')) hold!: string;
  @Choice(HoldLiftingReasonEnum, 'Why it is to be lifted.') reason!: HoldLiftingReason;
}

@ObjectType({
  description: 'That it was decided to dispose of a record. Its keys are destroyed in a later step.',
})
@Needs('CASE')
export class Disposal {
  @Instant('When it was decided.') at!: string;
  @Choice(DisposalReasonEnum, 'Why.') reason!: DisposalReason;
}

@ObjectType({ description: 'Whether a record is held, when it is reviewed, and whether it was disposed of.' })
@Needs('CASE')
export class Retention {
  @Flag('Whether a hold stands: the record is not disposed of.') isHeld!: boolean;
  @Group(() => LegalHold, 'All its holds, the first first.', usually(5)) holds!: readonly LegalHold[];
  @Group(() => HoldLiftingRequest, 'What was asked for about holds, the oldest first.', usually(5))
  requests!: readonly HoldLiftingRequest[];
  @LondonDay('The day of its review.', OPTIONAL) reviewOn!: string | null;
  @LondonDay('Until which day it is kept on.', OPTIONAL) retainedUntil!: string | null;
  @Choice(RetainingReasonEnum, 'Why it is kept on.', OPTIONAL) retainedBecause!: RetainingReason | null;
  @Group(() => Disposal, 'That it was disposed of.', OPTIONAL) disposal!: Disposal | null;
}

@ObjectType({ description: 'A record, and whether it is held, reviewed or disposed of.' })
@Needs('CASE')
@IsRow()
class RetentionOfRecord {
  @RecordId('The global id of the record.') recordId!: string;
  @Group(() => Retention, 'What was said of it.') retention!: Retention;
}

export const RetentionConnection = connectionOf('RetentionOfRecord', () => RetentionOfRecord);
