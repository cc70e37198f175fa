import type { Database } from 'better-sqlite3';
import {
  ChainBroken,
  conflictOf,
  NO_STREAM,
  refuseBackwardClock,
  WrongExpectedRevision,
  ZERO_HASH,
  type Appended,
  type Guard,
  type NewEvent,
} from '@wardbook/event-sourcing';
import { faultOf } from './faults.ts';
import type { Outcome } from './group-commit.ts';

/** One call of the port's `append`. */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly NewEvent[];
  readonly guards: readonly Guard[];
}

/** Writes appends in one transaction: an outcome for each, and none of them holds before all are on disk. */
export const logWriter = (db: Database): ((group: readonly Append[]) => readonly Outcome<Appended>[]) => {
  const insert = db.prepare<[...Row, ...Before]>(INSERT);
  const insertSealed = db.prepare<[number, number, string, string, Buffer, Uint8Array | null]>(
    'INSERT INTO sealed (position, part, subject, commitments, ciphertext_digest, ciphertext) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const newestRevision = db
    .prepare<[string], number>('SELECT revision FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1')
    .pluck();
  const since = db.prepare<[number], Latest>(
    'SELECT max(position) AS position, max(recorded_at) AS recordedAt FROM event WHERE position > ?',
  );
  const newest = db.prepare<[], Latest>(
    'SELECT position, recorded_at AS recordedAt FROM event ORDER BY position DESC LIMIT 1',
  );
  // What is committed, this process's and others': several slow clocks must not walk backward step by step.
  let committed: Latest = newest.get() ?? NOTHING;

  const place = db.prepare<[string, number], { readonly position: number; readonly hash: Buffer }>(
    'SELECT position, hash FROM event WHERE stream = ? AND revision = ?',
  );

  const revisionOf = (stream: string): number => newestRevision.get(stream) ?? NO_STREAM;
  const refuseUnlessAt = (stream: string, expected: number): void => {
    const actual = revisionOf(stream);
    if (actual !== expected) throw new WrongExpectedRevision(stream, expected, actual);
  };
  const refuseMoved = (stream: string, guards: readonly Guard[]): void => {
    for (const guard of guards) {
      const actual = revisionOf(guard.stream);
      if (actual !== guard.revision) throw conflictOf(stream, guard, actual);
    }
  };
  /** What was answered when exactly these events were appended before. */
  const answeredBefore = ({ stream, expected, events }: Append): Appended | undefined => {
    let position = 0n;
    for (const { revision, hash } of events) {
      const recorded = place.get(stream, revision);
      if (recorded?.hash.toString('hex') !== hash) return undefined;
      position = BigInt(recorded.position);
    }
    return events.length === 0 ? undefined : { revision: expected + events.length, position };
  };
  // Inside the group's transaction this is a savepoint: who is refused takes nobody along.
  const writeOne = db.transaction(({ stream, expected, events, guards }: Append, before: Latest): Latest => {
    refuseMoved(stream, guards);
    // Where there is something to insert, the insert itself finds out whether the stream is where it was expected.
    if (events.length === 0) refuseUnlessAt(stream, expected);
    refuseBackwardClock(before.recordedAt ?? undefined, events[0]?.recordedAt);
    let position = before.position ?? 0;
    for (const event of events) {
      const { changes, lastInsertRowid } = insert.run(...bound(event));
      if (changes === 0) {
        refuseUnlessAt(stream, expected);
        throw new ChainBroken(stream, event.revision, 'does not continue the stored chain.');
      }
      position = Number(lastInsertRowid);
      for (const [part, { subject, commitments, ciphertextDigest, ciphertext }] of event.sealed.entries())
        insertSealed.run(
          position,
          part,
          subject,
          JSON.stringify(commitments),
          Buffer.from(ciphertextDigest, 'hex'),
          ciphertext ?? null,
        );
    }
    return { position, recordedAt: later(before.recordedAt, events[0]?.recordedAt) };
  });
  const writeAll = db.transaction((group: readonly Append[]): readonly Outcome<Appended>[] => {
    const news = since.get(committed.position ?? 0) ?? NOTHING;
    committed = {
      position: news.position ?? committed.position,
      recordedAt: later(committed.recordedAt, news.recordedAt ?? undefined),
    };
    let latest = committed;
    return group.map((append) => {
      try {
        latest = writeOne(append, latest);
        const position = BigInt(latest.position ?? 0);
        return { result: { revision: append.expected + append.events.length, position } };
      } catch (error) {
        // The file's fault is everybody's.
        if (faultOf(error)) throw error;
        const answer = answeredBefore(append);
        return answer ? { result: answer } : { error: error as Error };
      }
    });
  });
  return (group) => writeAll.immediate(group);
};

/** The newest position, and the greatest time of recording up to it. */
interface Latest {
  readonly position: number | null;
  readonly recordedAt: string | null;
}

const NOTHING: Latest = { position: null, recordedAt: null };

const later = (a: string | null, b: string | undefined): string | null => {
  if (a === null || b === undefined) return a ?? b ?? null;
  return a > b ? a : b;
};

type Text = string;
type Row = [Text, number, Text, Text, Text, Text, number, Uint8Array, Buffer, Text, Text];
type Before = [Text, number, Buffer | null, Text, number];

// The event before it must be there with the hash that this one names (none, where this is the first), and nobody
// may have this revision yet: both questions in one statement.
const INSERT = `
  INSERT INTO event
    (stream, revision, recorded_at, occurred_at, id, type, schema_version, salt, hash, header, data)
  SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
  WHERE (SELECT hash FROM event WHERE stream = ? AND revision = ?) IS ?
    AND NOT EXISTS (SELECT 1 FROM event WHERE stream = ? AND revision = ?)
`;

const bound = (event: NewEvent): [...Row, ...Before] => [
  event.stream,
  event.revision,
  event.recordedAt,
  event.occurredAt,
  event.id,
  event.type,
  event.schemaVersion,
  event.salt,
  Buffer.from(event.hash, 'hex'),
  event.header,
  event.data,
  event.stream,
  event.revision - 1,
  // Zeros name no event, but only a first event may do so.
  event.revision === 0 && event.previousHash === ZERO_HASH ? null : Buffer.from(event.previousHash, 'hex'),
  event.stream,
  event.revision,
];
