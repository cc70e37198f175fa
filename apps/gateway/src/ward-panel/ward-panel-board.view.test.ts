import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import { words } from '@wardbook/event-sourcing/testing';
import type { WardPanelEvent } from '@wardbook/policing';
import { failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { wardPanelBoard } from './ward-panel-board.view.ts';

describe('the board of ward panels', () => {
  test('shows how a panel met and what it agreed to', () => {
    expect(rowAfter(wardPanelBoard, KILBURN, [established, held, agreed])).toEqual({
      version: 3,
      standing: 'LIVE',
      standings: [{ from: '2013-01-08T12:00:00.000Z', value: 'LIVE' }],
      quorum: [{ from: '2013-01-08T12:00:00.000Z', value: 4 }],
      meetings: {
        february: {
          heldAt: '2013-02-20T12:00:00.000Z',
          votersPresent: 7,
          quorate: true,
          minutes: 'minutes/2013-02',
        },
      },
      agreements: { visits: 'february' },
    });
  });

  test('a new quorum leaves the meetings before it as they were', () => {
    const row = rowAfter(wardPanelBoard, KILBURN, [established, held, raised]);
    expect(row.quorum.at(-1)?.value).toBe(9);
    expect(valueIn(row.meetings, 'february')?.quorate).toBe(true);
  });

  test('says whether the ward has a panel, whichever was recorded first', () => {
    const standings = [[established], [established, dissolved], [established, again, dissolved]].map(
      (history) => rowAfter(wardPanelBoard, KILBURN, history).standing,
    );
    expect(standings).toEqual(['LIVE', 'DISSOLVED', 'LIVE']);
  });
  test('shows something whatever has happened before', () => {
    expect(
      failuresOf(wardPanelBoard, KILBURN, [established, held, agreed, raised, elected, dissolved]),
    ).toEqual([]);
  });
});

const KILBURN = 'E05000140';

// Streams of panels are named `panel-…`, as their decider is.
const of = (day: string, event: WardPanelEvent): Happened<WardPanelEvent> => [
  `panel-${KILBURN}`,
  `${day}T12:00:00.000Z`,
  event,
];
const established = of('2013-01-08', { type: 'WardPanelEstablished', quorum: 4, chair: 'chair-1' });
const held = of('2013-02-20', {
  type: 'PanelMeetingHeld',
  meeting: 'february',
  votersPresent: 7,
  quorate: true,
  minutes: 'minutes/2013-02',
});
const agreed = of('2013-02-20', { type: 'PanelAgreedPromise', meeting: 'february', promise: 'visits' });
const raised = of('2013-03-01', { type: 'PanelQuorumSet', quorum: 9 });
const elected = of('2013-05-01', { type: 'PanelChairElected', chair: 'chair-2', meeting: 'february' });
const dissolved = of('2013-05-02', { type: 'WardPanelDissolved', reason: words('Nobody came any more.') });
const again = of('2013-05-03', { type: 'WardPanelEstablished', quorum: 4, chair: 'chair-3' });
