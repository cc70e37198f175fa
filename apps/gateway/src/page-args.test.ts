import { describe, expect, test } from '@jest/globals';
import { getNamedType, isNonNullType, isObjectType, type GraphQLField } from 'graphql';
import { gatewaySchema } from './schema.ts';

const schema = await gatewaySchema();
const types = Object.values(schema.getTypeMap()).filter(isObjectType);
const fields = types.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ where: `${type.name}.${field.name}`, field })),
);
const isConnection = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  getNamedType(type).name.endsWith('Connection');

const PAGE_ARGUMENTS = ['after', 'before', 'first', 'last'];
const argumentsOf = ({ args }: GraphQLField<unknown, unknown>) =>
  args
    .filter(({ name }) => PAGE_ARGUMENTS.includes(name))
    .map(({ name, type, description, defaultValue }) => ({
      name,
      type: String(type),
      description,
      defaultValue,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

describe('C-09: every field that answers a page', () => {
  const [known, ...others] = fields.filter(({ field }) => isConnection(field));

  test('takes first, after, last and before, none of which must be given', () => {
    expect(argumentsOf(known!.field).map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'after: String',
      'before: String',
      'first: Int',
      'last: Int',
    ]);
  });

  test.each(others)('says so in the same words: $where', ({ field }) => {
    expect(argumentsOf(field)).toEqual(argumentsOf(known!.field));
  });

  test('has pages that say where they stand, and how much there is only where nothing is left out', () => {
    const connections = types.filter(({ name }) => name.endsWith('Connection'));
    for (const type of connections)
      expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining(['edges', 'pageInfo']));
    const counted = connections.filter((type) => type.getFields()['totalCount']).map(({ name }) => name);
    expect(counted.sort()).toEqual([
      'AdviceCaseConnection',
      'AgencyConnection',
      'CaseStudyConnection',
      'InitiativeConnection',
      'PolicyConnection',
      'RecordedEventConnection',
      'TeamConnection',
      'TrainingDayConnection',
      'WardConnection',
      'WardPromiseConnection',
    ]);
    // There may be more than are counted.
    expect(connections.some((type) => isNonNullType(type.getFields()['totalCount']?.type))).toBe(false);
  });

  test('is the only one that takes them all', () => {
    const paged = fields.filter(({ field }) =>
      PAGE_ARGUMENTS.every((name) => field.args.some((one) => one.name === name)),
    );
    expect(paged.filter(({ field }) => !isConnection(field))).toEqual([]);
  });
});
