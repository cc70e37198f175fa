import type { AnyDecider, Engine, EventStore, LogReader, Position, Rows } from '@wardbook/event-sourcing';
import type { Door, RecordAccess, Texts } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import { hasBegun, type AnyConcept } from './concept.ts';
import { deniedAt, type Denied } from './denial.ts';
import { findRecord } from './find-record.ts';
import { globalId, type NodeKind } from './global-id.ts';
import type { Identity } from './identity.ts';
import { patientLog, patientRows, type Patience } from './patience.ts';
import { personalReader, type PersonalReader } from './personal-reader.ts';
import type { MutationPayload } from './payload.ts';
import { historyRefused, peopleNamed } from './people-named.ts';
import { scopesOf, type Scope } from './scope.ts';
import { pointOf, type PointOrTokenArgs } from './point-args.ts';
import { reader, type Read } from './read.ts';
import { auditedOnce, isFor } from './record-agency.ts';
import { refusedRequest } from './refused-request.ts';
import { sender, type Send } from './send.ts';
import { agencyKnownOnce, type AgencyKnown } from './sharing.ts';
import { textReader, type TextReader } from './text-reader.ts';
import { positionOf, tokenOf } from './token.ts';
import type { Written } from './written.ts';

/** Everything that a resolver may touch. */
export interface Context {
  readonly scopes: ReadonlySet<Scope>;
  /** How long, and how much, this request is worked on. */
  readonly patience: Patience;
  /** Names this request in the log, in `x-request-id`, and in the events that it causes. */
  readonly correlationId: string;
  /** Who asks. */
  readonly by: By;
  readonly send: Send;
  /** Personal values, each through the door. */
  readonly personal: PersonalReader;
  /** Words that everybody may read: what rows have of them are references. */
  readonly words: TextReader['words'];
  /** The same, of events. */
  readonly texts: TextReader;
  /** Writes down that something about people was refused, before that is answered. */
  readonly denied: Denied;
  /** The log of who read what. */
  readonly access: AccessLog;
  readonly read: Read;
  /**
   * A record as it is after it was written to; null where it was struck through whole. Throws FORBIDDEN (403) where it is
   * not for whoever wrote to it, STALE_READ (503): that it was written stands, whatever is read of it.
   */
  readonly recordAfter: (written: Written) => Promise<object | null>;
  /**
   * A record that another one names, as it is now and as far as it is for whoever asks; null for nothing, and where there
   * is no key.
   */
  readonly find: (kind: NodeKind, key: string | null | undefined) => Promise<object | null>;
  /**
   * A record that whoever asks names, at the moment, and as fresh, as these say. Throws INVALID_TOKEN, BAD_USER_INPUT
   * (400), STALE_READ (503).
   */
  readonly findAt: (kind: NodeKind, key: string, args: PointOrTokenArgs) => Promise<object | null>;
  /** Whose records an auditor sees: of these forces, or of all. */
  readonly audited: () => Promise<readonly string[] | 'ALL'>;
  /** What is on record of an agency, read once. */
  readonly agencyKnown: AgencyKnown;
  /** The log itself, for histories. */
  readonly history: LogReader;
  /** Whether the history of a stream is for whoever asks. */
  readonly isForAsker: (stream: string) => Promise<boolean>;
  /** The same, of a history that is asked for: that it is not is written down first. */
  readonly opensHistory: (stream: string) => Promise<boolean>;
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
  /** Every kind of record that clients meet. */
  readonly concepts: readonly AnyConcept[];
  /** Nothing that is recorded happened before: UTC milliseconds. */
  readonly earliest: number;
  readonly store: EventStore;
  readonly rows: Rows;
  readonly engine: Engine;
  readonly door: Door;
  readonly texts: Pick<Texts, 'open' | 'atHand'>;
  readonly access: AccessLog;
  /** UTC milliseconds. */
  readonly now: () => number;
}

export const contextFor = (
  { store, rows, engine, door, texts, access, now, earliest, concepts }: Parts,
  identity: Identity,
  correlationId: string,
  patience: Patience,
): Context => {
  const history = patientLog(store, patience);
  const { by } = identity;
  const scopes = scopesOf(by.role);
  let freshest: Position = 0n;
  const atLeast: Context['atLeast'] = async (token) => {
    if (token == null) return;
    const position = positionOf(token);
    await engine.caughtUp(position, PATIENCE_IN_MILLISECONDS).catch(async () => {
      if (position > (await store.head()))
        throw refusedRequest(
          'INVALID_TOKEN',
          'What this token stands for is not on record here. Copy one from a receipt of this Wardbook.',
        );
      throw refusedRequest(
        'STALE_READ',
        'What this token stands for is on record, but not shown yet. Send the same request again.',
      );
    });
    // What was read before may be older than that.
    if (position > freshest) read.forget();
    freshest = position > freshest ? position : freshest;
  };
  const text = textReader(texts, patience);
  const read = reader({ store: history, rows: patientRows(rows, patience) });
  const conceptOf = (kind: NodeKind): AnyConcept => oneOf(concepts, (concept) => concept.kind === kind);
  const conceptFor = (decider: AnyDecider): AnyConcept =>
    oneOf(concepts, (concept) => concept.decider === decider);
  const isoNow = (): string => new Date(now()).toISOString();
  const audited = auditedOnce(history, by, isoNow);
  const denied = deniedAt(door, by, correlationId);
  const send = sender(engine.handle, identity, {
    correlationId,
    now,
    earliest,
    idOf: (decider, key) => globalId(conceptFor(decider).kind, key),
    isOnRecord: async (stream) => (await store.readStream(stream, { limit: 1 })).length > 0,
    // A command that is on record is never left half done.
    afterwards: async (decider, receipt) =>
      conceptFor(decider).afterwards?.({ ...context, history: store }, receipt),
  });
  /** P-07: who names a record about people in a command that is refused stands in the log as who asks to see it does. */
  const lookedFor = async (input: object): Promise<void> => {
    // Read anew, and to the end: what this request read before it wrote is not what it reads after.
    const asking = {
      ...context,
      history: store,
      audited: auditedOnce(store, by, isoNow),
      agencyKnown: agencyKnownOnce(store),
      read: reader({ store, rows }),
    };
    await Promise.all(
      peopleNamed(concepts, input).map(({ concept, key }) =>
        findRecord(concept, asking, { key, isNamed: true }),
      ),
    );
  };
  const context: Context = {
    scopes,
    patience,
    correlationId,
    by,
    send: async (Input, input) => {
      const payload = await send(Input, input);
      if (isAboutRecord(payload)) await lookedFor(input);
      return payload;
    },
    read,
    find: async (kind, key) =>
      key == null ? null : findRecord(conceptOf(kind), context, { key, isNamed: false }),
    findAt: async (kind, key, args) => {
      const point = pointOf(args, now);
      await atLeast(args.atLeast);
      return findRecord(conceptOf(kind), context, { key, point, isNamed: true });
    },
    recordAfter: async ({ decider, key, position }) => {
      await atLeast(tokenOf(position));
      const concept = conceptFor(decider);
      const record = await findRecord(concept, context, { key, isNamed: false });
      if (record) return { ...record, id: globalId(concept.kind, key) };
      if (!hasBegun(await read.find(concept.board, key))) return null;
      throw refusedRequest('FORBIDDEN', 'This is on record. What it is about is not yours to read.');
    },
    words: text.words,
    texts: text,
    personal: personalReader(door, { by, scopes, correlationId, denied }),
    denied,
    access: { ...access, log: patientLog(access.log, patience) },
    audited,
    agencyKnown: agencyKnownOnce(history),
    history,
    isForAsker: (stream) => isFor({ by, scopes, audited, history, concepts }, stream),
    opensHistory: async (stream) => {
      const isTheirs = await context.isForAsker(stream);
      if (!isTheirs) await Promise.all(historyRefused(concepts, stream).map(denied));
      return isTheirs;
    },
    parked: () => engine.parked(),
    now,
    atLeast,
  };
  return context;
};

/** What has another form than its field was not looked for. */
const isAboutRecord = ({ receipt, userErrors }: MutationPayload): boolean =>
  receipt === null && userErrors.some(({ kind }) => kind !== 'InvalidInput');

const oneOf = (concepts: readonly AnyConcept[], isMeant: (concept: AnyConcept) => boolean): AnyConcept => {
  const found = concepts.find(isMeant);
  if (!found) throw new TypeError('No such concept is in the list.');
  return found;
};
