import {
  entriesOf,
  NONE_KEYED,
  valueIn,
  withoutValue,
  withValue,
  type Fold,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { promiseEvents, type PromiseEvent, type PromiseTerms } from './promise.events.ts';
import { monthAfter, NO_MONTH, type Month, type MonthEvent } from './promise-month.ts';

export interface PromiseState {
  readonly proposedAt?: string;
  readonly terms?: PromiseTerms;
  /** When the terms were last changed. */
  readonly termsAt?: string;
  readonly teamAgreedAt?: string;
  readonly communityAgreedAt?: string;
  /** The first whole month that the promise covers. */
  readonly firstPeriod?: string;
  readonly withdrawnAt?: string;
  /** The last month that it covers, once withdrawn. */
  readonly lastPeriod?: string;
  /** The newest month on record. */
  readonly newestPeriod?: string;
  /** Months that are not closed, whole. */
  readonly open: Keyed<OpenMonth>;
  /** How the others ended: by year, then by month, so that one event more copies one year of them at most. */
  readonly closed: Keyed<Keyed<ClosedMonth>>;
  /** 0-based revision of the newest correction of what is in no open month: the event does not say in which it is. */
  readonly lateCorrection?: number;
}

interface OpenMonth extends Month {
  /** Those of its events, 0-based. */
  readonly revisions: readonly number[];
}

interface ClosedMonth {
  readonly result: 'KEPT' | 'BROKEN';
  readonly missedTargets: readonly string[];
  /** Those of the events that say what was owed and done, 0-based; without corrections made after it was closed. */
  readonly revisions: readonly number[];
  /** 0-based revision at which it was closed. */
  readonly closedAt: number;
  /** 0-based revision of its last explanation. */
  readonly explainedAt?: number;
}

export const promiseHistory: Fold<PromiseEvent, PromiseState> = {
  name: 'promise',
  ids: REGISTER_IDS,
  initial: { open: NONE_KEYED, closed: NONE_KEYED },
  events: promiseEvents,
  evolve: {
    PromiseProposed: (state, terms, { occurredAt }) => ({
      ...state,
      terms,
      termsAt: occurredAt,
      proposedAt: occurredAt,
    }),
    PromiseAmended: (state, terms, { occurredAt }) => ({ ...state, terms, termsAt: occurredAt }),
    PromiseAgreedByTeam: (state, _, { occurredAt }) => ({ ...state, teamAgreedAt: occurredAt }),
    PromiseAgreedByCommunity: (state, _, { occurredAt }) => ({ ...state, communityAgreedAt: occurredAt }),
    PromiseInForce: (state, { firstPeriod }) => ({ ...state, firstPeriod }),
    PromisePeriodOpened: (state, event, { revision }) => withEvent(state, event.period, event, revision),
    PromiseFulfilmentRecorded: (state, event, { revision }) =>
      withEvent(state, event.period, event, revision),
    FulfilmentCorrected: (state, event, { revision }) => {
      const period = openMonthOf(state, event.fulfilment);
      return period === undefined
        ? { ...state, lateCorrection: revision }
        : withEvent(state, period, event, revision);
    },
    PromisePeriodKept: (state, { period }, { revision }) =>
      withResult(state, period, { result: 'KEPT', missedTargets: [] }, revision),
    PromisePeriodBroken: (state, { period, missedTargets }, { revision }) =>
      withResult(state, period, { result: 'BROKEN', missedTargets }, revision),
    PromisePeriodRestated: (state, { period, result, missedTargets }, { revision }) =>
      withResult(state, period, { result, missedTargets }, revision),
    BreachExplained: (state, { period }, { revision }) => {
      const month = closedMonth(state, period);
      return month ? withClosed(state, period, { ...month, explainedAt: revision }) : state;
    },
    PromiseWithdrawn: (state, { lastPeriod }, { occurredAt }) => ({
      ...state,
      lastPeriod,
      withdrawnAt: occurredAt,
    }),
  },
};

/** One more event of a month: an open one is folded, of a closed one only its place is kept. */
const withEvent = (
  state: PromiseState,
  period: string,
  event: MonthEvent,
  revision: number,
): PromiseState => {
  const closed = closedMonth(state, period);
  if (closed) return withClosed(state, period, { ...closed, revisions: [...closed.revisions, revision] });
  const month = valueIn(state.open, period) ?? NO_OPEN_MONTH;
  const after = { ...monthAfter(month, event), revisions: [...month.revisions, revision] };
  return { ...state, newestPeriod: newest(state, period), open: withValue(state.open, period, after) };
};

const NO_OPEN_MONTH: OpenMonth = { ...NO_MONTH, revisions: [] };

/** A month that ends, or that ended and is restated. */
const withResult = (
  state: PromiseState,
  period: string,
  result: Pick<ClosedMonth, 'result' | 'missedTargets'>,
  revision: number,
): PromiseState => {
  const { revisions } = valueIn(state.open, period) ?? NO_OPEN_MONTH;
  const before = closedMonth(state, period) ?? { revisions, closedAt: revision };
  const after = { ...state, newestPeriod: newest(state, period), open: withoutValue(state.open, period) };
  return withClosed(after, period, { ...before, ...result });
};

const newest = ({ newestPeriod = '' }: PromiseState, period: string): string =>
  period > newestPeriod ? period : newestPeriod;

const withClosed = (state: PromiseState, period: string, month: ClosedMonth): PromiseState => {
  const year = yearOf(period);
  const months = withValue(valueIn(state.closed, year) ?? NONE_KEYED, period, month);
  return { ...state, closed: withValue(state.closed, year, months) };
};

const yearOf = (period: string): string => period.slice(0, 4);

/** How a month ended; undefined while it is open. */
export const closedMonth = ({ closed }: Pick<PromiseState, 'closed'>, period: string) =>
  valueIn(valueIn(closed, yearOf(period)) ?? NONE_KEYED, period);

/** The open month with a fulfilment of this id. */
export const openMonthOf = ({ open }: Pick<PromiseState, 'open'>, fulfilment: string): string | undefined =>
  entriesOf(open).find(([, { fulfilments }]) => valueIn(fulfilments, fulfilment) !== undefined)?.[0];

/** Which events say what was owed and done in a month that is closed: all, when one of them may be any of them. */
export const eventsOf = (state: PromiseState, period: string): 'all' | readonly number[] => {
  const month = closedMonth(state, period);
  if (!month) return [];
  return state.lateCorrection !== undefined && state.lateCorrection > month.closedAt
    ? 'all'
    : month.revisions;
};

/** Whether a promise covers a month: from its first whole month in force to the one it was withdrawn in. */
export const covers = (
  { firstPeriod, lastPeriod }: Pick<PromiseState, 'firstPeriod' | 'lastPeriod'>,
  month: string,
): boolean =>
  firstPeriod !== undefined && month >= firstPeriod && (lastPeriod === undefined || month <= lastPeriod);
