import { since, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { londonDay } from '../london.ts';
import {
  DEFAULT_ESTABLISHMENT,
  DEFAULT_VISIT,
  type EstablishmentFigures,
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
  readonly versions: readonly PolicyVersion[];
  /** Which version each London day of publication brought. */
  readonly published: Timeline<number>;
  readonly withdrawals: readonly {
    readonly version: number;
    readonly successor: number;
    readonly at: string;
  }[];
  readonly reviews: Timeline<Review>;
  /** The days by which a review was found not to be done. */
  readonly overdueNoticed: readonly string[];
}

/** What one version of a policy says. */
export type PolicyVersion = Readonly<PolicyTerms>;

/** A version of an advice policy has what advice needs. */
export type AdviceVersion = PolicyVersion &
  Readonly<Required<Pick<PolicyTerms, 'disclaimers' | 'privacyNotice'>>>;

export interface Review {
  readonly outcome: ReviewOutcome;
  readonly contentHash: string;
  readonly eia: string;
}

export const policyHistory: Fold<PolicyEvent, PolicyState> = {
  name: 'policy',
  ids: REGISTER_IDS,
  initial: { versions: [], published: [], withdrawals: [], reviews: [], overdueNoticed: [] },
  events: policyEvents,
  evolve: {
    PolicyVersionPublished: (state, { type: _type, nextReviewDue: _due, ...terms }) => ({
      ...state,
      versions: [...state.versions.filter(({ version }) => version !== terms.version), terms],
      published: since(state.published, terms.publishedOn, terms.version),
    }),
    PolicyReviewed: (state, { outcome, contentHash, eia }, { occurredAt }) => ({
      ...state,
      reviews: since(state.reviews, occurredAt, { outcome, contentHash, eia }),
    }),
    PolicyReviewOverdue: (state, { dueOn }) => ({
      ...state,
      overdueNoticed: [...state.overdueNoticed, dueOn],
    }),
    PolicyVersionWithdrawn: (state, { version, successor }, { occurredAt }) => ({
      ...state,
      withdrawals: [...state.withdrawals, { version, successor, at: occurredAt }],
    }),
  },
};

/** A version that had been published by an instant, withdrawn since or not. */
export const publishedVersion = (
  { versions }: PolicyState,
  version: number,
  at: string,
): PolicyVersion | undefined =>
  versions.find((known) => known.version === version && known.publishedOn <= londonDay(at));

/** Whether a version had been withdrawn by an instant. */
export const isWithdrawn = ({ withdrawals }: PolicyState, version: number, at: string): boolean =>
  withdrawals.some((withdrawal) => withdrawal.version === version && withdrawal.at <= at);

/** What says which version is in force. */
type Versions = Pick<PolicyState, 'versions' | 'published' | 'withdrawals'>;

/** R-POL-3: the one version in force at an instant; of a withdrawn one, its successor. */
export const versionInForce = (state: Versions, at: string): PolicyVersion | undefined => {
  // As many steps as there are withdrawals: successors that lead in a circle have an end, too.
  const version = state.withdrawals.reduce(
    (current) => successorOf(state, current, at) ?? current,
    valueAt(state.published, londonDay(at)),
  );
  return state.versions.find((known) => known.version === version);
};

const successorOf = (
  { withdrawals }: Versions,
  version: number | undefined,
  at: string,
): number | undefined =>
  withdrawals.findLast((withdrawal) => withdrawal.version === version && withdrawal.at <= at)?.successor;

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
export const establishmentTerms = (state: PolicyState, at: string): Pinned<EstablishmentFigures> =>
  figuresOf(versionInForce(state, at), 'establishment', DEFAULT_ESTABLISHMENT);

/** The figures for visits at an instant, of the policy on visits that serves. */
export const visitTerms = (state: PolicyState, at: string): Pinned<VisitFigures> =>
  figuresOf(versionInForce(state, at), 'visit', DEFAULT_VISIT);

const figuresOf = <Kind extends 'establishment' | 'visit', Figures extends PolicyVersion[Kind] & object>(
  version: PolicyVersion | undefined,
  kind: Kind,
  otherwise: Figures,
): Pinned<Figures> => {
  const figures = version?.[kind] as Figures | undefined;
  return version === undefined || figures === undefined
    ? { ...otherwise, version: 'DEFAULT' }
    : { ...figures, version: `${policyIdOf(version.number)}/${String(version.version)}` };
};

/** What says when a version is to be reviewed. */
type Reviewed = Versions & Pick<PolicyState, 'reviews'>;

/** R-POL-1: the London day by which the version in force is to be reviewed next. */
export const nextReviewDue = (state: Reviewed, at: string): string | undefined => {
  const version = versionInForce(state, at);
  return version && dueFrom(state, version, at);
};

/** R-POL-1: the interval runs from the later of publication and the last completed review (S3:38-39). */
export const dueFrom = (
  { reviews }: Pick<PolicyState, 'reviews'>,
  { publishedOn, nextReviewMonths }: Pick<PolicyTerms, 'publishedOn' | 'nextReviewMonths'>,
  at: string,
): string => {
  const reviewed = reviews.findLast(({ from }) => from <= at);
  const reviewedOn = reviewed ? londonDay(reviewed.from) : publishedOn;
  return monthsAfter(reviewedOn > publishedOn ? reviewedOn : publishedOn, nextReviewMonths);
};

/** R-POL-1: overdue begins on the day after (S3:39). */
export const isReviewOverdue = (state: Reviewed, at: string): boolean => {
  const due = nextReviewDue(state, at);
  return due !== undefined && londonDay(at) > due;
};

/** The same day so many months later, or the last of that month: 31 January and a month is 28 February. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const then = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)));
  return then.toISOString().slice(0, 10);
};
