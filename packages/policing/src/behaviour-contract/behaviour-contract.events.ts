import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { DISCLOSURE_PURPOSES } from '../crime/crime.events.ts';
import { lawEnforcementEvent as event } from '../event.ts';
import { LEGAL_BASES } from '../referral/referral.events.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { day, identifier, reference } from '../values.ts';

/** Attested of whoever behaves so, instead of a birth date: what a contract or an order asks for. */
export const BEHAVIOUR_CRITERIA = ['UNDER_10', 'UNDER_16', 'UNDER_18', 'VULNERABLE'] as const;
/** One of `BEHAVIOUR_CRITERIA`. */
export type BehaviourCriterion = (typeof BEHAVIOUR_CRITERIA)[number];

/** How a parent or guardian was told. */
export const GUARDIAN_WAYS = ['IN_PERSON', 'BY_PHONE', 'IN_WRITING'] as const;
/** One of `GUARDIAN_WAYS`. */
export type GuardianWay = (typeof GUARDIAN_WAYS)[number];

/** What help goes with a contract (5.1). */
export const SUPPORT_KINDS = [
  'YOUTH_SERVICE',
  'FAMILY_SUPPORT',
  'MENTORING',
  'EDUCATION_OR_WORK',
  'HEALTH_OR_ADDICTION',
  'HOUSING_SUPPORT',
  'OTHER',
] as const;
/** One of `SUPPORT_KINDS`. */
export type SupportKind = (typeof SUPPORT_KINDS)[number];

/** Who signs a contract: the person, and each agency. */
export const SIGNATORIES = ['PERSON', 'AGENCY'] as const;
/** One of `SIGNATORIES`. */
export type Signatory = (typeof SIGNATORIES)[number];

/** How a person declined: nobody has to sign. */
export const CONTRACT_DECLINE_REASONS = ['NOT_WANTED', 'DID_NOT_COME', 'OTHER'] as const;
/** One of `CONTRACT_DECLINE_REASONS`. */
export type ContractDeclineReason = (typeof CONTRACT_DECLINE_REASONS)[number];

/** How a contract goes, as those who met about it see it. */
export const CONTRACT_REVIEWS = ['GOES_WELL', 'GOES_IN_PART', 'DOES_NOT_GO', 'MORE_SUPPORT_NEEDED'] as const;
/** One of `CONTRACT_REVIEWS`. */
export type ContractReview = (typeof CONTRACT_REVIEWS)[number];

/** What of a contract was broken. */
export const BREACH_KINDS = ['PROHIBITION', 'REQUIREMENT'] as const;
/** One of `BREACH_KINDS`. */
export type BreachKind = (typeof BREACH_KINDS)[number];

/** Why it was no breach after all. */
export const NO_BREACH_REASONS = ['NOT_PROVEN', 'ANOTHER_PERSON', 'NOT_IN_THE_TERMS', 'OTHER'] as const;
/** One of `NO_BREACH_REASONS`. */
export type NoBreachReason = (typeof NO_BREACH_REASONS)[number];

/** Why a contract is completed before it ends. */
export const EARLY_REASONS = ['AIM_REACHED', 'MOVED_AWAY', 'BY_AGREEMENT', 'OTHER'] as const;
/** One of `EARLY_REASONS`. */
export type EarlyReason = (typeof EARLY_REASONS)[number];

/** Why a contract comes to nothing: whoever signed it may always withdraw. */
export const CONTRACT_END_REASONS = [
  'PERSON_WITHDREW',
  'AGENCIES_WITHDREW',
  'NEVER_SIGNED',
  'ORDER_INSTEAD',
  'MOVED_AWAY',
  'OTHER',
] as const;
/** One of `CONTRACT_END_REASONS`. */
export type ContractEndReason = (typeof CONTRACT_END_REASONS)[number];

/** What a court, or for a notice the police or a council, can be asked for (5.1). */
export const ORDER_KINDS = [
  'ASBO',
  'CIVIL_INJUNCTION',
  'CRIMINAL_BEHAVIOUR_ORDER',
  'COMMUNITY_PROTECTION_NOTICE',
  'CLOSURE',
  'POSSESSION',
] as const;
/** One of `ORDER_KINDS`. */
export type OrderKind = (typeof ORDER_KINDS)[number];

/** Why an order is sought though no contract was offered (R-ASB-4). */
export const NO_CONTRACT_REASONS = [
  'RISK_OF_HARM',
  'URGENT',
  'NOT_REACHED',
  'CONVICTED',
  'CONTRACT_NOT_SUITABLE',
  'OTHER',
] as const;
/** One of `NO_CONTRACT_REASONS`. */
export type NoContractReason = (typeof NO_CONTRACT_REASONS)[number];

/** What became of an order that was sought. */
export const ORDER_OUTCOMES = ['GRANTED', 'REFUSED', 'WITHDRAWN'] as const;
/** One of `ORDER_OUTCOMES`. */
export type OrderOutcome = (typeof ORDER_OUTCOMES)[number];

/** Why an order holds no more; one that has a last day ends by itself. */
export const ORDER_END_REASONS = ['DISCHARGED', 'REPLACED', 'APPEAL_ALLOWED', 'OTHER'] as const;
/** One of `ORDER_END_REASONS`. */
export type OrderEndReason = (typeof ORDER_END_REASONS)[number];

/** What of a contract can be disclosed: of its terms only what was reviewed (R-ASB-7). */
export const CONTRACT_FIELDS = ['CATEGORY', 'DATES', 'ORDERS', 'PERSON', 'STANDING', 'TERMS'] as const;
/** One of `CONTRACT_FIELDS`. */
export type ContractField = (typeof CONTRACT_FIELDS)[number];

/** So many prohibitions, and so many requirements, a contract has at most. */
export const MOST_TERMS = 12;
/** So many agencies are invited to sign it at most. */
export const MOST_SIGNATORIES = 10;

const term = personal(z.string().trim().min(1).max(500));
/** A code of the policy on antisocial behaviour (R-ASB-5). */
const category = identifier;
const criteria = z.array(z.enum(BEHAVIOUR_CRITERIA)).max(BEHAVIOUR_CRITERIA.length);

export const contractProposed = event('ContractProposed', {
  /** The agency whose record it is. */
  owner: identifier,
  /** Opaque id of whose behaviour it is about. */
  person: identifier,
  category,
  criteria,
  prohibitions: z.array(term).max(MOST_TERMS),
  requirements: z.array(term).max(MOST_TERMS),
  /** The London day on which it ends, where one was agreed; else so many months after it begins (R-ASB-2). */
  until: day.optional(),
  months: z.int().min(1),
  /** The version of the policy on antisocial behaviour; absent where none served. */
  policy: reference.optional(),
});
/** Another agency may sign it, and sees what it would sign. */
export const agencyInvitedToSign = event('AgencyInvitedToSign', { agency: identifier });
export const guardianInformed = event('GuardianInformed', { how: z.enum(GUARDIAN_WAYS) });
export const supportOffered = event('SupportOffered', { support: z.enum(SUPPORT_KINDS) });
/** AGENCY: of which agency. PERSON: where the signed paper is. */
export const contractSigned = event('ContractSigned', {
  as: z.enum(SIGNATORIES),
  agency: identifier.optional(),
  evidence: reference.optional(),
});
export const contractDeclined = event('ContractDeclined', { reason: z.enum(CONTRACT_DECLINE_REASONS) });
export const contractOfferedAgain = event('ContractOfferedAgain', {});
export const contractReviewed = event('ContractReviewed', { outcome: z.enum(CONTRACT_REVIEWS) });
export const contractBreached = event('ContractBreached', {
  breach: identifier,
  kind: z.enum(BREACH_KINDS),
  note: personal(z.string().trim().min(1).max(2_000)).optional(),
  evidence: reference,
});
export const contractBreachFoundWrong = event('ContractBreachFoundWrong', {
  breach: identifier,
  reason: z.enum(NO_BREACH_REASONS),
});
/** It came to its end; before that, because those who signed agreed. Whether it was kept, its breaches say. */
export const contractCompleted = event('ContractCompleted', { early: z.enum(EARLY_REASONS).optional() });
export const contractEnded = event('ContractEnded', { reason: z.enum(CONTRACT_END_REASONS) });
export const orderSought = event('OrderSought', {
  /** The agency whose record it is. */
  owner: identifier,
  order: identifier,
  kind: z.enum(ORDER_KINDS),
  person: identifier,
  criteria,
  /** The London day of the written warning that a notice needs. */
  warnedOn: day.optional(),
  whyNoContract: z.enum(NO_CONTRACT_REASONS).optional(),
});
export const orderOutcomeRecorded = event('OrderOutcomeRecorded', {
  order: identifier,
  outcome: z.enum(ORDER_OUTCOMES),
  /** GRANTED: the London day on which it ends, where it says one. */
  until: day.optional(),
});
export const orderEnded = event('OrderEnded', { order: identifier, reason: z.enum(ORDER_END_REASONS) });
/** What others may read instead of the terms, before somebody else has read it. */
export const redactedTermsProposed = event('RedactedTermsProposed', {
  redacted: identifier,
  text: personal(z.string().trim().min(1).max(4_000)),
  proposedBy: identifier,
});
/** Somebody else read it and found nobody in it who is not to be named (R-ASB-7). */
export const redactedTermsApproved = event('RedactedTermsApproved', { redacted: identifier });
export const redactedTermsWithdrawn = event('RedactedTermsWithdrawn', { redacted: identifier });
/** All that an agency sees of it from then on. */
export const contractDisclosed = event('ContractDisclosed', {
  agency: identifier,
  fields: z.array(z.enum(CONTRACT_FIELDS)).min(1),
  legalBasis: z.enum(LEGAL_BASES),
  agreement: identifier.optional(),
  purpose: z.enum(DISCLOSURE_PURPOSES),
});
export const contractDisclosureEnded = event('ContractDisclosureEnded', { agency: identifier });

export const contractEvents = [
  contractProposed,
  agencyInvitedToSign,
  guardianInformed,
  supportOffered,
  contractSigned,
  contractDeclined,
  contractOfferedAgain,
  contractReviewed,
  contractBreached,
  contractBreachFoundWrong,
  contractCompleted,
  contractEnded,
  orderSought,
  orderOutcomeRecorded,
  orderEnded,
  redactedTermsProposed,
  redactedTermsApproved,
  redactedTermsWithdrawn,
  contractDisclosed,
  contractDisclosureEnded,
] as const;
/** Those that no other kind of record has. */
export type OwnContractEvent = EventOf<(typeof contractEvents)[number]>;
export type ContractEvent = OwnContractEvent | RetentionEvent;
