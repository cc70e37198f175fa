import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { keyFileMissing } from './key-findings.ts';

/** The key that wraps all other keys, kept outside the database: in a vault, a module, or for a demonstration a file. */
export interface KeyEncryption {
  wrap(key: Uint8Array, name: string): Promise<Uint8Array>;
  /** Throws `StoreUnavailable` for what this key did not wrap under this name. */
  unwrap(wrapped: Uint8Array, name: string): Promise<Uint8Array>;
}

const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * A key-encryption key in a file of its own, readable by its owner alone; made when missing, unless told not to.
 * Throws `StoreUnavailable`.
 * @example
 * const encryption = keyEncryptionInFile('street.key', { make: false });
 */
export const keyEncryptionInFile = (
  file: string,
  { make = true }: { readonly make?: boolean } = {},
): KeyEncryption => keyEncryption(createSecretKey(keyIn(file, make)));

/**
 * A key-encryption key in memory: what it wrapped is lost with the process.
 * @example
 * const ring = await bindKeys({ log: store, keys, encryption: keyEncryptionInMemory });
 */
export const keyEncryptionInMemory = (): KeyEncryption =>
  keyEncryption(createSecretKey(randomBytes(KEY_LENGTH)));

const keyEncryption = (key: KeyObject): KeyEncryption => ({
  wrap: async (secret, name) => {
    const nonce = randomBytes(NONCE_LENGTH);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  },
  unwrap: async (wrapped, name) => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, NONCE_LENGTH))
        .setAAD(Buffer.from(name))
        .setAuthTag(wrapped.subarray(-TAG_LENGTH));
      return Buffer.concat([decipher.update(wrapped.subarray(NONCE_LENGTH, -TAG_LENGTH)), decipher.final()]);
    } catch {
      throw new StoreUnavailable('A key does not open under this key-encryption key.', false);
    }
  },
});

const keyIn = (file: string, make: boolean): Buffer => {
  if (!make && !existsSync(file)) throw keyFileMissing();
  const key = readOrMade(file);
  if (key.length !== KEY_LENGTH)
    throw new StoreUnavailable('The key-encryption key file has a wrong length.', false);
  return key;
};

const readOrMade = (file: string): Buffer => {
  try {
    if (!existsSync(file)) makeKeyFile(file);
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new StoreUnavailable(`The key-encryption key file cannot be read or made (${code}).`, false);
  }
};

/** Whole or not at all, whoever else makes it at the same time: the first link wins. */
const makeKeyFile = (file: string): void => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, randomBytes(KEY_LENGTH));
    fsyncSync(descriptor);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(descriptor);
    unlinkSync(draft);
  }
};
