import { defineProcess, send } from '@wardbook/event-sourcing/pure';
import { promiseHistory } from './promise.state.ts';
import { monthEnd, nextMonth } from '../london.ts';

import { promise } from './promise.ts';

interface Deadline {
  /** The earliest month that is not closed; absent before the promise is in force. */
  readonly period?: string;
  /** Months after it that an inspector has closed already. */
  readonly closedAhead: readonly string[];
  readonly lastPeriod?: string;
  /** A promise that was recorded late leaves time to record its visits, too. UTC. */
  readonly notBefore?: string;
}

/** How long evidence is waited for before a month is closed: ours; an inspector may close it at once. */
const GRACE_IN_DAYS = 7;

const NOT_IN_FORCE: Deadline = { closedAhead: [] };

/** Closes each month of a promise a week after it is over in London (R-PROM-7). */
export const promisePeriods = defineProcess({
  name: 'promise-periods',
  version: 1,
  initial: NOT_IN_FORCE,
  of: [promiseHistory],
  evolve: {
    PromiseInForce: (deadline, { firstPeriod }, { recordedAt }) => ({
      ...deadline,
      period: firstPeriod,
      notBefore: afterGrace(recordedAt),
    }),
    PromisePeriodKept: (deadline, { period }) => closed(deadline, period),
    PromisePeriodBroken: (deadline, { period }) => closed(deadline, period),
    PromiseWithdrawn: (deadline, { lastPeriod }) => ({ ...deadline, lastPeriod }),
  },
  columns: { dueAt: (deadline) => dueAt(deadline) ?? null },
  react: {},
  whenDue: (deadline, id) => {
    const at = dueAt(deadline);
    if (at === undefined || deadline.period === undefined) return [];
    return [send(promise, id, { type: 'ClosePeriod', period: deadline.period }, at)];
  },
});

/** Months may be closed out of order. */
const closed = (deadline: Deadline, month: string): Deadline => {
  const { period } = deadline;
  if (period === undefined || month < period) return deadline;
  const closedAhead = [...deadline.closedAhead, month];
  let next = period;
  while (closedAhead.includes(next)) next = nextMonth(next);
  return { ...deadline, period: next, closedAhead: closedAhead.filter((ahead) => ahead > next) };
};

const dueAt = ({ period, lastPeriod, notBefore = '' }: Deadline): string | undefined => {
  if (period === undefined || (lastPeriod !== undefined && period > lastPeriod)) return undefined;
  const due = afterGrace(monthEnd(period));
  return due > notBefore ? due : notBefore;
};

const afterGrace = (instant: string): string =>
  new Date(Date.parse(instant) + GRACE_IN_DAYS * 86_400_000).toISOString();
