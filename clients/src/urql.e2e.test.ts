import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { cacheExchange, Client, fetchExchange, gql, type Exchange } from '@urql/core';
import { cacheExchange as graphcache } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import { retryExchange } from '@urql/exchange-retry';
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql';
import { operationText } from './operations.ts';
import {
  askedOfPolice,
  commandId,
  servedStory,
  twoAgenciesOfOneKey,
  type Json,
  type Story,
} from './served-story.ts';

const SCHEMA = readFileSync(join(import.meta.dirname, '../../apps/gateway/schema.graphql'), 'utf8');
const operation = (name: string) => gql<Json, Json>(operationText(name));

let story: Story;
const said = jest.spyOn(console, 'warn');
beforeAll(async () => {
  story = await servedStory();
}, 60_000);
afterAll(async () => {
  await story.stop();
  // What the caches do not understand they say there.
  expect(said.mock.calls).toEqual([]);
});

const clientOf = async (role: string, ...exchanges: readonly Exchange[]): Promise<Client> =>
  new Client({
    url: story.url,
    fetch: await story.fetchAs(role),
    exchanges: [...exchanges, fetchExchange],
  });

const schema = buildSchema(SCHEMA);
/** It warns of each type without an id until it is told that such a thing belongs to what it stands in. */
const keys = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !('id' in type.getFields()))
    .map(({ name }) => [name, () => null]),
);

/** The cache that knows the schema. */
const normalised = (): Exchange =>
  graphcache({
    schema: introspectionFromSchema(schema) as never,
    keys,
    resolvers: { Query: { wards: relayPagination() } },
  });

const dataOf = ({ data, error }: { readonly data?: Json; readonly error?: unknown }): Json => {
  expect(error).toBeUndefined();
  return data;
};
const sent = async (client: Client, name: string, input: object): Promise<Json> =>
  Object.entries<Json>(dataOf(await client.mutation(operation(name), { input }).toPromise())).find(
    ([field]) => field !== '__typename',
  )?.[1];

/** A referral that the council raised, and a query of it that goes on. */
const watchedReferral = async (officer: Client) => {
  const council = await clientOf('PARTNER');
  const { receipt } = await sent(council, 'RaiseReferral', askedOfPolice('Please call on the caretaker.'));
  const variables = { id: receipt.recordId, atLeast: receipt.token };
  const shown: string[] = [];
  const watching = officer.query(operation('ReferralInFull'), variables).subscribe(({ data }) => {
    const standing = data?.referral?.standing;
    if (standing !== undefined && standing !== shown.at(-1)) shown.push(standing);
  });
  await officer.query(operation('ReferralInFull'), variables).toPromise();
  story.exchanged();
  const input = { commandId: commandId(), referralId: receipt.recordId };
  expect((await sent(officer, 'AcceptReferral', input)).userErrors).toEqual([]);
  return { shown, watching };
};

const eventually = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 1_000 && !isSo(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSo()).toBe(true);
};

describe('urql', () => {
  test('C-04: its document cache asks again for what a mutation changed', async () => {
    const { shown, watching } = await watchedReferral(await clientOf('PCSO', cacheExchange));
    await eventually(() => shown.length === 2);
    expect(shown).toEqual(['RAISED', 'ACCEPTED']);
    watching.unsubscribe();
  });

  test('C-04: its normalised cache shows what a mutation answered, and asks for nothing', async () => {
    const { shown, watching } = await watchedReferral(await clientOf('PCSO', normalised()));
    await eventually(() => shown.length === 2);
    expect(shown).toEqual(['RAISED', 'ACCEPTED']);
    expect(story.exchanged()).toHaveLength(1);
    watching.unsubscribe();
  });

  test('C-01: what has the same local key in two agencies stays apart in both caches', async () => {
    for (const cache of [cacheExchange, normalised()]) {
      const client = await clientOf('ADMIN', cache);
      const ids = await twoAgenciesOfOneKey((name, input) => sent(client, name, input));
      const query = gql<Json, Json>(
        'query ($id: ID!) { agency(id: $id) { id agreements { key legalBasis } } }',
      );
      const shown = [];
      for (const id of [...ids, ...ids]) shown.push(dataOf(await client.query(query, { id }).toPromise()));
      expect(shown.map(({ agency }) => agency.agreements[0].legalBasis)).toEqual([
        ...['CDA1998_S115', 'CONSENT'],
        ...['CDA1998_S115', 'CONSENT'],
      ]);
    }
  });

  test('pages of a list are put together by the resolver of its normalised cache for Relay’s pages', async () => {
    const client = await clientOf('ELECTED', normalised());
    const page = gql<Json, Json>(
      'query ($after: String) { wards(first: 7, after: $after) { edges { node { id code } } pageInfo { hasNextPage endCursor } } }',
    );
    let { wards } = dataOf(await client.query(page, {}).toPromise());
    while (wards.pageInfo.hasNextPage)
      ({ wards } = dataOf(await client.query(page, { after: wards.pageInfo.endCursor }).toPromise()));
    const codes = wards.edges.map(({ node }: Json) => node.code);
    expect([codes.length, new Set(codes).size]).toEqual([18, 18]);
  });

  test('C-06: what is forbidden is null beside what is not, in both caches', async () => {
    const query = gql<Json, Json>(
      '{ wards(first: 1) { edges { node { id name } } } referrals(first: 1) { edges { node { id } } } }',
    );
    for (const cache of [cacheExchange, normalised()]) {
      const { data, error } = await (await clientOf('ELECTED', cache)).query(query, {}).toPromise();
      expect([data?.wards.edges.length, data?.referrals]).toEqual([1, null]);
      expect(error?.graphQLErrors).toMatchObject([
        { path: ['referrals'], extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });

  test.each([true, false])(
    'P-10: a document is sent once, and then its hash alone (by GET: %s)',
    async (isGet) => {
      const persisted = persistedExchange({ preferGetForPersistedQueries: isGet ? 'force' : false });
      const client = await clientOf('ELECTED', persisted);
      const query = gql<Json, Json>(`{ wards(first: ${isGet ? 4 : 5}) { edges { node { code } } } }`);
      story.exchanged();
      for (let times = 0; times < 2; times += 1)
        dataOf(await client.query(query, {}, { requestPolicy: 'network-only' }).toPromise());
      const hashed = isGet ? 'GET' : 'POST';
      expect(story.exchanged()).toMatchObject([
        { method: hashed, hasDocument: false },
        { method: expect.any(String), hasDocument: true, status: 200 },
        { method: hashed, hasDocument: false, status: 200 },
      ]);
    },
  );

  test('a mutation whose answer was lost is sent again, and done once', async () => {
    const client = await clientOf('ADMIN', retryExchange({ initialDelayMs: 1, maxNumberAttempts: 3 }));
    const input = { commandId: commandId(), agencyKey: 'urql-lost', kind: 'FAITH', name: 'Lost and Found' };
    story.exchanged();
    story.loseAnswers(2);
    const { receipt, agency } = await sent(client, 'RegisterAgency', input);
    expect(story.exchanged()).toHaveLength(3);
    expect([receipt.replayed, receipt.version, agency.name]).toEqual([true, 1, 'Lost and Found']);
  });
});
