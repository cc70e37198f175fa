import {
  ChainBroken,
  type LogReader,
  type Position,
  type RecordedEvent,
  type SealedPart,
} from '@wardbook/event-sourcing';
import { isStorable } from './append.ts';
import { BY_INDEX } from './connection.ts';
import type { Pool } from './connection-pool.ts';

export const logReader = (pool: Pool): LogReader => {
  const read = async <Row extends object>(name: string, text: string, ...values: unknown[]): Promise<Row[]> =>
    (await pool.query<Row>({ name, text, values })).rows;

  return {
    readStream: async (stream, { from = 0, to = GREATEST_REVISION, limit, backward: newestFirst } = {}) => {
      if (!isStorable(stream)) return [];
      const range = [from, to].map((revision) => Math.min(revision, GREATEST_REVISION));
      return newestFirst
        ? read<RecordedEvent>('backward', inStream('DESC'), stream, ...range, limited(limit))
        : read<RecordedEvent>('forward', inStream('ASC'), stream, ...range, limited(limit));
    },
    readLog: async ({ after = 0n, limit, category }) =>
      category === undefined
        ? read<RecordedEvent>('log', LOG, after, limited(limit))
        : read<RecordedEvent>('category', OF_CATEGORY, after, limited(limit), category),
    readSealed: async (stream, revision) => {
      const parts = isStorable(stream) ? await read<StoredPart>('sealed', SEALED, stream, revision) : [];
      return parts.map((part) => sealedPart(stream, revision, part));
    },
    head: () => headOf(pool),
  };
};

/** The newest position. */
export const headOf = async (pool: Pool): Promise<Position> => {
  const { rows } = await pool.query<{ readonly head: Position }>({ name: 'head', text: HEAD });
  return rows[0]?.head ?? 0n;
};

const GREATEST_REVISION = 2 ** 31 - 1;

/** NULL is no limit. */
const limited = (limit = Infinity): number | null => (Number.isFinite(limit) ? limit : null);

// The driver would turn a hash into bytes, and we it back into text.
const SELECT = `
  SELECT position, stream, revision, id, type, schema_version AS "schemaVersion",
    occurred_at AS "occurredAt", recorded_at AS "recordedAt", header, data, salt, encode(hash, 'hex') AS hash
  FROM event
`;

const inStream = (direction: 'ASC' | 'DESC'): string =>
  `${SELECT} WHERE stream = $1 AND revision BETWEEN $2 AND $3 ORDER BY revision ${direction} LIMIT $4`;

const LOG = `${SELECT} WHERE position > $1 ORDER BY position LIMIT $2`;

const OF_CATEGORY = `${SELECT} WHERE category = $3 AND position > $1 ORDER BY position LIMIT $2`;

const SEALED = `
  SELECT subject, commitments, encode(ciphertext_digest, 'hex') AS "ciphertextDigest", ciphertext
  FROM event JOIN sealed USING (position) WHERE stream = $1 AND revision = $2 ORDER BY part
`;

const HEAD = 'SELECT coalesce(max(position), 0) AS head FROM event';

interface StoredPart {
  readonly subject: string;
  readonly commitments: string;
  readonly ciphertextDigest: string;
  readonly ciphertext: Buffer | null;
}

const sealedPart = (
  stream: string,
  revision: number,
  { subject, commitments, ciphertextDigest, ciphertext }: StoredPart,
): SealedPart => ({
  subject,
  commitments: listed(commitments) ?? broken(stream, revision),
  ciphertextDigest,
  ...(ciphertext && { ciphertext }),
});

/** Digests, as `logWriter` wrote them; undefined for anything else. */
const listed = (text: string): readonly string[] | undefined =>
  /^\[("[0-9a-f]{64}"(,(?=")|(?=\])))*\]$/.test(text) ? (JSON.parse(text) as string[]) : undefined;

const broken = (stream: string, revision: number): never => {
  throw new ChainBroken(stream, revision, 'the commitments of a sealed part cannot be read.');
};

/**
 * For `settings` of sessions on the log. A prepared statement, and a function, keeps the plan of its first calls: without
 * the first, every append is planned anew, which takes twice as long as making it.
 */
export const PLANNING = { plan_cache_mode: 'force_generic_plan', ...BY_INDEX };
