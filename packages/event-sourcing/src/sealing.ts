import { hash } from 'node:crypto';
import { canonicalizeSorted } from './canonical.ts';
import { isPersonalReference, validated, written, type AnyEventDefinition } from './event.ts';
import type { Message } from './message.ts';

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

/** An event's stored fields, its personal values taken out and replaced by references. */
export interface Separated {
  readonly data: string;
  readonly values: readonly PersonalValue[];
}

/**
 * Validates an event and takes its personal values out. A reference is kept as it is only from a `trusted` sender,
 * a process: typed text that looks like one is text. Throws `EventInvalid`.
 */
export const separate = (
  definition: AnyEventDefinition,
  made: Message,
  { stream, revision }: Sealable,
  trusted: boolean,
): Separated => {
  const fields = validated(definition, made);
  if (definition.personalFields.length === 0) return { data: written(definition, fields), values: [] };
  const values: PersonalValue[] = [];
  const take = (value: string, path: string): string => {
    if (trusted && isPersonalReference(value)) return value;
    const reference = `${stream}/${String(revision)}/${String(values.length)}`;
    if (!isPersonalReference(reference)) throw new TypeError(`No reference can name the stream ${stream}.`);
    values.push({ path, value });
    return reference;
  };
  const separated = definition.personalFields.reduce<unknown>(
    (all, path) => replaceAt(all, stepsOf(path), '', take),
    fields,
  );
  // Text that is sealed has to be well-formed as well; `written` says where it is not.
  if (values.some(({ value }) => !value.isWellFormed())) written(definition, fields);
  return { data: written(definition, separated), values };
};

const stepsOf = (path: string): readonly string[] => path.replaceAll('[]', '.[]').split('.');

/** What a reference `stream/revision/n` points at. */
export const parseReference = (reference: string): (Sealable & { readonly index: number }) | undefined => {
  const [, stream, revision, index] = /^([^/]+)\/(\d+)\/(\d+)$/.exec(reference) ?? [];
  if (stream === undefined || !isPersonalReference(reference)) return undefined;
  return { stream, revision: Number(revision), index: Number(index) };
};

const replaceAt = (
  value: unknown,
  [step, ...rest]: readonly string[],
  at: string,
  take: (value: string, path: string) => string,
): unknown => {
  if (step === undefined) return typeof value === 'string' ? take(value, at) : value;
  if (step === '[]')
    return Array.isArray(value)
      ? value.map((member, index) => replaceAt(member, rest, `${at}[${String(index)}]`, take))
      : value;
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [step]: replaceAt(record[step], rest, at === '' ? step : `${at}.${step}`, take) };
};
