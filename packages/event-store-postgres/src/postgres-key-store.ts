import type { KeptKey, KeyStore } from '@wardbook/personal-data';
import { connectionPool } from './connection.ts';
import { migrate } from './migrations.ts';
import { keyRemains } from './postgres-key-store-remains.ts';
import { whenServing } from './serving.ts';

const SCHEMA = 'wardbook_keys';
const WRITER = 'wardbook_writer';

/**
 * Keys in the schema `wardbook_keys`. A login that serves need only be a member of `wardbook_writer`; before PostgreSQL
 * 17 one that destroys has to be the owner.
 *
 * What "destroyed" means here: no statement gives the key back, and no data file of this database holds its bytes.
 * PostgreSQL writes a new version of a row beside the old one and its VACUUM clears nothing, so `destroy` has the whole
 * table written anew, for all who destroy at the same time at once. Finding and adding wait meanwhile: 1.4 s with
 * 500,000 keys. It throws `StoreUnavailable` while a transaction that began earlier still keeps the old version, and
 * must then be repeated.
 *
 * What remains: the write-ahead log holds the wrapped key until the server has recycled and overwritten it, and every
 * rewriting logs all keys that are left once more; so do standbys, archived logs and backups, each for as long as it is
 * kept; and the blocks that the file system took back. None of these can be reached from here. They hold wrapped keys
 * only: what protects them is the key-encryption key, which is never in the database.
 */
export const postgresKeyStore = async (address: string): Promise<KeyStore> => {
  await migrate(address, { schema: SCHEMA, kind: 'keys' });
  const pool = connectionPool(address, { schema: SCHEMA, role: WRITER });
  const remains = keyRemains(address, SCHEMA);
  const kept = async (subject: string, record: string): Promise<KeptKey | undefined> => {
    const { rows } = await pool.query<Stored>({ ...FIND, values: [subject, record] });
    return rows[0] && (rows[0].wrapped ? { wrapped: rows[0].wrapped } : {});
  };

  return {
    find: (subject, record) => whenServing(() => kept(subject, record)),
    add: (subject, record, wrapped) =>
      whenServing(async () => {
        await pool.query({ ...ADD, values: [subject, record, wrapped] });
        return (await kept(subject, record)) ?? {};
      }),
    destroy: async (subject, record) => {
      await whenServing(() => pool.query({ ...DESTROY, values: [subject, record] }));
      await remains.remove();
    },
    close: async () => {
      if (!pool.ended) await Promise.all([pool.end(), remains.close()]);
    },
  };
};

interface Stored {
  readonly wrapped: Buffer | null;
}

const FIND = { name: 'find-key', text: 'SELECT wrapped FROM key WHERE subject = $1 AND record = $2' };

const ADD = {
  name: 'add-key',
  text: 'INSERT INTO key (subject, record, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
};

const DESTROY = {
  name: 'destroy-key',
  text: `INSERT INTO key (subject, record, wrapped) VALUES ($1, $2, NULL)
    ON CONFLICT (subject, record) DO UPDATE SET wrapped = NULL`,
};
