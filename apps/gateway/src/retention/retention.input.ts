import { InputType } from 'type-graphql';
import {
  subject,
  type DisposalReason,
  type HoldLiftingReason,
  type HoldReason,
  type RequestDeclineReason,
  type RetainingReason,
  type RetentionCommand,
} from '@wardbook/policing';
import { RequestDeclineReasonEnum } from '../authority-request.type.ts';
import { addressed, CommandInput, type Addressed } from '../command-input.ts';
import { as, Choice, KeptNodeId, LocalKey, LondonDay, OPTIONAL } from '../fields.ts';
import { Sends } from '../sends.ts';
import { recordOf } from '../record-of.ts';
import {
  DisposalReasonEnum,
  HoldLiftingReasonEnum,
  HoldReasonEnum,
  RetainingReasonEnum,
} from './retention.type.ts';

/** What every command about holds and retention carries: the record, of whichever kind. */
@InputType()
abstract class AboutKept extends CommandInput {
  @KeptNodeId(
    'The record: a case, a crime, a visit, a survey, an initiative, a referral or a person.',
    as('recordId'),
  )
  id!: string;

  /** Every kind that is kept has the same commands: the compiler looks at those of one. */
  about<Type extends RetentionCommand['type']>(
    command: Parameters<typeof addressed<typeof subject, Type>>[2],
  ): Addressed<typeof subject, Type> {
    const { decider, key } = recordOf(this.id);
    return { ...addressed<typeof subject, Type>(subject, key, command), decider: decider as typeof subject };
  }
}

@Sends('Hold a record, so that it is not disposed of until the hold is lifted; records staff do so.')
export class PlaceLegalHoldInput extends AboutKept {
  @LocalKey('Your name for this hold, within the record.', as('holdKey')) hold!: string;
  @Choice(HoldReasonEnum, 'Why it is held.') reason!: HoldReason;

  toCommand() {
    const { hold, reason } = this;
    return this.about({ type: 'PlaceLegalHold', hold, reason });
  }
}

@Sends('Ask for a hold to be lifted; records staff do so, and it stands until another of them grants that.')
export class LiftLegalHoldInput extends AboutKept {
  @LocalKey('The hold, as it was named.', as('holdKey')) hold!: string;
  @LocalKey('Your name for this request; left out, it is called like the hold.', OPTIONAL, as('requestKey'))
  request?: string;
  @Choice(HoldLiftingReasonEnum, 'Why it is to be lifted.') reason!: HoldLiftingReason;

  toCommand() {
    const { hold, request, reason } = this;
    return this.about({ type: 'LiftLegalHold', hold, request, reason });
  }
}

@Sends('Grant that a hold is lifted; another of the records staff than asked does so.')
export class GrantHoldLiftingInput extends AboutKept {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;

  toCommand() {
    return this.about({ type: 'GrantLifting', request: this.request });
  }
}

@Sends('Decline that a hold is lifted; another of the records staff than asked does so.')
export class DeclineHoldLiftingInput extends AboutKept {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why it is declined.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return this.about({ type: 'DeclineLifting', request, reason });
  }
}

@Sends('Say when it is looked at whether a record is needed still; records staff do so.')
export class ScheduleRetentionReviewInput extends AboutKept {
  @LondonDay('On which day; left out, on the one that the retention policy gives.', OPTIONAL) on?: string;

  toCommand() {
    return this.about({ type: 'ScheduleReview', on: this.on });
  }
}

@Sends('Keep a record on after its review; records staff do so.')
export class RetainRecordInput extends AboutKept {
  @Choice(RetainingReasonEnum, 'Why it is needed still.') reason!: RetainingReason;
  @LondonDay('Until which day; left out, for another term of the retention policy.', OPTIONAL) until?: string;

  toCommand() {
    const { reason, until } = this;
    return this.about({ type: 'Retain', reason, until });
  }
}

@Sends(
  'Decide to dispose of a record that is not held, not in use, and kept as long as the retention policy says; records staff do so. It takes nothing more. What it holds is there until its keys are destroyed, which is a later step.',
)
export class DisposeOfRecordInput extends AboutKept {
  @Choice(DisposalReasonEnum, 'Why; left out, because it is not needed any longer.', OPTIONAL)
  reason?: DisposalReason;

  toCommand() {
    return this.about({ type: 'Dispose', reason: this.reason });
  }
}
