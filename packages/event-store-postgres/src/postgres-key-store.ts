import DataLoader from 'dataloader';
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
  const pool = connectionPool(address, { schema: SCHEMA, role: WRITER, settings: BY_INDEX });
  const remains = keyRemains(address, SCHEMA);
  // Every append about a person asks for a key: those who ask at the same time share one question, and nothing is kept.
  const asked = new DataLoader<Name, KeptKey | undefined>(
    async (names) => {
      const values = [names.map(({ subject }) => subject), names.map(({ record }) => record)];
      const { rows } = await pool.query<Stored>({ ...FIND, values });
      return rows.map(({ found, wrapped }) => (found ? { ...(wrapped && { wrapped }) } : undefined));
    },
    { cache: false, maxBatchSize: 256 },
  );
  const kept = (subject: string, record: string): Promise<KeptKey | undefined> =>
    asked.load({ subject, record });

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

interface Name {
  readonly subject: string;
  readonly record: string;
}

interface Stored {
  readonly found: boolean;
  readonly wrapped: Buffer | null;
}

const FIND = {
  name: 'find-keys',
  text: `SELECT key.subject IS NOT NULL AS found, key.wrapped
    FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (subject, record, ordinal)
    LEFT JOIN key ON key.subject = asked.subject AND key.record = asked.record
    ORDER BY asked.ordinal`,
};

// The plan is made when there may be no keys yet, and kept.
const BY_INDEX = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
};

const ADD = {
  name: 'add-key',
  text: 'INSERT INTO key (subject, record, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
};

const DESTROY = {
  name: 'destroy-key',
  text: `INSERT INTO key (subject, record, wrapped) VALUES ($1, $2, NULL)
    ON CONFLICT (subject, record) DO UPDATE SET wrapped = NULL`,
};
