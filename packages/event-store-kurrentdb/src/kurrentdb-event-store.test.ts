import { afterAll, beforeAll } from '@jest/globals';
import { differential, eventStoreContract, placesContract } from '@wardbook/event-sourcing/store-contracts';
import { kurrentdbEventStore } from './kurrentdb-event-store.ts';
import { wireServer, type WireServer } from './testing/wire-server.ts';

let server: WireServer;
beforeAll(async () => {
  server = await wireServer();
});
afterAll(() => server.close());

// Mebibytes pass through two parsers here, on a machine that may be busy: no answer is given up for that.
const open = () => kurrentdbEventStore(server.address, { patience: 30_000, deadline: 20_000 });
eventStoreContract('kurrentdb (wire)', open, {
  another: open,
  trusting: () => kurrentdbEventStore(server.address, { aheadBy: Infinity }),
});
placesContract('kurrentdb (wire)', open, { another: open });
differential('kurrentdb (wire)', open, { another: open, seed: 301 });
