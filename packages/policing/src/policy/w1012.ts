import { DEFAULT_RETENTION } from './figures.ts';
import type { PolicyTerms } from './policy.events.ts';

/** Those there were when it was published; for others hold the terms that hold without it. */
const FIRST_CLASSES = ['ADVICE_CASE', 'ATTENDANCE', 'REFERRAL', 'SUBJECT'] as const;

/**
 * Procedure W 1012 on the review, retention and disposal of records, as data (S3).
 * From the sources: that it is there, its number, and that personal data is held in accordance with it (S3:42-43). Ours,
 * because its text is not among them: the version, its day and the terms, which are those that hold without it.
 */
export const W1012_VERSION_1: PolicyTerms = {
  number: 'W 1012',
  kind: 'RETENTION',
  version: 1,
  /** The day of the procedure that names it. */
  publishedOn: '2023-01-18',
  /** SHA-256 of its name, “Records Review, Retention and Disposal”, UTF-8. */
  contentHash: '14cdf2ec4ea01a965a82e74de99654a0363528d08b23573b64a32b1590266ffd',
  nextReviewMonths: 36,
  requiredRecordFields: [],
  measures: [],
  sources: [],
  signpostSites: [],
  keeping: FIRST_CLASSES.map((record) => ({ record, ...DEFAULT_RETENTION[record] })),
  resources: [],
  relatedPolicies: ['W 1000'],
  consultees: [],
  riskKinds: [],
};
