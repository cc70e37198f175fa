import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { createHash } from 'node:crypto';
import { wardbookServed, type Served } from './testing/wardbook-served.ts';

let served: Served;
beforeEach(async () => {
  served = await wardbookServed();
});
afterEach(() => served.stop());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A client as its maker documents it, and what it sent. */
const client = ({ useGETForHashedQueries }: { readonly useGETForHashedQueries: boolean }) => {
  const sent: string[] = [];
  const http = new HttpLink({
    uri: `${served.address}/graphql`,
    headers: { authorization: `Bearer ${served.token}` },
    fetch: (address, init) => {
      const { method, url } = new Request(address, init);
      const body = typeof init?.body === 'string' ? init.body : '';
      sent.push(`${method} ${/[?&"]query["=]/.test(`${url}${body}`) ? 'document' : 'hash'}`);
      return fetch(address, init);
    },
  });
  const link = ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries }), http]);
  return { sent, apollo: new ApolloClient({ link, cache: new InMemoryCache() }) };
};

test.each([
  [false, ['POST hash', 'POST document', 'POST hash']],
  [true, ['GET hash', 'POST document', 'GET hash']],
])(
  'P-10, C-02: a client that sends hashes (by GET: %s) is answered, and no fault is logged',
  async (useGETForHashedQueries, expected) => {
    const { apollo, sent } = client({ useGETForHashedQueries });
    const query = gql`
      query Wards($first: Int) {
        wards(first: $first) {
          edges {
            cursor
          }
        }
      }
    `;
    for (let times = 0; times < 2; times += 1) {
      const { data } = await apollo.query({ query, variables: { first: 5 }, fetchPolicy: 'no-cache' });
      expect(data).toMatchObject({ wards: { edges: [] } });
    }
    expect(sent).toEqual(expected);
    expect(served.said()).toBe('');
  },
);

const persisted = async (extension: unknown, query?: string) => {
  const response = await fetch(`${served.address}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...(query !== undefined && { query }),
      extensions: { persistedQuery: extension },
    }),
  });
  const { errors } = (await response.json()) as {
    readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
  return { status: response.status, message: errors[0]?.message, code: errors[0]?.extensions.code };
};

test('P-10: a hash that nobody knows is answered in the words that links look for', async () => {
  expect(await persisted({ version: 1, sha256Hash: sha256('{ nobody }') })).toEqual({
    status: 200,
    message: 'PersistedQueryNotFound',
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
});

test.each([
  ['another document', { version: 1, sha256Hash: sha256('{ nobody }') }, '{ __typename }'],
  ['no text', { version: 1, sha256Hash: { canary: true } }, '{ __typename }'],
  ['another version', { version: 2, sha256Hash: sha256('{ __typename }') }, undefined],
  ['no object', 'canary', undefined],
])('P-10: the hash of %s is refused, and is no fault', async (_, extension, query) => {
  const { status, code, message } = await persisted(extension, query);
  expect([status, code]).toEqual([400, 'BAD_REQUEST']);
  expect(message).not.toContain('canary');
  expect(served.said()).toBe('');
});
