import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { idOf } from '@wardbook/event-sourcing';
import { clientRegister } from './agency/client-register.ts';
import { KILBURN } from './demo/camden.ts';
import { IDENTITIES } from './demo/people.ts';
import { tellStory } from './demo/tell.ts';
import { demoIssuer } from './demo/tokens.ts';
import { globalId } from './global-id.ts';
import { identifyBy, remoteIssuer, type SystemToken } from './identity.ts';
import {
  ask as askAt,
  startIdentityProvider,
  type Answer,
  type IdentityProvider,
  type Json,
} from './testing/server.ts';
import { wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

const [POLICE, COUNCIL, CLIENT] = ['demonstration-police', 'demonstration-council', 'lettings-system'];
const COUNCIL_ID = globalId('Agency', COUNCIL);

let wardbook: Wardbook;
let provider: IdentityProvider;
let address: string;
let sent = 0;

beforeAll(async () => {
  provider = await startIdentityProvider();
  const { WARDBOOK_ISSUER: issuer, WARDBOOK_AUDIENCE: audience, WARDBOOK_JWKS: jwks } = provider.environment;
  wardbook = await wardbookInMemory(
    undefined,
    identifyBy(remoteIssuer(issuer ?? '', audience ?? '', jwks ?? '')),
  );
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  await wardbook.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = wardbook.app.server.address() as AddressInfo;
  address = `http://127.0.0.1:${String(port)}`;
}, 60_000);
afterAll(async () => {
  await wardbook.stop();
  provider.close();
});

const admin = () => provider.tokenFor('admin-1', 'ADMIN', POLICE);
const pcso = () => provider.tokenFor(`pcso-${KILBURN}`, 'PCSO', POLICE);
const auditor = () => provider.tokenFor('auditor-1', 'AUDITOR', 'demonstration-audit');
/** As an identity provider makes it of client credentials: no person, and the client as its subject. */
const system = (claims: Readonly<Record<string, unknown>> = {}, client = CLIENT) =>
  provider.tokenFor('', 'PARTNER', COUNCIL, {
    ...{ sub: client, client_id: client, wardbook_actor: undefined, wardbook_role: undefined },
    ...{ wardbook_on_behalf_of: 'clerk-7', ...claims },
  });

const ask = async (token: Promise<string>, query: string, variables = {}): Promise<Answer> =>
  askAt({ address }, await token, query, variables);

const send = async (token: Promise<string>, mutation: string, input: object): Promise<Json> => {
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await ask(
    token,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { receipt { stream replayed }
      userErrors { message path ... on RuleViolation { rule } } } }`,
    { input: { commandId: `system-command-${String((sent += 1))}`, ...input } },
  );
  if (errors) throw new TypeError(JSON.stringify(errors));
  return data[mutation];
};
const done = async (...sending: Parameters<typeof send>): Promise<string> => {
  const { receipt, userErrors } = await send(...sending);
  expect(userErrors).toEqual([]);
  return receipt.stream;
};
const nobody = async (token: Promise<string>): Promise<readonly unknown[]> => {
  const { status, errors } = await ask(token, '{ agencies(first: 1) { edges { node { name } } } }');
  return [status, errors?.[0]?.extensions.code, errors?.[0]?.message];
};

describe('a council’s lettings system, over HTTP with an identity provider', () => {
  const help = 'The lamp at the back has been dark for a week.';
  let stream: string;
  const referralId = () => globalId('Referral', idOf(stream));

  test('is nobody until an administrator registers it', async () => {
    const refused = await nobody(system());
    expect(refused.slice(0, 2)).toEqual([401, 'UNAUTHENTICATED']);
    await done(admin(), 'registerClient', {
      ...{ agencyId: COUNCIL_ID, client: CLIENT, role: 'PARTNER', name: 'The lettings system' },
    });
    expect((await ask(system(), '{ agencies(first: 1) { edges { node { name } } } }')).status).toBe(200);
    expect(await nobody(system({}, 'another-system'))).toEqual(refused);
    expect(await nobody(system({ wardbook_agency: 'another-council' }))).toEqual(refused);
    expect(await nobody(system({ wardbook_role: 'AUDITOR' }))).toEqual(refused);
  });

  test('accepts what its agency was asked: the client acted, for the person whom its token names', async () => {
    stream = await done(pcso(), 'raiseReferral', {
      ...{ kind: 'PARTNER_SERVICE', to: { agencyId: COUNCIL_ID }, topic: 'LIGHTING' },
      ...{ reason: 'PRACTICAL_HELP', wardCode: KILBURN, requestedHelp: help },
      ...{ legalBasis: 'CDA1998_S115', agreement: 'sharing-1', fields: ['TOPIC', 'WARD', 'REQUESTED_HELP'] },
      dueAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    });
    const accept = { referralId: referralId(), commandId: 'lettings-accepts-1' };
    await done(system(), 'acceptReferral', accept);
    expect(await send(system(), 'acceptReferral', accept)).toMatchObject({ receipt: { replayed: true } });

    const events =
      'query ($stream: String!) { events(stream: $stream) { edges { node { type onBehalfOf actor { key role agency } } } } }';
    const { data } = await ask(pcso(), events, { stream });
    const told = data.events.edges.map(({ node }: Json) => node);
    expect(told.find(({ type }: Json) => type === 'ReferralAccepted')).toEqual({
      type: 'ReferralAccepted',
      actor: { key: `client.${CLIENT}`, role: 'PARTNER', agency: COUNCIL },
      onBehalfOf: 'clerk-7',
    });
    expect(told[0]).toMatchObject({ type: 'ReferralRaised', onBehalfOf: null });
  });

  test('is in the access log, with the person for whom it read', async () => {
    const disclosed =
      'query ($id: ID!) { referral(id: $id) { disclosed { value { ... on OpenText { text } } } } }';
    const { data } = await ask(system(), disclosed, { id: referralId() });
    expect(JSON.stringify(data)).toContain(help);
    const log = '{ accessLog(actor: "clerk-7") { edges { node { type actor agency onBehalfOf } } } }';
    const { data: logged } = await ask(auditor(), log);
    expect(logged.accessLog.edges.map(({ node }: Json) => node)).toEqual([
      { type: 'PersonalDataRead', actor: `client.${CLIENT}`, agency: COUNCIL, onBehalfOf: 'clerk-7' },
    ]);
  });

  test('is nobody from its next request on once it is ended, and is shown as ended', async () => {
    await done(admin(), 'endClient', { agencyId: COUNCIL_ID, client: CLIENT, reason: 'COMPROMISED' });
    expect((await nobody(system())).slice(0, 2)).toEqual([401, 'UNAUTHENTICATED']);
    await wardbook.engine.settled(await wardbook.store.head(), 10_000);
    const clients =
      'query ($id: ID!) { agency(id: $id) { clients { clientId name role standing endReason } } }';
    const { data } = await ask(admin(), clients, { id: COUNCIL_ID });
    expect(data.agency.clients).toContainEqual({
      ...{ clientId: CLIENT, name: 'The lettings system', role: 'PARTNER' },
      ...{ standing: 'ENDED', endReason: 'COMPROMISED' },
    });
    const { errors } = await ask(pcso(), clients, { id: COUNCIL_ID });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

test('the demonstration has a system on the register, with a token of its own', async () => {
  const { issuer, tokenFor } = await demoIssuer();
  const [identity] = IDENTITIES.filter(({ client }) => client !== undefined);
  if (!identity) throw new TypeError('The demonstration has no system.');
  const said = await identifyBy(issuer)(`Bearer ${await tokenFor(identity)}`);
  expect(await clientRegister(wardbook.store, Date.now)(said as SystemToken)).toEqual({
    by: { id: 'client.housing-system', role: 'PARTNER', agency: COUNCIL, onBehalfOf: 'council-1' },
    clientId: 'housing-system',
  });
});
