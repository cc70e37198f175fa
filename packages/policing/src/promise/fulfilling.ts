import {
  alreadySo,
  entriesOf,
  isRefusal,
  refuse,
  valueIn,
  withoutValue,
  type Refusal,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, type PolicingCommand } from '../by.ts';
import { londonMonth, monthStart } from '../london.ts';
import { establishmentTerms } from '../policy/policy.state.ts';
import { begun, knowing, restated, wholeMonth, type MonthFacts } from './closing-months.ts';
import { MEASURE, monthsOf, patrolled, type InMonth } from './patrolling.ts';
import {
  fulfilmentCorrected,
  promiseFulfilmentRecorded,
  targetNotPossible,
  type CorrectionReason,
  type PromiseEvent,
  type TermsOnRecord,
} from './promise.events.ts';
import { monthAfter, monthNamed, type Fulfilment, type Month, type MonthHistory } from './promise-month.ts';
import { notCovered, notProposed } from './promise.rules.ts';
import { closedMonth, covers, newestTerms, openMonthOf, type PromiseState } from './promise.state.ts';

export interface RecordFulfilment {
  readonly type: 'RecordFulfilment';
  readonly fulfilment: string;
  /** What was visited, or the area that was patrolled. */
  readonly target: string;
  readonly member: string;
  /** Who took part beside the member: one visit by two is one visit. */
  readonly others?: readonly string[];
  readonly evidence: string;
  /** When a patrol began; it ended at `at`. A visit happened at `at`. */
  readonly from?: string;
}

export interface CorrectFulfilment {
  readonly type: 'CorrectFulfilment';
  /** The fulfilment that was recorded last by this id. */
  readonly fulfilment: string;
  readonly reason: CorrectionReason;
  /** What it really was; left out, the fulfilment counts no more. */
  readonly target?: string;
}

export interface NotPossible {
  readonly type: 'NotPossible';
  /** What cannot be visited, or patrolled, in the month of `at`. */
  readonly target: string;
  readonly reason: string;
}

type Told<Type extends PromiseEvent['type']> = Extract<PromiseEvent, { type: Type }>;

/** The command of which a fulfilment came. A patrol tells its area with each time that it covered. */
export const toldAsFulfilled = (told: Told<'PromiseFulfilmentRecorded'>): RecordFulfilment => {
  const { fulfilment, targets, member, others, evidence, from, to } = told;
  return {
    type: 'RecordFulfilment',
    ...{ fulfilment, target: targets[0]?.split('@')[0] ?? '', member, evidence },
    ...(others !== undefined && { others }),
    ...(from !== to && { from }),
  };
};

/** The command of which a correction came. */
export const toldAsCorrected = (told: Told<'FulfilmentCorrected'>): CorrectFulfilment => {
  const { fulfilment, reason, targets } = told;
  const [target] = targets;
  return { type: 'CorrectFulfilment', fulfilment, reason, ...(target !== undefined && { target }) };
};

type Recorded = RecordFulfilment & PolicingCommand;

/** In which months a fulfilment may count, before it is known which windows it covered. */
export const maybeIn = ({ occurredAt: at, from = at }: Recorded, state: PromiseState): readonly string[] => {
  const terms = newestTerms(state);
  return terms ? monthsOf(terms, from, at) : [];
};

/** Where a fulfilment counts: its months, and what it is for in each. */
const counted = (command: Recorded, terms: TermsOnRecord, { policy }: MonthFacts): readonly InMonth[] => {
  const { occurredAt: to, from = to, target } = command;
  if (terms.kind === 'PATROL_WINDOW') {
    const figures = establishmentTerms(policy, monthStart(londonMonth(to)));
    const covered = patrolled(terms, { from, to }, figures);
    return covered.length > 0 ? covered : [{ month: londonMonth(from), targets: [] }];
  }
  return [{ month: londonMonth(to), targets: [terms.kind === 'OTHER_MEASURABLE' ? MEASURE : target] }];
};

/** R-PROM-4: it counts in its month; a patrol over the end of a month counts in both, as one fulfilment of each. */
export const fulfilled = (command: Recorded, state: PromiseState, facts: MonthFacts) => {
  const terms = newestTerms(state);
  if (!terms) return notProposed(state, command.occurredAt) ?? [];
  const all = counted(command, terms, facts);
  const known = knowing(state, facts.ward);
  const owed = all.filter(({ month }) => covers(known, month));
  return (
    (owed.length > 0 ? undefined : notCovered(known, all[0]?.month ?? '', 'occurredAt')) ??
    elsewhere(terms, command.target) ??
    tooLong(command, terms, facts) ??
    outside(owed, command, facts) ??
    allOf(owed.map((one, index) => inMonth({ command, state, facts, terms }, one, index)))
  );
};

interface Fulfilling {
  readonly command: Recorded;
  readonly state: PromiseState;
  readonly facts: MonthFacts;
  readonly terms: TermsOnRecord;
}

const inMonth = (
  { command, state, facts, terms }: Fulfilling,
  { month: period, targets }: InMonth,
  index: number,
) => {
  const { occurredAt: to, member, others = [], evidence } = command;
  const isPatrol = terms.kind === 'PATROL_WINDOW';
  const { opened, month } = begun(state, facts, period);
  const fulfilment = index === 0 ? command.fulfilment : `${command.fulfilment.slice(0, 100)}@${period}`;
  const done = { fulfilment, targets: [...targets], from: isPatrol ? (command.from ?? to) : to, to };
  const { version } = establishmentTerms(facts.policy, monthStart(londonMonth(to)));
  const recorded = promiseFulfilmentRecorded({
    ...done,
    period,
    member,
    ...(others.length > 0 && { others: [...others] }),
    evidence,
    ...(isPatrol && version !== 'DEFAULT' && { establishment: version }),
  });
  return (
    notOwed(month, targets) ??
    countedBefore(month, { ...done, members: [member, ...others] }) ??
    idTaken(state, month, fulfilment) ?? [
      recorded,
      ...opened,
      ...restated(state, period, monthAfter(month, recorded)),
    ]
  );
};

/** All of them, or why one of them is not possible. */
const allOf = <Event, Why extends Refusal>(
  each: readonly (readonly Event[] | Why)[],
): readonly Event[] | Why => {
  const events: Event[] = [];
  for (const one of each) {
    if (isRefusal(one)) return one;
    events.push(...one);
  }
  return events;
};

export const corrected = (
  { occurredAt: at, fulfilment, reason, target }: CorrectFulfilment & PolicingCommand,
  state: PromiseState,
  history: MonthHistory | undefined,
) => {
  const period = openMonthOf(state, fulfilment) ?? monthNamed(history, fulfilment) ?? '';
  const month = wholeMonth(state, history, period);
  const known = month && valueIn(month.fulfilments, fulfilment);
  if (!known) return unknownFulfilment;
  const targets = target === undefined ? [] : [target];
  const others = { ...month, fulfilments: withoutValue(month.fulfilments, fulfilment) };
  const correction = fulfilmentCorrected({ fulfilment, reason, targets, period });
  return (
    notProposed(state, at) ??
    notOwed(month, targets) ??
    alreadySo(known.targets.join() === targets.join()) ??
    countedBefore(others, { ...known, targets }) ?? [
      correction,
      ...restated(state, period, monthAfter(month, correction)),
    ]
  );
};

/** What could not be done is taken out of the month of `at`, before that is closed. */
export const excused = (
  { occurredAt: at, target, reason }: NotPossible & PolicingCommand,
  state: PromiseState,
  facts: MonthFacts,
) => {
  const period = londonMonth(at);
  const { opened, month } = begun(state, facts, period);
  return (
    notCovered(knowing(state, facts.ward), period, 'occurredAt') ??
    alreadyClosed(state, period) ??
    notOwed(month, [target]) ??
    alreadySo(month.notPossible.includes(target)) ?? [
      targetNotPossible({ period, target, reason }),
      ...opened,
    ]
  );
};

/** R-PROM-5: a patrol is of the area that was promised. */
const elsewhere = ({ kind, area }: TermsOnRecord, target: string) =>
  kind === 'PATROL_WINDOW' && target !== area
    ? refuse('R-PROM-5', 'This promise is about another area. Check the area.', 'target')
    : undefined;

/** R-PROM-5: nobody patrols for days on end. */
const tooLong = (
  { occurredAt: to, from = to }: Recorded,
  { kind }: TermsOnRecord,
  { policy }: MonthFacts,
) => {
  const { longestPatrolMinutes } = establishmentTerms(policy, monthStart(londonMonth(to)));
  return kind === 'PATROL_WINDOW' && Date.parse(to) - Date.parse(from) > longestPatrolMinutes * 60_000
    ? refuse(
        'R-PROM-5',
        `No patrol lasts longer than ${String(longestPatrolMinutes)} minutes. Check when it began, and record each patrol by itself.`,
        'from',
      )
    : undefined;
};

/** R-PROM-5: a patrol counts for the times that it covered long enough. */
const outside = (owed: readonly InMonth[], { occurredAt: to }: Recorded, { policy }: MonthFacts) => {
  const { patrolOverlapMinutes } = establishmentTerms(policy, monthStart(londonMonth(to)));
  return owed.every(({ targets }) => targets.length === 0)
    ? refuse(
        'R-PROM-5',
        `The patrol covered no promised time for ${String(patrolOverlapMinutes)} minutes. Check when it began and ended.`,
        'from',
      )
    : undefined;
};

/** R-PROM-3: what was not owed when the month began counts from the next. */
const notOwed = (month: Month, targets: readonly string[]) =>
  targets.every((one) => month.targets.includes(one))
    ? undefined
    : refuse(
        'R-PROM-3',
        'This was not promised when the month began. It counts from the next month.',
        'target',
      );

/** R-LIFE-1 for fulfilments. */
const unknownFulfilment = refuse(
  'R-LIFE-1',
  'No such visit or patrol is on record. Check the reference.',
  'fulfilment',
);

/**
 * R-PROM-4: one visit or patrol counts once, also where it is entered again with other minutes, by who came along, or as
 * it was told before it was corrected; once it counts no more, it may be told anew.
 */
const countedBefore = ({ fulfilments }: Month, { members, from, to, targets }: Omit<Fulfilment, 'toldAs'>) =>
  entriesOf(fulfilments).some(
    ([, known]) =>
      known.members.some((member) => members.includes(member)) &&
      (known.from === from || (known.from < to && from < known.to)) &&
      known.targets.length > 0 &&
      [...known.targets, ...known.toldAs].some((target) => targets.includes(target)),
  )
    ? refuse('R-PROM-4', 'This visit or patrol is already on record. It counts once.', 'fulfilment')
    : undefined;

/** R-LIFE-2: an id names one fulfilment of its month, and one of all the open months. */
const idTaken = (state: PromiseState, month: Month, fulfilment: string) => {
  const other = valueIn(state.open, openMonthOf(state, fulfilment) ?? '');
  const known = valueIn((other ?? month).fulfilments, fulfilment);
  return alreadyBegun(known?.from, 'fulfilment', 'fulfilment');
};

/** R-PROM-7: what could not be done is said before the month is closed. */
const alreadyClosed = (state: PromiseState, period: string) =>
  closedMonth(state, period)
    ? refuse('R-PROM-7', 'This month is closed. Say in an explanation what was not possible.', 'occurredAt')
    : undefined;
