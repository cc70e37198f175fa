import {
  defineView,
  idOf,
  NONE_KEYED,
  withValue,
  type Keyed,
  type Moment,
  type SealedText,
} from '@wardbook/event-sourcing';
import { promiseHistory, type PeriodResult, type PromiseEvent } from '@wardbook/policing';

/** A month of a promise as its events tell it; what corrections made of it stands in rows of theirs. */
export interface PromiseMonth {
  readonly promise: string;
  readonly month: string;
  /** Whether it is known what was owed, or how the month ended: with nothing but fulfilments it is not shown. */
  readonly isBegun: boolean;
  readonly targets: readonly string[];
  readonly minimumPerTarget: number;
  readonly notPossible: readonly TargetNotPossible[];
  /** Until when evidence is waited for; null where an older build opened the month. */
  readonly closesAt: string | null;
  readonly result: 'OPEN' | PeriodResult;
  /** The result when the month was closed, before late evidence or a correction changed it. */
  readonly firstResult: PeriodResult | null;
  readonly explanation: SealedText | null;
  /** When that was said. */
  readonly explainedAt: string | null;
  readonly fulfilments: Keyed<FulfilmentOnRecord>;
}

/** What could not be done in a month, and why. */
interface TargetNotPossible {
  readonly target: string;
  readonly reason: SealedText;
}

/** A fulfilment as it was recorded. */
export interface FulfilmentOnRecord {
  readonly targets: readonly string[];
  readonly member: string;
  /** All who took part. */
  readonly members: readonly string[];
  readonly evidence: string;
  readonly from: string;
  readonly to: string;
  readonly recordedAt: string;
}

type MonthlyEvent = Extract<PromiseEvent, { readonly period: string }>;

/** Rows of one promise stand together, in the order of their months. */
const monthKey = ({ period }: MonthlyEvent, { stream }: Moment): string => `${idOf(stream)}/${period}`;

/** A place in the order of keys that only the months of this promise, up to that one, stand directly before. */
export const beyondMonthsOf = (promise: string, until = '') => ({ value: null, key: `${promise}/${until}~` });

const NOTHING_KNOWN: PromiseMonth = {
  promise: '',
  month: '',
  isBegun: false,
  targets: [],
  minimumPerTarget: 1,
  notPossible: [],
  closesAt: null,
  result: 'OPEN',
  firstResult: null,
  explanation: null,
  explainedAt: null,
  fulfilments: NONE_KEYED,
};

export const promiseMonths = defineView({
  name: 'promise-months',
  version: 4,
  of: [promiseHistory],
  initial: NOTHING_KNOWN,
  keys: {
    PromisePeriodOpened: monthKey,
    TargetNotPossible: monthKey,
    PromiseFulfilmentRecorded: monthKey,
    PromisePeriodKept: monthKey,
    PromisePeriodBroken: monthKey,
    PromisePeriodNotOwed: monthKey,
    PromisePeriodRestated: monthKey,
    BreachExplained: monthKey,
  },
  evolve: {
    PromisePeriodOpened: (row, event, moment) => ({
      ...begun(row, event, moment),
      targets: event.targets,
      minimumPerTarget: event.minimumPerTarget,
      closesAt: event.closesAt ?? row.closesAt,
    }),
    TargetNotPossible: (row, event, moment) => {
      const { target, reason } = event;
      return { ...begun(row, event, moment), notPossible: [...row.notPossible, { target, reason }] };
    },
    PromiseFulfilmentRecorded: (row, event, moment) => {
      const { fulfilment, targets, member, others = [], evidence, from, to } = event;
      const { recordedAt } = moment;
      const done = { targets, member, members: [member, ...others], evidence, from, to, recordedAt };
      return { ...named(row, event, moment), fulfilments: withValue(row.fulfilments, fulfilment, done) };
    },
    PromisePeriodKept: (row, event, moment) => ended(begun(row, event, moment), 'KEPT'),
    PromisePeriodBroken: (row, event, moment) => ended(begun(row, event, moment), 'BROKEN'),
    PromisePeriodNotOwed: (row, event, moment) => ended(begun(row, event, moment), 'NOT_OWED'),
    PromisePeriodRestated: (row, event, moment) => ({ ...begun(row, event, moment), result: event.result }),
    BreachExplained: (row, event, moment) => ({
      ...begun(row, event, moment),
      ...((row.explainedAt ?? '') <= moment.occurredAt && {
        explanation: event.explanation,
        explainedAt: moment.occurredAt,
      }),
    }),
  },
  // Months are found by key alone: the newest of a promise are the rows directly before `beyondMonthsOf`.
  columns: {},
});

const named = (row: PromiseMonth, { period }: MonthlyEvent, { stream }: Moment): PromiseMonth => ({
  ...row,
  promise: idOf(stream),
  month: period,
});

const begun = (row: PromiseMonth, event: MonthlyEvent, moment: Moment): PromiseMonth => ({
  ...named(row, event, moment),
  isBegun: true,
});

const ended = (row: PromiseMonth, result: PeriodResult): PromiseMonth => ({
  ...row,
  result,
  firstResult: result,
});
