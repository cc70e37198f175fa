import { sortedName } from '@wardbook/event-sourcing';
import { describe, expect, test } from '@jest/globals';
import { words } from '@wardbook/event-sourcing/testing';
import type { TeamEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { ENGAGEMENTS_KEPT, teamBoard } from './team-board.view.ts';

describe('the board of teams', () => {
  test('is sorted and filtered by kind, standing and name', () => {
    expect(columnsAfter(teamBoard, 'west', [formed])).toEqual({
      kind: 'INPT',
      standing: 'LIVE',
      name: sortedName('West Camden INPT'),
      lead: null,
    });
    expect(columnsAfter(teamBoard, 'west', [formed, stoodDown])).toMatchObject({ standing: 'STOOD_DOWN' });
  });

  test('whoever led before is not the lead because it was recorded late', () => {
    const { lead } = rowAfter(teamBoard, 'west', [formed, led('b', '2013-01-07'), led('a', '2012-09-08')]);
    expect(lead.at(-1)?.value).toBe('b');
  });

  test('a lead who stood down leaves whoever had followed by then, whichever was recorded first', () => {
    const told = [formed, led('a', '2012-09-08'), vacant];
    expect(rowAfter(teamBoard, 'west', told).lead.at(-1)?.value).toBeNull();
    const { lead } = rowAfter(teamBoard, 'west', [...told, led('b', '2013-01-07')]);
    expect(lead.at(-1)?.value).toBe('b');
  });

  test('a team is found by its lead, and by none once it has stood down', () => {
    const last = led('b', '2013-01-07');
    expect(columnsAfter(teamBoard, 'west', [formed, last, led('a', '2012-09-08')])).toMatchObject({
      lead: 'b',
    });
    expect(columnsAfter(teamBoard, 'west', [formed, last, stoodDown])).toMatchObject({ lead: null });
  });

  test('hours that were set before are not the hours because they were recorded late', () => {
    const { dutyPattern } = rowAfter(teamBoard, 'west', [formed, noHours, onFridays]);
    expect(dutyPattern.at(-1)?.value).toEqual([]);
    expect(dutyPattern.at(-2)?.value).toHaveLength(1);
  });

  test('engagements come newest first, however they were recorded', () => {
    const told = [
      formed,
      met('second', '2012-10-15'),
      met('third', '2012-11-15'),
      met('first', '2012-09-15'),
    ];
    const { engagements } = rowAfter(teamBoard, 'west', told);
    expect(engagements.map(({ id }) => id)).toEqual(['third', 'second', 'first']);
  });

  test('a row keeps no more engagements than are shown, and drops the oldest', () => {
    const days = Array.from({ length: ENGAGEMENTS_KEPT + 2 }, (_, index) =>
      new Date(Date.UTC(2013, 0, 1 + index)).toISOString().slice(0, 10),
    );
    const { engagements } = rowAfter(teamBoard, 'west', [formed, ...days.map((day) => met(day, day))]);
    expect(engagements).toHaveLength(ENGAGEMENTS_KEPT);
    expect(engagements.at(-1)?.id).toBe('2013-01-03');
  });

  test('shows something whatever has happened before', () => {
    const told = [formed, led('a', '2012-09-08'), vacant, onFridays, met('first', '2012-10-15'), stoodDown];
    expect(failuresOf(teamBoard, 'west', told)).toEqual([]);
  });
});

const of = (day: string, event: TeamEvent): Happened<TeamEvent> => [
  'team-west',
  `${day}T12:00:00.000Z`,
  event,
];
const formed = of('2012-09-03', { type: 'TeamFormed', kind: 'INPT', name: 'West Camden INPT' });
const led = (member: string, day: string) =>
  of(day, { type: 'TeamLeadAppointed', member, rank: 'INSPECTOR' });
const vacant = of('2013-08-02', { type: 'TeamLeadStoodDown', member: 'a' });
const onFridays = of('2012-09-09', {
  type: 'DutyPatternSet',
  windows: [{ weekday: 'FRIDAY', from: '20:00', to: '04:00' }],
});
const noHours = of('2013-09-09', { type: 'DutyPatternSet', windows: [] });
const met = (engagement: string, day: string) =>
  of(day, {
    type: 'EngagementRecorded',
    engagement,
    kind: 'STREET_BRIEFING',
    ward: 'E05000140',
    heldAt: `${day}T12:00:00.000Z`,
    summary: words('Twenty people asked about the paths.'),
  });
const stoodDown = of('2013-08-04', { type: 'TeamStoodDown', reason: words('Merged with the north.') });
