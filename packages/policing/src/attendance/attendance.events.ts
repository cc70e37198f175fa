import { object, personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, instant } from '../values.ts';

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

const considered = object({
  considered: z.boolean(),
  outcome: z.enum(CONSIDERATION_OUTCOMES).optional(),
});

export const attendancePlanned = event('AttendancePlanned', {
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
});
export const calledBeforeArrival = event('CalledBeforeArrival', {});
export const arrivalRecorded = event('ArrivalRecorded', {});
export const calledOnDeparture = event('CalledOnDeparture', {});
export const attendanceOverdue = event('AttendanceOverdue', { buddy: identifier.optional() });
export const overdueAttendanceResolved = event('OverdueAttendanceResolved', {
  outcome: z.enum(OVERDUE_OUTCOMES),
  note: personal(z.string().trim().min(1).max(2_000)).optional(),
});

export const attendanceEvents = [
  attendancePlanned,
  calledBeforeArrival,
  arrivalRecorded,
  calledOnDeparture,
  attendanceOverdue,
  overdueAttendanceResolved,
] as const;
export type AttendanceEvent = EventOf<(typeof attendanceEvents)[number]>;

/** What a plan says. */
export type AttendancePlan = Parameters<typeof attendancePlanned>[0];
