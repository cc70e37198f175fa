import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  attendance,
  type ConsiderationOutcome,
  type Crew,
  type OverdueOutcome,
  type PremisesKind,
} from '@wardbook/policing';
import { PremisesKindEnum } from '../advice-case/advice-case-codes.type.ts';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Group,
  Instant,
  Linked,
  OPTIONAL,
  Personal,
  StreamOf,
  SentAndShown,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { Needs } from '../scope.ts';
import type { AttendanceCard } from './attendance-board.view.ts';

type Standing = Exclude<AttendanceCard['standing'], 'EXPECTED'>;
const AttendanceStandingEnum = choice<Standing>('AttendanceStanding', 'How far a visit has come.', {
  PLANNED: 'It is planned; nobody has arrived.',
  ARRIVED: 'Whoever went has arrived.',
  DEPARTED: 'The call on departure came.',
  OVERDUE: 'No call on departure came in time, and nobody has found out why.',
  RESOLVED: 'No call came in time, and it was found out why.',
});

const ConsiderationOutcomeEnum = choice<ConsiderationOutcome>(
  'ConsiderationOutcome',
  'What came of considering something.',
  {
    NOT_REQUIRED: 'It is not needed.',
    ARRANGED: 'It is needed, and arranged.',
    NOT_AVAILABLE: 'It is needed, and cannot be had.',
  },
);

export const CrewEnum = choice<Crew>('Crew', 'How many go.', {
  LONE: 'One goes alone.',
  DOUBLE: 'Two go together.',
});

export const OverdueOutcomeEnum = choice<OverdueOutcome>('OverdueOutcome', 'How a missing call ended.', {
  SAFE_CALL_LATE: 'Whoever went is safe: the call came late.',
  SAFE_FOUND: 'Whoever went was looked for, and is safe.',
  NOT_ATTENDED: 'Nobody had gone.',
  HARMED: 'Whoever went has come to harm.',
  OTHER: 'It ended in another way.',
});

@SentAndShown('Whether something was considered, and what came of it.', 'ConsiderationInput')
@Needs('CASE')
export class ConsiderationMade {
  @Flag('Whether it was considered.') considered!: boolean;
  @Choice(ConsiderationOutcomeEnum, 'What came of it.', OPTIONAL) outcome?: ConsiderationOutcome;
}

@SentAndShown('What is considered before police go to somebody’s property (R-CASE-11).')
@Needs('CASE')
export class Considerations {
  @Group(() => ConsiderationMade, 'A risk assessment.') riskAssessment!: ConsiderationMade;
  @Group(() => ConsiderationMade, 'Personal protective equipment.') ppe!: ConsiderationMade;
  @Group(() => ConsiderationMade, 'Training in managing conflict.') conflictManagement!: ConsiderationMade;
  @Group(() => ConsiderationMade, 'Other training.') otherTraining!: ConsiderationMade;
}

@NodeType('Attendance', 'A visit to somebody’s premises: what was considered before, and which calls came.')
@Needs('CASE')
export class AttendanceType extends Node implements Partial<AttendanceCard> {
  @StreamOf(attendance) override key!: string;
  @Choice(AttendanceStandingEnum, 'How far it has come.') standing!: Standing;
  @Instant('When it was planned.') plannedAt!: string;
  @Linked('AdviceCase', 'The advice case that it belongs to.', OPTIONAL, as('adviceCase')) case?: string;
  @Linked('Subject', 'Null where the visit is to a community.', OPTIONAL) recipient?: string;
  @Linked('Member', 'Who goes.', OPTIONAL) member?: string;
  @Linked('Member', 'Who holds the plan and expects the calls.', OPTIONAL) buddy?: string;
  @Choice(PremisesKindEnum, 'What kind of premises it is to.') premisesKind!: PremisesKind;
  @Flag('Whether the premises are police premises.') policePremises!: boolean;
  @Group(() => Considerations, 'What was considered before.') considerations!: Considerations;
  @Choice(CrewEnum, 'Whether somebody goes alone.') crew!: Crew;
  @Instant('When the arrival was expected.', OPTIONAL) expectedArrival?: string;
  @Instant('When the departure was expected.', OPTIONAL) expectedDeparture?: string;
  @Count('How many minutes after the expected departure a missing call is an alarm.') graceMinutes!: number;
  @Instant('From when on a missing call on departure is an alarm.', OPTIONAL) overdueFrom?: string;
  @Instant('When the call before arrival came.', OPTIONAL) calledBeforeAt!: string | null;
  @Instant('When whoever went arrived.', OPTIONAL) arrivedAt!: string | null;
  @Instant('When the call on departure came.', OPTIONAL) departedAt!: string | null;
  @Instant('When the call was noticed to be missing.', OPTIONAL) overdueAt!: string | null;
  @Instant('When it was found out why.', OPTIONAL) resolvedAt!: string | null;
  @Choice(OverdueOutcomeEnum, 'How a missing call ended.', OPTIONAL) outcome!: OverdueOutcome | null;
  @Personal('ATTENDANCE', 'Where the visit is to.') address!: PersonalReference;
  @Personal('ATTENDANCE', 'What was found out about the missing call.', OPTIONAL)
  note!: PersonalReference | null;
}
