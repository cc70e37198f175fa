import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import type { BoroughEvent, WardEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { wardBoard } from './ward-board.view.ts';

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
    expect(rowAfter(wardBoard, KILBURN, told).missingCover.at(-1)?.value).toEqual([]);
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
        label: 'Ash School',
        externalRef: 'URN:1',
      }),
      of('2013-08-01', { type: 'PromiseTargetRetired', target: 'school-ash', reason: 'The school closed.' }),
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

  test('shows something whatever has happened before', () => {
    expect(
      failuresOf(wardBoard, KILBURN, [
        established,
        of('2012-09-03', { type: 'WardAliasAdded', scheme: 'police-uk', alias: 'kilburn-1' }),
        of('2012-09-03', { type: 'SaferNeighbourhoodNamed', name: 'Kilburn' }),
        inSector('west', '2012-09-03'),
        toInpt('a', '2012-09-04'),
        of('2012-09-05', { type: 'WardReleasedFromInpt', team: 'a' }),
        of('2012-09-05', { type: 'WardAssignedToSnt', team: 'snt' }),
        of('2012-09-05', {
          type: 'PromiseTargetRegistered',
          target: 'cedar',
          kind: 'PATROL_AREA',
          label: 'Cedar Row',
        }),
        of('2012-09-06', { type: 'PromiseTargetRetired', target: 'cedar', reason: 'Built over.' }),
        recorded,
        refreshed('2012-09-07'),
        of('2012-09-08', {
          type: 'CommunityPriorityWithdrawn',
          priority: 'dark-paths',
          reason: 'They are lit.',
        }),
        of('2012-09-09', { type: 'WardCoverBreached', missing: ['OFFICER'] }),
        of('2012-09-10', { type: 'WardCoverRestored' } as WardEvent),
        of('2012-09-11', { type: 'WardAbolished', successors: ['E05013661'] }),
      ]),
    ).toEqual([]);
  });
});

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
const recorded = of('2012-09-06', {
  type: 'CommunityPriorityRecorded',
  priority: 'dark-paths',
  source: 'PUBLIC',
  issue: 'Unlit paths at night',
});
const refreshed = (day: string) => of(day, { type: 'CommunityPriorityRefreshed', priority: 'dark-paths' });
