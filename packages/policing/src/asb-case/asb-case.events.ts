import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { DISCLOSURE_PURPOSES } from '../crime/crime.events.ts';
import { CRITERIA } from '../criteria.ts';
import { lawEnforcementEvent as event } from '../event.ts';
import { LEGAL_BASES } from '../referral/referral.events.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { day, identifier, instant, reference, wardCode } from '../values.ts';

/** Who complains of antisocial behaviour: the victims who can ask for a case review (5.1). */
const COMPLAINANTS = ['INDIVIDUAL', 'BUSINESS', 'GROUP'] as const;
/** One of `COMPLAINANTS`. */
export type Complainant = (typeof COMPLAINANTS)[number];

/** What an incident did to the complainant. */
const ASB_HARMS = ['NONE', 'SOME', 'SERIOUS'] as const;
/** One of `ASB_HARMS`. */
export type AsbHarm = (typeof ASB_HARMS)[number];

/** Why an incident does not count after all. */
const WRONG_INCIDENT_REASONS = ['RECORDED_TWICE', 'WRONG_DETAILS', 'DID_NOT_HAPPEN', 'OTHER'] as const;
/** One of `WRONG_INCIDENT_REASONS`. */
export type WrongIncidentReason = (typeof WRONG_INCIDENT_REASONS)[number];

/** What was done about the behaviour, short of a court (5.1). */
export const ASB_RESPONSES = [
  'ADVICE',
  'WARNING_LETTER',
  'MEDIATION',
  'VISIT',
  'PATROL',
  'BEHAVIOUR_CONTRACT',
  'PLACE_IMPROVED',
  'SUPPORT',
  'ENFORCEMENT',
  'OTHER',
] as const;
/** One of `ASB_RESPONSES`. */
export type AsbResponse = (typeof ASB_RESPONSES)[number];

/** Who asks for a case review: the complainant, or somebody else with their consent. */
const REVIEW_ASKERS = ['COMPLAINANT', 'THIRD_PARTY'] as const;
/** One of `REVIEW_ASKERS`. */
export type ReviewAsker = (typeof REVIEW_ASKERS)[number];

/** What a review meeting found of what had been done. */
const CASE_REVIEW_OUTCOMES = ['ENOUGH_WAS_DONE', 'MORE_TO_BE_DONE', 'NOTHING_WAS_DONE'] as const;
/** One of `CASE_REVIEW_OUTCOMES`. */
export type CaseReviewOutcome = (typeof CASE_REVIEW_OUTCOMES)[number];

/** How a case was closed. */
const ASB_OUTCOMES = [
  'BEHAVIOUR_ENDED',
  'BEHAVIOUR_REDUCED',
  'NO_FURTHER_ACTION',
  'PASSED_TO_ANOTHER_AGENCY',
  'COMPLAINT_WITHDRAWN',
  'OTHER',
] as const;
/** One of `ASB_OUTCOMES`. */
export type AsbOutcome = (typeof ASB_OUTCOMES)[number];

/** What of a case can be disclosed; words only as somebody else approved them (R-ASB-7). */
export const ASB_CASE_FIELDS = ['CATEGORY', 'INCIDENT_DATES', 'REVIEW', 'STANDING', 'WARD', 'WORDS'] as const;
/** One of `ASB_CASE_FIELDS`. */
export type AsbCaseField = (typeof ASB_CASE_FIELDS)[number];

/** Up to how many days, reports or months a policy can say. */
const figure = z.int().min(0).max(1_000);
const review = identifier;
/** The version of the policy by which it was counted; absent where none served. */
const policy = reference.optional();

export const asbCaseOpened = event('AsbCaseOpened', {
  /** Whose case it is: police, a council, a housing association. */
  agency: identifier,
  complainant: identifier,
  complainantIs: z.enum(COMPLAINANTS),
  /** One of the four of S1:9, OTHER, or one that the policy of that moment names besides (R-ASB-5). */
  category: identifier,
  ward: wardCode.optional(),
  criteria: z.array(z.enum(CRITERIA)).max(CRITERIA.length),
});
export const asbIncidentRecorded = event('AsbIncidentRecorded', {
  incident: identifier,
  category: identifier,
  happenedFrom: instant,
  happenedUntil: instant.optional(),
  /** The London day on which somebody was told of it. */
  reportedOn: day,
  harm: z.enum(ASB_HARMS),
  /** The report by which the police were told. */
  report: identifier.optional(),
  description: personal(z.string().trim().min(1).max(4_000)).optional(),
});
export const asbIncidentFoundWrong = event('AsbIncidentFoundWrong', {
  incident: identifier,
  reason: z.enum(WRONG_INCIDENT_REASONS),
});
const link = { contract: identifier.optional(), problem: identifier.optional() };
export const asbCaseLinked = event('AsbCaseLinked', link);
export const asbCaseUnlinked = event('AsbCaseUnlinked', link);
/** What was done, and whether that helped, as far as anybody could say by then. */
export const asbResponseRecorded = event('AsbResponseRecorded', {
  response: identifier,
  what: z.enum(ASB_RESPONSES),
  effective: z.boolean().optional(),
});
/** Somebody asks that agencies look together at what was done: with the threshold of that moment (R-ASB-6). */
export const caseReviewRequested = event('CaseReviewRequested', {
  review,
  /** Whose case it is. */
  agency: identifier,
  requestedFor: z.enum(REVIEW_ASKERS),
  /** Where the complainant's consent to a third party is kept. */
  consent: reference.optional(),
  /** The agency that was asked, where that was another. */
  through: identifier.optional(),
  reports: figure,
  withinMonths: figure,
  reportedWithinDays: figure,
  /** The London day by which the complainant is told that it was asked for. */
  acknowledgeBy: day,
  policy,
});
/** The complainant was told that it was asked for. */
export const caseReviewAcknowledged = event('CaseReviewAcknowledged', {
  review,
  /** The London day by which they are told whether the threshold is met. */
  decideBy: day,
  policy,
});
/** The complainant was told that there will be a review. */
export const thresholdMet = event('ThresholdMet', {
  review,
  /** How many incidents counted. */
  counted: figure,
  /** The London day by which agencies are to meet. */
  meetBy: day,
  policy,
});
/** The complainant was told that there will be none. */
export const thresholdNotMet = event('ThresholdNotMet', { review, counted: figure });
export const reviewMeetingHeld = event('ReviewMeetingHeld', {
  review,
  /** Those that took part beside the agency whose case it is. */
  agencies: z.array(identifier).max(20),
  outcome: z.enum(CASE_REVIEW_OUTCOMES),
  recommendations: z.array(z.enum(ASB_RESPONSES)).max(ASB_RESPONSES.length),
});
/** An agency that took part sees that review from then on: its dates, its categories and its outcome. */
export const caseReviewShared = event('CaseReviewShared', { review, agency: identifier });
/** What an incident was in words that name nobody else, as somebody proposes to send it out (R-ASB-7). */
export const asbWordsProposed = event('AsbWordsProposed', {
  words: identifier,
  incident: identifier,
  text: personal(z.string().trim().min(1).max(4_000)),
  proposedBy: identifier,
});
export const asbWordsApproved = event('AsbWordsApproved', { words: identifier });
export const asbWordsWithdrawn = event('AsbWordsWithdrawn', { words: identifier });
/** All that an agency sees of it from then on. */
export const asbCaseDisclosed = event('AsbCaseDisclosed', {
  agency: identifier,
  fields: z.array(z.enum(ASB_CASE_FIELDS)).min(1),
  legalBasis: z.enum(LEGAL_BASES),
  agreement: identifier.optional(),
  purpose: z.enum(DISCLOSURE_PURPOSES),
});
export const asbCaseDisclosureEnded = event('AsbCaseDisclosureEnded', { agency: identifier });
export const asbCaseClosed = event('AsbCaseClosed', { outcome: z.enum(ASB_OUTCOMES) });
export const asbCaseReopened = event('AsbCaseReopened', {});

export const asbCaseEvents = [
  asbCaseOpened,
  asbIncidentRecorded,
  asbIncidentFoundWrong,
  asbCaseLinked,
  asbCaseUnlinked,
  asbResponseRecorded,
  caseReviewRequested,
  caseReviewAcknowledged,
  thresholdMet,
  thresholdNotMet,
  reviewMeetingHeld,
  caseReviewShared,
  asbWordsProposed,
  asbWordsApproved,
  asbWordsWithdrawn,
  asbCaseDisclosed,
  asbCaseDisclosureEnded,
  asbCaseClosed,
  asbCaseReopened,
] as const;
/** Those that no other kind of record has. */
export type OwnAsbCaseEvent = EventOf<(typeof asbCaseEvents)[number]>;
export type AsbCaseEvent = OwnAsbCaseEvent | RetentionEvent;
