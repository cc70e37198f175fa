import { happened, type Dated, type Timeline } from '@wardbook/event-sourcing/pure';
import { londonDay, nextDayStart } from '../london.ts';
import {
  policyReviewOverdue,
  policyReviewOverdueFoundWrong,
  type PolicyEvent,
  type PolicyTerms,
} from './policy.events.ts';
import { versionInForce, type PolicyState, type Versions } from './policy.state.ts';

// When a policy is to be reviewed, and when it was not: from dated facts, in whatever order they were recorded.

/** What says when a version is to be reviewed. */
type Reviewed = Versions & { readonly reviews: Timeline<unknown> };

/** R-POL-1: the London day by which the version in force is to be reviewed next. */
export const nextReviewDue = (state: Reviewed, at: string): string | undefined => {
  const version = versionInForce(state, at);
  return version && dueFrom(state, version, at);
};

/** R-POL-1: the interval runs from the later of publication and the last completed review (S3:38-39). */
const dueFrom = (
  { reviews }: Pick<Reviewed, 'reviews'>,
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

/**
 * R-POL-1: what there is to say of missed reviews that is not on record, or is and was wrong, in the order of its dates:
 * each on the first instant after the due day, also what is still to come unless something happens before (S3:38-39).
 */
export const reviewNews = (state: PolicyState): readonly Dated<PolicyEvent>[] => {
  const missed = missedReviews(state);
  const isMissed = (day: string): boolean => missed.some(({ dueOn }) => dueOn === day);
  return [
    ...missed
      .filter(({ dueOn }) => !state.overdueNoticed.includes(dueOn))
      .map((found) => happened(dayAfter(found.dueOn), policyReviewOverdue(found))),
    ...state.overdueNoticed
      .filter((dueOn) => !isMissed(dueOn))
      .map((dueOn) => happened(dayAfter(dueOn), policyReviewOverdueFoundWrong({ dueOn }))),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
};

/** On which London days a review is due while they go by, and of which version. Every change of the facts can make one due. */
const missedReviews = (state: Reviewed): readonly { readonly dueOn: string; readonly version: number }[] => {
  const changes = [
    // At noon its day has begun, in London, too.
    ...state.versions.map(({ publishedOn }) => `${publishedOn}T12:00:00.000Z`),
    ...state.reviews.map(({ from }) => from),
    ...state.withdrawals.map(({ from }) => from),
  ];
  const days = new Set(changes.flatMap((at) => nextReviewDue(state, at) ?? []));
  return [...days].flatMap((dueOn) => {
    const version = versionInForce(state, dayAfter(dueOn));
    return version && dueFrom(state, version, dayAfter(dueOn)) === dueOn
      ? [{ dueOn, version: version.version }]
      : [];
  });
};

/** The first instant after a London day. */
const dayAfter = (day: string): string => nextDayStart(`${day}T12:00:00.000Z`);
