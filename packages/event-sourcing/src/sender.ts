import type { Canonical } from './canonical.ts';
import type { Actor } from './actor.ts';
import type { Guard, Position } from './event-store.ts';
import type { Refusal, Warning } from './refusal.ts';

/** Who sends a command, and how it is told from every other. */
export interface Sender<By extends Actor = Actor> {
  readonly by: By;
  /** When it happened, UTC with milliseconds. Default: now. */
  readonly occurredAt?: string;
  readonly onBehalfOf?: string;
  /** The client system: command ids of two clients never meet. */
  readonly clientId: string;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /**
   * What the client itself sent, and as which of its messages; a repeat must be equal to it. Server stamps (time,
   * actor) and names that only the server knows stay out.
   */
  readonly fingerprint: Canonical;
  /** How an older build kept the same command, where it did: it is known by that as well. */
  readonly formerly?: { readonly commandId: string; readonly fingerprint: Canonical };
  /** 0-based revision the client decided on; any other is a `WrongExpectedRevision`, without a second try. */
  readonly expectedRevision?: number;
  /** Set by a process alone. */
  readonly process?: SendingProcess;
}

/**
 * What a process may do beside: it passes on references to personal values that are sealed already, and its repeats
 * are known by their id, whatever a newer build makes of their content.
 */
export interface SendingProcess {
  /**
   * The place that it must still hold when its events are written; losing it ends the command at once. Absent where it
   * only takes that place.
   */
  readonly fence?: Guard;
  /** When its cause was recorded, UTC: its events are never recorded before. */
  readonly causeRecordedAt?: string;
  /** Told of every stream that the decision reads. */
  readonly onRead?: (stream: string) => void;
}

/** Proof that a command is on disk. */
export interface Receipt {
  readonly stream: string;
  /** 0-based revision of the stream after the command; -1 when nothing was there and nothing needed to be. */
  readonly revision: number;
  readonly position: Position;
  readonly eventIds: readonly string[];
  readonly warnings: readonly Warning[];
  /** The command had been recorded before; this is its first receipt. */
  readonly replayed: boolean;
}

/** What `handle` answers: a receipt, a refusal, or a refusal that is itself on record and so has a receipt too. */
export type Handled =
  | { readonly receipt: Receipt; readonly refusal?: undefined }
  | { readonly receipt?: Receipt; readonly refusal: Refusal };
