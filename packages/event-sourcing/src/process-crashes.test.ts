import { describe, expect, test } from '@jest/globals';
import {
  allowThirteen,
  bookkeeper,
  count,
  DUE,
  entries,
  failingAt,
  failingFor,
  handle,
  loseRows,
  losing,
  POWER,
  rows,
  run,
  runner,
  store,
} from './process.test.data.ts';
import type { EventStore } from './event-store.ts';
import type { Handle } from './handle.ts';
import { runToEnd } from './store-contracts/run-process.ts';

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

describe('E-04: rows that are lost', () => {
  test('are folded again, and nothing is sent, whatever the decisions would be by now', async () => {
    await count('one', 13);
    await count('one', 4);
    await run();
    const before = await store.head();
    allowThirteen();
    await loseRows();
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
