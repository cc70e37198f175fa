import { createRemoteJWKSet, errors, jwksCache, type JWKSCacheInput, type JWTVerifyGetKey } from 'jose';
import type { Generation } from './verified-tokens.ts';

/** The keys of an issuer cannot be had: nobody knows whether a token is good. */
export class KeySetUnreachable extends Error {
  override readonly name = 'KeySetUnreachable';
}

/** The keys of an issuer, fetched from where it publishes them. */
interface KeySet {
  readonly key: JWTVerifyGetKey;
  readonly generation: Generation;
  /** Why they cannot be had now; nothing while they can. Whoever asks has them fetched where that is due. */
  readonly trouble: () => string | undefined;
}

// Whoever invents a key's name has the set fetched anew: not more often than this.
const COOL_DOWN_IN_MILLISECONDS = 30_000;
const PATIENCE_IN_MILLISECONDS = 5_000;
// An issuer that is down is not asked by every request that comes in meanwhile.
const PAUSE_IN_MILLISECONDS = 1_000;

/** C-03: tells an issuer that cannot be asked from a token that is not good. */
export const remoteKeySet = (address: URL): KeySet => {
  const cache: JWKSCacheInput = {};
  const remote = createRemoteJWKSet(address, {
    [jwksCache]: cache,
    cooldownDuration: COOL_DOWN_IN_MILLISECONDS,
    timeoutDuration: PATIENCE_IN_MILLISECONDS,
  });
  let failedAt: number | undefined;
  const isResting = (): boolean => failedAt !== undefined && Date.now() - failedAt < PAUSE_IN_MILLISECONDS;
  const fetchKeys = async (): Promise<void> => {
    if (isResting()) throw new KeySetUnreachable();
    try {
      await remote.reload();
      failedAt = undefined;
    } catch {
      failedAt = Date.now();
      throw new KeySetUnreachable();
    }
  };
  return {
    key: async (header, token) => {
      if (!remote.fresh) await fetchKeys();
      try {
        return await remote(header, token);
      } catch (error) {
        if (isOfToken(error)) throw error;
        throw new KeySetUnreachable();
      }
    },
    generation: () => (remote.fresh ? cache['uat'] : undefined),
    trouble: () => {
      if (remote.fresh) return undefined;
      // A gateway that is not ready gets no requests: it would never find out that the issuer is back.
      if (!remote.reloading && !isResting()) void fetchKeys().catch(() => undefined);
      return failedAt === undefined ? undefined : 'The key set of the issuer of tokens cannot be fetched.';
    },
  };
};

const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;
