import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  londonDay,
  londonMonth,
  londonTime,
  monthEnd,
  monthStart,
  nextDayStart,
  nextMonth,
  occurrencesIn,
  overlapInMinutes,
} from './london.ts';
import { WEEKDAYS } from './values.ts';

const pad = (number: number): string => String(number).padStart(2, '0');
const month = fc
  .tuple(fc.integer({ min: 1972, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${pad(number)}`);
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${pad(hour)}:${pad(minute)}`);
const weeklyWindow = fc.record({ weekday: fc.constantFrom(...WEEKDAYS), from: timeOfDay, to: timeOfDay });
const instant = fc
  .date({
    min: new Date('1972-01-01T00:00:00.000Z'),
    max: new Date('2100-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());

const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();
const minutesAhead = (moment: string): number =>
  (Date.parse(`${londonTime(moment)}:00.000Z`) - Math.floor(Date.parse(moment) / 60_000) * 60_000) / 60_000;

describe('months in London', () => {
  test('R-PROM-4: a month starts at the first instant that is in it [T4-17]', () => {
    fc.assert(
      fc.property(month, (one) => {
        const start = monthStart(one);
        expect(londonMonth(start)).toBe(one);
        expect(nextMonth(londonMonth(justBefore(start)))).toBe(one);
        expect(londonTime(start)).toBe(`${one}-01T00:00`);
      }),
    );
  });

  test('R-PROM-7: a month ends where the next one starts', () => {
    fc.assert(
      fc.property(month, (one) => {
        expect(monthEnd(one)).toBe(monthStart(nextMonth(one)));
        expect(londonMonth(justBefore(monthEnd(one)))).toBe(one);
      }),
    );
  });

  test('London is at UTC or an hour ahead of it', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        expect([0, 60]).toContain(minutesAhead(moment));
      }),
    );
  });

  test.each([
    ['2013-01-10T00:00:00.000Z', '2013-01-11T00:00:00.000Z'],
    ['2013-03-30T23:30:00.000Z', '2013-03-31T00:00:00.000Z'],
    ['2013-03-31T12:00:00.000Z', '2013-03-31T23:00:00.000Z'],
    ['2013-06-14T22:59:59.999Z', '2013-06-14T23:00:00.000Z'],
    ['2013-06-14T23:00:00.000Z', '2013-06-15T23:00:00.000Z'],
    ['2013-10-27T12:00:00.000Z', '2013-10-28T00:00:00.000Z'],
  ])('R-REF-4: the London day after %s begins at %s', (instantBefore, start) => {
    expect(nextDayStart(instantBefore)).toBe(start);
  });

  test('an hour before midnight in summer is still the same day, an hour later it is not', () => {
    expect(londonDay('2013-03-31T22:59:59.999Z')).toBe('2013-03-31');
    expect(londonDay('2013-03-31T23:00:00.000Z')).toBe('2013-04-01');
  });

  test.each([
    ['2013-03', '2013-03-01T00:00:00.000Z', '2013-03-31T23:00:00.000Z'],
    ['2013-04', '2013-03-31T23:00:00.000Z', '2013-04-30T23:00:00.000Z'],
    ['2013-10', '2013-09-30T23:00:00.000Z', '2013-11-01T00:00:00.000Z'],
    // The clocks changed on the last day of this month.
    ['2010-10', '2010-09-30T23:00:00.000Z', '2010-11-01T00:00:00.000Z'],
    ['2013-12', '2013-12-01T00:00:00.000Z', '2014-01-01T00:00:00.000Z'],
  ])('%s runs from %s to %s', (one, start, end) => {
    expect([monthStart(one), monthEnd(one)]).toEqual([start, end]);
  });
});

describe('weekly windows', () => {
  test('R-PROM-5: every time a window comes round begins in its month, on its weekday, and does not end before it begins', () => {
    fc.assert(
      fc.property(month, weeklyWindow, (one, window) => {
        const occurrences = occurrencesIn(one, [window]);
        expect([4, 5]).toContain(occurrences.length);
        for (const { starts, from, to } of occurrences) {
          expect(starts.slice(0, 7)).toBe(one);
          expect(londonMonth(from)).toBe(one);
          expect(new Date(starts.slice(0, 10)).getUTCDay()).toBe((WEEKDAYS.indexOf(window.weekday) + 1) % 7);
          expect(Date.parse(to)).toBeGreaterThanOrEqual(Date.parse(from));
        }
      }),
    );
  });

  test('R-PROM-5: windows come in the order in which they begin', () => {
    fc.assert(
      fc.property(month, fc.array(weeklyWindow, { maxLength: 4 }), (one, windows) => {
        const starts = occurrencesIn(one, windows).map((occurrence) => occurrence.starts);
        expect(starts).toEqual(starts.toSorted());
      }),
    );
  });

  const only = (one: string, weekday: (typeof WEEKDAYS)[number], from: string, to: string) =>
    occurrencesIn(one, [{ weekday, from, to }]);

  test('R-PROM-5: a window that ends at 24:00 ends where the next day begins', () => {
    expect(only('2013-03', 'FRIDAY', '20:00', '24:00').at(-1)).toEqual({
      starts: '2013-03-29T20:00',
      from: '2013-03-29T20:00:00.000Z',
      to: '2013-03-30T00:00:00.000Z',
    });
  });

  test('R-PROM-5: a window that ends when it begins lasts a whole day', () => {
    expect(only('2013-03', 'FRIDAY', '20:00', '20:00').at(-1)).toEqual({
      starts: '2013-03-29T20:00',
      from: '2013-03-29T20:00:00.000Z',
      to: '2013-03-30T20:00:00.000Z',
    });
  });

  test('R-PROM-5: a window past midnight is an hour shorter on the night the clocks go forward', () => {
    expect(only('2013-03', 'SATURDAY', '22:00', '03:00').at(-1)).toEqual({
      starts: '2013-03-30T22:00',
      from: '2013-03-30T22:00:00.000Z',
      to: '2013-03-31T02:00:00.000Z',
    });
  });

  test('R-PROM-5: and an hour longer on the night they go back', () => {
    expect(only('2013-10', 'SATURDAY', '22:00', '03:00').at(-1)).toEqual({
      starts: '2013-10-26T22:00',
      from: '2013-10-26T21:00:00.000Z',
      to: '2013-10-27T03:00:00.000Z',
    });
  });

  test('R-PROM-5: a window within the hour that comes twice begins with the first and ends with the second', () => {
    expect(only('2013-10', 'SUNDAY', '01:15', '01:45').at(-1)).toEqual({
      starts: '2013-10-27T01:15',
      from: '2013-10-27T00:15:00.000Z',
      to: '2013-10-27T01:45:00.000Z',
    });
  });

  test('R-PROM-5: a window within the hour that is left out is empty', () => {
    expect(only('2013-03', 'SUNDAY', '01:15', '01:45').at(-1)).toEqual({
      starts: '2013-03-31T01:15',
      from: '2013-03-31T01:00:00.000Z',
      to: '2013-03-31T01:00:00.000Z',
    });
  });

  test('R-PROM-5: a window that ends in the hour that is left out ends with the change', () => {
    expect(only('2013-03', 'SATURDAY', '22:00', '01:30').at(-1)?.to).toBe('2013-03-31T01:00:00.000Z');
  });

  const span = (from: string, to: string) => ({
    from: `2013-03-29T${from}:00.000Z`,
    to: `2013-03-29T${to}:00.000Z`,
  });

  test.each([
    ['20:00', '21:00', 60],
    ['19:00', '20:15', 15],
    ['19:00', '20:14', 14],
    ['19:00', '20:00', 0],
    ['19:00', '19:30', 0],
    ['23:45', '23:59', 14],
  ])('R-PROM-5: %s to %s overlaps 20:00 to 23:59 by %d minutes', (from, to, minutes) => {
    expect(overlapInMinutes(span('20:00', '23:59'), span(from, to))).toBe(minutes);
  });
});
