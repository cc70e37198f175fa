import {
  NONE_KEYED,
  refuse,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Evolve,
  type Fold,
  type Ids,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { FORCE_IDS, forceOf } from '../ids.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  problemEvents,
  type MeasureCancellation,
  type MeasureKind,
  type MeasureResult,
  type OwnProblemEvent,
  type ProblemEvent,
  type ProblemResult,
} from './problem.events.ts';
import { withSince } from '../told.ts';

type Said<Type extends OwnProblemEvent['type'], Left extends string = never> = Omit<
  Extract<OwnProblemEvent, { type: Type }>,
  'type' | Left
>;

/** A step of the response: what was said of it, and how far it has come. Its words are elsewhere. */
export interface MeasureState {
  readonly tasked?: Said<'MeasureTasked', 'measure' | 'approach'>;
  readonly taskedAt?: string;
  readonly progress: Timeline<MeasureProgress>;
}

/** How far a measure has come. */
export interface MeasureProgress {
  readonly standing: 'TASKED' | 'STARTED' | 'COMPLETED' | 'CANCELLED';
  readonly result?: MeasureResult;
  readonly reason?: MeasureCancellation;
}

/** Where it comes back, or whom intelligence points at. */
export type Profile =
  | { readonly kind: 'PROBLEM'; readonly street: string }
  | { readonly kind: 'TARGET'; readonly subject: string; readonly intelligence: string };

/** An example for others, drafted by one person and read by another. */
export interface CaseStudy {
  readonly draftedAt?: string;
  readonly draftedBy?: string;
  /** It is read again when it is published: who is found since is not to be named in it. */
  readonly text?: SealedText;
  readonly published: Timeline<'PUBLISHED' | 'WITHDRAWN'>;
}

/** What a tasking meeting said when it took a problem on. */
export type Adoption = Said<'ProblemAdopted', 'measures'>;
/** Where a linked report says that it was. */
export type LinkedReport = Said<'ProblemReportLinked', 'report'>;

/** All that is known of a problem but whether it is held, and which words were taken out. Its words are elsewhere. */
export interface ProblemOwnState {
  readonly raisedAt?: string;
  readonly raised?: Said<'ProblemRaised', 'title' | 'objective'>;
  /** By their own names: what was seen, and when. */
  readonly scans: Keyed<Said<'ProblemScanned', 'scan' | 'note'> & { readonly at: string }>;
  readonly analyses: Keyed<Said<'ProblemAnalysed', 'analysis' | 'finding'> & { readonly at: string }>;
  /** By report; `undefined` in it: linked no more. */
  readonly reports: Keyed<Timeline<LinkedReport | undefined>>;
  readonly profiles: Keyed<Timeline<Profile | undefined>>;
  readonly adoption: Timeline<Adoption>;
  readonly measures: Keyed<MeasureState>;
  readonly assessments: Keyed<Said<'ProblemAssessed', 'assessment' | 'tangible'> & { readonly at: string }>;
  readonly assessed: Timeline<ProblemResult>;
  /** False in it: reopened. */
  readonly closed: Timeline<boolean>;
  readonly studies: Keyed<CaseStudy>;
}

export type ProblemState = Keeping<ProblemOwnState> & WithRedactions;

/** R-ID-1: a problem is named by the code of its force, a dot, and its reference there. */
const PROBLEM_IDS: Ids = {
  ...FORCE_IDS,
  otherwise: refuse(
    'R-ID-1',
    'A problem is named by the code of its force, a dot and its reference, for example police.dark-paths.',
    'id',
  ),
};

/**
 * The id of a problem: its force, and the reference that it has there.
 * @example
 * problemIdOf('police', 'dark-paths'); // 'police.dark-paths'
 */
export const problemIdOf = (force: string, ref: string): string => `${force}.${ref}`;

/** What each event makes of a problem. */
export const problemSteps: Evolve<OwnProblemEvent, ProblemOwnState> = {
  ProblemRaised: (state, { type: _type, title: _title, objective: _objective, ...raised }, moment) => ({
    ...state,
    raised,
    raisedAt: moment.occurredAt,
  }),
  ProblemScanned: (state, { type: _type, scan, note: _note, ...said }, { occurredAt: at }) => ({
    ...state,
    scans: withValue(state.scans, scan, { ...said, at }),
  }),
  ProblemAnalysed: (state, { type: _type, analysis, finding: _words, ...said }, { occurredAt: at }) => ({
    ...state,
    analyses: withValue(state.analyses, analysis, { ...said, at }),
  }),
  ProblemReportLinked: (state, { type: _type, report, ...linked }, { occurredAt }) => ({
    ...state,
    reports: withSince(state.reports, report, occurredAt, linked),
  }),
  ProblemReportUnlinked: (state, { report }, { occurredAt }) => ({
    ...state,
    reports: withSince(state.reports, report, occurredAt, undefined),
  }),
  ProblemProfileRecorded: (state, { profile, street }, { occurredAt }) => ({
    ...state,
    profiles: withSince(state.profiles, profile, occurredAt, { kind: 'PROBLEM', street }),
  }),
  ProblemProfileEnded: (state, { profile }, { occurredAt }) => ({
    ...state,
    profiles: withSince(state.profiles, profile, occurredAt, undefined),
  }),
  TargetProfileRecorded: (state, { profile, subject, intelligence }, { occurredAt }) => ({
    ...state,
    profiles: withSince(state.profiles, profile, occurredAt, { kind: 'TARGET', subject, intelligence }),
  }),
  TargetProfileEnded: (state, { profile }, { occurredAt }) => ({
    ...state,
    profiles: withSince(state.profiles, profile, occurredAt, undefined),
  }),
  ProblemAdopted: (state, { type: _type, measures: _measures, ...adopted }, { occurredAt }) => ({
    ...state,
    adoption: since(state.adoption, occurredAt, adopted),
  }),
  MeasureTasked: (state, { type: _type, measure, approach: _words, ...tasked }, { occurredAt: at }) => {
    const { progress } = measureOf(state, measure);
    const known = { tasked, taskedAt: at, progress: since(progress, at, JUST_TASKED) };
    return { ...state, measures: withValue(state.measures, measure, known) };
  },
  MeasureStarted: (state, { measure }, { occurredAt }) =>
    withMeasure(state, measure, occurredAt, { standing: 'STARTED' }),
  MeasureCompleted: (state, { measure, result }, { occurredAt }) =>
    withMeasure(state, measure, occurredAt, { standing: 'COMPLETED', result }),
  MeasureCancelled: (state, { measure, reason }, { occurredAt }) =>
    withMeasure(state, measure, occurredAt, { standing: 'CANCELLED', reason }),
  MeasureReopened: (state, { measure }, { occurredAt }) =>
    withMeasure(state, measure, occurredAt, JUST_TASKED),
  ProblemAssessed: (state, { type: _type, assessment, tangible: _words, ...said }, { occurredAt: at }) => ({
    ...state,
    assessments: withValue(state.assessments, assessment, { ...said, at }),
    assessed: since(state.assessed, at, said.result),
  }),
  ProblemClosed: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, true),
  }),
  ProblemReopened: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, false),
  }),
  CaseStudyDrafted: (state, { study, draftedBy, text }, { occurredAt: draftedAt }) =>
    withStudy(state, study, (known) => ({ ...known, draftedAt, draftedBy, text })),
  CaseStudyPublished: (state, { study }, { occurredAt }) =>
    withStudy(state, study, (known) => ({
      ...known,
      published: since(known.published, occurredAt, 'PUBLISHED'),
    })),
  CaseStudyWithdrawn: (state, { study }, { occurredAt }) =>
    withStudy(state, study, (known) => ({
      ...known,
      published: since(known.published, occurredAt, 'WITHDRAWN'),
    })),
};

const ownHistory: Fold<OwnProblemEvent, ProblemOwnState> = {
  name: 'problem',
  ids: PROBLEM_IDS,
  ownerOfId: forceOf,
  initial: {
    ...{ scans: NONE_KEYED, analyses: NONE_KEYED, reports: NONE_KEYED, profiles: NONE_KEYED },
    ...{ adoption: [], measures: NONE_KEYED, assessments: NONE_KEYED, assessed: [], closed: [] },
    studies: NONE_KEYED,
  },
  events: problemEvents,
  // An example is read again when it is published: what it names may have been linked since (R-PROB-12).
  comparesText: true,
  evolve: problemSteps,
};

export const problemHistory: Fold<ProblemEvent, ProblemState> = withPart(
  withPart(ownHistory, retentionPart),
  redactionPart,
);

const NO_MEASURE: MeasureState = { progress: [] };
const JUST_TASKED: MeasureProgress = { standing: 'TASKED' };

const withMeasure = (
  state: ProblemOwnState,
  key: string,
  at: string,
  progress: MeasureProgress,
): ProblemOwnState => {
  const known = measureOf(state, key);
  const changed = { ...known, progress: since(known.progress, at, progress) };
  return { ...state, measures: withValue(state.measures, key, changed) };
};

const NO_STUDY: CaseStudy = { published: [] };

const withStudy = (
  state: ProblemOwnState,
  study: string,
  change: (known: CaseStudy) => CaseStudy,
): ProblemOwnState => ({
  ...state,
  studies: withValue(state.studies, study, change(valueIn(state.studies, study) ?? NO_STUDY)),
});

/** Whether a problem had been raised by an instant. */
export const isRaised = ({ raisedAt }: ProblemOwnState, at: string): boolean =>
  raisedAt !== undefined && raisedAt <= at;

/** Whether a problem was worked on at an instant: raised, and not closed. */
export const isLive = (state: ProblemOwnState, at: string): boolean =>
  isRaised(state, at) && valueAt(state.closed, at) !== true;

/** All that is known of a measure of a problem; of one that it does not have, nothing. */
export const measureOf = ({ measures }: ProblemOwnState, key: string): MeasureState =>
  valueIn(measures, key) ?? NO_MEASURE;

/** How far a measure had come at an instant; undefined before it was tasked. */
export const progressAt = ({ taskedAt, progress }: MeasureState, at: string): MeasureProgress | undefined =>
  taskedAt !== undefined && taskedAt <= at ? valueAt(progress, at) : undefined;

/** What the last tasking meeting by an instant said; undefined before the first. */
export const adoptionAt = ({ adoption }: ProblemOwnState, at: string): Adoption | undefined =>
  valueAt(adoption, at);

/** When a problem had been closed last, by an instant. */
export const closedAt = ({ closed }: ProblemOwnState, at: string): string | undefined =>
  closed.findLast(({ from, value }) => from <= at && value)?.from;

/** Whether a profile stood at an instant, and what it was of. */
export const profileAt = ({ profiles }: ProblemOwnState, key: string, at: string): Profile | undefined =>
  valueAt(valueIn(profiles, key) ?? [], at);

/** Where a linked report says that it was; undefined where it was not linked at that instant. */
export const linkedAt = (
  { reports }: ProblemOwnState,
  report: string,
  at: string,
): LinkedReport | undefined => valueAt(valueIn(reports, report) ?? [], at);

/** Whether it had been said by an instant why a problem comes back. */
export const isAnalysed = ({ analyses }: ProblemOwnState, at: string): boolean =>
  valuesOf(analyses).some((one) => one.at <= at);

/** R-PROB-5: whether it had been assessed by an instant what was reached, since the problem was reopened last (S2:13). */
export const isAssessed = ({ assessed, closed }: ProblemOwnState, at: string): boolean => {
  const reopenedAt = closed.findLast(({ from, value }) => from <= at && !value)?.from ?? '';
  return assessed.some(({ from }) => from >= reopenedAt && from <= at);
};

/** How far a problem has come, in the words of SARA: the last of these that is so. */
export const PROBLEM_STANDINGS = ['RAISED', 'SCANNED', 'ANALYSED', 'ADOPTED', 'ASSESSED', 'CLOSED'] as const;
/** One of `PROBLEM_STANDINGS`. */
export type ProblemStanding = (typeof PROBLEM_STANDINGS)[number];

/** How far a problem had come by an instant; undefined before it was raised. */
export const problemStandingOf = (state: ProblemOwnState, at: string): ProblemStanding | undefined => {
  if (!isRaised(state, at)) return undefined;
  if (!isLive(state, at)) return 'CLOSED';
  if (isAssessed(state, at)) return 'ASSESSED';
  if (adoptionAt(state, at)) return 'ADOPTED';
  if (isAnalysed(state, at)) return 'ANALYSED';
  return valuesOf(state.scans).some((one) => one.at <= at) ? 'SCANNED' : 'RAISED';
};

/** What was reached of a problem, as it was assessed last by an instant. */
export const resultOf = ({ assessed }: ProblemOwnState, at: string): ProblemResult | undefined =>
  valueAt(assessed, at);

/** The kinds of measures of a family are means to one end (S2:9). */
const FAMILIES: Readonly<Partial<Record<MeasureKind, MeasureFamily>>> = {
  STREET_LIGHTING: 'DESIGN_OUT_CRIME',
  WALL_REMOVAL: 'DESIGN_OUT_CRIME',
  PLANTING: 'DESIGN_OUT_CRIME',
  YOUTH_ACTIVITY: 'COMMUNITY_SUPPORT',
  COMMUNITY_SUPPORT: 'COMMUNITY_SUPPORT',
  INFORMATION_SHARING: 'INFORMATION_SHARING',
  TARGET_OFFENDER: 'ENFORCEMENT',
  PATROL: 'ENFORCEMENT',
};
/** What measures of one kind are counted with. */
export const MEASURE_FAMILIES = [
  'DESIGN_OUT_CRIME',
  'COMMUNITY_SUPPORT',
  'INFORMATION_SHARING',
  'ENFORCEMENT',
  'OTHER',
] as const;
/** One of `MEASURE_FAMILIES`. */
export type MeasureFamily = (typeof MEASURE_FAMILIES)[number];

/**
 * To which family a kind of measure belongs.
 * @example
 * measureFamilyOf('PLANTING'); // 'DESIGN_OUT_CRIME'
 */
export const measureFamilyOf = (kind: MeasureKind): MeasureFamily => FAMILIES[kind] ?? 'OTHER';
