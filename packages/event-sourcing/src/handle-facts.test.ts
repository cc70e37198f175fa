import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { amountsOf, desk, door, gate, racing, SHUT, type TallyCommand } from './handle.test.data.ts';
import { stateOf, type Decider, type Fold } from './decider.ts';
import { headerOf, ZERO_HASH } from './envelope.ts';
import { NO_STREAM } from './errors.ts';
import { event, type EventOf } from './event.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { counter } from './store-contracts/counter.ts';

describe('facts', () => {
  test('are listed as the basis: revision and hash, -1 and zeros for what was not there', async () => {
    const { store, count } = desk();
    await count('a', 0, { type: 'CountLike', other: 'two' });
    await count('b', 7, {}, { id: 'two' });
    await count('c', 8, {}, { id: 'two' });
    await count('d', 0, { type: 'CountLike', other: 'two' });
    const last = (await store.readStream('counter-two')).at(-1);
    expect((await store.readStream('counter-one')).map((one) => headerOf(one).basis)).toEqual([
      [{ stream: 'counter-two', revision: -1, hash: ZERO_HASH }],
      [{ stream: 'counter-two', revision: 1, hash: last?.hash }],
    ]);
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([0, 15]);
  });

  test('that are guarded and move before the append make it decide again', async () => {
    const { store, appends, send } = racing(1, (other) => other.send(gate, 'shut', SHUT, { id: 'main' }));
    const { refusal, receipt } = await send(door, 'a', { type: 'Enter' });
    expect(refusal?.rule).toBe('R-DOOR-1');
    expect(receipt).toBeUndefined();
    expect(appends()).toBe(1);
    expect(await store.readStream('door-one')).toEqual([]);
  });

  test('that moved and still allow it are the basis as they were at last', async () => {
    const { store, appends, send } = racing(1, (other) =>
      other.send(gate, 'moved', { type: 'MoveGate' }, { id: 'main' }),
    );
    const expectation = { expectedRevision: NO_STREAM };
    const { receipt } = await send(door, 'a', { type: 'Enter' }, expectation);
    expect(receipt).toMatchObject({ revision: 0, warnings: [{ rule: 'R-DOOR-2' }] });
    expect(appends()).toBe(2);
    const [moved] = await store.readStream('gate-main');
    expect(headerOf((await store.readStream('door-one'))[0]!).basis).toEqual([
      { stream: 'gate-main', revision: 0, hash: moved?.hash },
    ]);
  });

  test('S-10: that move again and again are waited out', async () => {
    let moves = 0;
    const { appends, send } = racing(9, (other) =>
      other.send(gate, `moved-${String((moves += 1))}`, { type: 'MoveGate' }, { id: 'main' }),
    );
    expect(await send(door, 'a', { type: 'Enter' })).toMatchObject({
      receipt: { revision: 0 },
    });
    expect(appends()).toBe(10);
  });

  test('that are not guarded may move', async () => {
    const { store, appends, count } = racing(1, (other) => other.count('foreign', 9, {}, { id: 'two' }));
    const { receipt } = await count('a', 0, { type: 'CountLike', other: 'two' });
    expect(receipt?.revision).toBe(0);
    expect(appends()).toBe(1);
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([0]);
  });
});

describe('the cache of states', () => {
  test('changes nothing: cached, evicted and uncached handlers decide alike after foreign appends', async () => {
    const anyStep = fc.record({ desk: fc.nat(2), stream: fc.nat(2), by: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const store = memoryEventStore();
        const desks = [2_000, 1, 0].map((cachedStreams) => desk(store, { cachedStreams }));
        const sums = [0, 0, 0];
        for (const [index, step] of steps.entries()) {
          const command = { type: 'Add', amount: step.by } as const;
          await desks[step.desk]!.send(tally, `c${String(index)}`, command, { id: String(step.stream) });
          const [newest] = await store.readStream(`tally-${String(step.stream)}`, {
            backward: true,
            limit: 1,
          });
          expect(JSON.parse(newest!.data)).toEqual({ before: sums[step.stream], by: step.by });
          sums[step.stream]! += step.by;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('keeps two readings of one stream apart', async () => {
    const { store, count, send } = desk();
    for (const [commandId, by] of [
      ['a', 10],
      ['b', 20],
    ] as const) {
      await count(commandId, by);
      await send(tally, commandId, { type: 'AddCountsOf', counter: 'one' });
    }
    await count('c', 0, { type: 'CountLike', other: 'one' }, { id: 'two' });
    expect(
      (await store.readStream('tally-one')).map(({ data }) => (JSON.parse(data) as { by: number }).by),
    ).toEqual([1, 2]);
    expect(amountsOf(await store.readStream('counter-two'))).toEqual([30]);
  });
});

// An adder that writes down what it believed its sum to be.
const added = event('Added', { before: z.int(), by: z.int() });
const eventsCounted: Fold<EventOf<typeof added>, number> = {
  name: 'counter',
  initial: 0,
  events: counter.events,
  evolve: { Counted: (times: number) => times + 1 } as never,
};
const tally: Decider<TallyCommand, EventOf<typeof added>, number, { AddCountsOf: { times: number } }> = {
  name: 'tally',
  initial: 0,
  events: [added],
  evolve: { Added: (sum, { by }) => sum + by },
  facts: { AddCountsOf: ({ counter: id }) => ({ times: stateOf(eventsCounted, id) }) },
  decide: {
    Add: ({ amount }, before) => [added({ before, by: amount })],
    AddCountsOf: (_, before, { times }) => [added({ before, by: times })],
  },
};
