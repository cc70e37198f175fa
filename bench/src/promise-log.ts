import type { EventStore } from '@wardbook/event-sourcing';
import { keyEncryptionInMemory, keyring, memoryKeyStore, sealerWith } from '@wardbook/personal-data';
import { promise, promiseProposed, type PromiseEvent } from '@wardbook/policing';
import { scribe, type Told } from './scribe.ts';

/** The log in a folder of SQLite. */
export const LOG = 'log.db';

/** How long a log is: so many promises, each for so many months. */
export interface Length {
  readonly promises: number;
  readonly months: number;
}

/** About 200,000 events each: 200 fulfilments a promise, and 4,000. */
export const SHORT: Length = { promises: 901, months: 10 };
export const LONG: Length = { promises: 45, months: 200 };

const FULFILMENTS_A_MONTH = 20;
const AT_ONCE = 50;

export const eventsOf = ({ promises, months }: Length): number =>
  promises * (2 + months * (FULFILMENTS_A_MONTH + 2));

/** Fifty promises at a time, month by month, as a borough would write them down. */
export const fillWithPromises = async (store: EventStore, { promises, months }: Length): Promise<void> => {
  const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const append = scribe(store, sealerWith(keys, store));
  for (let from = 0; from < promises; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, promises - from) }, (_, index) => from + index);
    const all = (told: readonly Told<PromiseEvent>[]) =>
      Promise.all(ids.map((id) => append(promise, String(id), told)));
    await all(made);
    for (let month = 0; month < months; month += 1) await all(monthOf(month));
  }
};

const FIRST_YEAR = 2009;
const monthNamed = (index: number): string =>
  new Date(Date.UTC(FIRST_YEAR, index, 1)).toISOString().slice(0, 7);

const before = `${FIRST_YEAR - 1}-12-10T12:00:00.000Z`;
const made: readonly Told<PromiseEvent>[] = [
  {
    at: before,
    event: promiseProposed({
      ward: 'E05000140',
      team: 'inpt-1',
      kind: 'PERIODIC_VISIT',
      statement: 'We will visit every secondary school in the ward at least once a month.',
      targetKind: 'SECONDARY_SCHOOL',
      minimumPerPeriod: 1,
    }),
  },
  { at: before, event: { type: 'PromiseInForce', from: before, firstPeriod: monthNamed(0) } },
];

const monthOf = (index: number): readonly Told<PromiseEvent>[] => {
  const period = monthNamed(index);
  const on = (day: number): string => `${period}-${String(day).padStart(2, '0')}T12:00:00.000Z`;
  const visit = (day: number): Told<PromiseEvent> => ({
    at: on(day),
    event: {
      type: 'PromiseFulfilmentRecorded',
      fulfilment: `visit-${period}-${day}-5d0a4f0e9f0c`,
      period,
      targets: [`school-${1 + (day % 2)}`],
      member: 'officer-1',
      evidence: `pocket-book/118-${day}`,
      from: on(day),
      to: on(day),
    },
  });
  return [
    {
      at: on(1),
      event: {
        type: 'PromisePeriodOpened',
        period,
        targets: ['school-1', 'school-2', 'school-3'],
        minimumPerTarget: 1,
      },
    },
    ...Array.from({ length: FULFILMENTS_A_MONTH }, (_, day) => visit(day + 1)),
    { at: on(28), event: { type: 'PromisePeriodBroken', period, missedTargets: ['school-3'] } },
  ];
};
