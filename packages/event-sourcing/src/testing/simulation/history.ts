import { categoryOf } from '../../decider.ts';
import { definitionOf } from '../../deciding.ts';
import { headerOf, type Header } from '../../envelope.ts';
import { decode } from '../../event.ts';
import type { Message } from '../../message.ts';
import type { RecordedEvent } from '../../event-store.ts';
import { actorOf } from '../../process-record.ts';
import { isProcessStream } from '../../places.ts';
import type { World } from './gateways.ts';

/** An event with what its header says. */
export interface Told {
  readonly event: RecordedEvent;
  readonly header: Header;
  /** Type and fields, as the newest build reads them: what two worlds are compared by. */
  readonly said: string;
}

/** The whole log of a world, without takeovers. */
export const historyOf = async ({ store, program }: World): Promise<readonly Told[]> => {
  const events = await store.readLog({ after: 0n, limit: Infinity });
  const { deciders } = program(2);
  return events
    .filter(({ stream }) => !isProcessStream(stream))
    .map((event) => {
      const decider = deciders[categoryOf(event.stream)];
      const made = decode(decider && definitionOf(decider, event.type), event);
      return { event, header: headerOf(event), said: sayingOf(made) };
    });
};

/** What each stream says, event by event. */
export const byStream = (history: readonly Told[]): ReadonlyMap<string, readonly string[]> =>
  grouped(history, ({ event }) => event.stream);

/** What each event made processes say, by process and event. */
export const byCause = (history: readonly Told[]): ReadonlyMap<string, readonly string[]> =>
  grouped(
    history.filter((told) => processOf(told) !== undefined),
    ({ header }) => causeNamed(header.actor.id, String(header.causationId)),
  );

/** How `byCause` names what a process made of an event. */
export const causeOf = (process: { readonly name: string }, { id }: { readonly id: string }): string =>
  causeNamed(actorOf(process, '').id, id);

const causeNamed = (actor: string, id: string): string => `${actor}, because of ${id}`;

/** Type and fields in one order. */
export const sayingOf = (made: Message): string => JSON.stringify(made, Object.keys(made).sort());

/** Which process wrote an event; undefined where none did. */
export const processOf = ({ header }: Told): string | undefined => {
  const { id } = header.actor;
  return id.startsWith(PROCESS) ? id.slice(PROCESS.length) : undefined;
};

const PROCESS = actorOf({ name: '' }, '').id;

const grouped = (
  history: readonly Told[],
  groupOf: (told: Told) => string,
): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const told of history) {
    const group = groups.get(groupOf(told)) ?? [];
    group.push(told.said);
    groups.set(groupOf(told), group);
  }
  return groups;
};
