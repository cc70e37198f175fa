import { postgresServer } from '@wardbook/event-store-postgres/testing';
import { Client } from 'pg';
import type { Places } from './rounds.ts';

/** One server for all candidates, with its defaults: fsync, synchronous_commit and full_page_writes are on. */
export const databases = async (): Promise<
  Places & { readonly version: string; readonly end: () => Promise<void> }
> => {
  const server = await postgresServer();
  return {
    version: await askedOf(await server.freshDatabase()),
    fresh: () => server.freshDatabase(),
    release: async () => undefined,
    end: () => server.stop(),
  };
};

const askedOf = async (address: string): Promise<string> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await client.query<Record<string, string>>(`SHOW ${setting}`);
      // What is not durable may not be compared with what is.
      if (rows[0]?.[setting] !== 'on') throw new Error(`The server runs without ${setting}.`);
    }
    const { rows } = await client.query<{ readonly server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end();
  }
};
