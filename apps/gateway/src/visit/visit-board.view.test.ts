import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import type { VisitEvent } from '@wardbook/policing';
import { ANYWHERE, columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { visitBoard } from './visit-board.view.ts';

const at = (day: number, event: object): Happened<VisitEvent> => [
  'visit-one',
  `2013-03-${String(day).padStart(2, '0')}T12:00:00.000Z`,
  event as VisitEvent,
];
const opened = at(4, {
  ...{ type: 'VictimVisitOpened', victim: 'juniper', force: 'police', crime: 'police.1' },
  ...{ category: 'BURGLARY', offerBy: '2013-03-06', needsBy: '2013-03-06', informBy: '2013-03-11' },
});
const offered = at(5, { type: 'VisitOffered', channel: 'PHONE' });
const accepted = at(5, { type: 'VisitAccepted' });
const assessed = at(5, { type: 'VictimNeedsAssessed', criteria: [], enhanced: false });
const informed = at(5, { type: 'VictimInformed', what: 'RIGHTS' });
const slot = {
  ...{ appointments: 'police-west.2013-03-07', car: 'car-1' },
  ...{ from: '2013-03-07T10:00:00.000Z', to: '2013-03-07T11:00:00.000Z' },
};
const booked = at(6, { type: 'VisitBooked', ...slot, purpose: 'VICTIM_CARE' });
const unbooked = at(6, { type: 'VisitBookingEnded', ...slot });
const missed = at(7, { type: 'OfficerDidNotAttend', reason: 'ILL' });
const note = personalReference('visit-one/0/0');
const absent = at(7, { type: 'RecipientUnavailable', tried: ['BY_PHONE'], note });
const moved = at(7, { type: 'VisitRescheduled', askedBy: 'VICTIM', reason: 'OTHER' });
const visited = at(7, {
  ...{ type: 'VisitAttended', where: 'ELSEWHERE', purpose: 'VICTIM_CARE', help: ['OTHER'], note },
});
const cancelled = at(7, { type: 'VictimVisitCancelled', askedBy: 'POLICE', reason: 'OTHER' });
const declined = at(6, { type: 'VisitDeclined' });
const again = at(8, { type: 'VisitAskedForAgain' });
const closed = at(8, { type: 'VictimVisitClosed', outcome: 'VISITED' });
const withdrawn = at(8, { type: 'VictimVisitWithdrawn' });
const overdue = at(7, { type: 'VictimDutyOverdue', duty: 'OFFER', dueOn: '2013-03-06' });
const wrong = at(7, { type: 'VictimDutyOverdueFoundWrong', duty: 'OFFER', dueOn: '2013-03-06' });

describe('the board of visits to victims', () => {
  const row = (...told: readonly Happened<VisitEvent>[]) => rowAfter(visitBoard, 'one', told);
  const columns = (...told: readonly Happened<VisitEvent>[]) => columnsAfter(visitBoard, 'one', told);

  test('R-VIS-2: is filtered by whose it is, of which crime, by when it is offered, and what is overdue', () => {
    expect(columns(opened)).toEqual({
      ...{ force: 'police', standing: 'DUE', crime: 'police.1', category: 'BURGLARY' },
      ...{ offerBy: '2013-03-06', dueMonth: '2013-03', overdueFrom: '2013-03-07T00:00:00.000Z' },
    });
    expect(columns(opened, offered, assessed)).toMatchObject({ overdueFrom: '2013-03-12T00:00:00.000Z' });
    expect(columns(opened, offered, assessed, informed)).toMatchObject({ overdueFrom: null });
    expect(columns(opened, withdrawn)).toMatchObject({ standing: 'WITHDRAWN' });
  });

  test('R-VIS-3: stands where what became of it put it, in whatever order that is told', () => {
    for (const told of [
      [opened, offered, accepted, booked, missed],
      [opened, missed, booked, accepted, offered],
    ])
      expect(row(...told).standing).toBe('OFFICER_DID_NOT_ATTEND');
    expect(row(opened, offered, accepted, booked).standing).toBe('BOOKED');
    expect(row(opened, offered, accepted, booked, unbooked).standing).toBe('ACCEPTED');
  });

  test('R-VIS-7: keeps how it was offered, and what was said of its outcomes as references', () => {
    expect(row(opened, offered, accepted, absent)).toMatchObject({
      offers: [{ at: '2013-03-05T12:00:00.000Z', channel: 'PHONE', agency: null }],
      notes: [{ at: '2013-03-07T12:00:00.000Z', note }],
    });
  });

  test('shows something whatever has happened before', () => {
    const appointments = [
      opened,
      offered,
      accepted,
      booked,
      unbooked,
      missed,
      absent,
      moved,
      visited,
      closed,
    ];
    const duties = [
      opened,
      offered,
      declined,
      again,
      cancelled,
      withdrawn,
      assessed,
      informed,
      overdue,
      wrong,
    ];
    // In two parts: all of them at once leave out too many for a test that is run often.
    for (const told of [appointments, duties]) expect(failuresOf(only(told), 'one', told)).toEqual([]);
    const types = [...appointments, ...duties].map(([, , { type }]) => type as string);
    const steps = Object.keys(visitBoard.evolve).filter((type) => !ANYWHERE.has(type));
    expect(steps.filter((type) => !types.includes(type))).toEqual([]);
  });
});

/** The board, with the steps of these events alone. */
const only = (told: readonly Happened<VisitEvent>[]): typeof visitBoard => {
  const steps = Object.entries(visitBoard.evolve);
  const evolve = Object.fromEntries(
    steps.filter(([type]) => told.some(([, , event]) => event.type === type)),
  );
  return { ...visitBoard, evolve };
};
