import { defineView, idOf, NONE_KEYED, withValue, type Keyed } from '@wardbook/event-sourcing';
import { promiseHistory, type CorrectionReason } from '@wardbook/policing';

/** What an id of a fulfilment stands for, and what was corrected under it. */
export interface PromiseCorrections {
  /** The month of the fulfilment that was recorded last by this id: a correction is of that one. */
  readonly month: string | null;
  /** By month, because an id is unique within a month only. */
  readonly corrected: Keyed<Correction>;
}

interface Correction {
  readonly targets: readonly string[];
  readonly reason: CorrectionReason;
}

const NOTHING_CORRECTED: PromiseCorrections = { month: null, corrected: NONE_KEYED };

export const promiseCorrections = defineView({
  name: 'promise-corrections',
  version: 2,
  of: [promiseHistory],
  initial: NOTHING_CORRECTED,
  keys: {
    PromiseFulfilmentRecorded: ({ fulfilment }, { stream }) => correctionsKey(idOf(stream), fulfilment),
    FulfilmentCorrected: ({ fulfilment }, { stream }) => correctionsKey(idOf(stream), fulfilment),
  },
  evolve: {
    PromiseFulfilmentRecorded: (row, { period }) => ({ ...row, month: period }),
    FulfilmentCorrected: (row, { targets, reason }) =>
      row.month === null
        ? row
        : { ...row, corrected: withValue(row.corrected, row.month, { targets, reason }) },
  },
  columns: {},
});

export const correctionsKey = (promise: string, fulfilment: string): string => `${promise}/${fulfilment}`;
