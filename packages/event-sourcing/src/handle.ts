import {
  decide,
  definitionOf,
  evolveRecorded,
  factsFor,
  streamOf,
  subjectOf,
  type AnyDecider,
  type Command,
  type Fact,
} from './decider.ts';
import { encloseAll } from './enclose-all.ts';
import {
  digestOfCommand,
  eventIdOf,
  headerOf,
  type Actor,
  type Basis,
  type CommandPart,
} from './envelope.ts';
import { canonicalize, type Canonical } from './canonical.ts';
import {
  EventInvalid,
  IdempotencyKeyReused,
  NO_STREAM,
  SubjectErased,
  WrongExpectedRevision,
} from './errors.ts';
import { decode } from './event.ts';
import type { EventStore, Guard, Position, RecordedEvent } from './event-store.ts';
import type { Sealer } from './sealing.ts';
import { queues } from './queues.ts';
import { streamCache } from './stream-cache.ts';
import { accepted, isRefusal, refuse, type Refusal, type Warning } from './refusal.ts';

/** Who sends a command, and how it is told from every other. */
export interface Sender {
  readonly actor: Actor;
  readonly onBehalfOf?: string;
  /** The client system: command ids of two clients never meet. */
  readonly clientId: string;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** What the client itself sent; a repeat must be equal to it. Server stamps (time, actor) stay out. */
  readonly content: Canonical;
  /** 0-based revision the client decided on; any other is a `WrongExpectedRevision`, without a second try. */
  readonly expectedRevision?: number;
  /** A process: it may pass on references to personal values that are sealed already. */
  readonly trusted?: boolean;
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

/** What `handle` answers: a receipt, a refusal, or a refusal that is itself on record. */
export interface Handled {
  readonly receipt?: Receipt;
  readonly refusal?: Refusal;
}

/**
 * Read, decide, append; when another writer got there first, decide again on what they wrote.
 * Throws `WrongExpectedRevision`, `IdempotencyKeyReused`, `EventInvalid`, `UnknownEventVersion`, `StoreUnavailable`.
 */
export type Handle = (decider: AnyDecider, id: string, command: Command, sender: Sender) => Promise<Handled>;

interface HandleOptions {
  /** UTC milliseconds. */
  readonly now?: () => number;
  /** Streams whose state is kept in memory between commands. */
  readonly cachedStreams?: number;
  /** Without one, events with personal values are refused. */
  readonly sealer?: Sealer;
}

const ATTEMPTS = 3;
// Instants are compared as text, so there is one form of them only.
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const handler = (
  store: EventStore,
  { now = Date.now, cachedStreams = 2_000, sealer }: HandleOptions = {},
): Handle => {
  const { load, remember } = streamCache(store, cachedStreams);
  const inLine = queues();

  const attempt = async (
    decider: AnyDecider,
    id: string,
    command: Command,
    sender: Sender,
  ): Promise<Handled> => {
    if (!INSTANT.test(command.at)) throw new EventInvalid(command.type, ['at']);
    const stream = streamOf(decider, id);
    const known = await load(decider, stream);
    const first = known.revisionById.get(eventIdOf(sender.clientId, sender.commandId, stream, 0));
    if (first !== undefined) return repeated(decider, command, sender, { stream, first });
    if (sender.expectedRevision !== undefined && sender.expectedRevision !== known.revision)
      throw new WrongExpectedRevision(stream, sender.expectedRevision, known.revision);
    const recordedAt = new Date(Math.max(now(), Date.parse(known.recordedAt))).toISOString();
    if (command.at > recordedAt)
      return { refusal: refuse('R-TIME-1', 'What is recorded has already happened.', 'at') };

    const { facts, basis, guards } = await gather(factsFor(decider, command, known.state));
    const decision = decide(decider, command, known.state, facts);
    const events = isRefusal(decision) ? (decision.recorded ?? []) : accepted(decision).events;
    const warnings = isRefusal(decision) ? [] : accepted(decision).warnings;
    const refusal = isRefusal(decision) && { refusal: decision };
    if (events.length === 0) {
      const { revision, position } = known;
      return refusal || { receipt: { stream, revision, position, eventIds: [], warnings, replayed: false } };
    }
    if (refusal && !events.some(({ type }) => definitionOf(decider, type)?.refusal))
      throw new TypeError(`${stream}: no event on record says how ${refusal.refusal.rule} reads.`);
    const subject = subjectOf(decider, known.state, command);
    const digest = await digestOf(sealer, { stream, subject }, command, sender);
    if (digest === undefined) throw new SubjectErased(stream);
    const enclosed = await encloseAll(decider, events, {
      stream,
      known,
      subject,
      sealer,
      sender,
      part: { ...commandPart(sender, command, recordedAt, digest), ...(basis.length > 0 && { basis }) },
    });
    const { revision, position } = await store.append(stream, known.revision, enclosed, {
      guards,
      subjects: subject === undefined ? [] : [subject],
    });
    remember(decider, stream, known, { events: enclosed, position });
    const eventIds = enclosed.map((event) => event.id);
    return { ...refusal, receipt: { stream, revision, position, eventIds, warnings, replayed: false } };
  };

  const gather = async (requests: Readonly<Record<string, Fact<unknown>>>): Promise<Gathered> => {
    const loaded = await Promise.all(
      Object.entries(requests).map(async ([name, { fold, id, guarded }]) => {
        const stream = streamOf(fold, id);
        return { name, stream, guarded, known: await load(fold, stream) };
      }),
    );
    return {
      facts: Object.fromEntries(loaded.map(({ name, known }) => [name, known.state])),
      basis: loaded.map(({ stream, known: { revision, hash } }) => ({ stream, revision, hash })),
      guards: loaded
        .filter(({ guarded }) => guarded)
        .map(({ stream, known: { revision } }) => ({ stream, revision })),
    };
  };

  /** The first receipt of a command that is already on record, with what the decision had to say then. */
  const repeated = async (
    decider: AnyDecider,
    command: Command,
    sender: Sender,
    { stream, first }: { readonly stream: string; readonly first: number },
  ): Promise<Handled> => {
    const history = await store.readStream(stream);
    const recorded = history
      .slice(first)
      .filter(({ id }, index) => id === eventIdOf(sender.clientId, sender.commandId, stream, index));
    const [start, last] = [recorded[0], recorded.at(-1)];
    if (!start || !last) throw new TypeError(`${stream} lost revision ${String(first)}.`);
    const header = headerOf(start);
    const state = history
      .slice(0, first)
      .reduce<unknown>((before, event) => evolveRecorded(decider, before, event), decider.initial);
    const subject = subjectOf(decider, state, command);
    const digest = await digestOf(sealer, { stream, subject }, command, sender);
    // Once the subject is erased nobody can compare any more: the first receipt is answered.
    if (digest !== undefined && digest !== header.commandDigest)
      throw new IdempotencyKeyReused(sender.commandId, start.recordedAt);
    const refusal = recorded.map((event) => refusalOf(decider, event)).find((said) => said !== undefined);
    const facts = await factsAsThen(factsFor(decider, command, state), header.basis ?? []);
    const again = decide(decider, { ...command, at: start.occurredAt }, state, facts);
    return {
      ...(refusal && { refusal }),
      receipt: {
        stream,
        revision: last.revision,
        position: last.position,
        eventIds: recorded.map(({ id }) => id),
        warnings: isRefusal(again) ? [] : accepted(again).warnings,
        replayed: true,
      },
    };
  };

  const factsAsThen = async (
    requests: Readonly<Record<string, Fact<unknown>>>,
    basis: readonly Basis[],
  ): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(requests).map(async ([name, { fold, id }]) => {
          const stream = streamOf(fold, id);
          const to = basis.find((entry) => entry.stream === stream)?.revision ?? NO_STREAM;
          const events = to === NO_STREAM ? [] : await store.readStream(stream, { to });
          return [
            name,
            events.reduce<unknown>((state, event) => evolveRecorded(fold, state, event), fold.initial),
          ] as const;
        }),
      ),
    );

  return (decider, id, command, sender) =>
    inLine(streamOf(decider, id), async () => {
      for (let attempts = 1; ; attempts += 1)
        try {
          return await attempt(decider, id, command, sender);
        } catch (error) {
          const final = sender.expectedRevision !== undefined && isOwnConflict(error, streamOf(decider, id));
          if (!(error instanceof WrongExpectedRevision) || final || attempts === ATTEMPTS) throw error;
        }
    });
};

/** How a recorded refusal reads when its command comes again. */
const refusalOf = (decider: AnyDecider, recorded: RecordedEvent): Refusal | undefined => {
  const definition = definitionOf(decider, recorded.type);
  return definition?.refusal?.(decode(definition, recorded) as never);
};

interface Gathered {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly basis: readonly Basis[];
  readonly guards: readonly Guard[];
}

const isOwnConflict = (error: unknown, stream: string): boolean =>
  error instanceof WrongExpectedRevision && error.stream === stream;

/** Keyed by the subject where the stream is a person's record: what was sent may be guessable. */
const digestOf = async (
  sealer: Sealer | undefined,
  { stream, subject }: { readonly stream: string; readonly subject: string | undefined },
  { type }: Command,
  { content }: Sender,
): Promise<string | undefined> => {
  const sent = canonicalize([type, content]);
  if (subject === undefined) return digestOfCommand(sent);
  // A bare hash of what may be guessable is never stored.
  if (!sealer) throw new EventInvalid(type, ['personal data without a sealer']);
  return sealer.digest(stream, subject, sent);
};

const commandPart = (
  sender: Sender,
  command: Command,
  recordedAt: string,
  commandDigest: string,
): CommandPart => ({
  occurredAt: command.at,
  recordedAt,
  actor: sender.actor,
  ...(sender.onBehalfOf !== undefined && { onBehalfOf: sender.onBehalfOf }),
  commandId: sender.commandId,
  commandDigest,
  correlationId: sender.correlationId,
  ...(sender.causationId !== undefined && { causationId: sender.causationId }),
});
