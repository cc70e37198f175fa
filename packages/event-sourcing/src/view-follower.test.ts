import { beforeEach, describe, expect, test } from '@jest/globals';
import { defineDomain } from './domain.ts';
import { startEngine, type Engine, type EngineParts } from './engine.ts';
import { StoreUnavailable } from './errors.ts';
import type { EventStore } from './event-store.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { whereProcessesBegin } from './opening.ts';
import type { AnyProcess } from './process.ts';
import { counter } from './store-contracts/counter.ts';
import { defineView, type AnyView } from './view.ts';
import type { Rows } from './rows.ts';

const AT = '2026-03-01T11:00:00.000Z';

const ASIDE = { event: 'e', reason: 'TypeError', streams: ['counter-bad'], since: AT };

interface Sum {
  readonly sum: number;
}

const sums = (name = 'sums', broken: () => number | undefined = () => undefined): AnyView =>
  defineView({
    name,
    version: 1,
    of: [counter],
    initial: { sum: 0 },
    evolve: {
      Counted: ({ sum }, { by }) => {
        if (by === broken()) throw new TypeError('No.');
        return { sum: sum + by };
      },
    },
    columns: {},
  });

let store: EventStore;
let rows: Rows;
let engines: Engine[];
let told: string[];
let commands = 0;

beforeEach(() => {
  store = memoryEventStore();
  rows = memoryRows();
  engines = [];
  told = [];
});

type Parts = Partial<EngineParts> & { readonly processes?: readonly AnyProcess[] };
const start = async (
  views: readonly AnyView[],
  { processes = [], ...parts }: Parts = {},
): Promise<Engine> => {
  const engine = await startEngine(defineDomain({ counter }, { processes }), {
    store,
    rows,
    views,
    onParked: (follower, { key, reason }) => told.push(`${follower} ${key} ${reason}`),
    ...parts,
  });
  engines.push(engine);
  return engine;
};
const stopAll = async (): Promise<void> => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
};

const count = (id: string, amount: number) =>
  handler(store)(
    counter,
    id,
    { type: 'Count', amount },
    {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: AT,
      clientId: 'client-1',
      commandId: String((commands += 1)),
      correlationId: 'correlation-1',
      fingerprint: null,
    },
  );
const sumOf = async (view: AnyView, key: string): Promise<number | undefined> =>
  ((await rows.find(view, [key]))[0]?.row as Sum | undefined)?.sum;

describe('E-11: a view', () => {
  test('that meets an event it cannot take parks that key alone; others go on, and other views too', async () => {
    for (const [id, by] of [
      ['one', 1],
      ['bad', 13],
      ['bad', 2],
      ['two', 4],
    ] as const)
      await count(id, by);
    const [picky, plain] = [sums('picky', () => 13), sums('plain')];
    const engine = await start([picky, plain]);
    await engine.caughtUp(4n, 5_000);
    expect([await sumOf(picky, 'one'), await sumOf(picky, 'two')]).toEqual([1, 4]);
    expect(await sumOf(picky, 'bad')).toBeUndefined();
    expect(await sumOf(plain, 'bad')).toBe(15);
    expect(told).toEqual(['picky bad TypeError']);
    expect(engine.trouble()).toBeUndefined();
    expect(await engine.parked()).toMatchObject([{ kind: 'VIEW', follower: 'picky', key: 'bad', after: 1n }]);
    await stopAll();
  });

  test('tries it again when it starts anew, and the row is whole', async () => {
    let broken: number | undefined = 13;
    const picky = sums('picky', () => broken);
    for (const by of [1, 13, 2]) await count('bad', by);
    await (await start([picky])).caughtUp(3n, 5_000);
    await stopAll();
    broken = undefined;
    const engine = await start([picky]);
    await engine.caughtUp(3n, 5_000);
    expect(await sumOf(picky, 'bad')).toBe(16);
    expect(await engine.parked()).toEqual([]);
    await count('bad', 4);
    await engine.caughtUp(4n, 5_000);
    expect(await sumOf(picky, 'bad')).toBe(20);
    await stopAll();
  });

  test('skips what it does not fold, whatever its version', async () => {
    await count('one', 1);
    const newer: EventStore = {
      ...store,
      readLog: async (range) =>
        (await store.readLog(range)).map((event) => ({ ...event, type: 'CountRefused', schemaVersion: 9 })),
    };
    const engine = await start([sums()], { store: newer });
    await engine.caughtUp(1n, 5_000);
    expect(engine.trouble()).toBeUndefined();
    expect(await engine.parked()).toEqual([]);
    await stopAll();
  });

  test('of a newer version than an event that it folds parks the key', async () => {
    await count('one', 1);
    const newer: EventStore = {
      ...store,
      readLog: async (range) => (await store.readLog(range)).map((event) => ({ ...event, schemaVersion: 9 })),
    };
    const engine = await start([sums()], { store: newer });
    await engine.caughtUp(1n, 5_000);
    expect(told).toEqual(['sums one UNKNOWN_EVENT_VERSION']);
    await stopAll();
  });

  test('of an older build: what it could not read is in every row that it is about once a newer one starts', async () => {
    const parity: AnyView = {
      ...sums('parity'),
      keys: { Counted: ({ by }: { by: number }) => (by % 2 === 0 ? 'even' : 'odd') },
    };
    for (const by of [1, 3, 5]) await count('one', by);
    const newer: EventStore = {
      ...store,
      readLog: async (range) =>
        (await store.readLog(range)).map((event) =>
          event.position === 2n ? { ...event, schemaVersion: 9 } : event,
        ),
    };
    await (await start([parity], { store: newer })).caughtUp(3n, 5_000);
    expect(told).toEqual(['parity one UNKNOWN_EVENT_VERSION']);
    await stopAll();
    const engine = await start([parity]);
    await engine.caughtUp(3n, 5_000);
    expect(await sumOf(parity, 'odd')).toBe(9);
    expect(await engine.parked()).toEqual([]);
    await stopAll();
  });

  test('of an older build goes on with a key that a newer one let go', async () => {
    const [older, newer] = [sums('sums', () => 13), sums()];
    await count('bad', 13);
    const old = await start([older]);
    await old.caughtUp(1n, 5_000);
    const fresh = await start([newer]);
    await fresh.caughtUp(1n, 5_000);
    expect(await sumOf(newer, 'bad')).toBe(13);
    await fresh.stop();
    await count('bad', 2);
    await old.caughtUp(2n, 5_000);
    expect(await sumOf(newer, 'bad')).toBe(15);
    await stopAll();
  });

  test('of a newer build lets go of what an older one sets aside beside it', async () => {
    const [older, newer] = [sums('sums', () => 13), sums()];
    const fresh = await start([newer]);
    await fresh.caughtUp(0n, 5_000);
    await count('bad', 13);
    await rows.save([
      { view: older, from: 0n, to: 1n, changed: [], parked: [{ key: 'bad', after: 0n, ...ASIDE }] },
    ]);
    await count('bad', 2);
    while ((await fresh.parked()).length > 0 || (await sumOf(newer, 'bad')) !== 15)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await stopAll();
  });

  test('of which two versions run at once: the older keeps its rows while the newer is built', async () => {
    const older = sums();
    const newer = { ...sums(), version: 2 };
    const old = await start([older]);
    await count('one', 1);
    await old.caughtUp(1n, 5_000);
    const fresh = await start([newer]);
    await fresh.caughtUp(1n, 5_000);
    await count('one', 2);
    await Promise.all([old, fresh].map((engine) => engine.caughtUp(2n, 5_000)));
    expect([await sumOf(older, 'one'), await sumOf(newer, 'one')]).toEqual([3, 3]);
    await stopAll();
  });

  test('that cannot be written waits alone', async () => {
    const [stuck, free] = [sums('stuck'), sums('free')];
    const half: Rows = {
      ...rows,
      save: (changes) =>
        changes.some(({ view }) => view.name === 'stuck')
          ? Promise.reject(new TypeError('Not this one.'))
          : rows.save(changes),
    };
    const engine = await start([stuck, free], { rows: half });
    await count('one', 1);
    while ((await sumOf(free, 'one')) !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(engine.trouble()).toBe('stuck: Not this one.');
    await stopAll();
  });
});

describe('one reader', () => {
  test('feeds all: a commit is read once, whoever follows, and costs the rows nothing where it concerns nobody', async () => {
    const calls = { readLog: 0, waitFor: 0, head: 0, find: 0, save: 0, checkpoint: 0 };
    const counted = <Part extends object>(whole: Part): Part =>
      new Proxy(whole, {
        get: (target, name: string) => {
          const call = target[name as keyof Part] as (...given: unknown[]) => unknown;
          if (!(name in calls)) return call;
          return (...given: unknown[]) => {
            calls[name as keyof typeof calls] += 1;
            return call(...given);
          };
        },
      });
    const views = Array.from({ length: 12 }, (_, index) => sums(`view-${String(index)}`));
    const elsewhere: AnyView = { ...sums('elsewhere'), evolve: { CountRefused: (row: Sum) => row } };
    const echo: AnyProcess = { ...elsewhere, name: 'echo', react: {} };
    const engine = await start([...views, elsewhere], {
      store: counted(store),
      rows: counted(rows),
      processes: [echo],
    });
    await count('one', 1);
    await engine.settled(await store.head(), 5_000);
    for (const name of Object.keys(calls)) calls[name as keyof typeof calls] = 0;
    await count('one', 1);
    await engine.settled(await store.head(), 5_000);
    // One page of the news, one hash for all checkpoints, and a look for what comes next.
    expect(calls.readLog).toBeLessThanOrEqual(4);
    expect(calls).toMatchObject({ find: 12, save: 1, checkpoint: 0, head: 0 });
    await stopAll();
  });

  test('saves a checkpoint that nothing concerned every 500 events', async () => {
    const elsewhere: AnyView = { ...sums('elsewhere'), evolve: { CountRefused: (row: Sum) => row } };
    const engine = await start([elsewhere]);
    for (let round = 0; round < 3; round += 1) {
      for (let one = 0; one < 200; one += 1) await count('one', 1);
      await engine.caughtUp(await store.head(), 5_000);
    }
    const { position } = await rows.checkpoint(elsewhere);
    expect(position).toBeGreaterThanOrEqual(500n);
    await stopAll();
  });
});

describe('S-05: rows', () => {
  const grown = async (by: number): Promise<EventStore> => {
    const other = memoryEventStore();
    [store, engines] = [other, engines];
    for (let one = 0; one < 3; one += 1) await count('one', by);
    return other;
  };

  test('of another log are refused, also where that is longer, or rebuilt where that is asked for', async () => {
    const view = sums();
    await grown(1);
    await (await start([view])).caughtUp(3n, 5_000);
    await stopAll();
    await grown(2);
    await count('one', 2);
    await expect(start([view])).rejects.toThrow(/another log/);
    const engine = await start([view], { foreignRows: 'REBUILD' });
    await engine.caughtUp(4n, 5_000);
    expect(await sumOf(view, 'one')).toBe(8);
    await stopAll();
  });

  test('remember the hash of the event that they reached', async () => {
    const view = sums();
    await count('one', 1);
    await (await start([view])).caughtUp(1n, 5_000);
    const [event] = await store.readLog({ limit: 1 });
    expect(await rows.checkpoint(view)).toEqual({ position: 1n, hash: event?.hash });
    await stopAll();
  });
});

describe('where a process begins', () => {
  const reminder: AnyProcess = { ...sums('reminder'), react: {} };

  test('an empty log: with its first event', async () => {
    await start([], { processes: [reminder] });
    await stopAll();
    expect((await store.places.find('reminder'))?.position).toBe(0n);
  });

  test('an empty log whose first start was killed once a process was taken over: with its first event', async () => {
    let killed = false;
    const dying: EventStore = {
      ...store,
      append: async (...given) => {
        if (killed) throw new StoreUnavailable('Killed.', true);
        killed = true;
        return store.append(...given);
      },
      places: {
        ...store.places,
        save: async (...given) => {
          if (killed) throw new StoreUnavailable('Killed.', true);
          return store.places.save(...given);
        },
      },
    };
    await start([], { store: dying, processes: [reminder] });
    while ((await store.head()) === 0n) await new Promise((resolve) => setTimeout(resolve, 1));
    await stopAll();
    await count('one', 1);
    const seen: unknown[] = [];
    const react = { Counted: ({ sum }: Sum) => (seen.push(sum), []) };
    const engine = await start([], { processes: [{ ...reminder, react }] });
    await engine.settled(await store.head(), 5_000);
    await stopAll();
    expect(seen).toEqual([1]);
  });

  test('a log of an older build whose rows were deleted once it was opened: where those stood', async () => {
    for (const by of [1, 2]) await count('one', by);
    const two = { ...reminder, name: 'second' };
    await rows.open([reminder, two]);
    for (const view of [reminder, two])
      await rows.save([{ view, from: 0n, to: 2n, changed: [{ key: 'one', position: 2n, row: { sum: 3 } }] }]);
    // Killed before the second was taken over.
    const places = await whereProcessesBegin(store, rows, [reminder, two], {});
    expect(places.get('second')).toBe(2n);
    rows = memoryRows();
    await rows.open([reminder, two]);
    await whereProcessesBegin(store, rows, [reminder, two], {});
    for (const { name } of [reminder, two]) expect((await store.places.find(name))?.position).toBe(2n);
  });

  test('a log with events, and no word of where processes stood, is refused until somebody says', async () => {
    await count('one', 1);
    await expect(start([], { processes: [reminder] })).rejects.toThrow(/processesBegin/);
    const engine = await start([], { processes: [reminder], processesBegin: 'AFTER_LAST_EVENT' });
    await engine.settled(await store.head(), 5_000);
    await stopAll();
    expect((await store.places.find('reminder'))?.position).toBeGreaterThanOrEqual(1n);
  });

  test('a log of an older build: where the rows stood', async () => {
    for (const by of [1, 2, 3]) await count('one', by);
    await rows.open([reminder]);
    const changed = [{ key: 'one', position: 2n, row: { sum: 3 } }];
    await rows.save([{ view: reminder, from: 0n, to: 2n, changed }]);
    const seen: unknown[] = [];
    const react = { Counted: ({ sum }: Sum) => (seen.push(sum), []) };
    const engine = await start([], { processes: [{ ...reminder, react }] });
    await engine.settled(await store.head(), 5_000);
    await stopAll();
    expect(seen).toEqual([6]);
  });

  test('a log that says where others stood: a new process with the first event', async () => {
    await count('one', 1);
    await start([], { processes: [reminder], processesBegin: 'AFTER_LAST_EVENT' });
    await stopAll();
    const seen: unknown[] = [];
    const newcomer = {
      ...reminder,
      name: 'newcomer',
      react: { Counted: ({ sum }: Sum) => (seen.push(sum), []) },
    };
    const engine = await start([], { processes: [reminder, newcomer] });
    await engine.settled(await store.head(), 5_000);
    await stopAll();
    expect(seen).toEqual([1]);
  });
});

describe('whoever starts while others write', () => {
  test('takes rows that moved on meanwhile for those of this log', async () => {
    const view = sums();
    const engine = await start([view]);
    let moved = false;
    const moving: Rows = {
      ...rows,
      checkpoint: async (of) => {
        if (!moved) {
          moved = true;
          await count('one', 1);
          await engine.caughtUp(1n, 5_000);
        }
        return rows.checkpoint(of);
      },
    };
    await expect(start([view], { rows: moving })).resolves.toBeDefined();
    await stopAll();
  });

  test('takes places that moved on meanwhile for those of this log', async () => {
    const places: EventStore['places'] = {
      ...store.places,
      list: async () => {
        await count('one', 1);
        await store.places.save({ process: 'other', position: await store.head(), parked: [] }, -1);
        return store.places.list();
      },
    };
    await expect(start([], { store: { ...store, places } })).resolves.toBeDefined();
    await stopAll();
  });
});
