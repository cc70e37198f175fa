import { hash } from 'node:crypto';
import { canonicalizeSorted } from './canonical.ts';

/** The personal values of one event that are about one subject, under that subject's key (docs/format.md 2). */
export interface SealedPart {
  /** Opaque id of the data subject. */
  readonly subject: string;
  /** One for each value, in the order of their references: SHA-256 over salt, path and value, lower-case hex. */
  readonly commitments: readonly string[];
  /** SHA-256 of the ciphertext, lower-case hex; it stays when the ciphertext is erased. */
  readonly ciphertextDigest: string;
  /** Absent once erased. */
  readonly ciphertext?: Uint8Array;
}

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

/** Seals what is personal. Throws `SubjectErased`, `StoreUnavailable`. */
export interface Sealer {
  readonly seal: (place: Sealable, subject: string, values: readonly PersonalValue[]) => Promise<SealedPart>;
  /** A keyed digest of what a client sent, lower-case hex: nothing personal can be guessed from it. Undefined once erased. */
  readonly digest: (stream: string, subject: string, content: string) => Promise<string | undefined>;
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
