import { WEEKDAYS, type Weekday, type WeeklyWindow } from './values.ts';

// Periods are decided in Europe/London, stored instants are UTC (docs/words.md).
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * The wall clock in London at an instant: `2013-03-31T23:30`.
 * @example
 * londonTime('2013-03-31T22:30:00.000Z'); // '2013-03-31T23:30'
 */
export const londonTime = (instant: string): string => wallClock(Date.parse(instant));

/**
 * The London day of an instant: `2013-03-31`.
 * @example
 * londonDay('2013-03-31T23:30:00.000Z'); // '2013-04-01'
 */
export const londonDay = (instant: string): string => londonTime(instant).slice(0, 10);

/** The London day of an instant, in words: `1 April 2013`. */
export const londonDate = (instant: string): string => {
  const [year = 0, month = 0, day = 0] = londonDay(instant).split('-').map(Number);
  return `${String(day)} ${MONTHS[month - 1] ?? ''} ${String(year)}`;
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * The London month of an instant: `2013-03`.
 * @example
 * londonMonth('2013-03-31T23:30:00.000Z'); // '2013-04'
 */
export const londonMonth = (instant: string): string => londonTime(instant).slice(0, 7);

/**
 * The month after: `2013-12` gives `2014-01`.
 * @example
 * nextMonth('2013-12'); // '2014-01'
 */
export const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
};

/** The month before: `2014-01` gives `2013-12`. */
export const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
};

/**
 * The instant at which a month begins in London.
 * @example
 * monthStart('2013-04'); // '2013-03-31T23:00:00.000Z'
 */
export const monthStart = (month: string): string => instantOf(`${month}-01T00:00`);

/** The instant at which a day begins in London. */
export const dayStart = (day: string): string => instantOf(`${day}T00:00`);

/**
 * The instant at which the London day after an instant begins.
 * @example
 * nextDayStart('2013-03-31T22:30:00.000Z'); // '2013-03-31T23:00:00.000Z'
 */
export const nextDayStart = (instant: string): string => instantOf(`${dayAfter(londonDay(instant))}T00:00`);

/**
 * The instant at which a month is over in London: the start of the next.
 * @example
 * monthEnd('2013-03'); // '2013-03-31T23:00:00.000Z'
 */
export const monthEnd = (month: string): string => monthStart(nextMonth(month));

/** So many times 24 hours later. */
export const daysAfter = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();

/** On which days of the week people work, and on which days they do not all the same. */
export interface WorkingWeek {
  readonly workingDays: readonly Weekday[];
  readonly holidays: readonly string[];
}

/**
 * The working day so many after a day, which does not count itself; none after it: the day itself, or the next on which
 * people work.
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

/** One time that a weekly window comes round. */
export interface Occurrence {
  /** London wall clock at its start: `2013-03-29T20:00`. */
  readonly starts: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Every time the windows come round in a month; one that runs past midnight belongs to the day it starts.
 * @example
 * const [first] = occurrencesIn('2013-03', [{ weekday: 'FRIDAY', from: '20:00', to: '02:00' }]);
 * first?.to; // '2013-03-02T02:00:00.000Z'
 */
export const occurrencesIn = (month: string, windows: readonly WeeklyWindow[]): readonly Occurrence[] => {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = dayAfter(day)) days.push(day);
  return days
    .flatMap((day) =>
      windows.filter(({ weekday }) => weekday === weekdayOf(day)).map((window) => occurrence(day, window)),
    )
    .sort((a, b) => (a.starts < b.starts ? -1 : 1));
};

/** How long two spans of time overlap, in minutes. */
export const overlapInMinutes = (
  a: Pick<Occurrence, 'from' | 'to'>,
  b: Pick<Occurrence, 'from' | 'to'>,
): number => {
  const from = Math.max(Date.parse(a.from), Date.parse(b.from));
  const to = Math.min(Date.parse(a.to), Date.parse(b.to));
  return Math.max(0, Math.floor((to - from) / 60_000));
};

const occurrence = (day: string, { from, to }: WeeklyWindow): Occurrence => ({
  starts: `${day}T${from}`,
  from: instantOf(`${day}T${from}`),
  to: instantOf(`${to <= from ? dayAfter(day) : day}T${to}`, 'last'),
});

/** The day after. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** On which day of the week a day is. */
export const weekdayOf = (day: string): string | undefined => WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7];

const CLOCK_PARTS = ['year', 'month', 'day', 'hour', 'minute'] as const;

const HOUR = 3_600_000;

/** By how much London's clock is ahead of UTC in an hour: it changes on the hour, and to ask costs more than most rules. */
const aheadIn = new Map<number, number>();
const MOST_HOURS = 10_000;

const aheadAt = (milliseconds: number): number => {
  const hour = Math.floor(milliseconds / HOUR) * HOUR;
  const known = aheadIn.get(hour);
  if (known !== undefined) return known;
  const parts = new Map(clock.formatToParts(hour).map(({ type, value }) => [type, value]));
  const [year = '', month = '', day = '', hours = '', minute = ''] = CLOCK_PARTS.map((part) =>
    parts.get(part),
  );
  const ahead = Date.parse(`${year}-${month}-${day}T${hours}:${minute}:00.000Z`) - hour;
  if (aheadIn.size >= MOST_HOURS) aheadIn.clear();
  aheadIn.set(hour, ahead);
  return ahead;
};

const wallClock = (milliseconds: number): string =>
  new Date(milliseconds + aheadAt(milliseconds)).toISOString().slice(0, 16);

/**
 * The first or the last instant at which London's clock says this. When it goes back, an hour comes twice;
 * when it goes forward, the hour that is left out stands for the moment of the change.
 */
const instantOf = (local: string, which: 'first' | 'last' = 'first'): string => {
  const asUtc = Date.parse(`${local}:00.000Z`);
  const wanted = new Date(asUtc).toISOString().slice(0, 16);
  // London's clock is at UTC or an hour ahead of it, and changes on the hour.
  const instants = [asUtc - HOUR, asUtc].filter((instant) => wallClock(instant) === wanted);
  return new Date(instants.at(which === 'first' ? 0 : -1) ?? asUtc - (asUtc % HOUR)).toISOString();
};

/** The instant at which London's clock says this on a day; `24:00` is when the day ends. */
export const timeOn = (day: string, time: string): string => instantOf(`${day}T${time}`);
