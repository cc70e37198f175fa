import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { keyEncryptionInFile, keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore } from './key-store.ts';
import { ERASED, keyring } from './keyring.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardbook-kek-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let files = 0;
const freshFile = (): string => join(folder, `kek-${String((files += 1))}`);

const SECRET = new Uint8Array(32).fill(7);

describe('a key-encryption key', () => {
  test('unwraps what it wrapped, and every wrapping is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), fc.string(), async (secret, name) => {
        const [once, twice] = [await own.wrap(secret, name), await own.wrap(secret, name)];
        expect([...(await own.unwrap(once, name))]).toEqual([...secret]);
        expect(Buffer.compare(once, twice)).not.toBe(0);
      }),
    );
  });

  test('unwraps nothing of another key, or under another name', async () => {
    const wrapped = await own.wrap(SECRET, 'one');
    await expectRefused(own.unwrap(wrapped, 'two'));
    await expectRefused(keyEncryptionInMemory().unwrap(wrapped, 'one'));
  });

  test('unwraps nothing that was altered or cut off', async () => {
    const wrapped = await own.wrap(SECRET, 'one');
    for (const [index, byte] of wrapped.entries()) {
      await expectRefused(own.unwrap(wrapped.with(index, byte ^ 1), 'one'));
      await expectRefused(own.unwrap(wrapped.slice(0, index), 'one'));
    }
  });

  const own = keyEncryptionInMemory();
});

describe('a key-encryption key in a file', () => {
  test('is made when it is missing, for its owner alone', () => {
    const file = freshFile();
    keyEncryptionInFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBe(32);
    expect(readFileSync(file).every((byte) => byte === 0)).toBe(false);
  });

  test('is another in every file, and stays what it is', () => {
    const [one, two] = [freshFile(), freshFile()];
    for (const file of [one, two]) keyEncryptionInFile(file);
    const bytes = readFileSync(one);
    keyEncryptionInFile(one);
    expect(readFileSync(one).equals(bytes)).toBe(true);
    expect(readFileSync(two).equals(bytes)).toBe(false);
  });

  test('opens after a restart what it closed before it, and nothing that was destroyed', async () => {
    const [file, store] = [freshFile(), memoryKeyStore()];
    const before = keyring(store, keyEncryptionInFile(file));
    const made = await before.keysFor('person-1', 'diary-1');
    await before.keysFor('person-2', 'diary-1');
    await before.destroy('person-2', 'diary-1');
    const after = keyring(store, keyEncryptionInFile(file));
    const found = await after.existing('person-1', 'diary-1');
    if (made === ERASED || found === ERASED || !found) throw new TypeError('There is no key.');
    expect(found.seal.equals(made.seal)).toBe(true);
    expect(found.digest.equals(made.digest)).toBe(true);
    expect(await after.keysFor('person-2', 'diary-1')).toBe(ERASED);
  });

  test('S-06: is not made where the caller knows that there was one', async () => {
    const file = freshFile();
    expect(() => keyEncryptionInFile(file, { make: false })).toThrow(
      new StoreUnavailable('The key file that these keys were wrapped with is missing.', false),
    );
    expect(existsSync(file)).toBe(false);
    const wrapped = await keyEncryptionInFile(file).wrap(SECRET, 'one');
    expect([...(await keyEncryptionInFile(file, { make: false }).unwrap(wrapped, 'one'))]).toEqual([
      ...SECRET,
    ]);
  });

  test('that cannot be read or made is StoreUnavailable', () => {
    for (const file of [folder, join(folder, 'no-such-folder', 'kek')])
      expect(() => keyEncryptionInFile(file)).toThrow(StoreUnavailable);
  });

  test('that is not the one is StoreUnavailable', async () => {
    const store = memoryKeyStore();
    await keyring(store, keyEncryptionInFile(freshFile())).keysFor('person-1', 'diary-1');
    await expectRefused(keyring(store, keyEncryptionInFile(freshFile())).keysFor('person-1', 'diary-1'));
  });

  test.each([0, 31, 33])('of %i bytes is StoreUnavailable, and is left as it is', (length) => {
    const file = freshFile();
    writeFileSync(file, '');
    truncateSync(file, length);
    expect(() => keyEncryptionInFile(file)).toThrow(StoreUnavailable);
    expect(statSync(file).size).toBe(length);
  });
});

const expectRefused = async (work: Promise<unknown>): Promise<void> => {
  const failure = await work.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreUnavailable);
  expect(failure).toMatchObject({ retryable: false });
};
