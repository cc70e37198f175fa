import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Rows } from '../rows.ts';
import { agingLeases, leasing } from './rows-contract/leasing.ts';
import { listing } from './rows-contract/listing.ts';
import { agingViews, openingViews } from './rows-contract/opening-views.ts';
import { openRowsLab, type RowsChecks, type RowsExtras, type RowsLab } from './rows-contract/rows-lab.ts';
import { saving } from './rows-contract/saving.ts';

/** What every home of read models promises, one sentence each. */
export const rowsChecks: RowsChecks = { ...saving, ...listing, ...openingViews, ...leasing };

/** What one can be asked beside that where time can be made to pass. */
export const agingChecks: RowsChecks = { ...agingViews, ...agingLeases };

/**
 * Holds rows to all that the port promises. An adapter's own test is one call of this.
 * @example
 * rowsContract('memory', () => memoryRows());
 */
export const rowsContract = (
  name: string,
  open: () => Rows | Promise<Rows>,
  extras: RowsExtras = {},
): void => {
  describe(`the ${name} rows`, () => {
    let lab: RowsLab;
    beforeAll(async () => {
      lab = await openRowsLab(open, extras);
    });
    afterAll(() => lab.close());

    const checks = { ...rowsChecks, ...(extras.age && agingChecks) };
    for (const [title, check] of Object.entries(checks)) test(title, () => check(lab));
  });
};
