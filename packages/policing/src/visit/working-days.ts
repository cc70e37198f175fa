import { dayAfter, weekdayOf } from '../london.ts';
import type { VictimFigures } from '../policy/figures.ts';

/** On which days of the week people work, and on which days they do not all the same. */
export type WorkingWeek = Pick<VictimFigures, 'workingDays' | 'holidays'>;

/**
 * The working day so many after a day, which does not count itself; none after it: the day itself, or the next on which
 * people work. All are days in London.
 * @example
 * workingDayAfter('2026-03-06', 1, { workingDays: ['MONDAY', 'FRIDAY'], holidays: [] }); // '2026-03-09'
 */
export const workingDayAfter = (day: string, count: number, week: WorkingWeek): string => {
  let date = day;
  for (let left = count; left > 0; left -= isWorkingDay(date, week) ? 1 : 0) date = dayAfter(date);
  // There is always one: some day of the week is worked on, and holidays come to an end.
  while (!isWorkingDay(date, week)) date = dayAfter(date);
  return date;
};

const isWorkingDay = (day: string, { workingDays, holidays }: WorkingWeek): boolean =>
  workingDays.some((one) => one === weekdayOf(day)) && !holidays.includes(day);
