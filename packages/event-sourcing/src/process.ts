import type { AnyDecider, Command } from './decider.ts';
import type { Moment } from './event-store.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { Refusal } from './refusal.ts';
import type { AnyView, View } from './view.ts';

/** A command that a process sends, and to whom. */
export interface Outgoing {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Command;
}

/**
 * Events in, commands out, across streams; at least once, and harmless twice.
 * What it must remember is a row per key, as in a view; `react` sees the row exactly as after the event.
 */
export interface Process<Event extends Message, Row extends object> extends View<Event, Row> {
  readonly react: {
    readonly [T in Event['type']]?: (
      row: Row,
      event: Extract<Event, { type: T }>,
      moment: Moment,
    ) => readonly Outgoing[];
  };
  /** For processes with deadlines: a row whose `dueAt` column (UTC) has passed is asked what to send. */
  readonly whenDue?: (row: Row, key: string) => readonly Outgoing[];
}

export interface AnyProcess extends AnyView {
  readonly react: object;
  readonly whenDue?: unknown;
}

/** A command of a process that a rule refused: nothing is lost, but somebody should know. */
export interface RefusedOutgoing {
  readonly process: string;
  readonly stream: string;
  readonly refusal: Refusal;
}

/** What a process answers to an event. */
export const reactionsTo = (
  process: AnyProcess,
  row: object,
  event: Message,
  moment: Moment,
): readonly Outgoing[] => {
  type React = (row: object, event: Message, moment: Moment) => readonly Outgoing[];
  return valueIn(process.react as Keyed<React>, event.type)?.(row, event, moment) ?? [];
};

/** What a process sends for a row whose moment has come. */
export const dueFor = (process: AnyProcess, row: object, key: string): readonly Outgoing[] =>
  (process as { whenDue?: (row: object, key: string) => readonly Outgoing[] }).whenDue?.(row, key) ?? [];
