import fc from 'fast-check';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { identifyBy } from './identity.ts';
import { globalId, localId, nodeIdOf } from './global-id.ts';
import { positionOf, tokenOf } from './token.ts';

const CLAIMS = {
  wardbook_role: 'OFFICER',
  wardbook_agency: 'police',
  wardbook_actor: 'pc-1',
  client_id: 'desk',
};

const provider = async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' }];
  const identify = identifyBy({ issuer: 'issuer', audience: 'wardbook', key: createLocalJWKSet({ keys }) });
  const sign = (claims: object) =>
    new SignJWT({ sub: 'somebody', ...claims })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('issuer')
      .setAudience('wardbook')
      .setExpirationTime('1h')
      .sign(privateKey);
  return { identify, sign };
};

describe('who asks', () => {
  test('is what a good token says', async () => {
    const { identify, sign } = await provider();
    expect(await identify(`Bearer ${await sign(CLAIMS)}`)).toEqual({
      by: { id: 'pc-1', role: 'OFFICER', agency: 'police' },
      clientId: 'desk',
    });
  });

  test('is nobody without a signature, or with somebody else’s', async () => {
    const { identify, sign } = await provider();
    const [, payload = ''] = (await sign(CLAIMS)).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const foreign = await (await provider()).sign(CLAIMS);
    for (const token of [none, foreign])
      await expect(identify(`Bearer ${token}`)).rejects.toMatchObject({
        extensions: { code: 'UNAUTHENTICATED' },
      });
  });

  test('is nobody when any character of the token was changed', async () => {
    const { identify, sign } = await provider();
    const token = await sign(CLAIMS);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 2),
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.'),
        async (at, character) => {
          fc.pre(token[at] !== character);
          const changed = token.slice(0, at) + character + token.slice(at + 1);
          await expect(identify(`Bearer ${changed}`)).rejects.toMatchObject({
            extensions: { code: 'UNAUTHENTICATED' },
          });
        },
      ),
    );
  });

  test.each([
    ['no role', { ...CLAIMS, wardbook_role: undefined }],
    ['an unknown role', { ...CLAIMS, wardbook_role: 'CHIEF' }],
    ['the role of a process', { ...CLAIMS, wardbook_role: 'SYSTEM' }],
    ['a name for an id', { ...CLAIMS, wardbook_actor: 'Given Surname' }],
    ['G-01: the id of a process', { ...CLAIMS, wardbook_actor: 'process.promise-periods' }],
    ['G-01: the id of a process in capitals', { ...CLAIMS, wardbook_actor: 'Process.ward-cover' }],
    ['G-01: the agency of processes', { ...CLAIMS, wardbook_agency: 'wardbook' }],
    ['G-01: that agency in capitals', { ...CLAIMS, wardbook_agency: 'Wardbook' }],
  ])('is nobody with %s', async (_, claims) => {
    const { identify, sign } = await provider();
    const asked = identify(`Bearer ${await sign(claims)}`);
    await expect(asked).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  describe.each(Object.keys(CLAIMS))('G-05: with a %s', (claim) => {
    test.each([null, 7, true, ['pc-1'], ['OFFICER'], { id: 'pc-1' }])(
      'that is %j is nobody',
      async (value) => {
        const { identify, sign } = await provider();
        const asked = identify(`Bearer ${await sign({ ...CLAIMS, [claim]: value })}`);
        await expect(asked).rejects.toMatchObject({
          extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
        });
      },
    );
  });

  describe('of a system', () => {
    const SYSTEM = {
      wardbook_agency: 'council',
      client_id: 'housing-system',
      sub: 'housing-system',
    };

    test('is what its token says, and for whom it acts', async () => {
      const { identify, sign } = await provider();
      const said = { client: 'housing-system', agency: 'council' };
      expect(await identify(`Bearer ${await sign(SYSTEM)}`)).toEqual(said);
      const more = { ...SYSTEM, wardbook_role: 'PARTNER', wardbook_on_behalf_of: 'clerk-1' };
      expect(await identify(`Bearer ${await sign(more)}`)).toEqual({
        ...said,
        ...{ role: 'PARTNER', onBehalfOf: 'clerk-1' },
      });
    });

    test.each([
      ['a subject that is not its client', { sub: 'somebody' }],
      ['no client', { client_id: undefined }],
      ['a client that is no id', { client_id: 'https://desk.example/', sub: 'https://desk.example/' }],
      ['a client that is a number', { client_id: 7 }],
      ['a person, too', { wardbook_actor: 'clerk-1', wardbook_role: 'PARTNER' }],
      ['no person but null', { wardbook_actor: null }],
      ['no agency', { wardbook_agency: undefined }],
      ['the agency of processes', { wardbook_agency: 'Wardbook' }],
      ['a role that is no text', { wardbook_role: ['PARTNER'] }],
      ['a name for whom it acts', { wardbook_on_behalf_of: 'Given Surname' }],
      ['nobody but null for whom it acts', { wardbook_on_behalf_of: null }],
      ['a process for whom it acts', { wardbook_on_behalf_of: 'process.ward-cover' }],
      ['a system for whom it acts', { wardbook_on_behalf_of: 'client.other' }],
    ])('is nobody with %s', async (_, claims) => {
      const { identify, sign } = await provider();
      const asked = identify(`Bearer ${await sign({ ...SYSTEM, ...claims })}`);
      await expect(asked).rejects.toMatchObject({
        extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
      });
    });

    test.each([
      ['the id of a system', { wardbook_actor: 'client.housing-system' }],
      ['that id in capitals', { wardbook_actor: 'Client.housing-system' }],
      ['somebody for whom that person acts', { wardbook_on_behalf_of: 'clerk-2' }],
    ])('a person is nobody with %s', async (_, claims) => {
      const { identify, sign } = await provider();
      const asked = identify(`Bearer ${await sign({ ...CLAIMS, ...claims })}`);
      await expect(asked).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    });
  });

  test.each([
    ['no client', undefined],
    ['a client that is no id', 'https://desk.example/'],
  ])('G-05: with %s is its own client', async (_, client) => {
    const { identify, sign } = await provider();
    const asked = identify(`Bearer ${await sign({ ...CLAIMS, client_id: client })}`);
    await expect(asked).resolves.toMatchObject({ clientId: 'pc-1' });
  });
});

test('global ids and tokens go there and back, and any other text is refused', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.bigInt({ min: 0n, max: 2n ** 62n }), (text, position) => {
      fc.pre(text.isWellFormed());
      expect(localId('Promise', globalId('Promise', text))).toBe(text);
      expect(() => localId('Team', globalId('Promise', text))).toThrow(
        'This is not the id of a Team. Send an id as Wardbook gave it.',
      );
      expect(() => nodeIdOf(`${text} `)).toThrow(
        'This is not an id that Wardbook gave. Send one as it came.',
      );
      expect(positionOf(tokenOf(position))).toBe(position);
      expect(() => positionOf(`${text} `)).toThrow('This is not a token that Wardbook gave.');
    }),
  );
});
