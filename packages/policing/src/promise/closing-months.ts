import { happened, valueIn, type Dated, type Fold, type SealedText } from '@wardbook/event-sourcing/pure';
import { daysAfter, londonMonth, monthBefore, monthEnd, monthStart } from '../london.ts';
import { DEFAULT_ESTABLISHMENT } from '../policy/figures.ts';
import { establishmentTerms, type PolicyState } from '../policy/policy.state.ts';
import type { WardState } from '../ward/ward.state.ts';
import { targetsOfMonth } from './patrolling.ts';
import {
  promiseEnded,
  promiseEvents,
  promisePeriodBroken,
  promisePeriodKept,
  promisePeriodNotOwed,
  promisePeriodOpened,
  promisePeriodRestated,
  type PromiseEvent,
} from './promise.events.ts';
import { monthAfter, monthIn, NO_MONTH, resultOf, type Month, type MonthHistory } from './promise-month.ts';
import { closedMonth, covers, monthsOnRecord, newestTerms, type PromiseState } from './promise.state.ts';

/** On what a month rests beside its promise. */
export type MonthFacts = Readonly<{
  ward: WardState;
  policy: PolicyState;
  /** Of closed months, what was done in them. */
  history: MonthHistory | undefined;
}>;

/** What has moments of its own: months begin and end when they do, whoever looks when. */
type Happened = readonly (PromiseEvent | Dated<PromiseEvent>)[];

/** All of a month: the state has it while it is open, and the events that were read again once it is closed. */
export const wholeMonth = (
  state: PromiseState,
  history: MonthHistory | undefined,
  period: string,
): Month | undefined => valueIn(state.open, period) ?? monthIn(history, period);

/** R-WARD-5: the last month that was over when a ward was abolished. */
const lastWholeMonth = ({ abolishedAt }: WardState): string | undefined =>
  abolishedAt === undefined ? undefined : monthBefore(londonMonth(abolishedAt));

/** A promise as it is once the end of its ward is known. */
export const knowing = (state: PromiseState, ward: WardState): PromiseState => {
  const endedAfter = lastWholeMonth(ward);
  return endedAfter === undefined ? state : { ...state, endedAfter };
};

/** R-WARD-5: a promise ends with its ward, on that day. */
export const ended = (state: PromiseState, ward: WardState): Happened => {
  const lastPeriod = lastWholeMonth(ward);
  return lastPeriod === undefined || lastPeriod === state.endedAfter
    ? []
    : [happened(ward.abolishedAt ?? '', promiseEnded({ lastPeriod }))];
};

/** R-WARD-5: what is on record of months that a ward did not live to see the end of. */
export const notOwedAfter = (state: PromiseState, ward: WardState): Happened => {
  const known = knowing(state, ward);
  return monthsOnRecord(state).flatMap((period) =>
    covers(known, period) ? [] : notOwed(state, ward, period),
  );
};

const notOwed = (state: PromiseState, { abolishedAt = '' }: WardState, period: string): Happened => {
  const closed = closedMonth(state, period);
  if (closed?.result === 'NOT_OWED') return [];
  if (closed)
    return [atEnd(period, promisePeriodRestated({ period, result: 'NOT_OWED', missedTargets: [] }))];
  const begins = monthStart(period);
  return valueIn(state.open, period)
    ? [happened(begins > abolishedAt ? begins : abolishedAt, promisePeriodNotOwed({ period }))]
    : [];
};

/** R-PROM-3: what is owed in a month, by the ward and the figures as they were when it began. */
const owedIn = (state: PromiseState, { ward, policy }: MonthFacts, period: string) => {
  const terms = newestTerms(state);
  if (!terms) return undefined;
  const { version, ...figures } = establishmentTerms(policy, monthStart(period));
  return promisePeriodOpened({
    period,
    targets: [...targetsOfMonth(terms, ward, period, figures)],
    minimumPerTarget: terms.minimumPerPeriod,
    closesAt: daysAfter(monthEnd(period), figures.evidenceGraceDays),
    ...(version !== 'DEFAULT' && { establishment: version }),
  });
};

/** A month as it is on record, else as it begins. */
export const begun = (state: PromiseState, facts: MonthFacts, period: string) => {
  const month = wholeMonth(state, facts.history, period);
  const owed = month ? undefined : owedIn(state, facts, period);
  return owed
    ? { opened: [happened(monthStart(period), owed)], month: monthAfter(NO_MONTH, owed) }
    : { opened: [], month: month ?? NO_MONTH };
};

/** R-PROM-7: a month ends as what was done in it comes to, at its end. */
export const closed = (state: PromiseState, facts: MonthFacts, period: string): Happened => {
  const { opened, month } = begun(state, facts, period);
  return [...opened, resultAtEnd(period, month)];
};

const resultAtEnd = (period: string, month: Month): Dated<PromiseEvent> => {
  const { result, missedTargets } = resultOf(month);
  const event =
    result === 'BROKEN'
      ? promisePeriodBroken({ period, missedTargets: [...missedTargets] })
      : (result === 'KEPT' ? promisePeriodKept : promisePeriodNotOwed)({ period });
  return atEnd(period, event);
};

const atEnd = (period: string, event: PromiseEvent): Dated<PromiseEvent> => happened(monthEnd(period), event);

/**
 * What a month comes to by all that is known now, where that is not what is on record: it begins with its first
 * instant, ends once evidence was waited for, and is restated where a review finds it otherwise (R-PROM-7).
 */
export const reviewed = (state: PromiseState, facts: MonthFacts, period: string, at: string): Happened => {
  if (!covers(knowing(state, facts.ward), period))
    return [...ended(state, facts.ward), ...endedWithin(state, facts, period)];
  const owed = monthStart(period) <= at ? owedIn(state, facts, period) : undefined;
  if (!owed) return [];
  const known = wholeMonth(state, facts.history, period);
  const isSame =
    known !== undefined &&
    areSame(known.targets, owed.targets) &&
    known.minimumPerTarget === owed.minimumPerTarget;
  const opened = isSame ? [] : [happened(monthStart(period), owed)];
  const month = isSame ? known : monthAfter(known ?? NO_MONTH, owed);
  if (closedMonth(state, period)) return [...opened, ...restated(state, period, month)];
  return at < closesAt(month, period) ? opened : [...opened, resultAtEnd(period, month)];
};

/** R-WARD-5: the month in which a ward was abolished had begun, and nothing is owed in it, whoever looked when. */
const endedWithin = (state: PromiseState, facts: MonthFacts, period: string): Happened => {
  const { abolishedAt = '' } = facts.ward;
  const { endedAfter: _, ...withoutEnd } = state;
  if (
    wholeMonth(state, facts.history, period) ||
    !covers(withoutEnd, period) ||
    monthStart(period) >= abolishedAt
  )
    return notOwed(state, facts.ward, period);
  const owed = owedIn(state, facts, period);
  return owed
    ? [happened(monthStart(period), owed), happened(abolishedAt, promisePeriodNotOwed({ period }))]
    : [];
};

/** Until when evidence is waited for: what an older build opened has no date for that. */
const closesAt = (month: Month, period: string): string =>
  month.closesAt ?? daysAfter(monthEnd(period), DEFAULT_ESTABLISHMENT.evidenceGraceDays);

/**
 * R-PROM-7: late evidence does not reopen a month that is closed; its result is worked out again, and both stand: they
 * speak of its end, and what was known when is told by when each was recorded.
 */
export const restated = (state: PromiseState, period: string, month: Month): Happened => {
  const before = closedMonth(state, period);
  const { result, missedTargets } = resultOf(month);
  return !before || (result === before.result && areSame(missedTargets, before.missedTargets))
    ? []
    : [atEnd(period, promisePeriodRestated({ period, result, missedTargets: [...missedTargets] }))];
};

const areSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));

/** What was said about a broken month. */
export const explanations: Fold<Extract<PromiseEvent, { type: 'BreachExplained' }>, readonly SealedText[]> = {
  name: 'promise',
  initial: [],
  events: promiseEvents,
  comparesText: true,
  evolve: { BreachExplained: (said, { explanation }) => [...said, explanation] },
};
