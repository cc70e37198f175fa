import {
  defineProcess,
  entriesOf,
  idOf,
  NONE_KEYED,
  send,
  valueIn,
  withoutValue,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { daysAfter, monthEnd, monthStart, nextMonth } from '../london.ts';
import { DEFAULT_ESTABLISHMENT } from '../policy/figures.ts';
import { promise } from './promise.ts';
import { promiseHistory } from './promise.state.ts';

interface Months {
  /** The earliest month that is not on record; absent before the promise is in force. */
  readonly next?: string;
  /** Months after it that are on record already: what is done early, or late, opens its own month. */
  readonly ahead: readonly string[];
  /** Those that are not closed, and until when evidence is waited for. */
  readonly open: Keyed<string>;
  readonly lastPeriod?: string;
  /** A promise that was recorded late leaves time to record its visits, too. UTC. */
  readonly notBefore?: string;
}

const NOT_IN_FORCE: Months = { ahead: [], open: NONE_KEYED };

/**
 * Sees to it that each month of a promise is looked at when it begins, when evidence was waited for long enough, and
 * when evidence came after that (R-PROM-7).
 */
export const promisePeriods = defineProcess({
  name: 'promise-periods',
  version: 2,
  initial: NOT_IN_FORCE,
  of: [promiseHistory],
  evolve: {
    PromiseInForce: (row, { firstPeriod }, { recordedAt }) => ({
      ...row,
      next: firstPeriod,
      notBefore: afterGrace(recordedAt),
    }),
    PromisePeriodOpened: (row, { period, closesAt }, { recordedAt }) =>
      closesAt === undefined ? openedOfOld(row, period, recordedAt) : opened(row, period, closesAt),
    TargetNotPossible: (row) => row,
    PromiseFulfilmentRecorded: (row) => row,
    FulfilmentCorrected: (row) => row,
    PromisePeriodKept: (row, { period }) => closed(row, period),
    PromisePeriodBroken: (row, { period }) => closed(row, period),
    PromisePeriodNotOwed: (row, { period }) => closed(row, period),
    PromiseWithdrawn: (row, { lastPeriod }) => until(row, lastPeriod),
    // The month in which it ended had begun.
    PromiseEnded: (row, { lastPeriod }, { occurredAt }) =>
      until(row, monthEnd(lastPeriod) < occurredAt ? nextMonth(lastPeriod) : lastPeriod),
  },
  columns: { dueAt: (row) => firstDue(row)?.at ?? null },
  react: {
    PromiseInForce: (row, _, moment) => begunMeanwhile(row, moment),
    PromisePeriodOpened: (row, _, moment) => begunMeanwhile(row, moment),
    // It may be struck through once its month is closed.
    TargetNotPossible: (row, { period }, { stream, recordedAt }) =>
      isClosed(row, period) ? review(idOf(stream), period, recordedAt) : [],
    PromiseFulfilmentRecorded: (row, { period }, { stream, recordedAt }) =>
      isClosed(row, period) ? review(idOf(stream), period, recordedAt) : [],
    FulfilmentCorrected: (row, { period }, { stream, recordedAt }) =>
      period !== undefined && isClosed(row, period) ? review(idOf(stream), period, recordedAt) : [],
  },
  whenDue: (row, id) => {
    const due = firstDue(row);
    return due ? review(id, due.period, due.at) : [];
  },
});

const review = (id: string, period: string, at: string) => [
  send(promise, id, { type: 'ReviewPeriod', period }, at),
];

/** Who is late does not wait for a tick with each month. */
const begunMeanwhile = (
  { next, lastPeriod = '9999-12' }: Months,
  { stream, recordedAt }: Moment,
): readonly Outgoing[] =>
  next !== undefined && monthStart(next) <= recordedAt && next <= lastPeriod
    ? review(idOf(stream), next, monthStart(next))
    : [];

/** What a closed month owed may turn out to have been something else: it stays closed. */
const opened = (row: Months, period: string, closesAt: string): Months =>
  isClosed(row, period) ? row : onRecord({ ...row, open: withValue(row.open, period, closesAt) }, period);

/**
 * An older build opened a month with the first thing that was done in it, and closed it unopened where nothing was:
 * what had begun by then is only closed.
 */
const openedOfOld = (row: Months, period: string, recordedAt: string): Months => {
  let after = opened(row, period, afterGrace(monthEnd(period)));
  for (let { next } = after; next !== undefined && monthStart(next) < recordedAt; { next } = after)
    after = opened(after, next, afterGrace(monthEnd(next)));
  return after;
};

const closed = (row: Months, period: string): Months =>
  onRecord({ ...row, open: withoutValue(row.open, period) }, period);

/** Months may come on record out of order. */
const onRecord = (row: Months, period: string): Months => {
  let { next } = row;
  if (next === undefined || period < next) return row;
  const ahead = new Set([...row.ahead, period]);
  while (ahead.delete(next)) next = nextMonth(next);
  return { ...row, next, ahead: [...ahead] };
};

const isClosed = ({ next = '', ahead, open }: Months, period: string): boolean =>
  (period < next || ahead.includes(period)) && valueIn(open, period) === undefined;

/** A promise may be withdrawn and its ward abolished. */
const until = (row: Months, lastPeriod: string): Months =>
  row.lastPeriod !== undefined && row.lastPeriod < lastPeriod ? row : { ...row, lastPeriod };

/** Which month is to be looked at next, and when. */
const firstDue = ({ next, open, lastPeriod, notBefore = '' }: Months) => {
  const closing = entriesOf(open).map(([period, at]) => ({ period, at: at > notBefore ? at : notBefore }));
  const opening = next === undefined ? [] : [{ period: next, at: monthStart(next) }];
  return [...opening, ...closing]
    .filter(({ period }) => lastPeriod === undefined || period <= lastPeriod)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(0);
};

const afterGrace = (instant: string): string => daysAfter(instant, DEFAULT_ESTABLISHMENT.evidenceGraceDays);
