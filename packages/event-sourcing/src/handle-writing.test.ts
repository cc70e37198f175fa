import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ownEvents, type Command, type Decider, type Fold, type Unsent } from './decider.ts';
import { headerOf } from './envelope.ts';
import { event, type EventOf } from './event.ts';
import { handler } from './handle.ts';
import type { Sender } from './sender.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { refuse } from './refusal.ts';

const NOON = '2026-03-01T12:00:00.000Z';

describe('E-01: what cannot be read back', () => {
  test('never reaches the log, and the stream goes on', async () => {
    const { store, send } = desk();
    await expect(send('a', { type: 'Stock', item: 'poison' })).rejects.toThrow('Not a shelf.');
    expect(await store.readStream('shelf-one')).toEqual([]);
    await send('b', { type: 'Stock', item: 'tea' });
    await expect(send('a', { type: 'Stock', item: 'poison' })).rejects.toThrow('Not a shelf.');
    expect((await send('c', { type: 'Stock', item: 'tea' })).receipt?.revision).toBe(1);
  });
});

describe('a process', () => {
  test('E-05: is known by its id when it repeats, whatever its content is by now', async () => {
    const { send } = desk();
    const first = await send('a', { type: 'Stock', item: 'tea' }, FENCED);
    const again = await send('a', { type: 'Stock', item: 'coffee' }, FENCED);
    expect(again).toEqual({ receipt: { ...first.receipt, replayed: true } });
  });

  test('D-01: records nothing before its cause was recorded, and is not refused by its own slow clock', async () => {
    const { store, send } = desk();
    const causeRecordedAt = '2026-03-01T12:00:00.050Z';
    const { receipt } = await send(
      'a',
      { type: 'Stock', item: 'tea' },
      {
        occurredAt: causeRecordedAt,
        process: { ...FENCED.process, causeRecordedAt },
      },
    );
    expect(receipt?.revision).toBe(0);
    expect(headerOf((await store.readStream('shelf-one'))[0]!).recordedAt).toBe(causeRecordedAt);
  });

  test('that lost its place is told at once, and writes nothing', async () => {
    const { store, send } = desk();
    await send('other', { type: 'Stock', item: 'tea' }, {}, 'process');
    const lost = { process: { fence: { stream: 'shelf-process', revision: -1 } } };
    await expect(send('a', { type: 'Stock', item: 'tea' }, lost)).rejects.toMatchObject({
      code: 'WRONG_EXPECTED_REVISION',
      stream: 'shelf-process',
    });
    expect(await store.readStream('shelf-one')).toEqual([]);
  });

  test('hears of every stream that its decision reads', async () => {
    const { send } = desk();
    const read: string[] = [];
    await send(
      'a',
      { type: 'Stock', item: 'tea' },
      {
        process: { ...FENCED.process, onRead: (stream) => read.push(stream) },
      },
    );
    expect(read).toEqual(['shelf-one']);
  });
});

describe('facts of the record itself', () => {
  test('are the events that the state names, and need no basis', async () => {
    const { store, send } = desk();
    for (const [id, item] of [
      ['a', 'tea'],
      ['b', 'coffee'],
      ['c', 'tea'],
      ['d', 'milk'],
    ] as const)
      await send(id, { type: 'Stock', item });
    expect((await send('e', { type: 'Count', only: [0, 2] })).refusal?.reason).toBe('tea, tea');
    expect((await send('f', { type: 'Count', only: 'all' })).refusal?.reason).toBe('tea, coffee, tea, milk');
    expect((await send('g', { type: 'Count', only: [3, 7] })).refusal?.reason).toBe('milk');
    await send('h', { type: 'Restock', only: [1] });
    const last = (await store.readStream('shelf-one')).at(-1);
    expect(last?.data).toBe('{"item":"coffee"}');
    expect(headerOf(last!).basis).toBeUndefined();
  });

  test('are as they were when a command comes again', async () => {
    const { send } = desk();
    await send('a', { type: 'Stock', item: 'tea' });
    const first = await send('b', { type: 'Restock', only: 'all' });
    await send('c', { type: 'Stock', item: 'milk' });
    expect(await send('b', { type: 'Restock', only: 'all' })).toEqual({
      receipt: { ...first.receipt, replayed: true },
    });
  });
});

const stocked = event('Stocked', { item: z.enum(['tea', 'coffee', 'milk', 'poison']) });
type Stocked = EventOf<typeof stocked>;
type Only = 'all' | readonly number[];
type ShelfCommand = Command &
  (
    | { readonly type: 'Stock'; readonly item: Stocked['item'] }
    | { readonly type: 'Count' | 'Restock'; readonly only: Only }
  );

const items: Fold<Stocked, readonly Stocked['item'][]> = {
  name: 'shelf',
  initial: [],
  events: [stocked],
  evolve: { Stocked: (known, { item }) => [...known, item] },
};

type Counting = { readonly wanted: readonly Stocked['item'][] };

const shelf: Decider<ShelfCommand, Stocked, number, { Count: Counting; Restock: Counting }> = {
  name: 'shelf',
  initial: 0,
  events: [stocked],
  evolve: {
    Stocked: (count, { item }) => {
      if (item === 'poison') throw new TypeError('Not a shelf.');
      return count + 1;
    },
  },
  facts: {
    Count: ({ only }) => ({ wanted: ownEvents(items, only) }),
    Restock: ({ only }) => ({ wanted: ownEvents(items, only) }),
  },
  decide: {
    Stock: ({ item }) => [stocked({ item })],
    Count: (_, __, { wanted }) => refuse('R-SHELF-1', wanted.join(', ')),
    Restock: (_, __, { wanted }) => wanted.map((item) => stocked({ item })),
  },
};

const FENCED = { process: { fence: { stream: 'process-shelf', revision: -1 } } };

const desk = () => {
  const store = memoryEventStore();
  const handle = handler(store, { now: () => Date.parse(NOON) });
  const send = (commandId: string, command: Unsent<ShelfCommand>, how: Partial<Sender> = {}, id = 'one') =>
    handle(shelf, id, command, {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: NOON,
      clientId: 'client-1',
      commandId,
      correlationId: 'correlation-1',
      fingerprint: { type: command.type },
      ...how,
    });
  return { store, send };
};
