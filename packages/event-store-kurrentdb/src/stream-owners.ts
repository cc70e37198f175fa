import { ChainBroken } from '@wardbook/event-sourcing';
import type { ClientReads } from './client-reads.ts';
import { metadataOf, type ClientEvent } from './stored-event.ts';

/** Tells our events from those of other products on the same server. */
export interface StreamOwners {
  /** True also for an event of ours that cannot be read: whoever reads it on finds it broken. */
  isOurs(event: ClientEvent): Promise<boolean>;
}

// So many other streams are remembered; another product's stream then costs one read, not one for each event.
const REMEMBERED = 10_000;

export const streamOwners = (reads: ClientReads): StreamOwners => {
  const foreign = new Set<string>();
  return {
    isOurs: async (event) => {
      if (metadataOf(event)) return true;
      const { streamId: stream } = event;
      if (foreign.has(stream)) return false;
      const first = event.revision === 0n ? event : await firstOf(reads, stream);
      // A stream is ours whose first event is. What its other events look like then is our business.
      if (first && metadataOf(first)) return true;
      if (foreign.size >= REMEMBERED) foreign.clear();
      foreign.add(stream);
      return false;
    },
  };
};

const firstOf = async (reads: ClientReads, stream: string): Promise<ClientEvent | undefined> => {
  try {
    const [first] = await reads.stream(stream, { from: 0, count: 1, backward: false });
    return first;
  } catch (error) {
    // Another product may delete its streams. One of ours is found missing by whoever reads it.
    if (error instanceof ChainBroken) return undefined;
    throw error;
  }
};
