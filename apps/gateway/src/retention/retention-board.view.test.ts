import { expect, test } from '@jest/globals';
import type { Message } from '@wardbook/event-sourcing';
import type { RetentionEvent } from '@wardbook/policing';
import { columnsAfter, rowAfter, type Happened } from '../recorded.test.data.ts';
import { retentionBoard } from './retention-board.view.ts';

const PERSON = 'subject-juniper';
const on = (day: string, event: RetentionEvent, stream = PERSON): Happened<Message> => [
  stream,
  `2019-03-${day}T12:00:00.000Z`,
  event,
];
const placed = on('04', { type: 'LegalHoldPlaced', hold: 'claim', reason: 'LITIGATION' });
const another = on('05', { type: 'LegalHoldPlaced', hold: 'inquiry', reason: 'INQUIRY' });
const lifted = on('06', { type: 'LegalHoldLifted', hold: 'claim' });
const scheduled = on('07', { type: 'RetentionReviewScheduled', on: '2019-04-01' });
const retained = on('08', { type: 'RecordRetained', reason: 'OTHER', until: '2019-05-01' });
const disposed = on('30', { type: 'DisposalDecided', reason: 'NO_LONGER_NEEDED' });

const after = (...happened: readonly Happened<Message>[]) => columnsAfter(retentionBoard, PERSON, happened);

test('a record of any kind is found by whether a hold stands, and whether it was disposed of', () => {
  expect(after(placed)).toEqual({ standing: 'HELD', dueOn: null });
  expect(after(placed, another, lifted)).toMatchObject({ standing: 'HELD' });
  expect(after(placed, lifted)).toMatchObject({ standing: 'KEPT' });
  expect(after(placed, lifted, disposed)).toMatchObject({ standing: 'DISPOSED' });
  const referral = on('04', { type: 'DisposalDecided', reason: 'OTHER' }, 'referral-lamps');
  expect(columnsAfter(retentionBoard, 'referral-lamps', [placed, referral])).toMatchObject({
    standing: 'DISPOSED',
  });
});

test('and by the later of its review and the day until which it is kept on', () => {
  expect(after(scheduled)).toMatchObject({ dueOn: '2019-04-01' });
  expect(after(retained)).toMatchObject({ dueOn: '2019-05-01' });
  expect(after(scheduled, retained)).toMatchObject({ dueOn: '2019-05-01' });
  const later = on('09', { type: 'RetentionReviewScheduled', on: '2019-06-01' });
  expect(after(scheduled, retained, later)).toMatchObject({ dueOn: '2019-06-01' });
});

test('says which record it is', () => {
  expect(rowAfter(retentionBoard, PERSON, [placed]).stream).toBe(PERSON);
});
