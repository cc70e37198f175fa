import { ClockBehind, StoreUnavailable } from './errors.ts';
import type { StoreClock } from './event-store.ts';

/**
 * The stream of an operator's corrections. Each of its events says: whatever stands before it in the log counts as
 * recorded at this event's own time at the latest (docs/format.md 4).
 */
export const CLOCK_CORRECTIONS = 'clock-corrections';

/** How far ahead of the store's clock a writer may be, in milliseconds, where a store is told nothing else. */
export const AHEAD_BY = 5_000;

/**
 * By how much a time of recording may be before the greatest one on record, in milliseconds: appends that are under way
 * at once are not written in the order in which their clocks were read.
 */
export const JITTER = 2_000;

interface LogClock extends StoreClock {
  /** How far ahead of `now` a writer may be, in milliseconds. */
  readonly aheadBy: number;
}

interface Timed {
  readonly stream: string;
  readonly events: readonly { readonly recordedAt: string }[];
}

/** Why the clock of an append keeps it from being written; undefined where it does not. */
export const clockFault = ({ stream, events }: Timed, clock: LogClock): StoreUnavailable | undefined => {
  const recordedAt = latestOf(events);
  if (recordedAt === undefined) return undefined;
  const { now, aheadBy } = clock;
  const ahead = now === undefined ? 0 : Date.parse(recordedAt) - now;
  if (stream === CLOCK_CORRECTIONS)
    return Math.abs(ahead) > aheadBy ? new StoreUnavailable(machineOff(ahead), true) : undefined;
  const { greatest } = clock;
  // Nearly always, and then one reading of a time is enough.
  if (ahead <= aheadBy && (greatest === undefined || greatest <= recordedAt)) return undefined;
  const logAhead = aheadOf(clock);
  if (logAhead > aheadBy) return new StoreUnavailable(logIsAhead(logAhead), true);
  if (ahead > aheadBy) return new StoreUnavailable(machineOff(ahead), true);
  const isBehind = greatest !== undefined && Date.parse(greatest) - Date.parse(recordedAt) > JITTER;
  return isBehind ? new ClockBehind(recordedAt, greatest) : undefined;
};

/** How far the log is ahead of the store's clock, in milliseconds; 0 where nobody can say. */
export const aheadOf = ({ greatest, now }: StoreClock): number =>
  greatest === undefined || now === undefined ? 0 : Date.parse(greatest) - now;

export const machineOff = (ahead: number): string =>
  `The clock of this machine is ${seconds(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} the store's.`;

export const logIsAhead = (ahead: number): string =>
  `The log's newest event was recorded ${seconds(ahead)} s ahead of the store's clock: nothing is written until then, or until an operator corrects it.`;

const seconds = (milliseconds: number): string => String(Math.ceil(Math.abs(milliseconds) / 1_000));

/** When an append was recorded: the latest of its events. Undefined for one of nothing. */
export const latestOf = (events: Timed['events']): string | undefined =>
  events.reduce<string | undefined>(
    (latest, { recordedAt }) => (latest === undefined || recordedAt > latest ? recordedAt : latest),
    undefined,
  );

/** The greatest time of recording after one more append. */
export const greatestAfter = (
  greatest: string | undefined,
  { stream, events }: Timed,
): string | undefined => {
  const latest = latestOf(events);
  if (latest === undefined || greatest === undefined || stream === CLOCK_CORRECTIONS)
    return latest ?? greatest;
  return latest > greatest ? latest : greatest;
};

/**
 * The greatest time of recording, from the log's events newest first: no more of them are taken than it needs.
 * Undefined in an empty log.
 */
export const greatestBackward = (
  newestFirst: Iterable<{ readonly stream: string; readonly recordedAt: string }>,
): string | undefined => {
  let greatest: string | undefined;
  for (const { stream, recordedAt } of newestFirst) {
    if (greatest === undefined || recordedAt > greatest) greatest = recordedAt;
    // Nothing before a correction counts; and nothing before any other event was recorded so much later than it.
    if (stream === CLOCK_CORRECTIONS || Date.parse(greatest) - Date.parse(recordedAt) >= 2 * JITTER) break;
  }
  return greatest;
};

/**
 * When something is recorded by a machine whose clock shows `now`, UTC: not before the time that the store `told`
 * when it refused an earlier one, nor before what it follows.
 */
export const recordingTime = (
  now: number,
  told: string,
  ...follows: readonly (string | undefined)[]
): string => {
  // What is further ahead comes from a clock that was wrong and was corrected; if not, the store will tell.
  const latest = latestBelieved(now, told);
  return [told, ...follows.filter((instant) => instant !== undefined && instant <= latest)].reduce<string>(
    (greatest, instant = '') => (instant > greatest ? instant : greatest),
    new Date(now).toISOString(),
  );
};

/** Whether one of these is so far ahead that only the store can tell whether it counts. */
export const isDoubtful = (now: number, told: string, ...follows: readonly (string | undefined)[]): boolean =>
  follows.some((instant) => instant !== undefined && instant > latestBelieved(now, told));

const latestBelieved = (now: number, told: string): string =>
  new Date(Math.max(now, Date.parse(told) || 0) + AHEAD_BY).toISOString();
