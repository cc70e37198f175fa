import { describe, expect, test } from '@jest/globals';
import { agingChecks, rowsChecks, rowsContract } from '../rows-contract.ts';
import { WRONG_LISTS } from './wrong-lists.test.data.ts';
import { WRONG_LEASES } from './wrong-leases.test.data.ts';
import { WRONG_RESETS } from './wrong-resets.test.data.ts';
import { WRONG_SAVES } from './wrong-saves.test.data.ts';
import { inMemory, type Wrong } from './wrong-rows.test.data.ts';
import { openRowsLab, type RowsChecks } from './rows-lab.ts';

const checks: RowsChecks = { ...rowsChecks, ...agingChecks };

const WRONG: Readonly<Record<string, Wrong>> = Object.fromEntries([
  ...WRONG_SAVES,
  ...WRONG_RESETS,
  ...WRONG_LEASES,
  ...WRONG_LISTS,
]);

const caught = new Set<string>();

describe.each(Object.entries(WRONG))('rows %s', (_, { open, caughtBy }) => {
  test.each(caughtBy)('are caught where the contract says: %s', async (beginning) => {
    const [title, ...more] = Object.keys(checks).filter((sentence) => sentence.startsWith(beginning));
    expect({ beginning, more }).toEqual({ beginning, more: [] });
    const { rows, extras } = open();
    const lab = await openRowsLab(() => rows, extras);
    await expect(checks[title!]?.({ ...lab, patience: 300 })).rejects.toThrow();
    await lab.close();
    caught.add(title!);
  });
});

test('every sentence of the contract has caught wrong rows', () => {
  expect(Object.keys(checks).filter((title) => !caught.has(title))).toEqual([]);
});

describe('rows without a flaw pass', () => {
  const { rows, extras } = inMemory(() => ({}));
  rowsContract('flawless', () => rows, extras);
});
