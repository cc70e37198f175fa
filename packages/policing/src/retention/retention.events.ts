import { z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { declined, granted } from '../granting.ts';
import { day, identifier, instant, reference } from '../values.ts';

/** Why a record is held: whatever its retention says, it is not disposed of (S3:33-34). */
export const HOLD_REASONS = [
  'LITIGATION',
  'COMPLAINT',
  'INVESTIGATION',
  'INQUIRY',
  'ACCESS_REQUEST',
  'OTHER',
] as const;
/** One of `HOLD_REASONS`. */
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Why a hold is lifted. */
export const HOLD_LIFTING_REASONS = ['MATTER_ENDED', 'NOT_NEEDED', 'PLACED_BY_MISTAKE', 'OTHER'] as const;
/** One of `HOLD_LIFTING_REASONS`. */
export type HoldLiftingReason = (typeof HOLD_LIFTING_REASONS)[number];

/** Why a record is kept on after its review. */
export const RETAINING_REASONS = ['POLICING_PURPOSE', 'LAW_REQUIRES_IT', 'LEGAL_CLAIM', 'OTHER'] as const;
/** One of `RETAINING_REASONS`. */
export type RetainingReason = (typeof RETAINING_REASONS)[number];

/** Why a record is disposed of. */
export const DISPOSAL_REASONS = ['NO_LONGER_NEEDED', 'ASKED_BY_PERSON', 'RECORDED_TWICE', 'OTHER'] as const;
/** One of `DISPOSAL_REASONS`. */
export type DisposalReason = (typeof DISPOSAL_REASONS)[number];

/**
 * Which version of a retention policy the day was counted by, `DEFAULT` where none served; absent where somebody named
 * the day, and in older records where none served.
 */
const policy = reference.optional();

export const legalHoldPlaced = event('LegalHoldPlaced', { hold: identifier, reason: z.enum(HOLD_REASONS) });
/** Somebody asks for a hold to be lifted: it stands until somebody else grants that (R-AUTH-1). */
export const legalHoldLiftRequested = event('LegalHoldLiftRequested', {
  request: identifier,
  hold: identifier,
  reason: z.enum(HOLD_LIFTING_REASONS),
  requestedBy: identifier,
  answerBy: instant,
});
export const legalHoldLiftGranted = granted('LegalHoldLiftGranted');
export const legalHoldLiftDeclined = declined('LegalHoldLiftDeclined');
export const legalHoldLifted = event('LegalHoldLifted', { hold: identifier });
/** On that London day it is looked at whether the record is needed still. */
export const retentionReviewScheduled = event('RetentionReviewScheduled', { on: day, policy });
/** The record is kept on, and not disposed of before that London day. */
export const recordRetained = event('RecordRetained', {
  reason: z.enum(RETAINING_REASONS),
  until: day,
  policy,
});
/**
 * The record may go, and takes nothing more. That is a decision: what it holds is there, and can be read, until its keys
 * are destroyed, which is on record as an event of its own.
 */
export const disposalDecided = event('DisposalDecided', { reason: z.enum(DISPOSAL_REASONS) });

export const retentionEvents = [
  legalHoldPlaced,
  legalHoldLiftRequested,
  legalHoldLiftGranted,
  legalHoldLiftDeclined,
  legalHoldLifted,
  retentionReviewScheduled,
  recordRetained,
  disposalDecided,
] as const;
export type RetentionEvent = EventOf<(typeof retentionEvents)[number]>;
