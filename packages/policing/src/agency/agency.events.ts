import { publicText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { AGENCY_KINDS, DISCLOSABLE_FIELDS, LEGAL_BASES } from '../advice.ts';
import { day, identifier } from '../values.ts';

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
