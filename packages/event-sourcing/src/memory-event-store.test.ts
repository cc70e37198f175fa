import { eventStoreContract } from './testing/index.ts';
import { memoryEventStore } from './memory-event-store.ts';

eventStoreContract('memory', memoryEventStore);
