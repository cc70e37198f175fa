import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { CRITERIA } from '../criteria.ts';
import { lawEnforcementEvent as event } from '../event.ts';
import { declined, granted } from '../granting.ts';
import { CRIME_CATEGORIES, INVESTIGATORS } from '../policy/figures.ts';
import { LEGAL_BASES } from '../referral/referral.events.ts';
import { identifier, instant, reference, wardCode } from '../values.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';

/** What makes a crime one for the CID, whatever its category (S4:6). */
export const CRIME_MARKERS = ['SERIOUS', 'COMPLEX', 'GANG', 'HATE', 'DOMESTIC'] as const;
/** One of `CRIME_MARKERS`. */
export type CrimeMarker = (typeof CRIME_MARKERS)[number];

/** What speaks for the CID: the policy for its category, or a marker. */
export const ALLOCATION_CAUSES = ['CATEGORY', ...CRIME_MARKERS] as const;
/** One of `ALLOCATION_CAUSES`. */
export type AllocationCause = (typeof ALLOCATION_CAUSES)[number];

/** Why somebody else investigates than the policy says (R-INPT-6). */
export const ALLOCATION_REASONS = [
  'PART_OF_A_SERIES',
  'VULNERABLE_VICTIM',
  'KNOWN_OFFENDER',
  'SKILLS_NEEDED',
  'BEYOND_THE_WARD',
  'LOCAL_KNOWLEDGE',
  'NO_CAPACITY',
  'OTHER',
] as const;
/** One of `ALLOCATION_REASONS`. */
export type AllocationReason = (typeof ALLOCATION_REASONS)[number];

/** Why somebody was no victim of this crime after all. */
export const NO_VICTIM_REASONS = ['NOT_A_VICTIM', 'REGISTERED_TWICE', 'ANOTHER_CRIME', 'OTHER'] as const;
/** One of `NO_VICTIM_REASONS`. */
export type NoVictimReason = (typeof NO_VICTIM_REASONS)[number];

/** How an investigation ended. */
export const CRIME_OUTCOMES = [
  'CHARGED',
  'CAUTIONED',
  'COMMUNITY_RESOLUTION',
  'NO_SUSPECT_IDENTIFIED',
  'UNABLE_TO_PROSECUTE',
  'NOT_IN_PUBLIC_INTEREST',
  'ANOTHER_AGENCY_ACTS',
  'NO_CRIME',
  'OTHER',
] as const;
/** One of `CRIME_OUTCOMES`. */
export type CrimeOutcome = (typeof CRIME_OUTCOMES)[number];

/** What of a crime can be disclosed: who its victims are never is, help for them is asked for by a referral. */
export const CRIME_FIELDS = [
  'CATEGORY',
  'CIRCUMSTANCES',
  'COMMITTED',
  'MARKERS',
  'STANDING',
  'WARD',
] as const;
/** One of `CRIME_FIELDS`. */
export type CrimeField = (typeof CRIME_FIELDS)[number];

/** What a partner is told something for. */
export const DISCLOSURE_PURPOSES = [
  'VICTIM_SUPPORT',
  'SAFEGUARDING',
  'HOME_SECURITY',
  'PROBLEM_SOLVING',
  'PROSECUTION',
  'OTHER',
] as const;
/** One of `DISCLOSURE_PURPOSES`. */
export type DisclosurePurpose = (typeof DISCLOSURE_PURPOSES)[number];

const category = z.enum(CRIME_CATEGORIES);
const markers = z.array(z.enum(CRIME_MARKERS)).max(CRIME_MARKERS.length);
const criteria = z.array(z.enum(CRITERIA)).max(CRITERIA.length);
const causes = z.array(z.enum(ALLOCATION_CAUSES)).max(ALLOCATION_CAUSES.length);

export const crimeRecorded = event('CrimeRecorded', {
  category,
  markers,
  ward: wardCode,
  /** When it was committed, as far as anybody knows. */
  committedFrom: instant.optional(),
  committedUntil: instant.optional(),
  circumstances: personal(z.string().trim().min(1).max(4_000)).optional(),
});
export const crimeRecategorised = event('CrimeRecategorised', { category });
/** All markers that it has from then on. */
export const crimeMarkersChanged = event('CrimeMarkersChanged', { markers });
/** Somebody suffered it: that opens the offer of a visit, by its id (R-VIS-1). */
export const victimRegistered = event('VictimRegistered', {
  victim: identifier,
  visit: identifier,
  criteria,
});
/** Somebody was no victim of it after all. */
export const victimWithdrawn = event('VictimWithdrawn', {
  victim: identifier,
  reason: z.enum(NO_VICTIM_REASONS),
});
/** Who investigates. */
export const investigationAllocated = event('InvestigationAllocated', {
  to: z.enum(INVESTIGATORS),
  team: identifier,
  reason: z.enum(ALLOCATION_REASONS).optional(),
  /** Which categories the policy of that moment gave to the CID. */
  toCid: z.array(category),
  /** The version of the policy on allocation; absent where none served. */
  policy: reference.optional(),
  /** The request that an inspector granted, and what spoke for the CID all the same. */
  request: identifier.optional(),
  despite: causes.optional(),
});
/** Somebody asks that an INPT investigates what the policy gives to the CID. */
export const allocationRequested = event('AllocationRequested', {
  request: identifier,
  team: identifier,
  reason: z.enum(ALLOCATION_REASONS),
  despite: causes,
  requestedBy: identifier,
  answerBy: instant,
});
export const allocationGranted = granted('AllocationGranted', event);
export const allocationDeclined = declined('AllocationDeclined', event);
const link = { case: identifier.optional(), problem: identifier.optional() };
export const crimeLinked = event('CrimeLinked', link);
export const crimeUnlinked = event('CrimeUnlinked', link);
/** All that an agency sees of it from then on. */
export const crimeDisclosed = event('CrimeDisclosed', {
  agency: identifier,
  fields: z.array(z.enum(CRIME_FIELDS)).min(1),
  legalBasis: z.enum(LEGAL_BASES),
  agreement: identifier.optional(),
  purpose: z.enum(DISCLOSURE_PURPOSES),
});
export const crimeDisclosureEnded = event('CrimeDisclosureEnded', { agency: identifier });
export const crimeClosed = event('CrimeClosed', { outcome: z.enum(CRIME_OUTCOMES) });
export const crimeReopened = event('CrimeReopened', {});

export const crimeEvents = [
  crimeRecorded,
  crimeRecategorised,
  crimeMarkersChanged,
  victimRegistered,
  victimWithdrawn,
  investigationAllocated,
  allocationRequested,
  allocationGranted,
  allocationDeclined,
  crimeLinked,
  crimeUnlinked,
  crimeDisclosed,
  crimeDisclosureEnded,
  crimeClosed,
  crimeReopened,
] as const;
/** Those that no other kind of record has. */
export type OwnCrimeEvent = EventOf<(typeof crimeEvents)[number]>;
export type CrimeEvent = OwnCrimeEvent | RetentionEvent;
