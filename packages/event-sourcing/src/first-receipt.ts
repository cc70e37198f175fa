import { type AnyDecider, type Command } from './decider.ts';
import { decide, definitionOf, factsFor, foldRecorded, subjectOf } from './deciding.ts';
import { digestOf, isComparable } from './command-digest.ts';
import { eventIdOf, headerOf } from './envelope.ts';
import { IdempotencyKeyReused } from './errors.ts';
import { decode } from './event.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { factsAsThen } from './facts.ts';
import { ownerOf } from './owner.ts';
import type { Handled, Sender } from './sender.ts';
import { accepted, isRefusal, type Refusal } from './refusal.ts';
import { isTextSubject } from './sealed-text.ts';
import type { Sealer } from './sealing.ts';
import { isStriking, struckIn } from './striking.ts';

/** Where a command is on record: its stream, and the 0-based revision of its first event. */
interface Place {
  readonly store: EventStore;
  readonly sealer: Sealer | undefined;
  readonly stream: string;
  readonly first: number;
}

/**
 * What a command that is on record already was answered, with what the decision had to say then.
 * Throws `IdempotencyKeyReused` when the client sent something else.
 */
export const firstReceipt = async (
  { store, sealer, stream, first }: Place,
  decider: AnyDecider,
  command: Command,
  sender: Sender,
): Promise<Handled> => {
  const history = await store.readStream(stream);
  const recorded = history
    .slice(first)
    .filter(({ id }, index) => id === eventIdOf(sender.clientId, sender.commandId, stream, index));
  const [start, last] = [recorded[0], recorded.at(-1)];
  if (!start || !last) throw new TypeError(`${stream} lost revision ${String(first)}.`);
  const refusal = recorded.map((event) => refusalOf(decider, event)).find((said) => said !== undefined);
  const receipt = {
    stream,
    revision: last.revision,
    position: last.position,
    eventIds: recorded.map(({ id }) => id),
    warnings: [],
    replayed: true,
  };
  // A process is not asked again: a newer build may send what today's decider cannot even read.
  if (sender.process) return { ...(refusal && { refusal }), receipt };

  const header = headerOf(start);
  const before = history.slice(0, first);
  const state: unknown = foldRecorded(decider, before);
  if (isComparable(header.commandDigest)) {
    const subject = subjectOf(decider, state, command) ?? (await textSubjectIn(store, recorded));
    const digest = await digestOf(sealer, { stream, subject, isOnRecord: true }, command, sender);
    // Once the subject is erased nobody can compare any more: the first receipt is answered.
    if (digest !== undefined && digest !== header.commandDigest)
      throw new IdempotencyKeyReused(sender.commandId, start.recordedAt);
  }
  if (isStriking(command)) return { receipt };
  // To whoever sent it the record is what it was then: theirs, or open to them.
  const [begun] = history;
  const owner = begun ? ownerOf(decider, begun) : command.owner;
  const requests = factsFor(decider, { ...command, owner }, state);
  const struck = struckIn(before).get(stream) ?? new Set();
  const own = { stream, known: { revision: first - 1, struck } };
  const facts = await factsAsThen(store, requests, own, header.basis ?? []);
  // A consequence may have another date than its command.
  const isStated = recorded.some((event) => event.occurredAt === sender.occurredAt);
  const occurredAt = (isStated ? sender.occurredAt : undefined) ?? start.occurredAt;
  const again = decide(decider, { ...command, owner, occurredAt }, state, facts);
  return {
    ...(refusal && { refusal }),
    receipt: { ...receipt, warnings: isRefusal(again) ? [] : accepted(again).warnings },
  };
};

/** In whose name the first words of a command were sealed. */
const textSubjectIn = async (
  store: Pick<EventStore, 'readSealed'>,
  recorded: readonly RecordedEvent[],
): Promise<string | undefined> => {
  for (const { stream, revision, header } of recorded) {
    if (!header.includes('"sealedDigest":')) continue;
    const found = (await store.readSealed(stream, revision)).find(({ subject }) => isTextSubject(subject));
    if (found) return found.subject;
  }
  return undefined;
};

/** How a recorded refusal reads when its command comes again. */
const refusalOf = (decider: AnyDecider, recorded: RecordedEvent): Refusal | undefined => {
  const definition = definitionOf(decider, recorded.type);
  return definition?.refusal?.(decode(definition, recorded) as never);
};
