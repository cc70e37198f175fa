import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import type { Unsent } from './decider.ts';
import { counter, type CounterCommand } from './store-contracts/counter.ts';
import { catchUp } from './catch-up.ts';
import { foldOne } from './fold-one.ts';
import { defineView, type AnyView } from './view.ts';
import type { Rows, StoredRow } from './rows.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';

describe('following the log', () => {
  test('keeps one row per stream, with the position of its last event', async () => {
    await count('one', 1);
    await count('two', 10);
    await count('one', 2);
    await rows.open([board]);
    expect(await catchUp(store, rows, [board])).toBe(3n);
    expect(await rowsOf(board)).toEqual([
      { key: 'one', position: 3n, row: { sum: 3, events: ['Counted 1', 'Counted 2'] } },
      { key: 'two', position: 2n, row: { sum: 10, events: ['Counted 10'] } },
    ]);
    const hash = (await store.readLog({ after: 2n, limit: 1 }))[0]?.hash;
    expect(await rows.checkpoint(board)).toEqual({ position: 3n, hash });
  });

  test('goes on where it stopped, and stays where nothing is new', async () => {
    await rows.open([board]);
    expect(await catchUp(store, rows, [board])).toBe(0n);
    await count('one', 1);
    await catchUp(store, rows, [board]);
    await count('one', 2);
    expect(await catchUp(store, rows, [board])).toBe(2n);
    expect(await catchUp(store, rows, [board])).toBe(2n);
    expect((await rowsOf(board)).map(({ row }) => row)).toEqual([
      { sum: 3, events: ['Counted 1', 'Counted 2'] },
    ]);
  });

  test('takes them all, however many', async () => {
    await send('one', { type: 'CountTogether', amount: 1, times: 2_500 });
    await rows.open([board, byAmount]);
    expect(await catchUp(store, rows, [board, byAmount])).toBe(2_500n);
    expect((await rowsOf(board))[0]?.row).toMatchObject({ sum: 2_500 });
    expect((await rowsOf(byAmount))[0]?.row).toEqual({ times: 2_500 });
  });

  test('moves past events that a view does not know', async () => {
    await send('one', { type: 'Count', amount: 1_000_001 });
    const onlyCounted: AnyView = {
      ...board,
      name: 'only-counted',
      evolve: { Counted: (row: object) => row },
    };
    await rows.open([onlyCounted]);
    expect(await catchUp(store, rows, [onlyCounted])).toBe(1n);
    expect(await rowsOf(onlyCounted)).toEqual([]);
  });

  test('puts an event into the row that the view’s key names, and nowhere when it names none', async () => {
    for (const [id, by] of [
      ['one', 7],
      ['two', 7],
      ['one', 8],
      ['one', 13],
    ] as const)
      await count(id, by);
    await rows.open([byAmount]);
    await catchUp(store, rows, [byAmount]);
    expect(await rowsOf(byAmount)).toEqual([
      { key: '7', position: 2n, row: { times: 2 } },
      { key: '8', position: 3n, row: { times: 1 } },
    ]);
    expect((await rows.checkpoint(byAmount)).position).toBe(4n);
  });

  test('brings a new view to where the others are without showing them an event twice', async () => {
    await count('one', 1);
    await count('one', 2);
    await rows.open([board]);
    await catchUp(store, rows, [board]);
    await count('one', 4);
    await rows.open([board, byAmount]);
    expect(await catchUp(store, rows, [board, byAmount])).toBe(3n);
    expect((await rowsOf(board))[0]?.row).toMatchObject({ sum: 7 });
    expect((await rowsOf(byAmount)).map(({ key }) => key)).toEqual(['1', '2', '4']);
  });

  test('a view of a new version is built again to the same rows', async () => {
    await rows.open([board]);
    for (const by of [1, 2, 3]) {
      await count(`c${String(by % 2)}`, by);
      await catchUp(store, rows, [board]);
    }
    const before = await rowsOf(board);
    const next = { ...board, version: 2 };
    await rows.open([next]);
    expect(await rowsOf(next)).toEqual([]);
    expect(await rowsOf(board)).toEqual(before);
    expect(await catchUp(store, rows, [next])).toBe(3n);
    expect(await rowsOf(next)).toEqual(before);
  });

  test('has nothing to do without views', async () => {
    await send('one', { type: 'CountTogether', amount: 1, times: 1_500 });
    expect(await catchUp(store, rows, [])).toBe(1_500n);
  });

  test('any split into pages gives the same rows', async () => {
    const anyCount = fc.record({
      id: fc.constantFrom('one', 'two', 'three'),
      by: fc.integer({ min: 1, max: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCount, { minLength: 1, maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 }),
        async (counts, sizes) => {
          begin();
          for (const { id, by } of counts) await count(id, by);
          await rows.open([board, byAmount]);
          await catchUp(store, rows, [board, byAmount]);
          const paged = memoryRows();
          await paged.open([board, byAmount]);
          expect(await catchUp(pagedBy(sizes), paged, [board, byAmount])).toBe(BigInt(counts.length));
          for (const view of [board, byAmount]) expect(await rowsOf(view, paged)).toEqual(await rowsOf(view));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('two followers at once', () => {
  test('apply every event once: the slower one changes nothing', async () => {
    for (const by of [1, 2, 3]) await count('one', by);
    await rows.open([board]);
    const saved: boolean[] = [];
    const watched: Rows = {
      ...rows,
      save: async (changes) => {
        const answer = await rows.save(changes);
        saved.push(answer);
        return answer;
      },
    };
    await Promise.all([catchUp(store, watched, [board]), catchUp(store, watched, [board])]);
    expect(saved).toEqual([true, false]);
    expect((await rowsOf(board))[0]?.row).toEqual({
      sum: 6,
      events: ['Counted 1', 'Counted 2', 'Counted 3'],
    });
  });

  test('catch up together while the log grows', async () => {
    await rows.open([board, byAmount]);
    const slow = pagedBy([3, 1, 2]);
    await Promise.all([
      ...Array.from({ length: 40 }, (_, index) => count(`c${String(index % 3)}`, 1)),
      catchUp(slow, rows, [board, byAmount]),
      catchUp(store, rows, [board]),
      catchUp(slow, rows, [byAmount]),
    ]);
    await Promise.all([catchUp(slow, rows, [board]), catchUp(store, rows, [board, byAmount])]);
    const sums = (await rowsOf(board)).map(({ row }) => (row as BoardRow).sum);
    expect(sums).toEqual([14, 13, 13]);
    expect((await rowsOf(byAmount))[0]?.row).toEqual({ times: 40 });
  });

  test('neither claims what the rows have not reached', async () => {
    for (const by of [1, 2, 3]) await count('one', by);
    await rows.open([board]);
    let interrupted = false;
    const overtaken: Rows = {
      ...rows,
      save: async (changes) => {
        // Another process saves first, and knew of one event only.
        if (!interrupted) {
          interrupted = true;
          const [first] = await store.readLog({ limit: 1 });
          const row = { sum: 1, events: ['Counted 1'] };
          const changed = [{ key: 'one', position: 1n, row }];
          await rows.save([{ view: board, from: 0n, to: 1n, hash: first!.hash, changed }]);
        }
        return rows.save(changes);
      },
    };
    expect(await catchUp(store, overtaken, [board])).toBe(3n);
    expect((await rows.checkpoint(board)).position).toBe(3n);
    expect((await rowsOf(board))[0]?.row).toEqual({
      sum: 6,
      events: ['Counted 1', 'Counted 2', 'Counted 3'],
    });
  });
});

describe('one row as it would have been', () => {
  let log: readonly RecordedEvent[];
  beforeEach(async () => {
    await send('one', { type: 'Count', amount: 1 }, '2026-03-01T10:00:00.000Z');
    await send('two', { type: 'Count', amount: 50 }, '2026-03-01T10:00:00.000Z');
    await send('one', { type: 'Count', amount: 2 }, '2026-03-01T08:00:00.000Z');
    await send('one', { type: 'Count', amount: 4 }, '2026-03-01T11:00:00.000Z');
    log = await store.readLog({ limit: 10 });
  });
  const occurredBy = (instant: string) => log.filter(({ occurredAt }) => occurredAt <= instant);

  test('had only what occurred by then happened', () => {
    expect(foldOne(board, 'one', occurredBy('2026-03-01T10:00:00.000Z'))).toEqual({
      key: 'one',
      position: 3n,
      row: { sum: 3, events: ['Counted 1', 'Counted 2'] },
    });
    expect(foldOne(board, 'one', occurredBy('2026-03-01T09:00:00.000Z'))?.row).toMatchObject({ sum: 2 });
  });

  test('is none where no event is about it', () => {
    expect(foldOne(board, 'one', [])).toBeUndefined();
    expect(foldOne(board, 'two', occurredBy('2026-03-01T09:00:00.000Z'))).toBeUndefined();
    expect(foldOne(board, 'three', log)).toBeUndefined();
  });

  test('is what following gives, for every row', async () => {
    await rows.open([board, byAmount]);
    await catchUp(store, rows, [board, byAmount]);
    for (const view of [board, byAmount])
      for (const stored of await rowsOf(view)) expect(foldOne(view, stored.key, log)).toEqual(stored);
  });
});

interface BoardRow {
  readonly sum: number;
  readonly events: readonly string[];
}
const EMPTY: BoardRow = { sum: 0, events: [] };
const board = defineView({
  name: 'counter-board',
  version: 1,
  of: [counter],
  initial: EMPTY,
  evolve: {
    Counted: ({ sum, events }, { type, by }) => ({
      sum: sum + by,
      events: [...events, `${type} ${String(by)}`],
    }),
    CountRefused: (row) => row,
  },
  columns: { sum: ({ sum }) => sum },
});

/** Which amounts were counted, and how often; nobody speaks of thirteen. */
const byAmount = defineView({
  name: 'amounts',
  version: 1,
  of: [counter],
  initial: { times: 0 },
  keys: { Counted: ({ by }) => (by === 13 ? undefined : String(by)) },
  evolve: { Counted: ({ times }) => ({ times: times + 1 }), CountRefused: (row) => row },
  columns: {},
});

const AT = '2026-03-01T11:00:00.000Z';
let store: EventStore;
let rows: Rows;
let send: (id: string, command: Unsent<CounterCommand>, occurredAt?: string) => Promise<unknown>;
const count = (id: string, amount: number) => send(id, { type: 'Count', amount });

const begin = (): void => {
  store = memoryEventStore();
  rows = memoryRows();
  const handle = handler(store, { now: () => Date.parse('2026-03-01T12:00:00.000Z') });
  let commands = 0;
  send = (id, command, occurredAt = AT) =>
    handle(counter, id, command, {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt,
      clientId: 'client-1',
      commandId: String((commands += 1)),
      correlationId: 'correlation-1',
      fingerprint: {},
    });
};
beforeEach(begin);

const rowsOf = (view: AnyView, of: Rows = rows): Promise<readonly StoredRow[]> =>
  of.list(view, { limit: 1_000 });

/** The same log, in pages of these sizes by turns. */
const pagedBy = (sizes: readonly number[]): EventStore => {
  let reads = 0;
  return {
    ...store,
    readLog: (range) => store.readLog({ ...range, limit: sizes[reads++ % sizes.length] ?? 1 }),
  };
};
