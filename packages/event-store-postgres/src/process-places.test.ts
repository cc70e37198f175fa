import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_STREAM, type EventStore } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import type { Client } from 'pg';
import { create, heldAppend, ownerOf } from './log.test.data.ts';
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

const place = { process: 'chaser', position: 7n, parked: [] };

describe('where a process stands', () => {
  test.each([
    "INSERT INTO place VALUES ('other', 1, '[]')",
    'UPDATE place SET position = 0',
    'DELETE FROM place',
    'TRUNCATE place',
  ])('is not for the role that appends to change by itself: %s', async (statement) => {
    await owner.query('SET ROLE wardbook_writer');
    await expect(owner.query(statement)).rejects.toMatchObject({ code: '42501' });
    await owner.query('RESET ROLE');
  });

  test('is not kept by a login that may only look', async () => {
    await owner.query('CREATE ROLE onlooker; SET ROLE onlooker');
    await expect(owner.query("SELECT wardbook.keep_place('chaser', 1, '[]', -1)")).rejects.toMatchObject({
      code: '42501',
    });
    await owner.query('RESET ROLE; DROP ROLE onlooker');
  });

  test('is kept in no transaction that would not see who took the process over while it waited', async () => {
    for (const level of ['REPEATABLE READ', 'SERIALIZABLE']) {
      await owner.query(`BEGIN ISOLATION LEVEL ${level}`);
      await expect(owner.query("SELECT keep_place('chaser', 1, '[]', -1)")).rejects.toMatchObject({
        code: 'WB001',
      });
      await owner.query('ROLLBACK');
    }
  });

  test('waits for whoever is about to take the process over, and is refused then', async () => {
    const stream = 'process-chaser';
    await create(store, stream, 'taken over');
    await store.places.save(place, 0);
    const [first] = await store.readStream(stream);
    const held = await heldAppend(
      address,
      stream,
      notes({ stream, revision: 0, previousHash: first!.hash }, 'taken over'),
    );
    const saving = store.places.save({ ...place, position: 9n }, 0);
    await held.commit();
    await expect(saving).rejects.toMatchObject({
      code: 'WRONG_EXPECTED_REVISION',
      stream,
      expected: 0,
      actual: 1,
    });
    expect(await store.places.find('chaser')).toEqual(place);
  });

  test('of a process whose name PostgreSQL cannot hold is nowhere', async () => {
    const process = 'chaser\0';
    expect(await store.places.find(process)).toBeUndefined();
    await expect(store.places.save({ ...place, process }, NO_STREAM)).rejects.toMatchObject({
      code: 'EVENT_INVALID',
    });
  });
});
