import { refuse, toldAt, valueAt, valueIn, type Keyed } from '@wardbook/event-sourcing/pure';
import { isRegistered, type AgencyState } from '../agency/agency.state.ts';
import { askerOf, authorisesOwnRequest, notBegun, type By } from '../by.ts';
import type { DisclosurePurpose } from '../crime/crime.events.ts';
import type { IntelligenceScheme } from '../policy/figures.ts';
import { gradingTerms, type PolicyState } from '../policy/policy.state.ts';
import { isRaised, type ProblemState } from '../problem/problem.state.ts';
import { notCovered } from '../referral/asking.rules.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import { isReceived, type ReportState } from '../report/report.state.ts';
import type { AssessmentCode, HandlingCode, SourceCode } from './intelligence.events.ts';
import {
  evaluationAt,
  heldBack,
  isClosed,
  isOpened,
  itemAt,
  itemOf,
  patternNamed,
  subjectsOf,
  toWhom,
  type Evaluation,
  type IntelligenceState,
  type PatternLink,
  type Recipient,
} from './intelligence.state.ts';

/** R-LIFE-1 for intelligence. */
export const notOpened = (state: IntelligenceState, at: string) =>
  isOpened(state, at) ? undefined : notBegun(undefined, at, 'intelligence', 'id');

/** R-LIFE-1: a report is fed where it says that it is (R-INT-1). */
export const notFedHere = (report: ReportState, id: string, at: string) =>
  notBegun(report.terms?.intelligence === id ? report.receivedAt : undefined, at, 'report', 'report');

/** R-LIFE-1: it is only found not to be about somebody where it was said to be. */
export const noSubject = (state: IntelligenceState, subject: string, at: string) =>
  subjectsOf(state, at).some((one) => one.subject === subject)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This was not said to be about that person at that time. Check the reference and the time.',
        'subject',
      );

/** As it is published, what each word of a scheme is (3.3 of the sources: 3x5x2, and 5x5x5 before it). */
const CODES: Readonly<Record<IntelligenceScheme, Codes>> = {
  THREE_BY_FIVE_BY_TWO: {
    source: { RELIABLE: '1', UNTESTED: '2', NOT_RELIABLE: '3' },
    assessment: {
      ...{ KNOWN_DIRECTLY: 'A', CORROBORATED: 'B', KNOWN_INDIRECTLY: 'C' },
      ...{ NOT_KNOWN: 'D', SUSPECTED_FALSE: 'E' },
    },
    handling: { PERMITTED: 'P', WITH_CONDITIONS: 'C' },
  },
  FIVE_BY_FIVE_BY_FIVE: {
    source: {
      ...{ ALWAYS_RELIABLE: 'A', MOSTLY_RELIABLE: 'B', SOMETIMES_RELIABLE: 'C' },
      ...{ UNRELIABLE: 'D', UNTESTED: 'E' },
    },
    assessment: {
      ...{ KNOWN_TRUE: '1', KNOWN_PERSONALLY: '2', NOT_KNOWN_PERSONALLY: '3' },
      ...{ CANNOT_BE_JUDGED: '4', SUSPECTED_FALSE: '5' },
    },
    handling: {
      ...{ UK_LAW_ENFORCEMENT: '1', UK_NON_PROSECUTING: '2', FOREIGN_LAW_ENFORCEMENT: '3' },
      ...{ ORIGINATING_FORCE_ONLY: '4', NO_FURTHER: '5' },
    },
  },
};

interface Codes {
  readonly source: Partial<Record<SourceCode, string>>;
  readonly assessment: Partial<Record<AssessmentCode, string>>;
  readonly handling: Partial<Record<HandlingCode, string>>;
}

/**
 * How a grading is written.
 * @example
 * const scheme = 'THREE_BY_FIVE_BY_TWO';
 * gradingInCodes({ scheme, source: 'UNTESTED', assessment: 'KNOWN_INDIRECTLY', handling: 'PERMITTED' }); // '2/C/P'
 */
export const gradingInCodes = ({ scheme, source, assessment, handling }: Evaluation): string =>
  [CODES[scheme].source[source], CODES[scheme].assessment[assessment], CODES[scheme].handling[handling]].join(
    '/',
  );

const SCHEMES_IN_WORDS: Readonly<Record<IntelligenceScheme, string>> = {
  THREE_BY_FIVE_BY_TWO: '3x5x2',
  FIVE_BY_FIVE_BY_FIVE: '5x5x5',
};

/** By which scheme a force graded at an instant, and which version of a policy said so. */
export const schemeOf = (policy: PolicyState, at: string) => {
  const terms = gradingTerms(policy, at);
  return {
    scheme: terms?.scheme ?? 'THREE_BY_FIVE_BY_TWO',
    ...(terms && { policy: terms.version }),
  } as const;
};

/** R-INT-9: it is graded by the scheme of its day, and no grade becomes one of the other scheme (8.4). */
export const anotherScheme = (scheme: IntelligenceScheme, known: IntelligenceScheme) =>
  scheme === known
    ? undefined
    : refuse(
        'R-INT-9',
        `Intelligence was graded by ${SCHEMES_IN_WORDS[known]} at that time. Choose that scheme, or check the time.`,
        'scheme',
      );

/** R-INT-10: a code is one of its scheme (3x5x2, 5x5x5). */
export const codeOfAnother = ({ scheme, source, assessment, handling }: Evaluation) => {
  const { [scheme]: codes } = CODES;
  const said = `This is no code of ${SCHEMES_IN_WORDS[scheme]}. Choose one of that scheme.`;
  if (codes.source[source] === undefined) return refuse('R-INT-10', said, 'source');
  if (codes.assessment[assessment] === undefined) return refuse('R-INT-10', said, 'assessment');
  return codes.handling[handling] === undefined ? refuse('R-INT-10', said, 'handling') : undefined;
};

/** R-INT-4: what goes out with conditions says which, and nothing else has any (3x5x2). */
export const unfitConditions = ({ handling, conditions }: Evaluation, at: string) => {
  if (handling !== 'WITH_CONDITIONS')
    return conditions
      ? refuse('R-INT-4', 'Only handling code C has conditions. Leave them out, or choose C.', 'conditions')
      : undefined;
  if (!conditions || Object.keys(conditions).length === 0)
    return refuse(
      'R-INT-4',
      'Handling code C needs its conditions. Say which agencies, which purposes, or until when.',
      'conditions',
    );
  return conditions.until !== undefined && conditions.until <= at
    ? refuse('R-INT-4', 'This condition is over before it begins. Choose a later time.', 'conditions.until')
    : undefined;
};

/** One name for an agency among what a decision is judged by: no identifier has a space in it. */
export const agencyNamed = (agency: string): string => `agency ${agency}`;

/** R-LIFE-1: conditions name agencies that are there; another name would keep it from everybody, unseen. */
export const noSuchAgencies = (found: Keyed<AgencyState>, { onlyAgencies = [] }: Conditions, at: string) => {
  const missing = onlyAgencies.findIndex((id) => {
    const known = valueIn(found, agencyNamed(id));
    return !known || !isRegistered(known, at);
  });
  return missing < 0 ? undefined : notBegun(undefined, at, 'agency', `conditions.onlyAgencies.${missing}`);
};

type Conditions = NonNullable<Evaluation['conditions']>;

/** In whatever order they are named, the conditions are the same. */
export const inOrder = ({ onlyAgencies, onlyPurposes, until }: Conditions) => ({
  ...(onlyAgencies && { onlyAgencies: [...new Set(onlyAgencies)].sort() }),
  ...(onlyPurposes && { onlyPurposes: [...new Set(onlyPurposes)].sort() }),
  ...(until !== undefined && { until }),
});

/** R-INT-5: whoever submitted it does not write the text that goes out. */
export const submittedIt = ({ opening }: IntelligenceState, by: By) =>
  opening.submittedBy === askerOf(by)
    ? refuse('R-INT-5', 'Whoever submitted intelligence does not sanitise it. Ask somebody else.', 'id')
    : undefined;

/** R-INT-5: a second person, who neither submitted it nor wrote the text, reads the text in their own name. */
export const attestsOwn = (state: IntelligenceState, item: string, by: By) => {
  const { sanitisedBy = '' } = itemOf(state, item);
  if (sanitisedBy === by.id)
    return refuse('R-INT-5', 'Whoever wrote this text does not attest it. Ask somebody else.', 'item');
  return state.opening.submittedBy === by.id
    ? refuse(
        'R-INT-5',
        'Whoever submitted intelligence does not attest a text of it. Ask somebody else.',
        'item',
      )
    : authorisesOwnRequest(by, sanitisedBy, 'item');
};

/** R-LIFE-1: only a text that is there is read, goes out, or is taken back. */
export const noItem = (state: IntelligenceState, item: string, at: string) => {
  const standing = itemAt(state, item, at);
  return standing === undefined || standing === 'WITHDRAWN'
    ? refuse(
        'R-LIFE-1',
        'There was no such sanitised text at that time. Check the reference and the time.',
        'item',
      )
    : undefined;
};

/** When a text was written; undefined where there is none by that name. */
export const sanitisedAt = (state: IntelligenceState, item: string): string | undefined =>
  itemOf(state, item).standing[0]?.from;

/** Whether it is on record that a text came so far at this very instant. */
export const wasToldAt = (
  state: IntelligenceState,
  item: string,
  standing: 'ATTESTED' | 'WITHDRAWN',
  at: string,
): boolean => toldAt(itemOf(state, item).standing, at) === standing;

/** R-LIFE-2: a text is attested once. */
export const attestedAlready = (state: IntelligenceState, item: string, at: string) =>
  itemAt(state, item, at) === 'ATTESTED'
    ? refuse('R-LIFE-2', 'Somebody attested this text already. Nothing has to be done.', 'item')
    : undefined;

/** R-INT-5: nothing goes out that no second person has read. */
export const notAttested = (state: IntelligenceState, item: string, at: string) =>
  itemAt(state, item, at) === 'ATTESTED'
    ? undefined
    : refuse('R-INT-5', 'Nobody had attested this text by then. Have somebody else read it first.', 'item');

/** R-INT-11: a link is to one problem, or to other intelligence. */
export const notOnePattern = (link: PatternLink, id: string) => {
  if ((link.problem === undefined) === (link.intelligence === undefined))
    return refuse(
      'R-INT-11',
      'It is linked to one thing at a time. Name a problem, or other intelligence.',
      'problem',
    );
  return link.intelligence === id
    ? refuse('R-INT-11', 'It makes no pattern with itself. Name other intelligence.', 'intelligence')
    : undefined;
};

/** R-LIFE-1: a pattern is a problem that somebody raised. */
export const noProblem = (problem: ProblemState, at: string) =>
  isRaised(problem, at) ? undefined : notBegun(undefined, at, 'problem', 'problem');

/** R-LIFE-1: an action answers reports that came (S1:41). */
export const noReport = (found: Keyed<ReportState>, reports: readonly string[], at: string) => {
  const missing = reports.findIndex((id) => {
    const known = valueIn(found, id);
    return !known || !isReceived(known, at);
  });
  return missing < 0 ? undefined : notBegun(undefined, at, 'report', `reports.${missing}`);
};

/** R-LIFE-1: no link ends that there was not. */
export const notLinked = ({ links }: IntelligenceState, link: PatternLink, at: string) =>
  valueAt(valueIn(links, patternNamed(link)) ?? [], at) === true
    ? undefined
    : refuse(
        'R-LIFE-1',
        'It was not linked to that at that time. Check the reference and the time.',
        link.problem === undefined ? 'intelligence' : 'problem',
      );

/** R-INT-12: what is decided is done then, or later (S1:41). */
export const plannedBefore = (plannedFor: string, at: string) =>
  plannedFor < at
    ? refuse(
        'R-INT-12',
        'An action cannot be planned for before it is decided. Choose a later time.',
        'plannedFor',
      )
    : undefined;

/** R-LIFE-1: only what was decided, and had not ended, ends. */
export const notUnderWay = ({ actions }: IntelligenceState, action: string, at: string) => {
  const known = valueIn(actions, action);
  return known && known.at <= at && valueAt(known.ended, at) === undefined
    ? undefined
    : refuse(
        'R-LIFE-1',
        'No such action was under way at that time. Check the reference and the time.',
        'action',
      );
};

/** R-LIFE-1: nothing goes to an agency that is not there. */
export const noAgency = (agency: AgencyState, at: string) =>
  isRegistered(agency, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such agency on record at that time. Check the agency.', 'agency');

/** R-INT-13: the force reads what is sanitised without being told. */
export const ownForce = (agency: string, owner: string) =>
  agency === owner
    ? refuse('R-INT-13', 'Your own force sees every sanitised text. Choose another agency.', 'agency')
    : undefined;

/** R-INT-4: nothing goes out ungraded, or further than its handling lets it (3x5x2, 5x5x5). */
export const beyondHandling = (state: IntelligenceState, to: Recipient, at: string) => {
  const evaluation = evaluationAt(state, at);
  if (!evaluation) return refuse('R-INT-4', 'This had not been graded by then. Grade it first.', 'item');
  const why = heldBack(evaluation, to, at);
  return why && BEYOND[why];
};

const BEYOND = {
  FALSE: refuse('R-INT-4', 'This is suspected to be false. It goes to nobody.', 'item'),
  FORCE_ONLY: refuse('R-INT-4', 'Its handling keeps this within the force. It goes to nobody else.', 'item'),
  ABROAD_ONLY: refuse(
    'R-INT-4',
    'Its handling lets this go to law enforcement abroad alone. Grade it anew, if others may be told.',
    'item',
  ),
  AGENCY: refuse('R-INT-4', 'Its conditions leave this agency out. Choose one that they name.', 'agency'),
  PURPOSE: refuse('R-INT-4', 'Its conditions leave this purpose out. Choose one that they name.', 'purpose'),
  OVER: refuse(
    'R-INT-4',
    'By its conditions it went to nobody any more at that time. Grade it anew.',
    'item',
  ),
} as const;

/** What an agency would be told, and on what that rests. */
export interface Disseminating {
  readonly owner: string;
  readonly agency: string;
  readonly legalBasis: LegalBasis;
  readonly agreement?: string | undefined;
  readonly purpose: DisclosurePurpose;
}

/** R-REF-1: it goes out under an agreement that covers what was told to the force (S1:24). */
export const notAgreed = (
  { owner, agency, legalBasis, agreement }: Disseminating,
  known: AgencyState,
  at: string,
) =>
  notCovered(
    { fields: ['CIRCUMSTANCES'], legalBasis, agreement },
    { from: owner, to: { agency }, said: AGREEMENT_SAID },
    known,
    at,
  );

/** No field of it says what is shared: of an agreement that does not cover it another one is chosen. */
const AGREEMENT_SAID = { legalBasis: 'legalBasis', agreement: 'agreement', fields: 'agreement' } as const;

/** R-LIFE-1: no dissemination ends that there was not. */
export const notDisseminated = (state: IntelligenceState, item: string, agency: string, at: string) =>
  valueAt(valueIn(state.disseminations, toWhom(item, agency)) ?? [], at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'That text had not gone to that agency at that time. Check both, and the time.',
        'agency',
      );

/** R-LIFE-1: what was closed is not closed again. */
export const notOpen = (state: IntelligenceState, at: string) =>
  isClosed(state, at)
    ? refuse('R-LIFE-1', 'This intelligence had been closed by then. Reopen it first.', 'id')
    : undefined;

/** R-LIFE-1: only what was closed is reopened. */
export const notClosed = (state: IntelligenceState, at: string) =>
  isClosed(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This intelligence was open at that time. There is nothing to reopen.', 'id');
