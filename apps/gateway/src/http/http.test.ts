import { wardbookServed, type Served } from '../testing/wardbook-served.ts';

const CANARY = 'canary-typed-by-somebody';
const NAME = '{ __typename }';

describe('HTTP', () => {
  let served: Served;
  beforeAll(async () => {
    served = await wardbookServed({
      deadlines: { headers: 300, request: 600, silence: 5_000 },
      environment: { WARDBOOK_CORS_ORIGINS: 'https://app.example' },
    });
  });
  afterAll(() => served.stop());

  const signed = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    authorization: `Bearer ${served.token}`,
    ...headers,
  });
  const post = (body: BodyInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${served.address}/graphql`, {
      method: 'POST',
      headers: signed({ 'content-type': 'application/json', ...headers }),
      body,
    });
  const query = (text: string, headers = {}): Promise<Response> =>
    post(JSON.stringify({ query: text }), headers);
  const codeOf = async (response: Response): Promise<string> => {
    const { errors } = (await response.json()) as {
      readonly errors: readonly { readonly extensions: { readonly code: string } }[];
    };
    return errors.map(({ extensions }) => extensions.code).join(' ');
  };
  /** A request on the wire, with a token. */
  const wire = (head: string, lines: readonly string[] = ['Host: localhost'], body = ''): Promise<string> =>
    served.send(
      [head, ...lines, `Authorization: Bearer ${served.token}`, 'Connection: close', '', body].join('\r\n'),
    );

  describe('C-02: a query by GET', () => {
    const get = (text: string, headers = signed()): Promise<Response> =>
      fetch(`${served.address}/graphql?query=${encodeURIComponent(text)}`, { headers });

    test('is answered to whoever has a token, without any other header', async () => {
      const response = await get(NAME);
      expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
    });

    test('is refused to whoever has none as everything else is', async () => {
      const response = await get(NAME, {});
      expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED']);
    });

    test('is not a way to change anything', async () => {
      const response = await get('mutation { __typename }');
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    });
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'REPORT'])(
    'C-09: %s is no method of /graphql, and the answer says which are',
    async (method) => {
      const response = await fetch(`${served.address}/graphql`, { method, headers: signed() });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    },
  );

  describe('P-11: a body', () => {
    const body = JSON.stringify({ query: NAME });

    test.each([
      'application/json; charset=iso-8859-1',
      'application/json;charset="windows-1252"',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'text/plain',
      'application/graphql',
      'nonsense',
    ])('as %s is refused', async (type) => {
      const response = await post(body, { 'content-type': type });
      expect([response.status, await codeOf(response)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    });

    test.each(['application/json', 'application/json; charset=UTF-8', 'Application/JSON;charset="utf8"'])(
      'as %s is taken',
      async (type) => {
        expect((await post(body, { 'content-type': type })).status).toBe(200);
      },
    );

    test.each([
      ['in ISO-8859-1', Buffer.from(JSON.stringify({ query: '{ __typename } # Zoë' }), 'latin1')],
      ['in UTF-16', Buffer.from(body, 'utf16le')],
      ['with half a letter', Buffer.from([...Buffer.from(body), 0xc3])],
      ['that is no JSON', Buffer.from('{"query":')],
      ['that is empty', Buffer.from('')],
      ['that is a list', Buffer.from(`[${body}]`)],
      ['with a prototype', Buffer.from(`{"query":"${NAME}","variables":{"__proto__":{"a":1}}}`)],
    ])('%s is refused', async (_, bytes) => {
      const response = await post(bytes);
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
    });

    test('with a byte-order mark is read without it', async () => {
      expect((await post(Buffer.from(`\uFEFF${body}`))).status).toBe(200);
    });

    test('that is compressed is refused', async () => {
      const response = await post(body, { 'content-encoding': 'gzip' });
      expect([response.status, await codeOf(response)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    });

    test('that is too long is refused', async () => {
      const response = await post(JSON.stringify({ query: `{ a${' a'.repeat(40_000)} }` }));
      expect([response.status, await codeOf(response)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    });
  });

  describe('P-20: whoever sends slowly', () => {
    test.each([
      ['nothing', ''],
      ['half of the headers', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n'],
    ])('%s is told so after the deadline, and the connection ends', async (_, part) => {
      const begun = Date.now();
      expect(await served.send(part)).toMatch(/^HTTP\/1\.1 408 .*cache-control: no-store.*REQUEST_TIMEOUT/s);
      expect(Date.now() - begun).toBeLessThan(5_000);
    });

    test('half of a body, too', async () => {
      const lines = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 100'];
      expect(await wire('POST /graphql HTTP/1.1', lines, '{"query":')).toMatch(
        /^HTTP\/1\.1 408 .*cache-control: no-store.*REQUEST_TIMEOUT/s,
      );
    });
  });

  describe('C-05: the header Host', () => {
    test.each([
      ['missing', []],
      ['empty', ['Host:']],
      ['with a space', ['Host: local host']],
      ['with a path', ['Host: localhost/graphql']],
      ['with a user', ['Host: somebody@localhost']],
      ['with no number as a port', ['Host: localhost:http']],
      ['with a port that is too high', ['Host: localhost:99999']],
      ['with an address that is none', ['Host: 300.1.1.1']],
      ['twice', ['Host: localhost', 'Host: elsewhere']],
    ])('%s is 400', async (_, lines) => {
      expect(await wire('GET /graphql HTTP/1.1', lines)).toMatch(
        /^HTTP\/1\.1 400 .*cache-control: no-store.*BAD_REQUEST/s,
      );
    });

    test('may be left out by the probe of a balancer', async () => {
      expect(await wire('GET /readyz HTTP/1.0', [])).toMatch(/^HTTP\/1\.1 200 /);
      expect(await wire('GET /graphql?query={__typename} HTTP/1.0', [])).toMatch(/^HTTP\/1\.1 400 /);
    });

    test.each(['localhost:4000', '127.0.0.1', '[::1]:4000', 'wardbook_gateway', 'wardbook.example.'])(
      'may be %s',
      async (host) => {
        expect(await wire('GET /healthz HTTP/1.1', [`Host: ${host}`])).toMatch(/^HTTP\/1\.1 200 /);
      },
    );
  });

  describe('P-20: a 401', () => {
    test.each([
      [undefined, 'Bearer realm="wardbook"'],
      ['Basic eDp5', 'Bearer realm="wardbook"'],
      ['Bearer', 'Bearer realm="wardbook", error="invalid_token"'],
      ['Bearer nonsense', 'Bearer realm="wardbook", error="invalid_token"'],
      ['bearer a b', 'Bearer realm="wardbook", error="invalid_token"'],
    ])('to %j says how to ask', async (authorization, challenge) => {
      const response = await fetch(`${served.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify({ query: NAME }),
      });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, challenge]);
      expect(await codeOf(response)).toBe('UNAUTHENTICATED');
    });

    test.each(['bearer', 'BEARER', 'Bearer '])('is not for a token after %j', async (scheme) => {
      expect((await query(NAME, { authorization: `${scheme} ${served.token}` })).status).toBe(200);
    });
  });

  describe('C-09: the name of a request', () => {
    const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

    test.each(['7f3f2a3c-8a54-4b0e-9e5e-0d1c2b3a4f5e', '0af7651916cd43dd8448eb211c80319c'])(
      '%s is taken over',
      async (id) => {
        const response = await query(NAME, { 'x-request-id': id });
        expect(response.headers.get('x-request-id')).toBe(id);
      },
    );

    test.each(['Mrs Secret', 'mrs-secret-0123456789', '0'.repeat(65), 'a', '-0123456789abcdef'])(
      '%j gives way to a new one',
      async (id) => {
        const response = await query(NAME, { 'x-request-id': id });
        expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
        expect(response.headers.get('x-request-id')).not.toBe(id);
      },
    );

    test('is joined by its trace, where that has its form', async () => {
      expect((await query(NAME, { traceparent: TRACE })).headers.get('traceparent')).toBe(TRACE);
      for (const traceparent of [
        `${TRACE}-${CANARY}`,
        TRACE.toUpperCase(),
        TRACE.replace(/^00/, 'ff'),
        TRACE.replace(/-0af7[0-9a-f]*/, `-${'0'.repeat(32)}`),
        CANARY,
      ])
        expect((await query(NAME, { traceparent })).headers.get('traceparent')).toBeNull();
    });
  });

  describe('C-09: browsers', () => {
    const preflight = (origin: string): Promise<Response> =>
      fetch(`${served.address}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });

    test('let the pages ask that the setting names', async () => {
      const { status, headers } = await preflight('https://app.example');
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
      expect(headers.get('access-control-allow-headers')).toContain('authorization');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      const answer = await query(NAME, { origin: 'https://app.example' });
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
    });

    test('let no other page ask', async () => {
      for (const { headers } of [
        await preflight('https://elsewhere.example'),
        await query(NAME, { origin: 'https://elsewhere.example' }),
      ])
        expect(headers.get('access-control-allow-origin')).toBeNull();
    });

    test('are told of no page where none is set', async () => {
      const other = await wardbookServed();
      const response = await fetch(`${other.address}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
      });
      await other.stop();
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    });
  });

  describe('C-09: a long answer', () => {
    const alias = (index: number): string => `${'a_long_name_'.repeat(5)}${String(index)}`;
    const LONG = `{ ${Array.from({ length: 50 }, (_, index) => `${alias(index)}: __typename`).join(' ')} }`;

    test.each([
      ['gzip', LONG, 'gzip'],
      ['br, gzip', LONG, 'br'],
      ['gzip', NAME, null],
      ['identity', LONG, null],
    ])('to who takes %s', async (accepted, text, encoding) => {
      const response = await query(text, { 'accept-encoding': accepted });
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(await response.json()).toHaveProperty('data');
    });
  });

  test('C-09: no answer is kept by anybody on its way', async () => {
    const { address } = served;
    for (const response of [
      await query(NAME),
      await query('{ nothing }'),
      await query(''),
      await query(NAME, { authorization: '' }),
      await query(NAME, { accept: 'text/html' }),
      await post('{'),
      await post(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'none' } } })),
      await fetch(`${address}/graphql`, { method: 'PUT' }),
      await fetch(`${address}/nowhere`),
      await fetch(`${address}/%ZZ`),
      await fetch(`${address}/healthz`),
      await fetch(`${address}/readyz`),
    ]) {
      expect([response.url, response.headers.get('cache-control')]).toEqual([response.url, 'no-store']);
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test.each([
    ['an address that is none', 'GET /canary-typed-by-somebody HTTP/1.1', 404, 'NOT_FOUND'],
    ['an address with a broken escape', 'GET /%ZZcanary-typed-by-somebody HTTP/1.1', 400, 'BAD_REQUEST'],
    ['an absolute address', 'GET http://canary-typed-by-somebody/ HTTP/1.1', 404, 'NOT_FOUND'],
    ['an asterisk', 'GET * HTTP/1.1', 404, 'NOT_FOUND'],
    ['a path without a slash', 'GET graphql HTTP/1.1', 400, 'BAD_REQUEST'],
    ['a method that is none', 'CANARY /graphql HTTP/1.1', 400, 'BAD_REQUEST'],
    ['a method of another protocol', 'PRI * HTTP/2.0', 400, 'BAD_REQUEST'],
    ['a version that is none', 'GET /graphql HTTP/9.9', 400, 'BAD_REQUEST'],
    ['an address that is too long', `GET /graphql?${'q'.repeat(20_000)} HTTP/1.1`, 431, 'HEADERS_TOO_LARGE'],
    ['no request at all', `\u0016\u0003\u0001${CANARY}`, 400, 'BAD_REQUEST'],
  ])('%s gets a code and a sentence', async (_, head, status, code) => {
    const answer = await wire(head);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expect(answer).toContain(`"code":"${code}"`);
    expect(answer).not.toContain(CANARY);
  });

  test.each([
    ['Expect: the-unexpected', 200],
    ['Upgrade: websocket', 200],
    ['Transfer-Encoding: chunked\r\nContent-Length: 4', 400],
    ['Content-Length: -1', 400],
    ['Content-Length: 4\r\nContent-Length: 5', 400],
    ['Bad Header: x', 400],
    [`X-Long: ${'x'.repeat(20_000)}`, 431],
    ['Accept: text/html', 406],
    ['Accept: ;;;', 406],
    ['Accept: */*', 200],
    ['Accept-Encoding: ;;,*;q=nonsense', 200],
    ['Content-Type: multipart/form-data', 415],
  ])('with %j it is answered politely', async (line, status) => {
    const answer = await wire('GET /graphql?query={__typename} HTTP/1.1', ['Host: localhost', line]);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    if (status !== 200)
      expect(answer).toMatch(/\{"errors":\[\{"message":"[^"]+","extensions":\{"code":"[A-Z_]+"/);
  });

  test('nothing of all this is a fault of ours', () => {
    expect(served.said()).toBe('');
  });
});
