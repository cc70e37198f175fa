import { canonicalize, type Canonical } from './canonical.ts';
import { digestOfCommand } from './envelope.ts';
import { EventInvalid } from './errors.ts';
import type { Sealer } from './sealing.ts';

// Digests without it covered inner names, which change: nothing is compared with them.
const MARK = 'i1.';

/** Whether a recorded digest says what the client sent, so that a repeat can be compared with it. */
export const isComparable = (commandDigest: string): boolean => commandDigest.startsWith(MARK);

/**
 * What tells a repeat from another use of the same command id: `i1.` and the digest of what the client sent, keyed by
 * the subject where the stream is a person's record, and else by the event whose words it put on record. Undefined once
 * the subject is erased, or the words are taken out.
 * Throws `EventInvalid`, `StoreUnavailable`.
 */
export const digestOf = async (
  sealer: Sealer | undefined,
  { stream, subject, isOnRecord = false }: Digested,
  { type }: { readonly type: string },
  { fingerprint }: { readonly fingerprint: Canonical },
): Promise<string | undefined> => {
  const sent = asText(type, fingerprint);
  if (subject === undefined) return `${MARK}${digestOfCommand(sent)}`;
  // A bare hash of what may be guessable is never stored.
  if (!sealer) throw new EventInvalid(type, ['personal data without a sealer']);
  const digest = await sealer.digest(stream, subject, sent, isOnRecord);
  return digest === undefined ? undefined : `${MARK}${digest}`;
};

interface Digested {
  readonly stream: string;
  readonly subject: string | undefined;
  readonly isOnRecord?: boolean;
}

/** Of JavaScript's own kinds some tell nothing apart: dates, fractions, half a character. */
const asText = (type: string, fingerprint: Canonical): string => {
  try {
    return canonicalize(fingerprint);
  } catch {
    throw new EventInvalid(type, unspeakable(fingerprint, []));
  }
};

/** Where there is something without a canonical form. What was sent is a list, as a rule: the place in it says nothing. */
const unspeakable = (value: Canonical, path: readonly string[]): readonly string[] => {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return isCanonical(value) ? [] : [path.slice(1).join('.') || 'fingerprint'];
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined && !Array.isArray(value) ? [] : unspeakable(member as Canonical, [...path, key]),
  );
};

const isCanonical = (value: Canonical): boolean => {
  try {
    return canonicalize(value) !== '';
  } catch {
    return false;
  }
};
