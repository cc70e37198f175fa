import { publicText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { DISCLOSABLE_FIELDS, LEGAL_BASES } from '../referral/referral.events.ts';
import { day, identifier } from '../values.ts';

/** Kinds of partner (S0:5, S1:22, S2:5, S4:5). */
export const AGENCY_KINDS = [
  'POLICE',
  'COUNCIL',
  'HOUSING_ASSOCIATION',
  'FIRE',
  'VICTIM_SUPPORT',
  'BUSINESS',
  'GOVERNMENT',
  'POLICE_AUTHORITY',
  'NEIGHBOURHOOD_WATCH',
  'EDUCATION',
  'FAITH',
  'PROBATION',
  'HEALTH',
  'OTHER',
] as const;
/** One of `AGENCY_KINDS`. */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

export const agencyRegistered = event('AgencyRegistered', {
  kind: z.enum(AGENCY_KINDS),
  name: publicText(160),
});
export const capabilityOffered = event('CapabilityOffered', {
  /** A topic of advice (`VICTIM_SUPPORT`), or the agency's own code for a service. */
  capability: identifier,
  label: publicText(160),
  /** For whom it is there. */
  eligibility: publicText(300).optional(),
});
export const capabilityWithdrawn = event('CapabilityWithdrawn', { capability: identifier });
export const sharingAgreed = event('SharingAgreed', {
  agreement: identifier,
  fields: z.array(z.enum(DISCLOSABLE_FIELDS)).min(1),
  legalBasis: z.enum(LEGAL_BASES),
  /** London days, both included. */
  from: day,
  until: day,
});
export const sharingEnded = event('SharingEnded', { agreement: identifier });

export const agencyEvents = [
  agencyRegistered,
  capabilityOffered,
  capabilityWithdrawn,
  sharingAgreed,
  sharingEnded,
] as const;
export type AgencyEvent = EventOf<(typeof agencyEvents)[number]>;
