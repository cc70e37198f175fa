import { randomBytes } from 'node:crypto';
import {
  ChainBroken,
  StoreUnavailable,
  TEXT_REDACTED,
  type LogReader,
  type Position,
  type RecordedEvent,
  type SealedPart,
} from '@wardbook/event-sourcing';
import type { KeyEncryption } from './key-encryption.ts';
import { keyFileForeign, keysForeign, keysMissing, keysOlder, sealedPartsOf } from './key-findings.ts';
import type { KeyBinding, KeyStore } from './key-store.ts';
import { keyring, nameOfKey, type Keyring } from './keyring.ts';
import { textsOf } from './texts.ts';

/** The three that belong together. */
export interface KeyParts {
  readonly log: LogReader;
  readonly keys: KeyStore;
  /** The key-encryption key. It may only be made where `make`: nothing was ever wrapped. */
  readonly encryption: (how: { readonly make: boolean }) => KeyEncryption;
}

/**
 * The keys of a log, once it is known that log, keys and key-encryption key belong together; what is not yet bound is
 * bound then. Where they do not, nothing is made and nothing changed. Throws `StoreUnavailable`.
 * @example
 * const encryption = (how: { make: boolean }) => keyEncryptionInFile('street.key', how);
 * const ring = await bindKeys({ log: store, keys, encryption });
 * const engine = await startEngine(street, { store, rows, sealer: sealerWith(ring, store) });
 */
export const bindKeys = async (parts: KeyParts): Promise<Keyring> => {
  const { keys, log } = parts;
  const { encryption, id, head, check, takingOut } = await checked(parts);
  // Not before it is known whose keys they are, and before they are bound to where the log is now.
  await textsOf({ log, keys: keyring(keys, encryption) }).takeOut(takingOut);
  const wrapped = check ?? (await encryption.wrap(randomBytes(32), CHECK));
  const kept = await keys.bind({ ...(id !== undefined && { log: id }), check: wrapped, upTo: head });
  // Somebody else may have bound them since they were looked at.
  refuseForeign(kept, await idOf(log));
  await refuseWrongKeyFile(encryption, kept.check, CHECK);
  return keyring(kept.log === undefined ? boundWithNextKey(keys, log, kept) : keys, encryption, head);
};

/**
 * As `bindKeys`, for whoever only reads: binds nothing.
 * @example
 * const encryption = () => keyEncryptionInFile('street.key', { make: false });
 * const ring = await checkKeys({ log, keys, encryption });
 */
export const checkKeys = async (parts: KeyParts): Promise<Keyring> =>
  keyring(parts.keys, (await checked(parts)).encryption);

/** What the key-encryption key is proven by, so that no person's key is touched for it. No key has such a name. */
const CHECK = 'wardbook key check 1';

interface Checked {
  readonly encryption: KeyEncryption;
  /** Undefined for an empty log. */
  readonly id: string | undefined;
  /** Up to here at least the sealed parts have their keys. */
  readonly head: Position;
  /** Undefined where none is kept yet. */
  readonly check: Uint8Array | undefined;
  /** What says that words were taken out, since they were bound. */
  readonly takingOut: readonly RecordedEvent[];
}

const checked = async ({ log, keys, encryption: encryptionFrom }: KeyParts): Promise<Checked> => {
  // In this order: a binding to a log is kept after its first event.
  const [binding, id, head] = [await keys.binding(), await idOf(log), await log.head()];
  refuseForeign(binding, id);
  // A log that came back from an older copy gives positions anew.
  const after = binding && binding.upTo <= head ? binding.upTo : 0n;
  const takingOut = await takenOutSince(log, keys, after);
  if (!takingOut) throw await whyLacking(log, keys, binding);
  const sample = binding ? undefined : await keys.sample();
  const [wrapped, name] = binding
    ? [binding.check, CHECK]
    : [sample?.wrapped, sample && nameOfKey(sample.subject, sample.record)];
  const encryption = encryptionFrom({ make: wrapped === undefined });
  if (wrapped && name !== undefined) await refuseWrongKeyFile(encryption, wrapped, name);
  return { encryption, id, head, check: binding?.check, takingOut };
};

const idOf = async (log: LogReader): Promise<string | undefined> =>
  (await log.readLog({ limit: 1 }))[0]?.hash;

const refuseForeign = (binding: KeyBinding | undefined, id: string | undefined): void => {
  if (binding?.log !== undefined && binding.log !== id) throw keysForeign();
};

const PAGE = 500;

/**
 * What says that words were taken out after that position; undefined where something was sealed after it under a key that
 * is not there, not even as destroyed.
 */
const takenOutSince = async (
  log: LogReader,
  keys: KeyStore,
  after: Position,
): Promise<readonly RecordedEvent[] | undefined> => {
  const takingOut: RecordedEvent[] = [];
  for (let from = after; ;) {
    const page = await log.readLog({ after: from, limit: PAGE });
    const found = await Promise.all(
      page.map(async (event) => {
        const parts = await sealedPartsOf(log, event).catch(unlessBroken);
        return Promise.all(parts.map(({ subject }) => keys.find(subject, event.stream)));
      }),
    );
    if (found.flat().includes(undefined)) return undefined;
    takingOut.push(...page.filter(({ type }) => type === TEXT_REDACTED));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return takingOut;
    from = last.position;
  }
};

/** A part that cannot be read says nothing about keys; it is found where it is asked for, and by a walk over the log. */
const unlessBroken = (error: unknown): readonly SealedPart[] => {
  if (error instanceof ChainBroken) return [];
  throw error;
};

const whyLacking = async (
  log: LogReader,
  keys: KeyStore,
  binding: KeyBinding | undefined,
): Promise<StoreUnavailable> => {
  if (binding?.log !== undefined) return keysOlder();
  const sample = await keys.sample();
  if (!sample) return keysMissing();
  // Keys from before there were bindings: a record that this log holds tells whose they are.
  const [own] = await log.readStream(sample.record, { limit: 1 });
  return own ? keysOlder() : keysForeign();
};

const refuseWrongKeyFile = async (
  encryption: KeyEncryption,
  wrapped: Uint8Array,
  name: string,
): Promise<void> => {
  try {
    await encryption.unwrap(wrapped, name);
  } catch (error) {
    throw error instanceof StoreUnavailable && !error.retryable ? keyFileForeign() : error;
  }
};

/** A log has no id before its first event, and that may need a key: they are bound with the first key after it. */
const boundWithNextKey = (keys: KeyStore, log: LogReader, { check, upTo }: KeyBinding): KeyStore => {
  let bound = false;
  return {
    ...keys,
    add: async (subject, record, wrapped) => {
      const id = bound ? undefined : await idOf(log);
      if (id !== undefined) refuseForeign(await keys.bind({ log: id, check, upTo }), id);
      bound ||= id !== undefined;
      return keys.add(subject, record, wrapped);
    },
  };
};
