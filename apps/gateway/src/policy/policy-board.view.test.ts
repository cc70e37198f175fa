import { describe, expect, test } from '@jest/globals';
import { A0609_VERSION_4, nextReviewDue, versionInForce, type PolicyEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { policyBoard } from './policy-board.view.ts';

describe('the board of policies', () => {
  test('is sorted by number', () => {
    expect(columnsAfter(policyBoard, 'A0609', [fourth])).toEqual({
      number: 'A 0609',
      kind: 'ADVICE',
      standing: 'PUBLISHED',
    });
  });

  test.each([
    ['2023-01-17T23:59:59.000Z', undefined],
    ['2023-01-18T00:00:00.000Z', 4],
    // Midnight in London on a summer's day is an hour earlier.
    ['2024-06-30T22:59:59.000Z', 4],
    ['2024-06-30T23:00:00.000Z', 5],
    ['2024-08-01T12:00:00.000Z', 4],
  ])('on %s version %s is in force', (at, version) => {
    const row = rowAfter(policyBoard, 'A0609', [fourth, fifth, withdrawn]);
    expect(versionInForce(row, at)?.version).toBe(version);
  });

  test('withdrawals that lead in a circle have an end', () => {
    const back = of('2024-09-01', {
      type: 'PolicyVersionWithdrawn',
      version: 4,
      successor: 5,
      nextReviewDue: '2027-07-01',
    });
    const row = rowAfter(policyBoard, 'A0609', [fourth, fifth, withdrawn, back]);
    expect(versionInForce(row, '2024-10-01T00:00:00.000Z')?.version).toEqual(expect.any(Number));
  });

  test('is due for review as its publication said, until it is reviewed', () => {
    const row = rowAfter(policyBoard, 'A0609', [fourth, reviewed]);
    expect(nextReviewDue(row, '2023-02-01T00:00:00.000Z')).toBe('2026-01-18');
    expect(nextReviewDue(row, '2024-02-01T00:00:00.000Z')).toBe('2027-01-10');
    const back = rowAfter(policyBoard, 'A0609', [fourth, reviewed, fifth, withdrawn]);
    expect(nextReviewDue(back, '2024-07-15T00:00:00.000Z')).toBe('2027-07-01');
    expect(nextReviewDue(back, '2024-09-01T00:00:00.000Z')).toBe('2027-01-10');
  });

  test('shows something whatever has happened before', () => {
    const overdue = of('2026-01-19', { type: 'PolicyReviewOverdue', version: 4, dueOn: '2026-01-18' });
    const wrong = of('2026-01-19', { type: 'PolicyReviewOverdueFoundWrong', dueOn: '2026-01-18' });
    expect(failuresOf(policyBoard, 'A0609', [fourth, reviewed, fifth, withdrawn, overdue, wrong])).toEqual(
      [],
    );
  });
});

const of = (day: string, event: PolicyEvent): Happened<PolicyEvent> => [
  'policy-A0609',
  `${day}T12:00:00.000Z`,
  event,
];
const fourth = of('2023-01-18', {
  type: 'PolicyVersionPublished',
  ...A0609_VERSION_4,
  nextReviewDue: '2026-01-18',
});
const fifth = of('2024-07-01', {
  type: 'PolicyVersionPublished',
  ...A0609_VERSION_4,
  version: 5,
  publishedOn: '2024-07-01',
  nextReviewDue: '2027-07-01',
});
const reviewed = of('2024-01-10', {
  type: 'PolicyReviewed',
  version: 4,
  outcome: 'NO_CHANGE',
  contentHash: A0609_VERSION_4.contentHash,
  eia: 'eia/2024-01',
  nextReviewDue: '2027-01-10',
});
const withdrawn = of('2024-08-01', {
  type: 'PolicyVersionWithdrawn',
  version: 5,
  successor: 4,
  nextReviewDue: '2027-01-11',
});
