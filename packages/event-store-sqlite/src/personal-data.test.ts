import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  canonicalize,
  catchUp,
  ChainBroken,
  defineView,
  referenceText,
  SubjectErased,
  verifyLog,
} from '@wardbook/event-sourcing';
import { personalReference } from '@wardbook/event-sourcing/testing';
import { accessLog, door, ERASED, keyEncryptionInFile, keyring, sealerWith } from '@wardbook/personal-data';
import { diary, diaryWriter, READER } from '@wardbook/personal-data/testing';
import { sqliteFolder } from './sqlite-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'wardbook-personal-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const COUNT = 50;
const canaries = Array.from({ length: COUNT }, (_, index) => ({
  note: `Canary-Note-${String(index)} Zoë`,
  witnesses: [`canary.witness.${String(index)}@example.org`, `0${String(7_700_900_000 + index)}`],
}));

describe('personal data in a folder', () => {
  test('stands in no file in the clear, and neither does a bare hash of it', async () => {
    const { path, write, open, close, folder, record } = await house('clear');
    expectNoCanary(path);
    await open(everyReference);
    await folder.rows.open([lastNote]);
    await catchUp(folder.store, folder.rows, [lastNote]);
    await record(READER, 'correlation-1', { type: 'AccessLogRead', purpose: 'AUDIT', count: 1 });
    expectNoCanary(path);
    expect(readdirSync(path)).toEqual(
      expect.arrayContaining(['log.db', 'log.db-wal', 'keys.db', 'access.db']),
    );
    await write('7', { note: canaries[0]!.note, person: 'person-7' });
    await close();
    expectNoCanary(path);
  });

  test('stands in no error', async () => {
    const { path, write, open, close, keys, wrongDoor } = await house('errors');
    const entry = canaries[0]!;
    await write('0', { ...entry, commandId: 'once' });
    tampering(path, (db) => {
      db.exec('DROP TRIGGER sealed_is_only_erased');
      db.prepare(
        "UPDATE sealed SET ciphertext = zeroblob(60) WHERE position = (SELECT position FROM event WHERE stream = 'diary-1')",
      ).run();
    });
    await keys.destroy('person-2', 'diary-2');
    const failures = await Promise.all(
      [
        write('0', { ...canaries[1]!, commandId: 'once' }),
        write('0', { note: canaries[1]!.note.repeat(20) }),
        write('0', { note: `${entry.note}\ud800` }),
        write('2', { ...entry, person: 'person-2' }),
        open(['diary-1/0/0']),
        open(everyReference, entry.note),
        wrongDoor.open([personalReference('diary-0/0/0')], opening('ADVICE')),
      ].map((work) =>
        work.then(
          () => undefined,
          (error: unknown) => error as Error & { code?: string },
        ),
      ),
    );
    expect(failures.map((failure) => failure?.code)).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
      'EVENT_INVALID',
      'EVENT_INVALID',
      'SUBJECT_ERASED',
      'CHAIN_BROKEN',
      'EVENT_INVALID',
      'STORE_UNAVAILABLE',
    ]);
    for (const failure of failures)
      expect(`${JSON.stringify(failure)} ${String(failure)} ${String(failure?.stack)}`).not.toMatch(
        /canary|77009/i,
      );
    await close();
  });

  test('is readable after a restart, and what was erased is not', async () => {
    const before = await house('restart');
    await before.keys.destroy('person-3', 'diary-3');
    await before.close();
    const after = await reopened('restart');
    const opened = await after.open(everyReference);
    expect(opened.size).toBe(3 * COUNT);
    for (const [index, { note, witnesses }] of canaries.entries())
      for (const [place, text] of [note, ...witnesses].entries())
        expect(opened.get(personalReference(`diary-${String(index)}/0/${String(place)}`))).toEqual(
          index === 3 ? ERASED : { text },
        );
    await expect(after.write('3', { note: 'more', person: 'person-3' })).rejects.toBeInstanceOf(
      SubjectErased,
    );
    const again = await after.write('4', { ...canaries[4]!, person: 'person-4', commandId: 'entry-4' });
    expect(again.receipt?.replayed).toBe(true);
    for (const log of [after.folder.store, after.folder.access])
      expect((await verifyLog(log)).broken).toBeUndefined();
    await after.close();
  });

  test('whose ciphertext is erased reads as ERASED, and the log still verifies', async () => {
    const { path, open, close, folder } = await house('erased');
    tampering(path, (db) => {
      db.prepare("UPDATE sealed SET ciphertext = NULL WHERE subject = 'person-5'").run();
    });
    expect(await open(['diary-5/0/0', 'diary-6/0/0'])).toEqual(
      new Map<string, unknown>([
        ['diary-5/0/0', ERASED],
        ['diary-6/0/0', { text: canaries[6]!.note }],
      ]),
    );
    expect(await verifyLog(folder.store)).toEqual({ events: COUNT, streams: COUNT, position: BigInt(COUNT) });
    await close();
  });
});

describe('the file of the log', () => {
  test.each([
    ['removed', 'DELETE FROM sealed'],
    ['given another subject', "UPDATE sealed SET subject = 'person-2'"],
    ['given another subject while it is erased', "UPDATE sealed SET subject = 'person-2', ciphertext = NULL"],
    ['given another ciphertext', 'UPDATE sealed SET ciphertext = zeroblob(80)'],
    [
      'replaced',
      'INSERT OR REPLACE INTO sealed SELECT position, part, subject, commitments, ciphertext_digest, NULL FROM sealed',
    ],
  ])('does not let a sealed part be %s', async (name, statement) => {
    const { path, close } = await house(`refused-${name}`, 1);
    tampering(path, (db) => {
      expect(() => db.exec(statement)).toThrow(/sealed part/);
    });
    await close();
  });

  test.each([
    ['a subject', "SET subject = 'person-2'"],
    ['commitments', "SET commitments = '[]'"],
    ['commitments into no JSON', "SET commitments = 'canary'"],
    ['commitments into no list', `SET commitments = '{"a":1.5}'`],
    ['white space in the commitments', "SET commitments = ' ' || commitments"],
    ['a digest', 'SET ciphertext_digest = zeroblob(32)'],
    ['a ciphertext', 'SET ciphertext = zeroblob(80)'],
  ])('names the event where somebody altered %s without its triggers', async (name, change) => {
    const { path, close, folder } = await house(`altered-${name}`, 3);
    tampering(path, (db) => {
      db.exec('DROP TRIGGER sealed_is_only_erased');
      db.exec(`UPDATE sealed ${change} WHERE position = 2`);
    });
    const { broken, events } = await verifyLog(folder.store);
    expect(broken).toBeInstanceOf(ChainBroken);
    expect(broken).toMatchObject({ stream: 'diary-1', revision: 0 });
    expect(events).toBe(1);
    await close();
  });

  test('names the event whose sealed part somebody removed or added without its triggers', async () => {
    const { path, close, folder } = await house('parts', 3);
    tampering(path, (db) => {
      db.exec('DROP TRIGGER sealed_is_never_removed');
      db.exec('DELETE FROM sealed WHERE position = 3');
    });
    expect((await verifyLog(folder.store)).broken).toMatchObject({ stream: 'diary-2', revision: 0 });
    tampering(path, (db) => {
      db.exec(
        'INSERT INTO sealed SELECT position, part + 1, subject, commitments, ciphertext_digest, ciphertext FROM sealed WHERE position = 1',
      );
    });
    expect((await verifyLog(folder.store)).broken).toMatchObject({ stream: 'diary-0', revision: 0 });
    await close();
  });
});

/** One row for each diary. */
const lastNote = defineView({
  name: 'last-note',
  version: 1,
  of: [diary],
  initial: { note: '' },
  evolve: { EntryWritten: (_, { note }) => ({ note: referenceText(note) }) },
  columns: { note: ({ note }) => note },
});

const everyReference = canaries.flatMap((_, index) =>
  [0, 1, 2].map((place) => `diary-${String(index)}/0/${String(place)}`),
);

const opening = (purpose: string) =>
  ({ reader: READER, correlationId: 'correlation-1', category: 'CONSULTATION', purpose }) as const;

const reopened = async (name: string) => {
  const base = join(root, name.replaceAll(' ', '-'));
  mkdirSync(base, { recursive: true });
  const path = join(base, 'data');
  const folder = sqliteFolder(path);
  const keys = keyring(folder.keys, keyEncryptionInFile(join(base, 'kek')));
  const wrongKeys = keyring(folder.keys, keyEncryptionInFile(join(base, 'another-kek')));
  const record = accessLog(folder.access, Date.now);
  const parts = { log: folder.store, record, now: Date.now };
  const entrance = door({ ...parts, keys });
  return {
    path,
    folder,
    keys,
    record,
    write: diaryWriter(folder.store, sealerWith(keys, folder.store)),
    open: (references: readonly string[], purpose = 'ADVICE') =>
      entrance.open(references.map(personalReference), opening(purpose)),
    wrongDoor: door({ ...parts, keys: wrongKeys }),
    close: async (): Promise<void> => {
      for (const file of [folder.store, folder.rows, folder.keys, folder.access]) await file.close();
    },
  };
};

/** A folder with so many sealed events, each in a diary of its own. */
const house = async (name: string, count = COUNT) => {
  const opened = await reopened(name);
  for (const [index, entry] of canaries.slice(0, count).entries())
    await opened.write(String(index), {
      ...entry,
      person: `person-${String(index)}`,
      commandId: `entry-${String(index)}`,
    });
  return opened;
};

/** What somebody can do who has the file. */
const tampering = (path: string, work: (db: Database.Database) => void): void => {
  const db = new Database(join(path, 'log.db'), { timeout: 1_000 });
  try {
    work(db);
  } finally {
    db.close();
  }
};

/** Looks at every byte of every file: for texts, for their pieces, and for what a guesser would compute. */
const expectNoCanary = (path: string): void => {
  const files = readdirSync(path).map((file) => readFileSync(join(path, file)));
  expect(Buffer.concat(files).includes('diary-49/0/2')).toBe(true);
  const pieces = ['Canary-Note', 'canary.witness', '@example.org', '077009'];
  const hashes = canaries.flatMap(({ note, witnesses }) => {
    const content = { note, witnesses };
    const guesses = [
      ...[note, ...witnesses].flatMap((text) => [text, canonicalize(text)]),
      canonicalize(content),
      canonicalize(['WriteEntry', content]),
    ];
    return guesses.flatMap((guess) => {
      const digest = hash('sha256', guess, 'buffer');
      return [digest, Buffer.from(digest.toString('hex'))];
    });
  });
  const sought = [
    ...[...pieces, ...canaries.flatMap(({ note, witnesses }) => [note, ...witnesses])].flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(Buffer.from(text).toString('base64').replaceAll('=', '').slice(0, -1)),
      Buffer.from(Buffer.from(text).toString('hex')),
    ]),
    ...hashes,
  ];
  for (const bytes of files) expect(sought.filter((needle) => bytes.includes(needle))).toEqual([]);
};
