import { createCipheriv, createHash, type KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalize,
  ChainBroken,
  digestOfCiphertext,
  SubjectErased,
  type PersonalValue,
  type SealedPart,
} from '@wardbook/event-sourcing';
import { keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore } from './key-store.ts';
import { keyring, type RecordKeys } from './keyring.ts';
import { sealerWith, unseal } from './seal.ts';

const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
const sealer = sealerWith(keys);
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
