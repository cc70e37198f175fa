export { sqliteEventStore } from './sqlite-event-store.ts';
export { sqliteRows } from './sqlite-rows.ts';
