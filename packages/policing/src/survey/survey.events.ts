import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { citation } from '../advice-case/advice-case.events.ts';
import { DELIVERIES } from '../advice-case/codes.ts';
import { CRITERIA } from '../criteria.ts';
import { PREMISES_KINDS } from '../attendance/attendance.events.ts';
import { event } from '../event.ts';
import { SURVEY_LEVELS } from '../policy/figures.ts';
import { TOPICS } from '../policy/policy.events.ts';
import { DISCLOSABLE_FIELDS, LEGAL_BASES } from '../referral/referral.events.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { day, identifier, instant, reference, wardCode } from '../values.ts';

export const FINDING_ANSWERS = ['YES', 'NO', 'NOT_APPLICABLE'] as const;
export type FindingAnswer = (typeof FINDING_ANSWERS)[number];

/** Who is to do what a survey recommends (S0:15 "Crime prevention is down to you"). */
export const RECOMMENDATION_OWNERS = ['OCCUPANT', 'AGENCY'] as const;
/** One of `RECOMMENDATION_OWNERS`. */
export type RecommendationOwner = (typeof RECOMMENDATION_OWNERS)[number];

export const RECOMMENDATION_PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type RecommendationPriority = (typeof RECOMMENDATION_PRIORITIES)[number];

/** Whom the occupant may have to ask before security equipment is installed (S3:35). */
export const REGULATORY_REMINDERS = ['PLANNING_BUILDING', 'FIRE', 'HEALTH_SAFETY'] as const;
export type RegulatoryReminder = (typeof REGULATORY_REMINDERS)[number];

/** Why a survey that was asked for does not come to its end. */
export const SURVEY_ABANDONMENTS = [
  'RECIPIENT_DECLINED',
  'NO_ACCESS',
  'NOT_SAFE',
  'NO_LONGER_NEEDED',
  'REQUESTED_IN_ERROR',
  'OTHER',
] as const;
export type SurveyAbandonment = (typeof SURVEY_ABANDONMENTS)[number];

/** Why somebody does not do what was recommended: it is theirs to choose (S0:15). */
export const RECOMMENDATION_REFUSALS = [
  'COST',
  'NOT_WANTED',
  'NOT_PERMITTED',
  'NOT_PRACTICAL',
  'DONE_OTHERWISE',
  'NOT_OURS',
  'OTHER',
] as const;
export type RecommendationRefusal = (typeof RECOMMENDATION_REFUSALS)[number];

const text = (longest: number) => personal(z.string().trim().min(1).max(longest));

export const surveyRequested = event('SurveyRequested', {
  /** Whose premises they are: an opaque subject id. */
  recipient: identifier,
  premisesKind: z.enum(PREMISES_KINDS),
  address: text(300),
  ward: wardCode,
  /** BASIC: by whoever was trained for it (S2:13). FULL: by a specialist (S3:35). */
  level: z.enum(SURVEY_LEVELS),
  criteria: z.array(z.enum(CRITERIA)),
  /** The criteria come first by the survey policy that served (S2:13). */
  priority: z.boolean(),
  /** The version of that policy; absent where none served. */
  policy: reference.optional(),
  case: identifier.optional(),
  visit: identifier.optional(),
  crime: identifier.optional(),
  /** Whose survey it is. */
  force: identifier,
  requestedBy: identifier,
});
/** Booked again, before it began: the later booking stands. */
export const surveyBooked = event('SurveyBooked', { surveyor: identifier, from: instant, to: instant });
export const surveyStarted = event('SurveyStarted', {
  surveyor: identifier,
  attendance: identifier,
  /** The version of the survey policy whose checklist it follows; absent where none served. */
  policy: reference.optional(),
});
/** An item answered again is answered otherwise from then on. */
export const findingRecorded = event('FindingRecorded', {
  item: identifier,
  section: identifier,
  answer: z.enum(FINDING_ANSWERS),
  /** Something has to be done about it. */
  attention: z.boolean(),
  technical: z.boolean(),
  /** Technical, and found by somebody who is no specialist: it is one's to look at (S3:27). */
  toRefer: z.boolean(),
  note: text(2_000).optional(),
});
/** Carries all that raising the referral takes: a process does so. */
export const findingReferred = event('FindingReferred', {
  item: identifier,
  referral: identifier,
  toRole: identifier,
  /** The area whose holder of the role is meant; left out, the force's. */
  area: identifier.optional(),
  topic: z.enum(TOPICS),
  requestedHelp: text(2_000),
  fields: z.array(z.enum(DISCLOSABLE_FIELDS)),
  dueAt: instant,
  recipient: identifier,
  ward: wardCode,
  force: identifier,
  fromTeam: identifier.optional(),
  referredBy: identifier,
});
/** A rule stood against it, after all: the finding is to be referred again. */
export const findingReferralNotRaised = event('FindingReferralNotRaised', {
  referral: identifier,
  rule: identifier,
});
const disclosure = {
  legalBasis: z.enum(LEGAL_BASES).optional(),
  agreement: identifier.optional(),
  /** Without an agreement, because life or health was in danger. */
  emergency: z.literal(true).optional(),
};
export const recommendationMade = event('RecommendationMade', {
  /** Names it within the survey. */
  recommendation: identifier,
  owner: z.enum(RECOMMENDATION_OWNERS),
  /** AGENCY: which. */
  agency: identifier.optional(),
  topic: z.enum(TOPICS),
  technical: z.boolean(),
  /** The findings that it rests on. */
  items: z.array(identifier),
  standard: citation.optional(),
  priority: z.enum(RECOMMENDATION_PRIORITIES),
  text: text(1_000),
  /** The last London day on which it is in time. */
  dueOn: day.optional(),
  /** Of the survey: whoever follows recommendations needs no other event. */
  ward: wardCode,
  force: identifier,
  /** AGENCY: all that the agency sees of the survey. */
  fields: z.array(z.enum(DISCLOSABLE_FIELDS)).optional(),
  ...disclosure,
});
/** From now on the agency that owns a recommendation knows where it is to act. */
export const surveyAddressDisclosed = event('SurveyAddressDisclosed', {
  recommendation: identifier,
  agency: identifier,
  ...disclosure,
});
export const regulatoryReminderGiven = event('RegulatoryReminderGiven', {
  reminder: z.enum(REGULATORY_REMINDERS),
  how: z.enum(DELIVERIES),
});
export const surveyCompleted = event('SurveyCompleted', {});
export const surveyAbandoned = event('SurveyAbandoned', { reason: z.enum(SURVEY_ABANDONMENTS) });
export const recommendationImplemented = event('RecommendationImplemented', { recommendation: identifier });
export const recommendationDeclined = event('RecommendationDeclined', {
  recommendation: identifier,
  reason: z.enum(RECOMMENDATION_REFUSALS),
});
/** What was said to be done, or declined, was not: it is open again. */
export const recommendationReopened = event('RecommendationReopened', { recommendation: identifier });

export const surveyEvents = [
  surveyRequested,
  surveyBooked,
  surveyStarted,
  findingRecorded,
  findingReferred,
  findingReferralNotRaised,
  recommendationMade,
  surveyAddressDisclosed,
  regulatoryReminderGiven,
  surveyCompleted,
  surveyAbandoned,
  recommendationImplemented,
  recommendationDeclined,
  recommendationReopened,
] as const;
/** Those that no other kind of record has. */
export type OwnSurveyEvent = EventOf<(typeof surveyEvents)[number]>;
export type SurveyEvent = OwnSurveyEvent | RetentionEvent;

/** What an event is made of, as a command of the same content names it. */
export type SurveyFields<Type extends OwnSurveyEvent['type']> = Parameters<
  Extract<(typeof surveyEvents)[number], { readonly type: Type }>
>[0];
