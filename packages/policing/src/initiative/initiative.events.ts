import { object, personal, registeredName, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { CRITERIA } from '../criteria.ts';
import { PREMISES_KINDS } from '../attendance/attendance.events.ts';
import { event } from '../event.ts';

import type { RetentionEvent } from '../retention/retention.events.ts';
import { day, identifier, reference, wardCode } from '../values.ts';

/** Open: whatever is none of the others is OTHER, and has a label of its own (R-INI-1, S0:5). */
export const INITIATIVE_KINDS = [
  'LOCK_FITTING',
  'ALLEY_GATING',
  'BLOCK_IMPROVEMENT',
  'WATCH',
  'OTHER',
] as const;
export type InitiativeKind = (typeof INITIATIVE_KINDS)[number];

/** What an initiative takes in: beside what is surveyed and visited, what many dwellings share (S0:5). */
export const INITIATIVE_PREMISES = [...PREMISES_KINDS, 'BLOCK_OF_FLATS', 'ALLEY'] as const;
export type InitiativePremises = (typeof INITIATIVE_PREMISES)[number];

export const DEVICES = [
  'DOOR_LOCK',
  'WINDOW_LOCK',
  'DOOR_CHAIN',
  'DOOR_VIEWER',
  'DOOR_CHIME',
  'WINDOW_ALARM',
  'PERSONAL_ALARM',
  'ENTRY_DOOR',
  'ENTRY_PHONE',
  'ALLEY_GATE',
  'LIGHTING',
  'OTHER',
] as const;
export type Device = (typeof DEVICES)[number];

/** On what the gates of an alley rest: gating orders until 2014, public spaces protection orders since. */
export const GATING_BASES = ['GATING_ORDER', 'PSPO', 'OWNERS_CONSENT', 'OTHER'] as const;
export type GatingBasis = (typeof GATING_BASES)[number];

export const PREMISES_WITHDRAWAL_REASONS = [
  'RECIPIENT_ASKED',
  'NO_LONGER_ELIGIBLE',
  'MOVED_AWAY',
  'NO_ANSWER',
  'OTHER',
] as const;
export type PremisesWithdrawalReason = (typeof PREMISES_WITHDRAWAL_REASONS)[number];

/** In what before and after were counted. */
export const EVALUATION_METHODS = [
  'RECORDED_CRIME',
  'REPEAT_VICTIMISATION',
  'RESIDENTS_ASKED',
  'SITE_INSPECTION',
  'OTHER',
] as const;
export type EvaluationMethod = (typeof EVALUATION_METHODS)[number];

export const INITIATIVE_OUTCOMES = ['COMPLETED', 'ENDED_EARLY', 'NOT_BEGUN', 'OTHER'] as const;
export type InitiativeOutcome = (typeof INITIATIVE_OUTCOMES)[number];

const dwellings = z.int().min(0).max(1_000_000);
const organisers = z.array(identifier).max(20);
const area = z
  .array(object({ ward: wardCode, eligibleDwellings: dwellings }))
  .min(1)
  .max(50);

export const initiativeProposed = event('InitiativeProposed', {
  kind: z.enum(INITIATIVE_KINDS),
  label: registeredName(160).optional(),
  name: registeredName(160),
  /** The agency whose it is. */
  lead: identifier,
  /** The agencies beside it. */
  organisers,
  /** How many dwellings of each ward are thought to be eligible. */
  area,
  /** All of them must be attested of whoever lives there. */
  criteria: z.array(z.enum(CRITERIA)).max(CRITERIA.length),
  premisesKinds: z.array(z.enum(INITIATIVE_PREMISES)).min(1).max(INITIATIVE_PREMISES.length),
  /** How much of the price is paid for whoever takes part. */
  subsidyPercent: z.int().min(0).max(100).optional(),
});
export const initiativeOrganisersChanged = event('InitiativeOrganisersChanged', { organisers });
export const initiativeAreaChanged = event('InitiativeAreaChanged', { area });
export const initiativeFunded = event('InitiativeFunded', {
  funding: identifier,
  funder: identifier,
  amountPence: z.int().min(1),
  /** London days, both included. */
  from: day,
  until: day.optional(),
});
export const initiativeFundingEnded = event('InitiativeFundingEnded', { funding: identifier });
export const consultationRecorded = event('ConsultationRecorded', {
  consultation: identifier,
  asked: z.int().min(1).max(1_000_000),
  responded: z.int().min(0).max(1_000_000),
  agreed: z.int().min(0).max(1_000_000),
  /** The last London day on which anybody could answer. */
  closedOn: day,
});
export const legalBasisRecorded = event('LegalBasisRecorded', {
  legalBasis: identifier,
  kind: z.enum(GATING_BASES),
  reference,
  /** London days, both included. */
  from: day,
  until: day.optional(),
});
export const legalBasisEnded = event('LegalBasisEnded', { legalBasis: identifier });
/** What says that there is something to do: a problem profile, a survey of residents. */
export const initiativeEvidenceRecorded = event('InitiativeEvidenceRecorded', { evidence: reference });
export const premisesAdmitted = event('PremisesAdmitted', {
  /** Names them within the initiative. */
  premises: identifier,
  kind: z.enum(INITIATIVE_PREMISES),
  /** Behind one door there may be forty flats. */
  dwellings,
  ward: wardCode,
  /** Opaque id of whoever lives there. */
  recipient: identifier.optional(),
  criteria: z.array(z.enum(CRITERIA)).max(CRITERIA.length),
  /** What a survey recommended, and this initiative is to do. */
  recommendation: object({ survey: identifier, recommendation: identifier }).optional(),
  address: personal(z.string().trim().min(1).max(300)).optional(),
});
export const premisesWithdrawn = event('PremisesWithdrawn', {
  premises: identifier,
  reason: z.enum(PREMISES_WITHDRAWAL_REASONS),
  /** What takes part no more: whoever counts keeps no list of premises. */
  ward: wardCode,
  dwellings,
});
export const installationRecorded = event('InstallationRecorded', {
  premises: identifier,
  devices: z.array(z.enum(DEVICES)).min(1).max(DEVICES.length),
  fittedBy: identifier,
  ward: wardCode,
  /** The dwellings for which it is the first. */
  dwellings,
  /** What it was recommended by. */
  recommendation: object({ survey: identifier, recommendation: identifier }).optional(),
});
export const initiativeEvaluated = event('InitiativeEvaluated', {
  evaluation: identifier,
  method: z.enum(EVALUATION_METHODS),
  before: z.int().min(0),
  after: z.int().min(0),
  /** London days, both included: what was counted after. */
  from: day,
  until: day,
});
export const initiativeClosed = event('InitiativeClosed', { outcome: z.enum(INITIATIVE_OUTCOMES) });
export const initiativeReopened = event('InitiativeReopened', {});

export const initiativeEvents = [
  initiativeProposed,
  initiativeOrganisersChanged,
  initiativeAreaChanged,
  initiativeFunded,
  initiativeFundingEnded,
  consultationRecorded,
  legalBasisRecorded,
  legalBasisEnded,
  initiativeEvidenceRecorded,
  premisesAdmitted,
  premisesWithdrawn,
  installationRecorded,
  initiativeEvaluated,
  initiativeClosed,
  initiativeReopened,
] as const;
/** Those that no other kind of record has. */
export type OwnInitiativeEvent = EventOf<(typeof initiativeEvents)[number]>;
export type InitiativeEvent = OwnInitiativeEvent | RetentionEvent;

/** What an event is made of, as a command of the same content names it. */
export type InitiativeFields<Type extends OwnInitiativeEvent['type']> = Parameters<
  Extract<(typeof initiativeEvents)[number], { readonly type: Type }>
>[0];
