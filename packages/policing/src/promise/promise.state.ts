import type { Fold } from '@wardbook/event-sourcing';
import { promiseEvents, type PromiseEvent, type PromiseTerms } from './promise.events.ts';

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
  readonly periods: Readonly<Record<string, PeriodState>>;
  readonly fulfilments: Readonly<Record<string, Fulfilment>>;
}

export interface PeriodState {
  readonly targets: readonly string[];
  readonly minimumPerTarget: number;
  readonly result?: 'KEPT' | 'BROKEN';
  readonly missedTargets: readonly string[];
  readonly explanation?: string;
}

interface Fulfilment {
  readonly period: string;
  readonly targets: readonly string[];
  readonly member: string;
  readonly from: string;
}

/** How a month stands: which targets have what was promised, and which still lack it. */
export interface PeriodStatus {
  readonly met: readonly string[];
  readonly missing: readonly string[];
  readonly result?: 'KEPT' | 'BROKEN';
}

export const NO_PERIOD: PeriodState = { targets: [], minimumPerTarget: 1, missedTargets: [] };

const withPeriod = (state: PromiseState, period: string, change: Partial<PeriodState>): PromiseState => ({
  ...state,
  periods: { ...state.periods, [period]: { ...(state.periods[period] ?? NO_PERIOD), ...change } },
});

export const promiseHistory: Fold<PromiseEvent, PromiseState> = {
  name: 'promise',
  initial: { periods: {}, fulfilments: {} },
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
    PromisePeriodOpened: (state, { period, targets, minimumPerTarget }) =>
      withPeriod(state, period, { targets, minimumPerTarget }),
    PromiseFulfilmentRecorded: (state, { fulfilment, period, targets, member, from }) => ({
      ...state,
      fulfilments: { ...state.fulfilments, [fulfilment]: { period, targets, member, from } },
    }),
    FulfilmentCorrected: (state, { fulfilment, targets }) => {
      const known = state.fulfilments[fulfilment];
      return known
        ? { ...state, fulfilments: { ...state.fulfilments, [fulfilment]: { ...known, targets } } }
        : state;
    },
    PromisePeriodKept: (state, { period }) =>
      withPeriod(state, period, { result: 'KEPT', missedTargets: [] }),
    PromisePeriodBroken: (state, { period, missedTargets }) =>
      withPeriod(state, period, { result: 'BROKEN', missedTargets }),
    PromisePeriodRestated: (state, { period, result, missedTargets }) =>
      withPeriod(state, period, { result, missedTargets }),
    BreachExplained: (state, { period, explanation }) => withPeriod(state, period, { explanation }),
    PromiseWithdrawn: (state, { lastPeriod }, { occurredAt }) => ({
      ...state,
      lastPeriod,
      withdrawnAt: occurredAt,
    }),
  },
};

/** How a month of a promise stands; undefined for a month that has not been opened. Pure. */
export const periodStatus = (
  { periods, fulfilments }: Pick<PromiseState, 'periods' | 'fulfilments'>,
  month: string,
): PeriodStatus | undefined => {
  const period = periods[month];
  if (!period) return undefined;
  const counted = new Map<string, number>();
  for (const { period: inMonth, targets } of Object.values(fulfilments))
    if (inMonth === month) for (const target of targets) counted.set(target, (counted.get(target) ?? 0) + 1);
  const isMet = (target: string): boolean => (counted.get(target) ?? 0) >= period.minimumPerTarget;
  return {
    met: period.targets.filter(isMet),
    missing: period.targets.filter((target) => !isMet(target)),
    ...(period.result && { result: period.result }),
  };
};

/** Whether a promise covers a month: from its first whole month in force to the one it was withdrawn in. */
export const covers = (
  { firstPeriod, lastPeriod }: Pick<PromiseState, 'firstPeriod' | 'lastPeriod'>,
  month: string,
): boolean =>
  firstPeriod !== undefined && month >= firstPeriod && (lastPeriod === undefined || month <= lastPeriod);
