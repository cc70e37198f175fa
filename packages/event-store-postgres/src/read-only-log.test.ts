import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { verifyLog } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { existingAccess, existingKeys, existingLog, postgresDatabase } from './postgres-database.ts';
import { ownPostgresServer, type OwnPostgresServer } from './testing/postgres-server.ts';

// Its own, because a role belongs to the whole server.
let server: OwnPostgresServer;
let address: string;
let auditor: string;
let owner: Client;

beforeAll(async () => {
  server = await ownPostgresServer();
  address = await server.freshDatabase();
  const { store, rows, keys, access } = await postgresDatabase(address);
  for (const stream of ['note-1', 'note-2']) await store.append(stream, -1, notes({ stream }, 'a', 'b', 'c'));
  await access.append('access-1', -1, notes({ stream: 'access-1' }, 'a'));
  await keys.add('person-1', 'diary-1', Buffer.from('wrapped'));
  for (const part of [store, rows, keys, access]) await part.close();
  owner = new Client({ connectionString: address });
  await owner.connect();
  await owner.query("CREATE ROLE auditor LOGIN PASSWORD 'auditor'");
  for (const schema of ['wardbook', 'wardbook_access'])
    await owner.query(`GRANT SELECT ON ${schema}.event, ${schema}.sealed TO auditor`);
  const login = new URL(address);
  [login.username, login.password] = ['auditor', 'auditor'];
  auditor = login.href;
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

/** Every relation of the database that is not the server's own, and every row of each. */
const contents = async (): Promise<unknown> => {
  const { rows } = await owner.query<{ readonly name: string; readonly kind: string }>(`
    SELECT oid::regclass::text AS name, relkind::text AS kind FROM pg_class
    WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
    ORDER BY 1`);
  const tables = rows.filter(({ kind }) => kind === 'r').map(({ name }) => name);
  const filled: unknown[] = [];
  for (const name of tables)
    filled.push([name, (await owner.query(`SELECT t.*, xmin::text, xmax::text FROM ${name} t`)).rows]);
  return [rows, filled];
};

describe('E-12: an auditor', () => {
  test('with no right but to read verifies log and access log, and no row and no table changes', async () => {
    const before = await contents();
    for (const [which, events] of [
      ['store', 6],
      ['access', 1],
    ] as const) {
      const log = await existingLog(auditor, which);
      expect(await verifyLog(log)).toMatchObject({ events, position: BigInt(events) });
      expect((await verifyLog(log)).broken).toBeUndefined();
      await log.close();
    }
    const log = await existingLog(auditor);
    expect(await log.readStream('note-2')).toHaveLength(3);
    expect(await log.head()).toBe(6n);
    await log.close();
    expect(await contents()).toEqual(before);
  });

  test('may not read keys unless somebody lets them, and then only finds them', async () => {
    const refused = await existingKeys(auditor);
    await expect(refused.find('person-1', 'diary-1')).rejects.toMatchObject({
      message: 'This login may not do that (42501).',
    });
    await refused.close();
    const before = await contents();
    // The owner may do everything, but not in a session that only reads.
    const keys = await existingKeys(address);
    expect((await keys.find('person-1', 'diary-1'))?.wrapped).toEqual(Buffer.from('wrapped'));
    for (const change of [
      keys.add('person-2', 'diary-2', Buffer.from('x')),
      keys.destroy('person-1', 'diary-1'),
    ])
      await expect(change).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        message: 'The database is read-only (25006).',
      });
    await keys.close();
    expect(await contents()).toEqual(before);
  });

  test('reads a database that nobody may write to, and an older layout, as they are', async () => {
    // As a standby is; and a log that whoever writes would bring up to date first is read as it is.
    await owner.query('DELETE FROM wardbook.wardbook_migration WHERE version > 1');
    const before = await contents();
    const name = new URL(address).pathname.slice(1);
    await owner.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const log = await existingLog(address);
    expect((await verifyLog(log)).events).toBe(6);
    await log.close();
    expect(await contents()).toEqual(before);
    await owner.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
  });

  test('is told in a sentence of a schema of another kind or of a newer version, and changes neither', async () => {
    await owner.query("UPDATE wardbook_access.wardbook_migration SET kind = 'rows'");
    const kind = await contents();
    for (const opening of [existingLog(auditor, 'access'), existingAccess(address)])
      await expect(opening).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        message: 'The schema wardbook_access is not the log of a Wardbook.',
      });
    expect(await contents()).toEqual(kind);
    await owner.query("UPDATE wardbook_access.wardbook_migration SET kind = 'log', version = version + 98");
    const version = await contents();
    await expect(existingLog(auditor, 'access')).rejects.toMatchObject({
      message: expect.stringMatching(/^The log has format version (99|1\d\d); this build knows \d+\.$/),
    });
    expect(await contents()).toEqual(version);
  });
});
