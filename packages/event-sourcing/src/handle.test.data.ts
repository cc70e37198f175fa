import { stateOf, guarded, type AnyDecider, type Command, type Decider, type Unsent } from './decider.ts';
import { event, type EventOf } from './event.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import { handler, type Handle } from './handle.ts';
import type { Handled, Sender } from './sender.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { onRecord, refuse, warn } from './refusal.ts';
import { counter, type CounterCommand } from './store-contracts/counter.ts';

export const AT = '2026-03-01T11:00:00.000Z';
export const NOON = '2026-03-01T12:00:00.000Z';
export const now = (): number => Date.parse(NOON);

// A gate that moves and may be shut; a door that may be entered while the gate is not shut.
const gateMoved = event('GateMoved', {});
const gateShut = event('GateShut', {});
type GateEvent = EventOf<typeof gateMoved> | EventOf<typeof gateShut>;
type GateCommand = Command & { readonly type: 'MoveGate' | 'ShutGate' };
interface GateState {
  readonly moves: number;
  readonly shut: boolean;
}
export const gate: Decider<GateCommand, GateEvent, GateState> = {
  name: 'gate',
  initial: { moves: 0, shut: false },
  events: [gateMoved, gateShut],
  evolve: {
    GateMoved: (state) => ({ ...state, moves: state.moves + 1 }),
    GateShut: (state) => ({ ...state, shut: true }),
  },
  facts: {},
  decide: { MoveGate: () => [gateMoved({})], ShutGate: () => [gateShut({})] },
};
export const SHUT = { type: 'ShutGate' } as const;

const entered = event('Entered', {});
const noticed = event('Noticed', {});
const forceRefused = event('ForceRefused', {}, { refusal: () => refuse('R-DOOR-3', 'No force.') });
type DoorEvent = EventOf<typeof entered> | EventOf<typeof noticed> | EventOf<typeof forceRefused>;
type DoorCommand =
  | (Command & { readonly type: 'Enter' })
  | (Command & { readonly type: 'Force' })
  | (Command & { readonly type: 'Mutter' });
export const door: Decider<DoorCommand, DoorEvent, null, { readonly Enter: { readonly gate: GateState } }> = {
  name: 'door',
  initial: null,
  events: [entered, noticed, forceRefused],
  evolve: { Entered: () => null, Noticed: () => null, ForceRefused: () => null },
  facts: { Enter: () => ({ gate: guarded(stateOf(gate, 'main')) }) },
  decide: {
    Enter: ({ occurredAt: at }, _, { gate: { moves, shut } }) => {
      if (shut) return refuse('R-DOOR-1', 'The gate is shut.');
      if (at > AT) return warn([entered({})], { rule: 'R-DOOR-5', reason: 'That is late.' });
      const ajar = { rule: 'R-DOOR-2', reason: 'The gate is ajar.' };
      return moves % 2 === 1 ? warn([entered({})], ajar) : [entered({})];
    },
    Force: () => onRecord(refuse('R-DOOR-3', 'No force.'), noticed({}), forceRefused({})),
    Mutter: () => onRecord(refuse('R-DOOR-4', 'Nobody will remember why.'), noticed({})),
  },
};

export type TallyCommand =
  | (Command & { readonly type: 'Add'; readonly amount: number })
  | (Command & { readonly type: 'AddCountsOf'; readonly counter: string });

/** To which stream, and what differs from the usual sender. */
type How = Partial<Sender> & { readonly id?: string };

interface Desk {
  readonly store: EventStore;
  readonly send: (
    decider: AnyDecider,
    commandId: string,
    command: Unsent<GateCommand | DoorCommand | TallyCommand | CounterCommand>,
    how?: How,
  ) => Promise<Handled>;
  readonly count: (
    commandId: string,
    amount: number,
    command?: Partial<Unsent<CounterCommand>>,
    how?: How,
  ) => Promise<Handled>;
}

/** One process: a handler with its own queues and its own cache. */
export const desk = (store = memoryEventStore(), options: Parameters<typeof handler>[1] = {}): Desk => {
  const handle: Handle = handler(store, { now, ...options });
  const send: Desk['send'] = (decider, commandId, command, { id = 'one', ...sender } = {}) =>
    handle(decider, id, command, {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: AT,
      clientId: 'client-1',
      commandId,
      correlationId: 'correlation-1',
      fingerprint: { ...command },
      ...sender,
    });
  return {
    store,
    send,
    count: (commandId, amount, command = {}, how = {}) =>
      send(counter, commandId, { type: 'Count', amount, ...command } as Unsent<CounterCommand>, how),
  };
};

/** A process that finds, before each of its first appends, that another process has written. */
export const racing = (
  conflicts: number,
  interfere: (other: Desk) => Promise<unknown>,
  options: Parameters<typeof handler>[1] = {},
) => {
  const store = memoryEventStore();
  const other = desk(store);
  let appends = 0;
  const append: EventStore['append'] = async (...given) => {
    appends += 1;
    if (appends <= conflicts) await interfere(other);
    return store.append(...given);
  };
  let reads = 0;
  const readStream: EventStore['readStream'] = (...given) => {
    reads += 1;
    return store.readStream(...given);
  };
  return {
    ...desk({ ...store, append, readStream }, options),
    store,
    appends: () => appends,
    reads: () => reads,
  };
};

export const amountsOf = (events: readonly RecordedEvent[]): readonly number[] =>
  events.map(({ data }) => (JSON.parse(data) as { by: number }).by);
