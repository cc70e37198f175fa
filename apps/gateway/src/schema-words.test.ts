import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  printSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
} from 'graphql';
import { gatewaySchema } from './schema.ts';

const schema = await gatewaySchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

/** What is in a type that clients read the description of, by its path. */
const described = (type: GraphQLNamedType): readonly (readonly [string, string])[] => [
  [type.name, type.description ?? ''],
  ...(isEnumType(type) ? type.getValues() : []).map(
    ({ name, description }) => [`${type.name}.${name}`, description ?? ''] as const,
  ),
  ...(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
    ? Object.values(type.getFields())
    : []
  ).map(({ name, description }) => [`${type.name}.${name}`, description ?? ''] as const),
  ...sent(type).map(([path, { description }]) => [path, description ?? ''] as const),
];

/** All that clients send: arguments, and the fields of inputs. */
const sent = (
  type: GraphQLNamedType,
): readonly (readonly [string, GraphQLArgument | GraphQLInputField])[] => {
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map((argument) => [`${type.name}.${field.name}(${argument.name})`, argument] as const),
  );
};

const words = types.flatMap(described);
const inputs = types.flatMap(sent);

describe('C-08, C-09: the schema says', () => {
  test('what each type, field, argument and word of a choice is', () => {
    expect(words.filter(([, said]) => !/^\S.*[.?)]$/s.test(said)).map(([path]) => path)).toEqual([]);
  });

  test('of each text and number that is sent, which it takes', () => {
    const form =
      /\d[\d,]* (characters|letters|digits)|[Uu]p to \d|\d to \d|as Wardbook gave it|GSS code|for example|: 64 digits|One of /;
    const silent = inputs.filter(
      ([, { type, description }]) =>
        ['String', 'ID', 'Int', 'Float'].includes(getNamedType(type).name) && !form.test(description ?? ''),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('of each list that is sent, how many are in it', () => {
    const silent = inputs.filter(
      ([, { type, description }]) =>
        isListType(getNullableType(type)) && !/at most \d/i.test(description ?? ''),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('an before a vowel', () => {
    expect(words.filter(([, said]) => /\ba (a|e|i|o)/i.test(said))).toEqual([]);
  });

  test('of what is one of several, that it is, so that generated clients have a union', () => {
    const oneOf = types.filter((type) => isInputObjectType(type) && type.isOneOf).map(({ name }) => name);
    expect(oneOf.sort()).toEqual(['RecipientInput', 'ReferralPartyInput']);
    for (const name of oneOf) expect(printSchema(schema)).toContain(`input ${name} @oneOf {`);
    const saidSo = words.filter(([path, said]) => /exactly one of/i.test(said) && !oneOf.includes(path));
    expect(saidSo).toEqual([]);
  });

  test('nothing of unions that has no words', () => {
    expect(types.filter(isUnionType).filter(({ description }) => !description)).toEqual([]);
  });
});
