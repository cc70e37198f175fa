import { defineProcess, idOf, send, type Moment } from '@wardbook/event-sourcing/pure';
import { londonMonth, monthStart, nextMonth } from '../london.ts';
import { wardHistory } from '../ward/ward.state.ts';
import { promise } from './promise.ts';
import { promiseHistory } from './promise.state.ts';

/** The promises that were made to a ward. */
interface Made {
  readonly promises: readonly string[];
}

const NONE: Made = { promises: [] };

/**
 * Sees to it that the promises of a ward are looked at again when what they rest on turns out to have been otherwise:
 * the ward was abolished, or a target was registered, or retired, before a month began that has begun already.
 */
export const promiseWards = defineProcess({
  name: 'promise-wards',
  version: 1,
  initial: NONE,
  of: [promiseHistory, wardHistory],
  keys: { PromiseProposed: ({ ward }) => ward, PromiseAmended: ({ ward }) => ward },
  evolve: {
    PromiseProposed: (row, _, { stream }) => withPromise(row, idOf(stream)),
    PromiseAmended: (row, _, { stream }) => withPromise(row, idOf(stream)),
    WardAbolished: (row) => row,
    PromiseTargetRegistered: (row) => row,
    PromiseTargetRetired: (row) => row,
  },
  columns: {},
  react: {
    WardAbolished: ({ promises }, _, { recordedAt }) =>
      promises.map((id) => send(promise, id, { type: 'ReviewPromise' }, recordedAt)),
    PromiseTargetRegistered: ({ promises }, _, moment) => monthsAgain(promises, moment),
    PromiseTargetRetired: ({ promises }, _, moment) => monthsAgain(promises, moment),
  },
});

const withPromise = ({ promises }: Made, id: string): Made => ({
  promises: promises.includes(id) ? promises : [...promises, id],
});

/** The months that began after something happened and before it was recorded. */
const monthsAgain = (promises: readonly string[], { occurredAt, recordedAt }: Moment) => {
  const months: string[] = [];
  const first = londonMonth(occurredAt);
  for (
    let month = monthStart(first) < occurredAt ? nextMonth(first) : first;
    monthStart(month) <= recordedAt;
    month = nextMonth(month)
  )
    months.push(month);
  return promises.flatMap((id) =>
    months.map((period) => send(promise, id, { type: 'ReviewPeriod', period }, recordedAt)),
  );
};
