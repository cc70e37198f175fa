import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { categoryOf } from '@wardbook/event-sourcing';
import { gatewaySchema } from './schema.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

// What holds of every field of every mutation, whatever it is about, sent over HTTP to a Wardbook in which nothing is.

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
});
afterAll(() => wardbook.stop());

interface Place {
  /** From within the input, with 0 for the only member of a list of groups. */
  readonly path: readonly string[];
  readonly type: GraphQLInputType;
  readonly description: string;
  /** One of several, of which GraphQL itself takes exactly one. */
  readonly isOneOf: boolean;
}

/** Every field of an input, and of the groups in it. */
const placesIn = (type: GraphQLInputObjectType, above: readonly string[] = []): readonly Place[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const path = [...above, field.name];
    const inside = getNamedType(field.type);
    return [
      { path, type: field.type, description: field.description ?? '', isOneOf: type.isOneOf },
      ...(isInputObjectType(inside)
        ? placesIn(inside, isListType(getNullableType(field.type)) ? [...path, '0'] : path)
        : []),
    ];
  });

const SCALARS: Readonly<Record<string, unknown>> = {
  Boolean: true,
  DateTime: '2020-01-01T00:00:00Z',
  ID: 'x',
  Int: 1,
  LondonDay: '2020-01-01',
  LondonMonth: '2020-01',
  String: 'x',
};

/** What GraphQL takes for a type: no more than it must have, and this value at this path. */
const sample = (type: GraphQLInputType, path: readonly string[] = [], value?: unknown): unknown => {
  if (isNonNullType(type)) return sample(type.ofType, path, value);
  const [next, ...rest] = path;
  if (isListType(type)) {
    if (next === undefined && Array.isArray(value)) return value.map(() => sample(type.ofType));
    if (next === undefined) return value === undefined ? [] : value === null ? null : [value];
    return [sample(type.ofType, rest, value)];
  }
  if (next === undefined && value !== undefined) return value;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SCALARS[type.name];
  const [first] = Object.values(type.getFields());
  if (type.isOneOf && next === undefined && first) return { [first.name]: sample(needed(first.type)) };
  return Object.fromEntries(
    Object.values(type.getFields())
      .filter((field) => field.name === next || isRequiredInputField(field))
      .map((field) => [
        field.name,
        field.name === next ? sample(field.type, rest, value) : sample(field.type),
      ]),
  );
};

const needed = (type: GraphQLInputType): GraphQLInputType => getNullableType<GraphQLInputType>(type);

const fields = (await gatewaySchema()).getMutationType()?.getFields() ?? {};
const mutations = Object.values(fields).flatMap(({ name, args: [argument] }) => {
  const type = argument && getNullableType(argument.type);
  return isInputObjectType(type) ? [[name, type] as const] : [];
});

/** What a mutation says against the value at a path. */
const faults = async (...asking: Parameters<typeof said>) =>
  (await said(...asking)).map(({ constraint }) => constraint);

const said = async (mutation: string, type: GraphQLInputObjectType, { path }: Place, value: unknown) => {
  const { receipt, userErrors } = await sendTo(
    wardbook,
    'ADMIN admin-1',
    mutation,
    sample(type, path, value) as object,
  );
  expect(receipt).toBeNull();
  return userErrors.filter((fault) => fault.path.join('.') === ['input', ...path].join('.'));
};

/** Null is a value of these: it takes away what is on record. */
const CLEARABLE = [
  'correctPersonalDetails.contact',
  'correctPersonalDetails.address',
  'correctPublishedDetails.publicContact',
];

/** Values of another form, longer or larger than any limit. */
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  DateTime: ['1066-10-14T09:00:00Z'],
  ID: ['not an id!', 'x'.repeat(5_000)],
  Int: [-2_147_483_648],
  LondonDay: ['1066-10-14'],
  LondonMonth: ['1066-10'],
  String: ['\ud800', ' ', 'x'.repeat(20_001)],
};

/** What a pattern looks like, and how class-validator words what nobody has worded. */
const NO_SENTENCE = /[\^\\]|\{\d|\[A-Z|\bmust\b|each value in|regular expression/;

describe.each(mutations)('%s', (mutation, type) => {
  const places = placesIn(type);

  test('P-12: refuses null for every field that may be left out, but for what null clears', async () => {
    const optional = places.filter((place) => !isNonNullType(place.type) && !place.isOneOf);
    expect(optional.length).toBeGreaterThan(0);
    for (const place of optional) {
      const name = [mutation, ...place.path].join('.');
      const expected = CLEARABLE.includes(name) ? [] : ['isNotNull'];
      expect([name, await faults(mutation, type, place, null)]).toEqual([name, expected]);
    }
  });

  test('C-08: says in sentences what is wrong with a value, and never the value', async () => {
    for (const place of places)
      for (const value of WRONG[getNamedType(place.type).name] ?? []) {
        const messages = (await said(mutation, type, place, value)).map(({ message }) => message);
        const odd = messages.filter(
          (message) => NO_SENTENCE.test(message) || !/^[A-Z].*[.]$/.test(message) || message.length > 200,
        );
        expect({ path: place.path, value, odd, silent: messages.length === 0 }).toEqual({
          ...{ path: place.path, value, odd: [], silent: false },
        });
      }
    for (const place of places.filter(({ type: listed }) => isListType(needed(listed)))) {
      const messages = (await said(mutation, type, place, Array(501).fill(0))).map(({ message }) => message);
      expect([place.path, messages]).toEqual([place.path, [expect.stringMatching(/^Give at most \d+\.$/)]]);
    }
  });

  test('G-06, G-07: refuses text that is broken, shows nothing or holds what nobody sees', async () => {
    const texts = places.filter((place) => ['String', 'ID'].includes(getNamedType(place.type).name));
    expect(texts.length).toBeGreaterThan(0);
    for (const place of texts)
      for (const text of ['\ud800', 'a\u0000b', '\u200b\u2060', 'a\u202eb']) {
        const [fault, ...others] = await faults(mutation, type, place, text);
        const isText = / At most [\d,]+ characters/.test(place.description);
        expect({ path: place.path, text, others, fault }).toEqual({
          ...{ path: place.path, text, others: [] },
          fault: isText ? 'isText' : expect.stringMatching(/^(matches|isNodeId|isIn)$/),
        });
      }
  });
});

test('P-12, G-06, G-07: of all that was refused nothing is written', async () => {
  const written = await wardbook.store.readLog({ after: 0n, limit: 1_000 });
  expect(written.filter(({ stream }) => categoryOf(stream) !== 'process')).toEqual([]);
});
