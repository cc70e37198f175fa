import { object, personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { RECIPIENT_KINDS } from '../advice-case/codes.ts';
import { identifier, instant, reference } from '../values.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';

/** Where security advice is asked for (S3:16). */
export const PREMISES_KINDS = ['HOME', 'COMMERCIAL', 'PLACE_OF_FAITH', 'EDUCATION', 'OTHER'] as const;
export type PremisesKind = (typeof PREMISES_KINDS)[number];

/** What is to be considered before police go to somebody's property (S3:36). */
export const CONSIDERATIONS = ['riskAssessment', 'ppe', 'conflictManagement', 'otherTraining'] as const;
export type Consideration = (typeof CONSIDERATIONS)[number];

/** What came of considering it: it is recorded, whatever it was. */
export const CONSIDERATION_OUTCOMES = ['NOT_REQUIRED', 'ARRANGED', 'NOT_AVAILABLE'] as const;
export type ConsiderationOutcome = (typeof CONSIDERATION_OUTCOMES)[number];

export const CREWS = ['LONE', 'DOUBLE'] as const;
export type Crew = (typeof CREWS)[number];

/** How it ended when the call on departure did not come. */
export const OVERDUE_OUTCOMES = ['SAFE_CALL_LATE', 'SAFE_FOUND', 'NOT_ATTENDED', 'HARMED', 'OTHER'] as const;
export type OverdueOutcome = (typeof OVERDUE_OUTCOMES)[number];

/** Why a visit that nobody had begun is called off. */
export const CANCELLATION_REASONS = [
  'RECIPIENT_ASKED',
  'NO_LONGER_NEEDED',
  'NOT_SAFE',
  'NEEDED_ELSEWHERE',
  'PLANNED_IN_ERROR',
  'OTHER',
] as const;
export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

/** How somebody was tried who did not answer. */
export const NO_REPLY_TRIES = ['AT_THE_DOOR', 'BY_PHONE', 'CARD_LEFT', 'NEIGHBOUR_ASKED', 'OTHER'] as const;
export type NoReplyTry = (typeof NO_REPLY_TRIES)[number];

/** Why nobody went who was to go. */
export const NON_ATTENDANCE_REASONS = ['URGENT_CALL', 'ILL', 'NO_TRANSPORT', 'OVERLOOKED', 'OTHER'] as const;
export type NonAttendanceReason = (typeof NON_ATTENDANCE_REASONS)[number];

const note = personal(z.string().trim().min(1).max(2_000));
const considered = object({
  considered: z.boolean(),
  outcome: z.enum(CONSIDERATION_OUTCOMES).optional(),
});

const plan = {
  /** The advice case that the visit belongs to; a survey or a victim visit has none. */
  case: identifier.optional(),
  /** Whom the visit is to: an opaque subject id, or an area for a talk. */
  recipient: identifier,
  /** Who goes. */
  member: identifier,
  premisesKind: z.enum(PREMISES_KINDS),
  policePremises: z.boolean(),
  considerations: object({
    riskAssessment: considered,
    ppe: considered,
    conflictManagement: considered,
    otherTraining: considered,
  }),
  crew: z.enum(CREWS),
  /** Who holds the plan and expects the calls. */
  buddy: identifier.optional(),
  expectedArrival: instant.optional(),
  expectedDeparture: instant.optional(),
  graceMinutes: z.int().min(0).max(240),
  /** From when on a missing call on departure is an alarm; absent without a call plan. */
  overdueFrom: instant.optional(),
  address: personal(z.string().trim().min(1).max(300)),
};
const planOfForce = {
  ...plan,
  /** Absent where nobody said so yet. */
  recipientKind: z.enum(RECIPIENT_KINDS).optional(),
  /** Whose visit it is; absent where nobody said so yet. */
  force: identifier.optional(),
  /** The version of the policy on visits that set the grace; absent where the plan did, or none served. */
  policy: reference.optional(),
};
export const attendancePlanned = event('AttendancePlanned', plan)
  .becomes(planOfForce, (older) => older)
  // version 3: a visit is made to a victim, or to survey premises, too
  .becomes(
    {
      ...planOfForce,
      /** The visit that was offered to a victim. */
      visit: identifier.optional(),
      /** The security survey for which somebody goes. */
      survey: identifier.optional(),
    },
    (older) => older,
  );
export const calledBeforeArrival = event('CalledBeforeArrival', {});
export const arrivalRecorded = event('ArrivalRecorded', {});
/** Somebody attended, and came back. */
export const calledOnDeparture = event('CalledOnDeparture', {});
/** To a new time, before anybody arrived; the older one had been until then. */
export const visitMoved = event('VisitMoved', {
  expectedArrival: instant,
  expectedDeparture: instant,
  overdueFrom: instant,
});
/** Before anybody arrived. */
export const visitCancelled = event('VisitCancelled', {
  by: identifier,
  reason: z.enum(CANCELLATION_REASONS),
  note: note.optional(),
});
export const noReplyRecorded = event('NoReplyRecorded', {
  tried: z.array(z.enum(NO_REPLY_TRIES)).min(1).max(NO_REPLY_TRIES.length),
  note: note.optional(),
});
/** Nobody went. */
export const visitNotAttended = event('VisitNotAttended', { reason: z.enum(NON_ATTENDANCE_REASONS) });
export const buddyChanged = event('BuddyChanged', { buddy: identifier });
/** From the end of the grace on, whenever somebody noticed. */
export const attendanceOverdue = event('AttendanceOverdue', { buddy: identifier.optional() });
/** The alarm of this moment was none: what was recorded after it says so. */
export const alarmUnfounded = event('AlarmUnfounded', {});
export const overdueAttendanceResolved = event('OverdueAttendanceResolved', {
  outcome: z.enum(OVERDUE_OUTCOMES),
  note: note.optional(),
});

export const attendanceEvents = [
  attendancePlanned,
  calledBeforeArrival,
  arrivalRecorded,
  calledOnDeparture,
  visitMoved,
  visitCancelled,
  noReplyRecorded,
  visitNotAttended,
  buddyChanged,
  attendanceOverdue,
  alarmUnfounded,
  overdueAttendanceResolved,
] as const;
/** Those that no other kind of record has. */
export type OwnAttendanceEvent = EventOf<(typeof attendanceEvents)[number]>;
export type AttendanceEvent = OwnAttendanceEvent | RetentionEvent;

/** What a plan says. */
export type AttendancePlan = Parameters<typeof attendancePlanned>[0];
