import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAtLeast, RANKS } from './rank.ts';

const rank = fc.constantFrom(...RANKS);

describe('rank', () => {
  test('R-INPT-1: a chief inspector is at least an inspector [T4-09]', () => {
    expect(isAtLeast('CHIEF_INSPECTOR', 'INSPECTOR')).toBe(true);
  });

  test('R-INPT-1: a sergeant is not an inspector [T4-09]', () => {
    expect(isAtLeast('SERGEANT', 'INSPECTOR')).toBe(false);
  });

  test('R-SEC-1: an Assistant Commissioner is a known rank, above every inspector [T4-31]', () => {
    expect(isAtLeast('ASSISTANT_COMMISSIONER', 'CHIEF_INSPECTOR')).toBe(true);
  });

  test('who holds no rank is at least nothing', () => {
    expect(RANKS.filter((lowest) => isAtLeast(undefined, lowest))).toEqual([]);
  });

  test('of two ranks one is the higher, unless they are the same', () => {
    fc.assert(
      fc.property(rank, rank, (a, b) => {
        expect(isAtLeast(a, b) && isAtLeast(b, a)).toBe(a === b);
        expect(isAtLeast(a, b) || isAtLeast(b, a)).toBe(true);
      }),
    );
  });
});
