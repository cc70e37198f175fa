import {
  defineDomain,
  defineProcess,
  event,
  idOf,
  send,
  z,
  type Command,
  type Decider,
  type EventOf,
  type EventStore,
  type Rows,
} from '@wardbook/event-sourcing';
import { postgresEventStore, postgresRows } from '@wardbook/event-store-postgres';
import { sqliteEventStore, sqliteRows } from '@wardbook/event-store-sqlite';
import { join } from 'node:path';

/** Where several processes meet: a folder, or the address of a database. */
export interface Place {
  readonly kind: 'sqlite' | 'postgres';
  readonly at: string;
}

export const storeIn = async ({ kind, at }: Place): Promise<EventStore> =>
  kind === 'sqlite' ? sqliteEventStore(join(at, 'log.db')) : postgresEventStore(at);

export const rowsIn = async ({ kind, at }: Place): Promise<Rows> =>
  kind === 'sqlite' ? sqliteRows(join(at, 'rows.db')) : postgresRows(at);

/** In milliseconds. */
export const LEASE = 1_000;

const armed = event('Armed', {});
const rung = event('Rung', { count: z.int() });
const echoed = event('Echoed', {});

const alarmEvents = [armed, rung] as const;
type AlarmEvent = EventOf<(typeof alarmEvents)[number]>;
type AlarmCommand = Command & ({ readonly type: 'Arm' } | { readonly type: 'Ring'; readonly count: number });

/** Rings whenever it is told to: only the fence keeps a process that lost its place from ringing once more. */
export const alarm: Decider<AlarmCommand, AlarmEvent, null> = {
  name: 'alarm',
  initial: null,
  events: alarmEvents,
  evolve: { Armed: () => null, Rung: () => null },
  facts: {},
  decide: { Arm: () => [armed({})], Ring: ({ count }) => [rung({ count })] },
};

const echo: Decider<Command & { readonly type: 'Echo' }, ReturnType<typeof echoed>, null> = {
  name: 'echo',
  initial: null,
  events: [echoed],
  evolve: { Echoed: () => null },
  facts: {},
  decide: { Echo: () => [echoed({})] },
};

interface Bell {
  readonly count: number;
  readonly dueAt: string | null;
}

const SILENT: Bell = { count: 0, dueAt: null };

/** Echoes each arming at once; rings for an alarm that is armed, and says how often it was. */
const bell = defineProcess({
  name: 'bell',
  version: 1,
  of: [alarm],
  initial: SILENT,
  evolve: {
    Armed: ({ count }, _, { occurredAt }) => ({ count: count + 1, dueAt: occurredAt }),
    Rung: (row) => ({ ...row, dueAt: null }),
  },
  columns: { dueAt: ({ dueAt }) => dueAt },
  react: {
    Armed: (_, __, { stream, occurredAt }) => [send(echo, idOf(stream), { type: 'Echo' }, occurredAt)],
  },
  whenDue: ({ count, dueAt }, id) =>
    dueAt === null ? [] : [send(alarm, id, { type: 'Ring', count }, dueAt)],
});

export const alarms = defineDomain({ alarm, echo }, { processes: [bell] });

/** What a process says, a line each: an alarm that it is about to ring for, and what the log said to it. */
export type Said =
  | { readonly about: string }
  | { readonly appended: string }
  | { readonly refused: string; readonly by?: string };
