import { hash } from 'node:crypto';
import { canonicalizeSorted } from './canonical.ts';
import type { RecordedFields } from './event-store.ts';
import type { Position } from './position.ts';
import type { SealedPart } from './sealed-part.ts';

export type { SealedPart };

/** A value about a person, as it is before it is sealed. */
export interface PersonalValue {
  /** Where it stood in the event: `premises.address`. */
  readonly path: string;
  readonly value: string;
}

/** Where an event stands: its ciphertext opens nowhere else. */
export interface Sealable {
  readonly stream: string;
  readonly revision: number;
}

/** Seals what is personal, and words that everybody may read. Throws `SubjectErased`, `StoreUnavailable`. */
export interface Sealer {
  readonly seal: (place: Sealable, subject: string, values: readonly PersonalValue[]) => Promise<SealedPart>;
  /**
   * A keyed digest of what a client sent, lower-case hex: nothing in it can be guessed from it. Undefined once erased. Of
   * what is on record the key is there already.
   */
  readonly digest: (
    stream: string,
    subject: string,
    content: string,
    isOnRecord?: boolean,
  ) => Promise<string | undefined>;
  /** Left out, nobody opens words here: deciders see references, and what is taken out is left to others. */
  readonly texts?: TextKeeper;
}

/** Words that everybody may read, by their references. */
export interface TextKeeper {
  /** What was taken out, and what is none, is left out. Throws `StoreUnavailable`, `ChainBroken`. */
  readonly words: (references: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Destroys the keys of what these events say was taken out; for ever, and as often as it is asked. */
  readonly takeOut: (events: readonly RecordedFields[]) => Promise<void>;
  /** Up to this position of the log everything was taken out when the keys were opened. */
  readonly from: Position;
}

/** What the header commits to: everything of the sealed parts but the ciphertext itself. */
export const digestOfSealed = (parts: readonly SealedPart[]): string =>
  hash(
    'sha256',
    canonicalizeSorted(
      parts.map(({ subject, commitments, ciphertextDigest }) => [subject, commitments, ciphertextDigest]),
    ),
    'hex',
  );

/** What stays of a ciphertext when it is erased: its SHA-256, lower-case hex. */
export const digestOfCiphertext = (ciphertext: Uint8Array): string => hash('sha256', ciphertext, 'hex');
