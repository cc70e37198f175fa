import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { canonicalize, type Canonical } from './canonical.ts';
import { EventInvalid, UnknownEventVersion } from './errors.ts';
import {
  decode,
  encode,
  event,
  object,
  personal,
  publicText,
  retired,
  vouched,
  type AnyEventDefinition,
  type EventDefinition,
  type EventOf,
} from './event.ts';
import type { Message } from './message.ts';

const visited = event('Visited', {
  ward: z.string().regex(/^E\d{8}$/),
  minutes: z.int(),
  place: object({ street: publicText(80), floor: z.int().nullable() }).optional(),
  tags: z.array(z.enum(['park', 'school'])).optional(),
});

describe('writing an event', () => {
  test('gives canonical bytes for any schema and any order of keys', () => {
    fc.assert(
      fc.property(anyRecord, ({ schema, value }) => {
        const definition = event('Anything', schema.shape);
        const made = { type: 'Anything', ...(value as object) };
        expect(encode(definition, made)).toBe(canonicalize(value ?? null));
        expect(decode(definition, { ...stored, type: 'Anything', data: encode(definition, made) })).toEqual(
          made,
        );
      }),
      { numRuns: 150 },
    );
  });

  test('sorts the keys of nested records and of records in lists', () => {
    const definition = event('Listed', { z: z.int(), a: z.array(object({ y: z.int(), b: z.int() })) });
    expect(encode(definition, definition({ z: 1, a: [{ y: 2, b: 3 }] }))).toBe('{"a":[{"b":3,"y":2}],"z":1}');
  });

  test('leaves out an optional field that was not given or is undefined', () => {
    const given = { type: 'Visited', ward: 'E05000140', minutes: 5, tags: undefined };
    expect(encode(visited, given as Message)).toBe('{"minutes":5,"ward":"E05000140"}');
  });

  test('trims public text', () => {
    const said = event('Said', { text: publicText(10) });
    expect(encode(said, said({ text: '  hello\n' }))).toBe('{"text":"hello"}');
  });

  test('refuses an unknown field, at the top and in a nested record', () => {
    const fields = { ward: 'E05000140', minutes: 5 };
    expect(pathsOf(visited, { ...fields, extra: 1 })).toEqual(['Visited (unrecognized_keys)']);
    expect(pathsOf(visited, { ...fields, place: { street: 'High Street', floor: null, extra: 1 } })).toEqual([
      'place (unrecognized_keys)',
    ]);
  });

  test('EventInvalid names every path and never a value', () => {
    const secret = 'Ada Secret';
    const fields = {
      ward: secret,
      minutes: 0.5,
      place: { street: '', floor: secret, [secret]: 1 },
      tags: ['park', secret],
    };
    const error = failureOf(visited, fields);
    expect(error).toBeInstanceOf(EventInvalid);
    expect(error.paths.map((path) => path.replace(/ .*/, ''))).toEqual([
      'minutes',
      'place.floor',
      'place.street',
      'place',
      'tags.1',
      'ward',
    ]);
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/Ada|Secret/);
  });

  test.each(['\ud800', 'half \udc00', '\\\ud83d'])(
    'refuses the lone surrogate in %j wherever it stands',
    (text) => {
      const said = event('Said', {
        code: vouched(z.string().regex(/./u)).optional(),
        words: z.array(object({ by: personal(z.string()) })).optional(),
        text: publicText(10).optional(),
      });
      expect(pathsOf(said, { code: text })).toEqual(['code (lone_surrogate)']);
      expect(pathsOf(said, { words: [{ by: 'me' }, { by: text }] })).toEqual(['words.1.by (lone_surrogate)']);
      expect(pathsOf(said, { text })).toEqual(['text (custom)']);
    },
  );

  test('text that only looks like an escaped surrogate is text', () => {
    const said = event('Said', { code: vouched(z.string().regex(/u/)) });
    const code = String.raw`\ud800 and \\udc00`;
    expect(encode(said, said({ code }))).toBe(canonicalize({ code }));
  });
});

describe('defining an event', () => {
  const refused: readonly (readonly [string, z.core.$ZodType])[] = [
    ['free text', z.string()],
    ['free text with a length', z.string().min(1).max(20)],
    ['free text that may be left out', z.string().optional()],
    ['free text in a list', z.array(z.string())],
    ['free text among others', z.union([z.int(), z.string()])],
    ['free text in a nested record', object({ note: z.string().nullable() })],
    ['public text that was changed afterwards', publicText(20).max(10)],
    ['a plain number', z.number()],
    ['a plain number with limits', z.number().min(0).max(1)],
    ['a number with a fraction', z.float64()],
    ['a short number with a fraction', z.float32()],
    ['a literal fraction', z.literal([1, 0.5])],
    ['a literal beyond 2^53', z.literal(2 ** 53)],
    ['a literal without a form in JSON', z.literal(10n)],
    ['a literal undefined', z.literal(undefined)],
    ['a literal lone surrogate', z.literal('\ud800')],
    ['an enum with a fraction', z.enum({ half: 0.5, whole: 1 })],
    ['a record', z.record(z.string().regex(/^a/), z.int())],
    ['a map', z.map(z.int(), z.int())],
    ['a big integer', z.bigint()],
    ['a date', z.date()],
    ['anything', z.unknown()],
    ['a transformation', z.int().transform(String)],
    ['an object that strips', z.object({ a: z.int() })],
    ['an object that lets through', z.looseObject({ a: z.int() })],
    ['an object with a catch-all', z.object({ a: z.int() }).catchall(z.int())],
    ['a strict object whose keys are not sorted', z.strictObject({ b: z.int(), a: z.int() })],
    ['a field named by a number', object({ 1: z.int(), a: z.int() })],
    ['an object that strips, deep inside', z.array(object({ a: z.object({}).optional() }))],
    ['a field that every object inherits', object({ toString: z.int().optional() })],
    ['a field whose name is not well-formed', object({ '\ud800': z.int() })],
    ['a field that parsing would lose', object(JSON.parse('{"__proto__":{}}') as Record<string, z.ZodInt>)],
  ];
  test.each(refused)('refuses %s', (_name, field) => {
    expect(() => event('Refused', { field })).toThrow(TypeError);
  });

  test('says which field it refuses', () => {
    expect(() => event('Refused', { a: z.array(object({ note: z.string() })) })).toThrow('Refused.a[].note');
  });

  test('refuses fields named by numbers or `type` at the top', () => {
    expect(() => event('Refused', { 7: z.int() })).toThrow(TypeError);
    expect(() => event('Refused', { type: z.enum(['a']) })).toThrow(TypeError);
  });

  const allowed: readonly (readonly [string, z.core.$ZodType, Canonical])[] = [
    ['an integer', z.int(), -7],
    ['an integer with limits', z.number().int().min(0), 7],
    ['an enum', z.enum(['a', 'b']), 'b'],
    ['a numeric enum', z.enum({ one: 1, two: 2 }), 2],
    ['literals', z.literal(['a', 3, null, true]), null],
    ['a moment', z.iso.datetime(), '2026-03-01T12:00:00.000Z'],
    ['a UUID', z.uuid(), 'b3b9d7c4-6d0e-5f5a-9c1a-5a1d4f0c7e21'],
    ['a pattern', z.string().regex(/^E\d{1,8}$/), 'E1'],
    ['a pattern that is vouched for', vouched(z.string().regex(/^\D+$/)), 'Part A'],
    ['a union of records', z.union([object({ a: z.int() }), object({ b: z.int() })]), { b: 1 }],
    [
      'a union told apart by a field',
      z.discriminatedUnion('kind', [object({ kind: z.literal('a') }), object({ kind: z.literal('b') })]),
      { kind: 'b' },
    ],
  ];
  test.each(allowed)('allows %s', (_name, field, value) => {
    const definition = event('Allowed', { field });
    expect(encode(definition, { type: 'Allowed', field: value } as Message)).toBe(
      canonicalize({ field: value }),
    );
  });

  test('lists the paths of personal fields: nested, optional, in lists, and once in a union', () => {
    const name = personal(z.string());
    const reported = event('Reported', {
      note: name,
      count: z.int(),
      title: publicText(80),
      witnesses: z.array(object({ name, contact: object({ phone: name }).optional() })),
      aliases: z.array(name).nullable(),
      about: z.union([object({ kind: z.literal('a'), name }), object({ kind: z.literal('b'), name })]),
    });
    expect([...reported.personalFields].sort()).toEqual([
      'about.name',
      'aliases[]',
      'note',
      'witnesses[].contact.phone',
      'witnesses[].name',
    ]);
  });

  test('a personal field takes a value or a reference to one', () => {
    const noted = event('Noted', { note: personal(z.string().max(5)) });
    for (const note of ['short', 'adviceCase-7f/12/0'])
      expect(encode(noted, noted({ note }))).toBe(canonicalize({ note }));
    for (const note of ['too long', 'adviceCase-7f/12', 'Advice-7f/12/0'])
      expect(pathsOf(noted, { note })).toEqual(['note (invalid_union)']);
  });

  test('K-09: starts at version 1, general and unmarked, without personal fields', () => {
    expect({ ...visited }).toMatchObject({
      type: 'Visited',
      version: 1,
      regime: 'GENERAL',
      classification: 'UNMARKED',
      personalFields: [],
      earlier: [],
      formerly: [],
      retired: false,
    });
  });

  test('to vouch for a pattern says nothing of the same pattern elsewhere', () => {
    const wide = z.string().regex(/^[a-z ]+$/);
    expect(event('Allowed', { code: vouched(wide) }).personalFields).toEqual([]);
    expect(() => event('Refused', { code: wide })).toThrow(TypeError);
  });
});

describe('K-07: a definition that changes', () => {
  const first = event('WardNamed', { title: publicText(80) }, { classification: 'OFFICIAL_SENSITIVE' });
  const named = first
    .becomes({ name: publicText(80) }, ({ title }) => ({ name: title }))
    .becomes(
      { name: publicText(80), language: z.enum(['en', 'cy']) },
      (older) => ({ ...older, language: 'en' }),
      { regime: 'LAW_ENFORCEMENT' },
    );

  test('counts its versions, and keeps what it said before', () => {
    expect({ ...named }).toMatchObject({
      version: 3,
      regime: 'LAW_ENFORCEMENT',
      classification: 'OFFICIAL_SENSITIVE',
      earlier: [{ regime: 'GENERAL' }, { regime: 'GENERAL', classification: 'OFFICIAL_SENSITIVE' }],
    });
    expect({ ...first }).toMatchObject({ version: 1, earlier: [] });
    expect(named({ name: 'Kilburn', language: 'cy' })).toEqual({
      type: 'WardNamed',
      name: 'Kilburn',
      language: 'cy',
    });
  });

  test('has a step that is typed from both shapes', () => {
    // @ts-expect-error: the older shape has no such field
    const unknownField = () => first.becomes({ name: publicText(80) }, ({ label }) => ({ name: label }));
    const two = { name: publicText(80), floor: z.int() };
    // @ts-expect-error: the newer shape lacks a field
    const missing = () => first.becomes(two, ({ title }) => ({ name: title }));
    const listed = { names: z.array(z.enum(['a', 'b'])), floor: z.int().optional() };
    const allowed = () => first.becomes(listed, () => ({ names: ['a'] }));
    // @ts-expect-error: a list has no such member
    const wrongMember = () => first.becomes(listed, () => ({ names: ['c'] }));
    // @ts-expect-error: the newer shape has it as a number
    const wrongKind = () => first.becomes({ floor: z.int() }, ({ title }) => ({ floor: title }));
    // @ts-expect-error: there is no step to it
    const noStep = () => first.becomes({ name: publicText(80) });
    // @ts-expect-error: today's shape has another name for it
    const older = () => named({ title: 'Kilburn' });
    // @ts-expect-error: the version follows from how many there are
    const version = () => event('Numbered', {}, { version: 2 });
    for (const hole of [unknownField, missing, allowed, wrongMember, wrongKind, noStep, older, version])
      expect(hole).toBeInstanceOf(Function);
  });

  test('refuses free text in a next shape as well', () => {
    expect(() => first.becomes({ name: z.string() }, ({ title }) => ({ name: title }))).toThrow(
      'WardNamed.name',
    );
  });

  test('a renamed one reads what was recorded under its former names, in every version', () => {
    const renamed = event(
      'WardCalled',
      { title: publicText(80) },
      { formerly: ['WardNamed', 'WardLabelled'] },
    ).becomes({ name: publicText(80) }, ({ title }) => ({ name: title }));
    expect(renamed.formerly).toEqual(['WardNamed', 'WardLabelled']);
    expect(decode(renamed, { type: 'WardNamed', schemaVersion: 1, data: '{"title":"Kilburn"}' })).toEqual({
      type: 'WardCalled',
      name: 'Kilburn',
    });
    expect(decode(renamed, { type: 'WardLabelled', schemaVersion: 2, data: '{"name":"Kilburn"}' })).toEqual({
      type: 'WardCalled',
      name: 'Kilburn',
    });
  });

  test('a retired one is read as before, and nothing makes it', () => {
    const gone = retired(named);
    expect(gone).toMatchObject({ type: 'WardNamed', version: 3, retired: true, formerly: [] });
    expect(decode(gone, { type: 'WardNamed', schemaVersion: 1, data: '{"title":"Kilburn"}' })).toEqual({
      type: 'WardNamed',
      name: 'Kilburn',
      language: 'en',
    });
    const language = (made: EventOf<typeof gone>): string => made.language;
    expect(language({ type: 'WardNamed', name: 'Kilburn', language: 'cy' })).toBe('cy');
    // @ts-expect-error: there is no maker, and no next version
    const maker: EventDefinition<'WardNamed'> = gone;
    expect(maker).not.toBeInstanceOf(Function);
    expect(maker).not.toHaveProperty('becomes');
  });
});

describe('reading an event', () => {
  const timed = event('Timed', { minutes: z.int() })
    .becomes({ seconds: z.int() }, ({ minutes, ...rest }) => ({ ...rest, seconds: minutes * 60 }))
    .becomes({ seconds: z.int(), where: z.enum(['IN', 'OUT']) }, (older) => ({ where: 'IN', ...older }));
  const read = (schemaVersion: number, data: string) => decode(timed, { type: 'Timed', schemaVersion, data });

  test('upcasts from every version to today’s', () => {
    expect(read(1, '{"minutes":2}')).toEqual({ type: 'Timed', seconds: 120, where: 'IN' });
    expect(read(2, '{"seconds":7}')).toEqual({ type: 'Timed', seconds: 7, where: 'IN' });
    expect(read(3, '{"seconds":7,"where":"OUT"}')).toEqual({ type: 'Timed', seconds: 7, where: 'OUT' });
  });

  test('an upcast that goes wrong is EventInvalid without the value', () => {
    expect(() => read(1, '{"minutes":"Ada"}')).toThrow(EventInvalid);
    expect(() => read(2, '{"seconds":7,"left":"Ada"}')).toThrow(
      /^Timed is not valid at upcast from version 2\.$/,
    );
  });

  test.each([4, 99, 0, -1])('does not guess at version %i', (version) => {
    expect(() => read(version, '{"seconds":7,"where":"OUT"}')).toThrow(UnknownEventVersion);
  });

  test('does not guess at an event that nobody defined', () => {
    expect(() => decode(undefined, { ...stored, type: 'Foreign', data: '{}' })).toThrow(UnknownEventVersion);
  });
});

const stored = { schemaVersion: 1 };

const failureOf = (definition: AnyEventDefinition, fields: object): EventInvalid => {
  try {
    encode(definition, { type: definition.type, ...fields });
  } catch (error) {
    return error as EventInvalid;
  }
  throw new TypeError('It was accepted.');
};
const pathsOf = (definition: AnyEventDefinition, fields: object): readonly string[] =>
  failureOf(definition, fields).paths;

/** A schema together with one value that fits it; `value` is absent when the field is left out. */
interface Typed {
  readonly schema: z.ZodType;
  readonly value?: Canonical;
}
interface TypedRecord extends Typed {
  readonly schema: z.ZodObject<Record<string, z.ZodType>, z.core.$strict>;
}

const anyName = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('', 'b', 'a', 'B', '-1', 'é', '1a', 'Z'))
  .filter((name) => !/^\d+$|[.[\]]/.test(name) && !(name in Object.prototype) && name !== 'type');

const recordOf = (fields: Readonly<Record<string, Typed>>): TypedRecord => ({
  schema: object(Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]))),
  value: Object.fromEntries(
    Object.entries(fields).flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  ),
});

const { record: anyRecord } = fc.letrec<{ typed: Typed; record: TypedRecord }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 4 },
    fc.maxSafeInteger().map((value): Typed => ({ schema: z.int(), value })),
    fc.boolean().map((value): Typed => ({ schema: z.boolean(), value })),
    fc
      .string({ unit: 'binary' })
      .filter((text) => text.trim() !== '')
      .map((text): Typed => ({ schema: publicText(1_000), value: text.trim() })),
    fc.string({ unit: 'binary' }).map((value): Typed => ({ schema: personal(z.string()), value })),
    tie('typed').map(({ schema }): Typed => ({ schema: schema.optional() })),
    tie('typed').map(({ schema }): Typed => ({ schema: schema.nullable(), value: null })),
    fc.tuple(tie('typed'), fc.nat(3)).map(([{ schema, value }, length]): Typed => ({
      schema: z.array(schema),
      value: value === undefined ? [] : Array.from({ length }, () => value),
    })),
    tie('record'),
  ),
  record: fc
    .dictionary(anyName, tie('typed'), { maxKeys: 5, noNullPrototype: true })
    .map((fields): TypedRecord => recordOf(fields)),
}));
