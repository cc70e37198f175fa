export { sqliteEventStore } from './sqlite-event-store.ts';
export { existingLog, sqliteFolder } from './sqlite-folder.ts';
export { sqliteRows } from './sqlite-rows.ts';
