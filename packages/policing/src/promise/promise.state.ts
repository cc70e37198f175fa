import {
  entriesOf,
  NONE_KEYED,
  placed,
  since,
  valueAt,
  valueIn,
  withoutValue,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import {
  promiseEvents,
  type PeriodResult,
  type OwnPromiseEvent,
  type PromiseEvent,
  type TermsOnRecord,
} from './promise.events.ts';
import { monthAfter, NO_MONTH, type Month, type MonthEvent } from './promise-month.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';

export interface PromiseState extends WithRedactions {
  readonly proposedAt?: string;
  /** What it said from when on. */
  readonly terms: Timeline<TermsOnRecord>;
  readonly teamAgreedAt?: string;
  readonly communityAgreedAt?: string;
  /** The first whole month that the promise covers. */
  readonly firstPeriod?: string;
  /** When it was first proposed to withdraw it. */
  readonly withdrawalProposedAt?: string;
  readonly withdrawnAt?: string;
  /** The last month that it covers, once withdrawn. */
  readonly lastPeriod?: string;
  /** The last whole month of its ward, once that was abolished. */
  readonly endedAfter?: string;
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
  readonly result: PeriodResult;
  readonly missedTargets: readonly string[];
  /** Those of the events that say what was owed and done, 0-based; without corrections made after it was closed. */
  readonly revisions: readonly number[];
  /** 0-based revision at which it was closed. */
  readonly closedAt: number;
  /** When it was explained, and the 0-based revision of that: in the order in which it happened. */
  readonly explained?: readonly { readonly at: string; readonly revision: number }[];
}

const ownHistory: Fold<OwnPromiseEvent, PromiseState> = {
  name: 'promise',
  ids: REGISTER_IDS,
  initial: { redactions: redactionPart.initial, terms: [], open: NONE_KEYED, closed: NONE_KEYED },
  events: promiseEvents,
  comparesText: true,
  evolve: {
    PromiseProposed: (state, { type: _, ...terms }, { occurredAt }) => ({
      ...state,
      terms: since(state.terms, occurredAt, terms),
      proposedAt: occurredAt,
    }),
    PromiseAmended: (state, { type: _, ...terms }, { occurredAt }) => ({
      ...state,
      terms: since(state.terms, occurredAt, terms),
    }),
    PromiseAgreedByTeam: (state, _, { occurredAt }) => ({ ...state, teamAgreedAt: occurredAt }),
    PromiseAgreedByCommunity: (state, _, { occurredAt }) => ({ ...state, communityAgreedAt: occurredAt }),
    PromiseInForce: (state, { firstPeriod }) => ({ ...state, firstPeriod }),
    PromisePeriodOpened: (state, event, { revision }) => withEvent(state, event.period, event, revision),
    TargetNotPossible: (state, event, { revision }) => withEvent(state, event.period, event, revision),
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
    PromisePeriodNotOwed: (state, { period }, { revision }) =>
      withResult(state, period, { result: 'NOT_OWED', missedTargets: [] }, revision),
    PromisePeriodRestated: (state, { period, result, missedTargets }, { revision }) =>
      withResult(state, period, { result, missedTargets }, revision),
    BreachExplained: (state, { period }, { revision, occurredAt: at }) => {
      const month = closedMonth(state, period);
      return month
        ? withClosed(state, period, { ...month, explained: placed(month.explained ?? [], { at, revision }) })
        : state;
    },
    PromiseWithdrawalProposed: (state, _, { occurredAt }) => {
      const { withdrawalProposedAt: known = occurredAt } = state;
      return { ...state, withdrawalProposedAt: known < occurredAt ? known : occurredAt };
    },
    PromiseWithdrawn: (state, { lastPeriod }, { occurredAt }) => ({
      ...state,
      lastPeriod,
      withdrawnAt: occurredAt,
    }),
    PromiseEnded: (state, { lastPeriod }) => ({ ...state, endedAfter: lastPeriod }),
  },
};

export const promiseHistory: Fold<PromiseEvent, PromiseState> = withPart(ownHistory, redactionPart);

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

/** What a promise said at an instant; nothing before it was proposed. */
export const termsAt = ({ terms }: Pick<PromiseState, 'terms'>, at: string): TermsOnRecord | undefined =>
  valueAt(terms, at);

/** What a promise says in the end. Once it was agreed to, nothing is amended: this is what they agreed to. */
export const newestTerms = ({ terms }: Pick<PromiseState, 'terms'>): TermsOnRecord | undefined =>
  terms.at(-1)?.value;

/** How a month ended; undefined while it is open. */
export const closedMonth = ({ closed }: Pick<PromiseState, 'closed'>, period: string) =>
  valueIn(valueIn(closed, yearOf(period)) ?? NONE_KEYED, period);

/** The months on record, open or closed. */
export const monthsOnRecord = ({ open, closed }: Pick<PromiseState, 'open' | 'closed'>): readonly string[] =>
  [...entriesOf(closed).flatMap(([, months]) => entriesOf(months)), ...entriesOf(open)]
    .map(([period]) => period)
    .sort();

/** The open month with a fulfilment of this id. */
export const openMonthOf = ({ open }: Pick<PromiseState, 'open'>, fulfilment: string): string | undefined =>
  entriesOf(open).find(([, { fulfilments }]) => valueIn(fulfilments, fulfilment) !== undefined)?.[0];

/** Which events say what was owed and done in months that are closed: all, when one of them may be any of them. */
export const eventsOf = (state: PromiseState, ...periods: readonly string[]): 'all' | readonly number[] => {
  const months = periods.flatMap((period) => closedMonth(state, period) ?? []);
  const { lateCorrection = -1 } = state;
  return months.some(({ closedAt }) => lateCorrection > closedAt)
    ? 'all'
    : months.flatMap(({ revisions }) => revisions);
};

/** Whether a promise covers a month: from its first whole month in force to the one in which it was withdrawn, and
 * to the last whole month of its ward. */
export const covers = (
  state: Pick<PromiseState, 'firstPeriod' | 'lastPeriod' | 'endedAfter'>,
  month: string,
): boolean => {
  const { firstPeriod, lastPeriod = month, endedAfter = month } = state;
  return firstPeriod !== undefined && month >= firstPeriod && month <= lastPeriod && month <= endedAfter;
};
