import { StoreUnavailable } from '@wardbook/event-sourcing';
import { Client, types, type ClientBase, type ClientConfig } from 'pg';
import { newSession, type Session } from './session.ts';

export interface ConnectionOptions {
  /** Where names without a schema are looked up. */
  readonly schema: string;
  /** The role whose rights count, whoever logged in. The login must be a member of it. */
  readonly role?: string;
  /** At most so many connections at once. Default 4. */
  readonly connections?: number;
  /** Longer than this no statement takes, in milliseconds. Default 30 seconds. */
  readonly statementTimeout?: number;
  /** Longer than this no statement waits for a lock, in milliseconds. Default 1 second; what waits is tried again. */
  readonly lockTimeout?: number;
  /** Further settings of each session, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * How sessions are opened whose settings are ours whatever a login or a database has set. `int8` is read as bigint.
 * Behind PgBouncer they need pool_mode = session. Throws `StoreUnavailable` for an address that cannot be read.
 */
export const connectSettled = (
  address: string,
  options: ConnectionOptions,
): ((silence: number) => Promise<Session>) => {
  const config = clientConfig(address);
  return (silence) => connected(address, config, silence, (client) => settle(client, options));
};

/**
 * A session that nobody else uses, for as long as `work` takes; `silence` is for how many milliseconds the server may
 * say nothing meanwhile. Throws `StoreUnavailable` for an address that cannot be read.
 */
export const withSession = async <T>(
  address: string,
  silence: number,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const session = await connected(address, clientConfig(address), silence);
  try {
    return await session.use(work, silence);
  } finally {
    await session.close();
  }
};

/** One session, for what needs it to itself. Throws `StoreUnavailable` for an address that cannot be read. */
export const singleSession = (address: string, silence: number): Promise<Session> =>
  connected(address, clientConfig(address), silence);

/** How a schema is written in a statement. Throws `StoreUnavailable` for a name that would not be kept as it is. */
export const quoted = (schema: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,47}$/.test(schema))
    throw new StoreUnavailable(
      'A schema is named by up to 48 lower-case letters, digits and underscores.',
      false,
    );
  return `"${schema}"`;
};

/** For `settings`: nothing is written, whatever the login may do. */
export const READ_ONLY = { default_transaction_read_only: 'on' };

/** For `settings`: plans are made when the tables may still be small, and kept; they must be those for large ones. */
export const BY_INDEX = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  // Older servers count what is switched off as a cost, and would compile such a plan.
  jit: 'off',
};

const STATEMENT_TIMEOUT = 30_000;
// Less than the silence after which a connection is taken for dead: who waits for a lock is told so, and tries again.
const LOCK_TIMEOUT = 1_000;
// A transaction whose client was cut off holds its locks for so long, and whoever repeats it waits for them.
const IDLE_TIMEOUT = 2_000;
const CONNECTION_TIMEOUT = 2_000;

const connected = async (
  address: string,
  config: ClientConfig,
  silence: number,
  first: (client: Client) => Promise<void> = () => Promise.resolve(),
): Promise<Session> => {
  const session = newSession(address, config);
  const open = async (client: Client): Promise<void> => {
    await client.connect();
    await first(client);
  };
  try {
    await session.use(open, Math.min(silence, CONNECTION_TIMEOUT));
    return session;
  } catch (error) {
    void session.close();
    throw error;
  }
};

const clientConfig = (address: string): ClientConfig => {
  const config: ClientConfig = {
    connectionString: address,
    application_name: 'wardbook',
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    types: { getTypeParser: typeParser as typeof types.getTypeParser },
  };
  try {
    new Client(config);
  } catch {
    // The driver's own error holds the address, and with it the password.
    throw new StoreUnavailable('The address of the database cannot be read.', false);
  }
  return config;
};

const typeParser = (oid: TypeId, format?: 'text' | 'binary'): unknown =>
  oid === types.builtins.INT8 && format !== 'binary' ? BigInt : types.getTypeParser(oid, format);

type TypeId = (typeof types.builtins)['INT8'];

// What a login or a database may have set otherwise. The server looks for clients that are gone, because sessions that
// were cut off without a word take up its connections. A stronger `synchronous_commit` than `on` is left as it is.
const SETTLE = `
  SELECT set_config('search_path', $1, false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('statement_timeout', $2, false),
    set_config('lock_timeout', $3, false),
    set_config('idle_in_transaction_session_timeout', $5, false),
    set_config('tcp_keepalives_idle', '30', false),
    set_config('tcp_keepalives_interval', '5', false),
    set_config('tcp_keepalives_count', '3', false),
    set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
      THEN 'on' ELSE current_setting('synchronous_commit') END, false),
    set_config('role', $4, false)
`;

const settle = async (
  client: ClientBase,
  {
    schema,
    role = 'none',
    statementTimeout = STATEMENT_TIMEOUT,
    lockTimeout = LOCK_TIMEOUT,
    settings = {},
  }: ConnectionOptions,
): Promise<void> => {
  await client.query(SETTLE, [
    // Temporary tables last: by default they would stand before everything.
    `${quoted(schema)}, pg_temp`,
    String(statementTimeout),
    String(lockTimeout),
    role,
    String(IDLE_TIMEOUT),
  ]);
  if (Object.keys(settings).length > 0) await client.query(SET, [JSON.stringify(settings)]);
};

const SET = 'SELECT set_config(key, value, false) FROM json_each_text($1)';
