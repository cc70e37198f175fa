import type { Actor } from './actor.ts';
import type { Classification, Regime } from './event.ts';

/** A fact that a decision used. Revision -1 and 64 zeros: it rested on there being no such stream. */
export interface Basis {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}

/** The hashed part of an event, version 1 (docs/format.md 1). All times UTC, all digests lower-case hex. */
export interface Header {
  readonly v: 1;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly onBehalfOf?: string;
  readonly commandId: string;
  readonly commandDigest: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly regime: Regime;
  readonly classification: Classification;
  readonly basis?: readonly Basis[];
  readonly previousHash: string;
  readonly dataDigest: string;
  readonly sealedDigest?: string;
}

/**
 * Reads a header back. The caller checks the hash first where it matters.
 * @example
 * const { actor, previousHash } = headerOf(recorded);
 */
export const headerOf = ({ header }: { readonly header: string }): Header => JSON.parse(header) as Header;
