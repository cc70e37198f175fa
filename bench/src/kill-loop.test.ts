import { expect, test } from '@jest/globals';
import { killLoop } from './kill-loop.ts';

// `pnpm kills` does this 500 times for each.
test.each(['sqlite', 'postgres'] as const)(
  'writers on %s that are killed again and again lose nothing that they acknowledged, and double nothing',
  async (store) => {
    const report = await killLoop(store, 12);
    expect(report).toMatchObject({ store, kills: 12, lost: 0, doubled: 0, broken: null });
    expect(report.acknowledged).toBeGreaterThan(12);
    expect(report.events).toBeGreaterThanOrEqual(report.acknowledged);
  },
  120_000,
);
