import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import {
  asbCaseClosed,
  asbCaseDisclosed,
  asbCaseDisclosureEnded,
  asbCaseLinked,
  asbCaseOpened,
  asbCaseReopened,
  asbCaseUnlinked,
  asbIncidentFoundWrong,
  asbResponseRecorded,
  asbWordsApproved,
  asbWordsWithdrawn,
  caseReviewAcknowledged,
  caseReviewRequested,
  caseReviewShared,
  reviewMeetingHeld,
  thresholdMet,
  thresholdNotMet,
  type AsbCaseEvent,
} from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { asbCaseBoard, asbCasesTold, caseReviewsAsked } from './asb-case-board.view.ts';

const CASE = 'asb-1';
const on = (day: string, event: AsbCaseEvent): Happened<AsbCaseEvent> => [
  `asbCase-${CASE}`,
  `2026-03-${day}T12:00:00.000Z`,
  event,
];

const opened = on(
  '01',
  asbCaseOpened({
    ...{ agency: 'police', complainant: 'juniper', complainantIs: 'GROUP', category: 'GRAFFITI' },
    ...{ ward: 'E05013665', criteria: [] },
  }),
);
const requested = on(
  '03',
  caseReviewRequested({
    ...{ review: 'first', agency: 'police', requestedFor: 'COMPLAINANT', reports: 3, withinMonths: 6 },
    ...{ reportedWithinDays: 31, acknowledgeBy: '2026-03-17' },
  }),
);
const shared = on('07', caseReviewShared({ review: 'first', agency: 'council' }));
const disclosed = on(
  '11',
  asbCaseDisclosed({
    ...{ agency: 'council', fields: ['WARD'], agreement: 'sharing-1' },
    ...{ legalBasis: 'CDA1998_S115', purpose: 'PROBLEM_SOLVING' },
  }),
);
const closed = on('13', asbCaseClosed({ outcome: 'BEHAVIOUR_ENDED' }));
const reopened = on('14', asbCaseReopened({}));

const all: readonly Happened<AsbCaseEvent>[] = [
  opened,
  on('02', {
    ...{ type: 'AsbIncidentRecorded', incident: 'wall', category: 'GRAFFITI', harm: 'SOME' },
    ...{ happenedFrom: '2026-03-01T20:00:00.000Z', reportedOn: '2026-03-02' },
    description: personalReference('asbCase-asb-1/1/0'),
  }),
  on('02', asbIncidentFoundWrong({ incident: 'wall', reason: 'OTHER' })),
  on('02', asbResponseRecorded({ response: 'walks', what: 'PATROL' })),
  on('02', asbCaseLinked({ contract: 'pledge-1' })),
  on('02', asbCaseUnlinked({ contract: 'pledge-1' })),
  requested,
  on('04', caseReviewAcknowledged({ review: 'first', decideBy: '2026-03-25' })),
  on('05', thresholdNotMet({ review: 'first', counted: 1 })),
  on('06', thresholdMet({ review: 'first', counted: 3, meetBy: '2026-04-03' })),
  on(
    '07',
    reviewMeetingHeld({
      ...{ review: 'first', agencies: ['council'], outcome: 'MORE_TO_BE_DONE', recommendations: [] },
    }),
  ),
  shared,
  on('08', {
    ...{ type: 'AsbWordsProposed', words: 'paint', incident: 'wall', proposedBy: 'officer-1' },
    text: personalReference('asbCase-asb-1/11/0'),
  }),
  on('09', asbWordsApproved({ words: 'paint' })),
  on('10', asbWordsWithdrawn({ words: 'paint' })),
  ...[disclosed, on('12', asbCaseDisclosureEnded({ agency: 'council' })), closed, reopened],
];

describe('the board of cases of antisocial behaviour', () => {
  const columns = (...told: readonly Happened<AsbCaseEvent>[]) => columnsAfter(asbCaseBoard, CASE, told);

  test('T1-06: is filtered by agency, ward, category and standing', () => {
    expect(columns(opened)).toEqual({
      ...{ agency: 'police', ward: 'E05013665', category: 'GRAFFITI', standing: 'OPEN' },
      openedAt: '2026-03-01T12:00:00.000Z',
    });
    expect(columns(opened, closed)).toMatchObject({ standing: 'CLOSED' });
    expect(columns(opened, reopened, closed)).toMatchObject({ standing: 'OPEN' });
    expect(columns(closed)).toMatchObject({ standing: 'EXPECTED' });
    expect(rowAfter(asbCaseBoard, CASE, [opened, requested]).version).toBe(2);
  });
  test('makes something of whatever it is told', () =>
    expect(failuresOf(asbCaseBoard, CASE, all)).toEqual([]));
});

describe('what agencies were told of cases', () => {
  const key = `council ${CASE}`;

  test('R-REF-2: one row for each agency and case, since it was first told, or took part in a review', () => {
    for (const told of [
      [disclosed, shared],
      [shared, disclosed],
    ])
      expect(rowAfter(asbCasesTold, key, told)).toEqual({
        ...{ agency: 'council', asbCase: CASE, toldAt: '2026-03-07T12:00:00.000Z' },
      });
    expect(failuresOf(asbCasesTold, key, [shared, disclosed])).toEqual([]);
  });
});

describe('the case reviews that were asked for', () => {
  test('R-ASB-6: one row for each, in the month in London', () => {
    expect(columnsAfter(caseReviewsAsked, `${CASE} first`, [requested])).toEqual({
      ...{ agency: 'police', requestedAt: '2026-03-03T12:00:00.000Z', requestedIn: '2026-03' },
    });
    expect(failuresOf(caseReviewsAsked, `${CASE} first`, [requested])).toEqual([]);
  });
});
