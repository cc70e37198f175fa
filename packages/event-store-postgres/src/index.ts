export {
  existingAccess,
  existingKeys,
  existingLog,
  existingStore,
  postgresBesideLog,
  postgresDatabase,
} from './postgres-database.ts';
export { postgresEventStore } from './postgres-event-store.ts';
export { postgresKeyStore } from './postgres-key-store.ts';
export { postgresRows } from './postgres-rows.ts';
