import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StoreUnavailable } from '@wardbook/event-sourcing';
import { connectionPool, type Pool } from './connection-pool.ts';
import { create } from './log.test.data.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';
import { limitsOf, PATIENCE } from './patience.ts';

let server: PostgresServer;
let address: string;
beforeAll(async () => {
  server = await postgresServer();
  address = await server.freshDatabase();
});
afterAll(() => server.stop());

const limits = (patience = PATIENCE) => limitsOf(1, performance.now() + patience);
const using = async (connections: number, work: (pool: Pool) => Promise<void>): Promise<void> => {
  const pool = connectionPool(address, { schema: 'public', connections });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
};
const pidIn = async (pool: Pool): Promise<unknown> =>
  (await pool.query({ text: 'SELECT pg_backend_pid()' })).rows[0];

describe('E-16: a pool that is busy', () => {
  test('serves 100 callers with 4 connections, each in turn', () =>
    using(4, async (pool) => {
      const begun: number[] = [];
      let [under, most] = [0, 0];
      await Promise.all(
        Array.from({ length: 100 }, (_, caller) =>
          pool.session(async (client) => {
            begun.push(caller);
            most = Math.max(most, (under += 1));
            await client.query('SELECT pg_sleep(0.02)');
            under -= 1;
          }, limits()),
        ),
      );
      expect(most).toBe(4);
      // The first four begin as soon as each is connected; whoever takes over a connection does so in turn.
      expect(begun.filter((caller) => caller >= 4)).toEqual(
        Array.from({ length: 96 }, (_, after) => after + 4),
      );
    }));

  test('is told as busy after the patience, never as out of reach', () =>
    using(4, async (pool) => {
      const callers = Array.from({ length: 100 }, () => pool.query({ text: 'SELECT pg_sleep(1)' }));
      const outcomes = await Promise.allSettled(callers);
      const busy = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as StoreUnavailable] : [],
      );
      expect(busy.length).toBeGreaterThan(0);
      expect(busy.length).toBeLessThan(100);
      expect(new Set(busy.map(({ message }) => message))).toEqual(
        new Set(['The database is busy: all connections of this process are in use.']),
      );
      expect(busy.every(({ retryable }) => retryable)).toBe(true);
    }));

  test('of a store serves 100 readers and 100 writers', async () => {
    const store = await postgresEventStore(await server.freshDatabase());
    await Promise.all(
      Array.from({ length: 100 }, async (_, caller) => {
        await create(store, `note-${String(caller)}`, 'a');
        expect(await store.readStream(`note-${String(caller)}`)).toHaveLength(1);
      }),
    );
    await store.close();
  });
});

describe('a pool', () => {
  test('keeps a connection for the next, and closes one whose work failed, with all that it did', () =>
    using(1, async (pool) => {
      await pool.query({ text: 'CREATE TABLE kept (a int)' });
      const first = await pidIn(pool);
      expect(await pidIn(pool)).toEqual(first);
      const failing = pool.session(async (client) => {
        await client.query('BEGIN; INSERT INTO kept VALUES (1)');
        throw new Error('half way');
      }, limits());
      await expect(failing).rejects.toThrow('half way');
      expect(await pidIn(pool)).not.toEqual(first);
      expect((await pool.query({ text: 'SELECT FROM kept' })).rows).toEqual([]);
    }));

  test('that ends finishes what is under way, and refuses those in line and those who come', async () => {
    const pool = connectionPool(address, { schema: 'public', connections: 1 });
    const closed = { message: 'The store is closed.', retryable: false };
    const under = pool.query({ text: 'SELECT 1 AS one FROM pg_sleep(0.1)' });
    const inLine = expect(pool.query({ text: 'SELECT 1' })).rejects.toMatchObject(closed);
    await pause(10);
    await Promise.all([pool.end(), pool.end()]);
    expect((await under).rows).toEqual([{ one: 1 }]);
    await inLine;
    await expect(pool.query({ text: 'SELECT 1' })).rejects.toMatchObject(closed);
  });
});
