import type { z } from 'zod';

/** An identifier is shorter. */
const LONGEST = 200;
/** A code that has a space in it, such as `A 0609`, has so few letters; a name has more. */
const FEW_LETTERS = 3;

/**
 * Whether a text field takes what people write. Free text is what is not enumerated, counted or an identifier, and a
 * pattern does not make an identifier of it: its pattern has to name every character (ASCII), end somewhere, and leave
 * no room for words with spaces between them. Nor may it be made for what is known to be about people.
 */
export const isFreeText = (schema: z.core.$ZodType): boolean => {
  const { pattern, checks = [] } = schema._zod.def as Patterned & { readonly checks?: readonly Check[] };
  const defs = checks.map(({ _zod: { def } }) => def as Patterned);
  const longest = Math.min(...defs.map(({ maximum, length }) => length ?? maximum ?? Infinity));
  const patterns = [pattern, ...defs.map((def) => def.pattern)].filter((given) => given !== undefined);
  return !patterns.some((given) => isNarrow(given, longest)) || isMadeForPeople(schema);
};

type Check = z.core.$ZodCheck;
interface Patterned {
  readonly pattern?: RegExp;
  readonly maximum?: number;
  readonly length?: number;
}

const isNarrow = (pattern: RegExp, most: number): boolean => {
  const { isOpen, hasSpace, letters, longest } = reachOf(pattern);
  return !isOpen && Math.min(longest, most) <= LONGEST && (!hasSpace || letters <= FEW_LETTERS);
};

/** What no field takes that is not about people, unless it takes any code as well. */
const ABOUT_PEOPLE: readonly string[] = [
  'ada@example.org',
  'https://ada.example.org/',
  'https://example.org/people?name=ada',
  '+442079460111',
  '020 7946 0111',
  '192.0.2.17',
  '192.0.2.17/32',
  '2001:db8::17',
  '00:00:5e:00:53:17',
  'GB82WEST12345698765432',
  '4111 1111 1111 1111',
];
const CODES: readonly string[] = ['a17', 'A-17', 'member-17', 'a1700000', 'A17000000000'];

const isMadeForPeople = (schema: z.core.$ZodType): boolean => {
  const takes = (text: string): boolean => (schema as z.ZodType).safeParse(text).success;
  return ABOUT_PEOPLE.some(takes) && !CODES.some(takes);
};

/** How much a pattern lets through: characters, free letters among them, and whether one may be a space. */
interface Reach {
  readonly isOpen: boolean;
  readonly hasSpace: boolean;
  readonly letters: number;
  readonly longest: number;
}

const NOTHING: Reach = { isOpen: false, hasSpace: false, letters: 0, longest: 0 };
const ANYTHING: Reach = { isOpen: true, hasSpace: true, letters: Infinity, longest: Infinity };

const known = new Map<string, Reach>();

const reachOf = ({ source, flags }: RegExp): Reach => {
  const key = `${flags}/${source}`;
  const reach = known.get(key) ?? read(source, flags);
  known.set(key, reach);
  return reach;
};

/** Reads a pattern as far as identifiers need; whatever else it says counts as anything. */
const read = (source: string, flags: string): Reach => {
  // By `m` the ends are those of a line, by `v` classes nest.
  if (/[mv]/.test(flags)) return ANYTHING;
  let at = 0;
  const take = (token: RegExp): string | undefined => {
    token.lastIndex = at;
    const [taken] = token.exec(source) ?? [];
    at += taken?.length ?? 0;
    return taken;
  };
  const alternatives = (isWhole: boolean): Reach => {
    let all = sequence(isWhole);
    while (take(/\|/y) !== undefined) all = either(all, sequence(isWhole));
    return all;
  };
  const sequence = (isWhole: boolean): Reach => {
    let all = isWhole && take(/\^/y) === undefined ? ANYTHING : NOTHING;
    let last: string | undefined;
    while (at < source.length && !/[|)]/.test(source.charAt(at))) {
      last = source.slice(at);
      all = followed(all, part());
    }
    return isWhole && !/^\$(?:$|\|)/.test(last ?? '') ? ANYTHING : all;
  };
  const part = (): Reach => {
    const group = take(/\((?:\?(?:[:=!]|<[=!]|<[A-Za-z_]\w*>))?/y);
    if (group !== undefined) return inGroup(group);
    if (take(/[$^]|\\[bB]/y) !== undefined) return NOTHING;
    // What came before once more, and what the group above did not know.
    if (take(/\\[1-9k]|[?*+]/y) !== undefined) return ANYTHING;
    return repeated(charactersOf(take(ONE_CHARACTER) ?? '', flags));
  };
  const inGroup = (group: string): Reach => {
    const inside = alternatives(false);
    const isClosed = take(/\)/y) !== undefined;
    // Looking around only narrows.
    return repeated(!isClosed ? ANYTHING : /^\(\?<?[=!]/.test(group) ? NOTHING : inside);
  };
  const repeated = (one: Reach): Reach => {
    const quantifier = take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (quantifier === undefined) return one;
    const [, least, most] = /^\{(\d+)(?:,(\d*))?/.exec(quantifier) ?? [];
    if (quantifier.startsWith('?')) return one;
    return times(one, least === undefined || most === '' ? Infinity : Number(most ?? least));
  };
  const all = alternatives(true);
  return at === source.length ? all : ANYTHING;
};

const ONE_CHARACTER = /\[(?:\\[^]|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\?[^]/y;
/** Characters by number or by property, and those that are not ASCII: too many to try. */
const ELSEWHERE = /[^ -~]|\\[cpPux]/;

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
/** One of them is in every set that a pattern names by what is not in it. */
const NOT_ASCII = ['\u00e9', '\u00a0'];

/** What one place of a pattern takes, tried out. */
const charactersOf = (atom: string, flags: string): Reach => {
  if (ELSEWHERE.test(atom)) return ANYTHING;
  const place = new RegExp(`^(?:${atom})$`, flags.replaceAll(/[gy]/g, ''));
  const taken = [...ASCII, ...NOT_ASCII].filter((character) => place.test(character));
  const letters = new Set(taken.filter((one) => /[a-z]/i.test(one)).map((one) => one.toLowerCase()));
  return {
    isOpen: taken.length === 0 || taken.some((character) => !/[ -~]/.test(character)),
    hasSpace: taken.includes(' '),
    // One letter is a fixed word's.
    letters: letters.size > 1 ? 1 : 0,
    longest: 1,
  };
};

const either = (a: Reach, b: Reach): Reach => ({
  isOpen: a.isOpen || b.isOpen,
  hasSpace: a.hasSpace || b.hasSpace,
  letters: Math.max(a.letters, b.letters),
  longest: Math.max(a.longest, b.longest),
});

const followed = (a: Reach, b: Reach): Reach => ({
  ...either(a, b),
  letters: a.letters + b.letters,
  longest: a.longest + b.longest,
});

const times = (one: Reach, most: number): Reach => ({
  ...one,
  letters: one.letters === 0 ? 0 : one.letters * most,
  longest: one.longest === 0 ? 0 : one.longest * most,
});
