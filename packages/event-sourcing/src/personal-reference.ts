import type { Sealable } from './sealing.ts';

declare const reference: unique symbol;

/**
 * Where a value about a person is kept: `stream/revision/n`. Rows and states keep it and pass it on; only the door opens
 * it. It is text when the program runs and no text to the compiler: nobody shows it, compares it or joins it by mistake.
 */
export interface PersonalReference {
  readonly [reference]: 'stream/revision/n';
}

/** What an event about a person is made of: the text as somebody wrote it, or a reference that a process passes on. */
export type TextOrReference = string | PersonalReference;

/** Every lock of events has it. */
export const PERSONAL_REFERENCE = /^[a-z][A-Za-z]*-[^/]+\/\d+\/\d+$/;

/**
 * Whether text has the form `stream/revision/n`.
 * @example
 * isPersonalReference('lamp-high-street-1/3/0'); // true
 */
export const isPersonalReference = (text: TextOrReference): text is PersonalReference =>
  PERSONAL_REFERENCE.test(text as string);

/**
 * The text of a reference, for those who look a value up or write down that it was read.
 * @example
 * const place = row.caller && referenceText(row.caller); // 'lamp-high-street-1/3/0'
 */
export const referenceText = (of: PersonalReference): string => of as unknown as string;

/** What a reference `stream/revision/n` points at; undefined for text of another form. */
export const parseReference = (
  given: TextOrReference,
): (Sealable & { readonly index: number }) | undefined => {
  if (!isPersonalReference(given)) return undefined;
  const [stream = '', revision, index] = referenceText(given).split('/');
  return { stream, revision: Number(revision), index: Number(index) };
};
