import type { Message } from './message.ts';

/** An event with the moment (UTC) of which it speaks, where that is not the moment of its command. */
export interface Dated<Event extends Message = Message> {
  readonly at: string;
  readonly event: Event;
}

/**
 * A consequence with a date of its own, in a decision: a month is broken at its end, whenever somebody looked.
 * @example
 * const closeMonth = (end: string) => [happened(end, lampFailed({ fault: 'BULB' }))];
 */
export const happened = <Event extends Message>(at: string, event: Event): Dated<Event> => ({ at, event });

/** Decided events, each with its moment: its own, else that of the command. */
export const datedFrom = (events: readonly (Message | Dated)[], occurredAt: string): readonly Dated[] =>
  events.map((one) => (isDated(one) ? one : { at: occurredAt, event: one }));

/** Every event has a type; what has none says when the event within it happened. */
const isDated = (one: Message | Dated): one is Dated => !('type' in one);
