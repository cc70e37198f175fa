import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ClockBehind,
  digestOfCommand,
  encloseAll,
  eventsMarked,
  NO_STREAM,
  recordingTime,
  StoreUnavailable,
  vouched,
  WrongExpectedRevision,
  z,
  ZERO_HASH,
  type Actor,
  type EventOf,
  type EventStore,
  type NewEvent,
} from '@wardbook/event-sourcing';

const event = eventsMarked({ classification: 'OFFICIAL' });

/** The kinds of processing that DPA 2018 s.62 wants logged; what is written stands in the log itself. */
export const CATEGORIES = ['CONSULTATION', 'DISCLOSURE', 'COMBINATION'] as const;
/** One of `CATEGORIES`. */
export type Category = (typeof CATEGORIES)[number];

const opaque = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/);
const field = vouched(z.string().regex(/^[a-z][A-Za-z]*-[^/]+\/\d+\/\d+$/));
const purposeCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/);

const reading = {
  purpose: purposeCode,
  subjects: z.array(opaque),
  /** References of the values shown, `stream/revision/n`: never the values. */
  fields: z.array(field),
  /** The agency that a disclosure went to. */
  recipient: opaque.optional(),
};
export const personalDataRead = event('PersonalDataRead', {
  category: z.enum(['CONSULTATION', 'DISCLOSURE']),
  ...reading,
})
  // version 2: what is shown of one record in another, as the same person’s
  .becomes({ category: z.enum(CATEGORIES), ...reading }, (older) => older);
/** That two records were taken as one person’s. */
export const personalDataCombined = event('PersonalDataCombined', {
  category: z.enum(['COMBINATION']),
  purpose: purposeCode,
  subjects: z.array(opaque).min(2),
});
const denying = {
  purpose: purposeCode,
  count: z.int().min(1),
  /** The minute in which they were asked for, UTC. */
  minute: z.iso.datetime({ precision: 3 }),
};
const RECORD_NAME = /^[a-z][A-Za-z]{0,59}-[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/;

/** Whether a record can be called that: whatever else somebody asks for is not written down. */
export const isRecordName = (name: string): boolean => RECORD_NAME.test(name);

export const personalDataDenied = event('PersonalDataDenied', denying)
  // version 2: the stream of the record that was asked for, whether or not there is one
  .becomes({ ...denying, record: z.string().regex(RECORD_NAME).optional() }, (older) => older);
/** That somebody read the access log itself: how many entries, and what for. */
export const accessLogRead = event('AccessLogRead', { purpose: purposeCode, count: z.int().min(0) });

/** All kinds of entries. */
export const accessEvents = [
  personalDataRead,
  personalDataCombined,
  personalDataDenied,
  accessLogRead,
] as const;
/** One entry, as it is written. */
export type AccessEvent = EventOf<(typeof accessEvents)[number]>;

/** Who asks; where that is a system, the person for whom it acts too. */
export interface Reader extends Actor {
  readonly onBehalfOf?: string;
}

/** Durable before it resolves. Throws `StoreUnavailable`, and `EventInvalid` for what is no entry. */
export type RecordAccess = (actor: Reader, correlationId: string, made: AccessEvent) => Promise<void>;

// One append for so many who wait; more gain little, and what is written at once has to fit into one message.
const LARGEST_GROUP = 256;

/**
 * Writes to the access log: one stream for each start of a gateway, in a log of its own; `start` names this one.
 * Whoever comes while others are being written waits, and shares the next append with all who wait.
 * @example
 * const record = accessLog(access, Date.now);
 * await record(by, 'correlation-1', accessLogRead({ purpose: 'AUDIT', count: 20 }));
 */
export const accessLog = (
  store: EventStore,
  now: () => number,
  start: string = randomUUID(),
): RecordAccess => {
  const stream = `access-${start}`;
  const waiting: Waiting[] = [];
  let running = false;
  // All that is kept of what was written. Not known at first, and after an append whose outcome is not known either.
  let end: End | undefined;
  // The time of recording that the store asked for, where this clock is slow.
  let told = '';

  const newest = async (): Promise<End> => {
    const [last] = await store.readStream(stream, { backward: true, limit: 1 });
    return last ? endAt(last) : NOTHING_YET;
  };
  const enclosed = async (entry: Waiting, known: End, recordedAt: string): Promise<NewEvent | undefined> => {
    const { actor, correlationId, occurredAt, made } = entry;
    const { onBehalfOf } = actor;
    // A clock that was set back between two readings: the entry would stand in the future.
    if (occurredAt > recordedAt)
      throw new StoreUnavailable('The clock went backward: nothing was logged.', true);
    const commandId = randomUUID();
    const commandDigest = digestOfCommand(commandId);
    const [next] = await encloseAll({ events: accessEvents }, [made], {
      stream,
      known,
      subject: undefined,
      sealer: undefined,
      sender: { clientId: start, commandId },
      part: {
        ...{ occurredAt, recordedAt, actor, commandId, commandDigest, correlationId },
        ...(onBehalfOf !== undefined && { onBehalfOf }),
      },
    });
    return next;
  };
  /** Encloses one after the other; who brings what is no entry is refused alone. */
  const chained = async (group: readonly Waiting[], before: End): Promise<readonly Chained[]> => {
    const recordedAt = recordingTime(now(), told, before.recordedAt);
    const chain: Chained[] = [];
    for (const entry of group)
      try {
        const next = await enclosed(entry, chain.at(-1)?.next ?? before, recordedAt);
        if (next) chain.push({ entry, next });
      } catch (error) {
        entry.reject(error);
      }
    return chain;
  };
  const append = async (group: readonly Waiting[], before: End): Promise<readonly Chained[]> => {
    const chain = await chained(group, before);
    const events = chain.map(({ next }) => next);
    if (events.length > 0) await store.append(stream, before.revision, events);
    return chain;
  };
  const write = async (group: readonly Waiting[]): Promise<void> => {
    const before = end ?? (await newest());
    end = undefined;
    const chain = await append(group, before).catch((error: unknown) => {
      if (!(error instanceof ClockBehind)) throw error;
      told = error.greatest;
      return append(group, before);
    });
    const last = chain.at(-1)?.next;
    end = last ? endAt(last) : before;
    for (const { entry } of chain) entry.resolve();
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Who asks in the same turn of the event loop comes along.
      await nextTurn();
      const group = waiting.splice(0, LARGEST_GROUP);
      // What was written after all, although nobody could say so, is on record: an entry too many, and never one less.
      await write(group).catch((error: unknown) => {
        for (const entry of group) entry.reject(reasonOf(error));
      });
    }
    running = false;
  };

  return (actor, correlationId, made) =>
    new Promise((resolve, reject) => {
      const occurredAt = new Date(now()).toISOString();
      waiting.push({ actor, correlationId, made, occurredAt, resolve, reject });
      if (running) return;
      running = true;
      void writeAll();
    });
};

interface Waiting {
  readonly actor: Reader;
  readonly correlationId: string;
  readonly made: AccessEvent;
  readonly occurredAt: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Chained {
  readonly entry: Waiting;
  readonly next: NewEvent;
}

/** What the next entry of the stream follows. */
interface End {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

const NOTHING_YET: End = { revision: NO_STREAM, hash: ZERO_HASH, recordedAt: '1970-01-01T00:00:00.000Z' };

const endAt = ({ revision, hash, recordedAt }: End): End => ({ revision, hash, recordedAt });

/** The stream is this start's own: only an append of its own that was late can have moved it. */
const reasonOf = (error: unknown): unknown =>
  error instanceof WrongExpectedRevision
    ? new StoreUnavailable('The access log has moved: nothing was logged.', true)
    : error;
