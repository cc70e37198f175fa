import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, weekdayOf, workingDayAfter, type WorkingWeek } from './london.ts';
import { WEEKDAYS } from './values.ts';

const MONDAY_TO_FRIDAY: WorkingWeek = {
  workingDays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
  holidays: ['2026-04-03', '2026-04-06'],
};
const day = fc.date({ min: new Date('2012-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const week: fc.Arbitrary<WorkingWeek> = fc.record({
  workingDays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
  holidays: fc.array(day.map(dayOf), { maxLength: 20 }),
});
const works = (date: string, { workingDays, holidays }: WorkingWeek): boolean =>
  workingDays.some((one) => one === weekdayOf(date)) && !holidays.includes(date);

/** All days after one, up to another. */
const daysUntil = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let date = dayAfter(from); date <= to; date = dayAfter(date)) days.push(date);
  return days;
};

describe('R-VIS-2: working days', () => {
  test.each([
    ['2026-03-02', 2, '2026-03-04'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-04-02', 1, '2026-04-07'],
    ['2026-04-02', 0, '2026-04-02'],
    ['2026-04-03', 0, '2026-04-07'],
  ])('%s and %d of them is %s, over weekends and holidays', (from, count, to) => {
    expect(workingDayAfter(from, count, MONDAY_TO_FRIDAY)).toBe(to);
  });
  test('it is a working day, and so many of them come after the first day', () => {
    fc.assert(
      fc.property(day.map(dayOf), fc.nat(60), week, (from, count, worked) => {
        const to = workingDayAfter(from, count, worked);
        expect(works(to, worked)).toBe(true);
        const between = daysUntil(from, to).filter((date) => works(date, worked)).length;
        expect(between).toBe(count === 0 && to > from ? 1 : count);
      }),
    );
  });
  test('a later day, or two more of them, never comes to an earlier one', () => {
    fc.assert(
      fc.property(day.map(dayOf), fc.nat(30), week, (from, count, worked) => {
        const to = workingDayAfter(from, count, worked);
        expect(workingDayAfter(from, count + 2, worked) > to).toBe(true);
        expect(workingDayAfter(dayAfter(from), count, worked) >= to).toBe(true);
      }),
    );
  });
  test('holidays only ever make it later', () => {
    fc.assert(
      fc.property(day.map(dayOf), fc.nat(30), week, (from, count, worked) => {
        const without = workingDayAfter(from, count, { ...worked, holidays: [] });
        expect(workingDayAfter(from, count, worked) >= without).toBe(true);
      }),
    );
  });
});
