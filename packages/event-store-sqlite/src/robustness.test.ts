import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestOfCiphertext, headerOf, NO_STREAM, verifyLog, type Guard } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { sqliteEventStore } from './sqlite-event-store.ts';
import { runStore, type Ended } from './testing/run-store.ts';

let folder: string;
let files = 0;
const freshFile = (): string => join(folder, `${String((files += 1))}.db`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-robust-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file holds when it is opened anew. */
const eventsIn = async (file: string): Promise<number> => {
  const store = sqliteEventStore(file);
  const { events, broken } = await verifyLog(store);
  await store.close();
  expect(broken).toBeUndefined();
  return events;
};

const ciphertext = Uint8Array.of(1, 2, 3);
const append = (stream: string, texts: readonly string[], guards: readonly Guard[] = []) => ({
  stream,
  expected: NO_STREAM,
  events: notes(
    {
      stream,
      sealed: [
        { subject: stream, commitments: [], ciphertextDigest: digestOfCiphertext(ciphertext), ciphertext },
      ],
    },
    ...texts,
  ),
  guards,
});

test('processes that write to one file at once all get through, in one order', async () => {
  const [file, names] = [freshFile(), ['a', 'b', 'c', 'd']];
  const ended = await Promise.all(names.map((name) => runStore(['race', file, name, '15'])));
  expect(ended.map(({ complaint }) => complaint)).toEqual(['', '', '', '']);
  const positions = ended.flatMap(({ told }) => (told as { positions: string[] }).positions.map(Number));
  expect([...positions].sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  const store = sqliteEventStore(file);
  const shared = await store.readStream('note-shared');
  expect(shared.map(({ revision }) => revision)).toEqual(Array.from({ length: 60 }, (_, index) => index));
  expect(await verifyLog(store)).toEqual({ events: 120, streams: 5, position: 120n });
  await store.close();
});

describe('what is committed or not', () => {
  test('is so wholly, before whichever statement the process is killed', async () => {
    // One group that is accepted, then one of which the second is refused.
    const groups = (): string =>
      serialize([
        [append('note-1', ['a', 'b'])],
        [
          append('note-2', ['c', 'd', 'e']),
          append('note-1', ['late']),
          append('note-3', ['f'], [{ stream: 'note-2', revision: 2 }]),
        ],
      ]).toString('base64');
    const killedAt = async (statement: number): Promise<Ended & { readonly events: number }> => {
      const file = freshFile();
      const ended = await runStore(['crash', file, String(statement), groups()]);
      expect(ended.complaint).toBe('');
      return { ...ended, events: await eventsIn(file) };
    };
    const whole = await killedAt(0);
    expect(whole.events).toBe(6);
    const { opened, statements } = whole.told as { opened: number; statements: number };
    const held: number[] = [];
    // While the file is opened, every third; while it is written to, every one. Two at a time.
    const killings = Array.from({ length: statements }, (_, index) => index + 1);
    const chosen = killings.filter((statement) => statement > opened || statement % 3 === 0);
    for (let next = 0; next < chosen.length; next += 2)
      for (const { signal, events } of await Promise.all(chosen.slice(next, next + 2).map(killedAt))) {
        expect(signal).toBe('SIGKILL');
        held.push(events);
      }
    // Nothing, the first group, both: never a part of one, and never one that is lost again.
    expect([...new Set(held)].filter((events) => events !== 6)).toEqual([0, 2]);
    expect(held).toEqual(held.toSorted((a, b) => a - b));
  }, 120_000);

  test('is so wholly, wherever the write-ahead log was cut or spoilt', async () => {
    const file = freshFile();
    const store = sqliteEventStore(file);
    for (const { stream, expected, events } of [
      append('note-1', ['a', 'b']),
      append('note-2', ['c', 'd', 'e']),
    ])
      await store.append(stream, expected, events);
    const log = readFileSync(`${file}-wal`);
    const held: number[] = [];
    for (const at of [...cuts(log.length), log.length])
      for (const tail of [Buffer.alloc(0), Buffer.alloc(log.length - at)]) {
        const image = freshFile();
        copyFileSync(file, image);
        writeFileSync(`${image}-wal`, Buffer.concat([log.subarray(0, at), tail]));
        held.push(await eventsIn(image));
      }
    await store.close();
    expect([...new Set(held)]).toEqual([0, 2, 5]);
    expect(held).toEqual(held.toSorted((a, b) => a - b));
  });
});

/** Inside every page that the write-ahead log holds, and where one ends. */
const cuts = (length: number): readonly number[] => {
  const [header, frame] = [32, 24 + 4_096];
  const frames = Array.from({ length: (length - header) / frame }, (_, index) => header + index * frame);
  return frames.flatMap((start) => [start, start + 12, start + 2_000]);
};

test('E-13: who read and was answered is in the access log, wherever the process is killed', async () => {
  for (const killAfter of [1, 20, 333]) {
    const file = freshFile();
    const { told, signal, complaint } = await runStore(['access', file, '16', String(killAfter)]);
    expect([signal, complaint]).toEqual(['SIGKILL', '']);
    const { answered } = told as { answered: readonly string[] };
    expect(answered).toHaveLength(killAfter);
    const store = sqliteEventStore(file);
    expect((await verifyLog(store)).broken).toBeUndefined();
    const entries = await store.readLog({ limit: 10_000 });
    const written = entries.map((entry) => headerOf(entry).correlationId);
    expect(new Set(written).size).toBe(written.length);
    expect(answered.filter((correlationId) => !written.includes(correlationId))).toEqual([]);
    // One more append may have been under way: nobody has more than one entry that was not answered.
    expect(written.length - answered.length).toBeLessThanOrEqual(16);
    await store.close();
  }
});

const runs = (command: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A test that not every machine allows: where it does not, the reason is in the list of tests. */
const testWhere = (allowed: boolean, reason: string, title: string, body: () => Promise<void>): void => {
  if (allowed) test(title, body);
  else test.skip(`${title} (${reason})`, body);
};

describe('a store whose disk takes no more', () => {
  const expectRecovery = ({ told, complaint }: Ended, message: string): void => {
    expect(complaint).toBe('');
    const { before, again, whileFull, afterwards, anew } = told as Record<string, Record<string, number>>;
    const accepted = before?.['accepted'] ?? 0;
    expect(accepted).toBeGreaterThan(0);
    expect(before).toEqual({ accepted, message, retryable: true });
    expect(again).toEqual({ accepted: 0, message, retryable: true });
    const holding = (events: number) => ({ events, readable: events, broken: false });
    expect(whileFull).toEqual(holding(accepted));
    expect(afterwards).toEqual(holding(accepted + 3));
    expect(anew).toEqual(afterwards);
  };

  testWhere(
    runs('unshare', '-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()),
    'nobody may mount a disk here',
    'refuses, goes on reading, and goes on writing once there is room, without being opened again',
    async () => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      const mount =
        'mount -t tmpfs -o size=2m tmpfs "$0" && head -c 700000 /dev/zero > "$0/ballast" && exec "$@"';
      const ended = await runStore(['fill', join(disk, 'log.db'), `rm ${disk}/ballast`], {
        under: ['unshare', '-rm', 'sh', '-c', mount, disk],
      });
      expectRecovery(ended, 'The disk is full.');
    },
  );

  testWhere(
    runs('prlimit', '--fsize=1000000:unlimited', 'true'),
    'there is no prlimit here',
    'does the same after any other error of writing that was rolled back',
    async () => {
      const ended = await runStore(['fill', freshFile(), 'prlimit --pid "$0" --fsize=unlimited:unlimited'], {
        under: ['prlimit', '--fsize=300000:unlimited'],
      });
      expectRecovery(ended, 'The file cannot be used (SQLITE_IOERR_WRITE).');
    },
  );
});
