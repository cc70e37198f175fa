import {
  defineView,
  idOf,
  NONE_KEYED,
  placed,
  since,
  valueIn,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing';
import { surveyHistory, type SurveyEvent } from '@wardbook/policing';

/** A survey as its own force sees it. Personal values are references, which only the door opens. */
export interface SurveyCard extends Partial<Told<'SurveyRequested'>> {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REQUESTED' | 'BOOKED' | 'STARTED' | 'COMPLETED' | 'ABANDONED';
  readonly requestedAt: string | null;
  readonly bookings: Timeline<Told<'SurveyBooked'>>;
  readonly surveyor: string | null;
  readonly bookedFrom: string | null;
  readonly bookedTo: string | null;
  readonly startedAt: string | null;
  readonly attendance: string | null;
  /** The version of the policy whose checklist it follows. */
  readonly checklist: string | null;
  /** By item: what was found, the last of it last. */
  readonly findings: Keyed<Timeline<Told<'FindingRecorded'>>>;
  readonly referrals: Keyed<FindingReferralCard>;
  readonly reminders: readonly ReminderCard[];
  readonly ended: { readonly how: 'COMPLETED' | 'ABANDONED'; readonly at: string } | null;
  readonly endedAt: string | null;
  readonly abandonedBecause: Told<'SurveyAbandoned'>['reason'] | null;
}

type Told<Type extends SurveyEvent['type']> = Omit<Extract<SurveyEvent, { type: Type }>, 'type'>;

interface FindingReferralCard {
  readonly item: string | null;
  readonly at: string | null;
  /** The rule that stood against it. */
  readonly rule: string | null;
}

type ReminderCard = Told<'RegulatoryReminderGiven'> & { readonly at: string };

const EXPECTED: SurveyCard = {
  version: 0,
  standing: 'EXPECTED',
  requestedAt: null,
  bookings: [],
  surveyor: null,
  bookedFrom: null,
  bookedTo: null,
  startedAt: null,
  attendance: null,
  checklist: null,
  findings: NONE_KEYED,
  referrals: NONE_KEYED,
  reminders: [],
  ended: null,
  endedAt: null,
  abandonedBecause: null,
};

export const surveyBoard = defineView({
  name: 'survey-board',
  version: 1,
  of: [surveyHistory],
  versionOf: surveyHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force ?? null,
    ward: ({ ward }) => ward ?? null,
    surveyor: ({ surveyor }) => surveyor,
    standing: ({ standing }) => standing,
    // R-SUR-3: those who come first, and of them who asked first (S2:13).
    turn: ({ priority, requestedAt }) => `${priority === true ? 'A' : 'B'} ${requestedAt ?? ''}`,
  },
  evolve: {
    SurveyRequested: (card, { type: _type, ...asked }, { occurredAt }) =>
      stood({ ...card, ...asked, requestedAt: occurredAt }),
    SurveyBooked: (card, { type: _type, ...booking }, { occurredAt }) =>
      stood({ ...card, bookings: since(card.bookings, occurredAt, booking) }),
    SurveyStarted: (card, { attendance, surveyor, policy = null }, { occurredAt }) =>
      stood({ ...card, attendance, surveyor, checklist: policy, startedAt: occurredAt }),
    FindingRecorded: (card, { type: _type, ...finding }, { occurredAt }) => ({
      ...card,
      findings: withValue(
        card.findings,
        finding.item,
        since(valueIn(card.findings, finding.item) ?? [], occurredAt, finding),
      ),
    }),
    FindingReferred: (card, { item, referral }, { occurredAt: at }) =>
      withReferral(card, referral, { item, at }),
    FindingReferralNotRaised: (card, { referral, rule }) => withReferral(card, referral, { rule }),
    RegulatoryReminderGiven: (card, { reminder, how }, { occurredAt: at }) => ({
      ...card,
      reminders: placed(card.reminders, { reminder, how, at }),
    }),
    SurveyCompleted: (card, _, { occurredAt: at }) => over(card, { how: 'COMPLETED', at }),
    SurveyAbandoned: (card, { reason }, { occurredAt: at }) =>
      over({ ...card, abandonedBecause: reason }, { how: 'ABANDONED', at }),
  },
});

const withReferral = (
  card: SurveyCard,
  referral: string,
  more: Partial<FindingReferralCard>,
): SurveyCard => ({
  ...card,
  referrals: withValue(card.referrals, referral, {
    ...{ item: null, at: null, rule: null, ...valueIn(card.referrals, referral) },
    ...more,
  }),
});

const over = (card: SurveyCard, ended: NonNullable<SurveyCard['ended']>): SurveyCard =>
  stood(card.ended && card.ended.at <= ended.at ? card : { ...card, ended });

/** Things may be recorded late, and in any order. */
const stood = (card: SurveyCard): SurveyCard => {
  const { surveyor = null, from = null, to = null } = card.bookings.at(-1)?.value ?? {};
  return {
    ...card,
    ...(card.startedAt === null && { surveyor }),
    ...{ bookedFrom: from, bookedTo: to, endedAt: card.ended?.at ?? null },
    standing: standingOf(card),
  };
};

const standingOf = ({ requestedAt, ended, startedAt, bookings }: SurveyCard): SurveyCard['standing'] => {
  if (requestedAt === null) return 'EXPECTED';
  if (ended) return ended.how;
  if (startedAt !== null) return 'STARTED';
  return bookings.length > 0 ? 'BOOKED' : 'REQUESTED';
};

/** One thing that a survey recommends, whose it is to do, and what became of it. */
export interface RecommendationCard extends Partial<Told<'RecommendationMade'>> {
  readonly survey: string | null;
  readonly madeAt: string | null;
  readonly answers: Timeline<Answer>;
  readonly standing: 'EXPECTED' | Answer['is'];
  readonly addressTold: Timeline<Told<'SurveyAddressDisclosed'>>;
}

interface Answer {
  readonly is: 'OPEN' | 'IMPLEMENTED' | 'DECLINED';
  readonly because: Told<'RecommendationDeclined'>['reason'] | null;
}

const NOT_MADE: RecommendationCard = {
  survey: null,
  madeAt: null,
  answers: [],
  standing: 'EXPECTED',
  addressTold: [],
};

const keyed = ({ recommendation }: { readonly recommendation: string }, { stream }: { stream: string }) =>
  recommendationKey(idOf(stream), recommendation);

/** No identifier has a space in it. */
const recommendationKey = (survey: string, recommendation: string): string => `${survey} ${recommendation}`;

/** What surveys recommend, a row for each: partners are shown theirs, and nothing else of the survey. */
export const surveyRecommendations = defineView({
  name: 'survey-recommendations',
  version: 1,
  of: [surveyHistory],
  initial: NOT_MADE,
  keys: {
    RecommendationMade: keyed,
    SurveyAddressDisclosed: keyed,
    RecommendationImplemented: keyed,
    RecommendationDeclined: keyed,
    RecommendationReopened: keyed,
  },
  columns: {
    survey: ({ survey }) => survey,
    force: ({ force }) => force ?? null,
    owner: ({ owner }) => owner ?? null,
    agency: ({ agency }) => agency ?? null,
    standing: ({ standing }) => standing,
    dueOn: ({ dueOn }) => dueOn ?? null,
    // Without a day it comes after all that have one.
    turn: ({ dueOn = '9999-12-31', madeAt }) => `${dueOn} ${madeAt ?? ''}`,
  },
  evolve: {
    RecommendationMade: (card, { type: _type, ...made }, { occurredAt, stream }) =>
      answered({ ...card, ...made, survey: idOf(stream), madeAt: occurredAt }, occurredAt, 'OPEN'),
    SurveyAddressDisclosed: (card, { type: _type, ...told }, { occurredAt }) => ({
      ...card,
      addressTold: since(card.addressTold, occurredAt, told),
    }),
    RecommendationImplemented: (card, _, { occurredAt }) => answered(card, occurredAt, 'IMPLEMENTED'),
    RecommendationDeclined: (card, { reason }, { occurredAt }) =>
      answered(card, occurredAt, 'DECLINED', reason),
    RecommendationReopened: (card, _, { occurredAt }) => answered(card, occurredAt, 'OPEN'),
  },
});

const answered = (
  card: RecommendationCard,
  at: string,
  is: Answer['is'],
  because: Answer['because'] = null,
): RecommendationCard => {
  const answers = since(card.answers, at, { is, because });
  return {
    ...card,
    answers,
    standing: card.madeAt === null ? 'EXPECTED' : (answers.at(-1)?.value.is ?? 'OPEN'),
  };
};
