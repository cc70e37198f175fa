import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  streamNameFilter,
  type Filter,
  type Position as ClientPosition,
} from '@kurrent/kurrentdb-client';
import { ChainBroken } from '@wardbook/event-sourcing';
import type { Connection } from './connection.ts';
import { faultOf, isDeletedStream, isMissingStream } from './faults.ts';
import { inTime } from './patience.ts';
import type { ClientEvent } from './stored-event.ts';

/** Both halves of a position in KurrentDB's log: a checkpoint's may differ. */
export type Cursor = ClientPosition;

/** Everything but KurrentDB's own streams. */
export const NOT_OF_THE_SYSTEM = '^[^$]';

interface StreamPage {
  readonly from?: number;
  readonly count?: number;
  readonly backward: boolean;
}

interface LogPage {
  /** Inclusive. Default: the start, or the end when `backward`. */
  readonly from?: Cursor | undefined;
  readonly count: number;
  readonly backward: boolean;
  /** Only streams whose name begins so; all but the system's own when left out. */
  readonly prefix?: string | undefined;
}

/** Reads as the client answers them, with a deadline and with errors that are ours. */
export interface ClientReads {
  /** Empty for a stream that does not exist. */
  stream(stream: string, page: StreamPage): Promise<readonly ClientEvent[]>;
  /** Fewer than `count` only where the log ends. */
  log(page: LogPage): Promise<readonly ClientEvent[]>;
}

export const clientReads = (connection: Connection, deadline: number): ClientReads => {
  const all = async (read: () => Reading): Promise<readonly ClientEvent[]> => {
    const used = connection.client();
    try {
      return await collected(read(), deadline);
    } catch (error) {
      connection.reviewAfter(error, used);
      throw error;
    }
  };
  return {
    stream: async (stream, { from, count, backward }) => {
      try {
        return await all(() =>
          connection.client().readStream(stream, {
            direction: backward ? BACKWARDS : FORWARDS,
            fromRevision: from === undefined ? (backward ? END : START) : BigInt(from),
            ...(count !== undefined && { maxCount: count }),
            requiresLeader: true,
          }),
        );
      } catch (error) {
        if (isMissingStream(error)) return [];
        if (isDeletedStream(error)) throw new ChainBroken(stream, 0, 'the stream was deleted in KurrentDB.');
        throw faultOf(error);
      }
    },
    log: async ({ from, count, backward, prefix }) => {
      try {
        return await all(() =>
          connection.client().readAll({
            direction: backward ? BACKWARDS : FORWARDS,
            fromPosition: from ?? (backward ? END : START),
            maxCount: count,
            requiresLeader: true,
            filter: filterFor(prefix),
          }),
        );
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
};

const filterFor = (prefix: string | undefined): Filter =>
  prefix === undefined
    ? streamNameFilter({ regex: NOT_OF_THE_SYSTEM })
    : streamNameFilter({ prefixes: [prefix] });

type Reading = AsyncIterator<{ readonly event?: ClientEvent }, undefined>;

// The client hands deadlines on to appends only. A read that gets on may take as long as it needs.
const collected = async (reading: Reading, deadline: number): Promise<readonly ClientEvent[]> => {
  const events: ClientEvent[] = [];
  for (;;) {
    const next = await inTime(reading.next(), deadline);
    if (next.done) return events;
    if (next.value.event) events.push(next.value.event);
  }
};
