import type { Database } from 'better-sqlite3';
import { CLOCK_CORRECTIONS, greatestBackward } from '@wardbook/event-sourcing';

/** The newest position, and the greatest time of recording up to it since the last correction. */
export interface Latest {
  readonly position: number | null;
  readonly recordedAt: string | null;
}

/** What a log file says of time; asked again, it reads only what is new. */
export const logClock = (db: Database): (() => Latest) => {
  const newestFirst = db.prepare<[], { readonly stream: string; readonly recordedAt: string }>(
    'SELECT stream, recorded_at AS recordedAt FROM event ORDER BY position DESC',
  );
  const newest = db.prepare<[], number | null>('SELECT max(position) FROM event').pluck();
  const since = db.prepare<[number], Latest>(
    'SELECT max(position) AS position, max(recorded_at) AS recordedAt FROM event WHERE position > ?',
  );
  const correction = db.prepare<[string], { readonly position: number; readonly recordedAt: string }>(
    'SELECT position, recorded_at AS recordedAt FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1',
  );
  const whole = (): Latest => ({
    position: newest.get() ?? null,
    recordedAt: greatestBackward(newestFirst.iterate()) ?? null,
  });
  // What is committed, this process's and others': several slow clocks must not walk backward step by step.
  let known: Latest | undefined;

  // Each step may see a little more than the one before: what was seen too early is only looked at once more.
  return () => {
    if (!known) return (known = whole());
    const reached = known.position ?? 0;
    const news = since.get(reached);
    if (news?.position == null) return known;
    const corrected = correction.get(CLOCK_CORRECTIONS);
    const recordedAt =
      corrected && corrected.position > reached
        ? later(corrected.recordedAt, since.get(corrected.position)?.recordedAt ?? null)
        : later(known.recordedAt, news.recordedAt);
    return (known = { position: news.position, recordedAt });
  };
};

/** The clock of the machine as SQLite reads it, UTC milliseconds. */
export const machineClock = (db: Database): (() => number) => {
  const now = db.prepare<[], number>("SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER)").pluck();
  return () => now.get() ?? 0;
};

const later = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
};
