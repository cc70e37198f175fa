// cspell:ignore ßæœøłđħ
/**
 * A name as a column to sort by: text whose order by code point is the order in which en-GB readers look names up.
 * Letters count before accents, accents before capitals (ISO/IEC 14651; CLDR root, which en-GB is): so "École" stands
 * beside "Ecole", and "Ward 10" before "Ward 2", as in a dictionary. It is written with the row, and stays what it is
 * when somebody's ICU changes. Of one language it knows nothing: Welsh digraphs are two letters each.
 * @example
 * const board = { columns: { name: ({ name }: { readonly name: string | null }) => sortedName(name) } };
 */
export const sortedName = (name: string | null): string | null => {
  if (name === null) return null;
  const apart = name
    .normalize('NFD')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[‐‑–—]/g, '-');
  const letters = spelt(apart);
  return [letters.replace(MARKS, ''), letters, swapped(name), name].map(ordered).join(LEVEL);
};

const MARKS = /\p{Mn}/gu;
// Before everything that a name may have.
const LEVEL = '\u0001';

/** As letters without marks, in small ones. */
const spelt = (text: string): string =>
  text.toLowerCase().replace(/[ßæœøłđħ]/g, (letter) => SPELT[letter] ?? letter);

const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  // With a mark, so that the letter alone stands first.
  ø: 'o\u0338',
  ł: 'l\u0335',
  đ: 'd\u0335',
  ħ: 'h\u0335',
};

// As CLDR has what is no letter and no digit; all of it before those.
const SIGNS = ' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';

/** What is no letter and no digit, in its own order before all that is. */
const ordered = (text: string): string =>
  text.replace(/[ -/:-@[-`{-~]/g, (sign) => String.fromCodePoint(2 + SIGNS.indexOf(sign)));

/** Small letters before capitals. */
const swapped = (text: string): string =>
  text.replace(/\p{Lu}|\p{Ll}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
