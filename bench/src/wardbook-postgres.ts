import { postgresDatabase } from '@wardbook/event-store-postgres';
import { appending, sealerOf } from './wardbook.ts';
import type { Candidate } from './work.ts';

/** Events that are decided already; keys in the same database, asked for with every append. */
export const wardbookPostgres: Candidate = async (address) => {
  const { store, rows, keys, access } = await postgresDatabase(address);
  const work = appending(store, sealerOf(keys, store));
  return {
    ...work,
    close: async () => {
      await Promise.all([store, rows, keys, access].map((part) => part.close()));
    },
  };
};
