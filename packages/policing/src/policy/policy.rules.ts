import { canonicalize, refuse, type Refusal } from '@wardbook/event-sourcing/pure';
import { alreadyBegun } from '../by.ts';
import { londonDay } from '../london.ts';
import { policyNumber, type PolicyTerms, type ReviewOutcome } from './policy.events.ts';
import {
  isWithdrawn,
  publishedVersion,
  type PolicyState,
  type PolicyVersion,
  type Review,
} from './policy.state.ts';

/** R-POL-7: a number is a letter and four digits, however it was typed: `A0609` is `A 0609` (S3:3). */
export const normalisedNumber = (typed: string): string =>
  typed
    .trim()
    .toUpperCase()
    .replace(/^([A-Z])\s*(\d{4})$/, '$1 $2');

/** R-POL-7: a policy is known by its number (S3:3). */
export const malformedNumber = ({ number, relatedPolicies }: PolicyTerms): Refusal | undefined =>
  (policyNumber.safeParse(number).success
    ? undefined
    : refuse('R-POL-7', 'A policy number is a letter and four digits.', 'number')) ??
  (relatedPolicies.every((related) => policyNumber.safeParse(related).success)
    ? undefined
    : refuse('R-POL-7', 'A policy number is a letter and four digits.', 'relatedPolicies'));

/** R-LIFE-2: one stream holds the versions of one policy. */
export const anotherPolicy = (
  { versions }: PolicyState,
  { number, kind }: PolicyTerms,
): Refusal | undefined =>
  versions.every((known) => known.number === number && known.kind === kind)
    ? undefined
    : refuse('R-LIFE-2', 'This is another policy, or one of another kind.', 'number');

/** R-POL-3: versions count upwards, and each is in force from its day on (S3:4, 5). */
export const notLater = ({ versions }: PolicyState, asked: PolicyTerms): Refusal | undefined => {
  if (versions.some(({ version }) => version >= asked.version))
    return refuse('R-POL-3', 'This or a later version was published before.', 'version');
  return versions.some(({ publishedOn }) => publishedOn > asked.publishedOn)
    ? refuse('R-POL-3', 'An earlier version was published on a later day.', 'publishedOn')
    : undefined;
};

/** R-TIME-1: a version is published on its day, not before (S3:4). */
export const notYet = ({ publishedOn }: PolicyTerms, at: string): Refusal | undefined =>
  publishedOn > londonDay(at)
    ? refuse('R-TIME-1', 'A version is published on its day, not before.', 'publishedOn')
    : undefined;

/** Whether a version was published with these words already. */
export const isPublishedSo = ({ versions }: PolicyState, asked: PolicyTerms): boolean =>
  versions.some(
    (known) =>
      known.version === asked.version &&
      canonicalize({ ...known, type: '' }) === canonicalize({ ...asked, type: '' }),
  );

/** R-CASE-8: an advice policy words the two disclaimers (S3:34). */
const withoutDisclaimers = ({ disclaimers }: PolicyTerms): Refusal | undefined =>
  disclaimers === undefined
    ? refuse('R-CASE-8', 'An advice policy words both disclaimers.', 'disclaimers')
    : undefined;

/** R-CASE-9: an advice policy names the privacy notice that people are reminded of (S3:45). */
const withoutPrivacyNotice = ({ privacyNotice }: PolicyTerms): Refusal | undefined =>
  privacyNotice === undefined
    ? refuse('R-CASE-9', 'An advice policy names its privacy notice.', 'privacyNotice')
    : undefined;

/** R-CASE-12: an advice policy says what a written record holds (S3:29). */
const withoutRecordFields = ({ requiredRecordFields }: PolicyTerms): Refusal | undefined =>
  requiredRecordFields.length === 0
    ? refuse('R-CASE-12', 'An advice policy says what a written record holds.', 'requiredRecordFields')
    : undefined;

/** R-CASE-5: advice names a measure and a recognised source, so an advice policy has some (S3:25). */
const withoutCatalogue = ({ measures, sources }: PolicyTerms): Refusal | undefined => {
  if (measures.length === 0) return refuse('R-CASE-5', 'An advice policy has a catalogue.', 'measures');
  if (new Set(measures.map(({ code }) => code)).size < measures.length)
    return refuse('R-CASE-5', 'A measure has one wording.', 'measures');
  return sources.length === 0
    ? refuse('R-CASE-5', 'An advice policy names the sources that advice rests on.', 'sources')
    : undefined;
};

/** What an advice policy needs so that advice can be given under it. */
export const notFitForAdvice = (terms: PolicyTerms): Refusal | undefined =>
  terms.kind === 'ADVICE'
    ? (withoutDisclaimers(terms) ??
      withoutPrivacyNotice(terms) ??
      withoutRecordFields(terms) ??
      withoutCatalogue(terms))
    : undefined;

/** R-POL-2: an outcome says what the hashes say: no change, the same text; changed, another (S3:7). */
export const outcomeBelied = (
  version: PolicyVersion,
  outcome: ReviewOutcome,
  contentHash: string,
): Refusal | undefined =>
  (version.contentHash === contentHash) === (outcome === 'NO_CHANGE')
    ? undefined
    : refuse('R-POL-2', 'The text and the outcome of the review do not agree.', 'outcome');

/** R-POL-4: a review is made by, or on behalf of, whoever the policy names (S3:38). */
export const notOnBehalf = (
  { monitoredBy }: PolicyVersion,
  onBehalfOf: string | undefined,
): Refusal | undefined =>
  monitoredBy === undefined || monitoredBy === onBehalfOf
    ? undefined
    : refuse('R-POL-4', 'The policy is reviewed on behalf of whoever monitors it.', 'onBehalfOf');

/** R-POL-6: an equality impact assessment goes with each review (S3:6). */
export const withoutEia = refuse('R-POL-6', 'Link the equality impact assessment.', 'eia');

/** Whether this review is on record: an assessment goes with one review. */
export const isReviewedSo = ({ reviews }: PolicyState, asked: Review, at: string): boolean =>
  reviews.some(({ from, value }) => from <= at && canonicalize({ ...value }) === canonicalize({ ...asked }));

/** R-LIFE-1: where no version is in force, there is nothing to review. */
export const nothingInForce = refuse('R-LIFE-1', 'No version of the policy was in force then.');

/** R-LIFE-1 for versions. */
export const neverPublished = (state: PolicyState, version: number, at: string): Refusal | undefined =>
  publishedVersion(state, version, at)
    ? undefined
    : refuse('R-LIFE-1', 'No such version had been published by then.', 'version');

export const isWithdrawnFor = (
  { withdrawals }: PolicyState,
  version: number,
  successor: number | undefined,
): boolean => withdrawals.some((known) => known.version === version && known.successor === successor);

/** R-LIFE-2: a version is withdrawn once. */
export const withdrawnBefore = ({ withdrawals }: PolicyState, version: number): Refusal | undefined =>
  alreadyBegun(withdrawals.find((known) => known.version === version)?.at, 'withdrawal');

/** R-POL-3: a version is withdrawn only for another that stands in its place; there is no gap. */
export const leavesGap = (
  state: PolicyState,
  version: number,
  successor: number | undefined,
  at: string,
): Refusal | undefined =>
  successor !== undefined &&
  successor !== version &&
  publishedVersion(state, successor, at) !== undefined &&
  !isWithdrawn(state, successor, at)
    ? undefined
    : refuse('R-POL-3', 'Name a published version that stands in its place.', 'successor');
