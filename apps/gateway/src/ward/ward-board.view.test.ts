import { describe, expect, test } from '@jest/globals';
import { valueIn, type AnyView } from '@wardbook/event-sourcing';
import { words } from '@wardbook/event-sourcing/testing';
import type { BoroughEvent, WardEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { aliasesAt, wardBoard } from './ward-board.view.ts';

describe('the board of wards', () => {
  test('a ward of which only its borough has spoken is expected, and has no version', () => {
    const row = rowAfter(wardBoard, KILBURN, [inSector('west', '2012-09-03')]);
    expect(row).toMatchObject({ standing: 'EXPECTED', version: 0, name: null });
  });

  test('its version counts its own events, not those of its borough', () => {
    const row = rowAfter(wardBoard, KILBURN, [
      established,
      inSector('west', '2012-09-03'),
      toInpt('a', '2012-09-04'),
    ]);
    expect(row).toMatchObject({ standing: 'LIVE', name: 'Kilburn', borough: CAMDEN, version: 2 });
  });

  test('it lies where its own borough put it last, whatever another borough says', () => {
    const told = [
      established,
      inSector('west', '2012-09-03'),
      inSector('east', '2012-10-01'),
      inSector('north', '2012-11-01', 'E09000005'),
    ];
    expect(columnsAfter(wardBoard, KILBURN, told)).toMatchObject({ borough: CAMDEN, sector: 'east' });
  });

  test('what is recorded late hides nothing that happened later', () => {
    const told = [
      established,
      toInpt('a', '2012-09-04'),
      toInpt('b', '2013-01-07'),
      of('2012-12-01', { type: 'WardReleasedFromInpt', team: 'a' }),
      of('2012-12-31', { type: 'WardCoverRestored' } as WardEvent),
      of('2012-12-30', { type: 'WardCoverBreached', missing: ['PCSO'] }),
    ];
    expect(columnsAfter(wardBoard, KILBURN, told)).toMatchObject({ inpt: 'b' });
    expect(rowAfter(wardBoard, KILBURN, told).missingCover.at(-1)?.value).toEqual({ missing: [] });
  });

  test('a priority keeps its newest refreshing', () => {
    const told = [established, recorded, refreshed('2013-01-07'), refreshed('2012-12-01')];
    expect(valueIn(rowAfter(wardBoard, KILBURN, told).priorities, 'dark-paths')).toMatchObject({
      recordedAt: '2012-09-06T12:00:00.000Z',
      refreshedAt: '2013-01-07T12:00:00.000Z',
      withdrawnAt: null,
    });
  });

  test('a retired target stays on the board', () => {
    const [registered, retired] = [
      of('2012-09-05', {
        type: 'PromiseTargetRegistered',
        target: 'school-ash',
        kind: 'SECONDARY_SCHOOL',
        label: words('Ash School'),
        externalRef: 'URN:1',
      }),
      of('2013-08-01', {
        type: 'PromiseTargetRetired',
        target: 'school-ash',
        reason: words('The school closed.'),
      }),
    ];
    expect(rowAfter(wardBoard, KILBURN, [established, registered, retired]).targets).toEqual({
      'school-ash': {
        kind: 'SECONDARY_SCHOOL',
        label: 'Ash School',
        externalRef: 'URN:1',
        registeredAt: '2012-09-05T12:00:00.000Z',
        retiredAt: '2013-08-01T12:00:00.000Z',
      },
    });
    expect(rowAfter(wardBoard, KILBURN, [established, retired]).targets).toEqual({});
  });

  test('D-10: a breach that turned out to be none is none', () => {
    const told = [
      established,
      of('2012-12-30', { type: 'WardCoverBreached', missing: ['PCSO'] }),
      of('2012-12-30', { type: 'WardCoverRestated', missing: [] }),
    ];
    expect(rowAfter(wardBoard, KILBURN, told).missingCover).toEqual([
      { from: '2012-12-30T12:00:00.000Z', value: { missing: [] } },
    ]);
  });

  test('an alias that ended may be used again, and counts at its time', () => {
    const alias = { scheme: 'police-uk', alias: 'kilburn-1' };
    const card = rowAfter(wardBoard, KILBURN, [
      established,
      of('2012-10-01', { type: 'WardAliasAdded', ...alias }),
      of('2012-12-01', { type: 'WardAliasEnded', ...alias }),
    ]);
    const at = (day: string) => aliasesAt(card, `${day}T12:00:00.000Z`).map((one) => one.alias);
    expect([at('2012-09-30'), at('2012-10-01'), at('2012-12-01')]).toEqual([[], ['kilburn-1'], []]);
  });

  test('D-26: what retired, or was withdrawn, earlier than was known did so then', () => {
    const retired = (day: string) =>
      of(day, { type: 'PromiseTargetRetired', target: 'cedar', reason: words('Built over.') });
    const withdrawn = (day: string) =>
      of(day, { type: 'CommunityPriorityWithdrawn', priority: 'dark-paths', reason: words('Lit.') });
    const told = [established, cedar('2012-09-05'), retired('2013-03-10'), retired('2013-03-01')];
    const asked = [recorded, withdrawn('2013-03-10'), withdrawn('2013-03-01')];
    const { targets, priorities } = rowAfter(wardBoard, KILBURN, [...told, ...asked]);
    expect(valueIn(targets, 'cedar')?.retiredAt).toBe('2013-03-01T12:00:00.000Z');
    expect(valueIn(priorities, 'dark-paths')?.withdrawnAt).toBe('2013-03-01T12:00:00.000Z');
  });

  test('shows something whatever has happened before', () => {
    const names = [
      of('2012-09-03', { type: 'WardAliasAdded', scheme: 'police-uk', alias: 'kilburn-1' }),
      of('2012-09-04', { type: 'WardAliasEnded', scheme: 'police-uk', alias: 'kilburn-1' }),
      of('2012-09-03', { type: 'SaferNeighbourhoodNamed', name: 'Kilburn' }),
      of('2012-09-04', { type: 'SaferNeighbourhoodRenamed', name: 'Kilburn and Priory' }),
      inSector('west', '2012-09-03'),
      toInpt('a', '2012-09-04'),
      of('2012-09-05', { type: 'WardReleasedFromInpt', team: 'a' }),
      of('2012-09-05', { type: 'WardAssignedToSnt', team: 'snt' }),
      of('2012-09-06', { type: 'WardReleasedFromSnt', team: 'snt' }),
    ];
    const asked = [
      cedar('2012-09-05'),
      of('2012-09-06', { type: 'PromiseTargetRetired', target: 'cedar', reason: words('Built over.') }),
      recorded,
      refreshed('2012-09-07'),
      of('2012-09-08', {
        type: 'CommunityPriorityWithdrawn',
        priority: 'dark-paths',
        reason: words('They are lit.'),
      }),
      of('2012-09-09', { type: 'WardCoverBreached', missing: ['OFFICER'] }),
      of('2012-09-10', { type: 'WardCoverRestored' } as WardEvent),
      of('2012-09-09', { type: 'WardCoverRestated', missing: ['PCSO'] }),
    ];
    // What a ward is called moves nothing of what it asks for, nor the other way round.
    for (const some of [names, asked])
      expect(failuresOf(only(some), KILBURN, [established, ...some, abolished])).toEqual([]);
  });
});

/** The board with the steps for these events alone, and for those that begin and end a ward. */
const only = (told: readonly Happened<Seen>[]): AnyView => {
  const types = [...told.map(([, , { type }]) => type), 'WardEstablished', 'WardAbolished'];
  const steps = Object.entries(wardBoard.evolve).filter(([type]) => types.includes(type as Seen['type']));
  return { ...wardBoard, evolve: Object.fromEntries(steps) };
};

type Seen = WardEvent | Extract<BoroughEvent, { type: 'WardAssignedToSector' }>;

const CAMDEN = 'E09000007';
const KILBURN = 'E05000140';

const of = (day: string, event: WardEvent): Happened<Seen> => [
  `ward-${KILBURN}`,
  `${day}T12:00:00.000Z`,
  event,
];
const inSector = (sector: string, day: string, borough = CAMDEN): Happened<Seen> => [
  `borough-${borough}`,
  `${day}T12:00:00.000Z`,
  { type: 'WardAssignedToSector', ward: KILBURN, sector },
];
const toInpt = (team: string, day: string) => of(day, { type: 'WardAssignedToInpt', team });
const established = of('2012-09-03', {
  type: 'WardEstablished',
  name: 'Kilburn',
  borough: CAMDEN,
  validFrom: '2002-05-02',
});
const abolished = of('2012-09-11', { type: 'WardAbolished', successors: ['E05013661'] });
const cedar = (day: string) =>
  of(day, {
    type: 'PromiseTargetRegistered',
    target: 'cedar',
    kind: 'PATROL_AREA',
    label: words('Cedar Row'),
  });
const recorded = of('2012-09-06', {
  type: 'CommunityPriorityRecorded',
  priority: 'dark-paths',
  source: 'PUBLIC',
  issue: words('Unlit paths at night'),
});
const refreshed = (day: string) => of(day, { type: 'CommunityPriorityRefreshed', priority: 'dark-paths' });
