import { expect, test } from '@jest/globals';
import { foldOne } from './fold-one.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { counter } from './store-contracts/counter.ts';
import { defineView } from './view.ts';

interface Sum {
  readonly version: number;
  readonly sum: number;
}
const NONE: Sum = { version: 0, sum: 0 };
const pool = { ...counter, name: 'pool' };
const sums = defineView({
  name: 'sums',
  version: 1,
  of: [counter, pool],
  versionOf: counter,
  initial: NONE,
  evolve: { Counted: (row, { by: amount }) => ({ ...row, sum: row.sum + amount }) },
  columns: {},
});

test.each(['', 'met'])(
  'K-06: a version counts every event of the row’s own stream, also those without a step, and no others: prefix %j',
  async (prefix) => {
    const store = memoryEventStore();
    const handle = handler(store, { prefix });
    const send = async (decider: typeof counter, amount: number): Promise<void> => {
      const commandId = `${decider.name} ${String(amount)}`;
      const by = { id: 'actor-1', role: 'OFFICER', agency: 'police' };
      const sender = { by, clientId: 'test', commandId, correlationId: commandId, fingerprint: null };
      await handle(decider, 'one', { type: 'Count', amount }, sender);
    };
    const row = async (): Promise<unknown> =>
      foldOne(sums, 'one', await store.readLog({ limit: 10 }), { prefix })?.row;
    await send(counter, 3);
    expect(await row()).toEqual({ version: 1, sum: 3 });
    // Refused, on record: the view has no step for it.
    await send(counter, 2_000_000);
    expect(await row()).toEqual({ version: 2, sum: 3 });
    await send(pool, 4);
    expect(await row()).toEqual({ version: 2, sum: 7 });
  },
);
