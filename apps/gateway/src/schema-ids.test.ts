import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
} from 'graphql';
import { gatewaySchema } from './schema.ts';

const schema = await gatewaySchema();

interface Place {
  readonly where: string;
  readonly name: string;
  readonly type: string;
}

/** Every field, argument and input field of a type. */
const placesOf = (type: GraphQLNamedType): readonly Place[] => {
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => ({
      where: `${type.name}.${field.name}`,
      name: field.name,
      type: getNamedType(field.type).name,
    }));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    { where: `${type.name}.${field.name}`, name: field.name, type: getNamedType(field.type).name },
    ...field.args.map((argument) => ({
      where: `${type.name}.${field.name}(${argument.name})`,
      name: argument.name,
      type: getNamedType(argument.type).name,
    })),
  ]);
};

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const places = types.flatMap(placesOf);
const isCalledId = ({ name }: Place): boolean => /^ids?$|[a-z]Ids?$/.test(name);

/** Ids of another kind: the client's own for a command, its own with whoever issues tokens, of requests, and of events, by which they are traced. */
const OF_ANOTHER_KIND = ['commandId', 'clientId', 'correlationId', 'causationId', 'eventIds'];

describe('C-01: an id is global, and of a record', () => {
  test('and whatever else has a name of its own calls it a key, a number or a code', () => {
    const withId = types.filter(
      (type) => (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields(),
    );
    expect(withId.length).toBeGreaterThan(10);
    for (const type of withId) {
      const isNode =
        type.name === 'Node' ||
        (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'));
      expect([type.name, isNode]).toEqual([type.name, true]);
    }
  });

  test('what is called an id has the scalar ID, and nothing else has', () => {
    const other = places.filter(({ name }) => OF_ANOTHER_KIND.includes(name));
    expect(new Set(other.map(({ type }) => type))).toEqual(new Set(['String']));
    const called = places.filter((place) => isCalledId(place) && !OF_ANOTHER_KIND.includes(place.name));
    expect(called.filter(({ type }) => type !== 'ID').map(({ where }) => where)).toEqual([]);
    const typed = places.filter(({ type }) => type === 'ID');
    expect(typed.filter((place) => !isCalledId(place)).map(({ where }) => where)).toEqual([]);
    expect(typed.length).toBeGreaterThan(100);
  });
});

test('P-17: no type has the name of a global of JavaScript', () => {
  const globals = new Set(Object.getOwnPropertyNames(globalThis));
  const ours = types.filter(({ name }) => !['String', 'Boolean'].includes(name));
  expect(ours.filter(({ name }) => globals.has(name)).map(({ name }) => name)).toEqual([]);
  // These are there without being values.
  for (const name of ['Event', 'Promise', 'Record', 'Partial', 'Node'])
    expect(schema.getType(name) !== undefined).toBe(name === 'Node');
});

test('DateTime says by whose words it is read', () => {
  expect(schema.getType('DateTime')).toMatchObject({
    specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  });
});
