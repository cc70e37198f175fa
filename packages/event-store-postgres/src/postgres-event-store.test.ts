import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StoreUnavailable, verifyLog, type EventStore } from '@wardbook/event-sourcing';
import {
  differential,
  eventStoreContract,
  notes,
  placesContract,
} from '@wardbook/event-sourcing/store-contracts';
import { asOwner, create, heldAppend, withUser } from './log.test.data.ts';
import { migrate } from './migrations.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresServer, type PostgresServer } from './testing/postgres-server.ts';

let server: PostgresServer;
let newest: string;

beforeAll(async () => {
  server = await postgresServer();
});
afterAll(() => server.stop());

const open = async (): Promise<EventStore> => {
  newest = await server.freshDatabase();
  return postgresEventStore(newest);
};
const another = () => postgresEventStore(newest);

eventStoreContract('postgres', open, {
  another,
  trusting: () => postgresEventStore(newest, { aheadBy: 10 * 365 * 86_400_000 }),
  hold: (stream, events) => heldAppend(newest, stream, events),
});
placesContract('postgres', open, { another });
differential('postgres', open, { another, seed: 201 });

const using = async <T>(
  opening: Promise<EventStore>,
  work: (store: EventStore) => Promise<T>,
): Promise<T> => {
  const store = await opening;
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

describe('the schema', () => {
  test('keeps everything when the store is closed and opened again', async () => {
    const address = await server.freshDatabase();
    await using(postgresEventStore(address), (store) => create(store, 'note-1', 'a', 'b'));
    await using(postgresEventStore(address), async (store) => {
      await create(store, 'note-2', 'c');
      expect(await verifyLog(store)).toEqual({ events: 3, streams: 2, position: 3n });
    });
  });

  test('holds one log; another schema of the database holds another', async () => {
    const address = await server.freshDatabase();
    await using(postgresEventStore(address), (log) =>
      using(postgresEventStore(address, { schema: 'wardbook_access' }), async (access) => {
        const waiting = access.waitFor(0n, 200);
        await create(log, 'note-1', 'a', 'b');
        await waiting;
        expect(await access.head()).toBe(0n);
        // Neither waits for the other's lock.
        const held = await heldAppend(address, 'note-2', notes({ stream: 'note-2' }, 'held'));
        expect(await create(access, 'note-1', 'c')).toEqual({ revision: 0, position: 1n });
        await held.rollback();
      }),
    );
  });

  test('is laid out once when several processes open a new database at the same time', async () => {
    const addresses = [await server.freshDatabase(), await server.freshDatabase()];
    const stores = await Promise.all(
      [...addresses, ...addresses, ...addresses].map((address) => postgresEventStore(address)),
    );
    await Promise.all(stores.map((store, index) => create(store, `note-${String(index)}`, 'a')));
    expect(await stores[0]!.head()).toBe(3n);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('of a newer format version is refused', async () => {
    const address = await server.freshDatabase();
    await using(postgresEventStore(address), () => Promise.resolve());
    await asOwner(address, (owner) =>
      owner.query("INSERT INTO wardbook_migration (kind, version) VALUES ('log', 99)"),
    );
    const opening = postgresEventStore(address);
    await expect(opening).rejects.toThrow(/^The log has format version 99; this build knows \d+\.$/);
    await expect(opening).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false });
  });

  test('of another kind is refused, and left as it was', async () => {
    const address = await server.freshDatabase();
    await migrate(address, { schema: 'rows', kind: 'rows' });
    await asOwner(address, (owner) =>
      owner.query('CREATE SCHEMA theirs CREATE TABLE theirs.something (a int)'),
    );
    const tables = () =>
      asOwner(address, async (owner) => {
        const { rows } = await owner.query<object>(
          'SELECT oid::text, relname FROM pg_class WHERE oid > 16384 ORDER BY oid',
        );
        return rows;
      });
    const before = await tables();
    for (const schema of ['rows', 'theirs'])
      await expect(postgresEventStore(address, { schema })).rejects.toThrow(
        `The schema ${schema} is not the log of a Wardbook.`,
      );
    await expect(postgresEventStore(address, { schema: 'Ward"; DROP' })).rejects.toThrow(StoreUnavailable);
    expect(await tables()).toEqual(before);
  });

  test('is refused by a server that may forget what it confirmed', async () => {
    const address = await server.freshDatabase();
    const set = (value: string) =>
      asOwner(address, async (owner) => {
        await owner.query(`ALTER SYSTEM SET fsync = ${value}`);
        await owner.query('SELECT pg_reload_conf()');
        for (let now = ''; now !== value;)
          ({ fsync: now } = (await owner.query<{ fsync: string }>('SHOW fsync')).rows[0]!);
      });
    await set('off');
    const opening = postgresEventStore(address);
    await expect(opening).rejects.toThrow('The log needs a PostgreSQL with fsync = on.');
    await set('on');
    await using(postgresEventStore(address), (store) => create(store, 'note-1', 'a'));
  });
});

describe('a login', () => {
  const login = async (address: string, rights: string): Promise<string> => {
    const name = `login_${String(Math.random()).slice(2)}`;
    await asOwner(address, (owner) => owner.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' ${rights}`));
    return withUser(address, name, 'secret');
  };
  const nameIn = (address: string): string => new URL(address).username;

  test('that is no more than a member of wardbook_writer opens a log and appends', async () => {
    const address = await server.freshDatabase();
    await using(postgresEventStore(address), () => Promise.resolve());
    for (const inheriting of ['INHERIT', 'NOINHERIT']) {
      const member = await login(address, `${inheriting} IN ROLE wardbook_writer`);
      await using(postgresEventStore(member), (store) => create(store, `note-${inheriting}`, 'a'));
    }
  });

  test('that owns a database lays a log out, and makes itself a member', async () => {
    const address = await server.freshDatabase();
    const owning = await login(address, 'CREATEROLE');
    await asOwner(address, async (owner) => {
      await owner.query(`ALTER DATABASE ${new URL(address).pathname.slice(1)} OWNER TO ${nameIn(owning)}`);
      await owner.query(
        `GRANT wardbook_writer TO ${nameIn(owning)} WITH ADMIN TRUE, SET FALSE, INHERIT FALSE`,
      );
    });
    await using(postgresEventStore(owning), (store) => create(store, 'note-1', 'a'));
  });

  test('that may do nothing is told so', async () => {
    const address = await server.freshDatabase();
    const stranger = await login(address, '');
    await expect(postgresEventStore(stranger)).rejects.toThrow(
      'This login may not lay out the schema wardbook',
    );
    await using(postgresEventStore(address), () => Promise.resolve());
    await expect(postgresEventStore(stranger)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
    });
  });

  test('that is wrong is refused without a word of the password', async () => {
    const address = await server.freshDatabase();
    const secret = 'correct-horse';
    const missing = new URL(withUser(address, 'postgres', 'postgres'));
    missing.pathname = '/no_such_database';
    const wrong = [
      withUser(address, 'postgres', secret),
      withUser(address, 'nobody', secret),
      missing.href,
      `postgres://postgres:${secret}@[nowhere`,
    ];
    for (const one of wrong) {
      const error = await postgresEventStore(one).then(
        () => undefined,
        (thrown: unknown) => thrown as Error,
      );
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false });
      expect(JSON.stringify([error, error?.message, error?.stack])).not.toContain(secret);
    }
  });
});
