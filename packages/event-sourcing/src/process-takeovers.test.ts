import { describe, expect, test } from '@jest/globals';
import { bookkeeper, count, entries, handle, NOW, rows, run, runner, store } from './process.test.data.ts';
import { handler, type Handle } from './handle.ts';
import { runnerOf, runToEnd } from './store-contracts/run-process.ts';
import type { Rows } from './rows.ts';

describe('E-03: two runners of one process', () => {
  test('of which one took over: the other is refused by the log, and its commands have no effect', async () => {
    await count('one', 3);
    const first = runner();
    await first.takeOver();
    const second = runner();
    await second.takeOver();
    await count('one', 4);
    await expect(first.step(0)).rejects.toMatchObject({
      code: 'WRONG_EXPECTED_REVISION',
      stream: 'process-bookkeeper',
    });
    expect(await entries('main')).toEqual([]);
    await runToEnd(second, store);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7']);
  });

  test('are told apart though the clock of one went back while it took over', async () => {
    const slow = runner(rows, handler(store, { now: () => Date.parse(NOW) - 60_000 }));
    await slow.takeOver();
    expect(await store.readStream('process-bookkeeper')).toMatchObject([{ type: 'ProcessTakenOver' }]);
    await runner().takeOver();
    await count('one', 3);
    await expect(slow.step(0)).rejects.toMatchObject({ stream: 'process-bookkeeper' });
  });

  test('of which one wakes before it folds rows anew: it touches none', async () => {
    await count('one', 3);
    await rows.lease('bookkeeper', 'asleep', 0);
    let overtake = async (): Promise<void> => {
      overtake = () => Promise.resolve();
      await rows.lease('bookkeeper', 'awake', 60_000);
      await run();
    };
    const waking: Rows = {
      ...rows,
      checkpoint: async (view) => {
        await overtake();
        return rows.checkpoint(view);
      },
    };
    const parts = { store, rows: waking, handle, now: () => Date.parse(NOW), holder: 'asleep' };
    const sleeper = runnerOf(bookkeeper, parts);
    await expect(sleeper.takeOver()).rejects.toMatchObject({ stream: 'process-bookkeeper' });
    expect((await rows.find(bookkeeper, ['one']))[0]?.row).toMatchObject({ sum: 3 });
  });

  test('of which one wakes in the middle of a page: no row is from the future', async () => {
    for (const by of [3, 4]) await count('one', by);
    let overtake: () => Promise<unknown> = () => Promise.resolve();
    const slow: Handle = async (decider, ...given) => {
      if (decider.name === 'ledger') await overtake();
      return handle(decider, ...given);
    };
    const sleeper = runner(rows, slow);
    await sleeper.takeOver();
    overtake = async () => {
      overtake = () => Promise.resolve();
      await run();
      await count('one', 5);
      await run();
    };
    await expect(sleeper.step(0)).rejects.toMatchObject({ stream: 'process-bookkeeper' });
    await sleeper.takeOver();
    await runToEnd(sleeper, store);
    expect(await entries('main')).toEqual(['3 of 3', '4 of 7', '5 of 12']);
  });
});
