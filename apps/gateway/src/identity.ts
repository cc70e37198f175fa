import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ROLES, SYSTEM_AGENCY, type By } from '@wardbook/policing';
import { KeySetUnreachable, remoteKeySet } from './key-set.ts';
import { refusedRequest } from './refused-request.ts';

/** Who asks, as the identity provider vouches for it. */
export interface Identity {
  readonly by: By;
  /** The client system: command ids of two clients never meet. */
  readonly clientId: string;
}

/** Answers who a bearer token speaks for. Throws UNAUTHENTICATED (401), IDENTITY_UNAVAILABLE (503). */
export interface Identify {
  (authorization: string | undefined): Promise<Identity>;
  /** Why nobody can be identified now; nothing while they can. */
  readonly trouble?: () => string | undefined;
}

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly key: JWTVerifyGetKey;
  /** Why its keys cannot be had now; nothing while they can. */
  readonly trouble?: () => string | undefined;
}

/** The claims of a Wardbook token, beside `iss`, `aud`, `exp` and `sub`. */
export interface Claims {
  readonly wardbook_role: string;
  readonly wardbook_agency: string;
  /** An opaque internal id, the same for one person for ever; of a member of the force, the member's id. */
  readonly wardbook_actor: string;
  readonly client_id: string;
}

export const remoteIssuer = (issuer: string, audience: string, jwks: string): Issuer => ({
  issuer,
  audience,
  ...remoteKeySet(new URL(jwks)),
});

const CLOCK_SKEW_IN_SECONDS = 30;

export const identifyBy = (issuer: Issuer): Identify => {
  const identify = async (authorization: string | undefined): Promise<Identity> =>
    identityOf(await claimsOf(tokenIn(authorization), issuer));
  return issuer.trouble ? Object.assign(identify, { trouble: issuer.trouble }) : identify;
};

const tokenIn = (authorization = ''): string => {
  const [, token] = /^bearer +([A-Za-z0-9._-]+) *$/i.exec(authorization) ?? [];
  if (token === undefined)
    throw refusedRequest('UNAUTHENTICATED', 'Nobody is signed in: send a bearer token with the request.');
  return token;
};

const claimsOf = async (token: string, { issuer, audience, key }: Issuer): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'],
      clockTolerance: CLOCK_SKEW_IN_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  } catch (error) {
    if (error instanceof KeySetUnreachable)
      throw refusedRequest(
        'IDENTITY_UNAVAILABLE',
        'Who you are cannot be checked now: the issuer of tokens is out of reach. Send the same request again later.',
      );
    throw refusedRequest('UNAUTHENTICATED', 'The token is not valid here, or no longer. Sign in again.');
  }
};

const identityOf = (payload: JWTPayload): Identity => {
  const claims = payload as Readonly<Partial<Record<keyof Claims, unknown>>>;
  const { wardbook_agency: agency, wardbook_actor: id, client_id: client = id } = claims;
  const role = ROLES.find((known) => known === claims.wardbook_role);
  if (
    !role ||
    !isPerson(role, id) ||
    !isOpaque(id) ||
    !isOpaque(agency) ||
    isOurs(agency) ||
    typeof client !== 'string'
  )
    throw refusedRequest(
      'UNAUTHENTICATED',
      'The token does not say in which role, for which agency and as whom you ask. Ask whoever issues your tokens.',
    );
  return { by: { id, role, agency }, clientId: isOpaque(client) ? client : id };
};

/** G-01: no token speaks for a process. */
const isPerson = (role: By['role'], id: unknown): boolean =>
  role !== 'SYSTEM' && !(typeof id === 'string' && /^process\./i.test(id));

/** G-01: nobody is of the agency for which the processes of older logs acted. */
const isOurs = (agency: string): boolean => agency.toLowerCase() === SYSTEM_AGENCY;

const isOpaque = (claim: unknown): claim is string =>
  // A pattern takes `null` for the text "null".
  typeof claim === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(claim);
