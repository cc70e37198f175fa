import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import type { Position } from '@wardbook/event-sourcing';
import type { KeyEncryption } from './key-encryption.ts';
import type { KeptKey, KeyStore } from './key-store.ts';

/** The keys of one subject in one record. */
export interface RecordKeys {
  /** Opens and seals. */
  readonly seal: KeyObject;
  /** Digests what cannot be guessed then. */
  readonly digest: KeyObject;
}

/** What stands where a key was destroyed, and for whatever it would have opened. */
export const ERASED = 'ERASED';

/** Keys per (subject, record): disposing of one old case leaves the same person's live case readable. */
export interface Keyring {
  /** The keys, made when there are none yet: `sealerWith` asks the log first whether there were some. */
  keysFor(subject: string, record: string): Promise<RecordKeys | typeof ERASED>;
  /** The keys of what nothing was sealed for before: nobody is asked whether there are some; who made them first has made them. */
  newKeys(subject: string, record: string): Promise<RecordKeys | typeof ERASED>;
  /** The keys that are there; undefined when nothing was ever sealed. */
  existing(subject: string, record: string): Promise<RecordKeys | typeof ERASED | undefined>;
  destroy(subject: string, record: string): Promise<void>;
  /** The mark of the key store, where it has one: what was found under it need not be asked for again. */
  readonly mark?: () => string | undefined;
  /** Up to this position of the log the words that were taken out have lost their keys; 0 where nobody looked. */
  readonly upTo: Position;
}

const CACHED_KEYS = 5_000;

/**
 * A keyring that asks nobody whether its keys belong to the log: tests have it, all others `bindKeys`.
 * @example
 * const ring = keyring(memoryKeyStore(), keyEncryptionInMemory());
 */
export const keyring = (store: KeyStore, encryption: KeyEncryption, upTo: Position = 0n): Keyring => {
  // Whether a key was destroyed, the store is asked every time; only the unwrapping is saved.
  const unwrapped = new Map<string, { readonly wrapped: Uint8Array; readonly keys: RecordKeys }>();
  const open = async ({ wrapped }: KeptKey, name: string): Promise<RecordKeys | typeof ERASED> => {
    if (!wrapped) return ERASED;
    const known = unwrapped.get(name);
    const fits = known !== undefined && Buffer.compare(known.wrapped, wrapped) === 0;
    const keys = fits ? known.keys : derive(await encryption.unwrap(wrapped, name));
    unwrapped.delete(name);
    unwrapped.set(name, { wrapped, keys });
    const oldest = unwrapped.keys().next();
    if (unwrapped.size > CACHED_KEYS && !oldest.done) unwrapped.delete(oldest.value);
    return keys;
  };
  return {
    keysFor: async (subject, record) => {
      const name = nameOfKey(subject, record);
      const kept =
        (await store.find(subject, record)) ??
        (await store.add(subject, record, await encryption.wrap(randomBytes(32), name)));
      return open(kept, name);
    },
    newKeys: async (subject, record) => {
      const name = nameOfKey(subject, record);
      return open(await store.add(subject, record, await encryption.wrap(randomBytes(32), name)), name);
    },
    existing: async (subject, record) => {
      const kept = await store.find(subject, record);
      return kept && open(kept, nameOfKey(subject, record));
    },
    destroy: (subject, record) => store.destroy(subject, record),
    mark: () => store.mark?.(),
    upTo,
  };
};

/** What a key is wrapped under: it unwraps as no other's. */
export const nameOfKey = (subject: string, record: string): string => JSON.stringify([subject, record]);

const derive = (key: Uint8Array): RecordKeys => ({
  seal: subKey(key, 'wardbook seal 1'),
  digest: subKey(key, 'wardbook digest 1'),
});

const subKey = (key: Uint8Array, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', purpose, 32)));
