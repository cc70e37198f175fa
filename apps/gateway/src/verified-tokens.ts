import type { JWTPayload } from 'jose';
import { hash } from 'node:crypto';

/** Which keys count now: another value once they were fetched anew, nothing while nobody has them. */
export type Generation = () => unknown;

const MOST_REMEMBERED = 1_000;

/**
 * G-11: a signature is checked once for each fetch of the keys, so a key that was withdrawn ends what it signed as it
 * would without memory. Whether a token is in time is looked at every time. Of a token, its digest is remembered.
 */
export const verifiedOnce = (
  verify: (token: string) => Promise<JWTPayload>,
  { generation, tolerance }: { readonly generation: Generation; readonly tolerance: number },
): ((token: string) => Promise<JWTPayload>) => {
  const remembered = new Map<string, JWTPayload>();
  let of: unknown;
  return async (token) => {
    if (generation() !== of) {
      remembered.clear();
      of = generation();
    }
    const digest = hash('sha256', token, 'base64');
    const known = remembered.get(digest);
    if (known && isInTime(known, tolerance)) return known;
    const payload = await verify(token);
    // The keys may have been fetched meanwhile: nobody knows then by which of them it was found good.
    if (of !== undefined && generation() === of) {
      const [oldest] = remembered.size < MOST_REMEMBERED ? [] : remembered.keys();
      if (oldest !== undefined) remembered.delete(oldest);
      remembered.set(digest, payload);
    }
    return payload;
  };
};

const isInTime = ({ exp = 0, nbf = 0 }: JWTPayload, tolerance: number): boolean => {
  const now = Math.floor(Date.now() / 1_000);
  return exp > now - tolerance && nbf <= now + tolerance;
};
