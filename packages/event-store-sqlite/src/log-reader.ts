import type { Database } from 'better-sqlite3';
import {
  ChainBroken,
  type LogRange,
  type RecordedEvent,
  type SealedPart,
  type StreamRange,
} from '@wardbook/event-sourcing';

/** The log as one connection sees it now. */
export interface LogReader {
  stream(stream: string, range: StreamRange): RecordedEvent[];
  log(range: LogRange): RecordedEvent[];
  sealed(stream: string, revision: number): SealedPart[];
  head(): bigint;
  /** Another number after every commit that was not made through this connection. */
  dataVersion(): number;
}

export const logReader = (db: Database): LogReader => {
  const forward = db.prepare<[string, number, number, number], Stored>(inStream('ASC'));
  const backward = db.prepare<[string, number, number, number], Stored>(inStream('DESC'));
  const whole = db.prepare<[bigint, number], Stored>(
    `${SELECT} WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const ofCategory = db.prepare<[string, bigint, number], Stored>(
    `${SELECT} WHERE category = ? AND position > ? ORDER BY position LIMIT ?`,
  );
  const sealed = db.prepare<[string, number], StoredPart>(`
    SELECT subject, commitments, ciphertext_digest AS ciphertextDigest, ciphertext
    FROM sealed JOIN event USING (position) WHERE stream = ? AND revision = ? ORDER BY part
  `);
  const head = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM event').pluck();
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();

  return {
    stream: (stream, { from = 0, to = Number.MAX_SAFE_INTEGER, limit = NO_LIMIT, backward: newestFirst }) =>
      (newestFirst ? backward : forward).all(stream, from, to, limit).map(recorded),
    log: ({ after = 0n, limit, category }) =>
      (category === undefined ? whole.all(after, limit) : ofCategory.all(category, after, limit)).map(
        recorded,
      ),
    sealed: (stream, revision) =>
      sealed.all(stream, revision).map((part) => sealedPart(stream, revision, part)),
    head: () => BigInt(head.get() ?? 0),
    dataVersion: () => dataVersion.get() ?? 0,
  };
};

const NO_LIMIT = -1;

const SELECT = `
  SELECT position, stream, revision, id, type, schema_version AS schemaVersion,
    occurred_at AS occurredAt, recorded_at AS recordedAt, header, data, salt, hash
  FROM event
`;

const inStream = (direction: 'ASC' | 'DESC'): string =>
  `${SELECT} WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision ${direction} LIMIT ?`;

type Stored = Omit<RecordedEvent, 'position' | 'hash'> & { readonly position: number; readonly hash: Buffer };

const recorded = (stored: Stored): RecordedEvent => ({
  ...stored,
  position: BigInt(stored.position),
  hash: stored.hash.toString('hex'),
});

interface StoredPart {
  readonly subject: string;
  readonly commitments: string;
  readonly ciphertextDigest: Buffer;
  readonly ciphertext: Buffer | null;
}

const sealedPart = (
  stream: string,
  revision: number,
  { subject, commitments, ciphertextDigest, ciphertext }: StoredPart,
): SealedPart => ({
  subject,
  commitments: listed(commitments) ?? broken(stream, revision),
  ciphertextDigest: ciphertextDigest.toString('hex'),
  ...(ciphertext && { ciphertext }),
});

/** Digests, as `logWriter` wrote them; undefined for anything else. */
const listed = (text: string): readonly string[] | undefined =>
  /^\[("[0-9a-f]{64}"(,(?=")|(?=\])))*\]$/.test(text) ? (JSON.parse(text) as string[]) : undefined;

const broken = (stream: string, revision: number): never => {
  throw new ChainBroken(stream, revision, 'the commitments of a sealed part cannot be read.');
};
