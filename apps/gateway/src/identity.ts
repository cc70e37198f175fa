import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isPersonId, ROLES, SYSTEM_AGENCY, type By } from '@wardbook/policing';
import { KeySetUnreachable, remoteKeySet } from './key-set.ts';
import { refusedRequest } from './refused-request.ts';
import { verifiedOnce, type Generation } from './verified-tokens.ts';

/** Who asks, as the identity provider vouches for it. */
export interface Identity {
  readonly by: By;
  /** The client system: command ids of two clients never meet. */
  readonly clientId: string;
}

/** What the token of a system says: whether it speaks for that agency, and in which role, the register of agencies says. */
export interface SystemToken {
  readonly client: string;
  readonly agency: string;
  /** The role that it claims, where it claims one. */
  readonly role?: string;
  /** The person for whom it acts, by the id that their own token carries. */
  readonly onBehalfOf?: string;
}

/** Answers who asks, by their bearer token. Throws UNAUTHENTICATED (401), IDENTITY_UNAVAILABLE, STORE_UNAVAILABLE (503). */
export type Identify = (authorization: string | undefined) => Promise<Identity>;

/** Answers who a bearer token speaks for, as far as it says. Throws UNAUTHENTICATED (401), IDENTITY_UNAVAILABLE (503). */
export interface ReadToken {
  (authorization: string | undefined): Promise<Identity | SystemToken>;
  /** Why nobody can be identified now; nothing while they can. */
  readonly trouble?: () => string | undefined;
}

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly key: JWTVerifyGetKey;
  /** Left out by keys that never change. */
  readonly generation?: Generation;
  /** Why its keys cannot be had now; nothing while they can. */
  readonly trouble?: () => string | undefined;
}

/** The claims of a Wardbook token, beside `iss`, `aud`, `exp` and `sub`. */
export interface Claims {
  /** A system may leave it out. */
  readonly wardbook_role?: string;
  readonly wardbook_agency: string;
  /**
   * An opaque internal id, the same for one person for ever; of a member of the force, the member's id. Without it the
   * token is a system's, and `sub` is the client id (RFC 9068).
   */
  readonly wardbook_actor?: string;
  readonly client_id: string;
  /** Of a system: the person for whom it acts, as their own token calls them. */
  readonly wardbook_on_behalf_of?: string;
}

export const remoteIssuer = (issuer: string, audience: string, jwks: string): Issuer => ({
  issuer,
  audience,
  ...remoteKeySet(new URL(jwks)),
});

const CLOCK_SKEW_IN_SECONDS = 30;

export const identifyBy = (issuer: Issuer): ReadToken => {
  const claimsIn = verifiedOnce((token) => claimsOf(token, issuer), {
    generation: issuer.generation ?? (() => issuer.key),
    tolerance: CLOCK_SKEW_IN_SECONDS,
  });
  const read = async (authorization: string | undefined): Promise<Identity | SystemToken> =>
    identityOf(await claimsIn(tokenIn(authorization)));
  return issuer.trouble ? Object.assign(read, { trouble: issuer.trouble }) : read;
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

type Said = Readonly<Partial<Record<keyof Claims, unknown>>>;

const identityOf = (payload: JWTPayload): Identity | SystemToken => {
  const said = payload as Said;
  const identity =
    said.wardbook_actor === undefined ? systemOf(said, payload.sub) : personOf(said, payload.sub);
  if (!identity)
    throw refusedRequest(
      'UNAUTHENTICATED',
      'The token does not say in which role, for which agency and as whom you ask. Ask whoever issues your tokens.',
    );
  return identity;
};

const personOf = (
  {
    wardbook_role: claimed,
    wardbook_agency: agency,
    wardbook_actor: id,
    client_id: client,
    wardbook_on_behalf_of: other,
  }: Said,
  subject: string | undefined,
): Identity | undefined => {
  const role = ROLES.find((known) => known === claimed);
  if (!role || role === 'SYSTEM' || !isOpaque(id) || !isPersonId(id)) return undefined;
  if (!isOpaque(agency) || isOurs(agency) || other !== undefined) return undefined;
  if (client === undefined) return { by: { id, role, agency }, clientId: id };
  // Of a token that is a system's by its subject, nobody knows that a person uses it.
  if (typeof client !== 'string' || client === subject) return undefined;
  return { by: { id, role, agency }, clientId: isOpaque(client) ? client : id };
};

const systemOf = (
  {
    wardbook_role: role,
    wardbook_agency: agency,
    client_id: client,
    wardbook_on_behalf_of: onBehalfOf,
  }: Said,
  subject: string | undefined,
): SystemToken | undefined => {
  if (!isOpaque(client) || client !== subject || !isOpaque(agency) || isOurs(agency)) return undefined;
  if (role !== undefined && typeof role !== 'string') return undefined;
  if (onBehalfOf !== undefined && !(isOpaque(onBehalfOf) && isPersonId(onBehalfOf))) return undefined;
  return {
    ...{ client, agency },
    ...(role !== undefined && { role }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
};

/** G-01: nobody is of the agency for which the processes of older logs acted. */
const isOurs = (agency: string): boolean => agency.toLowerCase() === SYSTEM_AGENCY;

const isOpaque = (claim: unknown): claim is string =>
  // A pattern takes `null` for the text "null".
  typeof claim === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(claim);
