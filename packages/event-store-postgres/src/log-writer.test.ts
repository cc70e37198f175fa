import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CLOCK_CORRECTIONS,
  digestOfCiphertext,
  NO_STREAM,
  verifyLog,
  type EventStore,
} from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import type { Client } from 'pg';
import { asOwner, COLUMNS, create, dense, follow, heldAppend, ownerOf } from './log.test.data.ts';
import { logWriter } from './log-writer.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';

let server: PostgresServer;
let address: string;
let store: EventStore;
let owner: Client;

beforeAll(async () => {
  server = await postgresServer();
  address = await server.freshDatabase();
  store = await postgresEventStore(address);
  owner = await ownerOf(address);
});
afterAll(async () => {
  await owner.end();
  await store.close();
  await server.stop();
});

const part = (subject: string) => ({
  subject,
  commitments: [],
  ciphertextDigest: digestOfCiphertext(Uint8Array.of(1, 2, 3)),
  ciphertext: Uint8Array.of(1, 2, 3),
});

describe('what is written', () => {
  const forbidden = [
    "UPDATE event SET data = '{}'",
    "UPDATE event SET data = '{}' WHERE false",
    'DELETE FROM event',
    'TRUNCATE event',
    'TRUNCATE event, sealed CASCADE',
    `INSERT INTO event (${COLUMNS}) SELECT ${COLUMNS} FROM event ON CONFLICT (position) DO UPDATE SET data = '{}'`,
    "MERGE INTO event USING (VALUES (1)) AS one ON true WHEN MATCHED THEN UPDATE SET data = '{}'",
    'DELETE FROM sealed',
    'TRUNCATE sealed',
    "UPDATE sealed SET subject = 'other', ciphertext = NULL",
    "UPDATE sealed SET ciphertext = 'other'",
    "UPDATE sealed SET commitments = '[1]', ciphertext = NULL",
    'UPDATE sealed SET position = position + 1, ciphertext = NULL',
  ];
  beforeAll(() =>
    store.append('person-1', NO_STREAM, notes({ stream: 'person-1', sealed: [part('subject-1')] }, 'a')),
  );

  test.each(forbidden)('refuses even its owner, also one who plays a replica: %s', async (statement) => {
    for (const role of ['origin', 'replica']) {
      await owner.query(`SET session_replication_role = ${role}`);
      await expect(owner.query(statement)).rejects.toThrow(/is never|Only the ciphertext/);
      await owner.query('RESET session_replication_role');
    }
    const [first] = await store.readSealed('person-1', 0);
    expect([...(first?.ciphertext ?? [])]).toEqual([1, 2, 3]);
  });

  test.each([...forbidden, 'INSERT INTO sealed SELECT * FROM sealed', 'CREATE TABLE wardbook.other (a int)'])(
    'refuses the role that appends, for want of a right: %s',
    async (statement) => {
      await owner.query('SET ROLE wardbook_writer');
      await expect(owner.query(statement)).rejects.toMatchObject({ code: '42501' });
      await owner.query('RESET ROLE');
    },
  );

  test('loses the ciphertext of a sealed part when its owner erases it, and nothing else', async () => {
    const stream = 'person-2';
    await store.append(stream, NO_STREAM, notes({ stream, sealed: [part('subject-2')] }, 'a'));
    await owner.query("UPDATE sealed SET ciphertext = NULL WHERE subject = 'subject-2'");
    const { ciphertext: _, ...rest } = part('subject-2');
    expect(await store.readSealed(stream, 0)).toEqual([rest]);
  });
});

describe('appending', () => {
  test('refuses a transaction that would not see what was committed while it waited', async () => {
    for (const level of ['REPEATABLE READ', 'SERIALIZABLE']) {
      await owner.query(`BEGIN ISOLATION LEVEL ${level}`);
      const write = logWriter(owner)([
        { stream: 'note-x', expected: NO_STREAM, events: notes({ stream: 'note-x' }, 'a'), guards: [] },
      ]);
      await expect(write).rejects.toMatchObject({ code: 'WB001' });
      await owner.query('ROLLBACK');
    }
  });

  test('works on a database that asks for SERIALIZABLE and no waiting for the disk', async () => {
    const strict = await server.freshDatabase();
    const name = new URL(strict).pathname.slice(1);
    await asOwner(strict, async (administrator) => {
      await administrator.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);
      await administrator.query(`ALTER DATABASE ${name} SET synchronous_commit = 'off'`);
    });
    const stores = await Promise.all([postgresEventStore(strict), postgresEventStore(strict)]);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => create(stores[index % 2]!, `note-${String(index)}`, 'a')),
    );
    expect(await stores[0].head()).toBe(100n);
    await Promise.all(stores.map((one) => one.close()));
  });

  test('refuses a correction of the clock among others, whoever calls the function', async () => {
    const append = (stream: string) => ({
      stream,
      expected: NO_STREAM,
      events: notes({ stream }, 'a'),
      guards: [],
    });
    const write = logWriter(owner)([append('beside-1'), append(CLOCK_CORRECTIONS)]);
    await expect(write).rejects.toMatchObject({ code: 'WB004' });
    expect(await store.readStream('beside-1')).toEqual([]);
  });

  test('gives each of a group its own outcome, of those whose clock is ahead too', async () => {
    const ahead = (stream: string) =>
      store.append(
        stream,
        NO_STREAM,
        notes({ stream, recordedAt: new Date(Date.now() + 3_600_000).toISOString() }, 'x'),
      );
    const outcomes = await Promise.allSettled([
      create(store, 'ahead-1', 'a'),
      ahead('ahead-2'),
      create(store, 'ahead-3', 'b', 'c'),
    ]);
    const start = (outcomes[0] as PromiseFulfilledResult<{ readonly position: bigint }>).value.position;
    expect(outcomes).toMatchObject([
      { value: { revision: 0 } },
      { reason: { code: 'STORE_UNAVAILABLE', retryable: true } },
      { value: { revision: 1, position: start + 2n } },
    ]);
    const clocks = await owner.query<{ readonly ahead: boolean }>(
      'SELECT bool_or(clock > extract(epoch FROM now()) * 1000 + 5000) AS ahead FROM event',
    );
    expect(clocks.rows).toEqual([{ ahead: false }]);
  });

  test('gives each of a group its own outcome', async () => {
    const outcomes = await Promise.allSettled([
      create(store, 'own-1', 'a'),
      create(store, 'own-1', 'too late'),
      create(store, 'own-2', 'b', 'c'),
      store.append('own-3', NO_STREAM, [{ ...notes({ stream: 'own-3' }, 'x')[0]!, hash: 'short' }]),
      store.append('own-4', NO_STREAM, notes({ stream: 'own-4' }, 'x'), {
        guards: [{ stream: 'own-9', revision: 3 }],
      }),
      store.append(
        'own-5',
        NO_STREAM,
        notes({ stream: 'own-5', recordedAt: '2020-01-01T00:00:00.000Z' }, 'x'),
      ),
      store.append('own-9', NO_STREAM, [], { guards: [{ stream: 'own-9', revision: NO_STREAM }] }),
      store.append('own-9', 0, []),
      create(store, 'own-6', 'd'),
    ]);
    expect(outcomes).toMatchObject(
      [
        { value: { revision: 0 } },
        { reason: { code: 'WRONG_EXPECTED_REVISION', stream: 'own-1', expected: NO_STREAM, actual: 0 } },
        { value: { revision: 1 } },
        { reason: { code: 'STORE_UNAVAILABLE', retryable: false } },
        { reason: { code: 'WRONG_EXPECTED_REVISION', stream: 'own-9', expected: 3, actual: NO_STREAM } },
        { reason: { code: 'STORE_UNAVAILABLE', retryable: true, message: /clock is \d+ ms behind/ } },
        { value: { revision: NO_STREAM } },
        { reason: { code: 'WRONG_EXPECTED_REVISION', stream: 'own-9', expected: 0, actual: NO_STREAM } },
        { value: { revision: 0 } },
      ].map((outcome) =>
        'reason' in outcome && 'message' in outcome.reason
          ? { reason: { ...outcome.reason, message: expect.stringMatching(outcome.reason.message) } }
          : outcome,
      ),
    );
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('gives positions to those that are kept, one after the other, and their sealed parts the same', async () => {
    const start = await store.head();
    const sealed = (stream: string) =>
      store.append(stream, NO_STREAM, notes({ stream, sealed: [part(stream)] }, 'a', 'b'));
    const [first, , third] = await Promise.allSettled([
      sealed('kept-1'),
      store.append('kept-2', NO_STREAM, notes({ stream: 'kept-2', sealed: [part('kept-2')] }, 'a'), {
        guards: [{ stream: 'kept-9', revision: 0 }],
      }),
      sealed('kept-3'),
    ]);
    expect([first, third]).toMatchObject([
      { value: { position: start + 2n } },
      { value: { position: start + 4n } },
    ]);
    expect(await store.readSealed('kept-3', 1)).toMatchObject([{ subject: 'kept-3' }]);
    const { rows } = await owner.query<{ count: bigint }>(
      'SELECT count(*)::int FROM sealed WHERE position > $1',
      [start],
    );
    expect(rows).toEqual([{ count: 4 }]);
  });

  test.each(['event', 'sealed'])('that fails in the middle of %s leaves nothing of it', async (table) => {
    const start = await store.head();
    await owner.query(`
      CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.position >= ${start + 3n} THEN RAISE EXCEPTION 'No room.' USING ERRCODE = '53100'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER stumble BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION stumble();
    `);
    const stream = `stumble-${table}`;
    const events = notes({ stream, sealed: [part(stream)] }, 'a', 'b', 'c', 'd');
    const append = () => store.append(stream, NO_STREAM, events);
    await expect(append()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    expect(await store.head()).toBe(start);
    expect(await store.readStream(stream)).toEqual([]);
    await owner.query('DROP FUNCTION stumble CASCADE');
    expect(await append()).toEqual({ revision: 3, position: start + 4n });
    expect(await store.readSealed(stream, 3)).toHaveLength(1);
  });

  test('is told after some seconds that another transaction holds the lock', async () => {
    const held = await heldAppend(address, 'held-1', notes({ stream: 'held-1' }, 'held'));
    await expect(create(store, 'held-2', 'a')).rejects.toMatchObject({
      message: 'Another process holds the lock (55P03).',
      retryable: true,
    });
    await held.rollback();
    await create(store, 'held-2', 'a');
  });

  test('of two stores at once, with others rolled back in between, leaves no gap that a reader could pass', async () => {
    const shared = await server.freshDatabase();
    const stores = await Promise.all([postgresEventStore(shared), postgresEventStore(shared)]);
    let end = 1_000_000n;
    const followers = [1, 7, 1_000].map((limit, index) => follow(stores[index % 2]!, limit, () => end));
    const write = async (writer: number): Promise<void> => {
      for (let count = 0; count < 12; count += 1)
        await create(stores[writer % 2]!, `note-${String(writer)}.${String(count)}`, 'a', 'b');
    };
    const rollBack = async (): Promise<void> => {
      for (let count = 0; count < 12; count += 1) {
        const stream = `note-rolled.${String(count)}`;
        const held = await heldAppend(shared, stream, notes({ stream }, 'a', 'b', 'c'));
        await held.rollback();
      }
    };
    await Promise.all([...Array.from({ length: 16 }, (_, writer) => write(writer)), rollBack()]);
    end = await stores[0].head();
    expect(end).toBe(16n * 12n * 2n);
    for (const seen of await Promise.all(followers)) expect(seen).toEqual(dense(Number(end)));
    await Promise.all(stores.map((one) => one.close()));
  });
});
