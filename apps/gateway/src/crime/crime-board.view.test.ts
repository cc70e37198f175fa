import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import {
  allocationDeclined,
  allocationGranted,
  allocationRequested,
  crimeClosed,
  crimeDisclosed,
  crimeDisclosureEnded,
  crimeLinked,
  crimeMarkersChanged,
  crimeRecategorised,
  crimeReopened,
  crimeUnlinked,
  investigationAllocated,
  victimRegistered,
  victimWithdrawn,
  type CrimeEvent,
} from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { crimeBoard, crimesTold } from './crime-board.view.ts';

const CRIME = 'police.2026-114';
const on = (day: string, event: CrimeEvent): Happened<CrimeEvent> => [
  `crime-${CRIME}`,
  `2026-03-${day}T12:00:00.000Z`,
  event,
];

const recorded = on('01', {
  type: 'CrimeRecorded',
  category: 'OTHER_THEFT',
  markers: [],
  ward: 'E05013665',
  committedFrom: '2026-02-28T20:00:00.000Z',
  committedUntil: '2026-03-01T06:00:00.000Z',
  circumstances: personalReference('crime-police.2026-114/0/0'),
});
const recategorised = on('02', crimeRecategorised({ category: 'BURGLARY' }));
const gang = on('03', crimeMarkersChanged({ markers: ['GANG'] }));
const victim = on('03', victimRegistered({ victim: 'juniper', visit: 'visit-9', criteria: [] }));
const noVictim = on('04', victimWithdrawn({ victim: 'juniper', reason: 'NOT_A_VICTIM' }));
const toInpt = on('05', investigationAllocated({ to: 'INPT', team: 'inpt-1', toCid: ['ROBBERY'] }));
const toCid = on('06', investigationAllocated({ to: 'CID', team: 'cid-1', toCid: ['ROBBERY'] }));
const disclosed = on(
  '11',
  crimeDisclosed({
    ...{ agency: 'council', fields: ['WARD'], agreement: 'sharing-1' },
    ...{ legalBasis: 'CDA1998_S115', purpose: 'PROBLEM_SOLVING' },
  }),
);
const closed = on('13', crimeClosed({ outcome: 'CHARGED' }));
const reopened = on('14', crimeReopened({}));

const all: readonly Happened<CrimeEvent>[] = [
  ...[recorded, recategorised, gang, victim, noVictim, toInpt],
  on(
    '07',
    allocationRequested({
      ...{ request: 'stay', team: 'inpt-1', reason: 'LOCAL_KNOWLEDGE', despite: ['GANG'] },
      ...{ requestedBy: 'officer-1', answerBy: '2026-03-10T12:00:00.000Z' },
    }),
  ),
  on('08', allocationDeclined({ request: 'stay', reason: 'OTHER' })),
  on('08', allocationGranted({ request: 'stay' })),
  on('09', crimeLinked({ case: 'case-1' })),
  on('10', crimeUnlinked({ case: 'case-1' })),
  ...[disclosed, on('12', crimeDisclosureEnded({ agency: 'council' })), closed, reopened],
];

describe('the board of crimes', () => {
  const columns = (...told: readonly Happened<CrimeEvent>[]) => columnsAfter(crimeBoard, CRIME, told);

  test('T4-10: is filtered by force, ward, category, month, and who investigates', () =>
    expect(columns(recorded, recategorised, toInpt)).toEqual({
      force: 'police',
      ward: 'E05013665',
      category: 'BURGLARY',
      standing: 'OPEN',
      recordedAt: '2026-03-01T12:00:00.000Z',
      recordedIn: '2026-03',
      allocatedTo: 'INPT',
      departure: null,
    }));
  test('R-INPT-6: shows a departure as long as it lasts, and whether anybody explained it, in whatever order it is told', () => {
    for (const told of [
      [recorded, gang, toInpt],
      [recorded, toInpt, gang],
    ])
      expect(columns(...told)).toMatchObject({ departure: 'OPEN' });
    expect(columns(recorded, gang, toInpt, toCid)).toMatchObject({ allocatedTo: 'CID', departure: 'OVER' });
    const explained = on(
      '06',
      investigationAllocated({ to: 'CID', team: 'cid-1', toCid: [], reason: 'KNOWN_OFFENDER' }),
    );
    expect(columns(recorded, explained)).toMatchObject({ departure: 'EXPLAINED' });
    expect(columns(recorded)).toMatchObject({ allocatedTo: 'NOBODY' });
  });
  test('stands where it was put last, and nowhere before it was recorded', () => {
    expect(columns(recorded, closed)).toMatchObject({ standing: 'CLOSED' });
    expect(columns(recorded, reopened, closed)).toMatchObject({ standing: 'OPEN' });
    expect(columns(closed)).toMatchObject({ standing: 'EXPECTED' });
    expect(rowAfter(crimeBoard, CRIME, [recorded, victim, noVictim]).version).toBe(3);
  });
  test('makes something of whatever it is told', () =>
    expect(failuresOf(crimeBoard, CRIME, all)).toEqual([]));
});

describe('what agencies were told of crimes', () => {
  const key = `council ${CRIME}`;

  test('T4-20: one row for each agency and crime, since it was first told', () => {
    const again: Happened<CrimeEvent> = [disclosed[0], '2026-03-20T12:00:00.000Z', disclosed[2]];
    const row = { agency: 'council', crime: CRIME, toldAt: '2026-03-11T12:00:00.000Z' };
    for (const told of [
      [disclosed, again],
      [again, disclosed],
    ])
      expect(rowAfter(crimesTold, key, told)).toEqual(row);
    expect(failuresOf(crimesTold, key, [disclosed])).toEqual([]);
  });
});
