import { object, publishedWords, registeredName, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { day, identifier, reference } from '../values.ts';
import {
  allocationTerm,
  asbFigures,
  establishmentFigures,
  gradingFigures,
  retentionTerm,
  surveyFigures,
  taskingFigures,
  trainingFigures,
  victimFigures,
  visitFigures,
} from './figures.ts';

/** What advice can be about (S3:16, 17, 23, 27, 28). */
export const TOPICS = [
  'PROPERTY',
  'VEHICLE',
  'PERSONAL_SAFETY',
  'LIGHTING',
  'INTRUDER_ALARM',
  'CCTV_INSTALLATION',
  'CCTV_LAWFULNESS',
  'ELECTRONIC_SECURITY',
  'SECURED_BY_DESIGN',
  'PARK_MARK',
  'VICTIM_SUPPORT',
] as const;
/** One of `TOPICS`. */
export type Topic = (typeof TOPICS)[number];

/** What anybody may advise, and what needs a specialist. */
export const ADVICE_LEVELS = ['BASIC', 'SPECIALIST'] as const;
/** One of `ADVICE_LEVELS`. */
export type AdviceLevel = (typeof ADVICE_LEVELS)[number];

const FIRST_KINDS = ['ADVICE', 'GRADING', 'ESTABLISHMENT', 'ALLOCATION', 'RETENTION', 'ASB'] as const;
const SECOND_KINDS = [...FIRST_KINDS, 'VISIT'] as const;
const THIRD_KINDS = [...SECOND_KINDS, 'SURVEY', 'TRAINING'] as const;
export const POLICY_KINDS = [...THIRD_KINDS, 'TASKING'] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** NO_CHANGE: reviewed, and its text stands (S3:7). */
export const REVIEW_OUTCOMES = ['NO_CHANGE', 'CHANGED'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** What can go wrong with a procedure (S3:32). */
export const RISK_KINDS = ['REPUTATION', 'LITIGATION', 'SAFETY', 'OTHER'] as const;
export type RiskKind = (typeof RISK_KINDS)[number];

/**
 * What a written advice record can be required to hold. The list of the procedure (S3:29) is lost; this list is
 * ours. A policy version says which of them it requires (R-CASE-12).
 */
export const RECORD_FIELDS = [
  'caseRef',
  'linkedCrimeOrIncidentRef',
  'adviceGivenAt',
  'recordedAt',
  'adviser',
  'recipient',
  'premises',
  'origin',
  'circumstances',
  'proportionalityNote',
  'adviceItems',
  'fourTests',
  'referralsAndSignposts',
  'disclaimers',
  'regulatoryReminders',
  'privacyNotice',
  'delivery',
  'policyVersion',
] as const;
export type RecordField = (typeof RECORD_FIELDS)[number];

/** A policy's number, a letter and four digits: `A 0609` (S3:3). */
export const policyNumber = z.string().regex(/^[A-Z] \d{4}$/);

/**
 * R-POL-7: a number is a letter and four digits, however it was typed: `A0609` is `A 0609` (S3:3).
 * @example
 * normalisedNumber('a0609'); // 'A 0609'
 */
export const normalisedNumber = (typed: string): string =>
  typed
    .trim()
    .toUpperCase()
    .replace(/^([A-Z])\s*(\d{4})$/, '$1 $2');

/**
 * The number without its space names the stream, however it was typed.
 * @example
 * policyIdOf('a 0609'); // 'A0609'
 */
export const policyIdOf = (number: string): string => normalisedNumber(number).replace(' ', '');

const versionNumber = z.int().min(1).max(10_000);
/** SHA-256 of the policy's text, in hexadecimal. */
const contentHash = z.string().regex(/^[0-9a-f]{64}$/);

const terms = {
  number: policyNumber,
  kind: z.enum(FIRST_KINDS),
  version: versionNumber,
  /** The London day from which it is in force. */
  publishedOn: day,
  contentHash,
  nextReviewMonths: z.int().min(1).max(120),
  /** On whose behalf it is monitored and reviewed (S3:38). */
  monitoredBy: identifier.optional(),
  /** ADVICE: what a written advice record must hold (R-CASE-12). */
  requiredRecordFields: z.array(z.enum(RECORD_FIELDS)),
  /** ADVICE: the catalogue of measures; the written record prints these words (R-CASE-5). */
  measures: z.array(
    object({
      code: identifier,
      topic: z.enum(TOPICS),
      level: z.enum(ADVICE_LEVELS),
      wording: publishedWords(500),
    }),
  ),
  /** ADVICE: the sources and standards that advice may rest on (R-CASE-5). */
  sources: z.array(identifier),
  /** ADVICE: where a recipient may be pointed to (R-CASE-16). */
  signpostSites: z.array(identifier),
  /** ADVICE: what is said whenever advice is given (R-CASE-8). */
  disclaimers: object({ bestOfAbility: publishedWords(500), noGuarantee: publishedWords(500) }).optional(),
  /** ADVICE: the version of the privacy notice that a recipient is reminded of (R-CASE-9). */
  privacyNotice: identifier.optional(),
  /** How long records are kept after closure before a review (R-CASE-15). */
  retention: object({
    mopiGroup: z.literal([1, 2, 3, 4]),
    reviewAfterMonths: z.int().min(1).max(1_200),
  }).optional(),
  /** Where its readers find more (S3:27). */
  resources: z.array(object({ label: registeredName(160), location: reference })),
  relatedPolicies: z.array(policyNumber),
  consultees: z.array(registeredName(160)),
  riskKinds: z.array(z.enum(RISK_KINDS)),
};

/** What version 2 has more: figures are data of a policy, and visits a kind of their own. */
const termsWithFigures = {
  ...terms,
  kind: z.enum(SECOND_KINDS),
  /** ESTABLISHMENT: its figures (R-POL-8). */
  establishment: establishmentFigures.optional(),
  /** VISIT: its figures (R-POL-8). */
  visit: visitFigures.optional(),
};

/** What version 3 has more: how long records are kept is data of a policy, too. */
const termsWithKeeping = {
  ...termsWithFigures,
  /** RETENTION: its terms, one for a class of records (R-POL-8, R-CASE-15). */
  keeping: z.array(retentionTerm).optional(),
};

/** What version 4 has more: victims, who investigates what, surveys and training have figures, too. */
const termsWithVictims = {
  ...termsWithKeeping,
  kind: z.enum(THIRD_KINDS),
  /** VISIT: what holds for victims of crime. */
  victims: victimFigures.optional(),
  /** ALLOCATION: who investigates which category (R-INPT-6). */
  allocation: z.array(allocationTerm).optional(),
  /** SURVEY: its checklist (R-POL-8). */
  survey: surveyFigures.optional(),
  /** TRAINING: its figures (R-POL-8). */
  training: trainingFigures.optional(),
};

/** `nextReviewDue`: the London day by which the policy is to be reviewed, from this event on (R-POL-1). */
export const policyVersionPublished = event('PolicyVersionPublished', { ...terms, nextReviewDue: day })
  .becomes({ ...termsWithFigures, nextReviewDue: day }, (older) => older)
  .becomes({ ...termsWithKeeping, nextReviewDue: day }, (older) => older)
  .becomes({ ...termsWithVictims, nextReviewDue: day }, (older) => older)
  // version 5: reports, problems and antisocial behaviour have figures, too
  .becomes(
    {
      ...termsWithVictims,
      kind: z.enum(POLICY_KINDS),
      /** GRADING: how reports are graded (R-INT-8). */
      grading: gradingFigures.optional(),
      /** TASKING: its figures (R-POL-8). */
      tasking: taskingFigures.optional(),
      /** ASB: its figures (R-ASB-6). */
      asb: asbFigures.optional(),
      nextReviewDue: day,
    },
    (older) => older,
  );
export const policyReviewed = event('PolicyReviewed', {
  version: versionNumber,
  outcome: z.enum(REVIEW_OUTCOMES),
  contentHash,
  /** The equality impact assessment that goes with it (S3:6). */
  eia: reference,
  onBehalfOf: identifier.optional(),
  nextReviewDue: day,
});
export const policyReviewOverdue = event('PolicyReviewOverdue', { version: versionNumber, dueOn: day });
/** What was recorded since says that the review due on that day was made, or was due on another. */
export const policyReviewOverdueFoundWrong = event('PolicyReviewOverdueFoundWrong', { dueOn: day });
export const policyVersionWithdrawn = event('PolicyVersionWithdrawn', {
  version: versionNumber,
  /** The version that stands in its place. */
  successor: versionNumber,
  nextReviewDue: day,
});

export const policyEvents = [
  policyVersionPublished,
  policyReviewed,
  policyReviewOverdue,
  policyReviewOverdueFoundWrong,
  policyVersionWithdrawn,
] as const;
export type PolicyEvent = EventOf<(typeof policyEvents)[number]>;

/** What one version of a policy says. */
export type PolicyTerms = Omit<EventOf<typeof policyVersionPublished>, 'type' | 'nextReviewDue'>;
