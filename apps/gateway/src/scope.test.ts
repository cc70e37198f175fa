import { setImmediate } from 'node:timers/promises';
import {
  graphql,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldConfigMap,
} from 'graphql';
import { ROLES, type Role } from '@wardbook/policing';
import { patience } from './patience.ts';
import { enforceScopes, scopesOf, type Scope } from './scope.ts';
import { gatewaySchema } from './schema.ts';

const schemaOf = (fields: GraphQLFieldConfigMap<unknown, unknown>, extensions = {}): GraphQLSchema =>
  new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields, extensions }) });

const secret = { type: GraphQLString, resolve: () => 'told' };

describe('field policies', () => {
  test('a field without a policy stops the start, and is named', () => {
    expect(() => enforceScopes(schemaOf({ secret }))).toThrow(
      'The field Query.secret needs no scope: say which.',
    );
  });

  test('P-02: what is thrown amid a list fails that list, and never the process', async () => {
    const forgotten: unknown[] = [];
    const onForgotten = (error: unknown): void => void forgotten.push(error);
    process.on('unhandledRejection', onForgotten);
    const one = new GraphQLObjectType({
      name: 'One',
      extensions: { scope: 'NEIGHBOURHOOD' },
      fields: {
        sooner: {
          type: new GraphQLNonNull(GraphQLInt),
          resolve: (at: number) => {
            if (at === 2) throw new TypeError('sooner');
            return at;
          },
        },
        later: {
          type: new GraphQLNonNull(GraphQLInt),
          resolve: async () => {
            await setImmediate();
            throw new TypeError('later');
          },
        },
      },
    });
    const all = {
      type: new GraphQLList(new GraphQLNonNull(one)),
      extensions: { size: 2 },
      resolve: () => [1, 2],
    };
    const schema = enforceScopes(schemaOf({ all }, { scope: 'NEIGHBOURHOOD' }));
    const contextValue = { scopes: scopesOf('PARTNER'), patience: patience({ units: 100 }) };
    const { data } = await graphql({ schema, source: '{ all { sooner later } }', contextValue });
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    process.off('unhandledRejection', onForgotten);
    expect(data).toEqual({ all: null });
    expect(forgotten).toEqual([]);
  });

  test('P-02: a list that does not say how many it has stops the start, and is named', () => {
    const secrets = { type: new GraphQLList(GraphQLString), extensions: { scope: 'NEIGHBOURHOOD' } };
    expect(() => enforceScopes(schemaOf({ secrets }))).toThrow(
      'The list secrets does not say how many it usually has: add Holds, or usually.',
    );
    expect(() =>
      enforceScopes(schemaOf({ secrets: { ...secrets, args: { first: { type: GraphQLInt } } } })),
    ).not.toThrow();
  });

  test('a field’s own policy comes before its type’s', async () => {
    const schema = enforceScopes(
      schemaOf(
        { secret: { ...secret, extensions: { scope: 'ACCESS_LOG' } }, open: secret },
        { scope: 'NEIGHBOURHOOD' },
      ),
    );
    const contextValue = { scopes: scopesOf('PARTNER'), patience: patience({ units: 10 }) };
    const answer = await graphql({ schema, source: '{ open secret }', contextValue });
    expect(answer.data).toEqual({ open: 'told', secret: null });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the gateway’s own schema has a policy on every field, mutations included', async () => {
    const schema = await gatewaySchema();
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).length).toBeGreaterThan(90);
  });

  test.each<[Scope, readonly Role[]]>([
    [
      'PERSONAL',
      ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'INTELLIGENCE', 'CONTROL', 'RECORDS'],
    ],
    ['INTELLIGENCE', ['INSPECTOR', 'INTELLIGENCE', 'RECORDS', 'AUDITOR']],
    ['ACCESS_LOG', ['AUDITOR']],
  ])('%s is held by %j and nobody else', (scope, holders) => {
    expect(ROLES.filter((role) => scopesOf(role).has(scope))).toEqual(holders);
  });
});
