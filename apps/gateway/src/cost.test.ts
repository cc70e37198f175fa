import { buildSchema, getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import { costOf, type Cost } from './cost.ts';
import { HISTORY, RECORD } from './weights.ts';

const SDL = `
  interface Node { id: ID! }
  type Ward implements Node { id: ID! name: String! members: [Member!]! aliases: [String!]! first: Int }
  type Member implements Node { id: ID! name: String! ward: Ward }
  type WardEdge { cursor: String! node: Ward }
  type WardConnection { edges: [WardEdge!]! total: Int! }
  type Other { name: String! }
  union Anything = Ward | Other
  type Query {
    node(id: ID!): Node
    ward(asAt: String): Ward
    wards(first: Int! = 20, last: Int): WardConnection
    teams(first: Int, last: Int): WardConnection
    newest(last: Int! = 12): [Ward!]!
    anything: Anything
  }
`;

const schemaWith = (extensions: Readonly<Record<string, object>>): GraphQLSchema => {
  const schema = buildSchema(SDL);
  for (const [path, extension] of Object.entries(extensions)) {
    const [type = '', field = ''] = path.split('.');
    const found = schema.getType(type);
    if (!found || !('getFields' in found)) throw new TypeError(path);
    Object.assign(found.getFields()[field]?.extensions ?? {}, extension);
  }
  return schema;
};

const SCHEMA = schemaWith({
  'Ward.members': { size: 30 },
  'Ward.aliases': { size: 5 },
  'Ward.first': { cost: 7 },
  'WardConnection.edges': { size: 'PAGE' },
  'WardEdge.node': { isReadAlready: true },
});

const costed = (source: string, variables: Readonly<Record<string, unknown>> = {}): Cost => {
  const document = parse(source);
  expect(validate(SCHEMA, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError('There is no operation.');
  return costOf({ schema: SCHEMA, document, operation, variables });
};

describe('P-02: what a query costs', () => {
  test.each([
    ['a value one', '{ __typename }', 1],
    ['a record what reading it takes', '{ ward { name } }', RECORD + 1],
    ['a field what it says', '{ ward { first } }', RECORD + 8],
    [
      'a list as much as it usually has',
      '{ ward { aliases members { name } } }',
      RECORD + 5 + 30 * (RECORD + 1),
    ],
    ['a list as much as is asked', '{ newest(last: 3) { name } }', 3 * (RECORD + 1)],
    ['a list as much as is meant by saying nothing', '{ newest { name } }', 12 * (RECORD + 1)],
    [
      'a page each of its places, and what stands beside them once',
      '{ wards(first: 50) { total edges { cursor node { name } } } }',
      1 + 1 + 50 * (RECORD + 1 + 1 + 1 + 1),
    ],
    ['a page of 20 where nobody says how many', '{ teams { edges { cursor } } }', 1 + 20 * (RECORD + 2)],
    ['as much from the end', '{ teams(last: 3) { edges { cursor } } }', 1 + 3 * (RECORD + 2)],
    ['the longer of two pages', '{ wards(first: 5, last: 9) { edges { cursor } } }', 1 + 9 * (RECORD + 2)],
    [
      'a moment of history what looking for it takes',
      '{ ward(asAt: "2013") { name } }',
      HISTORY + RECORD + 1,
    ],
    ['no moment nothing', '{ ward(asAt: null) { name } }', RECORD + 1],
    [
      'lists within lists their product',
      '{ ward { members { ward { members { name } } } } }',
      10 + 30 * (10 + 10 + 30 * 11),
    ],
    ['less than no page nothing', '{ wards(first: -5) { edges { cursor } } }', 1],
    ['the schema nothing', '{ __schema { types { name fields { name } } } }', 0],
    ['an alias what its field costs', '{ a: ward { name } b: ward { name } }', 2 * (RECORD + 1)],
    [
      'what is left out nothing',
      '{ ward { name aliases @skip(if: true) first @include(if: false) } }',
      RECORD + 1,
    ],
  ])('%s', (_, source, units) => {
    expect(costed(source).units).toBe(units);
  });

  test('of what can be one thing or another, the dearest counts; never their sum', () => {
    const of = (selection: string) => costed(`{ anything { ${selection} } }`).units;
    expect(of('... on Ward { name aliases } ... on Other { name }')).toBe(1 + 6);
    expect(of('... on Ward { name } ... on Node { id } __typename')).toBe(1 + 3);
    expect(
      costed('{ node(id: "1") { id ... on Ward { aliases } ... on Member { ward { name } } } }').units,
    ).toBe(RECORD + 1 + RECORD + 1);
  });

  test('variables and their defaults count as arguments do', () => {
    const source =
      'query ($many: Int! = 7, $hidden: Boolean! = false) { newest(last: $many) { name aliases @skip(if: $hidden) } }';
    expect(costed(source, { many: 7, hidden: false }).units).toBe(7 * 16);
    expect(costed(source, { many: 2, hidden: true }).units).toBe(2 * 11);
  });

  test('a fragment counts wherever it is spread, on pages too', () => {
    const source = `
      { a: ward { ...W } wards(first: 2) { ...C } }
      fragment W on Ward { name }
      fragment C on WardConnection { total edges { ...E } }
      fragment E on WardEdge { node { ...W } }`;
    expect(costed(source)).toMatchObject({ units: 11 + (1 + 1 + 2 * (RECORD + 1 + 1 + 1)), depth: 4 });
  });

  test('a fragment that doubles itself a hundred times is costed at once', () => {
    const many = 100;
    const doubled = Array.from(
      { length: many },
      (_, at) =>
        `fragment F${String(at)} on Ward { a${String(at)}: members { ward { ...F${String(at + 1)} } } b${String(at)}: members { ward { ...F${String(at + 1)} } } }`,
    );
    const source = `{ ward { ...F0 } } ${doubled.join(' ')} fragment F${String(many)} on Ward { name }`;
    const { units, depth } = costed(source);
    expect(units).toBeGreaterThan(2 ** many);
    expect(depth).toBe(2 * many + 2);
  });
});
