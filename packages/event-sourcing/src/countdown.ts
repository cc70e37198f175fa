import { corrected, since, spansBetween, type Timeline } from './timeline.ts';

/**
 * What is awaited of somebody, and until when, as dated facts: in whatever order they are recorded, it is due at the
 * same instant. Instants are UTC. Plain data, for the row of a process.
 */
export interface Countdown {
  /** From when on it was due when; `undefined` in it: nothing is awaited. */
  readonly due: Timeline<string | undefined>;
  /** From when on nobody's time ran, and from when on it did again. */
  readonly paused: Timeline<boolean>;
  /** What is recorded when it was due already leaves time to record its answer, too. */
  readonly notBefore?: string;
  /** The due instant that was said to have passed. */
  readonly noticed?: string;
}

/** Nothing is awaited. */
export const NOTHING_AWAITED: Countdown = { due: [], paused: [] };

/**
 * From this instant on something is due at another, and is not asked for before a third.
 * @example
 * dueFrom(NOTHING_AWAITED, '2026-03-01T09:00:00.000Z', '2026-03-08T09:00:00.000Z');
 */
export const dueFrom = (countdown: Countdown, from: string, due: string, notBefore?: string): Countdown => ({
  ...countdown,
  due: corrected(countdown.due, from, due),
  ...latestOf(countdown.notBefore, notBefore),
});

/** The same, whichever is told first. */
const latestOf = (a: string | undefined, b: string | undefined): Pick<Countdown, 'notBefore'> => {
  const [latest] = [a, b]
    .filter((one) => one !== undefined)
    .sort()
    .reverse();
  return latest === undefined ? {} : { notBefore: latest };
};

/**
 * From this instant on nothing is awaited.
 * @example
 * const week = dueFrom(NOTHING_AWAITED, '2026-03-01T09:00:00.000Z', '2026-03-08T09:00:00.000Z');
 * nothingFrom(week, '2026-03-03T09:00:00.000Z');
 */
export const nothingFrom = (countdown: Countdown, from: string): Countdown => ({
  ...countdown,
  due: since(countdown.due, from, undefined),
});

/**
 * From this instant on nobody's time runs: what is due then is due later by as long as the pause lasts.
 * @example
 * const waiting = pausedFrom(NOTHING_AWAITED, '2026-03-02T09:00:00.000Z');
 */
export const pausedFrom = (countdown: Countdown, from: string): Countdown => ({
  ...countdown,
  paused: since(countdown.paused, from, true),
});

/**
 * From this instant on time runs again.
 * @example
 * const running = resumedFrom(NOTHING_AWAITED, '2026-03-04T09:00:00.000Z');
 */
export const resumedFrom = (countdown: Countdown, from: string): Countdown => ({
  ...countdown,
  paused: since(countdown.paused, from, false),
});

/**
 * That this instant passed is on record: it is not asked for again.
 * @example
 * const said = noticedAt(NOTHING_AWAITED, '2026-03-08T09:00:00.000Z');
 */
export const noticedAt = (countdown: Countdown, due: string): Countdown => ({ ...countdown, noticed: due });

/**
 * When what is awaited now is due; undefined where nothing is, or while time does not run.
 * @example
 * dueAt(dueFrom(NOTHING_AWAITED, '2026-03-01T09:00:00.000Z', '2026-03-08T09:00:00.000Z')); // '2026-03-08T09:00:00.000Z'
 */
export const dueAt = ({ due, paused }: Countdown): string | undefined => {
  const last = due.at(-1);
  if (last?.value === undefined) return undefined;
  let moment = last.value;
  // Each pause that began before the due instant moves it, and may bring the next one before it.
  let counted = 0;
  for (;;) {
    const pauses = spansBetween(paused, last.from, FOREVER).filter(
      ({ value, from }) => value && from < moment,
    );
    if (pauses.some(({ to }) => to === FOREVER)) return undefined;
    if (pauses.length === counted) return moment;
    counted = pauses.length;
    const length = pauses.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
    moment = new Date(Date.parse(last.value) + length).toISOString();
  }
};

const FOREVER = '9999-12-31T23:59:59.999Z';
