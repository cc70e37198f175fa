import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import relay, { type GraphQLResponse } from 'relay-runtime';
import { compiled, type Compiled } from './relay.ts';
import {
  askedOfPolice,
  commandId,
  servedStory,
  twoAgenciesOfOneKey,
  type Json,
  type Story,
} from './served-story.ts';

let made: Compiled;
const artifacts = new Map<string, Json>();
let story: Story;
beforeAll(async () => {
  made = compiled();
  for (const name of made.artifacts) artifacts.set(name, await made.artifact(name));
  story = await servedStory();
}, 60_000);
afterAll(async () => {
  made.remove();
  await story.stop();
});

type Environment = InstanceType<typeof relay.Environment>;

/** Relay’s own environment: its store, its handlers, and a network that is one. */
const environmentOf = async (role: string): Promise<Environment> => {
  const send = await story.fetchAs(role);
  const network = relay.Network.create(async ({ text }, variables) => {
    const response = await send(story.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  });
  return new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()) });
};

const artifactOf = (name: string): Json => artifacts.get(name) ?? expect(name).toBe('compiled');
const descriptorOf = (name: string, variables: object) =>
  relay.createOperationDescriptor(relay.getRequest(artifactOf(name)), { ...variables });

/** Asks, and keeps what came. */
const load = async (environment: Environment, name: string, variables: object): Promise<Json> => {
  environment.retain(descriptorOf(name, variables));
  return relay.fetchQuery(environment, artifactOf(name), { ...variables }).toPromise();
};
/** What the store has. */
const inStore = (environment: Environment, name: string, variables: object): Json =>
  environment.lookup(descriptorOf(name, variables).fragment).data;
/** What a component sees that says this fragment. */
const fragmentIn = (environment: Environment, name: string, of: Json): Json => {
  const selector: Json = relay.getSelector(relay.getFragment(artifactOf(name)), of);
  return environment.lookup(selector).data;
};
const send = (environment: Environment, name: string, input: object): Promise<Json> =>
  new Promise((resolve, reject) => {
    relay.commitMutation(environment, {
      mutation: artifactOf(name),
      variables: { input },
      onCompleted: resolve,
      onError: reject,
    });
  });

test('relay-compiler takes operations, fragments, pages and mutations, without one complaint', () => {
  expect(made.printed).not.toMatch(/error|warn/i);
  const operations = made.artifacts.filter((name) => /(?:Query|Mutation)$/.test(name));
  expect([operations.length, made.artifacts.length]).toEqual([14, 19]);
});

describe('a Relay store', () => {
  let admin: Environment;
  beforeEach(async () => {
    admin = await environmentOf('ADMIN');
  });
  const sendAs = (name: string, input: object): Promise<Json> =>
    send(
      admin,
      { RegisterAgency: 'AgencyRegisterMutation', AgreeSharing: 'AgencyAgreeMutation' }[name] ?? name,
      input,
    ).then((answer: object) => Object.values(answer)[0]);

  test('C-01: keeps apart what has the same local key in two agencies', async () => {
    const ids = await twoAgenciesOfOneKey(sendAs);
    for (const id of ids) await load(admin, 'AgencyQuery', { id });
    expect(ids.map((id) => inStore(admin, 'AgencyQuery', { id }).agency.agreements)).toEqual([
      [{ key: 'sharing-1', legalBasis: 'CDA1998_S115' }],
      [{ key: 'sharing-1', legalBasis: 'CONSENT' }],
    ]);
  });

  test('C-01: has no two records under one name: every record is of the type that it began as', async () => {
    await load(admin, 'WardsQuery', { first: 20 });
    await load(admin, 'WardQuery', { code: 'E05000140', first: 20 });
    const source = admin.getStore().getSource();
    const ids = source.getRecordIDs().filter((id) => !id.startsWith('client:'));
    expect(ids.length).toBeGreaterThan(18);
    const types = ids.map((id) => Buffer.from(id, 'base64url').toString().split(':')[0]);
    expect(ids.map((id) => source.get(id)?.['__typename'])).toEqual(
      types.map((type) => (type === 'Promise' ? 'WardPromise' : type)),
    );
  });

  test('C-04: shows what a mutation answered wherever the record is shown, and asks for nothing', async () => {
    const council = await environmentOf('PARTNER');
    const { raiseReferral } = await send(council, 'ReferralRaiseMutation', askedOfPolice('Please call.'));
    const variables = { id: raiseReferral.referral.id, atLeast: raiseReferral.receipt.token };
    const officer = await environmentOf('PCSO');
    await load(officer, 'ReferralQuery', variables);
    const shown = (): Json =>
      fragmentIn(officer, 'Referral_shown', inStore(officer, 'ReferralQuery', variables).referral);
    expect(shown()).toMatchObject({ standing: 'RAISED', from: { agency: { name: expect.any(String) } } });
    story.exchanged();
    const input = { commandId: commandId(), referralId: variables.id };
    expect((await send(officer, 'ReferralAcceptMutation', input)).acceptReferral.userErrors).toEqual([]);
    expect(shown()).toMatchObject({ standing: 'ACCEPTED', version: 2 });
    expect(story.exchanged()).toHaveLength(1);
  });

  /** Every page, until the list says that there is none, as Relay’s pagination hooks ask for them. */
  const lastPage = async (
    environment: Environment,
    page: { readonly query: string; readonly variables: object },
    shown: () => Json,
  ): Promise<Json> => {
    for (let list = shown(); list.pageInfo.hasNextPage; list = shown())
      await load(environment, page.query, { ...page.variables, after: list.pageInfo.endCursor });
    return shown().edges.map(({ node }: Json) => node);
  };

  test('puts the pages of a list together by its own connection handler', async () => {
    const environment = await environmentOf('ELECTED');
    const variables = { first: 7 };
    await load(environment, 'WardsQuery', variables);
    const shown = (): Json =>
      fragmentIn(environment, 'Wards_list', inStore(environment, 'WardsQuery', variables)).wards;
    const wards = await lastPage(environment, { query: 'WardsPageQuery', variables }, shown);
    expect([wards.length, new Set(wards.map(({ code }: Json) => code)).size]).toEqual([18, 18]);
  });

  test('puts the pages of a list within a record together, which it finds again by its id', async () => {
    const environment = await environmentOf('ELECTED');
    const variables = { code: 'E05000140', first: 1 };
    await load(environment, 'WardQuery', variables);
    const { ward } = inStore(environment, 'WardQuery', variables);
    const shown = (): Json => fragmentIn(environment, 'Ward_promises', ward).promises;
    const page = { query: 'WardPromisesQuery', variables: { id: ward.__id, first: 1 } };
    const promises = await lastPage(environment, page, shown);
    expect(new Set(promises.map(({ statement }: Json) => statement)).size).toBe(2);
  });

  test('C-06: shows what is for the reader beside what is not', async () => {
    const environment = await environmentOf('ELECTED');
    const { wards, referrals } = await load(environment, 'DeskQuery', {});
    expect([wards.edges.length, referrals]).toEqual([1, null]);
  });
});
