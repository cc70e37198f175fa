import type { Moment } from './event-store.ts';

/** An event is shown as backdated when it was written down more than a day after it happened: ours. */
const LIMIT_IN_MILLISECONDS = 24 * 60 * 60 * 1_000;

/**
 * By how many milliseconds an event was recorded late; 0 within the limit.
 * @example
 * const isLate = backdatedBy(recorded) > 0;
 */
export const backdatedBy = ({
  occurredAt,
  recordedAt,
}: Pick<Moment, 'occurredAt' | 'recordedAt'>): number => {
  const late = Date.parse(recordedAt) - Date.parse(occurredAt);
  return late > LIMIT_IN_MILLISECONDS ? late : 0;
};
