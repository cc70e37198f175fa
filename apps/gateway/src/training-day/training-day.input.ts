import {
  trainingDay,
  type AttendeeKind,
  type By,
  type TrainingCancellationReason,
  type TrainingModule,
  type TrainingOutcome,
} from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  ActorKey,
  as,
  Choice,
  Count,
  Identifier,
  Instant,
  list,
  NodeId,
  OPTIONAL,
  Reference,
  Text,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import {
  AttendeeKindEnum,
  TrainingCancellationReasonEnum,
  TrainingModuleEnum,
  TrainingOutcomeEnum,
} from './training-day.type.ts';

const AboutTrainingDay = aboutRecord(
  trainingDay,
  NodeId('TrainingDay', 'The training day.', as('trainingDayId')),
);

@Sends(
  'Arrange a day on which people of several agencies learn together; partners, administrators, supervisors and inspectors do so. Your agency leads it.',
)
export class ScheduleTrainingDayInput extends CommandInput {
  @Identifier('The series of courses that it belongs to.') series!: string;
  @Instant('When it begins.') from!: string;
  @Instant('When it ends, on the same day in London.') to!: string;
  @Text(200, 'Where it is. Published as it is: name no private person.') place!: string;
  @Text(500, 'What it is for. Published as it is: name no private person.') purpose!: string;
  @NodeId('Agency', 'The agencies that organise it with yours.', list(11, 1), as('withAgencyIds'))
  organisers!: readonly string[];
  @Choice(TrainingModuleEnum, 'What is taught.', list(5, 1)) modules!: readonly TrainingModule[];
  @Count(1, 1_000, 'How many people there is room for.') maximum!: number;

  toCommand(_newId: NewId, by: By) {
    const { series, from, to, place, purpose, modules, maximum } = this;
    return addressed(trainingDay, undefined, {
      ...{ type: 'ScheduleTrainingDay', series, from, to, place, purpose, modules, maximum },
      organisers: [...this.organisers, by.agency],
    });
  }
}

@Sends('Arrange a training day for another time, before it begins; the agency that leads it does so.')
export class MoveTrainingDayInput extends AboutTrainingDay {
  @Instant('When it begins.') from!: string;
  @Instant('When it ends, on the same day in London.') to!: string;

  toCommand() {
    return this.about({ type: 'MoveTrainingDay', from: this.from, to: this.to });
  }
}

@Sends('Call a training day off, before it begins; the agency that leads it does so.')
export class CancelTrainingDayInput extends AboutTrainingDay {
  @Choice(TrainingCancellationReasonEnum, 'Why.') reason!: TrainingCancellationReason;

  toCommand() {
    return this.about({ type: 'CancelTrainingDay', reason: this.reason });
  }
}

@Sends(
  'Record who attended a training day, once it is over: any of the agencies that organise it does so; of the members of a force, that force. Home security surveys let a member make basic ones from then on.',
)
export class RecordTrainingAttendanceInput extends AboutTrainingDay {
  @ActorKey(
    'The own id of the person, as tokens of their agency carry it; of a member, the member’s.',
    as('personKey'),
  )
  person!: string;
  @ActorKey('The agency of the person, by its key; left out, your own.', OPTIONAL, as('agencyKey'))
  agency?: string;
  @Choice(AttendeeKindEnum, 'What kind of attendee it is.') kind!: AttendeeKind;
  @Choice(TrainingModuleEnum, 'What they attended.', list(5, 1)) modules!: readonly TrainingModule[];

  toCommand(_newId: NewId, by: By) {
    const { person, agency = by.agency, kind, modules } = this;
    return this.about({ type: 'RecordTrainingAttendance', person, agency, kind, modules });
  }
}

@Sends(
  'Correct what somebody attended; whoever may record it does so. Whoever was not there at all: strike it through.',
)
export class CorrectTrainingAttendanceInput extends AboutTrainingDay {
  @ActorKey('The own id of the person, as it was recorded.', as('personKey')) person!: string;
  @ActorKey('The agency of the person, by its key; left out, your own.', OPTIONAL, as('agencyKey'))
  agency?: string;
  @Choice(TrainingModuleEnum, 'All that they attended.', list(5, 1)) modules!: readonly TrainingModule[];

  toCommand(_newId: NewId, by: By) {
    const { person, agency = by.agency, modules } = this;
    return this.about({ type: 'CorrectTrainingAttendance', person, agency, modules });
  }
}

@Sends('Say whether a training day did what it was for; any of the agencies that organise it does so.')
export class EvaluateTrainingDayInput extends AboutTrainingDay {
  @Choice(TrainingOutcomeEnum, 'Whether it did what it was for.') outcome!: TrainingOutcome;
  @Reference('Where the evidence is kept, for example training/2026-03-02.') evidence!: string;

  toCommand() {
    return this.about({ type: 'EvaluateTrainingDay', outcome: this.outcome, evidence: this.evidence });
  }
}
