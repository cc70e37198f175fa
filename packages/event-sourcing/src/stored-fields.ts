import * as z from 'zod';
import { canonicalize, type Canonical } from './canonical.ts';
import { isFreeText } from './free-text.ts';

type Mark = 'public' | 'personal' | 'published' | 'registered' | 'sealed' | 'vouched';
const marks = new WeakMap<object, Mark>();

/** A field that says what kind of text it takes. */
export interface MarkedField {
  /** Dotted, `[]` for the members of a list. */
  readonly path: string;
  readonly mark: Mark;
}

/** The same schema, saying what kind of text it takes. */
export const marked = <S extends z.ZodType>(schema: S, mark: Mark): S => {
  // Not the schema itself: it may stand elsewhere without the mark.
  const copy = schema.clone();
  marks.set(copy, mark);
  return copy;
};

/** Walks a schema: refuses what cannot be stored canonically, answers the fields that are marked. Throws `TypeError`. */
export const markedFieldsOf = (schema: z.core.$ZodType, path: string): readonly MarkedField[] => {
  const mark = marks.get(schema);
  if (mark) return [{ path: path.slice(path.indexOf('.') + 1), mark }];
  if (is(schema, z.ZodObject)) return inRecord(schema, path);
  if (is(schema, z.ZodArray)) return markedFieldsOf(schema.element, `${path}[]`);
  if (is(schema, z.ZodOptional) || is(schema, z.ZodNullable)) return markedFieldsOf(schema.unwrap(), path);
  if (is(schema, z.ZodUnion)) return schema.options.flatMap((option) => markedFieldsOf(option, path));
  if (isStoredAsItIs(schema)) return [];
  throw new TypeError(
    `${path} (${schema._zod.def.type}): say publicText, personal, an identifier's pattern, an enum or an integer; nothing else is stored.`,
  );
};

/** The paths of the fields that have this mark. */
export const pathsOf = (fields: readonly MarkedField[], mark: Mark): readonly string[] => [
  ...new Set(fields.filter((field) => field.mark === mark).map(({ path }) => path)),
];

const inRecord = (schema: z.ZodObject, path: string): readonly MarkedField[] => {
  if (!is(schema.def.catchall ?? schema, z.ZodNever)) throw new TypeError(`${path} is not a strict object.`);
  const keys = Object.keys(schema.shape);
  if (keys.some((key, index) => /^\d+$/.test(key) || key < (keys[index - 1] ?? '')))
    throw new TypeError(`${path}: make nested records with object(), and name no field by a number.`);
  // zod finds inherited fields in whatever it is given, and loses a field `__proto__`.
  if (keys.some((key) => key in Object.prototype || !key.isWellFormed()))
    throw new TypeError(`${path}: a field has a name that objects inherit, or that is not well-formed.`);
  // What is sealed is found by its path, and a value that its path does not find would stay where it is, readable.
  if (keys.some((key) => /[.[\]]/.test(key)))
    throw new TypeError(`${path}: a field has a name that reads as a path.`);
  return keys.flatMap((key) => markedFieldsOf(schema.shape[key] as z.core.$ZodType, `${path}.${key}`));
};

const isStoredAsItIs = (schema: z.core.$ZodType): boolean => {
  if (is(schema, z.ZodBoolean)) return true;
  if (is(schema, z.ZodEnum)) return schema.options.every(isCanonical);
  if (is(schema, z.ZodLiteral)) return [...schema.values].every(isCanonical);
  if (MOMENTS.some((moment) => is(schema, moment))) return true;
  const { type } = schema._zod.def;
  return type === 'string' ? !isFreeText(schema) : type === 'number' && isInteger(schema);
};

const MOMENTS = [z.ZodISODateTime, z.ZodISODate, z.ZodISOTime, z.ZodISODuration];

const isCanonical = (value: unknown): boolean => {
  try {
    return canonicalize(value as Canonical) !== '';
  } catch {
    return false;
  }
};

const is = <C extends abstract new (...given: never) => unknown>(
  schema: unknown,
  kind: C,
): schema is InstanceType<C> => schema instanceof kind;

const INTEGERS: readonly (string | undefined)[] = ['safeint', 'int32', 'uint32'];

const isInteger = (schema: z.core.$ZodType): boolean => {
  const { format, checks = [] } = schema._zod.def as Formatted & {
    readonly checks?: readonly z.core.$ZodCheck[];
  };
  return [format, ...checks.map(({ _zod: { def } }) => (def as Formatted).format)].some((given) =>
    INTEGERS.includes(given),
  );
};

interface Formatted {
  readonly format?: string;
}
