import { wardbookServed, type Served } from '../testing/wardbook-served.ts';

let served: Served;
beforeAll(async () => {
  served = await wardbookServed();
});
afterAll(() => served.stop());

const part = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** The good token with another header, other claims, or another signature. */
const forged = (change: {
  readonly header?: object | string;
  readonly payload?: object | string;
  readonly signature?: string;
}): string => {
  const [header = '', payload = '', signature = ''] = served.token.split('.');
  return [
    change.header === undefined ? header : part(change.header),
    change.payload === undefined ? payload : part(change.payload),
    change.signature ?? signature,
  ].join('.');
};

const TOKENS: Readonly<Record<string, () => string>> = {
  'of one part': () => 'a',
  'of dots': () => '..',
  'of five parts': () => 'a.b.c.d.e',
  'that is very long': () => forged({ signature: 'A'.repeat(12_000) }),
  'without a signature': () => forged({ signature: '' }),
  'that says none': () => forged({ header: { alg: 'none' }, signature: '' }),
  'that says None': () => forged({ header: { alg: 'None' }, signature: '' }),
  'with a shared secret': () => forged({ header: { alg: 'HS256' } }),
  'with an algorithm that is a number': () => forged({ header: { alg: 256 } }),
  'with an algorithm of objects': () => forged({ header: { alg: 'constructor' } }),
  'with its own key': () => forged({ header: { alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256' } } }),
  'with the address of a key set': () => forged({ header: { alg: 'ES256', jku: served.address } }),
  'with a path as a key': () => forged({ header: { alg: 'ES256', kid: '../../etc/passwd' } }),
  'with a prototype as a key': () => forged({ header: { alg: 'ES256', kid: '__proto__' } }),
  'with a critical header': () => forged({ header: { alg: 'ES256', crit: ['b64'], b64: false } }),
  'with a header that is no JSON': () => forged({ header: '{' }),
  'with a header that is null': () => forged({ header: 'null' }),
  'with a header in half a letter': () => forged({ header: '\u00c3' }),
  'with a payload that is no JSON': () => forged({ payload: '{' }),
  'with a payload that is a list': () => forged({ payload: '[]' }),
  'with other claims': () => forged({ payload: { wardbook_role: 'ADMIN', exp: 9_999_999_999 } }),
};

test.each(Object.keys(TOKENS))('a token %s is nobody, by POST and by GET, and no fault', async (name) => {
  const headers = { authorization: `Bearer ${TOKENS[name]?.() ?? ''}`, 'content-type': 'application/json' };
  for (const response of [
    await fetch(`${served.address}/graphql?query={__typename}`, { headers }),
    await fetch(`${served.address}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' }),
  ]) {
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="wardbook", error="invalid_token"',
    ]);
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringMatching(/^[A-Z].*\.$/), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  }
  expect(served.said()).toBe('');
});

test.each([
  ['two', (token: string) => `Bearer ${token} ${token}`],
  ['one in quotation marks', (token: string) => `Bearer "${token}"`],
  ['one without its scheme', (token: string) => token],
  ['one after another scheme', (token: string) => `Token ${token}`],
  ['one in a list', (token: string) => `Basic eDp5, Bearer ${token}`],
])('of good tokens %s is nobody', async (_, authorization) => {
  const headers = { authorization: authorization(served.token) };
  const response = await fetch(`${served.address}/graphql?query={__typename}`, { headers });
  expect(response.status).toBe(401);
});

test('a good token is somebody', async () => {
  const headers = { authorization: `Bearer ${served.token}` };
  const response = await fetch(`${served.address}/graphql?query={__typename}`, { headers });
  expect(response.status).toBe(200);
});
