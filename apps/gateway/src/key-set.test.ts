import { afterEach, expect, jest, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyBy, remoteIssuer } from './identity.ts';
import { settingsFrom } from './settings.ts';
import { openWardbook } from './wardbook.ts';

const CLAIMS = {
  wardbook_role: 'AUDITOR',
  wardbook_agency: 'audit',
  wardbook_actor: 'auditor-1',
  client_id: 'desk',
};

let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

/** What an issuer that is there may say instead of its keys. */
const WRONG: Readonly<Record<string, readonly [status: number, body: string]>> = {
  'an error': [500, 'Canary'],
  'a page of a proxy': [200, '<html>Canary</html>'],
  'JSON that is no key set': [200, '{"keys":"Canary"}'],
};

/** An issuer that publishes its keys by HTTP, and a gateway that asks it; both in this process. */
const started = async (port = 0) => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'first' }];
  const issuer = { answer: [200, JSON.stringify({ keys })] as readonly [number, string], asked: 0 };
  const publish = async (at: number): Promise<Server> => {
    const server = createServer((_, response) => {
      issuer.asked += 1;
      const [status, body] = issuer.answer;
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
    return server;
  };
  const publisher = await publish(port);
  const address = publisher.address() as AddressInfo;
  const lines: string[] = [];
  const note = (fields: object, message: string): number =>
    lines.push(`${message} ${JSON.stringify(fields)}`);
  const wardbook = await openWardbook(settingsFrom({ WARDBOOK_STORE: 'memory:' }), {
    log: { warn: note, error: note, info: note },
    identify: identifyBy(remoteIssuer('issuer', 'wardbook', `http://127.0.0.1:${String(address.port)}/keys`)),
  });
  await wardbook.caughtUp();
  const token = (kid = 'first') =>
    new SignJWT({ ...CLAIMS })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer('issuer')
      .setAudience('wardbook')
      .setSubject('somebody')
      .setExpirationTime('1h')
      .sign(privateKey);
  const ask = async (kid?: string) => {
    const { statusCode, body } = await wardbook.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${await token(kid)}` },
      payload: { query: '{ __typename }' },
    });
    return `${String(statusCode)} ${/"code":"(\w+)"/.exec(body)?.[1] ?? ''}`.trim();
  };
  const ready = async () => (await wardbook.app.inject({ url: '/readyz' })).json<{ status: string }>().status;
  const whenReady = async (wanted: string) => {
    const until = Date.now() + 20_000;
    while ((await ready()) !== wanted && Date.now() < until) await pause(50);
    return ready();
  };
  const servers = [publisher];
  stop = async () => {
    await wardbook.stop();
    for (const server of servers) server.close();
  };
  return {
    issuer,
    lines,
    ask,
    whenReady,
    goAway: () => new Promise<void>((resolve) => void publisher.close(() => resolve())),
    comeBack: async () => servers.push(await publish(address.port)),
  };
};

test('C-03: while an issuer was never reached, who asks gets 503, it is not ready, and one line says so; then it is back', async () => {
  const { ask, whenReady, goAway, comeBack, lines } = await started();
  await goAway();
  expect(await ask()).toBe('503 IDENTITY_UNAVAILABLE');
  expect(await whenReady('not identifying')).toBe('not identifying');
  for (let times = 0; times < 3; times += 1) expect(await ask()).toBe('503 IDENTITY_UNAVAILABLE');
  await comeBack();
  // Nobody asks for it: it finds out by itself.
  expect(await whenReady('ready')).toBe('ready');
  expect(await ask()).toBe('200');
  expect(lines).toEqual([
    'not ready {"trouble":"The key set of the issuer of tokens cannot be fetched."}',
    'ready again {}',
  ]);
});

test.each(Object.entries(WRONG))('C-03: %s instead of keys is no word on a token', async (_, wrong) => {
  const { ask, issuer, lines } = await started();
  issuer.answer = wrong;
  expect(await ask()).toBe('503 IDENTITY_UNAVAILABLE');
  expect(lines.join()).not.toContain('Canary');
});

test('C-03: keys that were fetched serve while the issuer is away; a token of another key is not good', async () => {
  const { ask, whenReady, goAway, issuer } = await started();
  expect(await ask()).toBe('200');
  expect(await ask('second')).toBe('401 UNAUTHENTICATED');
  await goAway();
  expect(await ask()).toBe('200');
  expect(await ask('second')).toBe('401 UNAUTHENTICATED');
  expect(await whenReady('ready')).toBe('ready');
  expect(issuer.asked).toBe(1);
});

test('C-03: an issuer that is down is not asked by every request', async () => {
  const { ask, issuer } = await started();
  issuer.answer = [500, ''];
  for (let times = 0; times < 50; times += 1) expect(await ask()).toBe('503 IDENTITY_UNAVAILABLE');
  expect(issuer.asked).toBeLessThan(10);
});

test('C-03, G-11: whom a withdrawn key let in is nobody once the keys were fetched anew', async () => {
  const { ask, issuer } = await started();
  expect(await ask()).toBe('200');
  issuer.answer = [200, JSON.stringify({ keys: [] })];
  expect(await ask()).toBe('200');
  const past = Date.now() + 11 * 60_000;
  jest.spyOn(Date, 'now').mockImplementation(() => past);
  expect(await ask()).toBe('401 UNAUTHENTICATED');
  jest.restoreAllMocks();
});
