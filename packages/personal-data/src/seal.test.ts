import { createCipheriv, createHash, type KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalize,
  ChainBroken,
  digestOfCiphertext,
  event,
  handler,
  memoryEventStore,
  SubjectErased,
  type Command,
  type Decider,
  type EventOf,
  type PersonalValue,
  type SealedPart,
  type Sealer,
} from '@wardbook/event-sourcing';
import { keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore, type KeyStore } from './key-store.ts';
import { keyring, type RecordKeys } from './keyring.ts';
import { sealerWith, unseal } from './seal.ts';
import { diaryWriter, READER } from './testing/index.ts';

const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
const sealer = sealerWith(keys, memoryEventStore());
const keysOf = async (subject: string, record: string): Promise<RecordKeys> => {
  const found = await keys.keysFor(subject, record);
  if (found === 'ERASED') throw new TypeError('erased');
  return found;
};

const PLACE = { stream: 'diary-1', revision: 3 };
const VALUES: readonly PersonalValue[] = [
  { path: 'note', value: 'Ada Canary' },
  { path: 'witnesses[0]', value: 'Eve Canary' },
];

type Whole = SealedPart & { readonly ciphertext: Uint8Array };
const sealed = async (values = VALUES, subject = 'person-1', place = PLACE): Promise<Whole> =>
  (await sealer.seal(place, subject, values)) as Whole;

describe('what was sealed', () => {
  test('opens to the same values, whatever text they are', async () => {
    const own = await keysOf('person-1', 'diary-1');
    await fc.assert(
      fc.asyncProperty(anyValues, async (values) => {
        const part = await sealed(values);
        expect(unseal(own, PLACE, part)).toEqual(values);
        expect(part.subject).toBe('person-1');
        expect(part.commitments).toHaveLength(values.length);
        expect(part.ciphertextDigest).toBe(digestOfCiphertext(part.ciphertext));
      }),
      { numRuns: 200 },
    );
  });

  test('shows nothing of a value, and equal values nothing of their being equal', async () => {
    const twice = [
      { path: 'note', value: 'Ada Canary' },
      { path: 'note', value: 'Ada Canary' },
    ];
    const [first, second] = [await sealed(twice), await sealed(twice)];
    const visible = (part: Whole): string =>
      JSON.stringify({ ...part, ciphertext: undefined }) + Buffer.from(part.ciphertext).toString('latin1');
    expect(visible(first)).not.toMatch(/Canary|note/);
    expect(new Set([...first.commitments, ...second.commitments]).size).toBe(4);
    expect(first.ciphertextDigest).not.toBe(second.ciphertextDigest);
    const guesses = ['Ada Canary', canonicalize(['note', 'Ada Canary']), canonicalize('Ada Canary')];
    for (const guess of guesses)
      expect(first.commitments).not.toContain(createHash('sha256').update(guess).digest('hex'));
  });

  test('does not open after any byte of it was changed', async () => {
    const own = await keysOf('person-1', 'diary-1');
    const part = await sealed();
    for (const [index, byte] of part.ciphertext.entries())
      for (const bit of [1, 128])
        expectBroken(() =>
          unseal(own, PLACE, { ...part, ciphertext: part.ciphertext.with(index, byte ^ bit) }),
        );
    expect(unseal(own, PLACE, part)).toEqual(VALUES);
  });

  test('does not open when it was cut off or made longer, however short it becomes', async () => {
    const own = await keysOf('person-1', 'diary-1');
    const part = await sealed();
    for (const length of part.ciphertext.keys()) {
      expectBroken(() => unseal(own, PLACE, { ...part, ciphertext: part.ciphertext.slice(0, length) }));
      expectBroken(() => unseal(own, PLACE, { ...part, ciphertext: part.ciphertext.slice(length + 1) }));
    }
    expectBroken(() =>
      unseal(own, PLACE, { ...part, ciphertext: Buffer.concat([part.ciphertext, Buffer.of(0)]) }),
    );
  });

  test('opens nowhere else, for nobody else, and under no other key', async () => {
    const own = await keysOf('person-1', 'diary-1');
    const part = await sealed();
    expectBroken(() => unseal(own, { ...PLACE, stream: 'diary-2' }, part), 'diary-2');
    expectBroken(() => unseal(own, { ...PLACE, revision: 4 }, part), 'diary-1', 4);
    expectBroken(() => unseal(own, PLACE, { ...part, subject: 'person-2' }));
    for (const [subject, record] of [
      ['person-1', 'diary-2'],
      ['person-2', 'diary-1'],
    ] as const) {
      const other = await keysOf(subject, record);
      expectBroken(() => unseal(other, PLACE, part));
    }
    expectBroken(() => unseal({ ...own, seal: own.digest }, PLACE, part));
  });

  test('does not open to anything but what was committed to', async () => {
    const own = await keysOf('person-1', 'diary-1');
    const [part, other] = [await sealed(), await sealed()];
    const { commitments } = part;
    for (const named of [
      other.commitments,
      commitments.toReversed(),
      commitments.slice(1),
      commitments.slice(0, -1),
      [...commitments, commitments[0]!],
      [],
    ])
      expectBroken(() => unseal(own, PLACE, { ...part, commitments: named }));
  });

  test.each([
    ['no JSON', 'Ada Canary'],
    ['no list', '{"0":"Ada Canary"}'],
    ['no fields', '["Ada Canary","Ada Canary"]'],
    ['a field too short', '[["Ada Canary","note"],["Ada Canary","note"]]'],
    ['a field of numbers', '[[1,2,3],[1,2,3]]'],
    ['nothing', ''],
  ])('does not open to %s, and the error quotes nothing', async (_name, text) => {
    const own = await keysOf('person-1', 'diary-1');
    const part = await sealed();
    const ciphertext = encrypted(own.seal, text);
    expectBroken(() => unseal(own, PLACE, { ...part, ciphertext }));
  });
});

describe('keys', () => {
  test('are their own for every subject and record, and for sealing and digesting', async () => {
    const pairs = [
      ['person-1', 'diary-1'],
      ['person-1', 'diary-2'],
      ['person-2', 'diary-1'],
      ['person-2', 'diary-2'],
      ['person-1","diary', '1'],
    ] as const;
    const all = await Promise.all(pairs.map(([subject, record]) => keysOf(subject, record)));
    const bytes = all.flatMap(({ seal, digest }) =>
      [seal, digest].map((key) => key.export().toString('hex')),
    );
    expect(new Set(bytes).size).toBe(2 * pairs.length);
  });

  test('one destroyed leaves the person’s other record readable, and seals nothing more', async () => {
    const kept = await sealed(VALUES, 'person-3', { stream: 'diary-2', revision: 0 });
    await sealed(VALUES, 'person-3');
    await keys.destroy('person-3', 'diary-1');
    const failure = await sealed(VALUES, 'person-3').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SubjectErased);
    expect(String(failure)).not.toMatch(/Canary|person-3/);
    const live = await keysOf('person-3', 'diary-2');
    expect(unseal(live, { stream: 'diary-2', revision: 0 }, kept)).toEqual(VALUES);
  });
});

describe('the digest of what a client sent', () => {
  test('is the same for the same content, subject and record, and for nothing else', async () => {
    const digests = [
      await sealer.digest('diary-1', 'person-1', 'content'),
      await sealer.digest('diary-2', 'person-1', 'content'),
      await sealer.digest('diary-1', 'person-2', 'content'),
      await sealer.digest('diary-1', 'person-1', 'other content'),
      createHash('sha256').update('content').digest('hex'),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(await sealer.digest('diary-1', 'person-1', 'content')).toBe(digests[0]);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is not to be had once the subject is erased', async () => {
    await keys.destroy('person-4', 'diary-1');
    expect(await sealer.digest('diary-1', 'person-4', 'content')).toBeUndefined();
  });
});

describe('a key that was lost', () => {
  test.each([
    ['a repeat', { note: 'Ada Canary', commandId: 'first' }],
    ['a repeat with other content', { note: 'Bob Canary', commandId: 'first' }],
    ['a correction', { note: 'Ada Corrected', commandId: 'correction' }],
  ])('E-06: is not replaced for %s: nothing is made and nothing recorded', async (_, entry) => {
    const { log, write, losing } = await diaries();
    const lost = losing();
    const before = await log.readLog({ limit: 10 });
    await expectOlder(lost.write('1', entry));
    expect(await log.readLog({ limit: 10 })).toEqual(before);
    expect(await lost.store.find('person-1', 'diary-1')).toBeUndefined();
    expect((await write('1', { note: 'Ada Canary', commandId: 'first' })).receipt?.replayed).toBe(true);
  });

  test('E-06: is not replaced for an event that was decided elsewhere', async () => {
    const { losing } = await diaries();
    const lost = losing();
    await expectOlder(lost.sealer.seal({ stream: 'diary-1', revision: 1 }, 'person-1', VALUES));
    expect(await lost.store.find('person-1', 'diary-1')).toBeUndefined();
  });

  test('E-06: is known to be lost also where nothing was sealed under it, only digested', async () => {
    const { log, ring, losing } = await diaries();
    const visit = (by: Sealer, content: string) =>
      handler(log, { sealer: by })(
        visits,
        '1',
        { type: 'Visit' },
        {
          by: READER,
          occurredAt: VISITED_AT,
          clientId: 'client-1',
          commandId: content,
          correlationId: 'correlation-1',
          fingerprint: content,
        },
      );
    const own = sealerWith(ring, log);
    await visit(own, 'first');
    expect(await log.readSealed('visits-1', 0)).toEqual([]);
    const lost = losing();
    for (const content of ['first', 'second']) await expectOlder(visit(lost.sealer, content));
    expect(await lost.store.find('person-1', 'visits-1')).toBeUndefined();
    expect((await visit(own, 'first')).receipt?.replayed).toBe(true);
  });

  test('is no key that was never needed: another subject’s on the same stream, or a record not yet begun', async () => {
    const { losing } = await diaries();
    const { sealer: other, store } = losing();
    await other.seal({ stream: 'diary-1', revision: 1 }, 'person-9', VALUES);
    await other.digest('diary-2', 'person-9', 'content');
    await other.digest('diary-9', 'person-1', 'content');
    for (const record of ['diary-1', 'diary-2']) expect(await store.find('person-9', record)).toBeDefined();
    expect(await store.find('person-1', 'diary-9')).toBeDefined();
  });

  test('is not one that another gateway makes at this moment', async () => {
    const { log, store, ring } = await diaries();
    let asked = 0;
    // The first look is before the other’s command, the second after it.
    const find: KeyStore['find'] = async (subject, record) =>
      (asked += 1) === 1 ? undefined : store.find(subject, record);
    const late = sealerWith(keyring({ ...store, find }, encryption), log);
    expect(await late.digest('diary-1', 'person-1', 'content')).toBe(
      await sealerWith(ring, log).digest('diary-1', 'person-1', 'content'),
    );
  });

  test('is not one that a crash left behind before anything was appended under it', async () => {
    const { store, log } = await diaries();
    const crashed = keyring(store, encryption);
    await crashed.keysFor('person-1', 'diary-5');
    const write = diaryWriter(log, sealerWith(keyring(store, encryption), log));
    expect((await write('5', { note: 'Ada Canary', commandId: 'after the crash' })).receipt).toBeDefined();
  });
});

const encryption = keyEncryptionInMemory();

const visited = event('Visited', {});
const VISITED_AT = new Date().toISOString();

/** A record about a person in which nothing is sealed: only what was sent is digested under their key. */
const visits: Decider<Command & { readonly type: 'Visit' }, EventOf<typeof visited>, number> = {
  name: 'visits',
  initial: 0,
  events: [visited],
  facts: {},
  subject: () => 'person-1',
  decide: { Visit: () => [visited({})] },
  evolve: { Visited: (times) => times + 1 },
};

const diaries = async () => {
  const [log, store] = [memoryEventStore(), memoryKeyStore()];
  const ring = keyring(store, encryption);
  const write = diaryWriter(log, sealerWith(ring, log));
  await write('1', { note: 'Ada Canary', commandId: 'first' });
  await write('2', { note: 'Eve Canary', commandId: 'second' });
  const losing = () => {
    const empty = memoryKeyStore();
    const other = sealerWith(keyring(empty, encryption), log);
    return { store: empty, sealer: other, write: diaryWriter(log, other) };
  };
  return { log, store, ring, write, losing };
};

const expectOlder = (work: Promise<unknown>): Promise<void> =>
  expect(work).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    retryable: false,
    message: 'The keys are older than the log: the key of something on record is not among them.',
  });

const anyValues = fc.array(
  fc.record(
    {
      path: fc.string({ maxLength: 12 }),
      value: fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => text.isWellFormed()),
    },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 5 },
);

/** What somebody can write who has the key, or a build with a fault. */
const encrypted = (key: KeyObject, text: string): Uint8Array => {
  const nonce = Buffer.alloc(12, 7);
  const bound = Buffer.from(canonicalize([PLACE.stream, PLACE.revision, 'person-1']));
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
};

const expectBroken = (open: () => unknown, stream = PLACE.stream, revision = PLACE.revision): void => {
  let failure: unknown;
  try {
    open();
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(ChainBroken);
  expect(failure).toMatchObject({ stream, revision });
  expect(String(failure)).not.toMatch(/Canary|person-/);
};
