import {
  decide,
  definitionOf,
  factsFor,
  streamOf,
  subjectOf,
  type AnyDecider,
  type Command,
} from './decider.ts';
import { encloseAll } from './enclose-all.ts';
import { eventIdOf, type CommandPart } from './envelope.ts';
import { AHEAD_BY, aheadOf, isDoubtful, recordingTime } from './clock.ts';
import { digestOf } from './command-digest.ts';
import {
  ClockBehind,
  EventInvalid,
  StoreUnavailable,
  SubjectErased,
  WrongExpectedRevision,
} from './errors.ts';
import { factGatherer } from './facts.ts';
import { firstReceipt } from './first-receipt.ts';
import type { EventStore } from './event-store.ts';
import type { Sealer } from './sealing.ts';
import type { Handled, Sender } from './sender.ts';
import { queues } from './queues.ts';
import { stateAfter, streamCache } from './stream-cache.ts';
import { accepted, isRefusal, refuse } from './refusal.ts';

/**
 * Read, decide, fold what was decided, append; when another writer got there first, decide again on what they wrote.
 * Throws `WrongExpectedRevision` (only for a revision that the sender named, or a process that lost its place),
 * `IdempotencyKeyReused`, `EventInvalid`, `UnknownEventVersion`, `SubjectErased`, `StoreUnavailable`, and whatever a
 * decider or its `evolve` throws: nothing is recorded then.
 */
export type Handle = (decider: AnyDecider, id: string, command: Command, sender: Sender) => Promise<Handled>;

export interface HandleOptions {
  /** UTC milliseconds. */
  readonly now?: () => number;
  /** Streams whose state is kept in memory between commands. */
  readonly cachedStreams?: number;
  /** Without one, events with personal values are refused. */
  readonly sealer?: Sealer;
  /** How long other processes' writes to the same streams are waited out, in milliseconds. */
  readonly patience?: number;
  /** Waits so many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** By chance: from 0, below 1. */
  readonly random?: () => number;
}

const PATIENCE_IN_MILLISECONDS = 5_000;
// Instants are compared as text, so there is one form of them only.
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const handler = (store: EventStore, options: HandleOptions = {}): Handle => {
  const { now = Date.now, cachedStreams = 2_000, sealer } = options;
  const { patience = PATIENCE_IN_MILLISECONDS, pause = sleep, random = Math.random } = options;
  const { load, remember } = streamCache(store, cachedStreams);
  const gather = factGatherer(store, load);
  const inLine = queues();
  // The greatest time of recording that a store had to point out: where this clock is slow, all later events need it.
  let told = '';
  const hear = (greatest = ''): void => {
    if (greatest > told) told = greatest;
  };

  const attempt = async (
    decider: AnyDecider,
    id: string,
    asked: Command,
    sender: Sender,
  ): Promise<Handled> => {
    if (!INSTANT.test(asked.at)) throw new EventInvalid(asked.type, ['at']);
    const stream = streamOf(decider, id);
    sender.process?.onRead?.(stream);

    const known = await load(decider, stream);
    const first = known.revisionById.get(eventIdOf(sender.clientId, sender.commandId, stream, 0));
    if (first !== undefined) return firstReceipt({ store, sealer, stream, first }, decider, asked, sender);
    if (sender.expectedRevision !== undefined && sender.expectedRevision !== known.revision)
      throw new WrongExpectedRevision(stream, sender.expectedRevision, known.revision);
    const follows = [known.recordedAt, sender.process?.causeRecordedAt];
    const clock = now();
    if (isDoubtful(clock, told, ...follows)) hear(await greatestBelieved(store));
    const recordedAt = recordingTime(clock, told, ...follows);
    // A process says when its cause happened, by a clock that may have been ahead.
    const command = sender.process && asked.at > recordedAt ? { ...asked, at: recordedAt } : asked;
    if (command.at > recordedAt)
      return { refusal: refuse('R-TIME-1', 'What is recorded has already happened.', 'at') };

    const requests = factsFor(decider, command, known.state);
    const { facts, basis, guards } = await gather(requests, { stream, known }, sender.process?.onRead);
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
      sender: { ...sender, trusted: sender.process !== undefined },
      part: { ...commandPart(sender, command, recordedAt, digest), ...(basis.length > 0 && { basis }) },
    });
    // What cannot be read back must not be written: it would stop the stream for ever.
    const state = stateAfter(decider, known.state, enclosed);

    const { revision, position } = await store.append(stream, known.revision, enclosed, {
      guards: [...guards, ...(sender.process?.fence ? [sender.process.fence] : [])],
      subjects: subject === undefined ? [] : [subject],
    });
    remember(decider, stream, known, { events: enclosed, state, position });
    const eventIds = enclosed.map((event) => event.id);
    return { ...refusal, receipt: { stream, revision, position, eventIds, warnings, replayed: false } };
  };

  const waitedOut = async (
    decider: AnyDecider,
    id: string,
    command: Command,
    sender: Sender,
  ): Promise<Handled> => {
    for (let [tries, waited] = [1, 0]; ; tries += 1) {
      try {
        return await attempt(decider, id, command, sender);
      } catch (error) {
        if (error instanceof ClockBehind) hear(error.greatest);
        else if (!(error instanceof WrongExpectedRevision) || isFinal(error, streamOf(decider, id), sender))
          throw error;
        if (waited >= patience) throw new StoreUnavailable('Others write here without a pause.', true);
      }
      // By chance, so that two who met do not meet again.
      const milliseconds = random() * Math.min(LONGEST_PAUSE_IN_MILLISECONDS, 2 ** tries);
      waited += milliseconds;
      await pause(milliseconds);
    }
  };

  return (decider, id, command, sender) =>
    inLine(streamOf(decider, id), () => waitedOut(decider, id, command, sender));
};

const LONGEST_PAUSE_IN_MILLISECONDS = 64;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Whether deciding again cannot help: the sender named the revision, or the process lost its place. */
const isFinal = (
  { stream }: WrongExpectedRevision,
  own: string,
  { expectedRevision, process }: Sender,
): boolean => (expectedRevision !== undefined && stream === own) || stream === process?.fence?.stream;

/** The log's greatest time of recording; undefined where it came from a clock that was wrong: that is to be corrected. */
const greatestBelieved = async (store: EventStore): Promise<string | undefined> => {
  const clock = await store.clock?.();
  return clock && aheadOf(clock) <= AHEAD_BY ? clock.greatest : undefined;
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
