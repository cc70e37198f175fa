import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { CLOCK_CORRECTIONS } from './clock.ts';
import { idOf, type Command, type Decider } from './decider.ts';
import type { Actor } from './actor.ts';
import { eventsMarked, type EventOf } from './event.ts';
import type { EventStore } from './event-store.ts';
import { handler } from './handle.ts';
import type { Receipt } from './sender.ts';

// Logs hold them marked so, and what is on record stays as it is.
const event = eventsMarked({ classification: 'OFFICIAL' });

/** That the clock of what was recorded before it had been ahead. */
export const clockCorrected = event('ClockCorrected', {
  /** The greatest time of recording that the log held: what was wrong. */
  latest: z.iso.datetime({ precision: 3 }),
  /** A code that says why, or where that is written down; never free text. */
  reason: z.string().regex(/^[A-Z0-9][A-Z0-9_-]{0,59}$/),
});

interface CorrectClock extends Command {
  readonly type: 'CorrectClock';
  readonly latest: string;
  readonly reason: string;
}

const clock: Decider<CorrectClock, EventOf<typeof clockCorrected>, null> = {
  name: 'clock',
  prefix: '',
  initial: null,
  events: [clockCorrected],
  facts: {},
  decide: {
    CorrectClock: ({ occurredAt: at, latest, reason }) =>
      latest > at ? [clockCorrected({ latest, reason })] : [],
  },
  evolve: { ClockCorrected: () => null },
};

interface Correcting {
  /** The operator. */
  readonly actor: Actor;
  /** Up to 60 capitals, digits, `_` and `-`. */
  readonly reason: string;
  /** UTC milliseconds. */
  readonly now?: () => number;
}

/**
 * Writes down that the clock which recorded the newest events was ahead: from then on they count as recorded at the
 * time of this event, and writing goes on. Undefined, and nothing written, where the log is not ahead.
 * Throws `EventInvalid`, `StoreUnavailable`.
 * @example
 * const receipt = await correctClock(store, { actor: by, reason: 'TICKET-1' });
 */
export const correctClock = async (
  store: EventStore,
  { actor, reason, now = Date.now }: Correcting,
): Promise<Receipt | undefined> => {
  const { greatest: latest } = (await store.clock?.()) ?? {};
  if (latest === undefined) return undefined;
  const command = { type: 'CorrectClock', latest, reason } as const;
  const commandId = randomUUID();
  const { receipt } = await handler(store, { now })(clock, idOf(CLOCK_CORRECTIONS), command, {
    by: actor,
    clientId: 'operator',
    commandId,
    correlationId: commandId,
    fingerprint: [latest, reason],
  });
  return receipt && receipt.eventIds.length > 0 ? receipt : undefined;
};
