import { isPriorityStale } from './stale-priority.ts';

const RECORDED = { recordedAt: '2013-01-15T12:00:00.000Z', refreshedAt: null };
const after = (months: number, at: string) => ({ months, at });

test('a priority is stale when three months have passed, not sooner', () => {
  expect(isPriorityStale(RECORDED, after(3, '2013-04-15T12:00:00.000Z'))).toBe(false);
  expect(isPriorityStale(RECORDED, after(3, '2013-04-15T12:00:00.001Z'))).toBe(true);
});

test('D-33: or after as many months as the policy that serves says', () => {
  expect(isPriorityStale(RECORDED, after(6, '2013-07-15T12:00:00.000Z'))).toBe(false);
  expect(isPriorityStale(RECORDED, after(6, '2013-07-15T12:00:00.001Z'))).toBe(true);
  expect(isPriorityStale(RECORDED, after(1, '2013-02-15T12:00:00.001Z'))).toBe(true);
});

test('refreshing a priority makes it last', () => {
  const refreshed = { ...RECORDED, refreshedAt: '2013-04-01T12:00:00.000Z' };
  expect(isPriorityStale(refreshed, after(3, '2013-06-30T12:00:00.000Z'))).toBe(false);
});
