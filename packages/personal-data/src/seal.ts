import { createCipheriv, createDecipheriv, createHmac, hash } from 'node:crypto';
import {
  canonicalize,
  ChainBroken,
  digestOfCiphertext,
  isTextSubject,
  randomBytes,
  SubjectErased,
  type LogReader,
  type PersonalValue,
  type Sealable,
  type SealedPart,
  type Sealer,
  type TextKeeper,
} from '@wardbook/event-sourcing';
import { keysOlder, sealedPartsOf } from './key-findings.ts';
import { ERASED, type Keyring, type RecordKeys } from './keyring.ts';

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const SALT_LENGTH = 16;

/**
 * Seals with the keys of a keyring: AES-256-GCM, bound to stream, revision and subject. A key is made only where the log
 * shows that there was none: a lost one is `StoreUnavailable`, because what a second one writes would hide the loss.
 * @example
 * const handle = handler(store, { sealer: sealerWith(ring, store) });
 */
export const sealerWith = (
  keys: Keyring,
  log: Pick<LogReader, 'readStream' | 'readSealed'>,
  texts?: TextKeeper,
): Sealer => {
  const keysOf = async (
    stream: string,
    subject: string,
    wasUsed: (onRecord: OnRecord) => boolean,
  ): Promise<RecordKeys | typeof ERASED> => {
    const found = await keys.existing(subject, stream);
    if (found) return found;
    // Named by its event, which is not on record yet: there was none.
    if (isTextSubject(subject)) return keys.newKeys(subject, stream);
    // A key is kept before anything is appended under it: where that is on record, another look finds the key.
    if (wasUsed(await onRecord(log, stream)) && !(await keys.existing(subject, stream))) throw keysOlder();
    return keys.keysFor(subject, stream);
  };

  return {
    ...(texts && { texts }),
    seal: async (place, subject, values) => {
      const found = await keysOf(place.stream, subject, ({ subjects }) => subjects.has(subject));
      if (found === ERASED) throw new SubjectErased(place.stream);
      return sealed(found, place, subject, values);
    },
    digest: async (stream, subject, content, isOnRecord = false) => {
      // A stream has one subject from its first command on, and each of them was digested: a key was needed also where
      // nothing is sealed. What is sealed for others alone says that this subject is new to it.
      const wasUsed = ({ events, subjects }: OnRecord): boolean =>
        subjects.size > 0 ? subjects.has(subject) : events > 0;
      if (isOnRecord && isTextSubject(subject) && !(await keys.existing(subject, stream))) throw keysOlder();
      const found = await keysOf(stream, subject, wasUsed);
      return found === ERASED ? undefined : createHmac('sha256', found.digest).update(content).digest('hex');
    },
  };
};

/** What a stream holds: how many events, and for whom something is sealed in them. */
interface OnRecord {
  readonly events: number;
  readonly subjects: ReadonlySet<string>;
}

const onRecord = async (
  log: Pick<LogReader, 'readStream' | 'readSealed'>,
  stream: string,
): Promise<OnRecord> => {
  const events = await log.readStream(stream);
  const parts = await Promise.all(events.map((event) => sealedPartsOf(log, event)));
  const subjects = parts.flat().map(({ subject }) => subject);
  return { events: events.length, subjects: new Set(subjects.filter((one) => !isTextSubject(one))) };
};

/**
 * Opens a sealed part. Throws `ChainBroken` for a ciphertext that was altered, or that opens to something
 * that its commitments do not name.
 */
export const unseal = (
  keys: RecordKeys,
  place: Sealable,
  { subject, commitments, ciphertext }: SealedPart & { readonly ciphertext: Uint8Array },
): readonly PersonalValue[] => {
  const fields = fieldsIn(decrypted(keys, place, subject, ciphertext));
  if (
    !fields ||
    fields.length !== commitments.length ||
    fields.some((field, index) => commitmentOf(field) !== commitments[index])
  )
    throw new ChainBroken(
      place.stream,
      place.revision,
      'a sealed part does not open to what was committed to.',
    );
  return fields.map(([, path, value]) => ({ path, value }));
};

/** Salt (hex), path, value. */
type Field = readonly [string, string, string];

const sealed = (
  { seal }: RecordKeys,
  place: Sealable,
  subject: string,
  values: readonly PersonalValue[],
): SealedPart => {
  // Each field is written once: what its commitment is over stands in the plaintext as well.
  const fields = values.map(({ path, value }) =>
    canonicalize([randomBytes(SALT_LENGTH).toString('hex'), path, value] satisfies Field),
  );
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', seal, nonce).setAAD(boundTo(place, subject));
  const ciphertext = Buffer.concat([
    nonce,
    cipher.update(`[${fields.join(',')}]`),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return {
    subject,
    commitments: fields.map(digestOfField),
    ciphertextDigest: digestOfCiphertext(ciphertext),
    ciphertext,
  };
};

const commitmentOf = (field: Field): string => digestOfField(canonicalize(field));

const digestOfField = (written: string): string => hash('sha256', written, 'hex');

const boundTo = ({ stream, revision }: Sealable, subject: string): Buffer =>
  Buffer.from(canonicalize([stream, revision, subject]));

const decrypted = (
  { seal }: RecordKeys,
  place: Sealable,
  subject: string,
  ciphertext: Uint8Array,
): string => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', seal, ciphertext.subarray(0, NONCE_LENGTH))
      .setAAD(boundTo(place, subject))
      .setAuthTag(ciphertext.subarray(-TAG_LENGTH));
    return (
      decipher.update(ciphertext.subarray(NONCE_LENGTH, -TAG_LENGTH), undefined, 'utf8') +
      decipher.final('utf8')
    );
  } catch {
    throw new ChainBroken(place.stream, place.revision, 'a sealed part does not open.');
  }
};

const fieldsIn = (text: string): readonly Field[] | undefined => {
  const fields = parsed(text);
  const isField = (field: unknown): field is Field =>
    Array.isArray(field) && field.length === 3 && field.every((part) => typeof part === 'string');
  return Array.isArray(fields) && fields.every(isField) ? fields : undefined;
};

// The parser's own message quotes what it was given.
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
