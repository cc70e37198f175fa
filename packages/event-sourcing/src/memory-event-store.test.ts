import { eventStoreContract, placesContract } from './testing/index.ts';
import { memoryEventStore } from './memory-event-store.ts';

eventStoreContract('memory', memoryEventStore);
placesContract('memory', memoryEventStore);
