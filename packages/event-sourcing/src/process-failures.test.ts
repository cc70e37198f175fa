import { describe, expect, test } from '@jest/globals';
import {
  type Account,
  bookkeeper,
  count,
  entries,
  failingAt,
  failingFor,
  handle,
  NOW,
  parked,
  rows,
  run,
  store,
} from './process.test.data.ts';
import { StoreUnavailable } from './errors.ts';
import { runToEnd } from './store-contracts/run-process.ts';

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

  test('E-02: keeps nothing from the other records that the same event is about', async () => {
    // Of this amount comes a second entry.
    await count('whole', 100);
    await run(rows, failingFor(100));
    expect(await entries('main')).toEqual(['1 of 100']);
    expect(parked).toMatchObject([{ key: 'whole', reason: 'SUBJECT_ERASED' }]);
    await run(rows, failingFor(100));
    expect(await entries('main')).toEqual(['1 of 100']);
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
