import DataLoader from 'dataloader';
import type { KeptKey, KeyBinding, KeyStore, NamedKey } from '@wardbook/personal-data';
import { BY_INDEX, READ_ONLY } from './connection.ts';
import { connectionPool } from './connection-pool.ts';
import { migrate, versionAt, type Layout } from './migrations.ts';
import { keyRemains } from './postgres-key-store-remains.ts';

const SCHEMA = 'wardbook_keys';
const LAYOUT: Layout = { schema: SCHEMA, kind: 'keys' };
// The versions of the schema that brought them.
const WITH_KEYS = 1;
const WITH_BINDING = 2;
const WRITER = 'wardbook_writer';

/**
 * Keys in the schema `wardbook_keys`, brought to its newest version at the opening, or not before something is kept in it
 * where `layOut` is false: as it is for keys that should be there already. With `readOnly` keys are found and neither
 * added nor destroyed, and a login needs no right but to read them. A login that serves need only be a member of `wardbook_writer`; before PostgreSQL
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
 * @example
 * const keys = await postgresKeyStore('postgres://localhost/street-keys', { layOut: false });
 */
export const postgresKeyStore = async (
  address: string,
  {
    layOut: atOnce = true,
    readOnly = false,
  }: { readonly layOut?: boolean; readonly readOnly?: boolean } = {},
): Promise<KeyStore> => {
  let newest = false;
  const layOut = async (): Promise<void> => {
    if (!newest && !readOnly) await migrate(address, LAYOUT);
    newest = true;
  };
  if (atOnce) await layOut();
  let version = await versionAt(address, LAYOUT);
  /** Asks again as long as it is not so: another process may have laid it out. */
  const has = async (wanted: number): Promise<boolean> => {
    if (version < wanted) version = await versionAt(address, LAYOUT);
    return version >= wanted;
  };
  const pool = connectionPool(address, {
    schema: SCHEMA,
    ...(readOnly ? { settings: { ...BY_INDEX, ...READ_ONLY } } : { role: WRITER, settings: BY_INDEX }),
  });
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
  const added = new DataLoader<NewKey, true>(
    async (keys) => {
      const values = [
        keys.map(({ subject }) => subject),
        keys.map(({ record }) => record),
        keys.map(({ wrapped }) => Buffer.from(wrapped)),
      ];
      await pool.query({ ...ADD, values });
      return keys.map(() => true as const);
    },
    { cache: false, maxBatchSize: 256 },
  );
  const kept = (subject: string, record: string): Promise<KeptKey | undefined> =>
    asked.load({ subject, record });

  const look = async <Row extends object>(wanted: number, query: string): Promise<Row | undefined> =>
    (await has(wanted)) ? (await pool.query<Row>({ text: query })).rows[0] : undefined;

  return {
    find: async (subject, record) => ((await has(WITH_KEYS)) ? kept(subject, record) : undefined),
    sample: async () => (await look<NamedKey>(WITH_KEYS, LIVE)) ?? look<NamedKey>(WITH_KEYS, ANY),
    add: async (subject, record, wrapped) => {
      await layOut();
      await added.load({ subject, record, wrapped });
      return (await kept(subject, record)) ?? {};
    },
    destroy: async (subject, record) => {
      await layOut();
      await pool.query({ ...DESTROY, values: [subject, record] });
      await remains.remove();
    },
    binding: async () => bound(await look<StoredBinding>(WITH_BINDING, BOUND)),
    bind: async (binding) => {
      await layOut();
      const values = [binding.log ?? null, binding.check, binding.upTo];
      const { rows } = await pool.query<StoredBinding>({ text: BIND, values });
      return bound(rows[0]) ?? binding;
    },
    close: async () => {
      await Promise.all([pool.end(), remains.close()]);
    },
  };
};

interface Name {
  readonly subject: string;
  readonly record: string;
}

interface NewKey extends Name {
  readonly wrapped: Uint8Array;
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

const LIVE = 'SELECT subject, record, wrapped FROM key WHERE wrapped IS NOT NULL LIMIT 1';
const ANY = 'SELECT subject, record FROM key LIMIT 1';

const ADD = {
  name: 'add-key',
  // In one order, so that two who add the same keys do not wait for each other.
  text: `INSERT INTO key (subject, record, wrapped)
    SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[]) AS asked (subject, record, wrapped)
    ORDER BY subject, record ON CONFLICT DO NOTHING`,
};

const DESTROY = {
  name: 'destroy-key',
  text: `INSERT INTO key (subject, record, wrapped) VALUES ($1, $2, NULL)
    ON CONFLICT (subject, record) DO UPDATE SET wrapped = NULL`,
};

const COLUMNS = 'log, wrapped, up_to AS "upTo"';
const BOUND = `SELECT ${COLUMNS} FROM binding`;
const BIND = `
  INSERT INTO binding (log, wrapped, up_to) VALUES ($1, $2, $3)
  ON CONFLICT (one) DO UPDATE SET log = coalesce(binding.log, excluded.log), up_to = excluded.up_to
  RETURNING ${COLUMNS}`;

interface StoredBinding {
  readonly log: string | null;
  readonly wrapped: Buffer;
  readonly upTo: bigint;
}

const bound = (stored: StoredBinding | undefined): KeyBinding | undefined =>
  stored && {
    ...(stored.log !== null && { log: stored.log }),
    check: stored.wrapped,
    upTo: stored.upTo,
  };
