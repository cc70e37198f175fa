import { streamOf, entriesOf, keyedFrom, valueIn, type PointInHistory } from '@wardbook/event-sourcing';
import { promiseHistory, londonDay, monthEnd, periodStatus } from '@wardbook/policing';
import type { Read, Shown } from '../read.ts';
import type { PromiseCard } from './promise-board.view.ts';
import { correctionsKey, promiseCorrections, type PromiseCorrections } from './promise-corrections.view.ts';
import {
  beyondMonthsOf,
  promiseMonths,
  type FulfilmentOnRecord,
  type PromiseMonth,
} from './promise-months.view.ts';
import type { PromisePeriod } from './promise.type.ts';

/** A promise as a client is shown it: now, or at a point of its history. */
export type ShownPromise = Shown<PromiseCard> & { readonly point?: PointInHistory };

/** Which months are asked for, and as at which moment (ISO, UTC). */
export interface MonthsAsked {
  readonly last: number;
  /** No later month. */
  readonly until?: string | undefined;
  readonly moment: string;
}

/** The newest months of a promise, newest first: rows of these months are read, and of no others. */
export const findPeriods = async (
  read: Read,
  { key, point }: ShownPromise,
  asked: MonthsAsked,
): Promise<readonly PromisePeriod[]> => {
  const { months, correctionsOf } = point
    ? await asItWas(read, key, asked, point)
    : await asItIs(read, key, asked);
  return Promise.all(
    months.map(async (month) => {
      const fulfilments = entriesOf(month.fulfilments).map(
        async ([id, done]) => [id, corrected(done, await correctionsOf(id), month.month)] as const,
      );
      return periodOf(month, await Promise.all(fulfilments), asked.moment);
    }),
  );
};

interface Found {
  readonly months: readonly PromiseMonth[];
  readonly correctionsOf: (fulfilment: string) => Promise<PromiseCorrections | undefined>;
}

const asItIs = async (read: Read, promise: string, { last, until }: MonthsAsked): Promise<Found> => {
  const page = { after: beyondMonthsOf(promise, until), descending: true, limit: last };
  return {
    months: (await read.list(promiseMonths, page)).filter((month) => isOf(promise, month)),
    correctionsOf: (fulfilment) => read.find(promiseCorrections, correctionsKey(promise, fulfilment)),
  };
};

const asItWas = async (
  read: Read,
  promise: string,
  { last, until = '9999-12' }: MonthsAsked,
  point: PointInHistory,
): Promise<Found> => {
  const streams = [streamOf(promiseHistory, promise)];
  const months = [...(await read.allAt(promiseMonths, streams, point)).values()];
  const corrections = await read.allAt(promiseCorrections, streams, point);
  return {
    months: months
      .filter((month) => isOf(promise, month) && month.month <= until)
      .sort((a, b) => (a.month < b.month ? 1 : -1))
      .slice(0, last),
    correctionsOf: async (fulfilment) => corrections.get(correctionsKey(promise, fulfilment)),
  };
};

/** Rows beside this page may be those of another promise. */
const isOf = (key: string, { promise, isBegun }: PromiseMonth): boolean => isBegun && promise === key;

/** The month's arithmetic is policing's own. */
const periodOf = (
  { month, targets, minimumPerTarget, notPossible, closesAt, result, firstResult, explanation }: PromiseMonth,
  fulfilments: readonly (readonly [string, ReturnType<typeof corrected>])[],
  moment: string,
): PromisePeriod => {
  const excused = notPossible.map(({ target }) => target);
  const owed = result === 'NOT_OWED' ? [] : targets;
  const endsAt = monthEnd(month);
  return {
    month,
    targets,
    minimumPerTarget,
    notPossible,
    ...periodStatus({
      targets: owed,
      minimumPerTarget,
      notPossible: excused,
      fulfilments: keyedFrom(fulfilments),
    }),
    result,
    firstResult,
    explanation,
    endsAt,
    closesAt,
    daysLeft: result === 'OPEN' ? daysBetween(moment, endsAt) : 0,
    fulfilments: fulfilments
      .toSorted(([, a], [, b]) => (a.from < b.from ? -1 : 1))
      .map(([id, done]) => ({ id, ...done })),
  };
};

/** London days, of which that of the moment is one. */
const daysBetween = (moment: string, endsAt: string): number =>
  Math.max(0, (Date.parse(londonDay(endsAt)) - Date.parse(londonDay(moment))) / 86_400_000);

const corrected = (done: FulfilmentOnRecord, corrections: PromiseCorrections | undefined, month: string) => {
  const correction = corrections && valueIn(corrections.corrected, month);
  return correction
    ? { ...done, targets: correction.targets, correction: correction.reason }
    : { ...done, correction: null };
};
