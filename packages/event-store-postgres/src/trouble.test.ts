import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_STREAM, type EventStore } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { addTo, asOwner, create } from './log.test.data.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { ownPostgresServer, type OwnPostgresServer } from './testing/postgres-server.ts';

let server: OwnPostgresServer;
let address: string;
let store: EventStore;

beforeEach(async () => {
  server = await ownPostgresServer();
  address = await server.freshDatabase();
  store = await postgresEventStore(address);
  await create(store, 'note-1', 'a');
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

const untilThereIsNone = async (): Promise<void> => {
  while (store.trouble?.() !== undefined) await pause(50);
};

const asOwnerOf = (statements: string): Promise<unknown> =>
  asOwner(address, (owner) => owner.query(statements));

const refusingInserts = (code: string): Promise<unknown> =>
  asOwnerOf(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON event EXECUTE FUNCTION refuse();
  `);

const expectUnavailable = (append: Promise<unknown>): Promise<void> =>
  expect(append).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });

describe('E-10: a store that cannot append says why, and no longer once it can', () => {
  test('while the server is stopped, until it is started, though nobody appends', async () => {
    expect(store.trouble?.()).toBeUndefined();
    await server.shutDown();
    await expectUnavailable(create(store, 'note-2', 'a'));
    expect(store.trouble?.()).toMatch(/^The database cannot be reached/);
    await server.start();
    await untilThereIsNone();
    expect(await addTo(store, 'note-1', 'b')).toEqual({ revision: 1, position: 2n });
  });

  test('while its disk is full, and leaves nothing of what it asks meanwhile', async () => {
    await refusingInserts('53100');
    await expectUnavailable(addTo(store, 'note-1', 'b'));
    expect(store.trouble?.()).toBe('The database has no room left (53100).');
    await pause(2_500);
    expect(store.trouble?.()).toBe('The database has no room left (53100).');
    await asOwnerOf('DROP TRIGGER refuse ON event');
    await untilThereIsNone();
    await addTo(store, 'note-1', 'b');
    expect((await store.readLog({ limit: 10 })).map(({ stream }) => stream)).toEqual(['note-1', 'note-1']);
  });

  test('while the server is read-only', async () => {
    const readOnly = (value: string) =>
      asOwner(address, async (owner) => {
        await owner.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
        await owner.query('SELECT pg_reload_conf()');
      });
    await readOnly('on');
    while (store.trouble?.() === undefined) await addTo(store, 'note-1', 'b').catch(() => undefined);
    expect(store.trouble()).toBe('The database is read-only (25006).');
    await readOnly('off');
    await untilThereIsNone();
  });

  test('after a page of an index is damaged, until an append succeeds: asking could not tell', async () => {
    const index = await asOwner(address, async (owner) => {
      const { rows } = await owner.query<{ path: string }>(
        "SELECT pg_relation_filepath('event_stream_revision_key') AS path",
      );
      return rows[0]!.path;
    });
    await server.shutDown();
    const file = openSync(join(server.folder, index), 'r+');
    writeSync(file, Buffer.alloc(4_096, 0xa5), 0, 4_096, 8_192);
    closeSync(file);
    await server.start();
    await expectUnavailable(create(store, 'note-2', 'a'));
    expect(store.trouble?.()).toMatch(/^The database is damaged \(XX/);
    await asOwnerOf('REINDEX TABLE event');
    await pause(2_500);
    expect(store.trouble?.()).toMatch(/^The database is damaged/);
    await create(store, 'note-2', 'a');
    expect(store.trouble?.()).toBeUndefined();
  });

  test('after an append by a clock that was ahead', async () => {
    const [late] = notes({ stream: 'note-2', recordedAt: new Date(Date.now() + 60_000).toISOString() }, 'a');
    await expectUnavailable(store.append('note-2', NO_STREAM, [late!]));
    expect(store.trouble?.()).toMatch(/^The clock of this machine is /);
    // Asking goes by the clock of now.
    await untilThereIsNone();
  });

  test('but not for one call that is itself at fault, nor for a conflict', async () => {
    await expect(create(store, 'note-1', 'a')).rejects.toMatchObject({ code: 'WRONG_EXPECTED_REVISION' });
    await refusingInserts('23514');
    await expectUnavailable(addTo(store, 'note-1', 'b'));
    expect(store.trouble?.()).toBeUndefined();
  });
});
