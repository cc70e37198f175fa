import {
  ANY_ID,
  isIdOf,
  streamOf,
  takenBy,
  type AnyDecider,
  type Command,
  type CommandOf,
  type UnsentTo,
} from './decider.ts';
import { datedFrom, type Dated } from './dated.ts';
import { decide, definitionOf, factsFor, isHidden, isNoReader, subjectOf } from './deciding.ts';
import { NOT_YET } from './domain.ts';
import { encloseAll } from './enclose-all.ts';
import { eventIdOf, headerOf, type CommandPart } from './envelope.ts';
import { AHEAD_BY, aheadOf, isDoubtful, recordingTime } from './clock.ts';
import { digestOf } from './command-digest.ts';
import { TEXT_REDACTED, textSubjectOf } from './sealed-text.ts';
import { holdsText } from './separate.ts';
import {
  ClockBehind,
  IdempotencyKeyReused,
  StoreUnavailable,
  SubjectErased,
  WrongExpectedRevision,
} from './errors.ts';
import { factGatherer } from './facts.ts';
import { firstReceipt } from './first-receipt.ts';
import type { EventStore, RecordedEvent, RecordedFields } from './event-store.ts';
import { underPrefix } from './prefix.ts';
import type { Sealer } from './sealing.ts';
import { refuseMisstated, refuseNoCommand } from './misstated.ts';
import type { Handled, Sender } from './sender.ts';
import { withWords } from './opened-text.ts';
import { queues } from './queues.ts';
import { mayUnsettle, pastIn, unsettled } from './standing.ts';
import { nothingKnown, stateAfter, streamCache, type Known } from './stream-cache.ts';
import { STRIKE_RULES, type StrikeRules } from './strike-rules.ts';
import { decideStrike, isOutOfReach } from './strike-through.ts';
import { effective, isStriking } from './striking.ts';
import { turns } from './turns.ts';
import { accepted, isRefusal, type Refusal } from './refusal.ts';

/**
 * Stamp, read, decide, fold what was decided, append; when another writer got there first, decide again on what they
 * wrote. Throws `WrongExpectedRevision` (only for a revision that the sender named, or a process that lost its place),
 * `IdempotencyKeyReused`, `EventInvalid`, `UnknownEventVersion`, `SubjectErased`, `StoreUnavailable`, and whatever a
 * decider or its `evolve` throws: nothing is recorded then.
 */
export type Handle = <D extends AnyDecider>(
  decider: D,
  id: string,
  command: UnsentTo<D>,
  sender: Sender<CommandOf<D>['by']>,
) => Promise<Handled>;

/** How commands are handled; all of it has a default. */
export interface HandleOptions {
  /** UTC milliseconds. */
  readonly now?: () => number;
  /** Streams whose state is kept in memory between commands. */
  readonly cachedStreams?: number;
  /** Without one, events with personal values are refused. */
  readonly sealer?: Sealer;
  /** Told in front of the names of all streams, where two domains share a log. */
  readonly prefix?: string;
  /** What is answered to a command about a moment that has not come yet. */
  readonly notYet?: Refusal<'occurredAt'>;
  /** Who strikes what through, and how it is answered where that is not possible. */
  readonly striking?: StrikeRules;
  /** By how many milliseconds a client's clock may be ahead: what it says is recorded as now. Default 30,000. */
  readonly tolerance?: number;
  /** How long other processes' writes to the same streams are waited out, in milliseconds. */
  readonly patience?: number;
  /** Waits so many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** By chance: from 0, below 1. */
  readonly random?: () => number;
}

const PATIENCE_IN_MILLISECONDS = 5_000;
const TOLERANCE_IN_MILLISECONDS = 30_000;

/** A command on its way: who has it, what it is, and where it goes. */
interface Sending {
  readonly decider: AnyDecider;
  readonly stream: string;
  readonly command: Command;
  readonly sender: Sender;
}

/**
 * The way of every command to a log; one for a store and a process, because it keeps states in memory.
 * @example
 * const handle = handler(memoryEventStore());
 * const sender = { by, clientId: 'app', commandId: 'c-1', correlationId: 'c-1', fingerprint: { watts: 40 } };
 * const { refusal } = await handle(lamp, 'high-street-1', { type: 'InstallLamp', watts: 40 }, sender);
 */
export const handler = (store: EventStore, options: HandleOptions = {}): Handle => {
  const { now = Date.now, cachedStreams = 2_000, sealer, prefix = '', notYet = NOT_YET } = options;
  const { striking: strikeRules = STRIKE_RULES } = options;
  const { tolerance = TOLERANCE_IN_MILLISECONDS } = options;
  const { patience = PATIENCE_IN_MILLISECONDS, pause = sleep, random = Math.random } = options;
  const { load, remember } = streamCache(store, cachedStreams, sealer?.texts);
  const gather = factGatherer(store, load, sealer?.texts);
  const inLine = queues();
  const turn = turns();
  // The greatest time of recording that a store had to point out: where this clock is slow, all later events need it.
  let told = '';
  const hear = (greatest = ''): void => {
    if (greatest > told) told = greatest;
  };

  // 1. Stamp: what the command is about, when it happened, who sends it.
  const stamped = (decider: AnyDecider, id: string, asked: Asked, sender: Sender): Sending => {
    refuseMisstated(asked.type, sender);
    const occurredAt = sender.occurredAt ?? new Date(now()).toISOString();
    const command = { ...asked, id, occurredAt, by: sender.by, owner: sender.by.agency };
    return { decider, stream: streamOf(decider, id), command, sender };
  };

  // 2. Time: the moment of recording follows all that it rests on, and what is recorded has happened.
  const timed = (
    sending: Sending,
    known: Known,
    clock: number,
  ): Sending & { readonly recordedAt: string } => {
    const { command, sender } = sending;
    const recordedAt = recordingTime(clock, told, known.recordedAt, sender.process?.causeRecordedAt);
    // A process says when its cause happened, by a clock that may have been ahead; so may a client's be, a little.
    const ahead = Date.parse(command.occurredAt) - Date.parse(recordedAt);
    const isAhead = ahead > 0 && (sender.process !== undefined || ahead <= tolerance);
    return { ...sending, recordedAt, ...(isAhead && { command: { ...command, occurredAt: recordedAt } }) };
  };

  // 3. Decide: on the record as it is, and on the facts that the command asks for.
  const decided = async ({ decider, stream, command, sender }: Sending, known: Known) => {
    const requests = factsFor(decider, command, known.state);
    const { facts, ...rests } = await gather(requests, { stream, known }, command, sender.process?.onRead);
    const decision = decide(decider, command, known.state, facts);
    if (isRefusal(decision)) {
      const events = decision.recorded ?? [];
      if (events.length > 0 && !events.some(({ type }) => definitionOf(decider, type)?.refusal))
        throw new TypeError(`${stream}: no event on record says how ${decision.rule} reads.`);
      return { events: datedFrom(events, command.occurredAt), warnings: [], ...rests, refusal: decision };
    }
    const { events, warnings } = accepted(decision);
    const dated = datedFrom(events, command.occurredAt);
    // What follows from the facts is put on record as it is.
    const refusal =
      sender.process === undefined && mayUnsettle(decider, dated, known.latest)
        ? unsettled(decider, pastIn(decider, await store.readStream(stream, { to: known.revision })), dated)
        : undefined;
    return refusal
      ? { events: [], warnings: [], ...rests, refusal }
      : { events: dated, warnings, ...rests, refusal: undefined };
  };
  /** Something on record that was not so. */
  const struck = async ({ decider, command }: Sending, history: readonly RecordedEvent[]) => {
    const none = { events: [], warnings: [], basis: [], guards: [] };
    if (!isStriking(command)) return { ...none, refusal: undefined };
    // Rules may compare words.
    const opened = decider.comparesText ? await withWords(sealer?.texts, history) : history;
    const decision = await decideStrike(
      { store, turn },
      { decider, command, history: opened, gather, rules: strikeRules },
    );
    return isRefusal(decision)
      ? { ...none, refusal: decision }
      : { ...none, events: datedFrom(decision, command.occurredAt), refusal: undefined };
  };
  type Decided = Awaited<ReturnType<typeof decided>>;

  // 4. Enclose: validate, seal, and fold, because what cannot be read back would stop the stream for ever.
  const enclosed = async (
    { decider, stream, command, sender, recordedAt }: ReturnType<typeof timed>,
    known: Known,
    { events, basis }: Decided,
    history: readonly RecordedEvent[] | undefined,
  ) => {
    const subject = subjectOf(decider, known.state, command);
    const keyed = { stream, subject: subject ?? textSubjectIn({ decider, stream, sender }, events) };
    const digest = await digestOf(sealer, keyed, command, sender);
    if (digest === undefined) throw new SubjectErased(stream);
    const ready = await encloseAll(decider, events, {
      stream,
      known,
      subject,
      sealer,
      sender: { ...sender, trusted: sender.process !== undefined },
      part: { ...commandPart(sender, command, recordedAt, digest), ...(basis.length > 0 && { basis }) },
    });
    const state = history
      ? stateAfter(decider, decider.initial, effective([...history, ...ready]))
      : stateAfter(decider, known.state, ready);
    return { events: ready, state, subjects: subject === undefined ? [] : [subject] };
  };

  const attempt = async (given: Sending): Promise<Handled> => {
    const { decider, stream } = given;
    const known = await load(decider, stream);
    const sending = asRecorded(given, known);
    const { sender } = sending;
    const first = known.revisionById.get(eventIdOf(sender.clientId, sender.commandId, stream, 0));
    const recorded = first === undefined ? [] : await store.readStream(stream, { from: first });
    const isTaken = recorded[0] !== undefined && !isOfSame(recorded[0], sender);
    if (first !== undefined && !isTaken) {
      await takenOut(sealer, recorded);
      return firstReceipt({ store, sealer, stream, first }, decider, sending.command, sender);
    }
    const never = isStriking(sending.command) && strikeRules.never?.(sending.command.by);
    if (never) return { refusal: never };
    const history = isStriking(sending.command)
      ? await store.readStream(stream, { to: known.revision })
      : undefined;
    const { hidden, seen, command } = asSeen(sending, known, history);
    if (isTaken && !hidden) throw new IdempotencyKeyReused(sender.commandId);
    if (sender.expectedRevision !== undefined && sender.expectedRevision !== seen.revision)
      throw new WrongExpectedRevision(stream, sender.expectedRevision, seen.revision);
    const clock = now();
    if (isDoubtful(clock, told, known.recordedAt, sender.process?.causeRecordedAt))
      hear(await greatestBelieved(store));
    const sent = timed({ ...sending, command }, known, clock);
    if (sent.command.occurredAt > sent.recordedAt) return { refusal: notYet };

    if (hidden && history) return { refusal: strikeRules.says({ why: 'ABSENT' }) };
    const decision = history ? await struck(sent, history) : await decided(sent, seen);
    const { warnings, refusal } = decision;
    if (hidden && decision.events.length > 0) {
      if (isTaken && !refusal) throw new IdempotencyKeyReused(sender.commandId);
      return { refusal: refusal ? withoutRecord(refusal) : takenBy(decider) };
    }
    const answer = refusal && { refusal };
    if (decision.events.length === 0) {
      const { revision, position } = seen;
      return answer ?? { receipt: { stream, revision, position, eventIds: [], warnings, replayed: false } };
    }
    // To see what rests on what is struck may take long, and others write meanwhile: it is recorded now.
    const toRecord = history ? timed({ ...sending, command }, known, now()) : sent;
    const { events, state, subjects } = await enclosed(toRecord, known, decision, history);

    // 5. Append: only if all is still as it was read.
    const guards = [...decision.guards, ...(sender.process?.fence ? [sender.process.fence] : [])];
    const { revision, position } = await store.append(stream, known.revision, events, { guards, subjects });
    remember(decider, stream, known, { events, state, position });
    await takenOut(
      sealer,
      events.map((event) => ({ ...event, position })),
    );
    const eventIds = events.map((event) => event.id);
    return { ...answer, receipt: { stream, revision, position, eventIds, warnings, replayed: false } };
  };

  const waitedOut = async (sending: Sending): Promise<Handled> => {
    for (let [tries, waited] = [1, 0]; ; tries += 1) {
      try {
        return await attempt(sending);
      } catch (error) {
        if (error instanceof ClockBehind) hear(error.greatest);
        else if (!(error instanceof WrongExpectedRevision) || isFinal(error, sending)) throw error;
        if (waited >= patience) throw new StoreUnavailable('Others write here without a pause.', true);
      }
      // By chance, so that two who met do not meet again.
      const milliseconds = random() * Math.min(LONGEST_PAUSE_IN_MILLISECONDS, 2 ** tries);
      waited += milliseconds;
      await pause(milliseconds);
    }
  };

  return async (given, id, command, sender) => {
    const decider = underPrefix(given, prefix);
    if (!isIdOf(decider, id)) return { refusal: (decider.ids ?? ANY_ID).otherwise };
    refuseNoCommand(decider, command);
    const sending = stamped(decider, id, command, sender);
    const { stream } = sending;
    sender.process?.onRead?.(stream);
    return inLine(stream, () => waitedOut(sending));
  };
};

interface Asked {
  readonly type: string;
}

/** The record as it is for whoever sends: as if it did not exist, where it is another agency's. */
const asSeen = (
  { decider, command }: Sending,
  known: Known,
  history: readonly RecordedEvent[] | undefined,
) => {
  const owner = known.owner ?? decider.ownerOfId?.(command.id);
  const owned = { ...command, owner: owner ?? command.owner };
  const hidden =
    owner !== undefined &&
    (history && isStriking(owned)
      ? isNoReader(decider, owned) || isOutOfReach({ command: owned, history })
      : isHidden(decider, owned, known.state));
  return hidden
    ? { hidden, seen: nothingKnown(decider.initial), command }
    : { hidden, seen: known, command: owned };
};

/** Under the id by which an older build put it on record, where one did. */
const asRecorded = (sending: Sending, { revisionById }: Known): Sending => {
  const { stream, sender } = sending;
  const { formerly } = sender;
  return formerly && revisionById.has(eventIdOf(sender.clientId, formerly.commandId, stream, 0))
    ? { ...sending, sender: { ...sender, ...formerly } }
    : sending;
};

/** Whether whoever sends it is who sent it first: to anybody else a repeat says nothing. A process is known by its id. */
const isOfSame = (recorded: RecordedEvent, { by, onBehalfOf, process }: Sender): boolean => {
  const { actor, onBehalfOf: before } = headerOf(recorded);
  return process !== undefined || (actor.id === by.id && actor.agency === by.agency && before === onBehalfOf);
};

/** What would be put on record is not: the record is another agency's. */
const withoutRecord = ({ recorded: _recorded, ...refusal }: Refusal): Refusal => refusal;

const LONGEST_PAUSE_IN_MILLISECONDS = 64;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Whether deciding again cannot help: the sender named the revision, or the process lost its place. */
const isFinal = (
  { stream }: WrongExpectedRevision,
  { stream: own, sender: { expectedRevision, process } }: Sending,
): boolean => (expectedRevision !== undefined && stream === own) || stream === process?.fence?.stream;

/** The log's greatest time of recording; undefined where it came from a clock that was wrong: that is to be corrected. */
const greatestBelieved = async (store: EventStore): Promise<string | undefined> => {
  const clock = await store.clock?.();
  return clock && aheadOf(clock) <= AHEAD_BY ? clock.greatest : undefined;
};

/** In whose name the first words are sealed that a command puts on record. */
const textSubjectIn = (
  { decider, stream, sender: { clientId, commandId } }: Pick<Sending, 'decider' | 'stream' | 'sender'>,
  events: readonly Dated[],
): string | undefined => {
  const index = events.findIndex(({ event }) => {
    const definition = definitionOf(decider, event.type);
    return definition !== undefined && !definition.retired && holdsText(definition, event);
  });
  return index < 0 ? undefined : textSubjectOf(eventIdOf(clientId, commandId, stream, index));
};

/** Before whoever asked for it is told: what is said to be taken out is not there any more. */
const takenOut = async (sealer: Sealer | undefined, events: readonly RecordedFields[]): Promise<void> => {
  const takingOut = events.filter(({ type }) => type === TEXT_REDACTED);
  if (takingOut.length > 0) await sealer?.texts?.takeOut(takingOut);
};

const commandPart = (
  { by, onBehalfOf, commandId, correlationId, causationId }: Sender,
  { occurredAt }: Command,
  recordedAt: string,
  commandDigest: string,
): CommandPart => ({
  occurredAt,
  recordedAt,
  // Only what a header has: a sender may carry more.
  actor: { id: by.id, role: by.role, agency: by.agency },
  ...(onBehalfOf !== undefined && { onBehalfOf }),
  commandId,
  commandDigest,
  correlationId,
  ...(causationId !== undefined && { causationId }),
});
