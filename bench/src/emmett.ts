import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { Client } from 'pg';
import { advice, metadata } from './advice.ts';
import type { Candidate } from './work.ts';

/** Its own schema, its own pool; each caller appends to a stream of its own. */
export const emmettPostgres: Candidate = async (address) => {
  const store = getPostgreSQLEventStore(address);
  await store.schema.migrate();
  const versions = new Map<number, bigint>();
  const append = (caller: number, expected: bigint | undefined) =>
    store.appendToStream(
      `adviceCase-${String(caller)}`,
      [{ type: 'AdviceGiven', data: advice(Number(expected ?? 0n)), metadata: metadata() }],
      { expectedStreamVersion: expected ?? 'STREAM_DOES_NOT_EXIST' },
    );
  return {
    turn: async (caller) => {
      const { nextExpectedStreamVersion } = await append(caller, versions.get(caller));
      versions.set(caller, nextExpectedStreamVersion);
    },
    stored: async () => {
      const client = new Client({ connectionString: address });
      await client.connect();
      const { rows } = await client.query<{ readonly count: string }>('SELECT count(*) FROM emt_messages');
      await client.end();
      return Number(rows[0]?.count);
    },
    // It does not claim the second half: this version accepts a new stream where there is one.
    refusesStale: async () => {
      try {
        await append(0, 1n);
        return false;
      } catch (error) {
        return /ConcurrencyError|ExpectedVersionConflict/.test(
          `${(error as Error).name} ${(error as Error).constructor.name}`,
        );
      }
    },
    close: () => store.close(),
  };
};
