import { object, personal, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { DISCLOSURE_PURPOSES } from '../crime/crime.events.ts';
import { lawEnforcementEvent as event } from '../event.ts';
import { INTELLIGENCE_SCHEMES } from '../policy/figures.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';
import { LEGAL_BASES } from '../referral/referral.events.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { SUBJECT_CATEGORIES } from '../subject/subject.events.ts';
import { identifier, instant, reference, wardCode } from '../values.ts';

/** How soon somebody is to look at it: life in danger or something imminent, time matters, or neither. */
export const INTELLIGENCE_PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const;
/** One of `INTELLIGENCE_PRIORITIES`. */
export type IntelligencePriority = (typeof INTELLIGENCE_PRIORITIES)[number];

/** How good a source is, in the words of both schemes. */
export const SOURCE_CODES = [
  'RELIABLE',
  'UNTESTED',
  'NOT_RELIABLE',
  'ALWAYS_RELIABLE',
  'MOSTLY_RELIABLE',
  'SOMETIMES_RELIABLE',
  'UNRELIABLE',
] as const;
/** One of `SOURCE_CODES`. */
export type SourceCode = (typeof SOURCE_CODES)[number];

/** How good it is what the source says, in the words of both schemes. */
export const ASSESSMENT_CODES = [
  'KNOWN_DIRECTLY',
  'CORROBORATED',
  'KNOWN_INDIRECTLY',
  'NOT_KNOWN',
  'SUSPECTED_FALSE',
  'KNOWN_TRUE',
  'KNOWN_PERSONALLY',
  'NOT_KNOWN_PERSONALLY',
  'CANNOT_BE_JUDGED',
] as const;
/** One of `ASSESSMENT_CODES`. */
export type AssessmentCode = (typeof ASSESSMENT_CODES)[number];

/** How far it may go, in the words of both schemes. */
export const HANDLING_CODES = [
  'PERMITTED',
  'WITH_CONDITIONS',
  'UK_LAW_ENFORCEMENT',
  'UK_NON_PROSECUTING',
  'FOREIGN_LAW_ENFORCEMENT',
  'ORIGINATING_FORCE_ONLY',
  'NO_FURTHER',
] as const;
/** One of `HANDLING_CODES`. */
export type HandlingCode = (typeof HANDLING_CODES)[number];

/** What is done about it (S1:41). */
export const INTELLIGENCE_ACTIONS = [
  'PATROL',
  'VISIT',
  'GATHER_MORE',
  'DISRUPT',
  'SEARCH',
  'ARREST',
  'WARN',
  'TASK',
  'OTHER',
] as const;
/** One of `INTELLIGENCE_ACTIONS`. */
export type IntelligenceAction = (typeof INTELLIGENCE_ACTIONS)[number];

/** How it is gone about (S1:41). */
export const ACTION_WAYS = ['OPENLY', 'UNSEEN', 'WITH_PARTNERS', 'OTHER'] as const;
/** One of `ACTION_WAYS`. */
export type ActionWay = (typeof ACTION_WAYS)[number];

/** Why nothing is done about it. */
export const NO_ACTION_REASONS = [
  'TOO_LITTLE_KNOWN',
  'SUSPECTED_FALSE',
  'DEALT_WITH',
  'NOT_PROPORTIONATE',
  'ANOTHER_AGENCY_ACTS',
  'OTHER',
] as const;
/** One of `NO_ACTION_REASONS`. */
export type NoActionReason = (typeof NO_ACTION_REASONS)[number];

/** How an action ended. */
export const ACTION_ENDS = ['DONE', 'CALLED_OFF'] as const;
/** One of `ACTION_ENDS`. */
export type ActionEnd = (typeof ACTION_ENDS)[number];

/** So many reports one action answers at most (S1:41). */
export const MOST_REPORTS = 50;

const words = personal(z.string().trim().min(1).max(4_000));

export const intelligenceSubmitted = event('IntelligenceSubmitted', {
  text: words,
  /** Who or what the source is: in nothing else that is on record here. */
  sourceRef: personal(z.string().trim().min(1).max(300)).optional(),
  ward: wardCode.optional(),
  priority: z.enum(INTELLIGENCE_PRIORITIES),
  submittedBy: identifier,
});
/** A report of the public came, and is to be assessed (R-INT-1); its words stay where they were sealed. */
export const intelligenceOpened = event('IntelligenceOpened', {
  report: identifier,
  text: words.optional(),
  ward: wardCode.optional(),
});
/** Whom it is about, and what that person is in it (DPA 2018 s.38). */
export const intelligenceSubjectNamed = event('IntelligenceSubjectNamed', {
  subject: identifier,
  category: z.enum(SUBJECT_CATEGORIES),
});
/** It is not about that person after all. */
export const intelligenceSubjectWithdrawn = event('IntelligenceSubjectWithdrawn', { subject: identifier });
const conditions = object({
  /** To these agencies alone. */
  onlyAgencies: z.array(identifier).min(1).max(50).optional(),
  /** For these purposes alone. */
  onlyPurposes: z.array(z.enum(DISCLOSURE_PURPOSES)).min(1).max(DISCLOSURE_PURPOSES.length).optional(),
  /** To nobody from then on. */
  until: instant.optional(),
});
/** How good it is, and how far it may go, from then on; graded again is graded anew, and nothing converts a grade. */
export const intelligenceEvaluated = event('IntelligenceEvaluated', {
  scheme: z.enum(INTELLIGENCE_SCHEMES),
  source: z.enum(SOURCE_CODES),
  assessment: z.enum(ASSESSMENT_CODES),
  handling: z.enum(HANDLING_CODES),
  conditions: conditions.optional(),
  /** The version of the policy on grading; absent where none served. */
  policy: reference.optional(),
});
/** A text of it that names no source, under an id that says nothing of the record. */
export const intelligenceSanitised = event('IntelligenceSanitised', {
  item: identifier,
  text: sealedText(4_000),
  sanitisedBy: identifier,
});
/** Somebody else read that text and found no source in it. */
export const sanitisedAttested = event('SanitisedAttested', { item: identifier });
export const sanitisedWithdrawn = event('SanitisedWithdrawn', { item: identifier });
const link = { problem: identifier.optional(), intelligence: identifier.optional() };
/** It is part of a pattern. */
export const intelligenceLinked = event('IntelligenceLinked', link);
export const intelligenceUnlinked = event('IntelligenceUnlinked', link);
export const actionDecided = event('ActionDecided', {
  action: identifier,
  what: z.enum(INTELLIGENCE_ACTIONS),
  plannedFor: instant,
  how: z.enum(ACTION_WAYS),
  /** The reports that it answers. */
  reports: z.array(identifier).max(MOST_REPORTS),
});
export const actionEnded = event('ActionEnded', { action: identifier, end: z.enum(ACTION_ENDS) });
export const noActionDecided = event('NoActionDecided', { reason: z.enum(NO_ACTION_REASONS) });
export const intelligenceDisseminated = event('IntelligenceDisseminated', {
  item: identifier,
  agency: identifier,
  legalBasis: z.enum(LEGAL_BASES),
  agreement: identifier.optional(),
  purpose: z.enum(DISCLOSURE_PURPOSES),
});
export const disseminationEnded = event('DisseminationEnded', { item: identifier, agency: identifier });
export const intelligenceClosed = event('IntelligenceClosed', {});
export const intelligenceReopened = event('IntelligenceReopened', {});

export const intelligenceEvents = [
  intelligenceSubmitted,
  intelligenceOpened,
  intelligenceSubjectNamed,
  intelligenceSubjectWithdrawn,
  intelligenceEvaluated,
  intelligenceSanitised,
  sanitisedAttested,
  sanitisedWithdrawn,
  intelligenceLinked,
  intelligenceUnlinked,
  actionDecided,
  actionEnded,
  noActionDecided,
  intelligenceDisseminated,
  disseminationEnded,
  intelligenceClosed,
  intelligenceReopened,
] as const;
/** Those that no other kind of record has. */
export type OwnIntelligenceEvent = EventOf<(typeof intelligenceEvents)[number]>;
export type IntelligenceEvent = OwnIntelligenceEvent | RetentionEvent | RedactionEvent;
