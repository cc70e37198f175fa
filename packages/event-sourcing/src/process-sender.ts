import { categoryNameOf, categoryOf, streamOf } from './decider.ts';
import { deterministicId } from './envelope.ts';
import type { Handle } from './handle.ts';
import type { EventStore } from './event-store.ts';
import { ownerReader } from './owner.ts';
import { processStreamOf } from './places.ts';
import { actorOf } from './process-record.ts';
import { isPassing } from './parking.ts';
import type { AnyProcess, Outgoing, RefusedOutgoing } from './process.ts';

/** Why a command is sent: an event, or a row whose moment has come. */
interface Cause {
  readonly id: string;
  /** UTC; absent for a deadline. */
  readonly recordedAt?: string;
  /** Where the event is; absent for a deadline. */
  readonly stream?: string;
}

/**
 * Sends what a process asks for, under ids that come from its cause: a repeat is known by them, unless the command left
 * nothing on record. Answers whether all of them did. `read` gathers the streams that were read, also when it throws.
 * What fails for good is thrown once the others are sent: one record that nobody can write to any more keeps none back.
 */
export type SendAll = (outgoing: readonly Outgoing[], cause: Cause, read: Set<string>) => Promise<boolean>;

interface Acting {
  readonly handle: Handle;
  /** For whom the process acts where that is nobody's record. */
  readonly agency: string;
  readonly store: Pick<EventStore, 'readStream'>;
}

export const processSender = (
  process: AnyProcess,
  { handle, agency, store }: Acting,
  fence: () => number,
  onRefused: (refused: RefusedOutgoing) => void,
): SendAll => {
  // What stays due is sent again at every tick; that it was refused is told once.
  const told = new Set<string>();
  const tell = (commandId: string, refused: RefusedOutgoing): void => {
    if (told.has(commandId)) return;
    if (told.size >= MOST_TOLD) told.clear();
    told.add(commandId);
    onRefused(refused);
  };
  const ownerOfStream = ownerReader(store);
  /** Whoever's record caused it; of a deadline, whose record it is about. */
  const behalf = async ({ decider, id }: Outgoing, { stream }: Cause): Promise<string> => {
    const cause = stream && process.of.find((fold) => categoryNameOf(fold) === categoryOf(stream));
    const owner = cause
      ? await ownerOfStream(cause, stream)
      : await ownerOfStream(decider, streamOf(decider, id));
    return owner ?? agency;
  };
  const sendOne = async (one: Outgoing, index: number, cause: Cause, read: Set<string>): Promise<boolean> => {
    const { decider, id, command, occurredAt } = one;
    const commandId = deterministicId(process.name, cause.id, index);
    const { receipt, refusal } = await handle(decider, id, command, {
      by: actorOf(process, await behalf(one, cause)),
      occurredAt,
      clientId: process.name,
      commandId,
      correlationId: cause.id,
      causationId: cause.id,
      fingerprint: [process.name, cause.id, index],
      process: {
        fence: { stream: processStreamOf(process.name), revision: fence() },
        ...(cause.recordedAt !== undefined && { causeRecordedAt: cause.recordedAt }),
        onRead: (stream) => read.add(stream),
      },
    });
    if (refusal) tell(commandId, { process: process.name, stream: streamOf(decider, id), refusal });
    return receipt !== undefined && receipt.eventIds.length > 0;
  };
  return async (outgoing, cause, read) => {
    let allRecorded = true;
    const failures: unknown[] = [];
    for (const [index, one] of outgoing.entries())
      try {
        allRecorded = (await sendOne(one, index, cause, read)) && allRecorded;
      } catch (failure) {
        if (isPassing(failure)) throw failure;
        failures.push(failure);
      }
    if (failures.length > 0) throw failures[0];
    return allRecorded;
  };
};

const MOST_TOLD = 10_000;
