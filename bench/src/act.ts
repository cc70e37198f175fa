import { PostgresStore } from '@rotorsoft/act-pg';
import { SqliteStore } from '@rotorsoft/act-sqlite';
import { join } from 'node:path';
import { advice, metadata } from './advice.ts';
import type { Candidate, Work } from './work.ts';

/** Its callers wait for each other: several at once fail with SQLITE_BUSY. */
export const actSqlite: Candidate = async (folder) => {
  const store = new SqliteStore({ url: `file:${join(folder, 'act.db')}` });
  await store.seed();
  const work = advising(store);
  let last: Promise<unknown> = Promise.resolve();
  return { ...work, turn: (caller) => (last = last.then(() => work.turn(caller))) };
};

/** Its own pool; its callers do not wait for each other. */
export const actPostgres: Candidate = async (address) => {
  const { hostname, port, username, password, pathname } = new URL(address);
  const database = pathname.slice(1);
  const store = new PostgresStore({ host: hostname, port: Number(port), user: username, password, database });
  await store.seed();
  return advising(store);
};

/** What is used of a store of act, whose own types ask for schemas. */
interface ActStore {
  commit(stream: string, messages: readonly object[], meta: object, expected: number): Promise<unknown>;
  query(callback: (event: object) => void): Promise<number>;
  dispose(): Promise<void>;
}

const advising = (store: ActStore): Work => {
  const versions = new Map<number, number>();
  const append = (caller: number, expected: number): Promise<unknown> =>
    store.commit(
      `adviceCase-${String(caller)}`,
      [{ name: 'AdviceGiven', data: advice(expected + 1) }],
      { correlation: crypto.randomUUID(), causation: { action: metadata() } },
      expected,
    );
  const refused = async (expected: number): Promise<boolean> => {
    try {
      await append(0, expected);
      return false;
    } catch (error) {
      return (error as Error).name === 'ConcurrencyError' || /concurrency/i.test((error as Error).message);
    }
  };
  return {
    turn: async (caller) => {
      const expected = versions.get(caller) ?? -1;
      await append(caller, expected);
      versions.set(caller, expected + 1);
    },
    stored: () => store.query(() => undefined),
    refusesStale: async () => (await refused(0)) && (await refused(-1)),
    close: () => store.dispose(),
  };
};
