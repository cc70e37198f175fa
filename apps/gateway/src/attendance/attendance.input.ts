import { attendance, type Crew, type OverdueOutcome, type PremisesKind } from '@wardbook/policing';
import { PremisesKindEnum } from '../advice-case/advice-case-codes.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import {
  as,
  Choice,
  Count,
  Flag,
  Group,
  Instant,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
} from '../fields.ts';
import { RecipientInput } from '../recipient.input.ts';
import { Sends } from '../sends.ts';
import { CrewEnum, OverdueOutcomeEnum, Considerations } from './attendance.type.ts';

const AboutAttendance = aboutRecord(attendance, NodeId('Attendance', 'The visit.', as('attendanceId')));

@Sends('Plan a visit to somebody’s premises. You plan your own visits.')
export class PlanAttendanceInput extends CommandInput {
  @NodeId('AdviceCase', 'The advice case that the visit belongs to.', OPTIONAL, as('adviceCaseId'))
  case?: string;
  @Group(() => RecipientInput, 'Whom the visit is to: as in the case.') recipient!: RecipientInput;
  @Choice(PremisesKindEnum, 'What kind of premises it is to.') premisesKind!: PremisesKind;
  @Flag('Whether they are police premises; if not, a buddy and both times are needed.', otherwise(false))
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
    'How many minutes after the expected departure a missing call is an alarm; left out, 15.',
    OPTIONAL,
  )
  graceMinutes?: number;
  @PersonalWords(300, 'Where the visit is to.') address!: string;

  toCommand() {
    const { recipient, premisesKind, policePremises, considerations, crew, buddy, address } = this;
    const { case: adviceCase, expectedArrival, expectedDeparture, graceMinutes } = this;
    return addressed(attendance, undefined, {
      type: 'PlanAttendance',
      ...{ premisesKind, policePremises, considerations, crew, buddy, address },
      ...{ expectedArrival, expectedDeparture, graceMinutes },
      case: adviceCase,
      recipient: recipient.key,
    });
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

@Sends('Record what was found out about a missing call; supervisors and inspectors do so.')
export class ResolveOverdueAttendanceInput extends AboutAttendance {
  @Choice(OverdueOutcomeEnum, 'How it ended.') outcome!: OverdueOutcome;
  @PersonalWords(2_000, 'What was found out.', OPTIONAL) note?: string;

  toCommand() {
    const { outcome, note } = this;
    return this.about({ type: 'ResolveOverdueAttendance', outcome, note });
  }
}
