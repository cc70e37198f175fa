import { object, registeredName, sealedText, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event, lawEnforcementEvent } from '../event.ts';
import type { RedactionEvent } from '../redaction/redaction.events.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { day, identifier, reference, wardCode } from '../values.ts';

/** What a problem is about (S0:5, S1:9). */
export const PROBLEM_CATEGORIES = [
  'ANTI_SOCIAL_BEHAVIOUR',
  'BURGLARY',
  'PERSONAL_SECURITY',
  'GRAFFITI',
  'ABANDONED_VEHICLE',
  'DRUGS',
  'VEHICLE_CRIME',
  'NUISANCE',
  'OTHER',
] as const;
/** One of `PROBLEM_CATEGORIES`. */
export type ProblemCategory = (typeof PROBLEM_CATEGORIES)[number];

/** Where it was seen that something comes back. */
export const SCAN_SOURCES = [
  'PUBLIC_REPORTS',
  'CRIME_FIGURES',
  'COMMUNITY',
  'PARTNER_RECORDS',
  'OBSERVATION',
  'OTHER',
] as const;
/** One of `SCAN_SOURCES`. */
export type ScanSource = (typeof SCAN_SOURCES)[number];

/** Why it comes back: of whoever does it, whoever suffers it, and where it happens (S2:9). */
export const PROBLEM_CAUSES = [
  'POOR_LIGHTING',
  'HIDDEN_PLACES',
  'EASY_ACCESS',
  'NEGLECTED_PLACE',
  'NOBODY_IN_CHARGE',
  'NOTHING_TO_DO',
  'KNOWN_OFFENDER',
  'REPEAT_VICTIM',
  'EASY_TARGET',
  'OTHER',
] as const;
/** One of `PROBLEM_CAUSES`. */
export type ProblemCause = (typeof PROBLEM_CAUSES)[number];

/** Why something is dealt with without intelligence that speaks for it (R-PROB-2). */
export const EVENT_LED_REASONS = [
  'COMMUNITY_CONCERN',
  'SERIES_OF_INCIDENTS',
  'SERIOUS_INCIDENT',
  'PARTNER_ASKED',
  'OTHER',
] as const;
/** One of `EVENT_LED_REASONS`. */
export type EventLedReason = (typeof EVENT_LED_REASONS)[number];

/** Posts of partners that lead (S2:7). */
export const LEAD_POSTS = [
  'ASB_COORDINATOR',
  'COMMUNITY_SAFETY_OFFICER',
  'HOUSING_OFFICER',
  'OTHER',
] as const;
/** One of `LEAD_POSTS`. */
export type LeadPost = (typeof LEAD_POSTS)[number];

/** Open: whatever is none of the others is OTHER, and has a label of its own (S2:9, S4:4). */
export const MEASURE_KINDS = [
  'STREET_LIGHTING',
  'WALL_REMOVAL',
  'PLANTING',
  'YOUTH_ACTIVITY',
  'COMMUNITY_SUPPORT',
  'INFORMATION_SHARING',
  'TARGET_OFFENDER',
  'PATROL',
  'ADVICE',
  'CLEAN_UP',
  'REMOVE_VEHICLES',
  'OTHER',
] as const;
/** One of `MEASURE_KINDS`. */
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** What measures are counted by (S0:13). */
export const MEASURE_AIMS = ['PREVENTION', 'ENFORCEMENT'] as const;
/** One of `MEASURE_AIMS`. */
export type MeasureAim = (typeof MEASURE_AIMS)[number];

/** What came of a measure (S1:20). */
export const MEASURE_RESULTS = ['DONE', 'PARTLY', 'NOT_ACHIEVED', 'OFFENDER_BROUGHT_TO_JUSTICE'] as const;
/** One of `MEASURE_RESULTS`. */
export type MeasureResult = (typeof MEASURE_RESULTS)[number];

/** Why a measure is not taken after all. */
export const MEASURE_CANCELLATIONS = [
  'NOT_NEEDED',
  'NOT_POSSIBLE',
  'ANOTHER_MEASURE',
  'OWNER_ENDED',
  'OTHER',
] as const;
/** One of `MEASURE_CANCELLATIONS`. */
export type MeasureCancellation = (typeof MEASURE_CANCELLATIONS)[number];

/** To reduce or remove it was what the measures were for (S2:13). */
export const PROBLEM_RESULTS = ['REDUCED', 'REMOVED', 'UNCHANGED'] as const;
/** One of `PROBLEM_RESULTS`. */
export type ProblemResult = (typeof PROBLEM_RESULTS)[number];

export const problemRaised = event('ProblemRaised', {
  ward: wardCode,
  category: z.enum(PROBLEM_CATEGORIES),
  title: sealedText(160),
  /** What is to be reached. */
  objective: sealedText(1_000),
  /** The agency of whoever raised it. */
  raisedBy: identifier,
});
export const problemScanned = event('ProblemScanned', {
  scan: identifier,
  source: z.enum(SCAN_SOURCES),
  /** How many like incidents. */
  count: z.int().min(1).max(100_000),
  note: sealedText(1_000).optional(),
});
export const problemAnalysed = event('ProblemAnalysed', {
  analysis: identifier,
  causes: z.array(z.enum(PROBLEM_CAUSES)).min(1).max(PROBLEM_CAUSES.length),
  finding: sealedText(2_000),
});
/** A report of the public is about it; where that was, as the report says. */
export const problemReportLinked = event('ProblemReportLinked', {
  report: identifier,
  ward: wardCode.optional(),
  /** A registered code. */
  street: identifier.optional(),
});
export const problemReportUnlinked = event('ProblemReportUnlinked', { report: identifier });
/** Where it comes back: the linked reports of that street are the hotspot (S1:20). */
export const problemProfileRecorded = event('ProblemProfileRecorded', {
  profile: identifier,
  street: identifier,
});
export const problemProfileEnded = event('ProblemProfileEnded', { profile: identifier });
/** Whom intelligence points at (S1:30). */
export const targetProfileRecorded = lawEnforcementEvent('TargetProfileRecorded', {
  profile: identifier,
  subject: identifier,
  intelligence: identifier,
});
export const targetProfileEnded = lawEnforcementEvent('TargetProfileEnded', { profile: identifier });
const tasked = {
  /** Names it within the problem. */
  measure: identifier,
  kind: z.enum(MEASURE_KINDS),
  label: registeredName(160).optional(),
  aim: z.enum(MEASURE_AIMS),
  proactive: z.boolean(),
  /** The agency that takes it. */
  agency: identifier,
  /** Opaque id of whoever does it there. */
  assignee: identifier.optional(),
  /** The last London day. */
  dueOn: day,
  /** Measures that come before it. */
  dependsOn: z.array(identifier).max(20),
  /** How it is gone about; of one that came with the adoption, that says it. */
  approach: sealedText(1_000).optional(),
};
/** A tasking meeting took it on; each measure that it decided is an event beside this, too. */
export const problemAdopted = event('ProblemAdopted', {
  /** 1 local, 2 of the force or region, 3 national. */
  level: z.int().min(1).max(3),
  /** What it rests on; none where it is event-led, for a reason. */
  intelligence: z.array(identifier).max(20),
  eventLedReason: z.enum(EVENT_LED_REASONS).optional(),
  lead: object({ agency: identifier, post: z.enum(LEAD_POSTS).optional() }),
  measures: z.array(object(tasked)).min(1).max(50),
  /** More live problems than that in a ward are too many, by the policy of that moment. */
  liveProblemsPerWard: z.int().min(1),
  /** The version of the policy on tasking; absent where none served. */
  policy: reference.optional(),
});
export const measureTasked = event('MeasureTasked', tasked);
export const measureStarted = event('MeasureStarted', { measure: identifier });
export const measureCompleted = event('MeasureCompleted', {
  measure: identifier,
  result: z.enum(MEASURE_RESULTS),
  note: sealedText(1_000).optional(),
});
export const measureCancelled = event('MeasureCancelled', {
  measure: identifier,
  reason: z.enum(MEASURE_CANCELLATIONS),
});
export const measureReopened = event('MeasureReopened', { measure: identifier });
export const problemAssessed = event('ProblemAssessed', {
  assessment: identifier,
  result: z.enum(PROBLEM_RESULTS),
  evidence: z.array(reference).min(1).max(20),
  /** What people notice of it in their daily lives (S2:15). */
  tangible: sealedText(1_000).optional(),
});
/** With what was reached, as it was assessed last. */
export const problemClosed = event('ProblemClosed', {});
export const problemReopened = event('ProblemReopened', {});
export const caseStudyDrafted = event('CaseStudyDrafted', {
  /** Its own id, which says nothing of the problem. */
  study: identifier,
  text: sealedText(4_000),
  draftedBy: identifier,
});
/** Somebody else read it and found nobody in it. */
export const caseStudyPublished = event('CaseStudyPublished', { study: identifier });
export const caseStudyWithdrawn = event('CaseStudyWithdrawn', { study: identifier });

export const problemEvents = [
  problemRaised,
  problemScanned,
  problemAnalysed,
  problemReportLinked,
  problemReportUnlinked,
  problemProfileRecorded,
  problemProfileEnded,
  targetProfileRecorded,
  targetProfileEnded,
  problemAdopted,
  measureTasked,
  measureStarted,
  measureCompleted,
  measureCancelled,
  measureReopened,
  problemAssessed,
  problemClosed,
  problemReopened,
  caseStudyDrafted,
  caseStudyPublished,
  caseStudyWithdrawn,
] as const;
/** Those that no other kind of record has. */
export type OwnProblemEvent = EventOf<(typeof problemEvents)[number]>;
export type ProblemEvent = OwnProblemEvent | RetentionEvent | RedactionEvent;
