import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { GRADES, REPORT_MATTERS } from '../policy/figures.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';
import { SUBJECT_CATEGORIES } from '../subject/subject.events.ts';
import { identifier, instant, reference, wardCode } from '../values.ts';

/** How a report came (S1:36). */
export const REPORT_CHANNELS = [
  'EMERGENCY_CALL',
  'CALL',
  'ONLINE',
  'LETTER',
  'AT_A_STATION',
  'IN_THE_STREET',
  'AT_A_MEETING',
  'THROUGH_PARTNER',
  'OTHER',
] as const;
/** One of `REPORT_CHANNELS`. */
export type ReportChannel = (typeof REPORT_CHANNELS)[number];

/** What a report can lack, and is taken all the same (R-INT-6). */
export const REPORT_PARTS = ['OBSERVED', 'WHEN', 'WHERE'] as const;
/** One of `REPORT_PARTS`. */
export type ReportPart = (typeof REPORT_PARTS)[number];

/** What speaks for a grade. */
export const GRADE_RATIONALES = [
  'CRIME_IN_PROGRESS',
  'DANGER_TO_LIFE',
  'VIOLENCE',
  'SERIOUS_DAMAGE',
  'SOMEBODY_VULNERABLE',
  'EVIDENCE_MAY_BE_LOST',
  'CAN_WAIT',
  'DEALT_WITH_BY_PHONE',
  'INFORMATION_ONLY',
  'OTHER',
] as const;
/** One of `GRADE_RATIONALES`. */
export type GradeRationale = (typeof GRADE_RATIONALES)[number];

/** Why a report is graded anew. */
export const REGRADE_REASONS = [
  'MORE_IS_KNOWN',
  'IN_PROGRESS_AFTER_ALL',
  'OVER_BY_NOW',
  'GRADED_WRONGLY',
  'OTHER',
] as const;
/** One of `REGRADE_REASONS`. */
export type RegradeReason = (typeof REGRADE_REASONS)[number];

/** Whether something is done because of a report; what, the intelligence says. */
export const REPORT_DECISIONS = ['ACTION', 'NO_ACTION'] as const;
/** One of `REPORT_DECISIONS`. */
export type ReportDecision = (typeof REPORT_DECISIONS)[number];

/** What whoever reported is told of it (S1:38). */
export const REPORTER_NEWS = ['RECEIVED', 'GRADED', 'ASSESSED', 'ACTED_ON', 'CLOSED'] as const;
/** One of `REPORTER_NEWS`. */
export type ReporterNews = (typeof REPORTER_NEWS)[number];

/** How they are told; WHEN_ASKED: they came or called for it themselves. */
export const INFORMING_WAYS = ['PHONE', 'LETTER', 'IN_PERSON', 'THROUGH_AGENCY', 'WHEN_ASKED'] as const;
/** One of `INFORMING_WAYS`. */
export type InformingWay = (typeof INFORMING_WAYS)[number];

/** What a report came to. */
export const REPORT_OUTCOMES = [
  'DEALT_WITH',
  'PASSED_ON',
  'FOR_INTELLIGENCE',
  'NOTHING_FOUND',
  'DUPLICATE',
  'OTHER',
] as const;
/** One of `REPORT_OUTCOMES`. */
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** What is owed to every report, whatever its grade (R-INT-1). */
export const REPORT_DUTIES = ['GRADING', 'ASSESSMENT'] as const;
/** One of `REPORT_DUTIES`. */
export type ReportDuty = (typeof REPORT_DUTIES)[number];

const words = personal(z.string().trim().min(1).max(4_000));
const told = {
  /** What was seen or heard. */
  observed: words.optional(),
  /** What makes it suspicious. */
  whySuspicious: words.optional(),
  ward: wardCode.optional(),
  /** As a register of streets has it. */
  street: identifier.optional(),
  /** From when until when it happened, as far as anybody knows. */
  from: instant.optional(),
  until: instant.optional(),
  /** Who reported it, and what they are in it; absent where they gave no name. */
  reporter: identifier.optional(),
  reporterCategory: z.enum(SUBJECT_CATEGORIES).optional(),
};
const graded = {
  grade: z.enum(GRADES),
  rationale: z.enum(GRADE_RATIONALES),
  /** The version of the policy on grading. */
  policy: reference,
  /** To which matters nobody has to be sent by it (R-INT-3). */
  mayGoUnattended: z.array(z.enum(REPORT_MATTERS)).max(20),
  /** How soon somebody is to be there by it. */
  withinMinutes: z.int().min(1).optional(),
};
const owed = { duty: z.enum(REPORT_DUTIES), dueAt: instant };
const fed = { intelligence: identifier };

export const publicReportReceived = event('PublicReportReceived', {
  channel: z.enum(REPORT_CHANNELS),
  matter: z.enum(REPORT_MATTERS),
  inProgress: z.boolean(),
  ...told,
  /** What whoever asks later what became of it gives. */
  receipt: identifier,
  /** The intelligence that it is fed to, whatever its grade (R-INT-1). */
  intelligence: identifier,
  /** The partner through which it came. */
  through: identifier.optional(),
  /** Before which instants it is to be graded, and assessed. */
  gradeBefore: instant,
  assessBefore: instant,
  /** The version of the policy on grading that said so; absent where none served. */
  policy: reference.optional(),
});
/** Whatever was left out, or came to mind later. */
export const moreReported = event('MoreReported', told);
export const reportCorrected = event('ReportCorrected', {
  matter: z.enum(REPORT_MATTERS).optional(),
  inProgress: z.boolean().optional(),
});
/** Another report told of the same before; this one counts all the same. */
export const reportMarkedDuplicate = event('ReportMarkedDuplicate', { of: identifier });
export const reportDuplicateEnded = event('ReportDuplicateEnded', {});
export const reportGraded = event('ReportGraded', graded);
export const reportRegraded = event('ReportRegraded', { ...graded, reason: z.enum(REGRADE_REASONS) });
export const reportFedToIntelligence = event('ReportFedToIntelligence', fed);
export const reportFeedFoundWrong = event('ReportFeedFoundWrong', fed);
export const reportAssessed = event('ReportAssessed', fed);
export const reportAssessmentFoundWrong = event('ReportAssessmentFoundWrong', fed);
/** It was decided what is done because of it, perhaps together with others, or that nothing is (S1:41). */
export const reportActedOn = event('ReportActedOn', {
  ...fed,
  action: identifier,
  decision: z.enum(REPORT_DECISIONS),
});
export const reportActionFoundWrong = event('ReportActionFoundWrong', { ...fed, action: identifier });
export const reporterInformed = event('ReporterInformed', {
  what: z.enum(REPORTER_NEWS),
  way: z.enum(INFORMING_WAYS),
  /** Through whom, where they are only reached so. */
  agency: identifier.optional(),
});
export const reportClosed = event('ReportClosed', { outcome: z.enum(REPORT_OUTCOMES) });
export const reportReopened = event('ReportReopened', {});
/** From the instant before which it was due, whenever somebody noticed. */
export const reportDutyOverdue = event('ReportDutyOverdue', owed);
/** What was recorded after it says that it had been done in time. */
export const reportDutyOverdueFoundWrong = event('ReportDutyOverdueFoundWrong', owed);

export const reportEvents = [
  publicReportReceived,
  moreReported,
  reportCorrected,
  reportMarkedDuplicate,
  reportDuplicateEnded,
  reportGraded,
  reportRegraded,
  reportFedToIntelligence,
  reportFeedFoundWrong,
  reportAssessed,
  reportAssessmentFoundWrong,
  reportActedOn,
  reportActionFoundWrong,
  reporterInformed,
  reportClosed,
  reportReopened,
  reportDutyOverdue,
  reportDutyOverdueFoundWrong,
] as const;
/** Those that no other kind of record has. */
export type OwnReportEvent = EventOf<(typeof reportEvents)[number]>;
export type ReportEvent = OwnReportEvent | RetentionEvent;
