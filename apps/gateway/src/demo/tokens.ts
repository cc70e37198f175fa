import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Claims, Issuer } from '../identity.ts';
import type { DemoIdentity } from './people.ts';

const ISSUER = 'wardbook-demonstration';
const AUDIENCE = 'wardbook';

/** Issues tokens for the demonstration, with a key that lives as long as the process. */
export interface DemoIssuer {
  readonly issuer: Issuer;
  readonly tokenFor: (identity: Omit<DemoIdentity, 'label'>) => Promise<string>;
}

export const demoIssuer = async (): Promise<DemoIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' };
  return {
    issuer: { issuer: ISSUER, audience: AUDIENCE, key: createLocalJWKSet({ keys: [jwk] }) },
    tokenFor: ({ actor, role, agency, client }) => {
      const claims: Claims = {
        ...{ wardbook_role: role, wardbook_agency: agency },
        ...(client === undefined
          ? { wardbook_actor: actor, client_id: 'demonstration-client' }
          : { wardbook_on_behalf_of: actor, client_id: client }),
      };
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(client ?? `subject-of-${actor}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey);
    },
  };
};
