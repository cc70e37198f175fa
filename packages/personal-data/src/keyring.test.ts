import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { keyEncryptionInMemory } from './key-encryption.ts';
import { memoryKeyStore, type KeyStore } from './key-store.ts';
import { ERASED, keyring, type Keyring, type RecordKeys } from './keyring.ts';

describe('a keyring', () => {
  test('makes a key when there is none, and gives it ever after', async () => {
    const { keys } = ring();
    expect(await keys.existing('person-1', 'diary-1')).toBeUndefined();
    const made = await hex(keys.keysFor('person-1', 'diary-1'));
    expect(await hex(keys.keysFor('person-1', 'diary-1'))).toEqual(made);
    expect(await hex(keys.existing('person-1', 'diary-1'))).toEqual(made);
  });

  test('makes none when only asked what is there', async () => {
    const { keys, store } = ring();
    await keys.existing('person-1', 'diary-1');
    expect(await store.find('person-1', 'diary-1')).toBeUndefined();
  });

  test('gives two who ask at once the same new key', async () => {
    const { store, encryption } = ring();
    const rings = [keyring(store, encryption), keyring(store, encryption)];
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => hex(rings[index % 2]!.keysFor('person-1', 'diary-1'))),
    );
    expect(new Set(all.map(String)).size).toBe(1);
  });

  test('keeps no key in the clear', async () => {
    const { keys, store } = ring();
    const [seal, digest] = await hex(keys.keysFor('person-1', 'diary-1'));
    const kept = Buffer.from((await store.find('person-1', 'diary-1'))!.wrapped!).toString('hex');
    expect(kept).not.toContain(seal);
    expect(kept).not.toContain(digest);
  });

  test('opens nothing under another key-encryption key', async () => {
    const { keys, store } = ring();
    await keys.keysFor('person-1', 'diary-1');
    const other = keyring(store, keyEncryptionInMemory());
    await expect(other.keysFor('person-1', 'diary-1')).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(other.existing('person-1', 'diary-1')).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('takes no key that was put in another’s place, not even one it has seen', async () => {
    const { keys, store } = ring();
    await keys.keysFor('person-1', 'diary-1');
    const { wrapped } = (await store.find('person-1', 'diary-1'))!;
    await store.add('person-2', 'diary-1', wrapped!);
    for (const asked of [keys.existing('person-2', 'diary-1'), keys.keysFor('person-2', 'diary-1')])
      await expect(asked).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('goes on when more keys are in use than it remembers', async () => {
    const { keys } = ring();
    const first = await hex(keys.keysFor('person-0', 'diary-1'));
    for (let person = 1; person <= 5_001; person += 1)
      await keys.keysFor(`person-${String(person)}`, 'diary-1');
    expect(await hex(keys.existing('person-0', 'diary-1'))).toEqual(first);
  });
});

describe('a destroyed key', () => {
  test('is ERASED and never comes back', async () => {
    const { keys } = ring();
    await keys.keysFor('person-1', 'diary-1');
    await keys.destroy('person-1', 'diary-1');
    await expectErased(keys);
    await keys.destroy('person-1', 'diary-1');
    await expectErased(keys);
  });

  test('is ERASED even when there never was one', async () => {
    const { keys } = ring();
    await keys.destroy('person-1', 'diary-1');
    await expectErased(keys);
  });

  test('is ERASED for every other keyring on the store, also one that holds it unwrapped', async () => {
    const { keys, store, encryption } = ring();
    const other = keyring(store, encryption);
    for (const one of [keys, other]) await one.keysFor('person-1', 'diary-1');
    await keys.destroy('person-1', 'diary-1');
    await expectErased(other);
    await expectErased(keyring(store, encryption));
  });

  test('takes no other key along', async () => {
    const { keys } = ring();
    const others = [
      ['person-1', 'diary-2'],
      ['person-2', 'diary-1'],
    ] as const;
    const all = () => Promise.all(others.map(([subject, record]) => hex(keys.keysFor(subject, record))));
    const before = await all();
    await keys.destroy('person-1', 'diary-1');
    expect(await all()).toEqual(before);
  });

  test('stays destroyed for somebody who was about to add it', async () => {
    const { keys, store, encryption } = ring();
    const find: KeyStore['find'] = async (subject, record) => {
      const found = await store.find(subject, record);
      await keys.destroy(subject, record);
      return found;
    };
    expect(await keyring({ ...store, find }, encryption).keysFor('person-1', 'diary-1')).toBe(ERASED);
    await expectErased(keys);
  });
});

const ring = () => {
  const [store, encryption] = [memoryKeyStore(), keyEncryptionInMemory()];
  return { store, encryption, keys: keyring(store, encryption) };
};

/** Sealing key and digesting key. */
const hex = async (
  asked: Promise<RecordKeys | typeof ERASED | undefined>,
): Promise<readonly [string, string]> => {
  const found = await asked;
  if (!found || found === ERASED) throw new TypeError('There is no key.');
  return [found.seal.export().toString('hex'), found.digest.export().toString('hex')];
};

const expectErased = async (keys: Keyring): Promise<void> => {
  expect(await keys.existing('person-1', 'diary-1')).toBe(ERASED);
  expect(await keys.keysFor('person-1', 'diary-1')).toBe(ERASED);
};
