import * as z from 'zod';
import { mayHoldLoneSurrogate } from './canonical.ts';
import { EventInvalid, UnknownEventVersion } from './errors.ts';
import type { Message } from './message.ts';
import { PERSONAL_REFERENCE, type PersonalReference, type TextOrReference } from './personal-reference.ts';
import type { Refusal } from './refusal.ts';
import { TEXT_REFERENCE, type SealedText } from './sealed-text.ts';
import { marked, markedFieldsOf, pathsOf, type MarkedField } from './stored-fields.ts';

/** Under which part of data protection law an event is processed: a code of the domain's, such as GENERAL. */
export type Regime = string;
/** How an event is marked: a code of the domain's, such as OFFICIAL. */
export type Classification = string;

type Shape = z.core.$ZodShape;
type Fields<S extends Shape> = Unchanging<z.output<z.ZodObject<S, z.core.$strict>>>;
/** What an event is made of: as its fields, and for a value about a person the text as well. */
type Given<S extends Shape> = Unchanging<z.input<z.ZodObject<S, z.core.$strict>>>;
type Unchanging<T> = T extends PersonalReference | SealedText
  ? T
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T;

/** What a step to these fields makes: words that were in clear stay so. */
type UpcastFields<F> = { readonly [K in keyof F]: Upcast<F[K]> };
type Upcast<T> = T extends SealedText
  ? T | string
  : T extends PersonalReference
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Upcast<T[K]> }
      : T;

/** How an event was stored before: as each version's own header still says. */
export interface StoredShape {
  readonly schema: z.ZodType<Readonly<Record<string, unknown>>>;
  /** Dotted paths of the personal fields; they are sealed before they are stored. */
  readonly personalFields: readonly string[];
  /** The same of words that everybody may read. */
  readonly sealedTexts: readonly string[];
  /** Every field that says what kind of text it takes. */
  readonly markedFields: readonly MarkedField[];
  readonly regime: Regime;
  readonly classification: Classification;
}

/** A version that is written no more, and the step to the next one. */
interface EarlierShape extends StoredShape {
  readonly upcast: (fields: never) => Readonly<Record<string, unknown>>;
}

/** What can be read, whatever its fields: all that runners know of a definition. */
export interface AnyEventDefinition extends StoredShape {
  readonly type: string;
  /** Names under which it was recorded before; they are read as this one for ever. */
  readonly formerly: readonly string[];
  /** Of the shape that is written today: one more than there are earlier ones. */
  readonly version: number;
  /** Version 1 first. */
  readonly earlier: readonly EarlierShape[];
  /** Only read: nobody writes it any more. */
  readonly retired: boolean;
  readonly refusal: ((event: never) => Refusal) | undefined;
}

/** A kind of event that is only read: nothing makes one. */
export interface RetiredEvent<T extends string = string, S extends Shape = Shape> extends AnyEventDefinition {
  readonly type: T;
  readonly schema: z.ZodObject<S, z.core.$strict>;
  readonly retired: true;
}

/** A kind of event: the function makes one, its properties say how it is stored. */
export interface EventDefinition<
  T extends string = string,
  S extends Shape = Shape,
> extends AnyEventDefinition {
  (fields: Given<S>): Readonly<{ type: T }> & Fields<S>;
  readonly type: T;
  readonly schema: z.ZodObject<S, z.core.$strict>;
  readonly retired: false;
  /**
   * The next version: other fields from now on, and what the fields of this one are in them. The step sees references
   * in place of personal values, and is not to look at them.
   * @example
   * const streetNamed = event('StreetNamed', { title: publicText(80) })
   *   .becomes({ name: publicText(80) }, ({ title }) => ({ name: title }))
   *   .becomes({ name: publicText(80), language: z.enum(['en', 'cy']) }, (old) => ({ ...old, language: 'en' }));
   */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- `const` keeps what a step writes out: 'en' and not string
  readonly becomes: <Next extends Shape, const Made extends UpcastFields<Fields<Next>>>(
    fields: Next,
    upcast: (older: Fields<S>) => Made,
    processing?: Processing,
  ) => EventDefinition<T, Next>;
}

/** The events that these definitions make, or made. */
export type EventOf<D> = D extends (fields: never) => infer E
  ? E
  : D extends RetiredEvent<infer T, infer S>
    ? Readonly<{ type: T }> & Fields<S>
    : never;

export interface Processing {
  /** As the version before; GENERAL at first. */
  readonly regime?: Regime;
  /** As the version before; UNMARKED at first. */
  readonly classification?: Classification;
}

/** What an event is beside its fields. */
export interface EventOptions extends Processing {
  /** For an event that records a refusal: how the refusal reads when the command comes again. */
  readonly refusal?: (event: never) => Refusal;
  /** Names under which this event was recorded before. Versions are counted on, whatever the name. */
  readonly formerly?: readonly string[];
}

/**
 * Defines a kind of event, once and for ever: `fields` is the stored format of version 1, and `becomes` adds another.
 * Throws `TypeError` at start-up for a field whose stored form would not be canonical,
 * or for free text that does not say whether it is public or personal (docs/format.md 1 and 2).
 * @example
 * const lampFailed = event('LampFailed', { fault: z.enum(['BULB', 'WIRING']) });
 * lampFailed({ fault: 'BULB' }); // { type: 'LampFailed', fault: 'BULB' }
 */
export const event = <T extends string, S extends Shape>(
  type: T,
  fields: S,
  { formerly = [], refusal, ...processing }: EventOptions = {},
): EventDefinition<T, S> => define({ type, formerly, refusal }, fields, processing, []);

/**
 * `event` for a domain that processes its events under another regime, or marks them.
 * @example
 * export const event = eventsMarked({ classification: 'OFFICIAL' });
 */
export const eventsMarked =
  (processing: Processing): typeof event =>
  (type, fields, options) =>
    event(type, fields, { ...processing, ...options });

/**
 * A kind of event that is written no more. It stays in its place, and whoever reads it goes on to read it.
 * @example
 * const lampCleaned = retired(event('LampCleaned', { crew: z.string().regex(/^crew-\d{1,4}$/) }));
 */
export const retired = <T extends string, S extends Shape>(
  definition: EventDefinition<T, S>,
): RetiredEvent<T, S> => {
  const { becomes: _becomes, ...properties } = { ...definition };
  return { ...properties, retired: true };
};

interface Named<T extends string> extends Pick<AnyEventDefinition, 'formerly' | 'refusal'> {
  readonly type: T;
}

const define = <T extends string, S extends Shape>(
  named: Named<T>,
  fields: S,
  { regime = 'GENERAL', classification = 'UNMARKED' }: Processing,
  earlier: readonly EarlierShape[],
): EventDefinition<T, S> => {
  const { type } = named;
  if (![regime, classification].every(isCode))
    throw new TypeError(`${type}: a regime and a classification are codes, such as GENERAL and OFFICIAL.`);
  if (Object.hasOwn(fields, 'type')) throw new TypeError(`${type}: \`type\` is the event's own.`);
  const schema = object(fields);
  const markedFields = markedFieldsOf(schema, type);
  const stored = {
    schema,
    markedFields,
    personalFields: pathsOf(markedFields, 'personal'),
    sealedTexts: pathsOf(markedFields, 'sealed'),
    regime,
    classification,
  };
  // What is given as text is sealed before anybody sees the event.
  const make = (given: Given<S>) => ({ type, ...given }) as Readonly<{ type: T }> & Fields<S>;
  const becomes: EventDefinition<T, S>['becomes'] = (next, upcast, processing = {}) =>
    define(named, next, { regime, classification, ...processing }, [...earlier, { ...stored, upcast }]);
  return Object.assign(make, {
    ...named,
    ...stored,
    version: earlier.length + 1,
    earlier,
    retired: false as const,
    becomes,
  });
};

const isCode = (text: string): boolean => /^[A-Z][A-Z0-9_]{0,39}$/.test(text);

/**
 * A nested record. Its keys are sorted, so that what it parses to is canonical JSON already.
 * @example
 * event('LampMoved', { to: object({ street: publicText(80), metres: z.int() }) });
 */
export const object = <S extends Shape>(fields: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))) as S);

const words = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((given) => given.isWellFormed(), 'has a lone surrogate');

/**
 * Free text that may be shown to anybody, in clear for ever: the definition vouches that it names no private person.
 * @example
 * event('StreetNamed', { name: publicText(80) });
 */
export const publicText = (longest: number): z.ZodString => marked(words(longest), 'public');

/**
 * The name of a place or a body, as a register gives it: in clear for ever.
 * @example
 * event('StreetNamed', { name: registeredName(80) });
 */
export const registeredName = (longest: number): z.ZodString => marked(words(longest), 'registered');

/**
 * Words of a document that is published, or of a rule: in clear for ever.
 * @example
 * event('BylawPublished', { wording: publishedWords(500) });
 */
export const publishedWords = (longest: number): z.ZodString => marked(words(longest), 'published');

/**
 * Free text that may be shown to anybody and that somebody typed: it is sealed under a key of its event's own, so that
 * it can be taken out. Whoever sees the event sees a `SealedText`.
 * @example
 * event('FaultExplained', { fault: z.enum(['BULB', 'WIRING']), explanation: sealedText(300) });
 */
export const sealedText = (longest: number) =>
  marked(
    z.union([z.string().regex(TEXT_REFERENCE), words(longest)]) as unknown as z.ZodType<SealedText, string>,
    'sealed',
  );

/**
 * Text whose pattern lets through what people might write: the definition vouches that it is a code, an id or a
 * citation all the same, and says nothing about anybody.
 * @example
 * event('BylawCited', { bylaw: vouched(z.string().regex(/^Street Lighting Bylaw \d{1,3}[A-Za-z ]{0,30}$/)) });
 */
export const vouched = (pattern: z.ZodString): z.ZodString => marked(pattern, 'vouched');

/**
 * A value about a person. It is given as text, or as a reference; whoever sees the event sees a `PersonalReference`,
 * which only the door opens.
 * @example
 * event('FaultTold', { fault: z.enum(['BULB', 'WIRING']), caller: personal(z.string().min(1).max(120)) });
 */
export const personal = (value: z.ZodType<string>) =>
  marked(
    z.union([z.string().regex(PERSONAL_REFERENCE), value]) as unknown as z.ZodType<
      PersonalReference,
      TextOrReference
    >,
    'personal',
  );

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

/**
 * Reads back what any version wrote, under whatever name. What was upcast is checked as it is today: that is what others
 * rely on; each version was checked when it was written, and its own schema may have been widened since.
 * Throws `UnknownEventVersion`, or `EventInvalid` when an upcast went wrong.
 * @example
 * const event = decode(definitionOf(lamp, recorded.type), recorded);
 */
export const decode = (
  definition: AnyEventDefinition | undefined,
  stored: { readonly type: string; readonly schemaVersion: number; readonly data: string },
): Message => {
  const { schemaVersion } = stored;
  if (!definition || schemaVersion < 1 || schemaVersion > definition.version)
    throw new UnknownEventVersion(stored.type, schemaVersion);
  const { type, earlier, version } = definition;
  const fields = JSON.parse(stored.data) as Readonly<Record<string, unknown>>;
  if (schemaVersion === version) return { type, ...fields };
  const current = earlier
    .slice(schemaVersion - 1)
    .reduce((older, { upcast }) => upcast(older as never), fields);
  const parsed = definition.schema.safeParse(current);
  if (!parsed.success) throw new EventInvalid(type, [`upcast from version ${String(schemaVersion)}`]);
  return { type, ...parsed.data };
};

/** Every name under which a definition's events are on record. */
export const namesOf = ({ type, formerly }: AnyEventDefinition): readonly string[] => [type, ...formerly];
