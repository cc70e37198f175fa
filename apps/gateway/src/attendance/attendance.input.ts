import { IsDate, IsInt, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  attendance,
  type ConsiderationOutcome,
  type Crew,
  type OverdueOutcome,
  type PremisesKind,
} from '@wardbook/policing';
import { PremisesKindEnum } from '../advice-case/advice-case-codes.type.ts';
import { CommandInput } from '../command-input.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { RecipientInput } from '../recipient.input.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import { ConsiderationOutcomeEnum, CrewEnum, OverdueOutcomeEnum } from './attendance.type.ts';

@InputType()
abstract class AboutAttendance extends CommandInput {
  @Field(() => ID)
  attendanceId!: string;

  protected about(command: UnsentTo<typeof attendance>): Wish {
    const id = localId('Attendance', this.attendanceId);
    return wish(attendance, 'Attendance', id, command);
  }
}

@InputType({ description: 'Whether something was considered, and what came of it.' })
export class ConsiderationInput {
  @Field(() => Boolean)
  considered!: boolean;

  @Field(() => ConsiderationOutcomeEnum, { nullable: true })
  outcome?: ConsiderationOutcome | null;

  toConsidered() {
    return { considered: this.considered, ...given({ outcome: this.outcome }) };
  }
}

@InputType({ description: "What is considered before police go to somebody's property (R-CASE-11)." })
export class ConsiderationsInput {
  @Field(() => ConsiderationInput)
  @ValidateNested()
  riskAssessment!: ConsiderationInput;

  @Field(() => ConsiderationInput)
  @ValidateNested()
  ppe!: ConsiderationInput;

  @Field(() => ConsiderationInput)
  @ValidateNested()
  conflictManagement!: ConsiderationInput;

  @Field(() => ConsiderationInput)
  @ValidateNested()
  otherTraining!: ConsiderationInput;
}

@InputType({ description: 'You plan your own visits.' })
export class PlanAttendanceInput extends CommandInput implements Sendable {
  @Field(() => ID, { nullable: true, description: 'The advice case that the visit belongs to.' })
  adviceCaseId?: string | null;

  @Field(() => RecipientInput, { description: 'Whom the visit is to: as in the case.' })
  @ValidateNested()
  recipient!: RecipientInput;

  @Field(() => PremisesKindEnum)
  premisesKind!: PremisesKind;

  @Field(() => Boolean, { defaultValue: false })
  policePremises!: boolean;

  @Field(() => ConsiderationsInput)
  @ValidateNested()
  considerations!: ConsiderationsInput;

  @Field(() => CrewEnum)
  crew!: Crew;

  @Field(() => ID, { nullable: true, description: 'Who holds the plan and expects the calls; not yourself.' })
  buddyMemberId?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  @IsOptional()
  @IsDate()
  expectedArrival?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  @IsOptional()
  @IsDate()
  expectedDeparture?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How long after the expected departure a missing call is an alarm; left out, 15 minutes.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(240)
  graceMinutes?: number | null;

  @Field(() => String, { description: 'Personal.' })
  @Length(1, 300)
  address!: string;

  toWish(): Wish {
    const { adviceCaseId, premisesKind, policePremises, crew, buddyMemberId, graceMinutes, address } = this;
    const { riskAssessment, ppe, conflictManagement, otherTraining } = this.considerations;
    return wish(attendance, 'Attendance', undefined, {
      type: 'PlanAttendance',
      recipient: this.recipient.key,
      premisesKind,
      policePremises,
      crew,
      address,
      considerations: {
        riskAssessment: riskAssessment.toConsidered(),
        ppe: ppe.toConsidered(),
        conflictManagement: conflictManagement.toConsidered(),
        otherTraining: otherTraining.toConsidered(),
      },
      ...given({
        case: adviceCaseId == null ? undefined : localId('AdviceCase', adviceCaseId),
        buddy: buddyMemberId == null ? undefined : localId('Member', buddyMemberId),
        expectedArrival: this.expectedArrival?.toISOString(),
        expectedDeparture: this.expectedDeparture?.toISOString(),
        graceMinutes,
      }),
    });
  }
}

@InputType()
export class CallBeforeArrivalInput extends AboutAttendance implements Sendable {
  toWish(): Wish {
    return this.about({ type: 'CallBeforeArrival' });
  }
}

@InputType()
export class RecordArrivalInput extends AboutAttendance implements Sendable {
  toWish(): Wish {
    return this.about({ type: 'RecordArrival' });
  }
}

@InputType()
export class CallOnDepartureInput extends AboutAttendance implements Sendable {
  toWish(): Wish {
    return this.about({ type: 'CallOnDeparture' });
  }
}

@InputType()
export class ResolveOverdueAttendanceInput extends AboutAttendance implements Sendable {
  @Field(() => OverdueOutcomeEnum)
  outcome!: OverdueOutcome;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 2_000)
  note?: string | null;

  toWish(): Wish {
    const { outcome, note } = this;
    return this.about({ type: 'ResolveOverdueAttendance', outcome, ...given({ note }) });
  }
}
