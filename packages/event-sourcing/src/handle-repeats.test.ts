import { describe, expect, test } from '@jest/globals';
import { amountsOf, desk, door, gate, NOON, now, SHUT } from './handle.test.data.ts';
import { counter } from './store-contracts/counter.ts';
import { eventIdOf } from './envelope.ts';
import { IdempotencyKeyReused, NO_STREAM } from './errors.ts';
import { memoryEventStore } from './memory-event-store.ts';
import type { Sender } from './sender.ts';

const counting = (amount: number) => ({ type: 'Count', amount }) as const;

describe('a command that comes again', () => {
  test('gets its first receipt, and nothing is appended', async () => {
    const { store, count } = desk();
    const first = await count('a', 3, { type: 'CountTogether', times: 2 });
    const again = await count('a', 3, { type: 'CountTogether', times: 2 });
    expect(again).toEqual({ receipt: { ...first.receipt, replayed: true } });
    expect(await store.head()).toBe(2n);
  });

  test('is known after other commands, at another time, from a new process, with a stale expectation', async () => {
    const { store, count } = desk();
    const first = await count('a', 3, {}, { expectedRevision: NO_STREAM });
    await count('b', 4);
    await count('c', 5);
    const restarted = desk(store, { now: () => now() + 60_000 });
    for (const { count: resend } of [{ count }, restarted])
      expect(
        await resend('a', 3, {}, { occurredAt: '2026-03-01T12:00:30.000Z', expectedRevision: NO_STREAM }),
      ).toEqual({ receipt: { ...first.receipt, replayed: true } });
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([3, 4, 5]);
  });

  test('is refused when it has other content, and told when the first was recorded', async () => {
    const { store, count, send } = desk();
    await count('a', 3);
    const failure = await count('a', 4).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IdempotencyKeyReused);
    expect(failure).toMatchObject({ commandId: 'a', firstRecordedAt: NOON });
    await send(gate, 'a', { type: 'MoveGate' });
    await expect(send(gate, 'a', SHUT)).rejects.toBeInstanceOf(IdempotencyKeyReused);
    expect(await store.head()).toBe(2n);
  });

  test('from another client is another command', async () => {
    const { store, count } = desk();
    await count('a', 3);
    const { receipt } = await count('a', 4, {}, { clientId: 'client-2' });
    expect(receipt).toMatchObject({ revision: 1, replayed: false });
    expect(amountsOf(await store.readStream('counter-one'))).toEqual([3, 4]);
  });

  test.each<[string, Partial<Sender>]>([
    ['a colleague', { by: { id: 'member-2', role: 'OFFICER', agency: 'police' } }],
    ['somebody of the same id elsewhere', { by: { id: 'member-1', role: 'OFFICER', agency: 'council' } }],
    ['somebody else’s system', { onBehalfOf: 'member-3' }],
  ])('G-04: from %s of the same client is taken, whatever is in it', async (_who, sender) => {
    const { store, send } = desk();
    // Another agency is refused as it would be for a counter that is not there.
    await send({ ...counter, others: { Count: () => true } }, 'a', counting(3));
    const taken = [];
    for (const amount of [3, 4])
      taken.push(
        await send({ ...counter, others: { Count: () => true } }, 'a', counting(amount), sender).catch(
          (error: unknown) => error,
        ),
      );
    expect(taken[0]).toBeInstanceOf(IdempotencyKeyReused);
    expect(taken[0]).toEqual(taken[1]);
    expect(taken[0]).toMatchObject({ commandId: 'a', firstRecordedAt: undefined });
    expect(await store.head()).toBe(1n);
  });

  test('G-04: from the same person in another role is a repeat', async () => {
    const { send } = desk();
    const first = await send(counter, 'a', counting(3));
    const promoted = { by: { id: 'member-1', role: 'SUPERVISOR', agency: 'police' } };
    expect((await send(counter, 'a', counting(3), promoted)).receipt).toEqual({
      ...first.receipt,
      replayed: true,
    });
  });

  test('P-19: is known by the id under which an older build kept it, and else by its own', async () => {
    const { store, send } = desk();
    const older = await send(counter, 'A', counting(3));
    const formerly = { commandId: 'A', fingerprint: { ...counting(3) } };
    const again = await send(counter, 'a', counting(3), { fingerprint: 'a', formerly });
    expect(again.receipt).toEqual({ ...older.receipt, replayed: true });
    const other = { ...formerly, fingerprint: { ...counting(4) } };
    await expect(send(counter, 'a', counting(4), { formerly: other })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      commandId: 'A',
    });
    const newer = { ...formerly, commandId: 'B' };
    const first = await send(counter, 'b', counting(3), { formerly: newer });
    const second = await send(counter, 'b', counting(3), { formerly: newer });
    expect(second.receipt).toEqual({ ...first.receipt, replayed: true });
    expect(await store.head()).toBe(2n);
  });

  test('to another stream is another command', async () => {
    const { count } = desk();
    await count('a', 3);
    expect((await count('a', 3, {}, { id: 'two' })).receipt).toMatchObject({
      stream: 'counter-two',
      replayed: false,
    });
  });

  test('repeats its recorded refusal', async () => {
    const { store, count } = desk();
    const first = await count('a', 1_000_001);
    const again = await count('a', 1_000_001);
    expect(again.refusal).toMatchObject({ rule: 'R-COUNT-2', reason: 'The counter is full.' });
    expect(again.receipt).toEqual({ ...first.receipt, replayed: true });
    expect(await store.head()).toBe(1n);
  });

  test('repeats its recorded refusal whichever of the recorded events says it', async () => {
    const { send } = desk();
    const enter = { type: 'Force' } as const;
    const first = await send(door, 'a', enter);
    expect(first.refusal?.rule).toBe('R-DOOR-3');
    expect(await send(door, 'a', enter)).toMatchObject({
      refusal: { rule: 'R-DOOR-3' },
      receipt: { ...first.receipt, replayed: true },
    });
  });

  test('whose recorded refusal could not be repeated is an accident at once', async () => {
    const { store, send } = desk();
    await expect(send(door, 'a', { type: 'Mutter' })).rejects.toBeInstanceOf(TypeError);
    expect(await store.head()).toBe(0n);
  });

  test('repeats its warnings from the state of then', async () => {
    const { count } = desk();
    const first = await count('a', 101);
    await count('b', 1_000_000 - 101);
    expect((await count('a', 101)).receipt).toEqual({ ...first.receipt, replayed: true });
    expect(first.receipt?.warnings).toHaveLength(1);
  });

  test('repeats its warnings from the facts of then', async () => {
    const { send } = desk();
    await send(gate, 'g1', { type: 'MoveGate' }, { id: 'main' });
    const enter = { type: 'Enter' } as const;
    const first = await send(door, 'a', enter);
    expect(first.receipt?.warnings.map(({ rule }) => rule)).toEqual(['R-DOOR-2']);
    await send(gate, 'g2', { type: 'MoveGate' }, { id: 'main' });
    expect((await send(door, 'b', enter)).receipt?.warnings).toEqual([]);
    expect((await send(door, 'a', enter)).receipt).toEqual({ ...first.receipt, replayed: true });
    expect((await send(door, 'b', enter)).receipt?.warnings).toEqual([]);
  });

  test('repeats its warnings as of the time when it first came', async () => {
    const { send } = desk();
    await send(door, 'a', { type: 'Enter' });
    expect((await send(door, 'a', { type: 'Enter' }, { occurredAt: NOON })).receipt).toMatchObject({
      replayed: true,
      warnings: [],
    });
    expect((await send(door, 'b', { type: 'Enter' }, { occurredAt: NOON })).receipt?.warnings).toHaveLength(
      1,
    );
  });

  test('1,000 times at once is one event', async () => {
    const { store, count } = desk();
    const all = await Promise.all(Array.from({ length: 1_000 }, () => count('a', 3)));
    expect(await store.head()).toBe(1n);
    expect(all.filter(({ receipt }) => receipt?.replayed === false)).toHaveLength(1);
    expect(new Set(all.map(({ receipt }) => receipt?.eventIds.join()))).toEqual(
      new Set([eventIdOf('client-1', 'a', 'counter-one', 0)]),
    );
  });

  test('to two processes at once is one event', async () => {
    const store = memoryEventStore();
    const desks = [desk(store), desk(store)];
    const all = await Promise.all(Array.from({ length: 40 }, (_, index) => desks[index % 2]!.count('a', 3)));
    expect(await store.head()).toBe(1n);
    expect(all.filter(({ receipt }) => receipt?.replayed === false)).toHaveLength(1);
  });
});
