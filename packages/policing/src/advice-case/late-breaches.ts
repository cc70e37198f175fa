import { happened, type Dated, type Moment } from '@wardbook/event-sourcing/pure';
import {
  complianceBreachCleared,
  complianceBreachRecorded,
  type AdviceCaseEvent,
} from './advice-case.events.ts';
import {
  adviceCaseSteps,
  closedSince,
  isFound,
  LAST,
  sameMatter,
  type AdviceCaseState,
  type Matter,
} from './advice-case.state.ts';
import { checkCompliance, unmet } from './compliance.ts';

/**
 * R-CASE-14: what happened before a case closed may be recorded after it (S3:12). The checklist runs again as of the
 * closure: what it finds is put on record as a breach that nobody authorised, and what it finds no longer is cleared. So
 * the breaches on record follow from what happened, and not from the order in which it was recorded.
 */
export const recorded = (
  state: AdviceCaseState,
  at: string,
  event: AdviceCaseEvent,
): readonly (AdviceCaseEvent | Dated<AdviceCaseEvent>)[] => {
  const evolve = adviceCaseSteps[event.type] as Step;
  const moment = { stream: '', revision: 0, id: 'pending', occurredAt: at, recordedAt: at };
  const after = evolve(state, event, moment);
  const closed = closedSince(after);
  if (closed !== undefined && at > closed && !ANSWERS.includes(event.type)) return [event];
  const found = after.breaches.filter(isFound);
  const due = closed === undefined ? [] : gapsAt(after, closed);
  const isIn = (list: readonly Matter[], one: Matter): boolean =>
    list.some((other) => sameMatter(other, one));
  return [
    event,
    ...due.filter((one) => !isIn(found, one)).map((one) => complianceBreachRecorded(matterOf(one))),
    ...found.filter((one) => !isIn(due, one)).map((one) => complianceBreachCleared(matterOf(one))),
  ].map((one, index) => (index === 0 ? one : happened(closed ?? at, one)));
};

/** A breach is excused whenever somebody answers. */
const ANSWERS: readonly AdviceCaseEvent['type'][] = ['BreachGranted', 'BreachDeclined'];

const gapsAt = (state: AdviceCaseState, closed: string): readonly Matter[] =>
  unmet(checkCompliance(state, undefined, { at: closed }), state, LAST);

const matterOf = ({ rule, item, contact }: Matter) => ({
  rule,
  ...(item !== undefined && { item }),
  ...(contact !== undefined && { contact }),
});

type Step = (state: AdviceCaseState, event: AdviceCaseEvent, moment: Moment) => AdviceCaseState;
