import {
  AHEAD_BY,
  guardsOf,
  refuseIncoherent,
  StoreUnavailable,
  troubleOf,
  type Appended,
  type EventStore,
  type Position,
} from '@wardbook/event-sourcing';
import { chosen, refuseUnstorable, type Append } from './append.ts';
import { connectionPool, type Pool } from './connection-pool.ts';
import { faultOf, isCallsFault, isDamage } from './faults.ts';
import { groupCommit, type Outcome } from './group-commit.ts';
import { headWatch } from './head-watch.ts';
import { CLOCK_AHEAD, clockOf } from './log-clock.ts';
import { headOf, logReader, PLANNING } from './log-reader.ts';
import { logWriter } from './log-writer.ts';
import { migrate } from './migrations.ts';
import { probe } from './probe.ts';
import { processPlaces } from './process-places.ts';
import type { Limits } from './patience.ts';

/** Who may append and read, and change nothing. Logins that serve need no other right than to be a member. */
const WRITER = 'wardbook_writer';

export interface LogOptions {
  readonly schema?: string;
  /** How far ahead of the server's clock a writer may be, in milliseconds. */
  readonly aheadBy?: number;
}

/**
 * The log in one schema of a PostgreSQL database; several processes may share it. Lays the schema out when it is new,
 * for which the login must be allowed to create schemas and, once for a server, the role `wardbook_writer`.
 * Its connections are sessions of their own: behind PgBouncer they need `pool_mode = session`.
 * Throws `StoreUnavailable` for a schema of another kind or of a newer version, and for a server that may forget what
 * it has confirmed.
 * @example
 * const store = await postgresEventStore('postgres://localhost/street', { schema: 'street' });
 */
export const postgresEventStore = async (
  address: string,
  { schema = 'wardbook', aheadBy = AHEAD_BY }: LogOptions = {},
): Promise<EventStore> => {
  await migrate(address, { schema, kind: 'log' });
  // One: appends follow one another anyway, and who waits for the one before shares the next.
  const writer = connectionPool(address, {
    schema,
    role: WRITER,
    connections: 1,
    statementTimeout: 10_000,
    settings: { ...PLANNING, [CLOCK_AHEAD]: String(aheadBy) },
  });
  const readers = connectionPool(address, { schema, role: WRITER, settings: PLANNING });
  await refuseForgetful(readers).catch(async (error: unknown) => {
    await Promise.all([writer.end(), readers.end()]);
    throw error;
  });
  const reader = logReader(readers);
  const news = headWatch(address, `wardbook_${schema}`, () => headOf(readers));
  const trouble = troubleOf(() => probe(writer));
  let newest = 0n;
  const commit = async (group: readonly Append[], limits: Limits): Promise<readonly Outcome<Appended>[]> => {
    const outcomes = await writer.session((client) => logWriter(client, aheadBy)(group), limits);
    for (const outcome of outcomes) if ('error' in outcome) trouble.failed(outcome.error);
    const last = lastOf(outcomes);
    // What is only answered once more was written before.
    if (last <= newest) return outcomes;
    newest = last;
    trouble.passed();
    news.announce(newest);
    return outcomes;
  };
  const appends = groupCommit(chosen, commit, {
    onFault: (error) => {
      if (!isCallsFault(error)) trouble.failed(faultOf(error), isDamage(error));
    },
  });
  const closeAll = async (): Promise<void> => {
    trouble.close();
    await appends.close();
    await news.close();
    await Promise.all([readers.end(), writer.end()]);
  };
  let closing: Promise<void> | undefined;

  return {
    ...reader,
    name: 'postgres',
    append: async (stream, expected, events, conditions = {}) => {
      refuseIncoherent(stream, expected, events);
      const append = { stream, expected, events, guards: guardsOf(events, conditions) };
      refuseUnstorable(append);
      return appends.add(append);
    },
    places: processPlaces(writer, readers),
    clock: () => clockOf(readers),
    waitFor: (position, milliseconds) => news.waitFor(position, milliseconds),
    trouble: () => trouble.now(),
    close: () => (closing ??= closeAll()),
  };
};

const lastOf = (outcomes: readonly Outcome<Appended>[]): Position =>
  outcomes.reduce(
    (last, outcome) =>
      'result' in outcome && outcome.result.position > last ? outcome.result.position : last,
    0n,
  );

const refuseForgetful = async (pool: Pool): Promise<void> => {
  const { rows } = await pool.query<Readonly<Record<string, string>>>({
    text: `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
      current_setting('server_encoding') AS server_encoding`,
  });
  for (const [name, needed] of Object.entries(NEEDED))
    if (rows[0]?.[name] !== needed)
      throw new StoreUnavailable(`The log needs a PostgreSQL with ${name} = ${needed}.`, false);
};

/** Without the first two a crash takes what was confirmed; without the last not every text can be kept. */
const NEEDED = { fsync: 'on', full_page_writes: 'on', server_encoding: 'UTF8' };
