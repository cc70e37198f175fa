import { v4 as uuid } from 'uuid';
import type { Canonical } from './canonical.ts';
import {
  streamOf,
  type AnyDecider,
  type CommandOf,
  type EventIn,
  type StateOf,
  type UnsentTo,
} from './decider.ts';
import { definitionOf, foldRecorded } from './deciding.ts';
import { decode } from './event.ts';
import type { Domain, Kinds } from './domain.ts';
import { NO_STREAM } from './errors.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import type { Handle } from './handle.ts';
import type { Message } from './message.ts';
import { underPrefix } from './prefix.ts';
import type { Handled, Sender } from './sender.ts';

/** A domain as an application uses it: `app.promise('visits').send({ type: 'AgreePromiseByTeam' }, { by })`. */
export type App<K extends Kinds> = { readonly [Name in keyof K]: (id: string) => RecordDoor<K[Name]> };

/** One record. */
export interface RecordDoor<D extends AnyDecider> {
  /**
   * Decides and records. A rule that says no is an answer, not an error; `Handle` says what is thrown.
   * Without a `commandId` of the sender's own a repeat is another command.
   */
  send(command: UnsentTo<D>, sender: Sending<CommandOf<D>['by']>): Promise<Handled>;
  /** What the record has come to, and its 0-based revision: -1 where nothing is on record. */
  state(): Promise<{ readonly state: StateOf<D>; readonly revision: number }>;
  /** What is on record, oldest first, what was struck through among it. Throws `UnknownEventVersion` where a newer build wrote something. */
  events(): Promise<readonly Happened<EventIn<D>>[]>;
}

/** A recorded event, and what it reads as today, whichever version wrote it. */
export interface Happened<Event extends Message = Message> extends RecordedEvent {
  readonly event: Event;
}

/** Who sends a command; all but `by` has a default. */
export type Sending<By> = Partial<Omit<Sender, 'by' | 'process'>> & { readonly by: By };

/**
 * The application of a domain on a store.
 * @example
 * const app = appOf(street, { store, handle: handler(store) });
 * const { state, revision } = await app.lamp('high-street-1').state();
 */
export const appOf = <K extends Kinds>(
  { kinds, prefix }: Domain<K>,
  { store, handle }: { readonly store: Pick<EventStore, 'readStream'>; readonly handle: Handle },
): App<K> =>
  Object.fromEntries(
    Object.entries<AnyDecider>(kinds).map(([name, decider]) => [
      name,
      (id: string) => doorOf(decider, id, { store, handle, prefix }),
    ]),
  ) as unknown as App<K>;

interface Behind {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly handle: Handle;
  readonly prefix: string;
}

const doorOf = (
  decider: AnyDecider,
  id: string,
  { store, handle, prefix }: Behind,
): RecordDoor<AnyDecider> => {
  const fold = underPrefix(decider, prefix);
  const recordedEvents = (): Promise<readonly RecordedEvent[]> => store.readStream(streamOf(fold, id));
  return {
    send: (command, sender) => handle(decider, id, command, withDefaults(command, sender)),
    events: async () =>
      (await recordedEvents()).map((recorded) => ({
        ...recorded,
        event: decode(definitionOf(fold, recorded.type), recorded),
      })),
    state: async () => {
      const recorded = await recordedEvents();
      const state: unknown = foldRecorded(fold, recorded);
      return { state, revision: recorded.at(-1)?.revision ?? NO_STREAM };
    },
  };
};

/** JavaScript may leave the sender out: `handle` says what is missing then. What is undefined was not given. */
const withDefaults = (command: Message, given: object = {}): Sender => {
  const sender = Object.fromEntries(
    Object.entries<unknown>({ ...given }).filter(
      // Nobody passes for a process: it may pass on references as they are, and say when it was recorded.
      ([name, value]) => value !== undefined && name !== 'process',
    ),
  ) as unknown as Sending<Sender['by']>;
  const commandId = sender.commandId ?? uuid();
  return {
    clientId: 'app',
    correlationId: commandId,
    // What tells a repeat from another use of the same command id.
    fingerprint: [command as unknown as Canonical, sender.occurredAt ?? null],
    ...sender,
    commandId,
  };
};
