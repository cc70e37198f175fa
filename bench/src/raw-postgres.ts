import { setImmediate as nextTurn } from 'node:timers/promises';
import { Client } from 'pg';
import { advice, metadata, type AdviceFields } from './advice.ts';
import type { Candidate } from './work.ts';

interface Append {
  readonly stream: string;
  /** 1-based version of the stream's newest event; 0 for none. */
  readonly expected: number;
  readonly fields: AdviceFields;
}

interface Waiting {
  readonly append: Append;
  readonly settle: (written: boolean) => void;
  readonly fail: (error: unknown) => void;
}

const SCHEMA = `
  CREATE TABLE event (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version int NOT NULL,
    id text NOT NULL, type text NOT NULL, data text NOT NULL, metadata text NOT NULL, UNIQUE (stream, version)
  )
`;

// Not EXISTS: PostgreSQL would hash the whole table for it, with every group.
const INSERT = {
  name: 'append',
  text: `
    INSERT INTO event (stream, version, id, type, data, metadata)
    SELECT stream, expected + 1, id, 'AdviceGiven', data, metadata
    FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[])
      AS given (stream, expected, id, data, metadata)
    WHERE expected = 0
      OR (SELECT true FROM event e WHERE e.stream = given.stream AND e.version = given.expected)
    ON CONFLICT DO NOTHING
    RETURNING stream
  `,
};

/** The limit: one connection, and what waits while a statement is under way is the next statement. */
export const rawPostgresGrouped: Candidate = async (address) => {
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(SCHEMA);
  // Otherwise the statement keeps the plan that it got while the table was small, and reads all of it.
  await client.query('SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off');
  let waiting: Waiting[] = [];
  let running = false;
  const write = async (group: readonly Waiting[]): Promise<void> => {
    const columns = group.map(({ append: { stream, expected, fields } }) => ({
      stream,
      expected,
      id: crypto.randomUUID(),
      data: JSON.stringify(fields),
      metadata: JSON.stringify(metadata()),
    }));
    const values = (['stream', 'expected', 'id', 'data', 'metadata'] as const).map((name) =>
      columns.map((column) => column[name]),
    );
    const { rows } = await client.query<{ readonly stream: string }>({ ...INSERT, values });
    // A caller has one append under way, and a stream of its own.
    const written = new Set(rows.map(({ stream }) => stream));
    for (const { append, settle } of group) settle(written.has(append.stream));
  };
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      // Whoever was served comes back in this turn: without waiting for them, groups of one and of all alternate.
      await nextTurn();
      const group = waiting;
      waiting = [];
      await write(group).catch((error: unknown) => group.forEach(({ fail }) => fail(error)));
    }
    running = false;
  };
  const append = (one: Append): Promise<boolean> =>
    new Promise((settle, fail) => {
      waiting.push({ append: one, settle, fail });
      if (!running) void run();
    });
  const versions = new Map<number, number>();
  return {
    turn: async (caller) => {
      const expected = versions.get(caller) ?? 0;
      if (!(await append({ stream: `adviceCase-${String(caller)}`, expected, fields: advice(expected) })))
        throw new Error('A conflict.');
      versions.set(caller, expected + 1);
    },
    stored: async () => {
      const { rows } = await client.query<{ readonly count: string }>('SELECT count(*) FROM event');
      return Number(rows[0]?.count);
    },
    refusesStale: async () => {
      const again = (expected: number) => append({ stream: 'adviceCase-0', expected, fields: advice(0) });
      return !(await again(0)) && !(await again(1));
    },
    close: () => client.end(),
  };
};
