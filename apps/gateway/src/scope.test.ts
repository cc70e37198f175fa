import {
  graphql,
  GraphQLInt,
  GraphQLList,
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
    ['PERSONAL', ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'INTELLIGENCE', 'RECORDS']],
    ['ACCESS_LOG', ['AUDITOR']],
  ])('%s is held by %j and nobody else', (scope, holders) => {
    expect(ROLES.filter((role) => scopesOf(role).has(scope))).toEqual(holders);
  });
});
