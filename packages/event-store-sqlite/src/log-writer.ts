import type { Database } from 'better-sqlite3';
import {
  AHEAD_BY,
  ChainBroken,
  clockFault,
  conflictOf,
  greatestAfter,
  NO_STREAM,
  WrongExpectedRevision,
  ZERO_HASH,
  type Appended,
  type Guard,
  type NewEvent,
} from '@wardbook/event-sourcing';
import type { Append } from './append.ts';
import { faultOf, isConstraint } from './faults.ts';
import type { Outcome } from './group-commit.ts';
import { logClock, machineClock, type Latest } from './log-clock.ts';
import { placeKeeper } from './process-places.ts';

/** What times of recording are judged by. */
export interface ClockOptions {
  /** UTC milliseconds. Default the machine's clock. */
  readonly now?: () => number;
  /** How far ahead of it a writer may be, in milliseconds. */
  readonly aheadBy?: number;
}

/** Writes appends in one transaction: an outcome for each, and none of them holds before all are on disk. */
export const logWriter = (
  db: Database,
  { now = machineClock(db), aheadBy = AHEAD_BY }: ClockOptions = {},
): ((group: readonly Append[]) => readonly Outcome<Appended>[]) => {
  // Plain values: an INSERT … SELECT that asks about the chain itself costs 4 µs more than the question before it.
  const insert = db.prepare<Row>(
    `INSERT INTO event
      (stream, revision, recorded_at, occurred_at, id, type, schema_version, salt, hash, header, data)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const follows = db
    .prepare<[string, number, Buffer], number>(
      'SELECT 1 FROM event WHERE stream = ? AND revision = ? AND hash = ?',
    )
    .pluck();
  const insertSealed = db.prepare<[number, number, string, string, Buffer, Uint8Array | null]>(
    'INSERT INTO sealed (position, part, subject, commitments, ciphertext_digest, ciphertext) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const newestRevision = db
    .prepare<[string], number>('SELECT revision FROM event WHERE stream = +? ORDER BY revision DESC LIMIT 1')
    .pluck();
  const latestOnRecord = logClock(db);

  const place = db.prepare<[string, number], { readonly position: number; readonly hash: Buffer }>(
    'SELECT position, hash FROM event WHERE stream = ? AND revision = ?',
  );

  const keepPlace = placeKeeper(db);

  const anyOf = db
    .prepare<[string], number>(
      'SELECT EXISTS (SELECT 1 FROM json_each(?) WHERE EXISTS (SELECT 1 FROM event WHERE stream = value))',
    )
    .pluck();

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
  const insertOne = (event: NewEvent): number => {
    const { lastInsertRowid } = insert.run(
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
    );
    const position = Number(lastInsertRowid);
    for (const [part, { subject, commitments, ciphertextDigest, ciphertext }] of event.sealed.entries())
      insertSealed.run(
        position,
        part,
        subject,
        JSON.stringify(commitments),
        Buffer.from(ciphertextDigest, 'hex'),
        ciphertext ?? null,
      );
    return position;
  };
  /** Zeros name no event, but only a first event may do so. */
  const continues = ({ stream, revision, previousHash }: NewEvent): boolean =>
    revision === 0
      ? previousHash === ZERO_HASH
      : follows.get(stream, revision - 1, Buffer.from(previousHash, 'hex')) === 1;
  const insertAll = (append: Append, before: Latest, time: number): Latest => {
    const { stream, expected, events, place: kept } = append;
    const [first] = events;
    if (!first) refuseUnlessAt(stream, expected);
    if (kept) keepPlace(kept);
    const greatest = before.recordedAt ?? undefined;
    const fault = clockFault(append, { greatest, now: time, aheadBy });
    if (fault) throw fault;
    // The others follow the first: that was seen when they came.
    if (first && !continues(first)) {
      refuseUnlessAt(stream, expected);
      throw new ChainBroken(stream, first.revision, 'does not continue the stored chain.');
    }
    let position = before.position ?? 0;
    for (const event of events) position = insertOne(event);
    return { position, recordedAt: greatestAfter(greatest, append) ?? null };
  };
  const answerTo = ({ expected, events }: Append, { position }: Latest): Outcome<Appended> => ({
    result: { revision: expected + events.length, position: BigInt(position ?? 0) },
  });
  /** The stream is somewhere else than expected: the file says so by a constraint. */
  const refusalOf = ({ stream, expected }: Append, error: Error): Error => {
    if (error instanceof WrongExpectedRevision || !isConstraint(error)) return error;
    const actual = revisionOf(stream);
    return actual === expected ? error : new WrongExpectedRevision(stream, expected, actual);
  };
  // Inside the group's transaction this is a savepoint: who is refused takes nobody along.
  const writeOne = db.transaction((append: Append, before: Latest, time: number): Latest => {
    refuseMoved(append.stream, append.guards);
    return insertAll(append, before, time);
  });
  const writeOneByOne = db.transaction((group: readonly Append[]): readonly Outcome<Appended>[] => {
    const time = now();
    let latest = latestOnRecord();
    return group.map((append) => {
      try {
        latest = writeOne(append, latest, time);
        return answerTo(append, latest);
      } catch (error) {
        // The file's fault is everybody's.
        if (faultOf(error)) throw error;
        const answer = answeredBefore(append);
        return answer ? { result: answer } : { error: refusalOf(append, error as Error) };
      }
    });
  });
  // Streams only grow: one that is missing when all is written was missing for each, so that is asked once. A revision
  // that a guard names is asked before its append: it may be reached only by what stands behind it.
  const writeTogether = db.transaction((group: readonly Append[]): readonly Outcome<Appended>[] => {
    const time = now();
    let latest = latestOnRecord();
    const absent = new Set<string>();
    const outcomes = group.map((append) => {
      for (const guard of append.guards)
        if (guard.revision === NO_STREAM) absent.add(guard.stream);
        else refuseMoved(append.stream, [guard]);
      return answerTo(append, (latest = insertAll(append, latest, time)));
    });
    if (anyOf.get(JSON.stringify([...absent])) === 1) throw new SomebodyIsRefused();
    return outcomes;
  });
  return (group) => {
    // Nearly always nobody is refused: without a savepoint and a question about its guards for each, an append takes
    // 14 µs of SQLite before the commit instead of 22.
    try {
      return writeTogether.immediate(group);
    } catch (error) {
      if (faultOf(error)) throw error;
      return writeOneByOne.immediate(group);
    }
  };
};

/** Who it is, writing them one by one finds out. */
class SomebodyIsRefused extends Error {}

type Text = string;
type Row = [Text, number, Text, Text, Text, Text, number, Uint8Array, Buffer, Text, Text];
