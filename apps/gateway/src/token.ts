import type { Position } from '@wardbook/event-sourcing';
import { refusedRequest } from './refused-request.ts';

/** A position for clients: opaque; given back as `atLeast`, it asks for an answer no older than that. */
export const tokenOf = (position: Position): string =>
  Buffer.from(`at:${String(position)}`).toString('base64url');

/** Throws INVALID_TOKEN (400). */
export const positionOf = (token: string): Position => {
  const [, digits] = /^at:(\d{1,19})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (digits === undefined || tokenOf(BigInt(digits)) !== token)
    throw refusedRequest('INVALID_TOKEN', 'This is not a token that Wardbook gave. Copy one from a receipt.');
  return BigInt(digits);
};
