import { afterAll, beforeAll } from '@jest/globals';
import { differential, eventStoreContract, placesContract } from '@wardbook/event-sourcing/testing';
import { kurrentdbEventStore } from './kurrentdb-event-store.ts';
import { wireServer, type WireServer } from './testing/wire-server.ts';

let server: WireServer;
beforeAll(async () => {
  server = await wireServer();
});
afterAll(() => server.close());

const open = () => kurrentdbEventStore(server.address);
eventStoreContract('kurrentdb (wire)', open, {
  another: open,
  trusting: () => kurrentdbEventStore(server.address, { aheadBy: Infinity }),
});
placesContract('kurrentdb (wire)', open, { another: open });
differential('kurrentdb (wire)', open, { another: open, seed: 301 });
