import type { Sealable } from './sealing.ts';

declare const words: unique symbol;

/**
 * Words that everybody may read, as they are kept: a reference to them, or of an older event the words themselves. Rows
 * and states keep it and pass it on; whoever shows it has it opened. It is text when the program runs and no text to
 * the compiler: nobody shows a reference, sorts by it or joins it by mistake.
 */
export interface SealedText {
  readonly [words]: 'words, or where they are';
}

/** Every lock of events has it. Public text is trimmed before it is stored: no words begin with a space. */
export const TEXT_REFERENCE = /^ [a-z][A-Za-z]*-[^/]+\/\d+\/t\d+$/;

/** What stands in `data` for the n-th of an event's words. */
export const textReference = ({ stream, revision }: Sealable, index: number): string =>
  ` ${stream}/${String(revision)}/t${String(index)}`;

/**
 * Where words are; undefined for the words of an older event.
 * @example
 * textPlaceOf(' ward-E05000140/3/t0'); // { stream: 'ward-E05000140', revision: 3, index: 0 }
 */
export const textPlaceOf = (
  text: SealedText | string,
): (Sealable & { readonly index: number }) | undefined => {
  if (!isTextReference(text)) return undefined;
  const [stream = '', revision, index = ''] = text.slice(1).split('/');
  return { stream, revision: Number(revision), index: Number(index.slice(1)) };
};

/**
 * Whether it is a reference to words, and not the words.
 * @example
 * isTextReference(' ward-E05000140/3/t0'); // true
 */
export const isTextReference = (text: unknown): text is string =>
  // Most text is none: a pattern costs more than a look at how it begins.
  typeof text === 'string' && text.startsWith(' ') && TEXT_REFERENCE.test(text);

/**
 * Whether words on record are the same as words that somebody sends: deciders see them opened (docs/format.md 2).
 * @example
 * const isCalledSo = (label: SealedText | undefined) => isSameText(label, 'High Street');
 */
export const isSameText = (known: SealedText | undefined, given: string | undefined): boolean =>
  (known as string | undefined) === given;

/** In whose name the words of an event are sealed. */
export const textSubjectOf = (eventId: string): string => `text.${eventId}`;

const TEXT_SUBJECT = /^text\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whether a sealed part holds words that everybody may read: no data subject has such a name.
 * @example
 * const parts = await store.readSealed('lamp-high-street-1', 0);
 * const personalParts = parts.filter(({ subject }) => !isTextSubject(subject));
 */
export const isTextSubject = (subject: string): boolean => TEXT_SUBJECT.test(subject);

/** The event that says which words of its stream were taken out: in its data `revision`, where they are, and `reason`. */
export const TEXT_REDACTED = 'TextRedacted';
