import { defineView, type SealedText } from '@wardbook/event-sourcing';
import { promise } from '@wardbook/policing';

interface PromiseRecord {
  readonly ward: string;
  /** What was promised is sealed, so that a name in it can be taken out: rows hold a reference to it. */
  readonly statement: SealedText | null;
  readonly kept: readonly string[];
  readonly broken: readonly string[];
}

const NOTHING_PROMISED: PromiseRecord = { ward: '', statement: null, kept: [], broken: [] };

/** A view of ours over events of policing: in which months each promise was kept, and in which it was not. */
export const promiseRecord = defineView({
  name: 'promise-record',
  version: 2,
  of: [promise],
  initial: NOTHING_PROMISED,
  evolve: {
    PromiseProposed: (record, { ward, statement }) => ({ ...record, ward, statement }),
    PromisePeriodKept: (record, { period }) => ({ ...record, kept: [...record.kept, period] }),
    PromisePeriodBroken: (record, { period }) => ({ ...record, broken: [...record.broken, period] }),
  },
  columns: { ward: ({ ward }) => ward, broken: ({ broken }) => broken.length },
});
