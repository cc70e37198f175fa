import {
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { withPart } from '../mixing.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  REGULATORY_REMINDERS,
  surveyEvents,
  type OwnSurveyEvent,
  type RecommendationRefusal,
  type RegulatoryReminder,
  type SurveyAbandonment,
  type SurveyEvent,
  type SurveyFields,
} from './survey.events.ts';

export interface SurveyState extends Keeping {
  readonly requestedAt?: string;
  /** All that was asked for but the address. */
  readonly terms?: Omit<SurveyFields<'SurveyRequested'>, 'address'>;
  readonly booking: Timeline<SurveyFields<'SurveyBooked'>>;
  readonly started?: SurveyFields<'SurveyStarted'> & { readonly at: string };
  /** By item, without its words. */
  readonly findings: Keyed<Timeline<Finding>>;
  /** By referral. */
  readonly referrals: Keyed<FindingReferral>;
  /** By its key within the survey. */
  readonly recommendations: Keyed<RecommendationState>;
  readonly reminders: Readonly<Partial<Record<RegulatoryReminder, Timeline<ReminderGiven>>>>;
  readonly ending?: SurveyEnding;
}

export type Finding = Omit<SurveyFields<'FindingRecorded'>, 'note' | 'item'> & { readonly noted: boolean };

interface FindingReferral {
  readonly at?: string;
  /** All that was asked but the words. */
  readonly request?: Omit<SurveyFields<'FindingReferred'>, 'requestedHelp' | 'referral'>;
  readonly notRaised?: { readonly at: string; readonly rule: string };
}

/** All that was recommended but the words, and what became of it. */
interface RecommendationState {
  readonly at?: string;
  readonly made?: Omit<SurveyFields<'RecommendationMade'>, 'text' | 'recommendation'>;
  readonly standing: Timeline<RecommendationStanding>;
  readonly addressDisclosed: Timeline<Omit<SurveyFields<'SurveyAddressDisclosed'>, 'recommendation'>>;
}

interface RecommendationStanding {
  readonly is: 'OPEN' | 'IMPLEMENTED' | 'DECLINED';
  readonly because?: RecommendationRefusal;
}

/** How it was given. */
type ReminderGiven = SurveyFields<'RegulatoryReminderGiven'>['how'];

/** The one way in which a survey ended, and when. UTC. */
interface SurveyEnding {
  readonly how: 'COMPLETED' | 'ABANDONED';
  readonly at: string;
  readonly because?: SurveyAbandonment;
}

const ownHistory: Fold<OwnSurveyEvent, SurveyState> = {
  name: 'survey',
  ids: REGISTER_IDS,
  initial: {
    ...{ booking: [], findings: NONE_KEYED, referrals: NONE_KEYED },
    ...{ recommendations: NONE_KEYED, reminders: {} },
    retention: retentionPart.initial,
  },
  events: surveyEvents,
  evolve: {
    SurveyRequested: (state, { type: _type, address: _address, ...terms }, { occurredAt }) => ({
      ...state,
      terms,
      requestedAt: occurredAt,
    }),
    SurveyBooked: (state, { type: _type, ...booking }, { occurredAt }) => ({
      ...state,
      booking: since(state.booking, occurredAt, booking),
    }),
    SurveyStarted: (state, { type: _type, ...started }, { occurredAt: at }) => ({
      ...state,
      started: { ...started, at },
    }),
    FindingRecorded: (state, { type: _type, item, note, ...finding }, { occurredAt }) => ({
      ...state,
      findings: withValue(
        state.findings,
        item,
        since(valueIn(state.findings, item) ?? [], occurredAt, { ...finding, noted: note !== undefined }),
      ),
    }),
    FindingReferred: (
      state,
      { type: _type, requestedHelp: _help, referral, ...request },
      { occurredAt: at },
    ) => ({
      ...state,
      referrals: withValue(state.referrals, referral, {
        ...valueIn(state.referrals, referral),
        at,
        request,
      }),
    }),
    FindingReferralNotRaised: (state, { referral, rule }, { occurredAt: at }) => ({
      ...state,
      referrals: withValue(state.referrals, referral, {
        ...valueIn(state.referrals, referral),
        notRaised: { at, rule },
      }),
    }),
    RecommendationMade: (state, { type: _type, text: _text, recommendation, ...made }, { occurredAt: at }) =>
      withRecommendation(state, recommendation, (known) => ({
        ...known,
        ...{ at, made },
        standing: since(known.standing, at, { is: 'OPEN' }),
      })),
    SurveyAddressDisclosed: (state, { type: _type, recommendation, ...disclosed }, { occurredAt }) =>
      withRecommendation(state, recommendation, (known) => ({
        ...known,
        addressDisclosed: since(known.addressDisclosed, occurredAt, disclosed),
      })),
    RegulatoryReminderGiven: (state, { reminder, how }, { occurredAt }) => ({
      ...state,
      reminders: { ...state.reminders, [reminder]: since(state.reminders[reminder] ?? [], occurredAt, how) },
    }),
    SurveyCompleted: (state, _, { occurredAt: at }) => surveyEnded(state, { how: 'COMPLETED', at }),
    SurveyAbandoned: (state, { reason }, { occurredAt: at }) =>
      surveyEnded(state, { how: 'ABANDONED', at, because: reason }),
    RecommendationImplemented: (state, { recommendation }, { occurredAt }) =>
      stands(state, recommendation, occurredAt, { is: 'IMPLEMENTED' }),
    RecommendationDeclined: (state, { recommendation, reason }, { occurredAt }) =>
      stands(state, recommendation, occurredAt, { is: 'DECLINED', because: reason }),
    RecommendationReopened: (state, { recommendation }, { occurredAt }) =>
      stands(state, recommendation, occurredAt, { is: 'OPEN' }),
  },
};

export const surveyHistory: Fold<SurveyEvent, SurveyState> = withPart(ownHistory, retentionPart);

const NOT_MADE: RecommendationState = { standing: [], addressDisclosed: [] };

const withRecommendation = (
  state: SurveyState,
  key: string,
  change: (known: RecommendationState) => RecommendationState,
): SurveyState => ({
  ...state,
  recommendations: withValue(
    state.recommendations,
    key,
    change(valueIn(state.recommendations, key) ?? NOT_MADE),
  ),
});

const stands = (state: SurveyState, key: string, at: string, standing: RecommendationStanding): SurveyState =>
  withRecommendation(state, key, (known) => ({ ...known, standing: since(known.standing, at, standing) }));

/** The survey with its end; of several the first counts. */
const surveyEnded = (state: SurveyState, ending: SurveyEnding): SurveyState =>
  state.ending && state.ending.at <= ending.at ? state : { ...state, ending };

/** Whether a survey had been asked for by an instant. */
export const isRequested = ({ requestedAt }: SurveyState, at: string): boolean => isBy(requestedAt, at);

/** How a survey had ended by an instant; undefined while it had not. */
export const surveyEndingOf = ({ ending }: SurveyState, at: string): SurveyEnding | undefined =>
  isBy(ending?.at, at) ? ending : undefined;

/** Whether somebody had to do something about a survey at an instant: asked for, and not at its end. */
export const isOpenSurvey = (state: SurveyState, at: string): boolean =>
  isRequested(state, at) && surveyEndingOf(state, at) === undefined;

/** Whose premises are surveyed. */
export const surveyedFor = ({ terms }: SurveyState): string | undefined => terms?.recipient;

/** What was found of an item by an instant; the last answer counts. */
export const findingAt = ({ findings }: SurveyState, item: string, at: string): Finding | undefined =>
  valueAt(valueIn(findings, item) ?? [], at);

/** The items whose findings are a specialist's to look at, and that nobody had referred by an instant (R-SUR-6). */
export const itemsToRefer = (state: SurveyState, at: string): readonly string[] =>
  entriesOf(state.findings)
    .map(([item]) => item)
    .filter((item) => findingAt(state, item, at)?.toRefer === true && !isReferred(state, item, at))
    .sort();

const isReferred = ({ referrals }: SurveyState, item: string, at: string): boolean =>
  entriesOf(referrals).some(
    ([, referral]) =>
      referral.request?.item === item && isBy(referral.at, at) && !isBy(referral.notRaised?.at, at),
  );

/** The reminders that had not been given by an instant (R-SUR-2). */
export const remindersMissing = ({ reminders }: SurveyState, at: string): readonly RegulatoryReminder[] =>
  REGULATORY_REMINDERS.filter((one) => valueAt(reminders[one] ?? [], at) === undefined);

/** A recommendation, and how it stood at an instant. */
export interface Recommendation extends NonNullable<RecommendationState['made']> {
  readonly madeAt: string;
  readonly standing: RecommendationStanding['is'];
  readonly because?: RecommendationRefusal;
}

/** After every instant. */
const LAST = '9999-12-31T23:59:59.999Z';

/** What a survey recommended, as it stood at an instant, or as it stands; undefined before it was made. */
export const recommendationOf = (
  { recommendations }: SurveyState,
  key: string,
  at: string = LAST,
): Recommendation | undefined => {
  const { at: madeAt, made, standing = [] } = valueIn(recommendations, key) ?? {};
  if (madeAt === undefined || made === undefined || madeAt > at) return undefined;
  const { is, because } = valueAt(standing, at) ?? { is: 'OPEN' };
  return { ...made, madeAt, standing: is, ...(because !== undefined && { because }) };
};

/** The agencies that were given recommendations, in the order of their ids. */
export const agenciesOf = ({ recommendations }: SurveyState): readonly string[] => [
  ...new Set(entriesOf(recommendations).flatMap(([, { made }]) => made?.agency ?? [])),
];

/** Whether an agency had something to do at an instant that a survey recommends. */
export const isAwaitedOfAgencies = (state: SurveyState, at: string): boolean =>
  entriesOf(state.recommendations).some(([key]) => {
    const known = recommendationOf(state, key, at);
    return known?.owner === 'AGENCY' && known.standing === 'OPEN';
  });

/** Whether the agency that owns a recommendation knew at an instant where it is to act. */
export const isAddressTold = (state: SurveyState, key: string, at: string): boolean => {
  const { made, addressDisclosed = [] } = valueIn(state.recommendations, key) ?? {};
  return made?.fields?.includes('PREMISES_ADDRESS') === true || valueAt(addressDisclosed, at) !== undefined;
};

const isBy = (instant: string | undefined, at: string): boolean => instant !== undefined && instant <= at;
