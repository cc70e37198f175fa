import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import type { BoroughEvent } from '@wardbook/policing';
import { failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { boroughBoard } from './borough-board.view.ts';

describe('the board of boroughs', () => {
  test('shows a borough and its sectors, each with its inspector', () => {
    expect(rowAfter(boroughBoard, CAMDEN, [established, created, appointed])).toMatchObject({
      version: 3,
      standing: 'LIVE',
      name: 'Camden',
      sectors: {
        west: {
          id: 'west',
          borough: CAMDEN,
          label: 'West',
          dissolvedAt: null,
          inspector: [{ from: '2012-09-08T12:00:00.000Z', value: 'inspector-1' }],
        },
      },
    });
  });

  test('a post from which the inspector stood down is vacant', () => {
    const { sectors } = rowAfter(boroughBoard, CAMDEN, [established, created, appointed, stoodDown]);
    expect(valueIn(sectors, 'west')?.inspector.at(-1)?.value).toBeNull();
  });

  test('putting a ward into a sector counts as an event and changes nothing else', () => {
    const told = [established, created];
    const before = rowAfter(boroughBoard, CAMDEN, told);
    expect(rowAfter(boroughBoard, CAMDEN, [...told, assigned])).toEqual({ ...before, version: 3 });
  });

  test('with a sector goes its inspector, and another of its name begins with a vacancy', () => {
    const { sectors } = rowAfter(boroughBoard, CAMDEN, [
      established,
      created,
      appointed,
      dissolved,
      of('2013-09-01', { type: 'SectorCreated', sector: 'west', label: 'New West' }),
    ]);
    expect(valueIn(sectors, 'west')).toMatchObject({ label: 'New West', dissolvedAt: null });
    expect(valueIn(sectors, 'west')?.inspector.at(-1)?.value).toBeNull();
  });

  test('a sector that was dissolved is not there again because of what is recorded late', () => {
    const { sectors } = rowAfter(boroughBoard, CAMDEN, [
      established,
      created,
      dissolved,
      of('2013-01-07', { type: 'SectorCreated', sector: 'west', label: 'West' }),
    ]);
    expect(valueIn(sectors, 'west')?.dissolvedAt).toBe('2013-08-05T12:00:00.000Z');
  });

  test('an inspector who stood down leaves whoever had followed by then, whichever was recorded first', () => {
    const followed = {
      type: 'SectorInspectorAppointed',
      sector: 'west',
      member: 'b',
      rank: 'INSPECTOR',
    } as const;
    const { sectors } = rowAfter(boroughBoard, CAMDEN, [
      established,
      created,
      appointed,
      stoodDown,
      of('2013-01-07', followed),
    ]);
    expect(valueIn(sectors, 'west')?.inspector.at(-1)?.value).toBe('b');
  });

  test('shows something whatever has happened before', () => {
    const told = [established, created, appointed, stoodDown, assigned, dissolved];
    expect(failuresOf(boroughBoard, CAMDEN, told)).toEqual([]);
  });
});

const CAMDEN = 'E09000007';

const of = (day: string, event: BoroughEvent): Happened<BoroughEvent> => [
  `borough-${CAMDEN}`,
  `${day}T12:00:00.000Z`,
  event,
];
const established = of('2012-09-01', { type: 'BoroughEstablished', name: 'Camden' });
const created = of('2012-09-01', { type: 'SectorCreated', sector: 'west', label: 'West' });
const appointed = of('2012-09-08', {
  type: 'SectorInspectorAppointed',
  sector: 'west',
  member: 'inspector-1',
  rank: 'INSPECTOR',
});
const stoodDown = of('2013-08-02', {
  type: 'SectorInspectorStoodDown',
  sector: 'west',
  member: 'inspector-1',
});
const assigned = of('2012-09-02', { type: 'WardAssignedToSector', ward: 'E05000140', sector: 'west' });
const dissolved = of('2013-08-05', { type: 'SectorDissolved', sector: 'west' });
