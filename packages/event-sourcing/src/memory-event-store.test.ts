import { eventStoreContract, placesContract } from './store-contracts/index.ts';
import { memoryEventStore } from './memory-event-store.ts';
import type { EventStore } from './event-store.ts';

let clock: () => number = Date.now;
let newest: EventStore;
const open = (): EventStore => (newest = memoryEventStore({ now: () => clock() }));

eventStoreContract('memory', open, {
  trusting: () => ({
    ...newest,
    append: async (stream, expected, events, ...more) => {
      // A clock that shows whatever the event says.
      clock = () => Date.parse(events[0]?.recordedAt ?? '');
      try {
        return await newest.append(stream, expected, events, ...more);
      } finally {
        clock = Date.now;
      }
    },
    close: () => Promise.resolve(),
  }),
});
placesContract('memory', memoryEventStore);
