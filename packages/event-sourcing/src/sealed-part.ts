/**
 * The personal values of one event that are about one subject, under that subject's key; or its words that everybody may
 * read, under a key of its own (docs/format.md 2).
 */
export interface SealedPart {
  /** Opaque id of the data subject; of words what `isTextSubject` knows. */
  readonly subject: string;
  /** One for each value, in the order of their references: SHA-256 over salt, path and value, lower-case hex. */
  readonly commitments: readonly string[];
  /** SHA-256 of the ciphertext, lower-case hex; it stays when the ciphertext is erased. */
  readonly ciphertextDigest: string;
  /** Absent once erased. */
  readonly ciphertext?: Uint8Array;
}
