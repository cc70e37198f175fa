import { StoreUnavailable } from '@wardbook/event-sourcing';
import { connectionPool, type Pool } from './connection-pool.ts';
import { PATIENCE, pause, whenServing } from './patience.ts';

/** What an update leaves of the keys that it destroyed. */
export interface KeyRemains {
  /** Clears the data files of every key destroyed before the call. Throws `StoreUnavailable`. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

export const keyRemains = (address: string, schema: string): KeyRemains => {
  // As the login itself, which may be the owner. Writing many keys anew takes longer than any other statement here may.
  const pool = connectionPool(address, {
    schema,
    connections: 1,
    statementTimeout: REWRITING,
    lockTimeout: PATIENCE,
  });
  return {
    remove: together(() => whenServing(({ until }) => rewrite(pool, until))),
    close: () => pool.end(),
  };
};

const REWRITING = 600_000;

const rewrite = async (pool: Pool, until: number): Promise<void> => {
  await untilNobodySeesBefore(pool, await nextTransaction(pool));
  const before = await fileOf(pool);
  await pool.session((client) => client.query('VACUUM (FULL) key'), { until, silence: REWRITING });
  // A login without the right to do this is only warned.
  if ((await fileOf(pool)) === before)
    throw new StoreUnavailable('This login may not write the keys anew.', false);
};

/** Whatever was destroyed so far was destroyed by an earlier transaction than this. */
const nextTransaction = async (pool: Pool): Promise<string> => {
  const { rows } = await pool.query<{ readonly next: string }>({
    text: 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next',
  });
  return rows[0]?.next ?? '';
};

// VACUUM FULL copies what an open transaction may still want to see, and does not say so.
const untilNobodySeesBefore = async (pool: Pool, transaction: string): Promise<void> => {
  const deadline = performance.now() + PATIENCE;
  for (let tries = 1; ; tries += 1) {
    const { rows } = await pool.query<{ readonly seen: boolean }>({
      text: SEEN_BEFORE,
      values: [transaction],
    });
    if (rows[0]?.seen === false) return;
    if (performance.now() > deadline)
      throw new StoreUnavailable('An open transaction keeps the old version of a destroyed key.', true);
    await pause(tries);
  }
};

// A snapshot counts the transactions of every database, but holds the old versions of its own only. Walsenders, which
// speak for standbys, have no database. Ages are compared, because a transaction's number starts again after 2^32.
const SEEN_BEFORE = `
  SELECT EXISTS (
    SELECT FROM (
      SELECT backend_xid FROM pg_stat_activity WHERE pid <> pg_backend_pid()
      UNION ALL
      SELECT backend_xmin FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND (datname IS NULL OR datname = current_database())
      UNION ALL SELECT xmin FROM pg_replication_slots
      UNION ALL SELECT transaction FROM pg_prepared_xacts
    ) AS held (xid)
    WHERE age(xid) > age($1::xid8::xid)
  ) AS seen
`;

const fileOf = async (pool: Pool): Promise<unknown> => {
  const { rows } = await pool.query<{ readonly file: unknown }>({
    text: "SELECT pg_relation_filenode('key') AS file",
  });
  return rows[0]?.file;
};

/** One run for all who ask while another is under way: it begins after each of them asked. */
const together = (work: () => Promise<void>): (() => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    if (next) return next;
    const begin = (): Promise<void> => {
      next = undefined;
      return work();
    };
    next = last = last.then(begin, begin);
    return next;
  };
};
