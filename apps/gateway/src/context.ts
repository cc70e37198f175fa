import type { Engine, EventStore, LogReader, Rows } from '@wardbook/event-sourcing';
import type { Door, RecordAccess } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import type { Identity } from './identity.ts';
import { personalReader, type PersonalReader } from './personal-reader.ts';
import { scopesOf, type Scope } from './policy.ts';
import { reader, type Read } from './read.ts';
import { mayWriteTo } from './record-agency.ts';
import { refusedRequest } from './refused-request.ts';
import { sender, type Send } from './send.ts';
import { positionOf } from './token.ts';

/** Everything that a resolver may touch. */
export interface Context {
  readonly scopes: ReadonlySet<Scope>;
  /** Names this request in the log, in `x-request-id`, and in the events that it causes. */
  readonly correlationId: string;
  /** Who asks. */
  readonly by: By;
  readonly send: Send;
  /** Personal values, each through the door. */
  readonly personal: PersonalReader;
  /** The log of who read what. */
  readonly access: AccessLog;
  readonly read: Read;
  /** The log itself, for histories. */
  readonly history: LogReader;
  /** Waits until answers are no older than the token. Throws INVALID_TOKEN (400), STALE_READ (503). */
  readonly atLeast: (token: string | null | undefined) => Promise<void>;
  /** What read models and processes could not deal with. */
  readonly parked: Engine['parked'];
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** The access log, for auditors: reading it is written down in it. */
interface AccessLog {
  readonly log: LogReader;
  readonly record: RecordAccess;
}

const PATIENCE_IN_MILLISECONDS = 2_000;

export interface Parts {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly engine: Engine;
  readonly door: Door;
  readonly access: AccessLog;
  /** UTC milliseconds. */
  readonly now: () => number;
}

export const contextFor = (
  { store, rows, engine, door, access, now }: Parts,
  identity: Identity,
  correlationId: string,
): Context => {
  const scopes = scopesOf(identity.by.role);
  return {
    scopes,
    correlationId,
    by: identity.by,
    send: sender(engine.handle, identity, {
      correlationId,
      now,
      mayWriteTo: (stream) => mayWriteTo({ by: identity.by, history: store }, stream),
    }),
    read: reader({ store, rows }),
    personal: personalReader(door, { by: identity.by, scopes, correlationId }),
    access,
    history: store,
    parked: () => engine.parked(),
    now,
    atLeast: async (token) => {
      if (token == null) return;
      await engine.caughtUp(positionOf(token), PATIENCE_IN_MILLISECONDS).catch(() => {
        throw refusedRequest('STALE_READ', 'The read models have not caught up with this token yet.');
      });
    },
  };
};
