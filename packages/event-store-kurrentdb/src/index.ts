export { kurrentdbEventStore } from './kurrentdb-event-store.ts';
export type { KurrentdbEventStore, KurrentdbOptions } from './kurrentdb-event-store.ts';
