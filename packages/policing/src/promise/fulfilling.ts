import { alreadySo, valueIn } from '@wardbook/event-sourcing/pure';
import type { PolicingCommand } from '../by.ts';
import { londonMonth } from '../london.ts';
import type { WardState } from '../ward/ward.state.ts';
import { begun, restated, wholeMonth } from './closing-months.ts';
import {
  fulfilmentCorrected,
  promiseFulfilmentRecorded,
  type CorrectionReason,
  type PromiseTerms,
} from './promise.events.ts';
import { monthAfter, monthNamed, type MonthHistory } from './promise-month.ts';
import * as rules from './promise.rules.ts';
import { openMonthOf, type PromiseState } from './promise.state.ts';

export interface RecordFulfilment {
  readonly type: 'RecordFulfilment';
  readonly fulfilment: string;
  /** What was visited, or the area that was patrolled. */
  readonly target: string;
  readonly member: string;
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

/** Where a fulfilment counts: its month, and what it is for. */
export const counted = (
  { occurredAt: at, from = at, target }: RecordFulfilment & PolicingCommand,
  terms: PromiseTerms,
) =>
  terms.kind === 'PATROL_WINDOW'
    ? { ...rules.patrolled(terms, { from, to: at }), from }
    : {
        month: londonMonth(at),
        targets: [terms.kind === 'OTHER_MEASURABLE' ? rules.MEASURE : target],
        from: at,
      };

export const fulfilled = (
  command: RecordFulfilment & PolicingCommand,
  state: PromiseState,
  { ward, history }: { readonly ward: WardState; readonly history: MonthHistory | undefined },
) => {
  const { terms } = state;
  if (!terms) return rules.notProposed(state, command.occurredAt) ?? [];
  const { fulfilment, member, evidence, target, occurredAt: at } = command;
  const { month: period, targets, from } = counted(command, terms);
  const { opened, month } = begun(state, ward, history, period);
  const recorded = { fulfilment, period, targets: [...targets], member, evidence, from, to: at };
  const event = promiseFulfilmentRecorded(recorded);
  return (
    rules.notCovered(state, period, 'occurredAt') ??
    rules.elsewhere(terms, target) ??
    rules.outside(targets) ??
    rules.notOwed(month, targets) ??
    rules.countedBefore(month, recorded) ??
    rules.idTaken(state, month, fulfilment) ?? [
      ...opened,
      event,
      ...restated(state, period, monthAfter(month, event)),
    ]
  );
};

export const corrected = (
  { occurredAt: at, fulfilment, reason, target }: CorrectFulfilment & PolicingCommand,
  state: PromiseState,
  history: MonthHistory | undefined,
) => {
  const period = openMonthOf(state, fulfilment) ?? monthNamed(history, fulfilment) ?? '';
  const month = wholeMonth(state, history, period);
  const known = month && valueIn(month.fulfilments, fulfilment);
  if (!known) return rules.unknownFulfilment;
  const targets = target === undefined ? [] : [target];
  const event = fulfilmentCorrected({ fulfilment, reason, targets });
  return (
    rules.notProposed(state, at) ??
    rules.notOwed(month, targets) ??
    alreadySo(known.targets.join() === targets.join()) ?? [
      event,
      ...restated(state, period, monthAfter(month, event)),
    ]
  );
};
