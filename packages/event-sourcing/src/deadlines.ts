import { dueAt as countedDown, NOTHING_AWAITED, type Countdown } from './countdown.ts';
import { defineProcess, type Outgoing, type Process, type ProcessDefinition } from './process.ts';
import type { Folds } from './view.ts';

/** A process that does nothing but wait: rows that say until when, and what is sent when that has come. */
export interface DeadlinesDefinition<F extends Folds, Row extends object, Answer = Row> extends Pick<
  ProcessDefinition<F, Row, 'dueAt', Answer>,
  'name' | 'version' | 'of' | 'keys' | 'initial' | 'evolve'
> {
  /** The instant (UTC) at which a row is due, by dated facts alone; undefined while nothing is awaited. */
  readonly dueAt: (row: NoInfer<Row>) => string | undefined;
  /** Before this instant (UTC) it is not asked for: what is recorded late leaves time to record its answer, too. */
  readonly notBefore?: (row: NoInfer<Row>) => string | undefined;
  /** The poke, about the instant that was due: which record looks at its facts then. It answers nothing where nothing has changed. */
  readonly poke: (key: string, dueAt: string, row: NoInfer<Row>) => Outgoing;
}

/**
 * Defines the deadlines of a kind of record. They wait over restarts; a record that is due is poked at every tick until
 * its row says otherwise.
 * @example
 * const inspections = defineDeadlines({
 *   name: 'inspections', version: 1, of: [lamp], initial: { until: '' },
 *   evolve: { LampFailed: (_, __, { occurredAt }) => ({ until: occurredAt }), LampRepaired: () => ({ until: '' }) },
 *   dueAt: ({ until }) => (until === '' ? undefined : until),
 *   poke: (id, at) => repairOf(id, at),
 * });
 */
export const defineDeadlines = <const F extends Folds, Row extends object, const Answer extends Row>({
  dueAt,
  notBefore = () => undefined,
  poke,
  ...rows
}: DeadlinesDefinition<F, Row, Answer>): Process<Row, 'dueAt'> =>
  defineProcess({
    ...rows,
    columns: {
      dueAt: (row: Row) => {
        const [due, earliest = ''] = [dueAt(row), notBefore(row)];
        return due === undefined ? null : due > earliest ? due : earliest;
      },
    },
    react: {},
    whenDue: (row: Row, key: string) => {
      const due = dueAt(row);
      return due === undefined ? [] : [poke(key, due, row)];
    },
  });

/**
 * The same for one countdown per record, which begins, pauses and ends by the events of `evolve`.
 * @example
 * const repairs = defineCountdown({
 *   name: 'repairs', version: 1, of: [lamp],
 *   evolve: {
 *     LampFailed: (row, _, { occurredAt }) => dueFrom(row, occurredAt, '2026-03-08T09:00:00.000Z'),
 *     LampRepaired: (row, _, { occurredAt }) => nothingFrom(row, occurredAt),
 *   },
 *   poke: (id, at) => repairOf(id, at),
 * });
 */
export const defineCountdown = <const F extends Folds>(
  definition: Omit<DeadlinesDefinition<F, Countdown>, 'initial' | 'dueAt' | 'notBefore'>,
): Process<Countdown, 'dueAt'> =>
  defineDeadlines<F, Countdown, Countdown>({
    ...definition,
    initial: NOTHING_AWAITED,
    dueAt: (row) => {
      const due = countedDown(row);
      return due === row.noticed ? undefined : due;
    },
    notBefore: ({ notBefore }) => notBefore,
  });
