import {
  attendance,
  NO_REPLY_TRIES,
  type CancellationReason,
  type Crew,
  type NonAttendanceReason,
  type NoReplyTry,
  type OverdueOutcome,
  type PremisesKind,
} from '@wardbook/policing';
import { PremisesKindEnum } from '../advice-case/advice-case-codes.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import {
  as,
  Choice,
  Count,
  Flag,
  Group,
  Instant,
  list,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
} from '../fields.ts';
import { RecipientInput } from '../recipient.input.ts';
import { Sends } from '../sends.ts';
import {
  CancellationReasonEnum,
  Considerations,
  CrewEnum,
  NonAttendanceReasonEnum,
  NoReplyTryEnum,
  OverdueOutcomeEnum,
} from './attendance.type.ts';

const AboutAttendance = aboutRecord(attendance, NodeId('Attendance', 'The visit.', as('attendanceId')));

@Sends<'recipientKind'>('Plan a visit to somebody’s premises. You plan your own visits.')
export class PlanAttendanceInput extends CommandInput {
  @NodeId('AdviceCase', 'The advice case that the visit belongs to.', OPTIONAL, as('adviceCaseId'))
  case?: string;
  @NodeId('Survey', 'The security survey for which you go.', OPTIONAL, as('surveyId')) survey?: string;
  @NodeId(
    'Visit',
    'The visit that a victim was offered, and for which you go.',
    OPTIONAL,
    as('victimVisitId'),
  )
  visit?: string;
  @Group(() => RecipientInput, 'Whom the visit is to: as in the case.') recipient!: RecipientInput;
  @Choice(PremisesKindEnum, 'What kind of premises it is to.') premisesKind!: PremisesKind;
  @Flag(
    'Whether they are police premises, which are OTHER; if not, a buddy and both times are needed.',
    otherwise(false),
  )
  policePremises!: boolean;
  @Group(() => Considerations, 'What you considered before you go.')
  considerations!: Considerations;
  @Choice(CrewEnum, 'Whether you go alone.') crew!: Crew;
  @NodeId('Member', 'Who holds the plan and expects the calls; not yourself.', OPTIONAL, as('buddyMemberId'))
  buddy?: string;
  @Instant('When you expect to arrive.', OPTIONAL) expectedArrival?: string;
  @Instant('When you expect to leave.', OPTIONAL) expectedDeparture?: string;
  @Count(
    0,
    240,
    'How many minutes after the expected departure a missing call is an alarm; left out, what the policy on visits says.',
    OPTIONAL,
  )
  graceMinutes?: number;
  @PersonalWords(300, 'Where the visit is to.') address!: string;

  toCommand() {
    const { recipient, premisesKind, policePremises, considerations, crew, buddy, address } = this;
    const { case: adviceCase, survey, visit, expectedArrival, expectedDeparture, graceMinutes } = this;
    return addressed(attendance, undefined, {
      type: 'PlanAttendance',
      ...{ premisesKind, policePremises, considerations, crew, buddy, address },
      ...{ expectedArrival, expectedDeparture, graceMinutes },
      ...{ case: adviceCase, survey, visit },
      recipient: recipient.key,
      recipientKind: recipient.kind,
    });
  }
}

@Sends('Let somebody else expect the calls of a visit.')
export class ChangeBuddyInput extends AboutAttendance {
  @NodeId('Member', 'Who; not whoever goes.', as('buddyMemberId')) buddy!: string;

  toCommand() {
    const { buddy } = this;
    return this.about({ type: 'ChangeBuddy', buddy });
  }
}

@Sends('Move a visit that nobody has begun to another time.')
export class MoveVisitInput extends AboutAttendance {
  @Instant('When you now expect to arrive.') expectedArrival!: string;
  @Instant('When you now expect to leave.') expectedDeparture!: string;

  toCommand() {
    const { expectedArrival, expectedDeparture } = this;
    return this.about({ type: 'MoveVisit', expectedArrival, expectedDeparture });
  }
}

@Sends('Call off a visit that nobody has begun.')
export class CancelVisitInput extends AboutAttendance {
  @Choice(CancellationReasonEnum, 'Why.') reason!: CancellationReason;
  @PersonalWords(2_000, 'What is to be said of it.', OPTIONAL) note?: string;

  toCommand() {
    const { reason, note } = this;
    return this.about({ type: 'CancelVisit', reason, note });
  }
}

@Sends('Record the call that you are about to arrive.')
export class CallBeforeArrivalInput extends AboutAttendance {
  toCommand() {
    return this.about({ type: 'CallBeforeArrival' });
  }
}

@Sends('Record that you have arrived.')
export class RecordArrivalInput extends AboutAttendance {
  toCommand() {
    return this.about({ type: 'RecordArrival' });
  }
}

@Sends('Record the call that you have left.')
export class CallOnDepartureInput extends AboutAttendance {
  toCommand() {
    return this.about({ type: 'CallOnDeparture' });
  }
}

@Sends('Record that nobody answered. It ends the visit, and no call on departure is expected.')
export class RecordNoReplyInput extends AboutAttendance {
  @Choice(NoReplyTryEnum, 'How you tried; at least one.', list(NO_REPLY_TRIES.length))
  tried!: readonly NoReplyTry[];
  @PersonalWords(2_000, 'What is to be said of it.', OPTIONAL) note?: string;

  toCommand() {
    const { tried, note } = this;
    return this.about({ type: 'RecordNoReply', tried, note });
  }
}

@Sends('Record that whoever was to make a visit did not.')
export class RecordDidNotAttendInput extends AboutAttendance {
  @Choice(NonAttendanceReasonEnum, 'Why.') reason!: NonAttendanceReason;

  toCommand() {
    const { reason } = this;
    return this.about({ type: 'RecordDidNotAttend', reason });
  }
}

@Sends('Record what was found out about a missing call; supervisors and inspectors do so.')
export class ResolveOverdueAttendanceInput extends AboutAttendance {
  @Choice(OverdueOutcomeEnum, 'How it ended.') outcome!: OverdueOutcome;
  @PersonalWords(2_000, 'What was found out.', OPTIONAL) note?: string;

  toCommand() {
    const { outcome, note } = this;
    return this.about({ type: 'ResolveOverdueAttendance', outcome, note });
  }
}
