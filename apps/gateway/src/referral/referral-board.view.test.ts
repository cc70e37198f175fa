import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import { columnsAfter, failuresOf, rowAfter } from '../recorded.test.data.ts';
import { referralBoard, toldTo } from './referral-board.view.ts';
import { referralInbox } from './referral-inbox.view.ts';
import * as happened from './referral.test.data.ts';

const { accepted, asked, completed, declined, escalated, notRaised } = happened;
const { handedBack, overdue, progressed, raised, redirected, told, withdrawn } = happened;

describe('the board of referrals', () => {
  test('is filtered by who asks, who is asked now, and how it stands, and sorted by when it is due', () => {
    expect(columnsAfter(referralBoard, 'lamp', [raised])).toEqual({
      case: 'case-1',
      fromAgency: 'police',
      toAgency: 'council',
      standing: 'RAISED',
      asked: 'LIGHTING PRACTICAL_HELP',
      dueAt: '2013-02-20T12:00:00.000Z',
      raisedAt: '2013-02-01T12:00:00.000Z',
    });
    const moved = [raised, accepted, declined, redirected];
    expect(columnsAfter(referralBoard, 'lamp', moved)).toMatchObject({
      toAgency: 'housing',
      standing: 'RAISED',
    });
  });

  test('D-03: what was handed over and back is with whom it was', () => {
    const over = of('08', {
      type: 'ReferralRedirected',
      owner: { agency: 'council' },
      to: { agency: 'housing' },
      handedOver: true,
    });
    const back = { ...columnsAfter(referralBoard, 'lamp', [raised, accepted, over, handedBack]) };
    expect(back).toEqual(columnsAfter(referralBoard, 'lamp', [raised, accepted]));
  });

  test('an acceptance that was recorded late does not undo a decline', () => {
    expect(columnsAfter(referralBoard, 'lamp', [raised, declined, accepted])).toMatchObject({
      standing: 'DECLINED',
    });
  });

  test('each agency was told what it was told, on its own basis', () => {
    const row = rowAfter(referralBoard, 'lamp', [raised, told, redirected]);
    const later = of('22', {
      type: 'InformationSupplied',
      answer: personalReference('x-1/0/0'),
      fields: ['CIRCUMSTANCES'],
    });
    const more = rowAfter(referralBoard, 'lamp', [raised, told, redirected, later]);
    const at = '2013-03-01T00:00:00.000Z';
    expect(toldTo(row, 'council', at)).toEqual({
      fields: ['RECIPIENT_NAME', 'REQUESTED_HELP', 'TOPIC'],
      basis: { legalBasis: 'CDA1998_S115', agreement: 'sharing-1' },
      isEmergency: false,
      until: '2013-02-07T12:00:00.000Z',
    });
    expect(toldTo(more, 'council', at)).toEqual(toldTo(row, 'council', at));
    expect(toldTo(more, 'housing', at)).toMatchObject({
      fields: ['CIRCUMSTANCES', 'RECIPIENT_NAME', 'REQUESTED_HELP', 'TOPIC'],
      basis: { agreement: 'sharing-9' },
    });
    expect(toldTo(more, 'fire', at)).toBeUndefined();
  });

  test('a note belongs to the agency that was asked then', () => {
    const { notes } = rowAfter(referralBoard, 'lamp', [raised, asked, told, declined, redirected]);
    expect(notes.map(({ kind, agency }) => `${kind} ${agency}`)).toEqual([
      'QUESTION council',
      'ANSWER council',
      'DECLINE council',
    ]);
  });

  test('the inbox has one row for each agency that was ever asked', () => {
    const moves = [raised, redirected, escalated];
    for (const [agency, day] of [
      ['council', '01'],
      ['housing', '07'],
      ['police', '22'],
    ] as const)
      expect(columnsAfter(referralInbox, `${agency} lamp`, moves)).toEqual({
        agency,
        askedAt: `2013-02-${day}T12:00:00.000Z`,
      });
  });

  test('shows something whatever has happened before', () => {
    const all = [raised, asked, told, accepted, progressed, declined, redirected, overdue, escalated];
    all.push(handedBack);
    expect(failuresOf(referralBoard, 'lamp', [...all, completed, withdrawn, notRaised])).toEqual([]);
    const moves = [raised, redirected, escalated];
    expect(failuresOf(referralInbox, 'council lamp', moves)).toEqual([]);
  });
});

const { of } = happened;
