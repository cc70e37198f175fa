import { datedFrom, type Dated } from '../dated.ts';
import {
  isIdOf,
  streamOf,
  takenBy,
  type AnyDecider,
  type AnyFold,
  type Command,
  type Fact,
  type StreamFact,
} from '../decider.ts';
import { decide, evolve, factsFor, isHidden, SYSTEM } from '../deciding.ts';
import type { Moment } from '../event-store.ts';
import { isSeen, type Asker } from '../facts.ts';
import { valueIn, type Keyed } from '../keyed.ts';
import type { Message } from '../message.ts';
import { dueFor, reactionsTo, type AnyProcess, type Outgoing } from '../process.ts';
import { accepted, isRefusal, type Decision } from '../refusal.ts';
import { mayUnsettle, unsettled } from '../standing.ts';
import { columnsOf, evolveRow, keyOf, type AnyView } from '../view.ts';

export type { Dated } from '../dated.ts';

/** What had happened in one stream. */
export interface History {
  readonly fold: AnyFold;
  readonly id: string;
  readonly events: readonly Dated[];
  /** The agency whose record it is; left out: of whoever sends the command. */
  readonly owner?: string;
}

/** A command with its sender and its moment, and the record it is for. */
interface Step {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Omit<Command, 'id' | 'owner'>;
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

const momentOf = (stream: string, revision: number, { at }: Dated): Moment => ({
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
type Unnamed = (asked: StreamFact<unknown>) => unknown;

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
  readonly owner?: string | undefined;
}

const played = ({ histories, steps }: Story, unnamed: Unnamed = () => undefined) => {
  const streams = new Map<string, Known>();
  const log: Happened[] = [];
  const decisions: Decision<Message>[] = [];
  const knownOf = (fold: History['fold'], id: string): Known =>
    streams.get(streamOf(fold, id)) ?? { state: frozen(fold.initial), past: [] };
  const factState = (asked: StreamFact<unknown>, past: Log, asker: Asker): unknown => {
    if (asked.own) return ownFact(asked, past);
    if (asked.id === undefined || !isIdOf(asked.fold, asked.id)) return asked.fold.initial;
    const stub = unnamed(asked);
    if (stub !== undefined) return stub;
    const { state, owner } = knownOf(asked.fold, asked.id);
    return isSeen(asked, owner, asker) ? state : asked.fold.initial;
  };
  const stateOf = (asked: Fact<unknown>, past: Log, asker: Asker): unknown =>
    'first' in asked
      ? stateOf(asked.next(stateOf(asked.first, past, asker) as never), past, asker)
      : factState(asked, past, asker);
  const happen = (fold: History['fold'], id: string, dated: Dated, owner?: string): void => {
    const { state, past } = knownOf(fold, id);
    const moment = momentOf(streamOf(fold, id), past.length, dated);
    const happened = { fold, event: dated.event, moment };
    streams.set(moment.stream, {
      state: frozen(evolve(fold, state, frozen(dated.event), moment)),
      past: [...past, happened],
      owner,
    });
    log.push(happened);
  };
  for (const { fold, id, events, owner } of histories)
    for (const dated of events) happen(fold, id, dated, owner);
  for (const { decider, id, command: told } of steps) {
    const fold: AnyFold = decider;
    const known = knownOf(fold, id);
    const owns = known.owner ?? fold.ownerOfId?.(id);
    const asked = frozen({ ...told, id, owner: owns ?? agencyOf(told) });
    const hidden = owns !== undefined && isHidden(decider, asked, known.state);
    const { state, past } = hidden ? { state: frozen(fold.initial), past: [] } : known;
    const command = hidden ? frozen({ ...asked, owner: agencyOf(told) }) : asked;
    const facts = Object.entries(factsFor(decider, command, state)).map(([name, fact]) => [
      name,
      stateOf(fact, past, command),
    ]);
    const answer = decide(decider, command, state, Object.fromEntries(facts) as object);
    const decision = asAnswered(decider, command, { answer, past, hidden });
    decisions.push(decision);
    const { occurredAt } = command;
    const events = isRefusal(decision) ? (decision.recorded ?? []) : accepted(decision).events;
    const owner = owns ?? (known.past.length > 0 ? undefined : begunFor(fold, events, agencyOf(told)));
    for (const event of datedFrom(events, occurredAt)) happen(fold, id, event, owner);
  }
  return { decisions, streams, log };
};

/** As `handle` has it: nothing of another agency's record, and nothing that unsettles what is on record. */
const asAnswered = (
  decider: AnyDecider,
  { by, occurredAt }: Command,
  {
    answer,
    past,
    hidden,
  }: { readonly answer: Decision<Message>; readonly past: Log; readonly hidden: boolean },
): Decision<Message> => {
  if (isRefusal(answer)) {
    const { recorded, ...refusal } = answer;
    return hidden ? refusal : { ...refusal, ...(recorded && { recorded }) };
  }
  const dated = datedFrom(accepted(answer).events, occurredAt);
  if (hidden) return dated.length === 0 ? answer : takenBy(decider);
  const newest = past.map(({ moment }) => moment.occurredAt).reduce((a, b) => (a > b ? a : b), '');
  const isLate = by.role !== SYSTEM && mayUnsettle(decider, dated, newest);
  return (isLate ? unsettled(decider, past, dated) : undefined) ?? answer;
};

/** From JavaScript a command may be nobody's. */
const agencyOf = ({ by }: { readonly by?: Partial<Command['by']> }): string => by?.agency ?? '';

const begunFor = (fold: AnyFold, events: readonly (Message | Dated)[], agency: string): string => {
  const [first] = datedFrom(events, '');
  type BegunFor = Keyed<(event: Message) => string>;
  const asked = first && fold.begunFor && valueIn(fold.begunFor as BegunFor, first.event.type);
  return asked ? asked(first.event) : agency;
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
const ownFact = ({ fold, own }: StreamFact<unknown>, past: Log): unknown =>
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
