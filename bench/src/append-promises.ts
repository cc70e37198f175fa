import { join } from 'node:path';
import { sqliteEventStore } from '@wardbook/event-store-sqlite';
import { fillWithPromises, LOG, type Length } from './promise-log.ts';

// Another process that writes to a gateway's log, as fast as it can.
const [folder = '', length = ''] = process.argv.slice(2);
const store = sqliteEventStore(join(folder, LOG));
await fillWithPromises(store, JSON.parse(length) as Length);
await store.close();
