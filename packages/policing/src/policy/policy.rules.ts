import { canonicalize, isRefusal, refuse, type Refusal } from '@wardbook/event-sourcing/pure';
import { alreadyBegun } from '../by.ts';
import { londonDay } from '../london.ts';
import { TRIGGERS_OF } from './figures.ts';
import { policyNumber, type PolicyTerms } from './policy.events.ts';
import {
  isWithdrawn,
  publishedVersion,
  versionInForce,
  type PolicyState,
  type PolicyVersion,
  type Review,
} from './policy.state.ts';

/** R-POL-7: a policy is known by its number (S3:3). */
export const malformedNumber = ({ number, relatedPolicies }: PolicyTerms) =>
  (policyNumber.safeParse(number).success
    ? undefined
    : refuse('R-POL-7', 'A policy number is a letter and four digits. Check the number.', 'terms.number')) ??
  (relatedPolicies.every((related) => policyNumber.safeParse(related).success)
    ? undefined
    : refuse(
        'R-POL-7',
        'A policy number is a letter and four digits. Check each number.',
        'terms.relatedPolicies',
      ));

/** R-LIFE-2: one stream holds the versions of one policy. */
export const anotherPolicy = ({ versions }: PolicyState, { number, kind }: PolicyTerms) =>
  versions.every((known) => known.number === number && known.kind === kind)
    ? undefined
    : refuse(
        'R-LIFE-2',
        'This record is of another policy, or another kind of policy. Check the number and the kind.',
        'terms.number',
      );

/** R-POL-3: versions count upwards with their days, in whatever order they are put on record (S3:4, 5). */
export const outOfOrder = ({ versions }: PolicyState, { version, publishedOn }: PolicyTerms) => {
  if (versions.some((known) => known.version === version))
    return refuse(
      'R-POL-3',
      'This version is already published, and says something else. Use another number.',
      'terms.version',
    );
  return versions.some((known) =>
    known.version < version ? known.publishedOn > publishedOn : known.publishedOn <= publishedOn,
  )
    ? refuse(
        'R-POL-3',
        'Versions count upwards with their days. Check the number and the date.',
        'terms.publishedOn',
      )
    : undefined;
};

/** R-TIME-1: a version is published on its day, not before (S3:4). */
export const notYet = ({ publishedOn }: PolicyTerms, at: string) =>
  publishedOn > londonDay(at)
    ? refuse(
        'R-TIME-1',
        'This version is not published until a later day. Record it on that day or after.',
        'terms.publishedOn',
      )
    : undefined;

/** Whether a version was published with these words already. */
export const isPublishedSo = ({ versions }: PolicyState, asked: PolicyTerms): boolean =>
  versions.some(
    (known) =>
      known.version === asked.version &&
      canonicalize({ ...known, type: '' }) === canonicalize({ ...asked, type: '' }),
  );

/** R-CASE-8: an advice policy words the two disclaimers (S3:34). */
const withoutDisclaimers = ({ disclaimers }: PolicyTerms) =>
  disclaimers === undefined
    ? refuse(
        'R-CASE-8',
        'An advice policy must give the words of both disclaimers. Add them.',
        'terms.disclaimers',
      )
    : undefined;

/** R-CASE-9: an advice policy names the privacy notice that people are reminded of (S3:45). */
const withoutPrivacyNotice = ({ privacyNotice }: PolicyTerms) =>
  privacyNotice === undefined
    ? refuse('R-CASE-9', 'An advice policy must name its privacy notice. Add it.', 'terms.privacyNotice')
    : undefined;

/** R-CASE-12: an advice policy says what a written record holds (S3:29). */
const withoutRecordFields = ({ requiredRecordFields }: PolicyTerms) =>
  requiredRecordFields.length === 0
    ? refuse(
        'R-CASE-12',
        'An advice policy must say what a written record holds. Add it.',
        'terms.requiredRecordFields',
      )
    : undefined;

/** R-CASE-5: advice names a measure and a recognised source, so an advice policy has some (S3:25). */
const withoutCatalogue = ({ measures, sources }: PolicyTerms) => {
  if (measures.length === 0)
    return refuse(
      'R-CASE-5',
      'An advice policy must have a catalogue of measures. Add them.',
      'terms.measures',
    );
  if (new Set(measures.map(({ code }) => code)).size < measures.length)
    return refuse('R-CASE-5', 'Two measures have the same code. Give each its own.', 'terms.measures');
  return sources.length === 0
    ? refuse(
        'R-CASE-5',
        'An advice policy must name the sources that advice rests on. Add them.',
        'terms.sources',
      )
    : undefined;
};

/** What an advice policy needs so that advice can be given under it. */
export const notFitForAdvice = (terms: PolicyTerms) =>
  terms.kind === 'ADVICE'
    ? (withoutDisclaimers(terms) ??
      withoutPrivacyNotice(terms) ??
      withoutRecordFields(terms) ??
      withoutCatalogue(terms))
    : undefined;

/** R-POL-8: each kind of policy sets its own figures; no other policy sets them. */
export const figuresOfAnotherKind = (terms: PolicyTerms) =>
  baseFigures(terms) ?? laterFigures(terms) ?? figuresOfProblems(terms);

const baseFigures = ({ kind, establishment, visit, keeping }: PolicyTerms) =>
  ((establishment !== undefined) === (kind === 'ESTABLISHMENT')
    ? undefined
    : refuse(
        'R-POL-8',
        'A policy of kind ESTABLISHMENT must give the figures for teams and promises, and no other may. Check the kind and the figures.',
        'terms.establishment',
      )) ??
  ((visit !== undefined) === (kind === 'VISIT')
    ? undefined
    : refuse(
        'R-POL-8',
        'A policy of kind VISIT must give the figures for visits, and no other may. Check the kind and the figures.',
        'terms.visit',
      )) ??
  ((keeping !== undefined) === (kind === 'RETENTION')
    ? undefined
    : refuse(
        'R-POL-8',
        'A policy of kind RETENTION must say how long records are kept, and no other may. Check the kind and the terms.',
        'terms.keeping',
      ));

// A policy on visits, or on who investigates, may have been published before it could say these.
const laterFigures = ({ kind, victims, allocation, survey, training }: PolicyTerms) =>
  (victims === undefined || kind === 'VISIT'
    ? undefined
    : refuse(
        'R-POL-8',
        'Only a policy of kind VISIT may give the figures for victims. Check the kind and the figures.',
        'terms.victims',
      )) ??
  (allocation === undefined || kind === 'ALLOCATION'
    ? undefined
    : refuse(
        'R-POL-8',
        'Only a policy of kind ALLOCATION may say who investigates what. Check the kind and the terms.',
        'terms.allocation',
      )) ??
  ((survey !== undefined) === (kind === 'SURVEY')
    ? undefined
    : refuse(
        'R-POL-8',
        'A policy of kind SURVEY must give the checklist of surveys, and no other may. Check the kind and the checklist.',
        'terms.survey',
      )) ??
  ((training !== undefined) === (kind === 'TRAINING')
    ? undefined
    : refuse(
        'R-POL-8',
        'A policy of kind TRAINING must give the figures for training, and no other may. Check the kind and the figures.',
        'terms.training',
      ));

// A policy on grading, or on antisocial behaviour, may have been published before it could say these.
const figuresOfProblems = ({ kind, grading, tasking, asb }: PolicyTerms) =>
  (grading === undefined || kind === 'GRADING'
    ? undefined
    : refuse(
        'R-POL-8',
        'Only a policy of kind GRADING may say how reports are graded. Check the kind and the figures.',
        'terms.grading',
      )) ??
  (asb === undefined || kind === 'ASB'
    ? undefined
    : refuse(
        'R-POL-8',
        'Only a policy of kind ASB may give the figures for antisocial behaviour. Check the kind and the figures.',
        'terms.asb',
      )) ??
  ((tasking !== undefined) === (kind === 'TASKING')
    ? undefined
    : refuse(
        'R-POL-8',
        'A policy of kind TASKING must give the figures for problems, and no other may. Check the kind and the figures.',
        'terms.tasking',
      ));

/** R-INT-3: dealing in drugs is responded to, whatever a policy says (S1:41). */
export const leavesDealing = ({ grading }: PolicyTerms) =>
  grading?.mayGoUnattended.includes('DRUG_DEALING') === true
    ? refuse(
        'R-INT-3',
        'Somebody is always sent to dealing in drugs. Take it off the list of what may go unattended.',
        'terms.grading.mayGoUnattended',
      )
    : undefined;

/** R-POL-8: a grade has one target. */
export const gradesAtOdds = ({ grading }: PolicyTerms) => {
  const grades = (grading?.targets ?? []).map(({ grade }) => grade);
  return new Set(grades).size < grades.length
    ? refuse('R-POL-8', 'A grade has two targets. Keep one of them.', 'terms.grading.targets')
    : undefined;
};

/** R-VIS-1: every victim is offered a visit, whatever the category of the crime (S4:8). */
export const exemptsVictims = ({ victims }: PolicyTerms) =>
  (victims?.exemptCategories ?? []).length === 0
    ? undefined
    : refuse(
        'R-VIS-1',
        'Every victim is offered a visit, whatever the crime. Exempt no category.',
        'terms.victims.exemptCategories',
      );

/** R-POL-8: a class of records has one term, counted from what can happen to it. */
export const termsAtOdds = ({ keeping = [] }: PolicyTerms) => {
  if (new Set(keeping.map(({ record }) => record)).size < keeping.length)
    return refuse('R-POL-8', 'A class of records has two terms. Keep one of them.', 'terms.keeping');
  return keeping.every(({ record, trigger }) => TRIGGERS_OF[record].includes(trigger))
    ? undefined
    : refuse(
        'R-POL-8',
        'A term is counted from what never happens to records of its class. Choose something else to count from.',
        'terms.keeping',
      );
};

/** R-POL-8: figures fit one another: a patrol can be as long as it has to be. */
export const figuresAtOdds = ({ establishment, allocation = [], survey }: PolicyTerms) => {
  if (new Set(allocation.map(({ category }) => category)).size < allocation.length)
    return refuse('R-POL-8', 'A category of crime is allocated twice. Keep one of them.', 'terms.allocation');
  const checklist = survey?.checklist ?? [];
  if (new Set(checklist.map(({ code }) => code)).size < checklist.length)
    return refuse(
      'R-POL-8',
      'Two items of the checklist have the same code. Give each its own.',
      'terms.survey.checklist',
    );
  return establishment !== undefined &&
    establishment.patrolOverlapMinutes > establishment.longestPatrolMinutes
    ? refuse(
        'R-POL-8',
        'No patrol can be as long as this asks. Give fewer minutes, or allow longer patrols.',
        'terms.establishment.patrolOverlapMinutes',
      )
    : undefined;
};

/** R-POL-2: an outcome says what the hashes say: no change, the same text; changed, another (S3:7). */
const outcomeBelied = (version: PolicyVersion, { outcome, contentHash }: Review) =>
  (version.contentHash === contentHash) === (outcome === 'NO_CHANGE')
    ? undefined
    : refuse('R-POL-2', 'The outcome of the review does not match its text. Check both.', 'outcome');

/** R-POL-4: a review is made by, or on behalf of, whoever the policy names (S3:38). */
const notOnBehalf = ({ monitoredBy }: PolicyVersion, { onBehalfOf }: Review) =>
  monitoredBy === undefined || monitoredBy === onBehalfOf
    ? undefined
    : refuse(
        'R-POL-4',
        'This policy is reviewed on behalf of somebody else. Name whoever the policy names.',
        'onBehalfOf',
      );

/**
 * R-POL-2: the version that a review is of, or why it is of none. A version comes into force with its day, and may be what
 * came of the review of that morning: so it may be of the version before, too.
 */
export const reviewedVersion = (
  state: PolicyState,
  review: Review,
  at: string,
): PolicyVersion | ReviewRefusal => {
  const before = state.versions.filter(({ publishedOn }) => publishedOn < londonDay(at));
  const [first, second] = [{ ...state, versions: before }, state].flatMap((one) => {
    const version = versionInForce(one, at);
    return version ? [notOnBehalf(version, review) ?? outcomeBelied(version, review) ?? version] : [];
  });
  if (first === undefined) return nothingInForce;
  return isRefusal(first) ? (second ?? first) : first;
};

type ReviewRefusal = Refusal<'outcome' | 'onBehalfOf' | 'occurredAt'>;

/** R-POL-2: a review on record is of a version that was in force then. */
export const reviewOfNone = (review: Review, state: PolicyState, at: string) => {
  const version = reviewedVersion(state, review, at);
  return isRefusal(version) ? version : undefined;
};

/** R-POL-6: an equality impact assessment goes with each review (S3:6). */
export const withoutEia = refuse('R-POL-6', 'Give the reference of the equality impact assessment.', 'eia');

/** Whether this review, of this moment, is on record. */
export const isReviewedSo = ({ reviews }: PolicyState, asked: Review, at: string): boolean =>
  reviews.some(({ from, value }) => from === at && canonicalize({ ...value }) === canonicalize({ ...asked }));

/** R-LIFE-1: where no version is in force, there is nothing to review. */
export const nothingInForce = refuse(
  'R-LIFE-1',
  'No version of this policy was in force at that time. Check the time.',
  'occurredAt',
);

/** R-LIFE-1 for versions. */
export const neverPublished = (state: PolicyState, version: number, at: string) =>
  publishedVersion(state, version, at)
    ? undefined
    : refuse('R-LIFE-1', 'This version had not been published by then. Check the version.', 'version');

/** Whether this withdrawal, of this moment, is on record. */
export const isWithdrawnFor = (
  { withdrawals }: PolicyState,
  version: number,
  successor: number | undefined,
  at: string,
): boolean =>
  withdrawals.some(
    ({ from, value }) => from === at && value.version === version && value.successor === successor,
  );

/** R-LIFE-2: a version is withdrawn once. */
export const withdrawnBefore = ({ withdrawals }: PolicyState, version: number) =>
  alreadyBegun(withdrawals.find(({ value }) => value.version === version)?.from, 'withdrawal', 'version');

/** R-POL-3: a version is withdrawn only for another that stands in its place; there is no gap. */
export const leavesGap = (state: PolicyState, version: number, successor: number | undefined, at: string) =>
  successor !== undefined &&
  successor !== version &&
  publishedVersion(state, successor, at) !== undefined &&
  !isWithdrawn(state, successor, at)
    ? undefined
    : refuse('R-POL-3', 'Give the number of the published version that replaces this one.', 'successor');
