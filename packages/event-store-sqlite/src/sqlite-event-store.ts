import {
  guardsOf,
  processStreamOf,
  refuseIncoherent,
  StoreUnavailable,
  troubleOf,
  type EventStore,
} from '@wardbook/event-sourcing';
import { whenFree } from './patience.ts';
import { faultOf, isBusy } from './faults.ts';
import { groupCommit } from './group-commit.ts';
import { headWatch } from './head-watch.ts';
import { logClock, machineClock } from './log-clock.ts';
import { logReader } from './log-reader.ts';
import { logWriter, type ClockOptions } from './log-writer.ts';
import { probe } from './probe.ts';
import { placeReader } from './process-places.ts';
import { LOG } from './migrations.ts';
import { sharedLook } from './shared-look.ts';
import { openFile, openReader } from './sqlite-file.ts';
import { roomInLog } from './write-ahead-log.ts';

/**
 * The log in one SQLite file, or in `:memory:`. Several processes of one machine may share the file.
 * Throws `StoreUnavailable` for a file of another kind or of a newer format version.
 * @example
 * const store = sqliteEventStore(':memory:');
 */
export const sqliteEventStore = (file: string, clock: ClockOptions = {}): EventStore => {
  const writer = openFile(file, LOG);
  const connection = writer.memory ? writer : openReader(file);
  const reader = logReader(connection);
  const places = placeReader(connection);
  const news = headWatch(reader);
  const write = logWriter(writer, clock);
  const trouble = troubleOf(async () => {
    try {
      probe(writer, write);
    } catch (error) {
      // Whoever holds the lock proves nothing about the disk.
      if (isBusy(error)) throw error;
      appends.heed(error);
      throw faultOf(error) ?? error;
    }
  });
  let newest = 0n;
  const commit = (group: Parameters<typeof write>[0]): ReturnType<typeof write> => {
    // After a fault SQLite may fail to roll back as well: the next group would be a part of what is left, and be
    // answered without ever being committed.
    if (writer.inTransaction) writer.exec('ROLLBACK');
    const outcomes = write(group);
    for (const outcome of outcomes)
      if ('error' in outcome) trouble.failed(outcome.error);
      // What is only answered once more was written before.
      else if (outcome.result.position > newest) {
        newest = outcome.result.position;
        trouble.passed();
        news.announce(newest);
      }
    return outcomes;
  };
  const appends = groupCommit(commit, { room: roomInLog(writer), onFault: trouble.failed });
  const latest = logClock(connection);
  const now = clock.now ?? machineClock(connection);
  const look = sharedLook(connection);
  const read = <T>(attempt: () => T): Promise<T> =>
    whenFree(() =>
      look(() => {
        if (!connection.open) throw new StoreUnavailable('The store is closed.', false);
        return attempt();
      }),
    );

  return {
    name: 'sqlite',
    append: async (stream, expected, events, conditions = {}) => {
      refuseIncoherent(stream, expected, events);
      return appends.add({ stream, expected, events, guards: guardsOf(events, conditions) });
    },
    readStream: (stream, range = {}) => read(() => reader.stream(stream, range)),
    readLog: (range) => read(() => reader.log(range)),
    readFields: (range) => read(() => reader.fields(range)),
    readSealed: (stream, revision) => read(() => reader.sealed(stream, revision)),
    head: () => read(() => reader.head()),
    places: {
      find: (process) => read(() => places.find(process)),
      list: () => read(() => places.list()),
      // An append of nothing, where the fence must be: it is judged, and reaches the disk, together with all others.
      save: async (place, fence) => {
        const stream = processStreamOf(place.process);
        return (await appends.add({ stream, expected: fence, events: [], guards: [], place })).revision;
      },
    },
    clock: () => read(() => ({ greatest: latest().recordedAt ?? undefined, now: now() })),
    waitFor: (position, milliseconds) => news.waitFor(position, milliseconds),
    trouble: () => trouble.now(),
    close: async () => {
      trouble.close();
      await appends.close();
      news.close();
      // The writer last: whoever closes last folds the write-ahead log into the file, and a reader may not.
      connection.close();
      writer.close();
    },
  };
};
