import { since, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { londonDay } from '../london.ts';
import {
  ASB_CATEGORIES,
  DEFAULT_ALLOCATION,
  DEFAULT_ASB,
  DEFAULT_ESTABLISHMENT,
  DEFAULT_RETENTION,
  DEFAULT_SURVEY,
  DEFAULT_TASKING,
  DEFAULT_TRAINING,
  DEFAULT_VICTIMS,
  DEFAULT_VISIT,
  type AsbFigures,
  type CrimeCategory,
  type EstablishmentFigures,
  type GradingFigures,
  type Investigator,
  type RecordClass,
  type RetentionTerm,
  type SurveyFigures,
  type TaskingFigures,
  type TrainingFigures,
  type VictimFigures,
  type VisitFigures,
} from './figures.ts';
import {
  policyIdOf,
  policyEvents,
  type PolicyEvent,
  type PolicyTerms,
  type ReviewOutcome,
} from './policy.events.ts';

/** Every version of one policy. */
export interface PolicyState {
  /** In the order of their numbers, which is that of their days (R-POL-3). */
  readonly versions: readonly PolicyVersion[];
  readonly withdrawals: Timeline<Withdrawal>;
  readonly reviews: Timeline<Review>;
  /** The days by which a review was found not to be done, the earliest first. */
  readonly overdueNoticed: readonly string[];
}

/** What one version of a policy says. */
export type PolicyVersion = Readonly<PolicyTerms>;

/** A version of an advice policy has what advice needs. */
export type AdviceVersion = PolicyVersion &
  Readonly<Required<Pick<PolicyTerms, 'disclaimers' | 'privacyNotice'>>>;

interface Withdrawal {
  readonly version: number;
  readonly successor: number;
}

export interface Review {
  readonly outcome: ReviewOutcome;
  readonly contentHash: string;
  readonly eia: string;
  readonly onBehalfOf?: string | undefined;
}

export const policyHistory: Fold<PolicyEvent, PolicyState> = {
  name: 'policy',
  ids: REGISTER_IDS,
  initial: { versions: [], withdrawals: [], reviews: [], overdueNoticed: [] },
  events: policyEvents,
  evolve: {
    PolicyVersionPublished: (state, { type: _type, nextReviewDue: _due, ...terms }) => ({
      ...state,
      versions: withVersion(state.versions, terms),
    }),
    PolicyReviewed: (state, { outcome, contentHash, eia, onBehalfOf }, { occurredAt }) => ({
      ...state,
      reviews: since(state.reviews, occurredAt, {
        outcome,
        contentHash,
        eia,
        ...(onBehalfOf !== undefined && { onBehalfOf }),
      }),
    }),
    PolicyReviewOverdue: (state, { dueOn }) => ({
      ...state,
      overdueNoticed: [...state.overdueNoticed.filter((day) => day !== dueOn), dueOn].sort(),
    }),
    PolicyReviewOverdueFoundWrong: (state, { dueOn }) => ({
      ...state,
      overdueNoticed: state.overdueNoticed.filter((day) => day !== dueOn),
    }),
    PolicyVersionWithdrawn: (state, { version, successor }, { occurredAt }) => ({
      ...state,
      withdrawals: since(state.withdrawals, occurredAt, { version, successor }),
    }),
  },
};

/** The versions with one more, in the order of their numbers. */
export const withVersion = (
  versions: readonly PolicyVersion[],
  published: PolicyVersion,
): readonly PolicyVersion[] =>
  [...versions.filter(({ version }) => version !== published.version), published].sort(
    (a, b) => a.version - b.version,
  );

/** A version that had been published by an instant, withdrawn since or not. */
export const publishedVersion = (
  { versions }: PolicyState,
  version: number,
  at: string,
): PolicyVersion | undefined =>
  versions.find((known) => known.version === version && known.publishedOn <= londonDay(at));

/** Whether a version had been withdrawn by an instant. */
export const isWithdrawn = ({ withdrawals }: PolicyState, version: number, at: string): boolean =>
  withdrawals.some(({ from, value }) => value.version === version && from <= at);

/** What says which version is in force. */
export type Versions = Pick<PolicyState, 'versions' | 'withdrawals'>;

/** R-POL-3: the one version in force at an instant; of a withdrawn one, its successor. */
export const versionInForce = (
  { versions, withdrawals }: Versions,
  at: string,
): PolicyVersion | undefined => {
  const published = versions.findLast(({ publishedOn }) => publishedOn <= londonDay(at))?.version;
  const successorOf = (version: number | undefined): number | undefined =>
    withdrawals.find(({ from, value }) => value.version === version && from <= at)?.value.successor;
  // As many steps as there are withdrawals: successors that lead in a circle have an end, too.
  const version = withdrawals.reduce((current) => successorOf(current) ?? current, published);
  return versions.find((known) => known.version === version);
};

/** The version of an advice policy in force at an instant; undefined where another kind of policy is. */
export const adviceVersionInForce = (state: PolicyState, at: string): AdviceVersion | undefined => {
  const version = versionInForce(state, at);
  return version !== undefined && isAdvice(version) ? version : undefined;
};

const isAdvice = (version: PolicyVersion): version is AdviceVersion =>
  version.kind === 'ADVICE' && version.disclaimers !== undefined && version.privacyNotice !== undefined;

/** Figures, and which version of a policy set them: `E0117/2`; `DEFAULT` where none did. What they produce pins it. */
export type Pinned<Figures> = Figures & { readonly version: string };

/** The figures for teams and promises at an instant, of the establishment policy that serves. */
export const establishmentTerms = (state: Versions, at: string): Pinned<EstablishmentFigures> =>
  figuresOf(versionInForce(state, at), 'establishment', DEFAULT_ESTABLISHMENT);

/** The figures for visits at an instant, of the policy on visits that serves. */
export const visitTerms = (state: PolicyState, at: string): Pinned<VisitFigures> =>
  figuresOf(versionInForce(state, at), 'visit', DEFAULT_VISIT);

/** What holds for the victims of crime at an instant, by the policy on visits that serves. */
export const victimTerms = (state: PolicyState, at: string): Pinned<VictimFigures> =>
  figuresOf(versionInForce(state, at), 'victims', DEFAULT_VICTIMS);

/** What is looked at in surveys at an instant, by the policy on surveys that serves. */
export const surveyTerms = (state: PolicyState, at: string): Pinned<SurveyFigures> =>
  figuresOf(versionInForce(state, at), 'survey', DEFAULT_SURVEY);

/** What a training comes to at an instant, by the policy on training that serves. */
export const trainingTerms = (state: PolicyState, at: string): Pinned<TrainingFigures> =>
  figuresOf(versionInForce(state, at), 'training', DEFAULT_TRAINING);

/**
 * R-INT-8: how reports are graded at an instant, by the policy on grading that serves; undefined where none does: then
 * nobody grades.
 */
export const gradingTerms = (state: Versions, at: string): Pinned<GradingFigures> | undefined => {
  const version = versionInForce(state, at);
  const figures: GradingFigures | undefined = version?.grading as GradingFigures | undefined;
  return version && figures && { ...figures, version: nameOf(version) };
};

/** The figures for problems at an instant, by the policy on tasking that serves. */
export const taskingTerms = (state: Versions, at: string): Pinned<TaskingFigures> =>
  figuresOf(versionInForce(state, at), 'tasking', DEFAULT_TASKING);

/** What holds of antisocial behaviour at an instant, by the policy that serves, with all its categories (R-ASB-5). */
export const asbTerms = (
  state: Versions,
  at: string,
): Pinned<AsbFigures & { readonly categories: readonly string[] }> => {
  const terms = figuresOf(versionInForce(state, at), 'asb', DEFAULT_ASB);
  return { ...terms, categories: [...new Set([...ASB_CATEGORIES, ...terms.furtherCategories])] };
};

/** Who investigates a category of crime at an instant, by the policy on allocation that serves (R-INPT-6). */
export const allocationTerms = (
  state: Versions,
  category: CrimeCategory,
  at: string,
): Pinned<{ readonly to: Investigator }> => {
  const version = versionInForce(state, at);
  const set = version?.allocation?.find((term) => term.category === category);
  return version === undefined || set === undefined
    ? { to: DEFAULT_ALLOCATION[category], version: 'DEFAULT' }
    : { to: set.to, version: nameOf(version) };
};

/** How long records of a class are kept at an instant, by the retention policy that serves, and from when on. */
export const keepingTerm = (state: Versions, record: RecordClass, at: string): Pinned<RetentionTerm> => {
  const version = versionInForce(state, at);
  const set = version?.keeping?.find((term) => term.record === record);
  return version === undefined || set === undefined
    ? { record, ...DEFAULT_RETENTION[record], version: 'DEFAULT' }
    : { ...set, version: nameOf(version) };
};

type FigureKind = 'establishment' | 'visit' | 'victims' | 'survey' | 'training' | 'tasking' | 'asb';

const figuresOf = <Kind extends FigureKind, Figures extends PolicyVersion[Kind] & object>(
  version: PolicyVersion | undefined,
  kind: Kind,
  otherwise: Figures,
): Pinned<Figures> => {
  const figures = version?.[kind] as Figures | undefined;
  return version === undefined || figures === undefined
    ? { ...otherwise, version: 'DEFAULT' }
    : { ...figures, version: nameOf(version) };
};

const nameOf = ({ number, version }: PolicyVersion): string => `${policyIdOf(number)}/${String(version)}`;
