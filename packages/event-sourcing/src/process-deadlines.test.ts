import { describe, expect, test } from '@jest/globals';
import {
  bookkeeper,
  count,
  DUE,
  entries,
  failingFor,
  handle,
  parked,
  refused,
  rows,
  run,
  store,
} from './process.test.data.ts';
import type { AnyProcess } from './process.ts';
import { runToEnd } from './store-contracts/run-process.ts';

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
