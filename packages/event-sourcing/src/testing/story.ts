import { isIdOf, streamOf, type AnyDecider, type AnyFold, type Command, type Fact } from '../decider.ts';
import { decide, evolve, factsFor } from '../deciding.ts';
import type { Moment } from '../event-store.ts';
import type { Message } from '../message.ts';
import { dueFor, reactionsTo, type AnyProcess, type Outgoing } from '../process.ts';
import { accepted, isRefusal, type Decision } from '../refusal.ts';
import { columnsOf, evolveRow, keyOf, type AnyView } from '../view.ts';

/** An event with the moment it happened. */
export interface Dated<Event extends Message> {
  readonly at: string;
  readonly event: Event;
}

/** What had happened in one stream. */
export interface History {
  readonly fold: AnyFold;
  readonly id: string;
  readonly events: readonly Dated<Message>[];
}

/** A command with its sender and its moment, and the record it is for. */
interface Step {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Omit<Command, 'id'>;
}

/** What a test plays: what had happened, and what is sent then. */
export interface Story {
  readonly histories: readonly History[];
  readonly steps: readonly Step[];
}

/** Plays a story in its own way. Answers how many ways it tried. */
type Listener = (story: Story) => number;
const listeners: Listener[] = [];

/** Whoever listens is told of every scenario that is played from now on. */
export const onStory = (listener: Listener): void => void listeners.push(listener);

/** Answers how many ways were tried by those who listen. */
export const tell = (story: Story): number => listeners.reduce((ways, listener) => ways + listener(story), 0);

export const stateAfter = ({ fold, id, events }: History): unknown =>
  events.reduce<unknown>(
    (state, dated, revision) =>
      evolve(fold, state, dated.event, momentOf(streamOf(fold, id), revision, dated)),
    fold.initial,
  );

const momentOf = (stream: string, revision: number, { at }: Dated<Message>): Moment => ({
  stream,
  revision,
  id: `event-${String(revision)}`,
  occurredAt: at,
  recordedAt: at,
});

/** What was decided, step by step. */
export type Decisions = readonly Decision<Message>[];

/** All that comes of a story, as plain data. Views and processes see every event of it, in the order of the story. */
export interface Outcome {
  readonly decisions: Decisions;
  readonly states: readonly (readonly [stream: string, state: unknown])[];
  readonly rows: readonly (readonly [view: string, key: string, row: object, columns: object])[];
  readonly sent: readonly (readonly [
    process: string,
    decider: string,
    id: string,
    command: Message,
    occurredAt: string,
  ])[];
}

/** What stands for a record that the story does not name; undefined where it is as at its beginning. */
type Unnamed = (asked: Fact<unknown>) => unknown;

/** What is decided, and all events in order; nobody looks at them. */
export const eventsOf = (
  story: Story,
  unnamed?: Unnamed,
): { readonly decisions: Decisions; readonly events: readonly Happened[] } => {
  const { decisions, log } = played(story, unnamed);
  return { decisions, events: log };
};

export const outcomeOf = (
  story: Story,
  { views, processes }: { readonly views: readonly AnyView[]; readonly processes: readonly AnyProcess[] },
): Outcome => {
  const { decisions, streams, log } = played(story);
  const seen = [...views, ...processes].map((view) => [view, rowsOf(view, log)] as const);
  const acted = processes.map((process) => [process, reactionsOf(process, log)] as const);
  return {
    decisions,
    states: [...streams].map(([stream, { state }]) => [stream, state]),
    rows: seen.flatMap(([view, rows]) =>
      [...rows].map(([key, row]) => [view.name, key, row, columnsOf(view, row)] as const),
    ),
    sent: acted.flatMap(([{ name }, outgoing]) =>
      outgoing.map(
        ({ decider, id, command, occurredAt }) => [name, decider.name, id, command, occurredAt] as const,
      ),
    ),
  };
};

interface Happened {
  readonly fold: History['fold'];
  readonly event: Message;
  readonly moment: Moment;
}
type Log = readonly Happened[];

interface Known {
  readonly state: unknown;
  readonly past: Log;
}

const played = ({ histories, steps }: Story, unnamed: Unnamed = () => undefined) => {
  const streams = new Map<string, Known>();
  const log: Happened[] = [];
  const decisions: Decision<Message>[] = [];
  const knownOf = (fold: History['fold'], id: string): Known =>
    streams.get(streamOf(fold, id)) ?? { state: frozen(fold.initial), past: [] };
  const factState = (asked: Fact<unknown>): unknown =>
    asked.id === undefined || !isIdOf(asked.fold, asked.id)
      ? asked.fold.initial
      : (unnamed(asked) ?? knownOf(asked.fold, asked.id).state);
  const happen = (fold: History['fold'], id: string, dated: Dated<Message>): void => {
    const { state, past } = knownOf(fold, id);
    const moment = momentOf(streamOf(fold, id), past.length, dated);
    const happened = { fold, event: dated.event, moment };
    streams.set(moment.stream, {
      state: frozen(evolve(fold, state, frozen(dated.event), moment)),
      past: [...past, happened],
    });
    log.push(happened);
  };
  for (const { fold, id, events } of histories) for (const dated of events) happen(fold, id, dated);
  for (const { decider, id, command: told } of steps) {
    const fold: AnyFold = decider;
    const command = frozen({ ...told, id });
    const { state, past } = knownOf(fold, id);
    const facts = Object.entries(factsFor(decider, command, state)).map(([name, asked]) => [
      name,
      asked.own ? ownFact(asked, past) : factState(asked),
    ]);
    const decision = decide(decider, command, state, Object.fromEntries(facts) as object);
    decisions.push(decision);
    const events = isRefusal(decision) ? (decision.recorded ?? []) : accepted(decision).events;
    for (const event of events) happen(fold, id, { at: command.occurredAt, event });
  }
  return { decisions, streams, log };
};

/**
 * States are kept and shared, and commands are compared when they come again: whoever changes one in a test is told, by
 * a `TypeError` of the language.
 */
const frozen = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
};

/** Events of the record's own that its state does not keep. */
const ownFact = ({ fold, own }: Fact<unknown>, past: Log): unknown =>
  past
    .filter((_, revision) => own === 'all' || own?.includes(revision))
    .reduce<unknown>((state, { event, moment }) => evolve(fold, state, event, moment), fold.initial);

const rowsOf = (view: AnyView, log: Log): ReadonlyMap<string, object> => {
  const rows = new Map<string, object>();
  for (const { event, moment } of log) {
    const key = keyOf(view, event, moment);
    if (key !== undefined) rows.set(key, evolveRow(view, rows.get(key) ?? view.initial, event, moment));
  }
  return rows;
};

/** What a process sends at each event, and what it would send were everything due in the end. */
const reactionsOf = (process: AnyProcess, log: Log): readonly Outgoing[] => {
  const rows = new Map<string, object>();
  const sent = log.flatMap(({ event, moment }) => {
    const key = keyOf(process, event, moment);
    if (key === undefined) return [];
    const row = evolveRow(process, rows.get(key) ?? process.initial, event, moment);
    rows.set(key, row);
    return reactionsTo(process, row, event, moment);
  });
  return [...sent, ...[...rows].flatMap(([key, row]) => dueFor(process, row, key))];
};
