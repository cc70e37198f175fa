import { valueIn, type Fold } from '@wardbook/event-sourcing/pure';
import type { WardState } from '../ward/ward.state.ts';
import {
  promiseEvents,
  promisePeriodBroken,
  promisePeriodKept,
  promisePeriodOpened,
  promisePeriodRestated,
  type PromiseEvent,
} from './promise.events.ts';
import {
  monthAfter,
  monthIn,
  NO_MONTH,
  periodStatus,
  type Month,
  type MonthHistory,
} from './promise-month.ts';
import { targetsOfMonth } from './promise.rules.ts';
import { closedMonth, type PromiseState } from './promise.state.ts';

/** All of a month: the state has it while it is open, and the events that were read again once it is closed. */
export const wholeMonth = (
  state: PromiseState,
  history: MonthHistory | undefined,
  period: string,
): Month | undefined => valueIn(state.open, period) ?? monthIn(history, period);

/** R-PROM-3: the first event of a month takes down what is owed in it. */
export const begun = (
  state: PromiseState,
  ward: WardState,
  history: MonthHistory | undefined,
  period: string,
) => {
  const month = wholeMonth(state, history, period);
  if (month || !state.terms) return { opened: [], month: month ?? NO_MONTH };
  const opened = promisePeriodOpened({
    period,
    targets: [...targetsOfMonth(state.terms, ward, period)],
    minimumPerTarget: state.terms.minimumPerPeriod,
  });
  return { opened: [opened], month: monthAfter(NO_MONTH, opened) };
};

export const closed = (state: PromiseState, ward: WardState, period: string): readonly PromiseEvent[] => {
  const { opened, month } = begun(state, ward, undefined, period);
  const { missing } = periodStatus(month);
  return [
    ...opened,
    missing.length === 0
      ? promisePeriodKept({ period })
      : promisePeriodBroken({ period, missedTargets: [...missing] }),
  ];
};

/** R-PROM-7: late evidence does not reopen a month; its result is worked out again, and both stand. */
export const restated = (state: PromiseState, period: string, month: Month): readonly PromiseEvent[] => {
  const before = closedMonth(state, period);
  if (!before) return [];
  const { missing } = periodStatus(month);
  const result = missing.length === 0 ? 'KEPT' : 'BROKEN';
  const same = result === before.result && missing.join() === before.missedTargets.join();
  return same ? [] : [promisePeriodRestated({ period, result, missedTargets: [...missing] })];
};

/** What was last said about a broken month. */
export const explanations: Fold<Extract<PromiseEvent, { type: 'BreachExplained' }>, string | undefined> = {
  name: 'promise',
  initial: undefined,
  events: promiseEvents,
  evolve: { BreachExplained: (_, { explanation }) => explanation },
};
