import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { RetryLink } from '@apollo/client/link/retry';
import { relayStylePagination } from '@apollo/client/utilities';
import type { DocumentNode } from 'graphql';
import { operationText } from './operations.ts';
import {
  askedOfPolice,
  commandId,
  servedStory,
  twoAgenciesOfOneKey,
  type Json,
  type Story,
} from './served-story.ts';

const operation = (name: string): DocumentNode => gql(operationText(name));

let story: Story;
beforeAll(async () => {
  story = await servedStory();
}, 60_000);
afterAll(() => story.stop());

const clients: ApolloClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
});

const clientOf = async (role: string, ...links: readonly ApolloLink[]): Promise<ApolloClient> => {
  const http = new HttpLink({ uri: story.url, fetch: await story.fetchAs(role) });
  const client = new ApolloClient({
    cache: new InMemoryCache({ typePolicies: { Query: { fields: { wards: relayStylePagination() } } } }),
    link: ApolloLink.from([...links, http]),
  });
  clients.push(client);
  return client;
};

const dataOf = ({ data, error }: { readonly data?: unknown; readonly error?: unknown }): Json => {
  expect(error).toBeUndefined();
  return data;
};

describe('Apollo Client, with its own cache and nothing told about types', () => {
  test('C-04: what a mutation answers is in every list and query that shows the record, without asking again', async () => {
    const council = await clientOf('PARTNER');
    const input = askedOfPolice('Please call on the caretaker.');
    const raised = dataOf(
      await council.mutate({ mutation: operation('RaiseReferral'), variables: { input } }),
    ).raiseReferral;
    const { recordId: id, token } = raised.receipt;
    const officer = await clientOf('PCSO');
    const query = operation('ReferralInFull');
    const shown: string[] = [];
    const watched = officer
      .watchQuery({ query, variables: { id, atLeast: token } })
      .subscribe(({ data }: Json) => {
        if (data?.referral?.standing) shown.push(data.referral.standing);
      });
    dataOf(await officer.query({ query, variables: { id, atLeast: token } }));
    story.exchanged();
    const accepted = dataOf(
      await officer.mutate({
        mutation: operation('AcceptReferral'),
        variables: { input: { commandId: commandId(), referralId: id } },
      }),
    ).acceptReferral;
    expect(accepted).toMatchObject({ userErrors: [], referral: { id, standing: 'ACCEPTED' } });
    expect(shown).toEqual(['RAISED', 'ACCEPTED']);
    expect(story.exchanged()).toHaveLength(1);
    watched.unsubscribe();
  });

  test('C-01: what has the same local key in two agencies stays apart', async () => {
    const client = await clientOf('ADMIN');
    const ids = await twoAgenciesOfOneKey(async (name, input) => {
      const answer = dataOf(await client.mutate({ mutation: operation(name), variables: { input } }));
      return Object.values<Json>(answer)[0];
    });
    const cached: Json = client.cache.extract();
    expect(ids.map((id) => cached[`Agency:${id}`].agreements)).toMatchObject([
      [{ key: 'sharing-1', legalBasis: 'CDA1998_S115' }],
      [{ key: 'sharing-1', legalBasis: 'CONSENT' }],
    ]);
  });

  test('C-01: what a record was does not take the place of what it is; both ids name it', async () => {
    const client = await clientOf('INSPECTOR');
    const query = gql('query ($exactly: Int) { ward(code: "E05000140", exactly: $exactly) { id version } }');
    const shown = async (variables: { readonly exactly?: number }): Promise<Json> =>
      dataOf(await client.query({ query, variables })).ward;
    const [now, past] = [await shown({}), await shown({ exactly: 1 })];
    expect([past.version, now.version > 1]).toEqual([1, true]);
    expect(client.readQuery<Json>({ query, variables: {} }).ward).toEqual(now);
    for (const { id } of [now, past])
      expect(
        dataOf(await client.query({ query: operation('Found'), variables: { id }, fetchPolicy: 'no-cache' }))
          .node,
      ).toMatchObject({ __typename: 'Ward', code: 'E05000140', id: now.id });
  });

  test('pages of a list are put together by its own policy for Relay’s pages', async () => {
    const client = await clientOf('ELECTED');
    const pages = { query: operation('Wards'), variables: { first: 7 } };
    const watched = client.watchQuery(pages);
    const watching = watched.subscribe(() => undefined);
    let { wards } = dataOf(await client.query(pages));
    while (wards.pageInfo.hasNextPage)
      ({ wards } = dataOf(await watched.fetchMore({ variables: { after: wards.pageInfo.endCursor } })));
    const codes = client.readQuery<Json>(pages).wards.edges.map(({ node }: Json) => node.code);
    expect([codes.length, new Set(codes).size]).toEqual([18, 18]);
    watching.unsubscribe();
  });

  test('C-06: what is forbidden is null beside what is not, where a client takes both', async () => {
    const client = await clientOf('ELECTED');
    const { data, error } = await client.query({
      query: gql`
        {
          wards(first: 1) {
            edges {
              node {
                id
                code
                name
              }
            }
          }
          referrals(first: 1) {
            edges {
              node {
                id
              }
            }
          }
        }
      `,
      errorPolicy: 'all',
    });
    expect(data).toMatchObject({
      wards: { edges: [{ node: { name: expect.any(String) } }] },
      referrals: null,
    });
    expect(CombinedGraphQLErrors.is(error) && error.errors).toMatchObject([
      { path: ['referrals'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  test.each([true, false])(
    'P-10: a document is sent once, and then its hash alone (by GET: %s)',
    async (useGETForHashedQueries) => {
      const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
      const link = new PersistedQueryLink({ sha256, useGETForHashedQueries });
      const client = await clientOf('ELECTED', link);
      const query = gql(`{ wards(first: ${useGETForHashedQueries ? 2 : 3}) { edges { node { code } } } }`);
      story.exchanged();
      for (let times = 0; times < 2; times += 1)
        dataOf(await client.query({ query, fetchPolicy: 'network-only' }));
      const hashed = useGETForHashedQueries ? 'GET' : 'POST';
      expect(story.exchanged()).toMatchObject([
        { method: hashed, hasDocument: false },
        { method: 'POST', hasDocument: true, status: 200 },
        { method: hashed, hasDocument: false, status: 200 },
      ]);
    },
  );

  test('a mutation whose answer was lost is sent again, and done once', async () => {
    const client = await clientOf('ADMIN', new RetryLink({ delay: { initial: 1 } }));
    const input = {
      commandId: commandId(),
      agencyKey: 'apollo-lost',
      kind: 'FAITH',
      name: 'Lost and Found',
    };
    story.exchanged();
    story.loseAnswers(2);
    const { receipt, agency } = dataOf(
      await client.mutate({ mutation: operation('RegisterAgency'), variables: { input } }),
    ).registerAgency;
    expect(story.exchanged()).toHaveLength(3);
    expect([receipt.replayed, receipt.version, agency.name]).toEqual([true, 1, 'Lost and Found']);
  });
});
