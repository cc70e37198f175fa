import {
  carry,
  defineDeadlines,
  defineProcess,
  idOf,
  NONE_KEYED,
  send,
  valueIn,
  withValue,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { crimeHistory } from '../crime/crime.state.ts';
import { dayStart, nextDayStart } from '../london.ts';
import { VICTIM_DUTIES, type VictimDuty } from './visit.events.ts';
import { visitHistory } from './visit.state.ts';
import { visit } from './visit.ts';

const NO_VICTIMS: { readonly visits: Keyed<string> } = { visits: NONE_KEYED };

/**
 * R-VIS-1: everybody who is registered as a victim of a crime is to be offered a visit, whatever the crime (S4:8); of
 * somebody who was none after all, nothing is owed any more.
 */
export const victimOffers = defineProcess({
  name: 'victim-offers',
  version: 1,
  initial: NO_VICTIMS,
  of: [crimeHistory],
  evolve: {
    VictimRegistered: ({ visits }, { victim, visit: id }) => ({ visits: withValue(visits, victim, id) }),
    VictimWithdrawn: (row) => row,
  },
  columns: {},
  react: {
    VictimRegistered: (_, { victim, visit: id }, { stream, occurredAt }) => [
      carry(visit, id, { type: 'OpenVisit', victim, crime: idOf(stream) }, occurredAt),
    ],
    VictimWithdrawn: ({ visits }, { victim }, { stream, occurredAt }) => {
      const id = valueIn(visits, victim);
      return id === undefined
        ? []
        : [carry(visit, id, { type: 'WithdrawVisit', victim, crime: idOf(stream) }, occurredAt)];
    },
  },
});

/** What a victim is owed, until when, and what was done of it or said to be overdue. Instants are UTC. */
interface Owed {
  readonly due: Keyed<readonly string[]>;
  readonly done: Keyed<true>;
  readonly noticed: readonly string[];
  readonly notBefore: string;
}

const NOTHING_OWED: Owed = { due: NONE_KEYED, done: NONE_KEYED, noticed: [], notBefore: '' };

/**
 * R-VIS-2: has a visit looked after on the day after something was owed to its victim (S4:3). What is overdue, the visit
 * says; whatever is done says so by itself.
 */
export const victimDutiesOverdue = defineDeadlines({
  name: 'victim-duties-overdue',
  version: 1,
  of: [visitHistory],
  initial: NOTHING_OWED,
  evolve: {
    VictimVisitOpened: (row, { offerBy, needsBy, informBy }, { recordedAt }) => ({
      ...owing(owing(owing(row, 'OFFER', offerBy), 'NEEDS', needsBy), 'INFORMING', informBy),
      // What is recorded when it was due already leaves a day to record what was done, too.
      notBefore: nextDayStart(recordedAt),
    }),
    VictimVisitWithdrawn: (row) => VICTIM_DUTIES.reduce(doing, row),
    VisitOffered: (row) => doing(row, 'OFFER'),
    VictimNeedsAssessed: (row, { informBy }) => owing(doing(row, 'NEEDS'), 'INFORMING', informBy),
    VictimInformed: (row) => doing(row, 'INFORMING'),
    VictimDutyOverdue: (row, { duty, dueOn }) => ({
      ...row,
      noticed: [...row.noticed, `${duty} ${dueOn}`],
    }),
    VictimDutyOverdueFoundWrong: (row, { duty, dueOn }) => ({
      ...row,
      noticed: row.noticed.filter((one) => one !== `${duty} ${dueOn}`),
    }),
  },
  dueAt: ({ due, done, noticed }) =>
    VICTIM_DUTIES.flatMap((duty) => {
      const day = [...(valueIn(due, duty) ?? [])].sort()[0];
      const isAwaited = valueIn(done, duty) !== true && !noticed.includes(`${duty} ${day ?? ''}`);
      return day !== undefined && isAwaited ? [nextDayStart(dayStart(day))] : [];
    }).sort()[0],
  notBefore: ({ notBefore }) => notBefore,
  poke: (id, due) => send(visit, id, { type: 'NoticeVictimDutyOverdue' }, due),
});

const owing = (row: Owed, duty: VictimDuty, day: string | undefined): Owed =>
  day === undefined
    ? row
    : { ...row, due: withValue(row.due, duty, [...(valueIn(row.due, duty) ?? []), day]) };

const doing = (row: Owed, duty: VictimDuty): Owed => ({ ...row, done: withValue(row.done, duty, true) });
