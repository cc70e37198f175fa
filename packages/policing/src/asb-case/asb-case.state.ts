import {
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  type Evolve,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { daysAfter, londonDay } from '../london.ts';
import { withPart } from '../mixing.ts';
import { monthsAfter } from '../policy/review-due.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  asbCaseEvents,
  type AsbCaseEvent,
  type AsbOutcome,
  type OwnAsbCaseEvent,
  type WrongIncidentReason,
} from './asb-case.events.ts';
import { withSince } from '../told.ts';

type Said<Type extends OwnAsbCaseEvent['type'], Left extends string = never> = Omit<
  Extract<OwnAsbCaseEvent, { type: Type }>,
  'type' | Left
>;

/** What the case is about, and whose it is. */
type AsbCaseOpening = Said<'AsbCaseOpened'>;
/** What was done, and whether that helped. */
type AsbResponseSaid = Said<'AsbResponseRecorded', 'response'>;
/** A meeting at which agencies looked at what was done. */
export type ReviewMeeting = Said<'ReviewMeetingHeld', 'review'>;
/** What an agency sees of it, and on what that rests. */
export type AsbCaseDisclosure = Said<'AsbCaseDisclosed', 'agency'>;

/** Something that happened to the complainant; found wrong, it counts no more. Its words are elsewhere. */
export interface IncidentState {
  readonly recorded?: Said<'AsbIncidentRecorded', 'incident' | 'description'> & { readonly at: string };
  readonly wrong?: { readonly at: string; readonly reason: WrongIncidentReason };
}

/** What the complainant was told of the threshold at some moment: `meetBy` where it was met. */
interface ThresholdTold {
  readonly counted: number;
  readonly meetBy?: string;
}

/** A review that somebody asked for, and how far it has come. */
export interface CaseReviewState {
  readonly requested?: Said<'CaseReviewRequested', 'review' | 'agency'> & { readonly at: string };
  readonly acknowledged?: { readonly at: string; readonly decideBy: string };
  readonly told: Timeline<ThresholdTold>;
  readonly meetings: Timeline<ReviewMeeting>;
}

/** Words that may be sent out once somebody else has approved them (R-ASB-7). */
export interface WordsState {
  readonly proposed?: { readonly at: string; readonly incident: string; readonly by: string };
  readonly approvedAt?: string;
  readonly withdrawnAt?: string;
}

/** All that is known of a case but whether it is held. */
export interface AsbCaseOwnState {
  readonly openedAt?: string;
  readonly opening?: AsbCaseOpening;
  readonly incidents: Keyed<IncidentState>;
  readonly responses: Keyed<Timeline<AsbResponseSaid>>;
  readonly reviews: Keyed<CaseReviewState>;
  /** Per `contract x` or `problem x`, whether it is linked. */
  readonly links: Keyed<Timeline<boolean>>;
  readonly words: Keyed<WordsState>;
  /** Per agency; `undefined` in it is the end. */
  readonly disclosures: Keyed<Timeline<AsbCaseDisclosure | undefined>>;
  /** How it was closed; `undefined` in it: reopened. */
  readonly closed: Timeline<AsbOutcome | undefined>;
}

export type AsbCaseState = Keeping<AsbCaseOwnState>;

const NO_REVIEW: CaseReviewState = { told: [], meetings: [] };

const withIncident = (state: AsbCaseOwnState, id: string, more: IncidentState): AsbCaseOwnState => ({
  ...state,
  incidents: withValue(state.incidents, id, { ...valueIn(state.incidents, id), ...more }),
});

const withReview = (
  state: AsbCaseOwnState,
  id: string,
  change: (known: CaseReviewState) => Partial<CaseReviewState>,
): AsbCaseOwnState => {
  const known = reviewNamed(state, id);
  return { ...state, reviews: withValue(state.reviews, id, { ...known, ...change(known) }) };
};

const withWords = (state: AsbCaseOwnState, id: string, more: WordsState): AsbCaseOwnState => ({
  ...state,
  words: withValue(state.words, id, { ...valueIn(state.words, id), ...more }),
});

/** What each event makes of a case. */
export const asbCaseSteps: Evolve<OwnAsbCaseEvent, AsbCaseOwnState> = {
  AsbCaseOpened: (state, { type: _type, ...opening }, { occurredAt }) => ({
    ...state,
    openedAt: occurredAt,
    opening,
  }),
  AsbIncidentRecorded: (state, recorded, { occurredAt: at }) => {
    const { type: _type, description: _words, incident, ...said } = recorded;
    return withIncident(state, incident, { recorded: { ...said, at } });
  },
  AsbIncidentFoundWrong: (state, { incident, reason }, { occurredAt: at }) =>
    withIncident(state, incident, { wrong: { at, reason } }),
  AsbCaseLinked: (state, linked, { occurredAt }) => ({
    ...state,
    links: withSince(state.links, asbLinkNamed(linked), occurredAt, true),
  }),
  AsbCaseUnlinked: (state, linked, { occurredAt }) => ({
    ...state,
    links: withSince(state.links, asbLinkNamed(linked), occurredAt, false),
  }),
  AsbResponseRecorded: (state, { type: _type, response, ...said }, { occurredAt }) => ({
    ...state,
    responses: withSince(state.responses, response, occurredAt, said),
  }),
  CaseReviewRequested: (state, { type: _type, review, agency: _agency, ...said }, { occurredAt: at }) =>
    withReview(state, review, () => ({ requested: { ...said, at } })),
  CaseReviewAcknowledged: (state, { review, decideBy }, { occurredAt: at }) =>
    withReview(state, review, () => ({ acknowledged: { at, decideBy } })),
  ThresholdMet: (state, { review, counted, meetBy }, { occurredAt }) =>
    withReview(state, review, ({ told }) => ({ told: since(told, occurredAt, { counted, meetBy }) })),
  ThresholdNotMet: (state, { review, counted }, { occurredAt }) =>
    withReview(state, review, ({ told }) => ({ told: since(told, occurredAt, { counted }) })),
  ReviewMeetingHeld: (state, { type: _type, review, ...said }, { occurredAt }) =>
    withReview(state, review, ({ meetings }) => ({ meetings: since(meetings, occurredAt, said) })),
  // The meeting has said so.
  CaseReviewShared: (state) => state,
  AsbWordsProposed: (state, { words, incident, proposedBy: by }, { occurredAt: at }) =>
    withWords(state, words, { proposed: { at, incident, by } }),
  AsbWordsApproved: (state, { words }, { occurredAt: approvedAt }) => withWords(state, words, { approvedAt }),
  AsbWordsWithdrawn: (state, { words }, { occurredAt: withdrawnAt }) =>
    withWords(state, words, { withdrawnAt }),
  AsbCaseDisclosed: (state, { type: _type, agency, ...said }, { occurredAt }) => ({
    ...state,
    disclosures: withSince(state.disclosures, agency, occurredAt, said),
  }),
  AsbCaseDisclosureEnded: (state, { agency }, { occurredAt }) => ({
    ...state,
    disclosures: withSince(state.disclosures, agency, occurredAt, undefined),
  }),
  AsbCaseClosed: (state, { outcome }, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, outcome),
  }),
  AsbCaseReopened: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, undefined),
  }),
};

const ownHistory: Fold<OwnAsbCaseEvent, AsbCaseOwnState> = {
  name: 'asbCase',
  ids: REGISTER_IDS,
  initial: {
    ...{ incidents: NONE_KEYED, responses: NONE_KEYED, reviews: NONE_KEYED, links: NONE_KEYED },
    ...{ words: NONE_KEYED, disclosures: NONE_KEYED, closed: [] },
  },
  events: asbCaseEvents,
  evolve: asbCaseSteps,
};

export const asbCaseHistory: Fold<AsbCaseEvent, AsbCaseState> = withPart(ownHistory, retentionPart);

/** What a case can be linked to: one of them, by its id. */
export interface AsbLink {
  readonly contract?: string | undefined;
  readonly problem?: string | undefined;
}

/** One name for what a case is linked to. */
export const asbLinkNamed = ({ contract, problem = '' }: AsbLink): string =>
  contract === undefined ? `problem ${problem}` : `contract ${contract}`;

/** What is known of a review, whether or not it was asked for. */
export const reviewNamed = ({ reviews }: Pick<AsbCaseOwnState, 'reviews'>, review: string): CaseReviewState =>
  valueIn(reviews, review) ?? NO_REVIEW;

/** How a case had been closed at an instant; undefined while it was open. */
export const asbClosedAs = ({ closed }: AsbCaseOwnState, at: string): AsbOutcome | undefined =>
  valueAt(closed, at);

/** When a case had been closed last, by an instant. */
export const asbClosedAt = ({ closed }: AsbCaseOwnState, at: string): string | undefined =>
  closed.findLast(({ from, value }) => from <= at && value !== undefined)?.from;

/** Whether an incident was on record at an instant, and had not been found wrong. */
export const incidentCounts = ({ recorded, wrong }: IncidentState, at: string): boolean =>
  recorded !== undefined && recorded.at <= at && (wrong === undefined || wrong.at > at);

/** Whether there were such words at an instant, and nobody had taken them back. */
export const wordsStand = ({ proposed, withdrawnAt }: WordsState, at: string): boolean =>
  proposed !== undefined && proposed.at <= at && (withdrawnAt === undefined || withdrawnAt > at);

/** R-ASB-7: the words that had been approved by an instant and not taken back, of incidents that counted still. */
export const wordsGoing = (
  { words, incidents }: Pick<AsbCaseOwnState, 'words' | 'incidents'>,
  at: string,
): readonly string[] =>
  entriesOf(words)
    .filter(([, one]) => wordsStand(one, at) && one.approvedAt !== undefined && one.approvedAt <= at)
    .filter(([, { proposed }]) => incidentCounts(valueIn(incidents, proposed?.incident ?? '') ?? {}, at))
    .map(([key]) => key);

/** What the threshold of a review comes to. */
export interface ReviewThreshold {
  readonly isMet: boolean;
  /** The incidents that count, in the order in which they were reported. */
  readonly counted: readonly string[];
}

/**
 * R-ASB-6: whether the threshold of a review is met by the incidents that were on record at an instant, as the policy of
 * the request said: so many, reported within so many months before it, each within so many days of what happened. An
 * incident that is recorded late counts from then on (8.7). Of one report they count once, as the first of them.
 */
export const thresholdOf = (
  state: Pick<AsbCaseOwnState, 'reviews' | 'incidents'>,
  review: string,
  at: string,
): ReviewThreshold => {
  const { requested } = reviewNamed(state, review);
  if (!requested) return { isMet: false, counted: [] };
  const [last, { reports, withinMonths, reportedWithinDays }] = [londonDay(requested.at), requested];
  const first = monthsAfter(last, -withinMonths);
  const counted = entriesOf(state.incidents)
    .flatMap(([incident, known]) =>
      known.recorded && incidentCounts(known, at) ? [{ incident, ...known.recorded }] : [],
    )
    .filter(({ reportedOn }) => reportedOn >= first && reportedOn <= last)
    .filter(
      ({ happenedFrom, happenedUntil = happenedFrom, reportedOn }) =>
        reportedOn <= daysLater(londonDay(happenedUntil), reportedWithinDays),
    )
    .sort((a, b) => (`${a.reportedOn} ${a.incident}` < `${b.reportedOn} ${b.incident}` ? -1 : 1))
    .filter(
      ({ report }, index, all) =>
        report === undefined || all.findIndex((other) => other.report === report) === index,
    );
  return { isMet: counted.length >= reports, counted: counted.map(({ incident }) => incident) };
};

const daysLater = (day: string, days: number): string => daysAfter(`${day}T00:00:00.000Z`, days).slice(0, 10);

/** How far a review has come, and what is to be done by when. */
export interface ReviewProgress {
  readonly standing: 'REQUESTED' | 'ACKNOWLEDGED' | 'THRESHOLD_MET' | 'THRESHOLD_NOT_MET' | 'HELD';
  /** What the complainant was told is not what is known now: they are to be told anew. */
  readonly isToBeToldAnew: boolean;
  /** The London day by which the next thing is to be done; undefined where all was. */
  readonly dueOn?: string;
  /** From the London day after that on. */
  readonly isOverdue: boolean;
}

/** R-ASB-6: how far a review had come at an instant; undefined before it was asked for. */
export const reviewProgress = (
  state: Pick<AsbCaseOwnState, 'reviews' | 'incidents'>,
  review: string,
  at: string,
): ReviewProgress | undefined => {
  const { requested, acknowledged, ...known } = reviewNamed(state, review);
  if (!requested || requested.at > at) return undefined;
  const isAcknowledged = acknowledged !== undefined && acknowledged.at <= at;
  const told = valueAt(known.told, at);
  const answerBy = isAcknowledged ? acknowledged.decideBy : requested.acknowledgeBy;
  const due = (standing: ReviewProgress['standing'], dueOn: string | undefined, isToBeToldAnew = false) => ({
    ...{ standing, isToBeToldAnew, ...(dueOn !== undefined && { dueOn }) },
    isOverdue: dueOn !== undefined && londonDay(at) > dueOn,
  });
  if (valueAt(known.meetings, at)) return due('HELD', undefined);
  if (told === undefined) return due(isAcknowledged ? 'ACKNOWLEDGED' : 'REQUESTED', answerBy);
  if (told.meetBy !== undefined) return due('THRESHOLD_MET', told.meetBy);
  const { isMet } = thresholdOf(state, review, at);
  return due('THRESHOLD_NOT_MET', isMet ? answerBy : undefined, isMet);
};

/** Whether a review was asked for by an instant that had not come to its end. */
export const isReviewAwaited = (
  { reviews, incidents }: Pick<AsbCaseOwnState, 'reviews' | 'incidents'>,
  at: string,
): boolean =>
  entriesOf(reviews).some(
    ([review]) => reviewProgress({ reviews, incidents }, review, at)?.dueOn !== undefined,
  );

/** What an agency saw of a case at an instant, as it was disclosed to it. */
export const asbDisclosedTo = (
  { disclosures }: Pick<AsbCaseOwnState, 'disclosures'>,
  agency: string,
  at: string,
): AsbCaseDisclosure | undefined => valueAt(valueIn(disclosures, agency) ?? [], at);

/** The reviews at whose meetings an agency had taken part by an instant, in the order of their names. */
export const reviewsAttendedBy = (
  { reviews }: Pick<AsbCaseOwnState, 'reviews'>,
  agency: string,
  at: string,
): readonly string[] =>
  entriesOf(reviews)
    .filter(([, { meetings }]) => valueAt(meetings, at)?.agencies.includes(agency) === true)
    .map(([review]) => review)
    .sort();
