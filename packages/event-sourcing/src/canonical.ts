/** What canonical JSON can hold here: no fractions, no `undefined`, no dates. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * RFC 8785 bytes of a value: keys sorted by UTF-16 code units, no white space.
 * Throws `TypeError` for what has no canonical form here: fractions, integers beyond 2^53, lone surrogates,
 * and whatever else JSON does not have.
 * @example
 * canonicalize({ watts: 40, fault: 'BULB' }); // '{"fault":"BULB","watts":40}'
 */
export const canonicalize = (value: Canonical): string => {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return integer(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(canonicalize).join(',')}]`;
  if (!isRecord(value)) throw new TypeError('Only JSON has a canonical form.');
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${quote(key)}:${canonicalize(member)}`;
  }
  return `{${members}}`;
};

/**
 * The same for a value whose keys stand in their order already and whose numbers are integers, as the caller vouches:
 * a header takes 1 µs instead of 4.
 */
export const canonicalizeSorted = (sorted: object): string => {
  const text = JSON.stringify(sorted);
  return mayHoldLoneSurrogate(text) ? canonicalize(sorted as Canonical) : text;
};

/** JSON.stringify escapes lone surrogates, and they alone begin so; typed text may look like it. */
export const mayHoldLoneSurrogate = (json: string): boolean => json.includes('\\ud');

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);

// The compiler is not asked everywhere: a date or a map would otherwise be written as `{}`.
const isRecord = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]';

const quote = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError('Text with a lone surrogate has no canonical form.');
  return JSON.stringify(text);
};

const integer = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new TypeError('Only integers up to 2^53 have a canonical form.');
  return JSON.stringify(value);
};
