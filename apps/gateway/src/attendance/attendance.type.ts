import { ObjectType } from 'type-graphql';
import type { PersonalReference, Timeline } from '@wardbook/event-sourcing';
import {
  attendance,
  type CancellationReason,
  type ConsiderationOutcome,
  type Crew,
  type NonAttendanceReason,
  type NoReplyTry,
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
  LATEST,
  Linked,
  OPTIONAL,
  Personal,
  StreamOf,
  SentAndShown,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import type { AttendanceCard } from './attendance-board.view.ts';

type Standing = Exclude<AttendanceCard['standing'], 'EXPECTED'>;
export const AttendanceStandingEnum = choice<Standing>('AttendanceStanding', 'How far a visit has come.', {
  PLANNED: 'It is planned; nobody has arrived.',
  ARRIVED: 'Whoever went has arrived.',
  DEPARTED: 'The call on departure came.',
  CANCELLED: 'It was called off before anybody arrived.',
  NO_REPLY: 'Nobody answered.',
  NOT_ATTENDED: 'Nobody went.',
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

export const CancellationReasonEnum = choice<CancellationReason>(
  'CancellationReason',
  'Why a visit was called off.',
  {
    RECIPIENT_ASKED: 'Whoever was to be visited asked for it.',
    NO_LONGER_NEEDED: 'It is not needed any more.',
    NOT_SAFE: 'It is not safe.',
    NEEDED_ELSEWHERE: 'Whoever was to go is needed elsewhere.',
    PLANNED_IN_ERROR: 'It should not have been planned.',
    OTHER: 'For another reason.',
  },
);

export const NoReplyTryEnum = choice<NoReplyTry>('NoReplyTry', 'How somebody was tried who did not answer.', {
  AT_THE_DOOR: 'At the door.',
  BY_PHONE: 'By phone.',
  CARD_LEFT: 'A card was left.',
  NEIGHBOUR_ASKED: 'A neighbour was asked.',
  OTHER: 'In another way.',
});

export const NonAttendanceReasonEnum = choice<NonAttendanceReason>(
  'NonAttendanceReason',
  'Why nobody went who was to go.',
  {
    URGENT_CALL: 'There was an urgent call.',
    ILL: 'Whoever was to go was ill.',
    NO_TRANSPORT: 'There was no way to get there.',
    OVERLOOKED: 'It was overlooked.',
    OTHER: 'For another reason.',
  },
);

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

@ObjectType({ description: 'When a visit was to be before it was moved.' })
@Needs('CASE')
export class EarlierVisitTimes {
  @Instant('When the arrival was expected.', OPTIONAL) expectedArrival?: string;
  @Instant('When the departure was expected.', OPTIONAL) expectedDeparture?: string;
  @Instant('When it was moved to another time.') movedAt!: string;
}

@NodeType(
  'Attendance',
  'A visit to somebody’s premises: what was considered before, and which calls came, how it ended.',
)
@Needs('CASE')
export class AttendanceType extends Node implements Partial<AttendanceCard> {
  @StreamOf(attendance) override key!: string;
  @Choice(AttendanceStandingEnum, 'How far it has come.') standing!: Standing;
  @Instant('When it was planned.') plannedAt!: string;
  @Linked('AdviceCase', 'The advice case that it belongs to.', OPTIONAL, as('adviceCase')) case?: string;
  @Linked('Survey', 'The security survey for which somebody goes.', OPTIONAL) survey?: string;
  @Linked(
    'Visit',
    'The visit that a victim was offered, for which somebody goes.',
    OPTIONAL,
    as('victimVisit'),
  )
  visit?: string;
  @Linked('Subject', 'Null where the visit is to a community.', OPTIONAL) recipient?: string;
  @Linked('Member', 'Who goes.', OPTIONAL) member?: string;
  @Linked('Member', 'Who holds the plan and expects the calls.', OPTIONAL, LATEST)
  buddy!: Timeline<string | null>;
  @Choice(PremisesKindEnum, 'What kind of premises it is to.') premisesKind!: PremisesKind;
  @Flag('Whether the premises are police premises.') policePremises!: boolean;
  @Group(() => Considerations, 'What was considered before.') considerations!: Considerations;
  @Choice(CrewEnum, 'Whether somebody goes alone.') crew!: Crew;
  @Instant('When the arrival is expected.', OPTIONAL) expectedArrival!: string | null;
  @Instant('When the departure is expected.', OPTIONAL) expectedDeparture!: string | null;
  @Count('How many minutes after the expected departure a missing call is an alarm.') graceMinutes!: number;
  @Text(
    'The version of the policy on visits that set the grace; null where the plan did, or none served.',
    OPTIONAL,
  )
  policy?: string;
  @Instant('From when on a missing call on departure is an alarm.', OPTIONAL) overdueFrom!: string | null;
  @Instant('When the call before arrival came.', OPTIONAL) calledBeforeAt!: string | null;
  @Instant('When whoever went arrived.', OPTIONAL) arrivedAt!: string | null;
  @Instant('When the call on departure came.', OPTIONAL) departedAt!: string | null;
  @Instant('When it ended: on departure, or without a visit.', OPTIONAL) endedAt!: string | null;
  @Linked('Member', 'CANCELLED: who called it off.', OPTIONAL) cancelledBy!: string | null;
  @Choice(CancellationReasonEnum, 'CANCELLED: why.', OPTIONAL) cancellationReason!: CancellationReason | null;
  @Choice(NoReplyTryEnum, 'NO_REPLY: how they were tried.', usually(5)) tried!: readonly NoReplyTry[];
  @Choice(NonAttendanceReasonEnum, 'NOT_ATTENDED: why nobody went.', OPTIONAL)
  nonAttendanceReason!: NonAttendanceReason | null;
  @Personal('ATTENDANCE', 'What was said of a cancellation or a no reply.', OPTIONAL)
  endNote!: PersonalReference | null;
  @Instant('Since when a call on departure was missing.', OPTIONAL) overdueAt!: string | null;
  @Instant('When it was found out why.', OPTIONAL) resolvedAt!: string | null;
  @Choice(OverdueOutcomeEnum, 'How a missing call ended.', OPTIONAL) outcome!: OverdueOutcome | null;
  @Personal('ATTENDANCE', 'Where the visit is to.') address!: PersonalReference;
  @Personal('ATTENDANCE', 'What was found out about the missing call.', OPTIONAL)
  note!: PersonalReference | null;
}

export const AttendanceConnection = connectionOf('Attendance', () => AttendanceType);
