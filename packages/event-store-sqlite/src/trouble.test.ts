import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { NO_STREAM, type EventStore } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { runStore } from './testing/run-store.ts';

let folder: string;
let files = 0;
const freshFile = (): string => join(folder, `${String((files += 1))}.db`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-trouble-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const create = (store: EventStore, stream: string, ...texts: readonly string[]) =>
  store.append(stream, NO_STREAM, notes({ stream }, ...texts));
const untilThereIsNone = async (store: EventStore): Promise<void> => {
  while (store.trouble?.() !== undefined) await pause(20);
};

const runs = (command: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const CAN_MOUNT = runs('unshare', '-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir());
const CAN_LIMIT = runs('prlimit', '--fsize=1000000:unlimited', 'true');
/** A test that not every machine allows: where it does not, the reason is in the list of tests. */
const testWhere = (allowed: boolean, reason: string, title: string, body: () => Promise<void>): void => {
  if (allowed) test(title, body);
  else test.skip(`${title} (${reason})`, body);
};
/** The command that runs another with a small disk of its own at `disk`. */
const onSmallDisk = (disk: string): readonly string[] => {
  mkdirSync(disk);
  const mount =
    'mount -t tmpfs -o size=6m tmpfs "$0" && head -c 4000000 /dev/zero > "$0/ballast" && exec "$@"';
  return ['unshare', '-rm', 'sh', '-c', mount, disk];
};

describe('E-10: a log that takes no events says why, and no longer once it does', () => {
  const recovered = (message: string) => ({
    before: null,
    atOnce: message,
    later: message,
    afterwards: null,
    broken: false,
    probes: 0,
  });

  testWhere(
    CAN_MOUNT,
    'nobody may mount a disk here',
    'while the disk is full, though nobody appends',
    async () => {
      const disk = join(folder, 'disk');
      const under = onSmallDisk(disk);
      const { told, complaint } = await runStore(['recover', join(disk, 'log.db'), `rm ${disk}/ballast`], {
        under,
      });
      expect(complaint).toBe('');
      expect(told).toEqual(recovered('The disk is full.'));
    },
  );

  testWhere(CAN_LIMIT, 'there is no prlimit here', 'after any other error of writing', async () => {
    const { told, complaint } = await runStore(
      ['recover', freshFile(), 'prlimit --pid "$0" --fsize=unlimited:unlimited'],
      { under: ['prlimit', '--fsize=300000:unlimited'] },
    );
    expect(complaint).toBe('');
    expect(told).toEqual(recovered('The file cannot be used (SQLITE_IOERR_WRITE).'));
  });

  test('while another process holds the lock for longer than anybody waits', async () => {
    const file = freshFile();
    const [store, other] = [sqliteEventStore(file), new Database(file)];
    other.exec('BEGIN IMMEDIATE');
    await expect(create(store, 'note-1', 'a')).rejects.toMatchObject({ retryable: true });
    expect(store.trouble?.()).toBe('Another process holds the file.');
    await pause(1_500);
    expect(store.trouble?.()).toBe('Another process holds the file.');
    other.exec('COMMIT');
    await untilThereIsNone(store);
    expect(await create(store, 'note-1', 'a')).toEqual({ revision: 0, position: 1n });
    expect(await store.readLog({ limit: 10 })).toHaveLength(1);
    other.close();
    await store.close();
  });

  test('after an append by a clock that was ahead; asking goes by the clock of now', async () => {
    const store = sqliteEventStore(freshFile());
    await create(store, 'note-1', 'a');
    const early = notes({ stream: 'note-2', recordedAt: new Date(Date.now() + 60_000).toISOString() }, 'a');
    await expect(store.append('note-2', NO_STREAM, early)).rejects.toMatchObject({ retryable: true });
    expect(store.trouble?.()).toMatch(/^The clock of this machine is /);
    await untilThereIsNone(store);
    await store.close();
  });

  test('after a page of an index is damaged, for good: reads go on, and only a new start can tell more', async () => {
    const file = freshFile();
    const first = sqliteEventStore(file);
    await create(first, 'note-1', 'a');
    await first.close();
    const db = new Database(file, { readonly: true });
    const page = db
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_event_1'")
      .pluck()
      .get()!;
    db.close();
    const bytes = openSync(file, 'r+');
    writeSync(bytes, Buffer.alloc(4_096, 0xa5), 0, 4_096, (page - 1) * 4_096);
    closeSync(bytes);
    const store = sqliteEventStore(file);
    expect(store.trouble?.()).toBeUndefined();
    await expect(create(store, 'note-2', 'a')).rejects.toMatchObject({ retryable: false });
    const sentence = store.trouble?.();
    expect(sentence).toMatch(/^The file cannot be used \(SQLITE_CORRUPT/);
    await pause(2_500);
    expect(store.trouble?.()).toBe(sentence);
    expect(await store.readLog({ limit: 10 })).toHaveLength(1);
    await store.close();
  });

  test('but not for a conflict, nor once it is closed', async () => {
    const store = sqliteEventStore(freshFile());
    await create(store, 'note-1', 'a');
    await expect(create(store, 'note-1', 'b')).rejects.toMatchObject({ code: 'WRONG_EXPECTED_REVISION' });
    expect(store.trouble?.()).toBeUndefined();
    await store.close();
    await expect(create(store, 'note-2', 'b')).rejects.toMatchObject({ retryable: false });
    expect(store.trouble?.()).toBeUndefined();
  });
});

testWhere(
  CAN_MOUNT,
  'nobody may mount a disk here',
  'E-17: four files on a full disk close in order, with appends under way',
  async () => {
    const disk = join(folder, 'left');
    const { told, complaint, signal } = await runStore(['leave', disk], { under: onSmallDisk(disk) });
    expect([complaint, signal]).toEqual(['', null]);
    expect(told).toEqual({
      accepted: expect.any(Number),
      message: 'The disk is full.',
      late: ['rejected', 'rejected'],
    });
  },
);
