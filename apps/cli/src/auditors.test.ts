import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EventStore } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { kurrentdbEventStore } from '@wardbook/event-store-kurrentdb';
import { wireServer } from '@wardbook/event-store-kurrentdb/testing';
import { sqliteBesideLog, sqliteFolder } from '@wardbook/event-store-sqlite';
import { accessLog, accessLogRead, keyEncryptionInFile, keyring, sealerWith } from '@wardbook/personal-data';
import { diaryWriter, READER } from '@wardbook/personal-data/testing';

const MAIN = join(import.meta.dirname, 'main.ts');
/** What a build of the first layout wrote. */
const OLD = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'log-v1', 'sqlite');

let root: string;
let temporary: string;
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'wardbook-auditors-'));
  temporary = join(root, 'temporary');
  mkdirSync(temporary);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});
const freshFolder = (): string => {
  const folder = join(root, `data-${String((count += 1))}`);
  mkdirSync(folder);
  return folder;
};

interface Ran {
  readonly code: number | null;
  readonly told: string;
  readonly complaint: string;
}

/** Runs the command line in a process of its own, under another command where one is given. */
const wardbook = async (args: readonly string[], under: readonly string[] = []): Promise<Ran> => {
  const node = [process.execPath, '--conditions=@wardbook/source', '--no-warnings', MAIN];
  const [command = '', ...rest] = [...under, ...node, ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      TMPDIR: temporary,
    },
  });
  let [told, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, told, complaint };
};

const at = (folder: string): readonly string[] => ['--store', `sqlite:${folder}`];

/** Every file of a folder, by its name: how long it is, when it was written, and its hash. */
const contentsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => {
      const [file, { size, mtimeMs }] = [join(folder, name), statSync(join(folder, name))];
      const bytes = statSync(file).isFile() ? readFileSync(file) : '';
      return [name, `${String(size)} ${String(mtimeMs)} ${createHash('sha256').update(bytes).digest('hex')}`];
    }),
  );

const add = async (store: EventStore, stream: string, events = 3): Promise<void> => {
  await store.append(
    stream,
    -1,
    notes({ stream }, ...Array.from({ length: events }, (_, index) => `text ${String(index)}`)),
  );
};

const shown = accessLogRead({ purpose: 'AUDIT', count: 1 });

/** What a gateway has open: a log of 9 events and an access log of two entries. */
const gateway = async (folder = freshFolder()) => {
  const parts = sqliteFolder(folder);
  for (const stream of ['note-1', 'note-2', 'note-3']) await add(parts.store, stream);
  const record = accessLog(parts.access, Date.now);
  for (const correlation of ['correlation-1', 'correlation-2']) await record(READER, correlation, shown);
  const close = async (): Promise<void> => {
    for (const part of [parts.store, parts.rows, parts.keys, parts.access]) await part.close();
  };
  return { folder, ...parts, close };
};

const closedFolder = async (): Promise<string> => {
  const { folder, close } = await gateway();
  await close();
  return folder;
};

const FITS = /^Log: 9 events in 3 streams fit, [^\n]+\n[^\n]+\nAccess log: 2 events in 1 stream fit, /;

/** Both commands on a folder that holds what `gateway` wrote: they say all of it, and change nothing. */
const expectAudited = async (folder: string, under: readonly string[] = []): Promise<void> => {
  const before = contentsOf(folder);
  const verified = await wardbook(['verify', ...at(folder)], under);
  expect([verified.complaint, verified.code]).toEqual(['', 0]);
  expect(verified.told).toMatch(FITS);
  const replayed = await wardbook(['replay', 'note-2', ...at(folder)], under);
  expect([replayed.complaint, replayed.code]).toEqual(['', 0]);
  expect(replayed.told).toMatch(/^note-2, 3 events[^]+text: text 2\n$/);
  expect(contentsOf(folder)).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
};

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

describe('E-12: verify and replay change nothing', () => {
  test('in a folder that was closed', async () => {
    await expectAudited(await closedFolder());
  });

  test('in a folder that a gateway has open', async () => {
    const { folder, close } = await gateway();
    expect(readdirSync(folder)).toContain('log.db-shm');
    await expectAudited(folder);
    await close();
  });

  test('in a folder of a gateway that was killed, whose events stand in the write-ahead logs alone', async () => {
    const { folder, close } = await gateway();
    for (const kept of [/\.db$|-wal$/, /./]) {
      const killed = freshFolder();
      for (const name of readdirSync(folder).filter((file) => kept.test(file)))
        copyFileSync(join(folder, name), join(killed, name));
      await expectAudited(killed);
    }
    await close();
  });

  test('in a folder whose files have the first layout, which a gateway would bring to the newest', async () => {
    const folder = freshFolder();
    for (const name of readdirSync(OLD)) copyFileSync(join(OLD, name), join(folder, name));
    const before = contentsOf(folder);
    expect(readFileSync(join(folder, 'log.db')).readUInt32BE(60)).toBe(1);
    const { code, told } = await wardbook(['verify', ...at(folder)]);
    expect([code, told]).toEqual([0, expect.stringMatching(/^Log: [1-9]\d+ events in [1-9]\d+ streams fit/)]);
    const { code: found, told: table } = await wardbook(['replay', 'ward-E05000140', ...at(folder)]);
    expect([found, table]).toEqual([0, expect.stringContaining('WardEstablished')]);
    expect(contentsOf(folder)).toEqual(before);
  });

  testWhere(
    runs('unshare', '-rm', 'mount', '--bind', tmpdir(), tmpdir()),
    'nobody may mount a folder here',
    'on read-only media, with and without a write-ahead log',
    async () => {
      const { folder, close } = await gateway();
      const killed = freshFolder();
      for (const name of readdirSync(folder).filter((file) => /\.db$|-wal$/.test(file)))
        copyFileSync(join(folder, name), join(killed, name));
      await close();
      for (const media of [folder, killed]) {
        const mount =
          'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && ! touch "$0/x" && exec "$@"';
        await expectAudited(media, ['unshare', '-rm', 'sh', '-c', `{ ${mount}; } 3>&2 2>/dev/null`, media]);
      }
    },
  );

  test('while a gateway writes to the folder, and say at least what was acknowledged before', async () => {
    const { folder, store, close } = await gateway();
    let [written, stopped] = [3, false];
    const writing = (async () => {
      for (; !stopped; written += 1) await add(store, `note-${String(written + 1)}`);
    })();
    for (let round = 0; round < 3; round += 1) {
      const acknowledged = written;
      const { code, told } = await wardbook(['verify', ...at(folder)]);
      expect([code, told]).toEqual([0, expect.stringMatching(/^Log: \d+ events in \d+ streams fit/)]);
      expect(Number(/^Log: (\d+)/.exec(told)?.[1])).toBeGreaterThanOrEqual(3 * acknowledged);
      expect((await wardbook(['replay', `note-${String(written)}`, ...at(folder)])).code).toBe(0);
    }
    stopped = true;
    await writing;
    expect(written).toBeGreaterThan(20);
    await close();
  });

  test('beside a KurrentDB, and append nothing to it', async () => {
    const server = await wireServer();
    const folder = freshFolder();
    const beside = sqliteBesideLog(folder);
    await accessLog(beside.access, Date.now)(READER, 'correlation-1', shown);
    for (const part of [beside.rows, beside.keys, beside.access]) await part.close();
    const store = await kurrentdbEventStore(server.address);
    await add(store, 'note-1');
    await store.close();
    const [records, files] = [structuredClone(server.log.records), contentsOf(folder)];
    expect(records.filter(({ stream }) => stream === 'note-1')).toHaveLength(3);
    const setting = ['--store', server.address, '--rows', `sqlite:${folder}`];
    const verified = await wardbook(['verify', ...setting]);
    expect([verified.complaint, verified.code]).toEqual(['', 0]);
    expect(verified.told).toMatch(/^Log: 3 events in 1 stream fit,[^]+Access log: 1 event in 1 stream fit,/);
    expect((await wardbook(['replay', 'note-1', ...setting])).told).toContain('text 2');
    expect(server.log.records).toEqual(records);
    expect(contentsOf(folder)).toEqual(files);
    server.close();
  });

  test('but for the access log, where personal values are opened', async () => {
    const { folder, store, keys, close } = await gateway();
    const sealer = sealerWith(keyring(keys, keyEncryptionInFile(`${folder}.key`, { make: true })), store);
    await diaryWriter(store, sealer)('1', { note: 'Ada Canary' });
    await close();
    const before = contentsOf(folder);
    const reader = ['--role', 'RECORDS', '--actor', 'records-1', '--agency', READER.agency];
    const opened = await wardbook(['replay', 'diary-1', ...at(folder), ...reader]);
    expect([opened.complaint, opened.code]).toEqual(['', 0]);
    expect(opened.told).toContain('note: Ada Canary');
    const { 'access.db': access, ...others } = contentsOf(folder);
    expect({ ...others, 'access.db': before['access.db'] }).toEqual(before);
    expect(access).not.toEqual(before['access.db']);
    const { told } = await wardbook(['verify', ...at(folder)]);
    expect(told).toContain('Access log: 3 events in 2 streams fit');
  });
});

describe('E-12: what is no log, or not a whole one, is a finding', () => {
  const made = (make: (file: string) => void) => async (): Promise<string> => {
    const folder = await closedFolder();
    rmSync(join(folder, 'log.db'));
    make(join(folder, 'log.db'));
    return folder;
  };
  const changed = (change: (file: string) => void) => async (): Promise<string> => {
    const folder = await closedFolder();
    change(join(folder, 'log.db'));
    return folder;
  };

  test.each<[string, () => Promise<string>, RegExp]>([
    ['an empty file', made((file) => writeFileSync(file, '')), /log\.db is empty: /],
    ['a text', made((file) => writeFileSync(file, '# Notes\n'.repeat(500))), /log\.db is not a SQLite file/],
    [
      'a database of another kind',
      changed((file) => copyFileSync(join(file, '..', 'rows.db'), file)),
      /log\.db is not the log of a Wardbook/,
    ],
    ['a folder', made((file) => mkdirSync(file)), /log\.db is not a file/],
    ['nothing', made(() => undefined), /There is no log\.db in /],
    ['a file that was cut off', changed((file) => truncateSync(file, 5 * 4_096)), /log\.db is damaged/],
    [
      'a file of which only the first page is left',
      changed((file) => writeFileSync(file, readFileSync(file).fill(0, 4_096))),
      /log\.db is damaged/,
    ],
  ])('%s: one sentence, no stack, no byte changed', async (_name, make, sentence) => {
    const folder = await make();
    const before = contentsOf(folder);
    const verified = await wardbook(['verify', ...at(folder)]);
    expect([verified.complaint, verified.code]).toEqual(['', 1]);
    const [log, ...access] = verified.told.split('\n');
    expect(log).toMatch(/^Log: NOT VERIFIED: .+\.$/);
    expect(log).toMatch(sentence);
    expect(access.join('\n')).toMatch(/^Access log: 2 events in 1 stream fit/);
    const replayed = await wardbook(['replay', 'note-1', ...at(folder)]);
    expect([replayed.told, replayed.code]).toEqual(['', 2]);
    expect(replayed.complaint).toMatch(sentence);
    expect(replayed.complaint.trim().split('\n')).toHaveLength(1);
    expect(contentsOf(folder)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('an empty access log as well, which is not made one when personal values are asked for', async () => {
    const folder = await closedFolder();
    writeFileSync(join(folder, 'access.db'), '');
    keyEncryptionInFile(`${folder}.key`);
    const before = contentsOf(folder);
    const verified = await wardbook(['verify', ...at(folder)]);
    expect(verified.told).toMatch(/^Log: 9 events[^]+\nAccess log: NOT VERIFIED: access\.db is empty: /);
    expect(verified.code).toBe(1);
    const reader = ['--role', 'RECORDS', '--actor', 'records-1', '--agency', 'test-police'];
    const replayed = await wardbook(['replay', 'note-1', ...at(folder), ...reader]);
    expect([replayed.complaint.trim().split('\n').length, replayed.code]).toEqual([1, 2]);
    expect(replayed.complaint).toMatch(/^access\.db is empty: /);
    expect(contentsOf(folder)).toEqual(before);
  });

  test('no room for the copy is told as what it is', async () => {
    const folder = await closedFolder();
    const { told, code } = await wardbook(
      ['verify', ...at(folder)],
      ['env', `TMPDIR=${join(root, 'nowhere')}`],
    );
    expect(told).toMatch(/^Log: NOT VERIFIED: There is no temporary folder for a copy of log\.db\.\n/);
    expect(code).toBe(1);
  });
});

test('a stream whose events the domain does not know is replayed like any other', async () => {
  const { folder, store, close } = await gateway();
  await store.append('process-alarms', -1, notes({ stream: 'process-alarms' }, 'taken over'));
  await close();
  const { code, told } = await wardbook(['replay', 'process-alarms', ...at(folder)]);
  expect(code).toBe(0);
  expect(told).toMatch(/^process-alarms, 1 event,[^]+OFFICER actor-1 of police +Noted +text: taken over\n$/);
  expect((await wardbook(['replay', 'process-others', ...at(folder)])).code).toBe(1);
});
