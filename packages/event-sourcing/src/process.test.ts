import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { deterministicId, headerOf } from './envelope.ts';
import { event, type EventOf } from './event.ts';
import { handler, type Handle } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import {
  processRunner,
  type AnyProcess,
  type Process,
  type ProcessRunner,
  type RefusedOutgoing,
} from './process.ts';
import { onRecord, refuse } from './refusal.ts';
import { counter, type CounterCommand, type CounterEvent } from './testing/counter.ts';
import type { Command, Decider } from './decider.ts';
import type { EventStore } from './event-store.ts';
import type { Rows } from './view.ts';

describe('a process', () => {
  test('reacts to events with commands, which see the row after the event', async () => {
    await count('one', 3);
    await count('one', 4);
    await count('two', 5);
    expect(await runner().follow()).toBe(3n);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 5']);
    expect(await rows.checkpoint(bookkeeper)).toBe(3n);
  });

  test('reacts to nothing twice, and to its own effects only where it says so', async () => {
    await count('one', 3);
    const bookkeeping = runner();
    await bookkeeping.follow();
    expect(await bookkeeping.follow()).toBe(2n);
    expect(await bookkeeping.follow()).toBe(2n);
    expect(await entries('main')).toEqual(['3 of 3']);
  });

  test('acts at the moment of its cause, as itself, and names its cause', async () => {
    await count('one', 3);
    await runner().follow();
    const [cause] = await store.readStream('counter-one');
    const [entry] = await store.readStream('ledger-main');
    expect(headerOf(entry!)).toMatchObject({
      occurredAt: AT,
      actor: { id: 'process.bookkeeper', role: 'SYSTEM', agency: 'wardbook' },
      causationId: cause?.id,
      commandId: deterministicId('bookkeeper', cause!.id, 0),
    });
  });

  test('sends several commands for one event, each under its own id', async () => {
    await count('one', 100);
    await runner().follow();
    expect(await entries('main')).toEqual(['100 of 100', '1 of 100']);
    const ids = (await store.readStream('ledger-main')).map((entry) => headerOf(entry).commandId);
    expect(new Set(ids).size).toBe(2);
  });

  test('that crashes between a command and its checkpoint repeats the command without a second effect', async () => {
    await count('one', 3);
    await count('one', 100);
    let crashes = 0;
    const failing: Rows = {
      ...rows,
      save: async (changes) => {
        if ((crashes += 1) === 1) throw new Error('The power went out.');
        return rows.save(changes);
      },
    };
    await expect(runner(failing).follow()).rejects.toThrow('The power went out.');
    expect(await rows.checkpoint(bookkeeper)).toBe(0n);
    const effects = ['3 of 3', '100 of 103', '1 of 103'];
    expect(await entries('main')).toEqual(effects);
    expect(await runner(failing).follow()).toBe(5n);
    expect(await entries('main')).toEqual(effects);
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 103 });
  });

  test('that crashes in the middle of a page sends the rest afterwards', async () => {
    for (const by of [3, 4, 5]) await count('one', by);
    let sent = 0;
    const failing: Handle = (...given) => {
      if ((sent += 1) === 2) return Promise.reject(new Error('The power went out.'));
      return handle(...given);
    };
    await expect(runner(rows, failing).follow()).rejects.toThrow('The power went out.');
    expect(await entries('main')).toEqual(['3 of 3']);
    await runner(rows, failing).follow();
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 12']);
  });

  test('of which two run at once acts once', async () => {
    for (const by of [3, 4, 5]) await count('one', by);
    await Promise.all([runner().follow(), runner().follow()]);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 12']);
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 12 });
  });

  test('tells who asked when a rule refuses what it sent, and goes on', async () => {
    await count('one', 13);
    await count('one', 4);
    await runner().follow();
    expect(refused).toEqual([
      {
        process: 'bookkeeper',
        stream: 'ledger-main',
        refusal: expect.objectContaining({ rule: 'R-LEDGER-1' }),
      },
    ]);
    expect(await entries('main')).toEqual(['4 of 17']);
  });

  test('tells of a refusal on record again when it repeats', async () => {
    await count('one', 17);
    const failing: Rows = { ...rows, save: () => Promise.reject(new Error('The power went out.')) };
    await expect(runner(failing).follow()).rejects.toThrow();
    await runner().follow();
    expect(refused.map(({ refusal: { rule } }) => rule)).toEqual(['R-LEDGER-2', 'R-LEDGER-2']);
    expect(await store.readStream('ledger-main')).toHaveLength(1);
  });
});

describe('a deadline', () => {
  test('does nothing before its moment, and one thing from it on', async () => {
    await count('one', 3);
    const bookkeeping = runner();
    await bookkeeping.follow();
    expect(await bookkeeping.tick(Date.parse(DUE) - 1)).toBe(0);
    expect(await entries('one')).toEqual([]);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
    expect(await entries('one')).toEqual(['0 due']);
    for (const later of [0, 1, 86_400_000]) await bookkeeping.tick(Date.parse(DUE) + later);
    await runner().tick(Date.parse(DUE));
    expect(await entries('one')).toEqual(['0 due']);
  });

  test('fires again once the row has changed', async () => {
    await count('one', 3);
    const bookkeeping = runner();
    await bookkeeping.follow();
    await bookkeeping.tick(Date.parse(DUE));
    await count('one', 4);
    await bookkeeping.follow();
    await bookkeeping.tick(Date.parse(DUE));
    await bookkeeping.tick(Date.parse(DUE));
    expect(await entries('one')).toEqual(['0 due', '0 due']);
  });

  test('that was lifted does not fire', async () => {
    await count('one', 3);
    await count('one', 1_000);
    const bookkeeping = runner();
    await bookkeeping.follow();
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(0);
    expect(await entries('one')).toEqual([]);
  });

  test('is met for every row, however many before it stay due', async () => {
    for (let row = 0; row < 450; row += 1) await count(`r${String(row)}`, 3);
    const bookkeeping = runner();
    while ((await bookkeeping.follow()) < 450n);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(450);
    for (const row of [0, 200, 201, 449]) expect(await entries(`r${String(row)}`)).toEqual(['0 due']);
  });

  test('that a rule refuses is tried at every tick, and told once', async () => {
    await count('refused', 3);
    const bookkeeping = runner();
    await bookkeeping.follow();
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
    expect(refused).toMatchObject([{ stream: 'ledger-refused', refusal: { rule: 'R-LEDGER-3' } }]);
  });

  test('is nothing to a process without deadlines', async () => {
    const without = Object.fromEntries(Object.entries(bookkeeper).filter(([part]) => part !== 'whenDue'));
    expect(
      await processRunner(without as unknown as AnyProcess, { store, rows, handle }).tick(Date.parse(DUE)),
    ).toBe(0);
  });
});

const AT = '2026-03-01T11:00:00.000Z';
const DUE = '2026-03-02T11:00:00.000Z';

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
      if (amount === 13) return refuse('R-LEDGER-1', 'Not thirteen.');
      if (amount === 17) return onRecord(refuse('R-LEDGER-2', 'Not seventeen.'), entryRefused({}));
      return [amountEntered({ amount, of })];
    },
    Remind: ({ whom }) =>
      whom === 'refused' ? refuse('R-LEDGER-3', 'Not this one.') : [amountEntered({ amount: 0 })],
  },
};

interface Account {
  readonly sum: number;
  readonly dueAt: string | null;
}
const enter = (amount: number, of: number, at: string) => ({
  decider: ledger,
  id: 'main',
  command: { type: 'Enter', at, amount, of },
});
const bookkeeper: Process<CounterEvent, Account> = {
  name: 'bookkeeper',
  version: 1,
  initial: { sum: 0, dueAt: null },
  events: counter.events,
  evolve: {
    Counted: ({ sum }, { by }) => ({ sum: sum + by, dueAt: by === 1_000 ? null : DUE }),
    CountRefused: (row) => row,
  },
  columns: { dueAt: ({ dueAt }) => dueAt },
  react: {
    Counted: ({ sum }, { by }, { occurredAt }) =>
      by === 100 ? [enter(by, sum, occurredAt), enter(1, sum, occurredAt)] : [enter(by, sum, occurredAt)],
  },
  whenDue: ({ dueAt }, key) => [
    { decider: ledger, id: key, command: { type: 'Remind', at: dueAt!, whom: key } as Command },
  ],
};

let store: EventStore;
let rows: Rows;
let handle: Handle;
let refused: RefusedOutgoing[];
let commands = 0;

beforeEach(async () => {
  store = memoryEventStore();
  rows = memoryRows();
  await rows.open([bookkeeper]);
  handle = handler(store, { now: () => Date.parse('2026-03-09T12:00:00.000Z') });
  refused = [];
});

const runner = (onRows: Rows = rows, through: Handle = handle): ProcessRunner =>
  processRunner(bookkeeper, { store, rows: onRows, handle: through }, (said) => refused.push(said));

const count = (id: string, by: number) => {
  const command: CounterCommand = { type: 'Count', at: AT, by };
  return handle(counter, id, command, {
    actor: { id: 'member-1', role: 'OFFICER', agency: 'police' },
    clientId: 'client-1',
    commandId: String((commands += 1)),
    correlationId: 'correlation-1',
    content: {},
  });
};

const entries = async (id: string): Promise<readonly string[]> =>
  (await store.readStream(`ledger-${id}`)).map(({ data }) => {
    const { amount, of } = JSON.parse(data) as { amount: number; of?: number };
    return `${String(amount)} ${of === undefined ? 'due' : `of ${String(of)}`}`;
  });
