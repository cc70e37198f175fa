import * as z from 'zod';
import { canonicalize, mayHoldLoneSurrogate, type Canonical } from './canonical.ts';
import { EventInvalid, UnknownEventVersion } from './errors.ts';
import type { Message } from './message.ts';
import type { Refusal } from './refusal.ts';

/** Under which part of data protection law an event is processed. */
export type Regime = 'GENERAL' | 'LAW_ENFORCEMENT';
export type Classification = 'OFFICIAL' | 'OFFICIAL_SENSITIVE';

type Shape = z.core.$ZodShape;
type Fields<S extends Shape> = z.output<z.ZodObject<S, z.core.$strict>>;

/** A kind of event: the function makes one, its properties say how it is stored. */
export interface EventDefinition<T extends string = string, S extends Shape = Shape> {
  (fields: Fields<S>): Readonly<{ type: T } & Fields<S>>;
  readonly type: T;
  readonly version: number;
  readonly schema: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly upcasters: readonly Upcaster[];
  /** Dotted paths of the personal fields; they are sealed before they are stored. */
  readonly personalFields: readonly string[];
  readonly regime: Regime;
  readonly classification: Classification;
  readonly refusal: ((event: never) => Refusal) | undefined;
}

/** Any definition, whatever its fields. */
export type AnyEventDefinition = Pick<
  EventDefinition,
  'type' | 'version' | 'schema' | 'upcasters' | 'personalFields' | 'regime' | 'classification' | 'refusal'
>;

/** The events that these definitions make. */
export type EventOf<D> = D extends (fields: never) => infer E ? E : never;

/** Rewrites the fields of one version as the next version would have written them. */
export type Upcaster = (fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

interface EventOptions {
  /** Version of the schema as written today; 1 at first, one more with every upcaster. */
  readonly version?: number;
  /** `upcasters[0]` turns version 1 into 2, and so on. */
  readonly upcasters?: readonly Upcaster[];
  readonly regime?: Regime;
  readonly classification?: Classification;
  /** For an event that records a refusal: how the refusal reads when the command comes again. */
  readonly refusal?: (event: never) => Refusal;
}

/**
 * Defines a kind of event, once and for ever: `fields` is the stored format.
 * Throws `TypeError` at start-up for a field whose stored form would not be canonical,
 * or for free text that does not say whether it is public or personal (docs/format.md 1 and 2).
 */
export const event = <T extends string, S extends Shape>(
  type: T,
  fields: S,
  { version = 1, upcasters = [], ...options }: EventOptions = {},
): EventDefinition<T, S> => {
  if (upcasters.length !== version - 1)
    throw new TypeError(`${type} needs ${String(version - 1)} upcasters.`);
  if (Object.hasOwn(fields, 'type')) throw new TypeError(`${type}: \`type\` is the event's own.`);
  const schema = object(fields);
  const personalFields = inspect(schema, type);
  const make = (given: Fields<S>): Readonly<{ type: T } & Fields<S>> => ({ type, ...given });
  return Object.assign(make, {
    type,
    version,
    schema,
    upcasters,
    personalFields,
    regime: options.regime ?? 'GENERAL',
    classification: options.classification ?? 'OFFICIAL',
    refusal: options.refusal,
  });
};

/** A nested record. Its keys are sorted, so that what it parses to is canonical JSON already. */
export const object = <S extends Shape>(fields: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))) as S);

/** Free text that may be shown to anybody: the definition vouches that it names no private person. */
export const publicText = (longest: number): z.ZodString => {
  const text = z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((given) => given.isWellFormed(), 'has a lone surrogate');
  marks.add(text, 'public');
  return text;
};

const PERSONAL_REFERENCE = /^[a-z][A-Za-z]*-[^/]+\/\d+\/\d+$/;
const personalReference = z.string().regex(PERSONAL_REFERENCE);

/** Whether text has the form `stream/revision/n`. */
export const isPersonalReference = (text: string): boolean => PERSONAL_REFERENCE.test(text);

/** A value about a person. Deciders and views see a reference, `stream/revision/n`; only the door opens it. */
export const personal = (value: z.ZodType<string>): z.ZodType<string> => {
  const either = z.union([personalReference, value]);
  marks.add(either, 'personal');
  return either;
};

/** Checks and writes: canonical JSON of the event's fields. Throws `EventInvalid`. */
export const encode = (definition: AnyEventDefinition, made: Message): string =>
  written(definition, validated(definition, made));

/** Checks: the fields, their keys in order. A lone surrogate is found only when they are `written`. Throws `EventInvalid`. */
export const validated = (definition: AnyEventDefinition, { type, ...fields }: Message): object => {
  const parsed = definition.schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new EventInvalid(
    type,
    parsed.error.issues.map(({ path, code }) => `${path.join('.') || type} (${code})`),
  );
};

/** Canonical JSON of validated fields. Throws `EventInvalid`. */
export const written = ({ type }: AnyEventDefinition, fields: unknown): string => {
  const data = JSON.stringify(fields);
  const broken = mayHoldLoneSurrogate(data) ? loneSurrogates(fields, []) : [];
  if (broken.length > 0) throw new EventInvalid(type, broken);
  return data;
};

const loneSurrogates = (value: unknown, path: readonly string[]): string[] => {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [`${path.join('.')} (lone_surrogate)`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => loneSurrogates(member, [...path, key]));
};

/** Reads back what any version wrote. Throws `UnknownEventVersion`, or `EventInvalid` when an upcast went wrong. */
export const decode = (
  definition: AnyEventDefinition | undefined,
  stored: { readonly type: string; readonly schemaVersion: number; readonly data: string },
): Message => {
  const { type, schemaVersion } = stored;
  if (!definition || schemaVersion < 1 || schemaVersion > definition.version)
    throw new UnknownEventVersion(type, schemaVersion);
  const fields = JSON.parse(stored.data) as Readonly<Record<string, unknown>>;
  if (schemaVersion === definition.version) return { type, ...fields };
  const current = definition.upcasters
    .slice(schemaVersion - 1)
    .reduce((older, upcast) => upcast(older), fields);
  const parsed = definition.schema.safeParse(current);
  if (!parsed.success) throw new EventInvalid(type, [`upcast from version ${String(schemaVersion)}`]);
  return { type, ...parsed.data };
};

type Mark = 'public' | 'personal';
const marks = new (class {
  readonly #marks = new WeakMap<object, Mark>();
  add(schema: object, mark: Mark): void {
    this.#marks.set(schema, mark);
  }
  of(schema: object): Mark | undefined {
    return this.#marks.get(schema);
  }
})();

/** Walks a schema: refuses what cannot be stored canonically, answers the paths of personal fields. */
const inspect = (schema: z.core.$ZodType, path: string): string[] => {
  const mark = marks.of(schema);
  if (mark) return mark === 'personal' ? [path.slice(path.indexOf('.') + 1)] : [];
  if (is(schema, z.ZodObject)) return inspectRecord(schema, path);
  if (is(schema, z.ZodArray)) return inspect(schema.element, `${path}[]`);
  if (is(schema, z.ZodOptional) || is(schema, z.ZodNullable)) return inspect(schema.unwrap(), path);
  if (is(schema, z.ZodUnion)) return [...new Set(schema.options.flatMap((option) => inspect(option, path)))];
  if (isStoredAsItIs(schema)) return [];
  throw new TypeError(
    `${path} (${schema._zod.def.type}): say publicText, personal, a pattern, an enum or an integer; nothing else is stored.`,
  );
};

const inspectRecord = (schema: z.ZodObject, path: string): string[] => {
  if (!is(schema.def.catchall ?? schema, z.ZodNever)) throw new TypeError(`${path} is not a strict object.`);
  const keys = Object.keys(schema.shape);
  if (keys.some((key, index) => /^\d+$/.test(key) || key < (keys[index - 1] ?? '')))
    throw new TypeError(`${path}: make nested records with object(), and name no field by a number.`);
  // zod finds inherited fields in whatever it is given, and loses a field `__proto__`.
  if (keys.some((key) => key in Object.prototype || !key.isWellFormed()))
    throw new TypeError(`${path}: a field has a name that objects inherit, or that is not well-formed.`);
  // `personalFields` are paths, and a value that its path does not find would stay where it is, readable.
  if (keys.some((key) => /[.[\]]/.test(key)))
    throw new TypeError(`${path}: a field has a name that reads as a path.`);
  return keys.flatMap((key) => inspect(schema.shape[key] as z.core.$ZodType, `${path}.${key}`));
};

const isStoredAsItIs = (schema: z.core.$ZodType): boolean => {
  if (is(schema, z.ZodBoolean)) return true;
  if (is(schema, z.ZodEnum)) return schema.options.every(isCanonical);
  if (is(schema, z.ZodLiteral)) return [...schema.values].every(isCanonical);
  const { type } = schema._zod.def;
  const formats = formatsOf(schema);
  return type === 'string'
    ? formats.length > 0
    : type === 'number' && formats.some((format) => INTEGERS.includes(format));
};

const INTEGERS: readonly string[] = ['safeint', 'int32', 'uint32'];

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

const formatsOf = (schema: z.core.$ZodType): string[] => {
  const { format, checks = [] } = schema._zod.def as Formatted & {
    readonly checks?: readonly z.core.$ZodCheck[];
  };
  return [format, ...checks.map(({ _zod: { def } }) => (def as Formatted).format)].filter(
    (given) => given !== undefined,
  );
};

interface Formatted {
  readonly format?: string;
}
