import type { Engine, EventStore, LogReader, Rows } from '@wardbook/event-sourcing';
import type { Identity } from './identity.ts';
import { scopesOf, type Scope } from './policy.ts';
import { reader, type Read } from './read.ts';
import { refusedRequest } from './refused-request.ts';
import { sender, type Send } from './send.ts';
import { positionOf } from './token.ts';

/** Everything that a resolver may touch. */
export interface Context {
  readonly scopes: ReadonlySet<Scope>;
  /** Names this request in the log, in `x-request-id`, and in the events that it causes. */
  readonly correlationId: string;
  readonly send: Send;
  readonly read: Read;
  /** The log itself, for histories. */
  readonly history: LogReader;
  /** Waits until answers are no older than the token. Throws INVALID_TOKEN (400), STALE_READ (503). */
  readonly atLeast: (token: string | null | undefined) => Promise<void>;
  /** UTC milliseconds. */
  readonly now: () => number;
}

const PATIENCE_IN_MILLISECONDS = 2_000;

export interface Parts {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly engine: Engine;
  /** UTC milliseconds. */
  readonly now: () => number;
}

export const contextFor = (
  { store, rows, engine, now }: Parts,
  identity: Identity,
  correlationId: string,
): Context => ({
  scopes: scopesOf(identity.by.role),
  correlationId,
  send: sender(engine.handle, identity, { correlationId, now }),
  read: reader({ store, rows }),
  history: store,
  now,
  atLeast: async (token) => {
    if (token == null) return;
    await engine.caughtUp(positionOf(token), PATIENCE_IN_MILLISECONDS).catch(() => {
      throw refusedRequest('STALE_READ', 'The read models have not caught up with this token yet.');
    });
  },
});
