import { randomUUID } from 'node:crypto';
import {
  digestOfCommand,
  encloseAll,
  NO_STREAM,
  ZERO_HASH,
  type AnyEventDefinition,
  type EventStore,
  type Message,
  type NewEvent,
  type Placing,
  type Sealer,
} from '@wardbook/event-sourcing';

/** Something that happened, and when (UTC). */
export interface Told<Event extends Message = Message> {
  readonly at: string;
  readonly event: Event;
}

/** Whose streams they are, and what may happen in them. */
interface History {
  readonly name: string;
  readonly events: readonly AnyEventDefinition[];
}

export type Append = (history: History, id: string, told: readonly Told[]) => Promise<void>;

const actor = { id: 'member-7b0d1f6e', role: 'ADMIN', agency: 'test-police' };

/** Appends what was decided elsewhere, as an import does, to streams that nobody else writes to. */
export const scribe = (store: EventStore, sealer: Sealer): Append => {
  const newest = new Map<string, Placing['known']>();
  const recordedAt = new Date().toISOString();
  return async (history, id, told) => {
    const stream = `${history.name}-${id}`;
    const begins = newest.get(stream) ?? { revision: NO_STREAM, hash: ZERO_HASH };
    const enclosed: NewEvent[] = [];
    for (const { at, event } of told) {
      const hash = enclosed.at(-1)?.hash ?? begins.hash;
      const commandId = randomUUID();
      const commandDigest = digestOfCommand(commandId);
      const by = { occurredAt: at, recordedAt, actor, commandId, commandDigest, correlationId: 'bench' };
      const known = { revision: begins.revision + enclosed.length, hash };
      const sender = { clientId: 'bench', commandId };
      const placing = { stream, known, subject: undefined, sealer, sender, part: by };
      enclosed.push(...(await encloseAll(history, [event], placing)));
    }
    const { revision } = await store.append(stream, begins.revision, enclosed);
    newest.set(stream, { revision, hash: enclosed.at(-1)?.hash ?? begins.hash });
  };
};
