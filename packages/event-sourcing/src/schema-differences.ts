import { canonicalize, type Canonical } from './canonical.ts';

/** As zod writes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Difference {
  /** Names the field, never what somebody typed. */
  readonly what: string;
  /** Whatever fitted before fits now; of a pattern that is somebody's word. */
  readonly isWider: boolean;
}

/** In which fields two stored shapes differ. */
export const differences = (before: JsonSchema, now: JsonSchema): readonly Difference[] => {
  const [then, today] = [fieldsOf(before, ''), fieldsOf(now, '')];
  const paths = [...new Set([...then.keys(), ...today.keys()])].sort();
  return paths.flatMap((path): Difference[] => {
    const [older, newer] = [then.get(path), today.get(path)];
    if (!older) return [{ what: `the field ${path} was added`, isWider: false }];
    if (!newer) return [{ what: `the field ${path} was removed`, isWider: false }];
    if (older.isRequired !== newer.isRequired)
      return [
        {
          what: `the field ${path} ${newer.isRequired ? 'is required' : 'may be left out'} now`,
          isWider: false,
        },
      ];
    if (isSame(older.schema, newer.schema)) return [];
    const isWider = takesMore(older.schema, newer.schema);
    const place = path === '' ? 'the event' : `the field ${path}`;
    return [{ what: `${place} takes ${isWider ? 'more' : 'something else'} now`, isWider }];
  });
};

interface FieldSchema {
  readonly isRequired: boolean;
  /** Without the fields inside it. */
  readonly schema: JsonSchema;
}

/** By dotted path; members of lists are `[]`. */
const fieldsOf = (schema: JsonSchema, path: string, isRequired = true): Map<string, FieldSchema> => {
  const { properties = {}, required = [], items, ...own } = schema;
  const inside = Object.entries(properties as Readonly<Record<string, JsonSchema>>).flatMap(
    ([name, field]) => {
      const inner = path === '' ? name : `${path}.${name}`;
      return [...fieldsOf(field, inner, (required as readonly string[]).includes(name))];
    },
  );
  const members = items === undefined ? [] : [...fieldsOf(items as JsonSchema, `${path}[]`)];
  return new Map([[path, { isRequired, schema: own }], ...inside, ...members]);
};

const isSame = (a: unknown, b: unknown): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && canonicalize(a as Canonical) === canonicalize(b as Canonical));

const takesMore = (before: JsonSchema, now: JsonSchema): boolean =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].every(
    (key) =>
      isSame(before[key], now[key]) || (Object.hasOwn(WIDER, key) && WIDER[key]?.(before[key], now[key])),
  );

const atMost = (before: unknown, now: unknown): boolean =>
  before !== undefined && (now === undefined || Number(now) > Number(before));
const atLeast = (before: unknown, now: unknown): boolean =>
  before !== undefined && (now === undefined || Number(now) < Number(before));

const eachTakesMore = (before: unknown, now: unknown): boolean =>
  Array.isArray(before) &&
  Array.isArray(now) &&
  before.length === now.length &&
  before.every((one, index) =>
    differences(one as JsonSchema, now[index] as JsonSchema).every(({ isWider }) => isWider),
  );

/** Whether a keyword lets more through than it did. */
const WIDER: Readonly<Record<string, (before: unknown, now: unknown) => boolean>> = {
  // Whether it does cannot be told from two patterns.
  pattern: (before, now) => typeof before === 'string' && typeof now === 'string',
  maxLength: atMost,
  maximum: atMost,
  maxItems: atMost,
  minLength: atLeast,
  minimum: atLeast,
  minItems: atLeast,
  enum: (before, now) =>
    Array.isArray(before) && Array.isArray(now) && before.every((value) => now.includes(value)),
  anyOf: eachTakesMore,
  oneOf: eachTakesMore,
};
