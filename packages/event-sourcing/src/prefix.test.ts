import { expect, test } from '@jest/globals';
import { defineDomain } from './domain.ts';
import { startEngine } from './engine.ts';
import { foldAll } from './fold-all.ts';
import { foldOne } from './fold-one.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { counter } from './store-contracts/counter.ts';
import { twoDomainsContract } from './store-contracts/two-domains.ts';
import { defineView } from './view.ts';

const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };

twoDomainsContract('memory', () => ({ store: memoryEventStore(), rows: memoryRows() }));

test('K-01: a fold that says its prefix keeps it: a view of one domain may read the records of another', async () => {
  const [store, rows] = [memoryEventStore(), memoryRows()];
  const initial: { readonly streams: readonly string[] } = { streams: [] };
  const heard = defineView({
    name: 'heard',
    version: 1,
    of: [counter, { ...counter, prefix: '' }, { ...counter, prefix: 'metro' }],
    initial,
    keys: { Counted: () => 'all' },
    evolve: { Counted: ({ streams }, _, { stream }) => ({ streams: [...streams, stream] }) },
    columns: {},
  });
  const engines = [];
  for (const prefix of ['', 'metro', 'met'])
    engines.push(await startEngine(defineDomain({ counter }, { prefix }), { store, rows, views: [heard] }));
  try {
    for (const { app } of engines) await app.counter('one').send({ type: 'Count', amount: 1 }, { by });
    const [, , met] = engines;
    await met!.caughtUp(3n, 5_000);
    // What other domains recorded has their names; what its own recorded, its own.
    const [found] = await met!.rows.find(heard, ['all']);
    expect(found?.row.streams).toEqual(['counter-one', 'metroCounter-one', 'counter-one']);
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()));
  }
});

test('K-01: a row as it was then, and its version, under a prefix and of another domain', async () => {
  const [store, rows] = [memoryEventStore(), memoryRows()];
  const metro = { ...counter, prefix: 'metro' };
  const board = defineView({
    name: 'board',
    version: 1,
    of: [counter, metro],
    versionOf: metro,
    initial: { version: 0, heard: 0 },
    evolve: { Counted: (row) => ({ ...row, heard: row.heard + 1 }) },
    columns: {},
  });
  const engines = [];
  for (const prefix of ['metro', 'met'])
    engines.push(await startEngine(defineDomain({ counter }, { prefix }), { store, rows, views: [board] }));
  try {
    for (const { app } of [...engines, ...engines])
      await app.counter('one').send({ type: 'Count', amount: 1 }, { by });
    const [, met] = engines;
    await met!.caughtUp(4n, 5_000);
    const [found] = await met!.rows.find(board, ['one']);
    expect(found?.row).toEqual({ version: 2, heard: 4 });
    const log = await store.readLog({ limit: 10 });
    expect(foldOne(board, 'one', log, { prefix: 'met' })).toEqual(found);
    expect(foldOne(board, 'one', log.slice(0, 2), { prefix: 'met' })?.row).toEqual({ version: 1, heard: 2 });
    expect(foldAll(board, log, { prefix: 'met' })).toEqual(new Map([['one', found]]));
    expect(foldOne(board, 'one', log)?.row).toEqual({ version: 2, heard: 2 });
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()));
  }
});
