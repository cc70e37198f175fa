import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Command, Decider } from './decider.ts';
import { deterministicId, headerOf } from './envelope.ts';
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

describe('a process', () => {
  test('reacts to events with commands, which see the row after the event', async () => {
    await count('one', 3);
    await count('one', 4);
    await count('two', 5);
    await run();
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 5']);
    expect((await store.places.find('bookkeeper'))?.position).toBe(4n);
    expect((await rows.checkpoint(bookkeeper)).position).toBe(4n);
  });

  test('reacts to nothing twice, and to its own effects only where it says so', async () => {
    await count('one', 3);
    const bookkeeping = await run();
    await bookkeeping.step(0);
    await run();
    expect(await entries('main')).toEqual(['3 of 3']);
  });

  test('acts at the moment of its cause, as itself, and names its cause', async () => {
    await count('one', 3);
    await run();
    const [cause] = await store.readStream('counter-one');
    const [entry] = await store.readStream('ledger-main');
    expect(headerOf(entry!)).toMatchObject({
      occurredAt: AT,
      actor: { id: 'process.bookkeeper', role: 'SYSTEM', agency: 'system' },
      causationId: cause?.id,
      commandId: deterministicId('bookkeeper', cause!.id, 0),
    });
  });

  test('sends several commands for one event, each under its own id', async () => {
    await count('one', 100);
    await run();
    expect(await entries('main')).toEqual(['100 of 100', '1 of 100']);
    const ids = (await store.readStream('ledger-main')).map((entry) => headerOf(entry).commandId);
    expect(new Set(ids).size).toBe(2);
  });

  test('D-01: on a machine that is behind acts all the same, and never before its cause was recorded', async () => {
    await count('one', 3);
    const [cause] = await store.readStream('counter-one');
    await run(rows, handler(store, { now: () => Date.parse(NOW) - 50 }));
    const [entry] = await store.readStream('ledger-main');
    expect(entry?.recordedAt).toBe(cause?.recordedAt);
    expect(refused).toEqual([]);
  });

  test('tells who asked when a rule refuses what it sent, and goes on', async () => {
    await count('one', 13);
    await count('one', 4);
    await run();
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
    await expect(run(losing(rows, 2))).rejects.toThrow(POWER);
    await run();
    expect(refused.map(({ refusal: { rule } }) => rule)).toEqual(['R-LEDGER-2']);
    expect(await store.readStream('ledger-main')).toHaveLength(1);
  });
});

describe('a process that crashes', () => {
  test('between a command and its place repeats the command without a second effect', async () => {
    await count('one', 3);
    await count('one', 100);
    const effects = ['3 of 3', '100 of 103', '1 of 103'];
    const save: EventStore['places']['save'] = (place, fence) =>
      place.position === 0n ? store.places.save(place, fence) : Promise.reject(POWER);
    await expect(run(rows, handle, { ...store, places: { ...store.places, save } })).rejects.toThrow(POWER);
    expect(await entries('main')).toEqual(effects);
    await run();
    expect(await entries('main')).toEqual(effects);
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 103 });
  });

  test('between its place and its rows folds them again, and sends nothing', async () => {
    await count('one', 3);
    await count('one', 4);
    await expect(run(losing(rows, 2))).rejects.toThrow(POWER);
    expect((await store.places.find('bookkeeper'))?.position).toBe(3n);
    expect((await rows.checkpoint(bookkeeper)).position).toBe(0n);
    let sent = 0;
    const counting: Handle = (decider, ...given) => {
      if (decider.name === 'ledger') sent += 1;
      return handle(decider, ...given);
    };
    await run(rows, counting);
    expect(sent).toBe(0);
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 7 });
  });

  test('in the middle of a page sends the rest afterwards', async () => {
    for (const by of [3, 4, 5]) await count('one', by);
    await expect(run(rows, failingAt(2, POWER))).rejects.toThrow(POWER);
    expect(await entries('main')).toEqual(['3 of 3']);
    await run();
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 12']);
  });
});

describe('rows that could not be saved', () => {
  test('are folded again before the next reaction looks at them', async () => {
    await count('one', 3);
    const bookkeeping = runner(losing(rows, 2));
    await bookkeeping.takeOver();
    await expect(bookkeeping.step(0)).rejects.toThrow(POWER);
    await count('one', 4);
    await runToEnd(bookkeeping, store);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7']);
  });

  test('are folded again before a deadline is looked for in them', async () => {
    await count('one', 3);
    const bookkeeping = runner(losing(rows, 2));
    await bookkeeping.takeOver();
    await expect(bookkeeping.step(0)).rejects.toThrow(POWER);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
  });

  test('when a key is let go are tried again by whoever comes next', async () => {
    await count('broken', 3);
    await count('broken', 5);
    await run(rows, failingFor(3));
    await expect(run(losing(rows, 1))).rejects.toThrow(POWER);
    await count('broken', 1);
    await run();
    expect(await entries('main')).toEqual(['3 of 3', '5 of 8', '1 of 9']);
  });
});

describe('a command that left nothing on record', () => {
  test('is not decided again after what came of the next ones', async () => {
    await count('one', 13);
    await count('one', 4);
    const save: EventStore['places']['save'] = (place, fence) =>
      place.position > 1n ? Promise.reject(POWER) : store.places.save(place, fence);
    await expect(run(rows, handle, { ...store, places: { ...store.places, save } })).rejects.toThrow(POWER);
    expect(await entries('main')).toEqual(['4 of 17']);
    expect((await store.places.find('bookkeeper'))?.position).toBe(1n);
    ledgerAllowsThirteen = true;
    await run();
    expect(await entries('main')).toEqual(['4 of 17']);
  });
});

describe('E-04: rows that are lost', () => {
  test('are folded again, and nothing is sent, whatever the decisions would be by now', async () => {
    await count('one', 13);
    await count('one', 4);
    await run();
    const before = await store.head();
    ledgerAllowsThirteen = true;
    rows = memoryRows();
    await rows.open([bookkeeper]);
    const bookkeeping = await run();
    expect(await store.readLog({ after: before, limit: 10 })).toMatchObject([{ type: 'ProcessTakenOver' }]);
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 17 });
    await count('one', 5);
    await runToEnd(bookkeeping, store);
    expect(await entries('main')).toEqual(['4 of 17', '5 of 22']);
  });

  test('and rows that are ahead of the place are folded again up to it', async () => {
    await count('one', 3);
    await count('one', 4);
    const changed = [{ key: 'one', position: 2n, row: { sum: 999, dueAt: null } }];
    await rows.save([{ view: bookkeeper, from: 0n, to: 2n, changed }]);
    await run();
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7']);
  });
});

describe('E-03: two runners of one process', () => {
  test('of which one took over: the other is refused by the log, and its commands have no effect', async () => {
    await count('one', 3);
    const first = runner();
    await first.takeOver();
    const second = runner();
    await second.takeOver();
    await count('one', 4);
    await expect(first.step(0)).rejects.toMatchObject({
      code: 'WRONG_EXPECTED_REVISION',
      stream: 'process-bookkeeper',
    });
    expect(await entries('main')).toEqual([]);
    await runToEnd(second, store);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7']);
  });

  test('are told apart though the clock of one went back while it took over', async () => {
    const slow = runner(rows, handler(store, { now: () => Date.parse(NOW) - 60_000 }));
    await slow.takeOver();
    expect(await store.readStream('process-bookkeeper')).toMatchObject([{ type: 'ProcessTakenOver' }]);
    await runner().takeOver();
    await count('one', 3);
    await expect(slow.step(0)).rejects.toMatchObject({ stream: 'process-bookkeeper' });
  });

  test('of which one wakes before it folds rows anew: it touches none', async () => {
    await count('one', 3);
    await rows.lease('bookkeeper', 'asleep', 0);
    let overtake = async (): Promise<void> => {
      overtake = () => Promise.resolve();
      await rows.lease('bookkeeper', 'awake', 60_000);
      await run();
    };
    const waking: Rows = {
      ...rows,
      checkpoint: async (view) => {
        await overtake();
        return rows.checkpoint(view);
      },
    };
    const parts = { store, rows: waking, handle, now: () => Date.parse(NOW), holder: 'asleep' };
    const sleeper = runnerOf(bookkeeper, parts);
    await expect(sleeper.takeOver()).rejects.toMatchObject({ stream: 'process-bookkeeper' });
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 3 });
  });

  test('of which one wakes in the middle of a page: no row is from the future', async () => {
    for (const by of [3, 4]) await count('one', by);
    let overtake: () => Promise<unknown> = () => Promise.resolve();
    const slow: Handle = async (decider, ...given) => {
      if (decider.name === 'ledger') await overtake();
      return handle(decider, ...given);
    };
    const sleeper = runner(rows, slow);
    await sleeper.takeOver();
    overtake = async () => {
      overtake = () => Promise.resolve();
      await run();
      await count('one', 5);
      await run();
    };
    await expect(sleeper.step(0)).rejects.toMatchObject({ stream: 'process-bookkeeper' });
    await sleeper.takeOver();
    await runToEnd(sleeper, store);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 12']);
  });
});

describe('what fails for good', () => {
  test('E-02: sets its key aside and no other, and is told', async () => {
    await count('broken', 3);
    await count('one', 4);
    await count('broken', 5);
    await run(rows, failingFor(3));
    expect(await entries('main')).toEqual(['4 of 4']);
    expect(parked).toMatchObject([{ key: 'broken', after: 0n, reason: 'SUBJECT_ERASED' }]);
    expect((await store.places.find('bookkeeper'))?.parked).toMatchObject([
      { key: 'broken', streams: ['counter-broken', 'ledger-main'], since: NOW },
    ]);
  });

  test('is tried again, in its order and with its rows, when its facts move', async () => {
    await count('broken', 3);
    await count('broken', 5);
    let broken = true;
    const bookkeeping = await run(
      rows,
      failingFor(3, () => broken),
    );
    expect(await entries('main')).toEqual([]);
    broken = false;
    await count('other', 1);
    await bookkeeping.step(0);
    // What it wrote itself is news of the ledger.
    await runToEnd(bookkeeping, store);
    expect(await entries('main')).toEqual(['1 of 1', '3 of 3', '5 of 8']);
    expect((await store.places.find('bookkeeper'))?.parked).toEqual([]);
    expect((await rows.find(bookkeeper, ['broken']))[0]?.row).toMatchObject({ sum: 8 });
  });

  test('is tried again by whoever takes the process over', async () => {
    await count('broken', 3);
    await run(rows, failingFor(3));
    await run();
    expect(await entries('main')).toEqual(['3 of 3']);
    expect((await store.places.find('bookkeeper'))?.parked).toEqual([]);
  });

  test('stays set aside where it fails again, and says since when', async () => {
    await count('broken', 3);
    await count('broken', 4);
    await run(rows, failingFor(3));
    await run(rows, failingFor(4));
    expect(await entries('main')).toEqual(['3 of 3']);
    expect((await store.places.find('bookkeeper'))?.parked).toMatchObject([
      { key: 'broken', after: 1n, since: NOW },
    ]);
  });

  test('an event that its own steps cannot take sets its key aside as well', async () => {
    await count('one', 3);
    await count('two', 4);
    const evolve = {
      ...bookkeeper.evolve,
      Counted: (row: Account, { by }: { by: number }) => {
        if (by === 3) throw new TypeError('No.');
        return { ...row, sum: row.sum + by };
      },
    };
    await run(rows, handle, store, { ...bookkeeper, evolve });
    expect(await entries('main')).toEqual(['4 of 4']);
    expect(parked).toMatchObject([{ key: 'one', reason: 'TypeError' }]);
  });

  test('is not what passes: an unavailable store is tried again as a whole', async () => {
    await count('one', 3);
    await expect(run(rows, failingAt(1, new StoreUnavailable('gone', true)))).rejects.toThrow('gone');
    await run();
    expect(await entries('main')).toEqual(['3 of 3']);
    expect(parked).toEqual([]);
  });
});

describe('a deadline', () => {
  test('does nothing before its moment, and one thing from it on', async () => {
    await count('one', 3);
    const bookkeeping = await run();
    expect(await bookkeeping.tick(Date.parse(DUE) - 1)).toBe(0);
    expect(await entries('one')).toEqual([]);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
    expect(await entries('one')).toEqual(['0 due']);
    for (const later of [0, 1, 86_400_000]) await bookkeeping.tick(Date.parse(DUE) + later);
    await (await run()).tick(Date.parse(DUE));
    expect(await entries('one')).toEqual(['0 due']);
  });

  test('fires again once the row has changed', async () => {
    await count('one', 3);
    const bookkeeping = await run();
    await bookkeeping.tick(Date.parse(DUE));
    await count('one', 4);
    await runToEnd(bookkeeping, store);
    await bookkeeping.tick(Date.parse(DUE));
    await bookkeeping.tick(Date.parse(DUE));
    expect(await entries('one')).toEqual(['0 due', '0 due']);
  });

  test('that was lifted does not fire', async () => {
    await count('one', 3);
    await count('one', 1_000);
    const bookkeeping = await run();
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(0);
    expect(await entries('one')).toEqual([]);
  });

  test('is met for every row, however many before it stay due', async () => {
    for (let row = 0; row < 450; row += 1) await count(`r${String(row)}`, 3);
    const bookkeeping = await run();
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(450);
    for (const row of [0, 200, 201, 449]) expect(await entries(`r${String(row)}`)).toEqual(['0 due']);
  });

  test('that a rule refuses is tried at every tick, and told once', async () => {
    await count('refused', 3);
    const bookkeeping = await run();
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(1);
    expect(refused).toMatchObject([{ stream: 'ledger-refused', refusal: { rule: 'R-LEDGER-3' } }]);
  });

  test('E-02: that fails for good sets its key aside, and the others fire', async () => {
    for (const id of ['a', 'broken', 'z']) await count(id, 3);
    let broken = true;
    const bookkeeping = await run(
      rows,
      failingFor('broken', () => broken),
    );
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(2);
    for (const id of ['a', 'z']) expect(await entries(id)).toEqual(['0 due']);
    const [made] = await store.readStream('counter-broken');
    expect(parked).toMatchObject([{ key: 'broken', reason: 'SUBJECT_ERASED', event: made?.id }]);
    // News of who runs the process feeds nobody: it mends nothing.
    expect(parked[0]?.streams).not.toContain('process-bookkeeper');
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(2);
    broken = false;
    await count('broken', 4);
    await runToEnd(bookkeeping, store);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(3);
    expect(await entries('broken')).toEqual(['0 due']);
    expect(await entries('main')).toEqual(['3 of 3', '3 of 3', '3 of 3', '4 of 7']);
  });

  test('is nothing to a process without deadlines', async () => {
    const without = Object.fromEntries(Object.entries(bookkeeper).filter(([part]) => part !== 'whenDue'));
    const bookkeeping = await run(rows, handle, store, without as unknown as AnyProcess);
    expect(await bookkeeping.tick(Date.parse(DUE))).toBe(0);
  });
});

const NOW = '2026-03-09T12:00:00.000Z';
const POWER = new StoreUnavailable('The power went out.', true);
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
      if (amount === 13 && !ledgerAllowsThirteen) return refuse('R-LEDGER-1', 'Not thirteen.');
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
const EMPTY: Account = { sum: 0, dueAt: null };
const enter = (amount: number, of: number, at: string) =>
  send(ledger, 'main', { type: 'Enter', amount, of }, at);
const bookkeeper = defineProcess({
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
  whenDue: ({ dueAt }, key) => [send(ledger, key, { type: 'Remind', whom: key }, dueAt!)],
});

let ledgerAllowsThirteen = false;
let store: EventStore;
let rows: Rows;
let handle: Handle;
let refused: RefusedOutgoing[];
let parked: ParkedKey[];
let commands = 0;

beforeEach(async () => {
  ledgerAllowsThirteen = false;
  store = memoryEventStore();
  rows = memoryRows();
  await rows.open([bookkeeper]);
  handle = handler(store, { now: () => Date.parse(NOW) });
  refused = [];
  parked = [];
});

const runner = (
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
const run = async (...given: Parameters<typeof runner>): Promise<ProcessRunner> => {
  const running = runner(...given);
  await running.takeOver();
  await runToEnd(running, store);
  return running;
};

/** Rows whose n-th save is lost. */
const losing = (whole: Rows, lost: number): Rows => {
  let saves = 0;
  return {
    ...whole,
    save: (changes) => ((saves += 1) === lost ? Promise.reject(POWER) : whole.save(changes)),
  };
};

/** A handler whose n-th command to a ledger fails. */
const failingAt = (failing: number, error: Error): Handle => {
  let sent = 0;
  return (decider, ...given) =>
    decider.name === 'ledger' && (sent += 1) === failing ? Promise.reject(error) : handle(decider, ...given);
};

/** A handler that fails for good for entries of this amount, or for the ledger of this name. */
const failingFor =
  (what: number | string, broken = () => true): Handle =>
  async (decider, id, command, sender) => {
    const { amount } = command as { readonly amount?: number };
    if (decider.name !== 'ledger' || !broken() || (amount !== what && id !== what))
      return handle(decider, id, command, sender);
    sender.process?.onRead?.(`ledger-${id}`);
    throw new SubjectErased(`ledger-${id}`);
  };

const count = (id: string, amount: number) => {
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

const entries = async (id: string): Promise<readonly string[]> =>
  (await store.readStream(`ledger-${id}`)).map(({ data }) => {
    const { amount, of } = JSON.parse(data) as { amount: number; of?: number };
    return `${String(amount)} ${of === undefined ? 'due' : `of ${String(of)}`}`;
  });
