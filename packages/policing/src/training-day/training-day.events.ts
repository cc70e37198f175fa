import { sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';
import { identifier, instant, reference } from '../values.ts';

/** What is taught on a training day (S2:11, 13). */
export const TRAINING_MODULES = [
  'NIM',
  'ASBO_ABC',
  'TASKING',
  'HOME_SECURITY_SURVEY',
  'PARTNERSHIP',
] as const;
/** One of `TRAINING_MODULES`. */
export type TrainingModule = (typeof TRAINING_MODULES)[number];

/** Who comes: council staff, housing association representatives, police and PCSOs (S2:5), and other partners. */
export const ATTENDEE_KINDS = ['COUNCIL', 'HOUSING', 'POLICE', 'PCSO', 'OTHER'] as const;
/** One of `ATTENDEE_KINDS`. */
export type AttendeeKind = (typeof ATTENDEE_KINDS)[number];

/** Why a training day does not take place. */
export const TRAINING_CANCELLATION_REASONS = [
  'TOO_FEW_PLACES_TAKEN',
  'NO_TRAINER',
  'NO_PLACE',
  'NEEDED_ELSEWHERE',
  'OTHER',
] as const;
/** One of `TRAINING_CANCELLATION_REASONS`. */
export type TrainingCancellationReason = (typeof TRAINING_CANCELLATION_REASONS)[number];

/** Whether a training day did what it was for (S2:5). */
export const TRAINING_OUTCOMES = ['MET', 'PARTLY_MET', 'NOT_MET'] as const;
/** One of `TRAINING_OUTCOMES`. */
export type TrainingOutcome = (typeof TRAINING_OUTCOMES)[number];

const modules = z.array(z.enum(TRAINING_MODULES)).min(1).max(TRAINING_MODULES.length);
const hours = { from: instant, to: instant };

export const trainingDayScheduled = event('TrainingDayScheduled', {
  /** The series of courses that it belongs to. */
  series: identifier,
  ...hours,
  place: sealedText(200),
  purpose: sealedText(500),
  /** Agencies; whoever leads it is one of them. */
  organisers: z.array(identifier).min(2).max(12),
  modules,
  /** How many people there is room for. */
  maximum: z.int().min(1).max(1_000),
});
export const trainingDayMoved = event('TrainingDayMoved', hours);
export const trainingDayCancelled = event('TrainingDayCancelled', {
  reason: z.enum(TRAINING_CANCELLATION_REASONS),
});

const attendee = {
  /** Within the agency: of a member of a force, the member's id. */
  person: identifier,
  agency: identifier,
};
const attended = {
  modules,
  /** For how many months a member of a force may make basic surveys because of it (R-TRN-1). */
  surveyMonths: z.int().min(1).max(600).optional(),
  /** The version of the training policy that says so; absent where none served. */
  policy: reference.optional(),
};
export const trainingAttended = event('TrainingAttended', {
  ...attendee,
  kind: z.enum(ATTENDEE_KINDS),
  ...attended,
});
/** They attended these modules, and no others. */
export const trainingAttendanceCorrected = event('TrainingAttendanceCorrected', {
  ...attendee,
  ...attended,
});
export const trainingDayEvaluated = event('TrainingDayEvaluated', {
  outcome: z.enum(TRAINING_OUTCOMES),
  evidence: reference,
});

export const trainingDayEvents = [
  trainingDayScheduled,
  trainingDayMoved,
  trainingDayCancelled,
  trainingAttended,
  trainingAttendanceCorrected,
  trainingDayEvaluated,
] as const;
/** Those that no other kind of record has. */
export type OwnTrainingDayEvent = EventOf<(typeof trainingDayEvents)[number]>;
export type TrainingDayEvent = OwnTrainingDayEvent | RedactionEvent;
