export { sqliteEventStore } from './sqlite-event-store.ts';
export {
  existingAccess,
  existingKeys,
  existingLog,
  existingStore,
  sqliteBesideLog,
  sqliteFolder,
} from './sqlite-folder.ts';
export { sqliteKeyStore } from './sqlite-key-store.ts';
export { sqliteRows } from './sqlite-rows.ts';
