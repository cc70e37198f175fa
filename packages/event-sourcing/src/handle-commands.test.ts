import { describe, expect, test } from '@jest/globals';
import { amountsOf, AT, desk, NOON } from './handle.test.data.ts';
import { eventIdOf, headerOf, ZERO_HASH } from './envelope.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { counter } from './store-contracts/counter.ts';
import { verifyLog } from './verify.ts';

test('K-03: an answer that is no decision is told in one sentence', async () => {
  for (const answer of [Promise.resolve([]), null, 'no', { type: 'Counted', by: 1 }, {}, true]) {
    const decider: typeof counter = {
      ...counter,
      decide: { ...counter.decide, Count: () => answer as never },
    };
    const store = memoryEventStore();
    const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
    const sender = { by, clientId: 'c', commandId: 'a', correlationId: 'c', fingerprint: null };
    await expect(handler(store)(decider, 'one', { type: 'Count', amount: 1 }, sender)).rejects.toThrow(
      new TypeError('counter answers something else to Count: events, [] or a refusal are answers.'),
    );
    expect(await store.head()).toBe(0n);
  }
});

describe('a command', () => {
  test('gets a receipt for its events', async () => {
    const { store, count } = desk();
    expect(await count('a', 5)).toEqual({
      receipt: {
        stream: 'counter-one',
        revision: 0,
        position: 1n,
        eventIds: [eventIdOf('client-1', 'a', 'counter-one', 0)],
        warnings: [],
        replayed: false,
      },
    });
    const { receipt } = await count('b', 1, { type: 'CountTogether', times: 3 });
    expect(receipt).toMatchObject({ revision: 3, position: 4n });
    expect(receipt?.eventIds).toEqual(
      [0, 1, 2].map((index) => eventIdOf('client-1', 'b', 'counter-one', index)),
    );
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([5, 1, 1, 1]);
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('puts its sender into every header', async () => {
    const { store, count } = desk();
    await count(
      'a',
      1,
      { type: 'CountTogether', times: 2 },
      { causationId: 'cause-1', onBehalfOf: 'member-2' },
    );
    const [first, second] = (await store.readStream('counter-one')).map(headerOf);
    expect(first).toMatchObject({
      occurredAt: AT,
      recordedAt: NOON,
      actor: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      onBehalfOf: 'member-2',
      commandId: 'a',
      correlationId: 'correlation-1',
      causationId: 'cause-1',
      previousHash: ZERO_HASH,
    });
    expect(second?.commandDigest).toBe(first?.commandDigest);
    expect(first).not.toHaveProperty('basis');
    expect(first).not.toHaveProperty('clientId');
  });

  test('that changes nothing appends nothing', async () => {
    const { store, count } = desk();
    const nothing = { stream: 'counter-one', eventIds: [], warnings: [], replayed: false };
    expect(await count('a', 0)).toEqual({ receipt: { ...nothing, revision: -1, position: 0n } });
    await count('b', 1);
    expect(await count('c', 0)).toEqual({ receipt: { ...nothing, revision: 0, position: 1n } });
    expect(await store.head()).toBe(1n);
  });

  test('that a rule refuses appends nothing and has no receipt', async () => {
    const { store, count } = desk();
    expect(await count('a', -1)).toEqual({
      refusal: { refused: true, rule: 'R-COUNT-1', reason: 'A counter only rises.', path: 'amount' },
    });
    expect(await store.head()).toBe(0n);
  });

  test('that a rule refuses on record appends the record, and says both', async () => {
    const { store, count } = desk();
    const { refusal, receipt } = await count('a', 1_000_001);
    expect(refusal).toMatchObject({ rule: 'R-COUNT-2', reason: 'The counter is full.' });
    expect(receipt).toMatchObject({ revision: 0, position: 1n, warnings: [], replayed: false });
    expect((await store.readStream('counter-one')).map(({ type }) => type)).toEqual(['CountRefused']);
  });

  test('may be warned about', async () => {
    const { count } = desk();
    expect((await count('a', 101)).receipt?.warnings).toEqual([
      { rule: 'R-COUNT-3', reason: 'That is a large step.' },
    ]);
  });

  test('that nobody knows is an accident, and holds up nobody after it', async () => {
    const { count } = desk();
    await expect(count('a', 1, { type: 'Unheard' as never })).rejects.toBeInstanceOf(TypeError);
    expect((await count('b', 1)).receipt?.revision).toBe(0);
  });
});
