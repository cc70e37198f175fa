import { randomUUID } from 'node:crypto';
import {
  event,
  handler,
  StoreUnavailable,
  z,
  type Actor,
  type Command,
  type Decider,
  type EventOf,
  type EventStore,
} from '@wardbook/event-sourcing';

/** The kinds of processing that DPA 2018 s.62 wants logged; what is written stands in the log itself. */
export const CATEGORIES = ['CONSULTATION', 'DISCLOSURE'] as const;
export type Category = (typeof CATEGORIES)[number];

const opaque = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/);
const field = z.string().regex(/^[a-z][A-Za-z]*-[^/]+\/\d+\/\d+$/);
const purposeCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/);

export const personalDataRead = event('PersonalDataRead', {
  category: z.enum(CATEGORIES),
  purpose: purposeCode,
  subjects: z.array(opaque),
  /** References of the values shown, `stream/revision/n`: never the values. */
  fields: z.array(field),
  /** The agency that a disclosure went to. */
  recipient: opaque.optional(),
});
export const personalDataDenied = event('PersonalDataDenied', {
  purpose: purposeCode,
  count: z.int().min(1),
  /** The minute in which they were asked for, UTC. */
  minute: z.iso.datetime({ precision: 3 }),
});
export const accessLogRead = event('AccessLogRead', { purpose: purposeCode, count: z.int().min(0) });

export const accessEvents = [personalDataRead, personalDataDenied, accessLogRead] as const;
export type AccessEvent = EventOf<(typeof accessEvents)[number]>;

type AccessCommand = Command & { readonly type: 'RecordAccess'; readonly event: AccessEvent };

/** Who read what: one stream for each start of a gateway, in a log of its own. */
const access: Decider<AccessCommand, AccessEvent, null> = {
  name: 'access',
  initial: null,
  events: accessEvents,
  facts: {},
  decide: {
    RecordAccess: ({ event: made }) => [made],
  },
  evolve: { PersonalDataRead: () => null, PersonalDataDenied: () => null, AccessLogRead: () => null },
};

/** Durable before it resolves. Throws `StoreUnavailable`. */
export type RecordAccess = (actor: Actor, correlationId: string, made: AccessEvent) => Promise<void>;

/** Writes to the access log; `start` names this start of the gateway. */
export const accessLog = (
  store: EventStore,
  now: () => number,
  start: string = randomUUID(),
): RecordAccess => {
  const handle = handler(store, { now });
  return async (actor, correlationId, made) => {
    const commandId = randomUUID();
    const command: AccessCommand = { type: 'RecordAccess', at: new Date(now()).toISOString(), event: made };
    const { receipt } = await handle(access, start, command, {
      actor,
      clientId: start,
      commandId,
      correlationId,
      content: commandId,
    });
    // A clock that was set back between two readings: the entry would stand in the future, and is refused.
    if (!receipt) throw new StoreUnavailable('The clock went backward: nothing was logged.', true);
  };
};
