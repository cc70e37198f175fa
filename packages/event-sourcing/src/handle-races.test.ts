import { describe, expect, test } from '@jest/globals';
import { amountsOf, desk, racing } from './handle.test.data.ts';
import { NO_STREAM, StoreUnavailable, WrongExpectedRevision } from './errors.ts';
import type { EventStore } from './event-store.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { verifyLog } from './verify.ts';

describe('writers who meet', () => {
  test('64 callers on one stream are all served', async () => {
    const { store, count } = desk();
    const all = await Promise.all(Array.from({ length: 64 }, (_, index) => count(`c${String(index)}`, 1)));
    const revisions = all.map(({ receipt }) => receipt?.revision);
    expect(revisions).toEqual(Array.from({ length: 64 }, (_, index) => index));
    expect(await store.head()).toBe(64n);
  });

  test('a caller who fails does not hold up those behind', async () => {
    const { count } = desk();
    const all = await Promise.allSettled([
      count('a', 1),
      count('b', 1, {}, { expectedRevision: 7 }),
      count('c', 1),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('two processes on one stream lose no update, whoever has to send again', async () => {
    const store = memoryEventStore();
    const desks = [desk(store), desk(store)];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index): Promise<void> => {
        for (;;)
          try {
            await desks[index % 2]!.count(`c${String(index)}`, index + 1);
            return;
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
          }
      }),
    );
    const amounts = amountsOf(await store.readStream('counter-one'));
    expect([...amounts].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect((await verifyLog(store)).broken).toBeUndefined();
  });

  test('a conflict is decided again on what the other wrote', async () => {
    const { store, appends, count } = racing(1, (other) => other.count('foreign', 999_999));
    const { refusal } = await count('a', 5);
    expect(refusal?.rule).toBe('R-COUNT-2');
    expect(appends()).toBe(2);
    expect((await store.readStream('counter-one')).map(({ type }) => type)).toEqual([
      'Counted',
      'CountRefused',
    ]);
  });

  test('S-10: conflicts are waited out, however many, and a sender that named no revision sees none', async () => {
    let others = 0;
    const { appends, count } = racing(40, (other) => other.count(`foreign-${String((others += 1))}`, 1));
    expect(await count('a', 5)).toMatchObject({ receipt: { revision: 40 } });
    expect(appends()).toBe(41);
  });

  test('S-10: conflicts without an end are told as a store that is busy', async () => {
    let others = 0;
    const { count } = racing(Infinity, (other) => other.count(`foreign-${String((others += 1))}`, 1), {
      patience: 100,
      pause: () => Promise.resolve(),
    });
    const outcome = await count('a', 5).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  test('an expected revision that is not the actual one is reported with both, and not tried', async () => {
    const { store, appends, count } = racing(0, () => Promise.resolve());
    await count('a', 1);
    await count('b', 1);
    for (const expectedRevision of [NO_STREAM, 0, 2]) {
      const failure = await count('c', 1, {}, { expectedRevision }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(WrongExpectedRevision);
      expect(failure).toMatchObject({ stream: 'counter-one', expected: expectedRevision, actual: 1 });
    }
    expect(appends()).toBe(2);
    expect((await count('d', 1, {}, { expectedRevision: 1 })).receipt?.revision).toBe(2);
    expect(await store.head()).toBe(3n);
  });

  test('an expected revision that stops being right before the append is not tried again', async () => {
    const { appends, reads, count } = racing(1, (other) => other.count('foreign', 1));
    const failure = await count('a', 1, {}, { expectedRevision: NO_STREAM }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'WRONG_EXPECTED_REVISION', expected: NO_STREAM, actual: 0 });
    expect([reads(), appends()]).toEqual([1, 1]);
  });

  test('an accident of the store is not tried again', async () => {
    let appends = 0;
    const broken: EventStore = {
      ...memoryEventStore(),
      append: () => {
        appends += 1;
        return Promise.reject(new StoreUnavailable('The disk is full.', false));
      },
    };
    await expect(desk(broken).count('a', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(appends).toBe(1);
  });
});
