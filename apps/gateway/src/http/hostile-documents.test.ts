import { wardbookServed, type Served } from '../testing/wardbook-served.ts';

let served: Served;
beforeAll(async () => {
  served = await wardbookServed();
});
afterAll(() => served.stop());

const ask = async (asked: object, accept: string) => {
  const response = await fetch(`${served.address}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json', accept },
    body: JSON.stringify(asked),
  });
  const body = (await response.json()) as {
    readonly data?: object | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: { readonly code: string };
    }[];
  };
  return { status: response.status, type: response.headers.get('content-type'), ...body };
};

const PARSE = 'GRAPHQL_PARSE_FAILED';
const VALIDATION = 'GRAPHQL_VALIDATION_FAILED';
const INPUT = 'BAD_USER_INPUT';
const OPERATION = 'OPERATION_RESOLUTION_FAILURE';

type Hostile = readonly [name: string, code: string, query: string, beside?: object];

const HOSTILE: readonly Hostile[] = [
  ['of nothing but a comment', PARSE, '# nothing'],
  ['that ends too soon', PARSE, '{ ward(code: "'],
  ['of letters that are none', PARSE, '{ \u0000 }'],
  ['of half a letter', PARSE, '{ \ud800 }'],
  ['of a text with half a letter', PARSE, '{ ward(code: "\\ud800") { name } }'],
  ['of a text with a code that is none', PARSE, '{ ward(code: "\\u{110000}") { name } }'],
  ['of too many words', PARSE, `{ ${'__typename '.repeat(2_000)} }`],
  ['of brackets', PARSE, '{ a '.repeat(5_000)],
  ['of lists in lists', PARSE, `{ ward(code: ${'['.repeat(5_000)}`],
  [
    'with a number without an end',
    VALIDATION,
    `{ promises(first: ${'9'.repeat(5_000)}) { edges { cursor } } }`,
  ],
  ['with a number beyond all', VALIDATION, '{ promises(first: 1e400) { edges { cursor } } }'],
  [
    'of a fragment in itself',
    VALIDATION,
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  ],
  ['of fragments that nobody uses', VALIDATION, '{ __typename } fragment A on Query { __typename }'],
  [
    'of two fragments of a name',
    VALIDATION,
    '{ ...A } fragment A on Query { __typename } fragment A on Query { __typename }',
  ],
  ['of inherited names', VALIDATION, '{ constructor __proto__ hasOwnProperty }'],
  ['of inherited arguments', VALIDATION, '{ ward(__proto__: 1, code: "E05000140") { name } }'],
  ['of inherited types', VALIDATION, 'query ($a: constructor) { ward(code: $a) { name } }'],
  ['of inherited directives', VALIDATION, '{ __typename @toString }'],
  ['with a schema of its own', VALIDATION, 'type Query { nothing: String }'],
  ['that asks what there is', VALIDATION, '{ __schema { types { name } } }'],
  ['that subscribes', OPERATION, 'subscription { __typename }'],
  ['without an operation', VALIDATION, 'fragment A on Query { __typename }', { operationName: 'A' }],
  ['of operations without a choice', OPERATION, 'query A { __typename } query B { __typename }'],
  ['of operations of another name', OPERATION, 'query A { __typename }', { operationName: '__proto__' }],
  ['without its variable', INPUT, 'query ($code: String!) { ward(code: $code) { name } }'],
  ['with an inherited variable', INPUT, 'query ($toString: String!) { ward(code: $toString) { name } }'],
  [
    'with null for its variable',
    INPUT,
    'query ($code: String!) { ward(code: $code) { name } }',
    { variables: { code: null } },
  ],
  [
    'with an object for a text',
    INPUT,
    'query ($code: String!) { ward(code: $code) { name } }',
    { variables: { code: {} } },
  ],
  [
    'with a condition that is null',
    INPUT,
    'query ($is: Boolean = true) { __typename @include(if: $is) }',
    { variables: { is: null } },
  ],
  [
    'with a value that is null',
    INPUT,
    'query ($may: Boolean = true) { requests(mayAnswer: $may) { edges { cursor } } }',
    { variables: { may: null } },
  ],
];

describe.each(HOSTILE.map(([name, code, query, beside = {}]) => [name, code, { query, ...beside }] as const))(
  'a document %s',
  (_, code, asked) => {
    test.each([
      ['application/graphql-response+json', 400],
      ['application/json', 200],
    ])('gets a code and a sentence in %s', async (accept, refused) => {
      const { status, type, data, errors = [] } = await ask(asked, accept);
      // One field that is refused leaves the others.
      expect(status).toBe(data == null ? refused : 200);
      expect(type).toBe(`${accept}; charset=utf-8`);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
      for (const { message } of errors) expect(message).toMatch(/^[A-Z][^"]*\.$/);
    });
  },
);

test.each([
  ['without a query', {}],
  ['with an empty query', { query: '' }],
  ['with a list as a query', { query: ['{ __typename }'] }],
  ['with a parsed query', { query: { kind: 'Document', definitions: [] } }],
  ['with variables in a text', { query: '{ __typename }', variables: '{}' }],
  ['with variables in a list', { query: '{ __typename }', variables: [] }],
  ['with extensions in a text', { query: '{ __typename }', extensions: '{}' }],
  ['with a number as its operation', { query: '{ __typename }', operationName: 5 }],
])('a request %s is none, in either type', async (_, asked) => {
  for (const accept of ['application/graphql-response+json', 'application/json']) {
    const { status, errors = [] } = await ask(asked, accept);
    expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([400, ['BAD_REQUEST']]);
  }
});

test('P-09: beside an error of one field, what there is of the others is sent with 200', async () => {
  for (const accept of ['application/graphql-response+json', 'application/json']) {
    const query = '{ ward(code: "NOWHERE") { name } __typename }';
    expect(await ask({ query }, accept)).toMatchObject({
      status: 200,
      data: { ward: null, __typename: 'Query' },
      errors: [{ extensions: { code: 'INVALID_ID' } }],
    });
  }
});

test('none of all this is a fault of ours', () => {
  expect(served.said()).toBe('');
});
