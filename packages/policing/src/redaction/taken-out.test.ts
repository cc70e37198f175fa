import { expect, test } from '@jest/globals';
import { REDACTION_REASONS, takenOut } from './taken-out.ts';

test('P-04: what stands in the place of words says on which London day they were taken out, and why', () => {
  const [late, summer] = ['2026-11-28T23:59:00.000Z', '2026-06-30T23:30:00.000Z'];
  expect(takenOut({ at: late, reason: 'NAMES_A_PERSON' })).toBe(
    '[taken out on 28 November 2026, because they name a person]',
  );
  expect(takenOut({ at: summer, reason: 'OTHER' })).toBe(
    '[taken out on 1 July 2026, for a reason that the records staff keep]',
  );
  const all = REDACTION_REASONS.map((reason) => takenOut({ at: late, reason }));
  expect(new Set(all).size).toBe(REDACTION_REASONS.length);
});

test('P-04: a reason that a newer build wrote is kept by the records staff, and one that is lost is not told', () => {
  expect(takenOut({ at: '2026-11-28T09:00:00.000Z', reason: 'constructor' })).toBe(
    '[taken out on 28 November 2026, for a reason that the records staff keep]',
  );
  expect(takenOut(undefined)).toBe('[taken out]');
});
