import {
  entriesOf,
  NONE_KEYED,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { promiseEvents, type PeriodResult, type PromiseEvent } from './promise.events.ts';

/** What was owed in a calendar month of a promise, and what was done. */
export interface Month {
  readonly targets: readonly string[];
  readonly minimumPerTarget: number;
  /** Those of the targets that could not be reached. */
  readonly notPossible: readonly string[];
  readonly fulfilments: Keyed<Fulfilment>;
  /** Until when evidence is waited for, where it was opened with a date for that. */
  readonly closesAt?: string;
}

/** A visit or a patrol that counts in a month. */
export interface Fulfilment {
  /** What it counts for; nothing once it was corrected away. */
  readonly targets: readonly string[];
  /** What it was told to be for, before anybody corrected it. */
  readonly toldAs: readonly string[];
  /** All who took part. */
  readonly members: readonly string[];
  readonly from: string;
  readonly to: string;
}

export const NO_MONTH: Month = {
  targets: [],
  minimumPerTarget: 1,
  notPossible: [],
  fulfilments: NONE_KEYED,
};

/** How a month stands: which targets have what was promised, and which still lack it. */
export interface PeriodStatus {
  readonly met: readonly string[];
  readonly missing: readonly string[];
}

/** How a month stands, by what was owed in it and what each fulfilment counts for. Pure. */
export const periodStatus = ({
  targets,
  minimumPerTarget,
  notPossible,
  fulfilments,
}: Pick<Month, 'targets' | 'minimumPerTarget' | 'notPossible'> & {
  readonly fulfilments: Keyed<Pick<Fulfilment, 'targets'>>;
}): PeriodStatus => {
  const counted = new Map<string, number>();
  for (const [, done] of entriesOf(fulfilments))
    for (const target of done.targets) counted.set(target, (counted.get(target) ?? 0) + 1);
  const isMet = (target: string): boolean => (counted.get(target) ?? 0) >= minimumPerTarget;
  const owed = targets.filter((target) => !notPossible.includes(target));
  return { met: owed.filter(isMet), missing: owed.filter((target) => !isMet(target)) };
};

/** How a month ends that is as this one; nothing owed is nothing kept. */
export const resultOf = (
  month: Month,
): { readonly result: PeriodResult; readonly missedTargets: readonly string[] } => {
  const { met, missing } = periodStatus(month);
  if (met.length + missing.length === 0) return { result: 'NOT_OWED', missedTargets: [] };
  return { result: missing.length === 0 ? 'KEPT' : 'BROKEN', missedTargets: missing };
};

/** What says what was owed in a month, and what was done. */
export type MonthEvent = Extract<
  PromiseEvent,
  {
    type: 'PromisePeriodOpened' | 'TargetNotPossible' | 'PromiseFulfilmentRecorded' | 'FulfilmentCorrected';
  }
>;

/** A month one of its events later. */
export const monthAfter = (month: Month, event: MonthEvent): Month => {
  const { fulfilments } = month;
  switch (event.type) {
    case 'PromisePeriodOpened': {
      const { targets, minimumPerTarget, closesAt } = event;
      return { ...month, targets, minimumPerTarget, ...(closesAt !== undefined && { closesAt }) };
    }
    case 'TargetNotPossible':
      return { ...month, notPossible: [...month.notPossible, event.target] };
    case 'PromiseFulfilmentRecorded': {
      const { fulfilment, targets, member, others = [], from, to } = event;
      const done = { targets, toldAs: targets, members: [member, ...others], from, to };
      return { ...month, fulfilments: withValue(fulfilments, fulfilment, done) };
    }
    case 'FulfilmentCorrected': {
      const { fulfilment, targets } = event;
      const known = valueIn(fulfilments, fulfilment);
      return known
        ? { ...month, fulfilments: withValue(fulfilments, fulfilment, { ...known, targets }) }
        : month;
    }
  }
};

/** Events of months, the newest first. A chain, so that one event more costs the same however many there are. */
export interface MonthHistory {
  readonly event: MonthEvent;
  readonly before: MonthHistory | undefined;
}

const chained = (before: MonthHistory | undefined, event: MonthEvent): MonthHistory => ({ event, before });

/** What a command about a closed month reads again: the state keeps how the month ended, not what was done in it. */
export const monthHistory: Fold<MonthEvent, MonthHistory | undefined> = {
  name: 'promise',
  initial: undefined,
  events: promiseEvents,
  evolve: {
    PromisePeriodOpened: chained,
    TargetNotPossible: chained,
    PromiseFulfilmentRecorded: chained,
    FulfilmentCorrected: chained,
  },
};

/** A month as this history tells it; undefined for one that it does not mention. */
export const monthIn = (history: MonthHistory | undefined, period: string): Month | undefined => {
  // An id is unique within a month; a correction is of the fulfilment that was recorded last by that id.
  const periodById = new Map<string, string>();
  let month: Month | undefined;
  for (const event of oldestFirst(history)) {
    if (event.type === 'PromiseFulfilmentRecorded') periodById.set(event.fulfilment, event.period);
    const about = event.type === 'FulfilmentCorrected' ? periodById.get(event.fulfilment) : event.period;
    if (about === period) month = monthAfter(month ?? NO_MONTH, event);
  }
  return month;
};

/** The month of the fulfilment that was recorded last by an id. */
export const monthNamed = (history: MonthHistory | undefined, fulfilment: string): string | undefined => {
  for (let at = history; at; at = at.before)
    if (at.event.type === 'PromiseFulfilmentRecorded' && at.event.fulfilment === fulfilment)
      return at.event.period;
  return undefined;
};

const oldestFirst = (history: MonthHistory | undefined): readonly MonthEvent[] => {
  const events: MonthEvent[] = [];
  for (let at = history; at; at = at.before) events.push(at.event);
  return events.reverse();
};
