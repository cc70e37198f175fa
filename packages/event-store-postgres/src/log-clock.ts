import type { StoreClock } from '@wardbook/event-sourcing';
import type { Pool } from './connection-pool.ts';

/** The setting by which a session tells append() how far ahead of the server's clock it may be, in milliseconds. */
export const CLOCK_AHEAD = 'wardbook.clock_ahead';

/** What the server says of time. */
export const clockOf = async (pool: Pool): Promise<StoreClock> => {
  const { rows } = await pool.query<{ readonly now: bigint; readonly clock: bigint | null }>({
    name: 'clock',
    text: CLOCK,
  });
  const { now, clock } = rows[0] ?? { now: undefined, clock: null };
  return {
    now: now === undefined ? undefined : Number(now),
    greatest: clock === null ? undefined : new Date(Number(clock)).toISOString(),
  };
};

const CLOCK = `
  SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now,
    (SELECT clock FROM event ORDER BY position DESC LIMIT 1) AS clock
`;
