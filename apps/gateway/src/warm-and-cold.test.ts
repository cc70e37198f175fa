import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catchUp, memoryRows } from '@wardbook/event-sourcing';
import { accessLog, bindKeys, door, keyEncryptionInFile, textsOf } from '@wardbook/personal-data';
import { clientRegister } from './agency/client-register.ts';
import { IDENTITIES } from './demo/people.ts';
import { tellStory } from './demo/tell.ts';
import { FORCE } from './demo/told.ts';
import { demoIssuer, type DemoIssuer } from './demo/tokens.ts';
import { gateway } from './gateway.ts';
import { globalId } from './global-id.ts';
import { identifyBy, type Identify } from './identity.ts';
import { settingsFrom, type Settings } from './settings.ts';
import { VIEWS } from './views.ts';
import { openWardbook, type Wardbook } from './wardbook.ts';

// What is remembered, of tokens, rows, lists, words or documents, is in no answer: everybody is answered as by a gateway
// that remembers nothing.

const WARD = 'E05000140';
const CASE = 'id force openedAt helpGiven { ... on OpenText { text } ... on WithheldText { withheld } }';

/** A query each, good or not. */
const DOCUMENTS: readonly string[] = [
  '{ promises(first: 50) { edges { cursor node { id kind statement standing proposedAt } } pageInfo { hasNextPage endCursor } } }',
  `{ wards(first: 5) { edges { node { id code name priorities { key issue } namedMembers { publicName rank
    dedicatedWard { code promises(first: 3) { edges { node { statement periods(last: 2) { month met missing } } } } } } } } } }`,
  `{ a: ward(code: "${WARD}") { name priorities { issue } } b: ward(code: "${WARD}") { promiseTargets { label } } }`,
  `{ ward(code: "${WARD}", asAt: "2020-01-01T00:00:00Z") { name } }`,
  `{ adviceCases(first: 5) { edges { node { ${CASE} } } } }`,
  '{ referrals(first: 5) { edges { node { id standing requestedHelp { ... on OpenText { text } } } } } }',
  '{ parkedKeys { key } roles(force: "x") { id } }',
  `{ node(id: "${globalId('Promise', 'none')}") { id } agencies(first: 2) { edges { node { id } } } }`,
  '{ promises(first: 101) { edges { node { id } } } }',
  '{ promises(first: 2, after: "bm90aGluZw") { edges { node { id } } } }',
  '{ promises { edges { node { nothing } } } }',
  '{ promises(',
];

const MEDIA_TYPES = ['application/graphql-response+json', 'application/json'] as const;

let folder: string;
let wardbook: Wardbook;
let issuer: DemoIssuer;
let cold: { readonly app: FastifyInstance; readonly renew: () => Promise<unknown> };
let tokens: readonly (string | undefined)[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-warm-'));
  issuer = await demoIssuer();
  const settings = settingsFrom({ WARDBOOK_STORE: `sqlite:${join(folder, 'store')}` });
  wardbook = await openWardbook(settings, {
    log: { warn: silent, error: silent, info: silent },
    identify: identifyBy(issuer.issuer),
  });
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  await wardbook.caughtUp();
  cold = await coldGateway(wardbook, settings);
  const good = await Promise.all(IDENTITIES.map((identity) => issuer.tokenFor(identity)));
  const foreign = await (await demoIssuer()).tokenFor({ actor: 'pc-1', role: 'OFFICER', agency: FORCE });
  const altered = good[0]?.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  tokens = [...good, undefined, 'none.of.ours', foreign, altered];
}, 120_000);
afterAll(async () => {
  await cold.app.close();
  await wardbook.stop();
  rmSync(folder, { recursive: true });
});

const silent = (): void => undefined;

/** The same log, keys and processes; every row in plain memory, every word unsealed anew, every token checked anew. */
const coldGateway = async ({ store, keys, access, engine }: Wardbook, settings: Settings) => {
  const encryption = (how: { readonly make: boolean }) => keyEncryptionInFile(settings.keyFile, how);
  const { mark: _mark, ...ring } = await bindKeys({ log: store, keys, encryption });
  const rows = memoryRows();
  await rows.open(VIEWS);
  const renew = () => catchUp(store, rows, VIEWS);
  await renew();
  const record = accessLog(access, Date.now);
  const identify: Identify = async (authorization) => {
    const said = await identifyBy(issuer.issuer)(authorization);
    return 'by' in said ? said : clientRegister(store, Date.now)(said);
  };
  const app = await gateway({
    ...{ store, rows, engine, identify, now: Date.now, earliest: settings.earliest },
    door: door({ log: store, keys: ring, record, now: Date.now }),
    texts: textsOf({ log: store, keys: ring, kept: 0 }),
    access: { log: access, record },
    readiness: { now: async () => ({ status: 'ready' }) },
  });
  return { app, renew };
};

interface Asked {
  readonly token: string | undefined;
  readonly query: string;
  readonly accept: string;
}

const ask = async (app: FastifyInstance, { token, query, accept }: Asked) => {
  const { statusCode, headers, body } = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    payload: { query },
  });
  return { statusCode, type: headers['content-type'], cost: headers['x-query-cost'], body };
};

/** How many were asked, and how many of them were shown something. */
const compareAll = async () => {
  let [asked, shown] = [0, 0];
  for (const token of tokens)
    for (const query of DOCUMENTS)
      for (const accept of MEDIA_TYPES) {
        const one = { token, query, accept };
        const expected = { ...one, ...(await ask(cold.app, one)) };
        for (const turn of ['first', 'again'])
          expect({ turn, ...one, ...(await ask(wardbook.app, one)) }).toEqual({ turn, ...expected });
        asked += 1;
        if (expected.statusCode === 200 && expected.body.includes('"node"')) shown += 1;
      }
  return { asked, shown };
};

test('G-11: everybody is answered alike, whatever is remembered of them and for them', async () => {
  const { asked, shown } = await compareAll();
  expect(asked).toBe(tokens.length * DOCUMENTS.length * MEDIA_TYPES.length);
  expect(shown).toBeGreaterThan(asked / 8);
}, 240_000);

test('G-11, P-04: words that were shown are in no answer once they were taken out, and what changed is', async () => {
  const tokenOf = (role: string) =>
    issuer.tokenFor({ actor: `${role.toLowerCase()}-9`, role: role as 'RECORDS', agency: FORCE });
  const send = async (role: string, actor: string, mutation: string, input: object) => {
    const { body } = await ask(wardbook.app, {
      token: await issuer.tokenFor({ actor, role: role as 'RECORDS', agency: FORCE }),
      query: `mutation { ${mutation}(input: ${literal({ commandId: `${mutation}-${actor}`, ...input })}) {
        receipt { recordId version } userErrors { message } } }`,
      accept: 'application/json',
    });
    const { data } = JSON.parse(body) as { data: Record<string, { receipt: Receipt | null }> };
    const receipt = data[mutation]?.receipt;
    if (!receipt) throw new TypeError(body);
    return receipt;
  };
  const auditor = { token: await tokenOf('AUDITOR'), query: DOCUMENTS[2] ?? '', accept: 'application/json' };
  const shownNow = async () => (await ask(wardbook.app, auditor)).body;
  const caughtUp = async () => wardbook.engine.settled(await wardbook.store.head(), 20_000);
  const recorded = await send('INSPECTOR', 'inspector-inpt', 'recordCommunityPriority', {
    ...{ wardCode: WARD, priority: 'music', source: { word: 'PUBLIC' } },
    issue: 'Ada Canary plays loud music',
  });
  await caughtUp();
  expect(await shownNow()).toContain('Ada Canary');
  expect(await shownNow()).toContain('Ada Canary');
  const request = { recordId: recorded.recordId, requestKey: 'name' };
  const asking = { ...request, version: recorded.version, reason: { word: 'NAMES_A_PERSON' } };
  await send('RECORDS', 'records-1', 'redactText', asking);
  await send('RECORDS', 'records-2', 'grantRedaction', request);
  expect(await shownNow()).not.toContain('Canary');
  await caughtUp();
  await cold.renew();
  await compareAll();
}, 240_000);

interface Receipt {
  readonly recordId: string;
  readonly version: number;
}

/** As a document writes it; `{ word }` is one of an enum. */
const literal = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { word } = value as { readonly word?: string };
  if (word !== undefined) return word;
  return `{ ${Object.entries(value)
    .map(([name, inside]) => `${name}: ${literal(inside)}`)
    .join(', ')} }`;
};
