import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
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
import { postgresDatabase } from './postgres-database.ts';
import { ownPostgresServer } from './testing/postgres-server.ts';

// Its own, because its files are searched.
const server = await ownPostgresServer();
const root = mkdtempSync(join(tmpdir(), 'wardbook-personal-'));
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});

const COUNT = 20;
const canaries = Array.from({ length: COUNT }, (_, index) => ({
  note: `Canary-Note-${String(index)} Zoë`,
  witnesses: [`canary.witness.${String(index)}@example.org`, `0${String(7_700_900_000 + index)}`],
}));

describe('personal data in a database', () => {
  test('stands in no file of the server in the clear, and neither does a bare hash of it', async () => {
    const { address, open, close, database, record } = await house();
    await open(everyReference);
    await database.rows.open([lastNote]);
    await catchUp(database.store, database.rows, [lastNote]);
    await record(READER, 'correlation-1', { type: 'AccessLogRead', purpose: 'AUDIT', count: 1 });
    await asOwner(address, 'ANALYZE; CHECKPOINT');
    expectNoCanary();
    await close();
  });

  test('stands in no error', async () => {
    const { address, write, open, close, keys, wrongDoor } = await house();
    await write('0', { ...canaries[0]!, commandId: 'once' });
    await asOwner(
      address,
      `ALTER TABLE sealed DISABLE TRIGGER ALL;
       UPDATE sealed SET ciphertext = '\\x00' WHERE subject = 'person-1'`,
    );
    await keys.destroy('person-2', 'diary-2');
    const failures = await Promise.all(
      [
        write('0', { ...canaries[1]!, commandId: 'once' }),
        write('2', { ...canaries[0]!, person: 'person-2' }),
        open(['diary-1/0/0']),
        wrongDoor.open([personalReference('diary-0/0/0')], opening),
      ].map((work) =>
        work.then(
          () => undefined,
          (error: unknown) => error as Error & { code?: string },
        ),
      ),
    );
    expect(failures.map((failure) => failure?.code)).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
      'SUBJECT_ERASED',
      'CHAIN_BROKEN',
      'STORE_UNAVAILABLE',
    ]);
    for (const failure of failures)
      expect(`${JSON.stringify(failure)} ${String(failure)} ${String(failure?.stack)}`).not.toMatch(
        /canary|77009/i,
      );
    await close();
  });

  test('is readable after a restart, and what was erased is not', async () => {
    const before = await house();
    await before.keys.destroy('person-3', 'diary-3');
    await before.close();
    const after = await opened(before.address, before.base);
    const found = await after.open(everyReference);
    expect(found.size).toBe(3 * COUNT);
    for (const [index, { note, witnesses }] of canaries.entries())
      for (const [place, text] of [note, ...witnesses].entries())
        expect(found.get(personalReference(`diary-${String(index)}/0/${String(place)}`))).toEqual(
          index === 3 ? ERASED : { text },
        );
    await expect(after.write('3', { note: 'more', person: 'person-3' })).rejects.toBeInstanceOf(
      SubjectErased,
    );
    const again = await after.write('4', { ...canaries[4]!, person: 'person-4', commandId: 'entry-4' });
    expect(again.receipt?.replayed).toBe(true);
    for (const log of [after.database.store, after.database.access])
      expect((await verifyLog(log)).broken).toBeUndefined();
    await after.close();
  });

  test('whose ciphertext is erased reads as ERASED, and the log still verifies', async () => {
    const { address, open, close, database } = await house();
    await asOwner(address, "UPDATE sealed SET ciphertext = NULL WHERE subject = 'person-5'");
    expect(await open(['diary-5/0/0', 'diary-6/0/0'])).toEqual(
      new Map<string, unknown>([
        ['diary-5/0/0', ERASED],
        ['diary-6/0/0', { text: canaries[6]!.note }],
      ]),
    );
    expect(await verifyLog(database.store)).toMatchObject({ events: COUNT, position: BigInt(COUNT) });
    await close();
  });
});

describe('the schema of the log', () => {
  test.each([
    ['removed', 'DELETE FROM sealed'],
    ['removed with all others', 'TRUNCATE sealed CASCADE'],
    ['given another subject', "UPDATE sealed SET subject = 'person-2'"],
    ['given another subject while it is erased', "UPDATE sealed SET subject = 'person-2', ciphertext = NULL"],
    ['given another ciphertext', "UPDATE sealed SET ciphertext = '\\x00'"],
  ])('does not let a sealed part be %s', async (_, statement) => {
    const { address, close } = await house(1);
    await expect(asOwner(address, statement)).rejects.toThrow(/sealed part/);
    await close();
  });

  test.each([
    ['a subject', "SET subject = 'person-2'"],
    ['commitments', "SET commitments = '[]'"],
    ['white space in the commitments', "SET commitments = ' ' || commitments"],
    ['a digest', "SET ciphertext_digest = decode(repeat('00', 32), 'hex')"],
    ['a ciphertext', "SET ciphertext = '\\x00'"],
  ])('names the event where somebody altered %s without its triggers', async (_, change) => {
    const { address, close, database } = await house(3);
    await asOwner(
      address,
      `ALTER TABLE sealed DISABLE TRIGGER ALL; UPDATE sealed ${change} WHERE position = 2`,
    );
    const { broken, events } = await verifyLog(database.store);
    expect(broken).toBeInstanceOf(ChainBroken);
    expect(broken).toMatchObject({ stream: 'diary-1', revision: 0 });
    expect(events).toBe(1);
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

const opening = {
  reader: READER,
  correlationId: 'correlation-1',
  category: 'CONSULTATION',
  purpose: 'ADVICE',
} as const;

const opened = async (address: string, base: string) => {
  const database = await postgresDatabase(address);
  const keys = keyring(database.keys, keyEncryptionInFile(join(base, 'kek')));
  const wrongKeys = keyring(database.keys, keyEncryptionInFile(join(base, 'another-kek')));
  const record = accessLog(database.access, Date.now);
  const parts = { log: database.store, record, now: Date.now };
  const entrance = door({ ...parts, keys });
  return {
    address,
    base,
    database,
    keys,
    record,
    write: diaryWriter(database.store, sealerWith(keys, database.store)),
    open: (references: readonly string[]) => entrance.open(references.map(personalReference), opening),
    wrongDoor: door({ ...parts, keys: wrongKeys }),
    close: async (): Promise<void> => {
      for (const part of [database.store, database.rows, database.keys, database.access]) await part.close();
    },
  };
};

/** A database with so many sealed events, each in a diary of its own. */
const house = async (count = COUNT) => {
  const made = await opened(await server.freshDatabase(), mkdtempSync(join(root, 'keys-')));
  for (const [index, entry] of canaries.slice(0, count).entries())
    await made.write(String(index), {
      ...entry,
      person: `person-${String(index)}`,
      commandId: `entry-${String(index)}`,
    });
  return made;
};

/** What somebody can do who owns the schema. */
const asOwner = async (address: string, statements: string): Promise<void> => {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query('SET search_path = wardbook');
    for (const statement of statements.split(';')) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** Looks at every byte of every file, the write-ahead log among them. */
const expectNoCanary = (): void => {
  const files = readdirSync(server.folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(server.folder, file))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path));
  expect(files.some((bytes) => bytes.includes('diary-19/0/2'))).toBe(true);
  const pieces = ['Canary-Note', 'canary.witness', '@example.org', '077009'];
  const sought = [
    ...pieces.flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(Buffer.from(text).toString('base64').replaceAll('=', '').slice(0, -1)),
      Buffer.from(Buffer.from(text).toString('hex')),
    ]),
    ...canaries.flatMap(guessesFor),
  ];
  for (const bytes of files) expect(sought.filter((needle) => bytes.includes(needle))).toEqual([]);
};

/** The hashes that a guesser would compute, as bytes and in hex. */
const guessesFor = (content: (typeof canaries)[number]): readonly Buffer[] => {
  const texts = [content.note, ...content.witnesses].flatMap((text) => [text, canonicalize(text)]);
  return [...texts, canonicalize({ ...content }), canonicalize(['WriteEntry', { ...content }])].flatMap(
    (guess) => {
      const digest = hash('sha256', guess, 'buffer');
      return [digest, Buffer.from(digest.toString('hex'))];
    },
  );
};
