import type { AnyDecider, Command } from './decider.ts';
import { deterministicId, type Actor } from './envelope.ts';
import type { Message } from './message.ts';
import type { EventStore, Moment, Position, RecordedEvent } from './event-store.ts';
import type { Handle } from './handle.ts';
import type { Refusal } from './refusal.ts';
import type { Canonical } from './canonical.ts';
import {
  columnsOf,
  evolveRow,
  keyOf,
  seenBy,
  type AnyView,
  type RowQuery,
  type Rows,
  type StoredRow,
  type View,
} from './view.ts';

/** A command that a process sends, and to whom. */
export interface Outgoing {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Command;
}

/**
 * Events in, commands out, across streams; at least once, and harmless twice.
 * What it must remember is a row per key, as in a view; `react` sees the row after the event.
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

export interface ProcessRunner {
  /** Acts on at most one page of events. Answers the position reached. */
  follow(): Promise<Position>;
  /** Sends what is due by now (UTC milliseconds). Answers how many commands were sent. */
  tick(now: number): Promise<number>;
}

const PAGE = 200;

/** Runs one process. Commands go out before the checkpoint moves: a crash repeats them, never drops them. */
export const processRunner = (
  process: AnyProcess,
  { store, rows, handle }: { readonly store: EventStore; readonly rows: Rows; readonly handle: Handle },
  onRefused: (refused: RefusedOutgoing) => void = () => undefined,
): ProcessRunner => {
  // What stays due is sent again at every tick; that it was refused is told once.
  const told = new Set<string>();
  const send = async ({ decider, id, command }: Outgoing, cause: string, index: number): Promise<void> => {
    const commandId = deterministicId(process.name, cause, index);
    const { refusal } = await handle(decider, id, command, {
      actor: actorOf(process),
      clientId: process.name,
      commandId,
      correlationId: cause,
      causationId: cause,
      process: { fence: { stream: `process-${process.name}`, revision: -1 } },
      content: command as unknown as Canonical,
    });
    if (!refusal || told.has(commandId)) return;
    told.add(commandId);
    onRefused({ process: process.name, stream: `${decider.name}-${id}`, refusal });
  };

  const react = (row: object, event: Message, moment: Moment): readonly Outgoing[] =>
    (process.react as Record<string, (r: object, e: Message, m: Moment) => readonly Outgoing[]>)[
      event.type
    ]?.(row, event, moment) ?? [];

  const step = async (changed: Map<string, StoredRow>, recorded: RecordedEvent): Promise<void> => {
    const event = seenBy(process, recorded);
    const key = event && keyOf(process, event, recorded);
    if (!event || key === undefined) return;
    const before = changed.get(key) ?? (await rows.find(process, [key]))[0];
    const row = evolveRow(process, before?.row ?? process.initial, event, recorded);
    changed.set(key, { key, position: recorded.position, row });
    for (const [index, outgoing] of react(row, event, recorded).entries())
      await send(outgoing, recorded.id, index);
  };

  return {
    follow: async () => {
      const from = await rows.checkpoint(process);
      const page = await store.readLog({ after: from, limit: PAGE });
      const to = page.at(-1)?.position;
      if (to === undefined) return from;
      const changed = new Map<string, StoredRow>();
      for (const recorded of page) await step(changed, recorded);
      await rows.save([{ view: process, from, to, changed: [...changed.values()] }]);
      return to;
    },
    tick: async (now) => {
      const { whenDue } = process as { whenDue?: (row: object, key: string) => readonly Outgoing[] };
      if (!whenDue) return 0;
      const instant = new Date(now).toISOString();
      const query: RowQuery = { atMost: { dueAt: instant }, orderBy: 'dueAt', limit: PAGE };
      let sent = 0;
      // Rows may stay due for ever, a refused one for example: those behind them have their turn all the same.
      for (let due = await rows.list(process, query); ;) {
        for (const { key, row, position } of due)
          for (const [index, outgoing] of whenDue(row, key).entries()) {
            await send(outgoing, deterministicId(key, String(position)), index);
            sent += 1;
          }
        const last = due.at(-1);
        if (!last || due.length < PAGE) return sent;
        const after = { key: last.key, value: columnsOf(process, last.row)['dueAt'] ?? null };
        due = await rows.list(process, { ...query, after });
      }
    },
  };
};

/** Who acts when a process does. */
export const actorOf = ({ name }: { readonly name: string }): Actor => ({
  id: `process.${name}`,
  role: 'SYSTEM',
  agency: 'wardbook',
});
