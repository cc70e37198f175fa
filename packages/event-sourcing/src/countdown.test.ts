import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dueAt,
  dueFrom,
  NOTHING_AWAITED,
  nothingFrom,
  pausedFrom,
  resumedFrom,
  type Countdown,
} from './countdown.ts';

const day = (number: number): string => new Date(Date.UTC(2026, 2, number)).toISOString();

describe('a countdown', () => {
  const week = dueFrom(NOTHING_AWAITED, day(1), day(8));

  test('is due when it was said to be, and not once nothing is awaited', () => {
    expect(dueAt(NOTHING_AWAITED)).toBeUndefined();
    expect(dueAt(week)).toBe(day(8));
    expect(dueAt(nothingFrom(week, day(3)))).toBeUndefined();
    expect(dueAt(dueFrom(nothingFrom(week, day(3)), day(5), day(12)))).toBe(day(12));
  });

  test('is due later by as long as it was paused, and not while it is', () => {
    const waiting = pausedFrom(week, day(3));
    expect(dueAt(waiting)).toBeUndefined();
    expect(dueAt(resumedFrom(waiting, day(5)))).toBe(day(10));
  });

  test('is moved again by a pause that began only because of another', () => {
    const once = resumedFrom(pausedFrom(week, day(3)), day(5));
    const twice = resumedFrom(pausedFrom(once, day(9)), day(10));
    expect(dueAt(twice)).toBe(day(11));
    expect(dueAt(resumedFrom(pausedFrom(week, day(9)), day(10)))).toBe(day(8));
  });

  test('counts no pause from before it began', () => {
    const early = resumedFrom(pausedFrom(NOTHING_AWAITED, day(1)), day(4));
    expect(dueAt(dueFrom(early, day(3), day(8)))).toBe(day(9));
  });

  test('is due at the same instant in whatever order its facts are told', () => {
    fc.assert(
      fc.property(anyTold, fc.func(fc.integer()), (told, shuffle) => {
        const other = [...told].sort((a, b) => shuffle(a) - shuffle(b));
        expect(dueAt(countdownOf(other))).toBe(dueAt(countdownOf(told)));
        expect(countdownOf(other).notBefore).toBe(countdownOf(told).notBefore);
      }),
      { numRuns: 2_000 },
    );
  });
});

type Told = readonly [what: 'DUE' | 'NOTHING' | 'PAUSED' | 'RESUMED', from: number];

// One fact per instant: of two about one instant the one recorded later stands.
const anyTold: fc.Arbitrary<Told[]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom('DUE', 'NOTHING', 'PAUSED', 'RESUMED'), fc.integer({ min: 1, max: 28 })),
  { maxLength: 8, selector: ([, from]) => from },
);

const countdownOf = (told: readonly Told[]): Countdown =>
  told.reduce((countdown, [what, number]) => {
    const from = day(number);
    if (what === 'DUE') return dueFrom(countdown, from, day(number + 7), day(number + 2));
    if (what === 'NOTHING') return nothingFrom(countdown, from);
    return what === 'PAUSED' ? pausedFrom(countdown, from) : resumedFrom(countdown, from);
  }, NOTHING_AWAITED);
