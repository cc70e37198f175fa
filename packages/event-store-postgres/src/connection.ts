import { StoreUnavailable } from '@wardbook/event-sourcing';
import { Client, Pool, types, type ClientBase, type ClientConfig } from 'pg';

export interface ConnectionOptions {
  /** Where names without a schema are looked up. */
  readonly schema: string;
  /** The role whose rights count, whoever logged in. The login must be a member of it. */
  readonly role?: string;
  /** At most so many connections at once. Default 4. */
  readonly connections?: number;
  /** Longer than this no statement takes, in milliseconds. Default 30 seconds. */
  readonly statementTimeout?: number;
  /** Further settings of each session, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Connections to one schema, opened when they are needed. Each is a session of its own: behind PgBouncer they need
 * pool_mode = session. `int8` is read as bigint. A connection that is cut is replaced, and never an 'error' event.
 * Throws `StoreUnavailable` for an address that cannot be read.
 */
export const connectionPool = (address: string, options: ConnectionOptions): Pool => {
  const { connections = 4, statementTimeout = STATEMENT_TIMEOUT } = options;
  const pool = new Pool({
    ...clientConfig(address),
    // Somewhat later than the server itself gives up: for a network that swallows the answer.
    query_timeout: statementTimeout + 1_000,
    max: connections,
    idleTimeoutMillis: 0,
    verify: (client, done) => {
      settle(client, options).then(() => done(), done);
    },
  });
  // Whoever uses a connection that is cut learns of it by the call; of idle ones nobody needs to.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
};

/** One connection, not yet opened, for what needs a session to itself. */
export const singleConnection = (address: string): Client => {
  const client = new Client(clientConfig(address));
  client.on('error', ignore);
  return client;
};

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

const STATEMENT_TIMEOUT = 30_000;
const LOCK_TIMEOUT = 5_000;
const CONNECTION_TIMEOUT = 2_500;

const clientConfig = (address: string): ClientConfig => {
  const config: ClientConfig = {
    connectionString: address,
    application_name: 'wardbook',
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    keepAlive: true,
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

// What a login or a database may have set otherwise. A stronger `synchronous_commit` than `on` is left as it is.
const SETTLE = `
  SELECT set_config('search_path', $1, false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('statement_timeout', $2, false),
    set_config('lock_timeout', $3, false),
    set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
      THEN 'on' ELSE current_setting('synchronous_commit') END, false),
    set_config('role', $4, false)
`;

const settle = async (
  client: ClientBase,
  { schema, role = 'none', statementTimeout = STATEMENT_TIMEOUT, settings = {} }: ConnectionOptions,
): Promise<void> => {
  await client.query(SETTLE, [
    // Temporary tables last: by default they would stand before everything.
    `${quoted(schema)}, pg_temp`,
    String(statementTimeout),
    String(LOCK_TIMEOUT),
    role,
  ]);
  if (Object.keys(settings).length > 0) await client.query(SET, [JSON.stringify(settings)]);
};

const SET = 'SELECT set_config(key, value, false) FROM json_each_text($1)';

const ignore = (): void => undefined;
