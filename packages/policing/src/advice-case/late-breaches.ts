import { happened, type Dated, type Moment } from '@wardbook/event-sourcing/pure';
import {
  complianceBreachCleared,
  complianceBreachRecorded,
  type OwnAdviceCaseEvent,
} from './advice-case.events.ts';
import {
  adviceCaseSteps,
  closures,
  isFound,
  LAST,
  sameMatter,
  type AdviceCaseState,
  type Matter,
} from './advice-case.state.ts';
import { checkCompliance, unmet } from './compliance.ts';

/**
 * R-CASE-14: what happened before a case closed may be recorded after it (S3:12). The checklist runs again as of the
 * closure, also of one that was opened again since: what it finds is put on record as a breach that nobody authorised, and
 * what it finds no longer is cleared. So the breaches on record follow from what happened, and not from the order in
 * which it was recorded.
 */
export const recorded = (
  state: AdviceCaseState,
  at: string,
  event: OwnAdviceCaseEvent,
): readonly (OwnAdviceCaseEvent | Dated<OwnAdviceCaseEvent>)[] => {
  const evolve = adviceCaseSteps[event.type] as Step;
  const moment = { stream: '', revision: 0, id: 'pending', occurredAt: at, recordedAt: at };
  const after = evolve(state, event, moment);
  const isTouched = ({ from, until }: Closure): boolean =>
    at <= from || at === until || ANSWERS.includes(event.type);
  return [
    event,
    ...closures(after)
      .filter(isTouched)
      .flatMap((closure) => foundAt(after, closure)),
  ];
};

type Closure = ReturnType<typeof closures>[number];

/** What the checklist finds at a closure, as far as that is not what is on record of it. */
const foundAt = (state: AdviceCaseState, { from, until }: Closure): readonly Dated<OwnAdviceCaseEvent>[] => {
  const found = state.breaches.filter((breach) => isFound(breach) && breach.at === from);
  const due = gapsAt(state, from);
  const isIn = (list: readonly Matter[], one: Matter): boolean =>
    list.some((other) => sameMatter(other, one));
  const fresh = due.filter((one) => !isIn(found, one));
  const over = found.filter((one) => !isIn(due, one));
  const ended = [...found.filter((one) => isIn(due, one) && one.clearedAt !== until), ...fresh];
  return [
    ...fresh.map((one) => happened(from, complianceBreachRecorded(matterOf(one)))),
    ...over.map((one) => happened(from, complianceBreachCleared(matterOf(one)))),
    ...(until === undefined
      ? []
      : ended.map((one) => happened(until, complianceBreachCleared(matterOf(one))))),
  ];
};

/** A breach is excused whenever somebody answers. */
const ANSWERS: readonly OwnAdviceCaseEvent['type'][] = ['BreachGranted', 'BreachDeclined'];

const gapsAt = (state: AdviceCaseState, closed: string): readonly Matter[] =>
  unmet(checkCompliance(state, undefined, { at: closed }), state, LAST);

const matterOf = ({ rule, item, contact }: Matter) => ({
  rule,
  ...(item !== undefined && { item }),
  ...(contact !== undefined && { contact }),
});

type Step = (state: AdviceCaseState, event: OwnAdviceCaseEvent, moment: Moment) => AdviceCaseState;
