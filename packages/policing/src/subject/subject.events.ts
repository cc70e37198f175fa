import { personal, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { declined, granted } from '../granting.ts';
import { identifier, instant } from '../values.ts';
import type { RetentionEvent } from '../retention/retention.events.ts';

/** Why two records are taken as one person's. */
export const SUBJECT_MERGE_REASONS = [
  'PERSON_SAID_SO',
  'SAME_DETAILS',
  'IDENTITY_DOCUMENT',
  'ENTERED_TWICE',
  'OTHER',
] as const;
/** One of `SUBJECT_MERGE_REASONS`. */
export type SubjectMergeReason = (typeof SUBJECT_MERGE_REASONS)[number];

/** Why two records are found to be of two people after all. */
export const FOUND_APART_REASONS = [
  'PERSON_SAID_SO',
  'DIFFERENT_DETAILS',
  'IDENTITY_DOCUMENT',
  'TAKEN_AS_ONE_BY_MISTAKE',
  'OTHER',
] as const;
/** One of `FOUND_APART_REASONS`. */
export type FoundApartReason = (typeof FOUND_APART_REASONS)[number];

/** What a person is in a record about them (DPA 2018 s.38). */
export const SUBJECT_CATEGORIES = ['VICTIM', 'WITNESS', 'SUSPECT', 'CONVICTED', 'OTHER'] as const;
/** One of `SUBJECT_CATEGORIES`. */
export type SubjectCategory = (typeof SUBJECT_CATEGORIES)[number];

/** How it is safe to reach a person directly. */
export const SAFE_WAYS = ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] as const;
/** One of `SAFE_WAYS`. */
export type SafeWay = (typeof SAFE_WAYS)[number];

const name = personal(z.string().trim().min(1).max(200));
const contact = personal(z.string().trim().min(1).max(300));
const address = personal(z.string().trim().min(1).max(500));
const details = { contact: contact.optional(), address: address.optional() };

export const subjectRegistered = event('SubjectRegistered', {
  name,
  ...details,
});
/** What is not named stays as it is; null: there is none. */
export const personalDetailsCorrected = event('PersonalDetailsCorrected', {
  name: name.optional(),
  ...details,
}).becomes(
  { name: name.optional(), contact: contact.nullable().optional(), address: address.nullable().optional() },
  (older) => older,
);
/** Somebody says that another record is of the same person: that waits for the grant (R-AUTH-1). */
export const subjectMergeProposed = event('SubjectMergeProposed', {
  request: identifier,
  other: identifier,
  reason: z.enum(SUBJECT_MERGE_REASONS),
  requestedBy: identifier,
  answerBy: instant,
});
export const subjectMergeGranted = granted('SubjectMergeGranted');
export const subjectMergeDeclined = declined('SubjectMergeDeclined');
/** Two records of one person. */
export const subjectsMerged = event('SubjectsMerged', { other: identifier });
/** What had been taken as one person is two; the finding before stands on record beside this one. */
export const subjectsFoundApart = event('SubjectsFoundApart', {
  other: identifier,
  reason: z.enum(FOUND_APART_REASONS),
});

/** Another record stands for this one too: it was found there that both are of one person. */
export const mergeNoticed = event('MergeNoticed', { other: identifier });
/** That other record stands for this one no more, or never did. */
export const foundApartNoticed = event('FoundApartNoticed', { other: identifier });

/**
 * What the person is in one record, from now on (D-32); without a category it is not known any more. Whoever is told
 * apart so may be a suspect: what is said of them is for law enforcement.
 */
export const subjectCategorised = event(
  'SubjectCategorised',
  {
    /** In which record: one of them. */
    adviceCase: identifier.optional(),
    attendance: identifier.optional(),
    referral: identifier.optional(),
    category: z.enum(SUBJECT_CATEGORIES).optional(),
  },
  { regime: 'LAW_ENFORCEMENT' },
);

/** How it is safe to reach the person, from now on; no way, and through nobody: it is not (8.7 "Victims"). */
export const safeContactSaid = event('SafeContactSaid', {
  ways: z.array(z.enum(SAFE_WAYS)).max(SAFE_WAYS.length),
  /** The agency through which alone. */
  onlyThrough: identifier.optional(),
});

export const subjectEvents = [
  subjectRegistered,
  personalDetailsCorrected,
  subjectMergeProposed,
  subjectMergeGranted,
  subjectMergeDeclined,
  subjectsMerged,
  subjectsFoundApart,
  mergeNoticed,
  foundApartNoticed,
  subjectCategorised,
  safeContactSaid,
] as const;
/** Those that no other kind of record has. */
export type OwnSubjectEvent = EventOf<(typeof subjectEvents)[number]>;
export type SubjectEvent = OwnSubjectEvent | RetentionEvent;
