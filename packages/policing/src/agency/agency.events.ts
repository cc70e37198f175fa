import { publicText, registeredName, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import type { Role } from '../by.ts';
import { event } from '../event.ts';
import { DISCLOSABLE_FIELDS, LEGAL_BASES } from '../referral/referral.events.ts';
import { day, identifier } from '../values.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';

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
  // A crime and disorder reduction partnership.
  'CDRP',
  'COMMUNITY',
  'INSPECTORATE',
] as const;
/** One of `AGENCY_KINDS`. */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

export const agencyRegistered = event('AgencyRegistered', {
  kind: z.enum(AGENCY_KINDS),
  name: registeredName(160),
});
export const agencyRenamed = event('AgencyRenamed', { name: registeredName(160) });
export const agencyEnded = event('AgencyEnded', {
  /** Who carries on what it did. */
  successor: identifier.optional(),
});
const offer = {
  /** A topic of advice (`VICTIM_SUPPORT`), or the agency's own code for a service. */
  capability: identifier,
  label: registeredName(160),
};
/** `eligibility`: for whom it is there. */
export const capabilityOffered = event('CapabilityOffered', {
  ...offer,
  eligibility: publicText(300).optional(),
})
  // version 2: words that can be taken out
  .becomes({ ...offer, eligibility: sealedText(300).optional() }, (older) => older);
export const capabilityWithdrawn = event('CapabilityWithdrawn', { capability: identifier });
const sharing = {
  agreement: identifier,
  fields: z.array(z.enum(DISCLOSABLE_FIELDS)).min(1),
  legalBasis: z.enum(LEGAL_BASES),
  /** London days, both included. */
  from: day,
  until: day,
};
export const sharingAgreed = event('SharingAgreed', sharing)
  // version 2: an agreement is one force's; the older ones do not say whose, and count for all.
  .becomes({ ...sharing, force: identifier.optional() }, (older) => older);
export const sharingEnded = event('SharingEnded', { agreement: identifier });

/** The agency audits a force, and sees its records. */
export const auditRegistered = event('AuditRegistered', {
  force: identifier,
  /** London days, both included; without a last one, until it is ended. */
  from: day,
  until: day.optional(),
});
export const auditEnded = event('AuditEnded', { force: identifier });

/** What a system may do by itself: nothing in which somebody authorises, and nothing that is a member's own work (R-AUTH-1). */
export const CLIENT_ROLES = ['PARTNER', 'AUDITOR', 'ELECTED'] as const satisfies readonly Role[];
/** One of `CLIENT_ROLES`. */
export type ClientRole = (typeof CLIENT_ROLES)[number];

/** Why a system speaks for its agency no more. */
export const CLIENT_END_REASONS = ['NO_LONGER_USED', 'REPLACED', 'COMPROMISED', 'OTHER'] as const;
/** One of `CLIENT_END_REASONS`. */
export type ClientEndReason = (typeof CLIENT_END_REASONS)[number];

/** A system speaks for the agency, by the client id of its tokens; said again, it is called otherwise or has another role. */
export const clientRegistered = event('ClientRegistered', {
  client: identifier,
  role: z.enum(CLIENT_ROLES),
  name: registeredName(160),
});
export const clientEnded = event('ClientEnded', { client: identifier, reason: z.enum(CLIENT_END_REASONS) });

export const agencyEvents = [
  agencyRegistered,
  agencyRenamed,
  agencyEnded,
  capabilityOffered,
  capabilityWithdrawn,
  sharingAgreed,
  sharingEnded,
  auditRegistered,
  auditEnded,
  clientRegistered,
  clientEnded,
] as const;
/** Those that no other kind of record has. */
export type OwnAgencyEvent = EventOf<(typeof agencyEvents)[number]>;
export type AgencyEvent = OwnAgencyEvent | RedactionEvent;
