import { describe, expect, test } from '@jest/globals';
import { clockChecks, eventStoreContract, heldChecks, storeChecks } from '../event-store-contract.ts';
import { WRONG_NEIGHBOURS } from './wrong-neighbours.test.data.ts';
import { WRONG_READS } from './wrong-reads.test.data.ts';
import { WRONG_CLOCKS } from './wrong-clocks.test.data.ts';
import { WRONG_APPENDS } from './wrong-appends.test.data.ts';
import type { Wrong } from './wrong-stores.test.data.ts';
import { flawedStore, type FlawedStore } from './flawed-store.test.data.ts';
import { openLab, type Checks, type Lab } from './lab.ts';
import { verifying } from './sharing.ts';

const checks: Checks = { ...storeChecks, ...heldChecks, ...clockChecks, ...verifying };

const WRONG: Readonly<Record<string, Wrong>> = Object.fromEntries([
  ...WRONG_APPENDS,
  ...WRONG_CLOCKS,
  ...WRONG_READS,
  ...WRONG_NEIGHBOURS,
]);

const openWrong = ({ open, extras }: Wrong): Promise<Lab> => {
  const store = open();
  return openLab(() => store, extras?.(store));
};

const caught = new Set<string>();

describe.each(Object.entries(WRONG))('a store %s', (_, wrong) => {
  test.each(wrong.caughtBy)('is caught where the contract says: %s', async (beginning) => {
    const [title, ...more] = Object.keys(checks).filter((sentence) => sentence.startsWith(beginning));
    expect({ beginning, more }).toEqual({ beginning, more: [] });
    const lab = await openWrong(wrong);
    await expect(checks[title!]?.({ ...lab, patience: 300 })).rejects.toThrow();
    await lab.close().catch(() => undefined);
    caught.add(title!);
  });
});

test('every sentence of the contract has caught a wrong store', () => {
  expect(Object.keys(checks).filter((title) => !caught.has(title))).toEqual([]);
});

describe('a store without a flaw passes', () => {
  const stores: FlawedStore[] = [];
  const open = (): FlawedStore => {
    stores.push(flawedStore());
    return stores.at(-1)!;
  };
  eventStoreContract('flawless', open, {
    trusting: () => stores.at(-1)!.trusting(),
    hold: async (stream, events) => ({
      commit: async () => {
        await stores[0]!.append(stream, events[0]!.revision - 1, events);
      },
      rollback: () => Promise.resolve(),
    }),
  });
});
