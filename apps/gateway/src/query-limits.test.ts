import { getIntrospectionQuery } from 'graphql';
import { wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory('{ __typename }');
});
afterAll(() => wardbook.stop());

const asked = async (
  query: string,
  { method = 'POST', variables = {} }: { readonly method?: 'GET' | 'POST'; readonly variables?: object } = {},
) => {
  const headers = {
    authorization: 'ADMIN admin-1',
    accept: 'application/graphql-response+json',
    'apollo-require-preflight': 'yes',
  };
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
  const response = await wardbook.app.inject(
    method === 'GET'
      ? { method, url: `/graphql?${search}`, headers }
      : { method, url: '/graphql', headers, payload: { query, variables } },
  );
  const { data, errors } = response.json<{
    data?: object;
    errors?: readonly { message: string; extensions: { code: string } }[];
  }>();
  return {
    status: response.statusCode,
    cost: response.headers['x-query-cost'],
    data,
    code: errors?.[0]?.extensions.code,
    message: errors?.[0]?.message,
  };
};

const DEAREST =
  '{ wards(first: 100) { edges { node { promises(first: 100) { edges { node { statement } } } } } } }';
const nested = (deep: number): string =>
  `{ ward(code: "E05000140") { inpt { ${'lead { team { '.repeat(deep)} name ${'} } '.repeat(deep)} } } }`;

test.each(['GET', 'POST'] as const)(
  'P-02: what costs too much is refused, with the number, by %s',
  async (method) => {
    expect(await asked(DEAREST, { method })).toEqual({
      status: 400,
      cost: undefined,
      data: undefined,
      code: 'QUERY_TOO_COSTLY',
      message: 'This could cost 131,301; one query has 100,000. Ask for shorter pages, or in parts.',
    });
  },
);

test('P-02: variables are counted as they come: what is too much with one value is answered with another', async () => {
  const query = `query ($many: Int!) { wards(first: $many) { edges { node { promises(first: $many) { edges { cursor } } } } } }`;
  expect(await asked(query, { variables: { many: 2_000_000_000 } })).toMatchObject({
    code: 'QUERY_TOO_COSTLY',
    message: expect.stringContaining('more than 1,000,000,000') as string,
  });
  expect(await asked(query, { variables: { many: 2 } })).toMatchObject({ status: 200, cost: '75' });
});

test('P-02: what a query was counted as is read in a header', async () => {
  expect(await asked('{ wards(first: 3) { edges { node { name } } } }')).toMatchObject({
    status: 200,
    cost: '40',
    data: { wards: { edges: [] } },
  });
});

test.each([
  [
    'QUERY_TOO_DEEP',
    nested(7),
    'This goes 17 fields deep; 16 are answered. Ask again from a record further down.',
  ],
  [
    'TOO_MANY_ALIASES',
    `{ ${Array.from({ length: 51 }, (_, at) => `a${String(at)}: __typename`).join(' ')} }`,
    'This document has 51 aliases; 50 are taken. Send it in parts.',
  ],
  [
    'TOO_MANY_DIRECTIVES',
    `{ ${'... @include(if: true) { __typename } '.repeat(51)} }`,
    'This document has 51 directives; 50 are taken. Send it in parts.',
  ],
])('P-02: %s says what was sent, what is taken, and what to do', async (code, query, message) => {
  expect(await asked(query)).toMatchObject({ status: 400, code, message });
});

test('P-02: as deep, with as many aliases and directives as are taken, is answered', async () => {
  const some = (many: number, one: (at: number) => string): string =>
    Array.from({ length: many }, (_, at) => one(at)).join(' ');
  const query = `{ ${some(50, (at) => `a${String(at)}: __typename`)} ${some(50, () => '... @include(if: true) { __typename }')} }`;
  expect(await asked(query)).toMatchObject({ status: 200 });
  expect(await asked(nested(6))).toMatchObject({ status: 200, data: { ward: null } });
});

test('P-02: a mutation that would show too much of its record is refused before its command', async () => {
  const posting = (first: number): string => `mutation { postMember(input: {
    commandId: "post-member-1", memberKey: "juniper", publicName: "PC Juniper", category: UNIFORMED, rank: CONSTABLE,
    source: RECRUIT
  }) { receipt { version } userErrors { message } member { team {
    members(first: ${String(first)}) { team { members(first: ${String(first)}) { rank } } }
  } } } }`;
  expect(await asked(posting(1_000))).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
  expect(await wardbook.store.readStream('member-juniper')).toEqual([]);
  expect(await asked(posting(2))).toMatchObject({
    status: 200,
    data: { postMember: { receipt: { version: 1 }, userErrors: [], member: { team: null } } },
  });
});

test('P-02: the question that GraphiQL begins with is answered', async () => {
  expect(await asked(getIntrospectionQuery())).toMatchObject({ status: 200, cost: '0' });
});
