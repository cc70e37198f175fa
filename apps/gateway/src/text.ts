/** Text longer than this may have lines: a name has none. */
const LONGEST_LINE = 200;

const CONTROL = /[\p{Cc}\u2028\u2029\ufffe\uffff]/u;
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/u;
/** They turn round what a reader sees after them. */
const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u;
/** Has no ink, though some of it counts as a letter or a sign. */
const BLANK = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;
const INK = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What is wrong with a text that somebody sent, in words; undefined when it can be put on record (G-06, G-07). */
export const faultOf = (text: string, longest: number): string | undefined => {
  if (!text.isWellFormed()) return 'It holds half a character.';
  if ((longest > LONGEST_LINE ? CONTROL_BUT_LINES : CONTROL).test(text))
    return longest > LONGEST_LINE
      ? 'It holds a control character.'
      : 'It is one line, without control characters.';
  if (TURNS_DIRECTION.test(text)) return 'It holds a character that turns the direction of writing.';
  if (!INK.test(text.replaceAll(BLANK, ''))) return 'It shows nothing.';
  return text.length > longest ? `It is longer than ${String(longest)} characters.` : undefined;
};

/** The limit of a text, for its description. */
export const limitInWords = (longest: number): string =>
  `At most ${longest.toLocaleString('en-GB')} characters${longest > LONGEST_LINE ? '' : ', on one line'}.`;
