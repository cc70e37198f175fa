import { isPriorityStale } from './stale-priority.ts';

const RECORDED = { recordedAt: '2013-01-15T12:00:00.000Z', refreshedAt: null };

test('a priority is stale when three months have passed, not sooner', () => {
  expect(isPriorityStale(RECORDED, '2013-04-15T12:00:00.000Z')).toBe(false);
  expect(isPriorityStale(RECORDED, '2013-04-15T12:00:00.001Z')).toBe(true);
});

test('refreshing a priority makes it last', () => {
  const refreshed = { ...RECORDED, refreshedAt: '2013-04-01T12:00:00.000Z' };
  expect(isPriorityStale(refreshed, '2013-06-30T12:00:00.000Z')).toBe(false);
});
