import * as z from 'zod';
import { SYSTEM } from './deciding.ts';
import { ANY_ID, type Command, type Decider } from './decider.ts';
import type { Actor } from './actor.ts';
import { eventsMarked, object, vouched, type EventOf } from './event.ts';
import type { EventStore } from './event-store.ts';
import { handler } from './handle.ts';
import { processStreamOf, type ParkedKey, type ProcessPlace, type ProcessPlaces } from './places.ts';

// Ids of streams and rows, whatever form a domain gives them.
const identifier = vouched(z.string().regex(/^[^\0]{1,500}$/));
const key = vouched(z.string().regex(/^[^\0]{0,500}$/));
const instant = z.iso.datetime({ precision: 3 });
const position = z.string().regex(/^\d{1,20}$/);

// Logs hold them marked so, and what is on record stays as it is.
const event = eventsMarked({ classification: 'OFFICIAL' });

/** Somebody else runs the process from now on: whoever ran it before writes nothing more. */
const processTakenOver = event('ProcessTakenOver', { runner: identifier });
/** Where a process stands, for a log that keeps nothing beside its streams. */
const processPlaceKept = event('ProcessPlaceKept', {
  position,
  parked: z.array(
    object({
      key,
      after: position,
      event: identifier,
      reason: identifier,
      streams: z.array(identifier),
      since: instant,
    }),
  ),
});

const events = [processTakenOver, processPlaceKept] as const;
type ProcessEvent = EventOf<(typeof events)[number]>;
type Kept = EventOf<typeof processPlaceKept>;

type ProcessCommand = Command &
  (
    | { readonly type: 'TakeOverProcess'; readonly runner: string }
    | { readonly type: 'KeepProcessPlace'; readonly place: ProcessPlace }
  );

/** Who runs a process, one after the other. Its events feed nobody. */
export const processRecord: Decider<ProcessCommand, ProcessEvent, null> = {
  name: 'process',
  // Whoever shares a log shares these: the names of their processes differ.
  prefix: '',
  ids: { ...ANY_ID, pattern: /^[^\0]{1,500}$/ },
  initial: null,
  events,
  facts: {},
  decide: {
    TakeOverProcess: ({ runner }) => [processTakenOver({ runner })],
    KeepProcessPlace: ({ place }) => [
      processPlaceKept({
        position: String(place.position),
        parked: place.parked.map((parked) => ({
          ...parked,
          after: String(parked.after),
          streams: [...parked.streams],
        })),
      }),
    ],
  },
  evolve: { ProcessTakenOver: () => null, ProcessPlaceKept: () => null },
};

/** Places kept as events of `process-<name>`, for a store that has nothing but streams. */
export const placesInStreams = (
  store: Pick<EventStore, 'append' | 'readStream' | 'readLog'>,
  { now = Date.now }: { readonly now?: () => number } = {},
): ProcessPlaces => {
  const handle = handler(store as EventStore, { now });
  const find = async (process: string): Promise<ProcessPlace | undefined> => {
    const stream = processStreamOf(process);
    for (let to: number | undefined; ;) {
      const range = { backward: true, limit: PAGE, ...(to !== undefined && { to }) };
      const page = await store.readStream(stream, range);
      const kept = page.find(({ type }) => type === processPlaceKept.type);
      if (kept) return placeIn(process, JSON.parse(kept.data) as Kept);
      to = (page.at(-1)?.revision ?? 0) - 1;
      if (page.length < PAGE || to < 0) return undefined;
    }
  };
  return {
    find,
    list: async () => {
      const names = new Set<string>();
      for (let after = 0n; ;) {
        const page = await store.readLog({ after, limit: PAGE, category: processRecord.name });
        for (const { stream } of page) names.add(stream.slice(processStreamOf('').length));
        after = page.at(-1)?.position ?? after;
        if (page.length < PAGE) break;
      }
      const places = await Promise.all([...names].sort().map(find));
      return places.filter((place) => place !== undefined);
    },
    save: async (place, fence) => {
      const at = new Date(now()).toISOString();
      const command = { type: 'KeepProcessPlace', place } as const;
      const { receipt } = await handle(processRecord, place.process, command, {
        by: actorOf({ name: place.process }, STORE),
        occurredAt: at,
        clientId: place.process,
        commandId: `${String(fence)}/${String(place.position)}/${at}`,
        correlationId: place.process,
        fingerprint: null,
        expectedRevision: fence,
        process: { causeRecordedAt: at },
      });
      if (!receipt) throw new TypeError(`${place.process} was not allowed to keep its place.`);
      return receipt.revision;
    },
  };
};

const PAGE = 100;

const placeIn = (process: string, { position: at, parked }: Kept): ProcessPlace => ({
  process,
  position: BigInt(at),
  parked: parked.map((one): ParkedKey => ({ ...one, after: BigInt(one.after) })),
});

/** Who acts when a process does. */
export const actorOf = ({ name }: { readonly name: string }, agency: string): Actor => ({
  id: `process.${name}`,
  role: SYSTEM,
  agency,
});

/** The agency of what a store writes down for itself. */
const STORE = 'store';
