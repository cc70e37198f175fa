import { beforeEach } from '@jest/globals';
import { z } from 'zod';
import type { Command, Decider } from './decider.ts';
import { StoreUnavailable, SubjectErased } from './errors.ts';
import { event, type EventOf } from './event.ts';
import type { EventStore } from './event-store.ts';
import { handler, type Handle } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import type { ParkedKey } from './places.ts';
import { defineProcess, send, type AnyProcess, type RefusedOutgoing } from './process.ts';
import type { ProcessRunner } from './process-runner.ts';
import { onRecord, refuse } from './refusal.ts';
import { counter } from './store-contracts/counter.ts';
import { runnerOf, runToEnd } from './store-contracts/run-process.ts';
import type { Rows } from './rows.ts';

export const NOW = '2026-03-09T12:00:00.000Z';
export const POWER = new StoreUnavailable('The power went out.', true);
export const AT = '2026-03-01T11:00:00.000Z';
export const DUE = '2026-03-02T11:00:00.000Z';

// A ledger, and a process that enters into it whatever is counted.
const amountEntered = event('AmountEntered', { amount: z.int(), of: z.int().optional() });
const entryRefused = event('EntryRefused', {}, { refusal: () => refuse('R-LEDGER-2', 'Not seventeen.') });
type LedgerEvent = EventOf<typeof amountEntered> | EventOf<typeof entryRefused>;
type LedgerCommand =
  | (Command & { readonly type: 'Enter'; readonly amount: number; readonly of: number })
  | (Command & { readonly type: 'Remind'; readonly whom: string });
const ledger: Decider<LedgerCommand, LedgerEvent, null> = {
  name: 'ledger',
  initial: null,
  events: [amountEntered, entryRefused],
  evolve: { AmountEntered: () => null, EntryRefused: () => null },
  facts: {},
  decide: {
    Enter: ({ amount, of }) => {
      if (amount === 13 && !ledgerAllowsThirteen) return refuse('R-LEDGER-1', 'Not thirteen.');
      if (amount === 17) return onRecord(refuse('R-LEDGER-2', 'Not seventeen.'), entryRefused({}));
      return [amountEntered({ amount, of })];
    },
    Remind: ({ whom }) =>
      whom === 'refused' ? refuse('R-LEDGER-3', 'Not this one.') : [amountEntered({ amount: 0 })],
  },
};

export interface Account {
  readonly sum: number;
  readonly dueAt: string | null;
}
const EMPTY: Account = { sum: 0, dueAt: null };
const enter = (amount: number, of: number, at: string) =>
  send(ledger, 'main', { type: 'Enter', amount, of }, at);
export const bookkeeper = defineProcess({
  name: 'bookkeeper',
  version: 1,
  of: [counter],
  initial: EMPTY,
  evolve: {
    Counted: ({ sum }, { by }) => ({ sum: sum + by, dueAt: by === 1_000 ? null : DUE }),
    CountRefused: (row) => row,
  },
  columns: { dueAt: ({ dueAt }) => dueAt },
  react: {
    Counted: ({ sum }, { by }, { occurredAt }) =>
      by === 100 ? [enter(by, sum, occurredAt), enter(1, sum, occurredAt)] : [enter(by, sum, occurredAt)],
  },
  whenDue: ({ dueAt }, key) =>
    dueAt === null ? [] : [send(ledger, key, { type: 'Remind', whom: key }, dueAt)],
});

let ledgerAllowsThirteen = false;
export let store: EventStore;
export let rows: Rows;
export let handle: Handle;
export let refused: RefusedOutgoing[];
export let parked: ParkedKey[];
let commands = 0;

beforeEach(async () => {
  ledgerAllowsThirteen = false;
  store = memoryEventStore();
  await loseRows();
  handle = handler(store, { now: () => Date.parse(NOW) });
  refused = [];
  parked = [];
});

/** From here on the ledger decides otherwise. */
export const allowThirteen = (): void => {
  ledgerAllowsThirteen = true;
};

/** Rows begin anew; the log stays. */
export const loseRows = async (): Promise<void> => {
  rows = memoryRows();
  await rows.open([bookkeeper]);
};

export const runner = (
  onRows: Rows = rows,
  through: Handle = handle,
  onStore: EventStore = store,
  process: AnyProcess = bookkeeper,
): ProcessRunner =>
  runnerOf(process, {
    store: onStore,
    rows: onRows,
    handle: through,
    now: () => Date.parse(NOW),
    onRefused: (said) => refused.push(said),
    onParked: (key) => parked.push(key),
  });

/** Takes the process over, and lets it act on all there is. */
export const run = async (...given: Parameters<typeof runner>): Promise<ProcessRunner> => {
  const running = runner(...given);
  await running.takeOver();
  await runToEnd(running, store);
  return running;
};

/** Rows whose n-th save is lost. */
export const losing = (whole: Rows, lost: number): Rows => {
  let saves = 0;
  return {
    ...whole,
    save: (changes) => ((saves += 1) === lost ? Promise.reject(POWER) : whole.save(changes)),
  };
};

/** A handler whose n-th command to a ledger fails. */
export const failingAt = (failing: number, error: Error): Handle => {
  let sent = 0;
  return (decider, ...given) =>
    decider.name === 'ledger' && (sent += 1) === failing ? Promise.reject(error) : handle(decider, ...given);
};

/** A handler that fails for good for entries of this amount, or for the ledger of this name. */
export const failingFor =
  (what: number | string, broken = () => true): Handle =>
  async (decider, id, command, sender) => {
    const { amount } = command as { readonly amount?: number };
    if (decider.name !== 'ledger' || !broken() || (amount !== what && id !== what))
      return handle(decider, id, command, sender);
    sender.process?.onRead?.(`ledger-${id}`);
    throw new SubjectErased(`ledger-${id}`);
  };

export const count = (id: string, amount: number) => {
  const command = { type: 'Count', amount } as const;
  return handle(counter, id, command, {
    by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
    occurredAt: AT,
    clientId: 'client-1',
    commandId: String((commands += 1)),
    correlationId: 'correlation-1',
    fingerprint: {},
  });
};

export const entries = async (id: string): Promise<readonly string[]> =>
  (await store.readStream(`ledger-${id}`)).map(({ data }) => {
    const { amount, of } = JSON.parse(data) as { amount: number; of?: number };
    return `${String(amount)} ${of === undefined ? 'due' : `of ${String(of)}`}`;
  });
