import type { Topic } from '../policy/policy.events.ts';

/** Topics of technical electronic security, better referred to a specialist (S3:27, R-CASE-3). */
export const ELECTRONIC_TOPICS: readonly Topic[] = [
  'INTRUDER_ALARM',
  'CCTV_INSTALLATION',
  'ELECTRONIC_SECURITY',
];

/** Why advice is given (S3:30). */
export const PURPOSES = [
  'REDUCE_CRIME',
  'REDUCE_FEAR',
  'REDUCE_VICTIMISATION',
  'DETER',
  'REASSURANCE',
] as const;
/** One of `PURPOSES`. */
export type Purpose = (typeof PURPOSES)[number];

/** Who is advised (S3:15). */
export const RECIPIENT_KINDS = ['INDIVIDUAL', 'COMMUNITY'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/** As what the recipient is advised (S3:16, 17, 35). */
export const CAPACITIES = ['OCCUPANT', 'OWNER', 'VICTIM', 'MANAGER', 'OTHER', 'COMMUNITY'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** What a case arises from (S3:12, 14-16; S0:7). */
export const ORIGINS = [
  'CRIME',
  'ASB_INCIDENT',
  'SPATE',
  'NATIONAL_INCIDENT',
  'APPROACH',
  'INVESTIGATION',
  'INTERNAL_REQUEST',
] as const;
export type Origin = (typeof ORIGINS)[number];

/** VISIT and TALK are made to give advice; DURING_OTHER_DUTY is a visit for another purpose (S3:12). */
export const CONTACT_CHANNELS = [
  'VISIT',
  'TALK',
  'DURING_OTHER_DUTY',
  'POLICE_PREMISES',
  'PHONE',
  'EMAIL',
  'LETTER',
] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export const STANCES = ['FOR', 'AGAINST'] as const;
export type Stance = (typeof STANCES)[number];
export const CERTAINTIES = ['CLAIMED', 'NOT_CLAIMED'] as const;
export type Certainty = (typeof CERTAINTIES)[number];
export const CCTV_ANSWERS = ['YES', 'NO', 'UNKNOWN'] as const;
export type CctvAnswer = (typeof CCTV_ANSWERS)[number];

/** Where a recipient is directed instead of, or beside, being advised (S3:18). */
export const SIGNPOST_CHANNELS = ['TRAINED_STAFF', 'FORCE_WEBSITE', 'NATIONAL_SITE'] as const;
export type SignpostChannel = (typeof SIGNPOST_CHANNELS)[number];

/** What every recipient of advice is made aware of (S3:34). */
export const DISCLAIMER_KINDS = ['BEST_OF_ABILITY', 'NO_GUARANTEE'] as const;
export type DisclaimerKind = (typeof DISCLAIMER_KINDS)[number];

/** How a referral ended, as far as the case is concerned. */
export const CASE_REFERRAL_OUTCOMES = ['COMPLETED', 'DECLINED', 'WITHDRAWN', 'NOT_RAISED'] as const;
export type ReferralOutcome = (typeof CASE_REFERRAL_OUTCOMES)[number];

/** Why nobody asks any more for what could not be raised. */
export const ABANDONING_REASONS = [
  'NO_LONGER_NEEDED',
  'HELPED_OTHERWISE',
  'DECLINED_BY_RECIPIENT',
  'NOBODY_TO_ASK',
] as const;
/** One of `ABANDONING_REASONS`. */
export type AbandoningReason = (typeof ABANDONING_REASONS)[number];

export const DELIVERIES = ['VERBAL', 'WRITTEN', 'EMAIL', 'LEAFLET'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export const CASE_OUTCOMES = [
  'ADVICE_GIVEN',
  'REFERRED',
  'SIGNPOSTED',
  'DECLINED_BY_RECIPIENT',
  'NO_CONTACT',
  'OPENED_IN_ERROR',
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];
