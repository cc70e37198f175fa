import { NO_STREAM, probingEvent } from '@wardbook/event-sourcing';
import type { Pool } from './connection-pool.ts';
import { faultOf } from './faults.ts';
import { logWriter } from './log-writer.ts';
import { SILENCE } from './patience.ts';

/** Fails as an append would fail now, and leaves nothing. */
export const probe = async (pool: Pool): Promise<void> => {
  const event = probingEvent(Date.now());
  const append = { stream: event.stream, expected: NO_STREAM, events: [event], guards: [] };
  try {
    await pool.session(
      async (client) => {
        await client.query('BEGIN');
        const [outcome] = await logWriter(client)([append]);
        await client.query('ROLLBACK');
        if (outcome && 'error' in outcome) throw outcome.error;
      },
      { until: performance.now() + SILENCE, silence: SILENCE },
    );
  } catch (error) {
    throw faultOf(error) ?? error;
  }
};
