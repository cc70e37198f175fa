import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { isStale } from './ward.type.ts';

const RECORDED = { recordedAt: '2013-01-15T12:00:00.000Z', refreshedAt: null };

test('a priority is stale when three months have passed, not sooner', () => {
  expect(isStale(RECORDED, Date.parse('2013-04-15T12:00:00.000Z'))).toBe(false);
  expect(isStale(RECORDED, Date.parse('2013-04-15T12:00:00.001Z'))).toBe(true);
});

test('refreshing a priority makes it last', () => {
  const refreshed = { ...RECORDED, refreshedAt: '2013-04-01T12:00:00.000Z' };
  expect(isStale(refreshed, Date.parse('2013-06-30T12:00:00.000Z'))).toBe(false);
});
